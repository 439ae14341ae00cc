"""What failed is set aside once, with its reason, until a person decides (I7)."""

from register import held, leads, sightings
from register.database import Register
from sales.paper import Held
from sales.words import Words
from tests.register import made
from tests.register.made import LATER, NOW, WHY


def test_a_held_item_says_what_failed_and_why(register: Register) -> None:
    with register.begin() as c:
        id_ = held.hold(c, "LW-2026-00001", "hand-out", WHY, NOW, name="公司名")
    with register.read() as c:
        assert held.held(c) == [Held(id_, "LW-2026-00001", "hand-out", WHY, NOW, "公司名")]
        assert held.item(c, id_) == held.held(c)[0]
        assert held.item(c, id_ + 1) is None


def test_holding_again_keeps_the_id_and_tells_the_new_reason(register: Register) -> None:
    """A step that a crash repeats leaves one held item, not two (I2)."""
    again = Words("又", "again")
    with register.begin() as c:
        first = held.hold(c, "LW-2026-00001", "hand-out", WHY, NOW)
        assert held.hold(c, "LW-2026-00001", "hand-out", again, LATER) == first
        assert [item.reason for item in held.held(c)] == [again]


def test_two_steps_of_a_lead_are_held_apart(register: Register) -> None:
    with register.begin() as c:
        lead = made.add_lead(c, next_folder="2026/2026-11/华北/x")
        hand_out = held.hold(c, lead.number, leads.HAND_OUT, WHY, NOW)
        assert leads.registered(c, 10) == []
        assert leads.moving(c, 10) == [lead]
        held.hold(c, lead.number, leads.MOVE, WHY, NOW)
        assert leads.moving(c, 10) == []
        held.release(c, hand_out)
        assert leads.registered(c, 10) == [lead]
        assert len(held.held(c)) == 1


def test_a_dropped_item_is_seen_no_more_and_its_step_never_runs(register: Register) -> None:
    with register.begin() as c:
        lead = made.add_lead(c)
        id_ = held.hold(c, lead.number, leads.HAND_OUT, WHY, NOW)
        held.drop(c, id_, "客户撤回", "wang", LATER)
        assert held.held(c) == []
        assert held.item(c, id_) is None
        assert held.count_by_source(c) == {}
        assert leads.registered(c, 10) == []


def test_ids_are_never_used_again(register: Register) -> None:
    """A person who types ``leadwright drop 7`` must mean what they saw."""
    with register.begin() as c:
        first = held.hold(c, "LW-2026-00001", "hand-out", WHY, NOW)
        held.release(c, first)
        assert held.hold(c, "LW-2026-00002", "hand-out", WHY, NOW) != first


def test_what_fails_again_keeps_its_number(register: Register) -> None:
    """The commands of the first notice still mean it, however often it was retried."""
    with register.begin() as c:
        lead = made.add_lead(c)
        id_ = held.hold(c, lead.number, leads.HAND_OUT, WHY, NOW)
        held.release(c, id_)
        assert (held.held(c), held.item(c, id_), held.count_by_source(c)) == ([], None, {})
        assert leads.registered(c, 10) == [lead]
        assert held.hold(c, lead.number, leads.HAND_OUT, WHY, LATER) == id_
        assert [item.id for item in held.untold(c)] == [id_]
        assert leads.registered(c, 10) == []


def test_a_person_is_told_once_of_each_item(register: Register) -> None:
    with register.begin() as c:
        first = held.hold(c, "LW-2026-00001", "hand-out", WHY, NOW)
        assert [item.id for item in held.untold(c)] == [first]
        held.told(c, [first], NOW)
        second = held.hold(c, "LW-2026-00002", "hand-out", WHY, NOW)
        assert [item.id for item in held.untold(c)] == [second]
        held.hold(c, "LW-2026-00001", "hand-out", WHY, LATER)
        assert [item.id for item in held.untold(c)] == [first, second]


def test_held_items_are_counted_by_the_source_they_came_from(register: Register) -> None:
    with register.begin() as c:
        made.take_in(c)
        made.take_in(c, seen=made.sighting(9, source="service"))  # seen later elsewhere
        held.hold(c, made.kept().sha256, "understand", WHY, NOW)
        sightings.note_unfetched(c, "sales", "INBOX", 7, 2, WHY, NOW)
        held.hold(c, "LW-2026-00001", "hand-out", WHY, NOW)
    with register.read() as c:
        assert held.count_by_source(c) == {"sales": 2, "": 1}
