"""Folders without events, with files that are not finished, and files that come twice (I2, I6, I7)."""

from pathlib import Path
from time import monotonic, sleep

from leadwright import holding, intake
from leadwright.once import run_once
from leadwright.tools import Tools
from register import held
from tests.clock import Clock
from tests.office import Office
from tests.reliability import post
from tests.reliability.inventory import Inventory
from tests.reliability.launcher import Launcher


def test_a_folder_whose_events_never_come_is_scanned_all_the_same(
    inventory: Inventory, launcher: Launcher, office: Office
) -> None:
    service = launcher.start(office.home, "run", broken="hear_no_events")
    try:
        sleep(1)  # beyond its first scan
        inventory.file("note.txt", post.note(1))
        wait_for(office.home / "inbox/phone/taken/note.txt")
    finally:
        service.kill()
    assert inventory.lost() == set()


def test_a_file_that_its_writer_still_holds_waits_and_then_comes_whole(
    inventory: Inventory, tools: Tools, clock: Clock, office: Office
) -> None:
    path = office.home / "inbox/phone/note.txt"
    with path.open("wb") as file:
        file.write(post.note(1)[:20])
        file.flush()
        clock.move(minutes=1)
        run_once(tools)
        assert inventory.originals() == []
        file.write(post.note(1)[20:])
    inventory.expect(post.note(1))
    look(tools, clock)
    run_once(tools)
    assert inventory.everything_wrong() == {}


def test_a_note_with_the_same_words_as_another_is_one_original(inventory: Inventory, tools: Tools) -> None:
    """I2: identity is the bytes; the second file moves to taken/ as well, and leaves no copy behind."""
    inventory.file("note.txt", post.note(1))
    run_once(tools)
    inventory.file("again.txt", post.note(1))
    run_once(tools)
    assert len(inventory.originals()) == 1
    assert inventory.everything_wrong() == {}


def test_an_empty_file_holds_up_nobody_even_after_its_like_was_dropped(
    inventory: Inventory, tools: Tools, clock: Clock, office: Office
) -> None:
    """I7: all empty files have the same bytes."""
    for name in ("one.txt", "two.txt"):
        inventory.file(name, b"")
        inventory.file(f"note {name}", post.note(ord(name[0])))
        look(tools, clock)
        assert (office.home / "inbox/phone/held" / name).exists()
        assert (office.home / "inbox/phone/held" / f"{name}.txt").read_text("utf-8").strip()
        with tools.register.read() as c:
            (waiting,) = held.held(c)
            assert [item.name for item in held.untold(c)] == [name]  # a fax of its own, for all we know
        holding.drop(tools, waiting.id, "cut off")
    assert inventory.lost() == set()


def look(tools: Tools, clock: Clock) -> None:
    """Look into the folders, and again when everything in them has stood still for long enough."""
    for _ in range(2):
        for watch in tools.watches:
            intake.take_folder(tools, watch)
        clock.move(minutes=1)


def wait_for(path: Path, seconds: float = 60) -> None:
    deadline = monotonic() + seconds
    while not path.exists():
        assert monotonic() < deadline, f"{path} never came"
        sleep(0.05)  # another process makes it
