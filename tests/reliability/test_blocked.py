"""Trouble of one item or of all: it keeps no other waiting, and is over when it is mended (I7)."""

import pytest

from leadwright import holding, reader
from leadwright.once import run_once
from leadwright.tools import Tools
from register import held
from tests.office import Office
from tests.reliability import post
from tests.reliability.inventory import Inventory


def test_one_folder_that_cannot_be_made_keeps_no_other_lead_waiting(
    inventory: Inventory, tools: Tools
) -> None:
    inventory.mails(post.enquiry(5))
    run_once(tools)
    (path,) = {row.path for row in inventory.originals()}
    region = tools.archive.absolute(path).parents[2]
    in_the_way = region / "LW-2026-00002 南京第10机械有限公司"
    in_the_way.write_bytes(b"")
    inventory.mails(*(post.enquiry(serial) for serial in (10, 15, 20)))
    assert not run_once(tools).failures
    assert inventory.column("SELECT number FROM leads WHERE stage = 'handed-out' ORDER BY 1")[1:] == [
        "LW-2026-00003",
        "LW-2026-00004",
    ]
    with tools.register.read() as c:
        waiting = held.held(c)
    assert {item.step for item in waiting} == {"place", "hand-out"}
    assert all(in_the_way.name in item.reason.zh for item in waiting)
    in_the_way.unlink()
    for item in waiting:
        holding.retry(tools, item.id)
    assert not run_once(tools).failures
    assert inventory.everything_wrong() == {}


def test_a_reader_that_does_not_start_holds_nothing(
    inventory: Inventory, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken installation is nobody's bad mail: all waits, and goes on when the reader is mended."""
    inventory.mails(*post.mails(3))
    monkeypatch.setattr(reader, "LETTER_CHILD", "no.such.module")
    with office.tools() as tools:
        (failure,) = run_once(tools).failures
        assert "no.such" in failure.words.en or "No module" in failure.words.en
        with tools.register.read() as c:
            assert held.held(c) == []
    assert inventory.lost() == set()
    assert inventory.column("SELECT DISTINCT state FROM originals") == ["taken-in"]
