"""Progress is kept per mail folder, and every message is accounted for (I5)."""

from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from register import held, originals, sightings, tables
from register.database import Register
from tests.register import made
from tests.register.made import LATER, NOW, WHY

INBOX = "sales", "INBOX", 7


def test_an_unknown_folder_begins_at_nothing(register: Register) -> None:
    with register.read() as c:
        assert sightings.last_uid(c, *INBOX) == 0
        assert sightings.seen(c, *INBOX, [1, 2]) == set()
        assert sightings.unfetched(c, *INBOX) == set()
        assert sightings.count(c, *INBOX) == 0
        assert sightings.arrivals(c, *INBOX) == {}


def test_progress_belongs_to_one_uidvalidity_of_one_folder(register: Register) -> None:
    with register.begin() as c:
        for uid in (3, 5, 9):
            made.take_in(c, f"mail {uid}", made.sighting(uid))
        made.take_in(c, "old", made.sighting(40, uidvalidity=6))
        made.take_in(c, "archived", made.sighting(41, place="Archive"))
        made.take_in(c, "service", made.sighting(42, source="service"))
    with register.read() as c:
        assert sightings.last_uid(c, *INBOX) == 9
        assert sightings.seen(c, *INBOX, range(1, 50)) == {3, 5, 9}
        assert sightings.seen(c, *INBOX, []) == set()
        assert sightings.count(c, *INBOX) == 3


def test_a_server_without_uidvalidity_has_the_zeroth(register: Register) -> None:
    with register.begin() as c:
        made.take_in(c, seen=made.sighting(3, uidvalidity=None))
        assert sightings.seen(c, "sales", "INBOX", 0, [3]) == {3}
        assert not made.take_in(c, seen=made.sighting(3, uidvalidity=None))
        assert sightings.count(c, "sales", "INBOX", 0) == 1


def test_the_database_itself_refuses_a_message_twice(register: Register) -> None:
    with register.begin() as c:
        made.take_in(c)
    again = {"sha256": made.kept().sha256, "source": "sales", "place": "INBOX", "uidvalidity": 7, "uid": 1}
    with pytest.raises(IntegrityError), register.begin() as c:
        c.execute(insert(tables.sightings), again | {"seen_at": NOW})


def test_another_mail_under_a_known_uid_is_taken_in_too(register: Register) -> None:
    """A server that lost its index gives old UIDs to new mails; none of them may be lost (I2, I5)."""
    with register.begin() as c:
        assert made.take_in(c, "first")
        assert made.take_in(c, "second", made.sighting(seen_at=LATER))
    with register.read() as c:
        assert sightings.count(c, *INBOX) == 1
        assert len(originals.ready(c, 10)) == 2
        (arrived,) = sightings.of(c, [made.kept("first").sha256]).values()
    assert arrived == (made.sighting(),)


def test_a_time_that_differs_shows_a_uid_given_away_and_retiring_it_forgets_it(register: Register) -> None:
    with register.begin() as c:
        made.take_in(c, "one", made.sighting(1), received_at=NOW)
        made.take_in(c, "two", made.sighting(2), received_at=LATER)
        assert sightings.arrivals(c, *INBOX) == {1: NOW, 2: LATER}
        sightings.retire(c, *INBOX, [1], LATER)
    with register.read() as c:
        assert sightings.seen(c, *INBOX, [1, 2]) == {2}
        assert sightings.arrivals(c, *INBOX) == {2: LATER}


def test_a_message_that_cannot_be_fetched_is_held_and_counted(register: Register) -> None:
    with register.begin() as c:
        made.take_in(c)
        sightings.note_unfetched(c, *INBOX, 2, WHY, NOW)
        sightings.note_unfetched(c, *INBOX, 2, WHY, LATER)
    with register.read() as c:
        assert sightings.unfetched(c, *INBOX) == {2}
        assert sightings.seen(c, *INBOX, [1, 2]) == {1}
        assert sightings.last_uid(c, *INBOX) == 2
        assert sightings.count(c, *INBOX) == 2
        (item,) = held.held(c)
    assert (item.subject, item.step, item.reason, item.held_at) == ("sales/INBOX/7/2", "fetch", WHY, NOW)


def test_a_message_fetched_after_all_is_held_no_longer(register: Register) -> None:
    """One register entry or one held item: never both (I2)."""
    with register.begin() as c:
        sightings.note_unfetched(c, *INBOX, 2, WHY, NOW)
        made.take_in(c, seen=made.sighting(2))
    with register.read() as c:
        assert held.held(c) == []
        assert sightings.unfetched(c, *INBOX) == set()
        assert sightings.count(c, *INBOX) == 1


def test_a_released_message_is_fetched_again_and_held_again_when_it_fails(register: Register) -> None:
    with register.begin() as c:
        sightings.note_unfetched(c, *INBOX, 2, WHY, NOW)
        (item,) = held.held(c)
        held.release(c, item.id)
        assert held.held(c) == []
        assert sightings.unfetched(c, *INBOX) == {2}
        sightings.note_unfetched(c, *INBOX, 2, WHY, LATER)
        assert [each.id for each in held.held(c)] == [item.id]


def test_a_message_given_up_is_never_fetched_again_but_stays_accounted_for(register: Register) -> None:
    with register.begin() as c:
        sightings.note_unfetched(c, *INBOX, 2, WHY, NOW)
        (item,) = held.held(c)
        held.drop(c, item.id, "spam", "wang", NOW)
    with register.read() as c:
        assert held.held(c) == []
        assert sightings.unfetched(c, *INBOX) == set()
        assert sightings.seen(c, *INBOX, [1, 2]) == {2}
        assert sightings.count(c, *INBOX) == 1


def test_the_same_file_name_with_other_bytes_is_another_original(register: Register) -> None:
    """Fax machines begin again at 0001.tif."""
    place = made.sighting(None, source="fax", place="/fax/0001.tif", uidvalidity=None)
    with register.begin() as c:
        assert made.take_in(c, "monday", place)
        assert made.take_in(
            c, "tuesday", made.sighting(None, source="fax", place="/fax/0001.tif", seen_at=LATER)
        )
    with register.read() as c:
        assert len(originals.ready(c, 10)) == 2


def test_a_folder_with_a_hundred_thousand_uids_is_asked_in_one_go(register: Register) -> None:
    """The first pass over a large mailbox asks for all of them; neither database may choke on the list."""
    with register.begin() as c:
        made.take_in(c, seen=made.sighting(99_999))
        assert sightings.seen(c, *INBOX, list(range(1, 100_001))) == {99_999}
        sightings.retire(c, *INBOX, list(range(1, 100_001)), NOW + timedelta(days=1))
        assert sightings.seen(c, *INBOX, [99_999]) == set()
