"""A register that is older than its archive: a copy that was restored, while the archive kept what came
after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing, suppress

from archive import contents
from archive.store import Archive
from leadwright.diagnosis import FINE, Finding
from leadwright.settings import Settings
from register import leads, originals
from register.database import Register
from sales.words import Failure, Words


def unknown_leads(register: Register, archive: Archive) -> frozenset[str]:
    """Return the numbers of the leads that have a folder in the archive, and that the register lacks.

    Unavailable where the archive is away.
    """
    archive.check()
    there = set(contents.lead_numbers(archive))  # first: what lies there was registered before
    with register.read() as c:
        there.difference_update(leads.numbers(c))
    return frozenset(there)


def what_is_unknown(numbers: Collection[str]) -> Words:
    """Return what a person is told of these leads, and can do about them."""
    first, count = min(numbers), len(numbers)
    return Words(
        f"登记库比归档旧：归档中有 {count} 条线索在登记库中查不到，最早的是 {first}。这些编号不会再用。"
        "如有较新的登记库备份，请停止服务后恢复；否则请逐一核对这些文件夹，其来件可能会以新编号再次登记。",
        f"The register is older than the archive. Leads there that it does not know: {count}, the first "
        f"{first}. Their numbers are not given again. If there is a newer backup of the register, stop the "
        "service and restore it; else look through these folders: what came for them may be registered "
        "once more, under new numbers.",
    )


def look(settings: Settings) -> Iterator[Finding]:
    """Look whether the archive is there, and the register knows every lead of it; a register that can't be
    opened, others tell.
    """
    with suppress(Failure), closing(Register(settings.database_url, home=settings.home)) as register:
        with register.read() as c:
            is_used = originals.are_there(c)
        archive = Archive(settings.archive_root, settings.period, settings.zone, is_used=is_used)
        yield _compared(register, archive, is_used=is_used)


def _compared(register: Register, archive: Archive, *, is_used: bool) -> Finding:
    what = Words("登记库与归档", "register and archive")
    try:
        unknown = unknown_leads(register, archive)
    except Failure as away:
        return Finding(what, False, away.words)
    said = what_is_unknown(unknown) if unknown else FINE
    return Finding(what, is_used or not unknown, said, warns=bool(unknown))
