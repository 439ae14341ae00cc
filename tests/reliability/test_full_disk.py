"""A disk that runs full: taking in stops unacknowledged, and goes on by itself when there is room (I1)."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadwright import reader
from leadwright.once import run_once
from tests.conftest import NewDatabase
from tests.office import Office
from tests.reliability import post
from tests.reliability.conftest import office_in
from tests.reliability.inside import Inside
from tests.reliability.inventory import Inventory
from tests.servers.dovecot import Dovecot
from tests.servers.smtp import SmtpServer

MAILS = 20
SIZE = 32 * 2**20  # bytes of the disk
ROOM = {
    "home": 200 * 2**10,
    "archive": 200 * 2**10,
    "register.db": 96 * 2**10,
}  # bytes left, by what lies there

in_a_file = pytest.mark.only("sqlite", because="PostgreSQL's disk is its server's to watch")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that is soon full; only root can make one."""
    path = tmp_path / "disk"
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "leadwright", str(path)]
    if os.getuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no permission to mount a disk")
    yield path
    subprocess.run(["umount", "-l", str(path)], check=True)


@pytest.fixture(autouse=True)
def _inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "Child", Inside)


def test_a_full_disk_loses_nothing_and_the_work_goes_on_when_there_is_room(
    small_disk: Path, dovecot: Dovecot, smtp: SmtpServer, new_database: NewDatabase
) -> None:
    """Register and archive on the disk that is full."""
    office = office_in(small_disk / "home", dovecot, smtp, new_database)
    come_and_go(office, fill(small_disk, ROOM["home"]))


@pytest.mark.parametrize("what", [pytest.param("register.db", marks=in_a_file), "archive"])
def test_either_of_register_and_archive_alone_may_lie_on_the_full_disk(
    what: str,
    small_disk: Path,
    in_memory: Path,
    dovecot: Dovecot,
    smtp: SmtpServer,
    new_database: NewDatabase,
) -> None:
    office = office_in(in_memory / "home", dovecot, smtp, new_database)
    if what == "archive":
        (office.home / what).mkdir()
    move(office.home / what, small_disk / what)
    come_and_go(office, fill(small_disk, ROOM[what]))


def come_and_go(office: Office, filled: Path) -> None:
    """Let more come than there is room for, then make room."""
    inventory = Inventory(office)
    inventory.mails(*(post.large(serial) for serial in range(MAILS)))
    inventory.file("note.txt", post.note(1))
    with office.tools() as tools:
        failures = run_once(tools).failures
        assert any("full" in failure.words.en for failure in failures), failures
        assert inventory.acknowledged_early() == set()
        assert inventory.everything_wrong()  # much could not be done
        filled.unlink()
        for _ in range(2):
            failures = run_once(tools).failures
        assert not failures
    assert inventory.everything_wrong() == {}


def fill(disk: Path, room: int) -> Path:
    """Fill the disk but for so many bytes, and return the file that fills it."""
    filler = disk / "filler"
    status = os.statvfs(disk)
    filler.write_bytes(bytes(status.f_bavail * status.f_frsize - room))
    return filler


def move(path: Path, target: Path) -> None:
    """Let a file or folder lie elsewhere, by a link as administrators make it."""
    shutil.move(path, target)
    path.symlink_to(target)
