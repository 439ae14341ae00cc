"""The templates of a company and ours: which there are, what is wrong with them, which nothing uses."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from documents import find
from documents.lint import Fault
from documents.located import NOWHERE
from documents.templates import TEMPLATES, Template
from documents.trial import look_over
from sales.words import Language, Words

UNUSED = "unused"
"""The kind of a fault: no document looks for a template there."""
IN_USE = (".", "~$")
"""How the names of files begin that the system, or Word while it is open, lays beside others."""


@dataclass(frozen=True)
class Placed:
    """A template where it lies."""

    template: Template
    language: Language
    path: Path

    @property
    def is_ours(self) -> bool:
        """Whether it came with the program."""
        return self.path.is_relative_to(find.OURS)

    def faults(self) -> tuple[Fault, ...]:
        """Return what is wrong with it."""
        return look_over(self.template, self.path, self.language)


def in_use(home: Path | None, *languages: Language) -> Iterator[Placed]:
    """Yield, for each kind of document and mail, the template that it is made with in these languages."""
    for language in languages or Language:
        for template in TEMPLATES:
            yield Placed(template, language, find.template(template.file, language, home))


def lying_in(folder: Path, language: Language) -> Iterator[Placed]:
    """Yield every file below ``folder`` that is called as a template is.

    Its language is that of the folder ``zh`` or ``en`` it lies in, else ``language``.
    """
    known = {Path(template.file).name: template for template in TEMPLATES}
    for path in _files(folder):
        if path.name in known:
            within = [Language(part) for part in path.parts if part in tuple(Language)]
            yield Placed(known[path.name], within[-1] if within else language, path)


def unused(folder: Path) -> Iterator[tuple[Path, Fault]]:
    """Yield every file below a home's ``templates`` that is not where any document looks for one."""
    places = {folder / language / template.file for language in Language for template in TEMPLATES}
    names = {place.name for place in places}
    words = Words(
        f"没有文件用到它。邮件模板放在 {folder}/zh/mail/，表格模板放在 {folder}/zh/，文件名与原模板相同。",
        f"No document uses it. Templates of mails go to {folder}/en/mail/, those of forms to {folder}/en/, "
        "under the names of ours.",
    )
    for path in _files(folder):
        if path not in places:
            yield path, Fault(UNUSED, "", NOWHERE, words, warns=path.name not in names)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(IN_USE):
            yield path
