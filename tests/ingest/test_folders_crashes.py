"""A file put into a watched folder is taken in exactly once, wherever the service is killed (I1, I2)."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from archive.periods import Period
from archive.store import Archive
from ingest.folders import trouble
from ingest.folders.folder import Candidate, Folder
from ingest.folders.watch import Watch
from tests.archive.crashes import folder_in_memory, killed_at_every_step, tree

NOW = datetime(2036, 11, 23, 9, 30, tzinfo=UTC)
FAX, SCAN = b"II*\0" + bytes(100), b"%PDF-1.7"


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with folder_in_memory() as path:
        yield path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "home"
    fill(path)
    return path


def fill(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    (home / "inbox").mkdir(parents=True)
    (home / "archive").mkdir()
    (home / "inbox" / "FAX_1.tif").write_bytes(FAX)
    (home / "inbox" / "扫描.pdf").write_bytes(SCAN)
    (home / "inbox" / "空.tif").touch()


def look(home: Path) -> tuple[Watch, tuple[Candidate, ...]]:
    watch = Watch(Folder("fax", home / "inbox", "fax", settle=0, settle_empty=0))
    return watch, watch.scan(NOW)


def take_in(home: Path) -> None:
    """The way of a dropped file; a line of ``register`` stands for the committed row."""
    watch, candidates = look(home)
    archive = Archive(home / "archive", Period.MONTH)
    for candidate in candidates:
        if candidate.problem:
            watch.held(candidate, candidate.problem)
            continue
        arrival = watch.read(candidate), candidate.path.suffix, candidate.received_at
        (kept,) = archive.keep([arrival])
        commit(home / "register", kept.sha256)
        watch.taken(candidate)


def commit(register: Path, sha256_: str) -> None:
    known = register.read_text().split() if register.exists() else []
    if sha256_ not in known:
        register.write_text("\n".join([*known, sha256_]))


def files_in_inbox(home: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(home).items() if path.startswith("inbox/") and data is not None}


def test_killed_at_any_step_each_file_is_taken_in_once_and_lies_where_it_belongs(home):
    kills = 0
    for _ in killed_at_every_step(take_in, home):
        kills += 1
        take_in(home)
        left = {
            path: data for path, data in tree(home).items() if path.startswith("inbox/") and data is not None
        }
        note = left.pop("inbox/held/空.tif.txt")
        assert trouble.EMPTY.zh.encode() in note
        assert left == {"inbox/taken/FAX_1.tif": FAX, "inbox/taken/扫描.pdf": SCAN, "inbox/held/空.tif": b""}
        assert sorted((home / "register").read_text().split()) == sorted(
            sha256(data).hexdigest() for data in (FAX, SCAN)
        )
        fill(home)
        (home / "register").unlink(missing_ok=True)
    assert kills >= 30


def take_in_moving_first(home: Path) -> None:
    """A broken build: moves the file before its row is committed, as others have shipped it."""
    watch, candidates = look(home)
    archive = Archive(home / "archive", Period.MONTH)
    for candidate in candidates:
        if not candidate.problem:
            arrival = list(watch.read(candidate)), candidate.path.suffix, candidate.received_at
            watch.taken(candidate)
            (kept,) = archive.keep([arrival])
            commit(home / "register", kept.sha256)


def test_control_moved_before_it_is_committed_a_killed_build_loses_the_file(home):
    lost = 0
    for _ in killed_at_every_step(take_in_moving_first, home):
        take_in_moving_first(home)
        register = home / "register"
        lost += not register.exists() or len(register.read_text().split()) < 2
        fill(home)
        register.unlink(missing_ok=True)
    assert lost


def test_a_file_with_a_note_is_held_the_same_wherever_the_move_was_cut_off(home):
    def hold(home: Path) -> None:
        watch, candidates = look(home)
        for candidate in candidates:
            watch.held(candidate, trouble.GROWING)

    hold(home)
    finished = tree(home)
    fill(home)
    for _ in killed_at_every_step(hold, home):
        hold(home)
        assert tree(home) == finished
        fill(home)


def test_a_hundred_files_that_come_while_it_scans_are_each_offered_once_settled(home):
    watch = Watch(Folder("fax", home / "inbox", "fax"))
    for second in range(100):
        (home / "inbox" / f"{second}.tif").write_bytes(b"%d" % second)
        for candidate in watch.scan(NOW + timedelta(seconds=second)):
            watch.taken(candidate)
    for candidate in watch.scan(NOW + timedelta(seconds=110)):
        watch.taken(candidate)
    taken = {path.read_bytes() for path in (home / "inbox" / "taken").iterdir()}
    assert taken == {b"%d" % second for second in range(100)} | {FAX, SCAN, b""}
