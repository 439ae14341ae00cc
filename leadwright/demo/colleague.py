"""A colleague at their mail program and Word: reads what comes, answers with a line, sends forms back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import formataddr, make_msgid

from documents import returned
from sales.paper import DocumentKind
from sales.words import Language, Words

WORD = "application", "vnd.openxmlformats-officedocument.wordprocessingml.document"
WROTE = Words("{} 写道：", "{} wrote:")
ENCLOSED = Words("表格已填好，请查收。", "Please find the completed form attached.")
QUOTED = 6  # lines of the mail that is answered


@dataclass(frozen=True)
class Colleague:
    """Somebody of the company, or a customer, who has nothing but mail and Word."""

    name: str
    email: str
    office: str  # the address that they write to
    inbox: Callable[[], Sequence[EmailMessage]]  # what has come for them, oldest first
    post: Callable[[bytes], object]  # sends a mail off
    clock: Callable[[], datetime]
    language: Language

    def newest(self, *words: str) -> EmailMessage:
        """Return the newest mail for them whose subject has all these words; LookupError where none has."""
        mails = self.inbox()
        subjects = [str(mail["Subject"]) for mail in mails]
        found = [
            each for each, subject in zip(mails, subjects, strict=True) if all(w in subject for w in words)
        ]
        if not found:
            raise LookupError(f"{self.email} has no mail about {words}, but: {'; '.join(subjects)}")
        return found[-1]

    def form(self, kind: DocumentKind) -> tuple[str, bytes]:
        """Return name and bytes of the newest form of this kind that they have; LookupError if none."""
        found = [form for mail in self.inbox() for form in forms_in(mail, kind)]
        if not found:
            raise LookupError(f"{self.email} has no {kind}")
        return found[-1]

    def answer(self, mail: EmailMessage, words: str, *attached: tuple[str, bytes]) -> EmailMessage:
        """Answer ``mail`` with ``words`` above what it said, and Word files; return the answer as sent."""
        answer = self.letter(
            f"Re: {mail['Subject']}", "\n".join((words, "", self.name, "", *self._quote(mail)))
        )
        answer["In-Reply-To"] = str(mail["Message-ID"])
        for name, document in attached:
            answer.add_attachment(document, *WORD, filename=name)
        self.post(answer.as_bytes())
        return answer

    def write(self, subject: str, words: str) -> EmailMessage:
        """Write a mail of their own; return it as sent."""
        letter = self.letter(subject, words)
        self.post(letter.as_bytes())
        return letter

    def letter(self, subject: str, words: str) -> EmailMessage:
        """Return a mail of theirs to the office."""
        letter = EmailMessage(policy.SMTP)
        letter["From"] = formataddr((self.name, self.email))
        letter["To"] = self.office
        letter["Subject"] = subject
        letter["Date"] = self.clock()
        letter["Message-ID"] = make_msgid(domain=self.email.rpartition("@")[2])
        letter.set_content(words)
        return letter

    def _quote(self, mail: EmailMessage) -> list[str]:
        body = mail.get_body(("plain",))
        quoted = body.get_content().splitlines()[:QUOTED] if body else []
        return [WROTE.in_(self.language).format(self.office), *(f"> {line}" for line in quoted)]


def forms_in(mail: EmailMessage, kind: DocumentKind) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each form of this kind that hangs on a mail."""
    for part in mail.iter_attachments():
        name, data = part.get_filename(""), part.get_payload(decode=True)
        if name.endswith(".docx") and isinstance(data, bytes):
            form = returned.read(data)
            if form and form.kind == kind:
                yield name, data
