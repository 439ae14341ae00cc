"""Promise I1 for the archive: what it has returned from is safe, and what was cut off can be done again."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from archive.durable import Directories, sync_directory
from archive.store import Archive, Filing
from tests.archive.crashes import (
    Operation,
    folder_in_memory,
    is_directory,
    is_file,
    killed_at_every_step,
    power_cut_after,
    power_cut_after_repeating,
    power_cut_at_every_step,
    tree,
)

Tree = dict[str, bytes | None]

NOVEMBER = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LEAD = "2026/2026-11/华东/LW-2026-00042 江南重工"
CORRECTED = "2026/2026-11/华北/LW-2026-00042 江南重工"
MAIL, FAX = b"Subject: weld\r\n\r\n" + b"x" * 200_000, b"II*\0" + bytes(1000)
HASH_OF_MAIL, HASH_OF_FAX = sha256(MAIL).hexdigest(), sha256(FAX).hexdigest()
UNFILED_MAIL = f"2026/2026-11/_unfiled/originals/{HASH_OF_MAIL}.eml"
UNFILED_FAX = f"2026/2026-11/_unfiled/originals/{HASH_OF_FAX}.tif"


def stream(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), 65_536):
        os.sched_yield()  # a step: can be killed here
        yield data[start : start + 65_536]


def keep(root: Path) -> None:
    Archive(root).keep([(stream(MAIL), ".eml", NOVEMBER), (stream(FAX), ".tif", NOVEMBER)])


def file_both(root: Path) -> None:
    mail = Filing(UNFILED_MAIL, f"{LEAD}/originals/询价.eml", HASH_OF_MAIL)
    fax = Filing(UNFILED_FAX, f"{LEAD}/correspondence/图纸.tif", HASH_OF_FAX)
    Archive(root).file([mail, fax])


def release(root: Path) -> None:
    Archive(root).release(UNFILED_MAIL, UNFILED_FAX)


def release_mail(root: Path) -> None:
    Archive(root).release(UNFILED_MAIL)


def settle(root: Path) -> None:
    mail = Filing(UNFILED_MAIL, UNFILED_MAIL, HASH_OF_MAIL)
    Archive(root).file([mail, Filing(UNFILED_FAX, UNFILED_FAX, HASH_OF_FAX)])


def add(root: Path) -> None:
    Archive(root).add(LEAD, "documents", "registration-v1.docx", b"PK" * 5000)


def move(root: Path) -> None:
    Archive(root).move_lead(LEAD, CORRECTED)


def add_again(root: Path) -> None:
    Archive(root).add(LEAD, "documents", "registration-v1.docx", b"PK written again" * 500, replace=True)


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with folder_in_memory() as path:
        yield path


# What was done before, and the operation that is cut off.
WAYS: dict[str, tuple[list[Operation], Operation]] = {
    "keep": ([], keep),
    "file": ([keep], file_both),
    "release": ([keep, file_both], release),
    "release of what was settled": ([keep, settle, file_both], release_mail),
    "settle": ([keep], settle),
    "add": ([keep, file_both], add),
    "move_lead": ([keep, file_both], move),
    "add over what a crash left": ([keep, file_both, add], add_again),
}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> tuple[list[Operation], Operation]:
    return WAYS[request.param]


@pytest.fixture
def prepared(way: tuple[list[Operation], Operation], tmp_path: Path) -> Path:
    """An archive in which everything before the operation was done."""
    root = tmp_path / "archive"
    root.mkdir()
    for earlier in way[0]:
        earlier(root)
    return root


@pytest.fixture
def finished(way: tuple[list[Operation], Operation], prepared: Path, tmp_path: Path) -> Tree:
    """The tree after the operation went through undisturbed."""
    undisturbed = shutil.copytree(prepared, tmp_path / "undisturbed")
    way[1](undisturbed)
    return tree(undisturbed)


@pytest.fixture
def working(prepared: Path, tmp_path: Path) -> Path:
    return shutil.copytree(prepared, tmp_path / "working")


def put_back(working: Path, prepared: Path) -> None:
    shutil.rmtree(working)
    shutil.copytree(prepared, working)


def test_a_killed_step_can_be_repeated_with_the_same_end(way, prepared, working, finished):
    kills = 0
    for _ in killed_at_every_step(way[1], working):
        kills += 1
        way[1](working)
        assert tree(working) == finished
        put_back(working, prepared)
    assert kills >= 5


def test_a_step_cut_off_by_a_power_cut_can_be_repeated_with_the_same_end(
    way, prepared, working, finished, tmp_path
):
    for image in power_cut_at_every_step(way[1], working, tmp_path / "images"):
        way[1](image)
        assert tree(image) == finished
        put_back(working, prepared)


def test_a_finished_step_survives_a_power_cut(way, working, finished, tmp_path):
    power_cut_after(way[1], working, tmp_path / "image")
    assert tree(tmp_path / "image") == finished


def test_a_step_finished_by_a_second_process_after_a_kill_survives_a_power_cut(
    way, prepared, working, finished, tmp_path
):
    """A folder that a killed process made and never synced is synced by the one that finds it."""
    for image in power_cut_after_repeating(way[1], working, tmp_path / "images"):
        assert tree(image) == finished
        put_back(working, prepared)


@pytest.mark.parametrize("way", WAYS, indirect=True)
def test_control_without_the_sync_of_directories_a_finished_step_is_lost(way, working, finished, tmp_path):
    power_cut_after(way[1], working, tmp_path / "image", skip=is_directory)
    assert tree(tmp_path / "image") != finished


@pytest.mark.parametrize(
    "way", ["keep", "file", "settle", "add", "release of what was settled"], indirect=True
)
def test_control_without_the_sync_of_files_a_finished_step_is_lost(way, working, finished, tmp_path):
    power_cut_after(way[1], working, tmp_path / "image", skip=is_file)
    assert tree(tmp_path / "image") != finished


@pytest.fixture
def trusting_make(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken build that takes a folder for safe because it is there."""

    def make(self: Directories, directory: Path) -> None:
        if not directory.exists():
            self.make(directory.parent)
            directory.mkdir()
            sync_directory(directory.parent)

    monkeypatch.setattr(Directories, "make", make)


@pytest.mark.usefixtures("trusting_make")
@pytest.mark.parametrize("way", ["keep", "file", "move_lead"], indirect=True)
def test_control_a_folder_synced_only_by_the_process_that_made_it_is_lost(
    way, prepared, working, finished, tmp_path
):
    lost = 0
    for image in power_cut_after_repeating(way[1], working, tmp_path / "images"):
        lost += tree(image) != finished
        put_back(working, prepared)
    assert lost


def acknowledged(root: Path) -> list[str]:
    """Return what the service would have told the mail server to flag, from a file outside the archive."""
    told = root.parent / "acknowledged"
    return told.read_text().split() if told.exists() else []


def whole_way(root: Path) -> None:
    """A mail's whole life: keep, acknowledge, file, release, write the form, correct the region."""
    keep(root)
    (root.parent / "acknowledged").write_text(f"{HASH_OF_MAIL} {HASH_OF_FAX}")
    file_both(root)
    release(root)
    add(root)
    move(root)


def test_what_was_acknowledged_survives_a_power_cut_at_any_later_step(tmp_path):
    cuts_after_acknowledging = 0
    root = tmp_path / "archive"
    root.mkdir()
    for image in power_cut_at_every_step(whole_way, root, tmp_path / "images"):
        left = {sha256(data).hexdigest() for data in tree(image).values() if data}
        assert left.issuperset(acknowledged(root))
        cuts_after_acknowledging += bool(acknowledged(root))
        for path in (root, tmp_path / "acknowledged"):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        root.mkdir()
    assert cuts_after_acknowledging >= 20
