"""What all who open archives have in common: an entry, its name made harmless, and how much may come out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST_BYTES = 100 * 2**20  # out of one archive
HONEST_BYTES = 10 * 2**20  # up to which nobody asks how well it was packed
MOST_RATIO = 200  # bytes out of one byte; drawings and tables pack to a fiftieth at most
LONGEST_NAME = 255  # characters


class OverBudgetError(Exception):
    """More comes out of an archive than is worth its memory."""


class LockedError(Exception):
    """The archive wants a password."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in an archive; its chunks must be taken before the next entry is."""

    name: str
    chunks: Iterable[bytes] = ()
    size: int = 0  # bytes, as the archive states; 0 where it does not
    locked: bool = False


class Budget:
    """Counts what comes out of one archive, or out of one and of the archives in it."""

    def __init__(self, packed_size: int) -> None:
        self._left = min(MOST_BYTES, max(HONEST_BYTES, packed_size * MOST_RATIO))

    def foresee(self, size: int) -> None:
        """Raise OverBudgetError where ``size`` bytes more would be too many."""
        if size > self._left:
            raise OverBudgetError

    def take(self, size: int) -> None:
        """Count ``size`` bytes; OverBudgetError where they are too many, and from then on."""
        self._left -= size
        if self._left < 0:
            raise OverBudgetError

    def counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield ``chunks``; OverBudgetError as soon as they are too many."""
        for chunk in chunks:
            self.take(len(chunk))
            yield chunk


def harmless(name: str) -> str:
    """Return a member's name without what could mislead a person or a path; it is only ever shown."""
    shown = "".join(char for char in name if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"})
    parts = [part.strip() for part in re.split(r"[/\\]", re.sub(r"^[A-Za-z]:", "", shown))]
    kept = "/".join(part for part in parts if part not in {"", ".", ".."})
    return unicodedata.normalize("NFC", kept)[-LONGEST_NAME:] or "?"


def decoded(name: bytes) -> str:
    """Return a name that an archiver wrote in its system's charset: UTF-8, or what Windows uses in China.

    Two-byte UTF-8 alone proves nothing: the GBK bytes of 联通 are valid UTF-8.
    """
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")
    if text.isascii() or any(char >= "\u0800" for char in text):
        return text
    return name.decode("gb18030", "replace")
