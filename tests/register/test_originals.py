"""The same bytes are one item, however often and wherever they are seen (I2)."""

from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from register import held, originals, tables
from register.database import Register
from sales.original import Channel, Original, OriginalState, Sighting
from sales.words import Refused
from tests.register import made
from tests.register.made import NOW, WHY

SHA = made.kept().sha256


def settle(register: Register, state: OriginalState, sha256: str = SHA, **fields: str) -> None:
    with register.begin() as c:
        originals.settle(c, sha256, state, reason=WHY, next_path=fields.get("next_path"))


def test_new_bytes_wait_to_be_understood(register: Register) -> None:
    with register.begin() as c:
        assert made.take_in(c)
    with register.read() as c:
        (waiting,) = originals.ready(c, 10)
    assert waiting == Original(
        sha256=SHA,
        size=4,
        name="mail.eml",
        channel=Channel.EMAIL,
        received_at=NOW,
        state=OriginalState.TAKEN_IN,
        path=made.kept().path,
        sightings=(made.sighting(),),
    )


def test_the_same_bytes_elsewhere_are_only_another_sighting(register: Register) -> None:
    scan = made.sighting(None, source="fax", place="/home/fax/0001.tif", uidvalidity=None)
    with register.begin() as c:
        assert made.take_in(c)
        assert not made.take_in(c, seen=scan)
        assert not made.take_in(c, seen=made.sighting(place="Archive"))
    with register.read() as c:
        found = originals.original(c, SHA)
        assert found is not None
        assert found.sightings == (made.sighting(), scan, made.sighting(place="Archive"))
        assert len(list(originals.listing(c))) == 1


@pytest.mark.parametrize("seen", [made.sighting(), made.sighting(None, place="/fax/1.tif", uidvalidity=None)])
def test_taking_in_again_what_a_crash_left_changes_nothing(register: Register, seen: Sighting) -> None:
    with register.begin() as c:
        made.take_in(c, seen=seen)
    with register.begin() as c:
        assert not made.take_in(c, seen=seen)
    with register.read() as c:
        (found,) = originals.listing(c)
    assert found.sightings == (seen,)


def test_the_database_itself_refuses_the_same_bytes_twice(register: Register) -> None:
    with register.begin() as c:
        made.take_in(c)
    row = {"sha256": SHA, "size": 4, "name": "x", "channel": Channel.FAX, "received_at": NOW}
    with pytest.raises(IntegrityError), register.begin() as c:
        c.execute(
            insert(tables.originals),
            row | {"state": OriginalState.TAKEN_IN, "path": "x", "next_path": ""},
        )


def test_ready_gives_the_oldest_first_and_goes_on_behind_one_in_hand(register: Register) -> None:
    with register.begin() as c:
        for serial in range(5):
            made.take_in(c, f"mail {serial}", made.sighting(serial + 1))
    with register.read() as c:
        first = originals.ready(c, 2)
        rest = originals.ready(c, 10, after=first[-1].sha256)
    hashes = [made.kept(f"mail {serial}").sha256 for serial in range(5)]
    assert [each.sha256 for each in first + rest] == hashes


def test_what_is_settled_waits_no_longer(register: Register) -> None:
    with register.begin() as c:
        made.take_in(c)
        lead = made.add_lead(c)
        originals.settle(
            c,
            SHA,
            OriginalState.REGISTERED,
            reason=WHY,
            lead=lead.number,
            next_path=f"{lead.folder}/originals/1.eml",
        )
    with register.read() as c:
        assert originals.ready(c, 10) == []
        (found,) = originals.unplaced(c, 10)
        assert originals.count_by_state(c)[OriginalState.REGISTERED] == 1
    assert (found.lead, found.reason, found.state) == (lead.number, WHY, OriginalState.REGISTERED)
    with register.begin() as c:
        originals.placed(c, SHA, found.next_path)
    with register.read() as c:
        assert originals.unplaced(c, 10) == []
        placed = originals.original(c, SHA)
    assert placed is not None
    assert (placed.path, placed.next_path) == (f"{lead.folder}/originals/1.eml", "")


@pytest.mark.parametrize("second", [OriginalState.REGISTERED, OriginalState.JOINED, OriginalState.FILED])
@pytest.mark.parametrize("first", [OriginalState.REGISTERED, OriginalState.JOINED, OriginalState.FILED])
def test_of_two_passes_over_an_original_the_second_is_refused(
    register: Register, first: OriginalState, second: OriginalState
) -> None:
    with register.begin() as c:
        made.take_in(c)
    settle(register, first)
    with pytest.raises(Refused):
        settle(register, second)
    with register.read() as c:
        (found,) = originals.listing(c)
    assert found.state is first


def test_a_held_original_waits_again_only_after_a_retry(register: Register) -> None:
    with register.begin() as c:
        made.take_in(c)
    settle(register, OriginalState.HELD, next_path=made.kept().path)
    with register.read() as c:
        assert originals.ready(c, 10) == []
        assert [each.sha256 for each in originals.unplaced(c, 10)] == [SHA]
    settle(register, OriginalState.TAKEN_IN, next_path="")
    with register.read() as c:
        assert [each.sha256 for each in originals.ready(c, 10)] == [SHA]
        assert originals.unplaced(c, 10) == []


def test_an_original_set_aside_while_being_placed_keeps_its_state_and_blocks_no_other(
    register: Register,
) -> None:
    with register.begin() as c:
        for serial in (1, 2):
            made.take_in(c, f"mail {serial}", made.sighting(serial))
            sha256 = made.kept(f"mail {serial}").sha256
            originals.settle(c, sha256, OriginalState.FILED, reason=WHY, next_path="elsewhere")
        id_ = held.hold(c, made.kept("mail 1").sha256, originals.PLACE, WHY, NOW)
    with register.read() as c:
        assert [each.sha256 for each in originals.unplaced(c, 10)] == [made.kept("mail 2").sha256]
        assert originals.count_by_state(c)[OriginalState.FILED] == 2
    with register.begin() as c:
        held.release(c, id_)
    with register.read() as c:
        assert len(originals.unplaced(c, 10)) == 2


def test_what_may_be_an_answer_waits_from_when_it_lies_in_its_place_until_it_is_acted_on(
    register: Register,
) -> None:
    with register.begin() as c:
        for serial in (1, 2, 3):
            made.take_in(c, f"mail {serial}", made.sighting(serial))
            sha256 = made.kept(f"mail {serial}").sha256
            settled = {"reason": WHY, "next_path": "there", "is_answered": serial == 2}
            originals.settle(c, sha256, OriginalState.FILED, **settled)  # type: ignore[arg-type] - by name
        assert originals.unanswered(c, 10) == []
        for serial in (1, 2, 3):
            originals.placed(c, made.kept(f"mail {serial}").sha256, "there")
        hashes = [made.kept(f"mail {serial}").sha256 for serial in (1, 3)]
        assert [each.sha256 for each in originals.unanswered(c, 10)] == hashes
        assert [each.sha256 for each in originals.unanswered(c, 1)] == hashes[:1]
        originals.answered(c, hashes[0])
        assert [each.sha256 for each in originals.unanswered(c, 10)] == hashes[1:]
        held.hold(c, hashes[1], originals.ANSWER, WHY, NOW)
        assert originals.unanswered(c, 10) == []
        assert originals.count_unanswered(c) == 0
        assert originals.reanswer(c, hashes[0])
        assert [each.sha256 for each in originals.unanswered(c, 10)] == hashes[:1]


def test_what_was_not_understood_yet_is_not_answered_again(register: Register) -> None:
    with register.begin() as c:
        made.take_in(c)
        assert not originals.reanswer(c, made.kept().sha256)


def test_the_listing_is_in_order_of_arrival_and_can_be_narrowed(register: Register) -> None:
    with register.begin() as c:
        for serial in range(1200):  # more than a page
            channel = Channel.FAX if serial % 3 == 0 else Channel.EMAIL
            seen = made.sighting(serial + 1)
            made.take_in(c, f"mail {serial}", seen, channel=channel, received_at=NOW - timedelta(days=serial))
    settle(register, OriginalState.FILED, made.kept("mail 7").sha256)
    with register.read() as c:
        everything = list(originals.listing(c))
        faxes = list(originals.listing(c, channel=Channel.FAX))
        filed = list(originals.listing(c, state=OriginalState.FILED))
    assert [each.sha256 for each in everything] == [made.kept(f"mail {n}").sha256 for n in range(1200)]
    assert all(each.sightings == (made.sighting(n + 1),) for n, each in enumerate(everything))
    assert len(faxes) == 400
    assert [each.sha256 for each in filed] == [made.kept("mail 7").sha256]


def test_an_unknown_original_is_none_and_cannot_be_settled(register: Register) -> None:
    with register.read() as c:
        assert originals.original(c, SHA) is None
    with pytest.raises(Refused, match=SHA):
        settle(register, OriginalState.FILED)
