"""Documents keep every version; tasks are asked once and answered once."""

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
        assert tasks.set_clock(c, stopped)
        assert tasks.tasks(c) == [stopped]
        assert tasks.calling(c, LATER) == []
        tasks.close_all(c, number, LATER)
        assert not tasks.set_clock(c, stopped)
