"""Documents keep every version; tasks are asked once and answered once."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from register import documents, tasks
from register.database import Register
from sales.paper import DocumentKind
from tests.register import made
from tests.register.made import LATER, NOW

FORM = DocumentKind.REGISTRATION


def test_versions_count_from_one_for_each_document(register: Register) -> None:
    with register.begin() as c:
        number, other = made.add_lead(c).number, made.add_lead(c).number
        assert documents.next_version(c, number, FORM) == 1
        documents.add_version(c, made.version(number, 1))
        assert documents.next_version(c, number, FORM) == 2
        documents.add_version(c, made.version(number, 2, created_at=LATER))
        assert documents.next_version(c, other, FORM) == 1
        assert documents.versions(c, number) == [
            made.version(number),
            made.version(number, 2, created_at=LATER),
        ]


def test_a_version_is_written_once(register: Register) -> None:
    with register.begin() as c:
        number = made.add_lead(c).number
        documents.add_version(c, made.version(number))
    with pytest.raises(IntegrityError), register.begin() as c:
        documents.add_version(c, made.version(number, sha256="1" * 64))


def test_nothing_can_be_written_for_a_lead_that_is_not_there(register: Register) -> None:
    with pytest.raises(IntegrityError), register.begin() as c:
        documents.add_version(c, made.version("LW-2026-00099"))
    with pytest.raises(IntegrityError), register.begin() as c:
        tasks.open_task(c, made.task("LW-2026-00099"))


def test_a_repeated_step_does_not_ask_twice(register: Register) -> None:
    with register.begin() as c:
        number = made.add_lead(c).number
        assert tasks.open_task(c, made.task(number))
        assert not tasks.open_task(c, made.task(number, owner="wang"))
        assert tasks.tasks(c) == [made.task(number)]


def test_a_task_is_closed_once_and_may_then_be_opened_again(register: Register) -> None:
    with register.begin() as c:
        number = made.add_lead(c).number
        tasks.open_task(c, made.task(number))
        assert tasks.close_task(c, number, "first-contact", LATER)
        assert not tasks.close_task(c, number, "first-contact", LATER)
        assert tasks.tasks(c) == []
        assert tasks.open_task(c, made.task(number))
        assert tasks.tasks_of(c, number) == [made.task(number, done_at=LATER), made.task(number)]


def test_open_tasks_are_found_by_lead_owner_and_what_is_overdue(register: Register) -> None:
    with register.begin() as c:
        one, two = made.add_lead(c).number, made.add_lead(c).number
        late, soon = made.task(one, due_at=NOW), made.task(two, owner="wang")
        for task in (soon, late):
            tasks.open_task(c, task)
        assert tasks.tasks(c) == [late, soon]
        assert tasks.tasks(c, lead=two) == [soon]
        assert tasks.tasks(c, owner="li") == [late]
        assert tasks.tasks(c, overdue_at=LATER) == [late]
        assert tasks.tasks(c, overdue_at=NOW) == []


def test_a_task_is_found_when_its_clock_calls_until_it_is_done(register: Register) -> None:
    with register.begin() as c:
        number = made.add_lead(c).number
        tasks.open_task(c, made.task(number, next_call_at=LATER))
        assert tasks.calling(c, NOW) == []
        assert tasks.calling(c, LATER) == [made.task(number, next_call_at=LATER)]
        tasks.close_task(c, number, "first-contact", LATER)
        assert tasks.calling(c, LATER) == []


def test_the_clock_of_an_open_task_can_be_set_and_of_a_done_one_not(register: Register) -> None:
    with register.begin() as c:
        number = made.add_lead(c).number
        tasks.open_task(c, made.task(number, next_call_at=LATER))
        stopped = made.task(number, paused_at=NOW, left_seconds=3600, calls=1)
        assert tasks.set_clock(c, made.task(number), stopped)
        assert tasks.tasks(c) == [stopped]
        assert tasks.calling(c, LATER) == []
        tasks.close_all(c, number, LATER)
        assert not tasks.set_clock(c, stopped, made.task(number, calls=2))


def test_a_clock_that_somebody_else_has_set_meanwhile_is_not_set_again(register: Register) -> None:
    """Two passes of the clock call once, and a pause is not lost to a call."""
    with register.begin() as c:
        number = made.add_lead(c).number
        tasks.open_task(c, before := made.task(number, next_call_at=LATER))
        called = made.task(number, calls=1)
        assert tasks.set_clock(c, before, called)
        assert not tasks.set_clock(c, before, called)
        waiting = made.task(number, calls=1, paused_at=NOW, left_seconds=3600)
        assert tasks.set_clock(c, called, waiting)
        assert not tasks.set_clock(c, called, made.task(number, calls=2))
        assert tasks.tasks(c) == [waiting]


def test_what_waits_for_the_customer_is_overdue_for_nobody(register: Register) -> None:
    with register.begin() as c:
        number = made.add_lead(c).number
        tasks.open_task(c, made.task(number, due_at=NOW, paused_at=NOW, left_seconds=3600))
        assert tasks.tasks(c, overdue_at=LATER) == []
        assert tasks.last_deadline(c) is None


def test_the_last_deadline_is_that_of_a_task_still_open(register: Register) -> None:
    with register.begin() as c:
        assert tasks.last_deadline(c) is None
        one, two, done = (made.add_lead(c).number for _ in range(3))
        tasks.open_task(c, made.task(one, due_at=NOW))
        tasks.open_task(c, made.task(two, due_at=NOW, late_at=LATER))
        tasks.open_task(c, made.task(done, due_at=LATER + timedelta(days=9)))
        tasks.close_all(c, done, NOW)
        assert tasks.last_deadline(c) == LATER
