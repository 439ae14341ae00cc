"""The list of what came with a lead, as forms and mails print it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from documents import printed
from documents.case import Received
from sales.words import Language, Words

MOST = 40  # a zip of a thousand drawings must not make a form of thirty pages


@dataclass(frozen=True, slots=True)
class Attached:
    """One line of the list, each field with the label of its column."""

    no: Annotated[str, Words("序号", "No.")]  # 1, 1.1, 1.2, 2
    name: Annotated[str, Words("文件名称", "File")]
    size: Annotated[str, Words("大小", "Size")]
    remark: Annotated[str, Words("备注", "Remark")]  # what it is, or why it could not be read


def attached(received: tuple[Received, ...], language: Language) -> tuple[Attached, ...]:
    """Return every original with its parts below it; from line 40 on, one line says how many more."""
    lines = tuple(_lines(received, language))
    if len(lines) <= MOST:
        return lines
    rest = len(lines) - MOST + 1
    more = Words(f"另有 {rest} 个文件，见原件", f"and {rest} more, see the originals").in_(language)
    return (*lines[: MOST - 1], Attached("…", more, "", ""))


def _lines(received: tuple[Received, ...], language: Language) -> Iterator[Attached]:
    for index, item in enumerate(received, start=1):
        original = item.original
        yield Attached(str(index), item.name, printed.size(original.size), _what(item, language))
        for part, file in enumerate(item.letter.attachments if item.letter else (), start=1):
            problem = file.problem.in_(language) if file.problem else ""
            yield Attached(f"{index}.{part}", file.name, printed.size(file.size), problem)


def _what(item: Received, language: Language) -> str:
    """Return what an original is, or why it could not be read."""
    if item.letter is None:
        return Words("未能读取，请查看原件", "could not be read, see the original").in_(language)
    if item.letter.problems:
        return item.letter.problems[0].in_(language)
    return Words("原件", "original").in_(language)
