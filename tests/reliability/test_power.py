"""A power cut: what was marked on the server, or moved in its folder, is in the archive (I1)."""

from pathlib import Path

import pytest

from tests.reliability import post
from tests.reliability.inventory import Inventory, sha256
from tests.reliability.launcher import Launcher


@pytest.fixture(autouse=True)
def arrivals(inventory: Inventory) -> None:
    (inventory.office.home / "archive").mkdir()
    inventory.mails(*post.mails(7))
    inventory.file("note.txt", post.note(1))


def test_everything_marked_survives_a_power_cut(
    inventory: Inventory, launcher: Launcher, in_memory: Path
) -> None:
    """Only what was synced is left, files and names (tests/archive/crashes.py); the register syncs itself."""
    assert launcher.call(inventory.office.home, "run", "--once", power_cut=in_memory / "image") == 0
    assert inventory.acknowledged() == inventory.arrived
    assert inventory.arrived <= saved(in_memory / "image")


def test_a_build_that_syncs_no_directories_is_caught(
    inventory: Inventory, launcher: Launcher, in_memory: Path
) -> None:
    """The negative control."""
    broken = "leave_directories_unsynced"
    launcher.call(inventory.office.home, "run", "--once", broken=broken, power_cut=in_memory / "image")
    assert inventory.acknowledged() == inventory.arrived
    assert not inventory.arrived & saved(in_memory / "image")


def saved(image: Path) -> set[str]:
    return {sha256(path.read_bytes()) for path in image.rglob("*") if path.is_file()}
