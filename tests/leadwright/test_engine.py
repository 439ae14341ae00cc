"""Items that go together share a transaction and nothing else: one that fails is set aside alone (I7)."""

from __future__ import annotations

from itertools import count

import pytest

from sales.original import Channel, OriginalState
from tests.leadwright.desk import Desk
from tests.office import mail

BROKEN = b"II*\0" + bytes(100)  # a fax that can't be read


def enquiries(count: int) -> list[bytes]:
    return [mail(f"询价 {serial}", f"我们要 {serial} 台环缝自动焊机，请报价。") for serial in range(count)]


def states(desk: Desk) -> list[OriginalState]:
    return [original.state for original in desk.originals()]


def test_an_item_that_cannot_be_understood_leaves_those_beside_it_alone(desk: Desk) -> None:
    first, second, third = enquiries(3)
    desk.receive(first)
    desk.receive(BROKEN, name="fax.tif", channel=Channel.FAX)
    desk.receive(second)
    desk.receive(third)
    desk.work()
    registered, held = OriginalState.REGISTERED, OriginalState.HELD
    assert states(desk) == [registered, held, registered, registered]
    assert [lead.number for lead in desk.leads()] == [f"LW-2026-{serial:05d}" for serial in (1, 2, 3)]
    assert [item.step for item in desk.held()] == ["understand"]


def test_an_original_that_went_bad_on_the_disk_is_set_aside_and_those_beside_it_are_filed(
    desk: Desk,
) -> None:
    for letter in enquiries(3):
        desk.receive(letter)
    desk.work("understand")
    bad = desk.tools.archive.absolute(desk.originals()[1].path)
    bad.chmod(0o644)
    bad.write_bytes(b"rot")
    desk.work("place")
    (item,) = desk.held()
    assert (item.step, item.subject) == ("place", desk.originals()[1].sha256)
    assert bad.name in item.reason.zh
    assert [original.next_path == "" for original in desk.originals()] == [True, False, True]


def test_items_that_are_ready_are_placed_in_one_transaction(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for letter in enquiries(5):
        desk.receive(letter)
    desk.work("understand")
    begin, begun = desk.tools.register.begin, count()
    monkeypatch.setattr(desk.tools.register, "begin", lambda: (next(begun), begin())[1])
    desk.work("place")
    assert next(begun) == 1
