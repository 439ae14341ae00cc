"""Archives: what is in them, within limits, whoever packed them and whatever it calls itself."""

from collections.abc import Callable, Iterator
from functools import partial

from ingest.reading import by_libarchive, by_standard_library, by_unar
from ingest.reading.part import Member, Part, Spool
from ingest.reading.programs import MissingProgramError
from ingest.reading.unpacking import Budget, LockedError, OverBudgetError, Packed
from sales.words import Words

MOST_MEMBERS = 500  # of one archive
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")  # what file managers leave in archives

Opener = Callable[[bytes], Iterator[Packed]]


def read_packed(data: bytes, name: str, spool: Spool) -> Part:
    """Return the members of a zip, 7z, rar, tar, gz, bz2 or xz archive, in its order.

    Members that are locked, and those beyond the limits, are left out and named or counted in the problem.
    """
    attempts: list[_Contents] = []
    for opener in _openers(data, name, spool):
        attempts.append(_Contents(name, len(data)))
        attempts[-1].collect(opener(data))
        if attempts[-1].final:
            return attempts[-1].part()
    return max(attempts, key=_Contents.worth).part()


def _openers(data: bytes, name: str, spool: Spool) -> tuple[Opener, ...]:
    """Return who may be able to open ``data``, the most trusted first."""
    others: tuple[Opener, ...] = (by_libarchive.entries, partial(by_unar.entries, spool=spool))
    own = by_standard_library.opener(data, name)
    return (own, *others) if own else others


class _Contents:
    """What came out of one archive so far."""

    def __init__(self, name: str, packed_size: int) -> None:
        self.members: list[Member] = []
        self.problem: Words | None = None
        self.final = False  # whether another opener could not do better
        self._name = name
        self._locked: list[str] = []
        self._missing = False  # whether the opener is not installed
        self._budget = Budget(packed_size)

    def collect(self, entries: Iterator[Packed]) -> None:
        """Take in ``entries`` until they end, break off, or become too many or too large."""
        try:
            for entry in entries:
                if len(self.members) >= MOST_MEMBERS:
                    self._end(_too_many(self._name))
                    return
                self._take(entry)
            self.final = True
        except (OverBudgetError, MemoryError):
            self._end(_too_large(self._name, len(self.members)))
        except LockedError:
            self._end(_locked(self._name))
        except MissingProgramError as error:
            self._missing = True
            self.problem = _no_program(self._name, str(error))
        except Exception:  # each library raises its own dozens
            self.problem = _broken(self._name, len(self.members))

    def worth(self) -> tuple[int, bool]:
        """Return a measure of how much this opener did: more members, and then, having been there at all."""
        return len(self.members), not self._missing

    def part(self) -> Part:
        """Return the members, and the gravest that there is to say."""
        problem = self.problem or (_members_locked(self._name, self._locked) if self._locked else None)
        return Part(problem=problem, members=tuple(self.members))

    def _take(self, entry: Packed) -> None:
        if any(litter in entry.name for litter in _LITTER):
            return
        if entry.locked:
            self._locked.append(entry.name)
            return
        self._budget.foresee(entry.size)  # a bomb that states its size is not unpacked to see it
        self.members.append(Member(entry.name, b"".join(self._budget.counted(entry.chunks))))

    def _end(self, problem: Words) -> None:
        self.problem = problem
        self.final = True


def _locked(name: str) -> Words:
    return Words(
        f"压缩包“{name}”设有密码，无法解开；请向对方索取密码，解压后重新放入。",
        f"The archive “{name}” is protected with a password and cannot be opened; ask the sender for the "
        "password, unpack it, and drop its files again.",
    )


def _members_locked(name: str, locked: list[str]) -> Words:
    first, count = locked[0], len(locked)
    return Words(
        f"压缩包“{name}”中的“{first}”等{count}个文件设有密码，无法解开；请向对方索取密码，解压后重新放入。",
        f"The archive “{name}” holds files that are protected with a password and were not read ({count}, "
        f"the first being “{first}”); ask the sender for the password, unpack them, and drop them again.",
    )


def _too_many(name: str) -> Words:
    return Words(
        f"压缩包“{name}”中的文件超过{MOST_MEMBERS}个，只读取了前{MOST_MEMBERS}个；其余请查看原件。",
        f"The archive “{name}” holds more than {MOST_MEMBERS} files, and only the first {MOST_MEMBERS} were "
        "read; look at the original for the rest.",
    )


def _too_large(name: str, count: int) -> Words:
    return Words(
        f"压缩包“{name}”解开后过大，疑为恶意文件，只读取了前{count}个文件；请谨慎查看原件。",
        f"The archive “{name}” grows too large when unpacked and may be hostile; only its first {count} "
        "files were read: look at the original with care.",
    )


def _broken(name: str, count: int) -> Words:
    return Words(
        f"压缩包“{name}”已损坏或不完整，只读取了{count}个文件；请查看原件，或请对方重新发送。",
        f"The archive “{name}” is broken or incomplete, and only {count} of its files were read; look at the "
        "original, or ask the sender for it again.",
    )


def _no_program(name: str, missing: str) -> Words:
    return Words(
        f"打开压缩包“{name}”需要{missing}，本机未安装；请安装（Debian：apt install "
        "libarchive13 unar）后重试。",
        f"Opening the archive “{name}” takes {missing}, which is not installed here; install it (Debian: apt "
        "install libarchive13 unar) and retry.",
    )
