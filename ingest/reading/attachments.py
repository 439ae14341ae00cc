"""The files of a letter at any depth: opened one by one, within limits for all together."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.reading.formats import MAILS, read_part
from ingest.reading.limits import ReadingLimits
from ingest.reading.opened import Enclosure, Mail
from ingest.reading.part import Look, Member, OpenedFile, PageImage, Part, Spool, look_past
from ingest.reading.sniff import format_of, media_type
from ingest.reading.unpacking import Budget, OverBudgetError
from sales.letter import Attachment, PendingPage
from sales.words import Words

_LONGEST_NAME = 255  # characters
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


_NESTED_TOO_MUCH = Words(
    zh="压缩包逐层解开后过大，疑为恶意文件，其余文件未读取；请谨慎查看原件",
    en="Archives in archives grow too large when unpacked and may be hostile; the other files in them were "
    "not read: look at the original with care",
)


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    data: bytes
    declared: str  # media type, as the sender says
    depth: int  # 1 in the letter itself
    budget: Budget | None = None  # of the outermost archive that it came out of


class Attachments:
    """Opens files and collects what is in them; a container comes first, what it holds follows."""

    def __init__(
        self, spool: Spool, limits: ReadingLimits, *, open_files: bool, look: Look = look_past
    ) -> None:
        self.spool = spool
        self.found: list[Attachment] = []
        self.pages: list[PendingPage] = []
        self.problems: list[Words] = []
        self.packed_text = ""  # the text of a winmail.dat, which is the mail's where it has no other
        self._limits = limits
        self._open_files = open_files
        self._look = look
        self._text_left = limits.text
        self._unpacked_left = limits.unpacked

    def open_all(self, enclosures: Iterable[Enclosure], depth: int = 1, budget: Budget | None = None) -> None:
        """Open the files of a mail, which may itself have come out of an archive with this ``budget``."""
        for enclosure in enclosures:
            if self._is_full():
                return
            file = _File(enclosure.name, enclosure.load(), enclosure.type, depth, budget)
            if enclosure.mail and depth <= self._limits.nesting:
                self._add_mail(file, "eml", enclosure.mail())
            else:
                self._open(file)

    def open_members(self, members: Iterable[Member], budget: Budget, depth: int = 1) -> None:
        """Open the files of an archive, until what came out of archives is too much.

        The outermost archive has one ``budget`` with all archives in it: each level of a bomb is small.
        """
        for member in members:
            if self._is_full():
                return
            self._unpacked_left -= len(member.data)
            if self._unpacked_left < 0:
                self._problem(_unpacked_too_much(self._limits.unpacked))
                return
            try:
                budget.take(len(member.data))
            except OverBudgetError:
                self._problem(_NESTED_TOO_MUCH)
                return
            self._open(_File(member.name, member.data, "", depth, budget))

    def add_pages(self, pages: Sequence[PageImage], attachment: int | None) -> None:
        """Note the pages that are still to be read."""
        self.pages += [PendingPage(str(page.path), attachment, page.page) for page in pages]

    def within_limit(self, text: str) -> str:
        """Return ``text``, or as much of it as the letter may still hold."""
        if len(text) > self._text_left:
            self._problem(_too_much_text(self._limits.text))
        kept = text[: self._text_left]
        self._text_left -= len(kept)
        return kept

    def _open(self, file: _File) -> None:
        format_ = format_of(file.data, file.name)
        if file.depth > self._limits.nesting:
            self._add(file, format_, Part(problem=_too_deep(file.name, self._limits.nesting)))
        elif not self._open_files:
            self._add(file, format_, Part(problem=_not_opened(file.name)))
        elif format_ in MAILS:
            self._add_mail(file, format_, MAILS[format_](file.data, self._limits))
        else:
            part = read_part(format_, file.data, file.name, self.spool)
            self._look(OpenedFile(file.name, format_, file.data, part.text), self.spool)
            self._add(file, format_, part)
            self.open_members(part.members, file.budget or Budget(len(file.data)), file.depth + 1)

    def _add_mail(self, file: _File, format_: str, mail: Mail) -> None:
        if format_ == "tnef" and file.depth == 1:
            self.packed_text = self.packed_text or mail.text
        self._add(file, format_, Part(text=_mail_text(mail), problem=next(iter(mail.problems), None)))
        self.open_all(mail.enclosures, file.depth + 1, file.budget)

    def _add(self, file: _File, format_: str, part: Part) -> None:
        self.add_pages(part.pages, len(self.found))
        self.found.append(
            Attachment(
                name=_printable(file.name),
                type=media_type(format_, file.declared),
                size=len(file.data),
                text=self.within_limit(part.text),
                problem=part.problem,
                sha256=hashlib.sha256(file.data).hexdigest(),
            )
        )

    def _is_full(self) -> bool:
        if len(self.found) < self._limits.attachments:
            return False
        self._problem(_too_many(self._limits.attachments))
        return True

    def _problem(self, words: Words) -> None:
        if words not in self.problems:
            self.problems.append(words)


def _mail_text(mail: Mail) -> str:
    """Return a mail in a mail as people would read it: who wrote it, about what, and its text."""
    name, email = (mail.sender.name, mail.sender.email) if mail.sender else ("", "")
    sender = f"{name} <{email}>" if name and email else name or email
    head = [f"From: {sender}" if sender else "", f"Subject: {mail.subject}" if mail.subject else ""]
    return "\n".join([*filter(None, head), "", mail.text]).strip("\n")


def _printable(name: str) -> str:
    return _UNPRINTABLE.sub("", name).strip()[:_LONGEST_NAME]


def _too_many(most: int) -> Words:
    return Words(
        zh=f"附件超过 {most} 个，只读取了前 {most} 个",
        en=f"There are more than {most} attachments; only the first {most} were read",
    )


def _too_deep(name: str, most: int) -> Words:
    return Words(
        zh=f"“{name}”嵌套超过 {most} 层，未打开",
        en=f"“{name}” lies more than {most} levels deep and was not opened",
    )


def _not_opened(name: str) -> Words:
    return Words(
        zh=f"“{name}”未打开：第一次读取这封邮件时超出了时间或内存限制；请直接打开原件查看",
        en=f"“{name}” was not opened, as this mail took too much time or memory at the first try; "
        "open the original",
    )


def _too_much_text(most: int) -> Words:
    return Words(
        zh=f"正文和附件的文字超过 {most} 字，只保留了前面部分",
        en=f"Text and attachments have more than {most} characters; only the beginning was kept",
    )


def _unpacked_too_much(most: int) -> Words:
    return Words(
        zh=f"压缩包解开后超过 {most // 2**20} MB，其余文件未读取",
        en=f"More than {most // 2**20} MB came out of archives; the other files in them were not read",
    )
