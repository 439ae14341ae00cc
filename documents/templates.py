"""Every template there is: those of the forms, and those of the mails."""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.kinds import KINDS
from documents.mails import MAILS
from sales.paper import DocumentKind
from sales.words import Words


@dataclass(frozen=True, slots=True)
class Template:
    """A template, by what is made with it."""

    name: str  # "quote", "hand-out"
    title: Words
    file: str  # in the folder of a language: "quote.docx", "mail/hand-out.txt"
    fields_type: type  # a frozen dataclass: what it may print
    kind: DocumentKind | None = None  # of the form; None: a mail


def _all() -> Iterator[Template]:
    for kind, form in KINDS.items():
        yield Template(kind, form.title, form.template, form.fields_type, kind)
    for mail in MAILS:
        title = Words(f"邮件 {mail.template}", f"mail {mail.template}")
        yield Template(mail.template, title, f"mail/{mail.template}.txt", mail)


TEMPLATES = tuple(_all())
"""The forms in the order of the procedure, then the mails."""
