"""Killed before every step of a pass, and started again: it ends as if nothing had happened (I1, I2, I9).

One scenario in an ordinary run; more of them where LEADWRIGHT_KILLS asks for a long one. On PostgreSQL the
steps are those beyond the disk: what the program does with its files does not depend on the database.
"""

import os
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from register import tasks
from sales.calls import Call
from tests.archive.crashes import tree
from tests.conftest import NewDatabase
from tests.office import Office
from tests.reliability import post
from tests.reliability.conftest import office_in
from tests.reliability.inventory import Inventory
from tests.reliability.launcher import Launcher
from tests.reliability.sabotage import BEYOND_THE_DISK, KILLED, STEPS
from tests.servers.dovecot import Dovecot
from tests.servers.postgresql import PostgreSQL
from tests.servers.smtp import SmtpServer

pytestmark = pytest.mark.timeout(900)  # a hundred starts of the program, on a machine that may be busy

Arrive = Callable[[Inventory], None]
MOST = 100  # more steps than a pass has


class Trial:
    """The same things arrive at a new home again and again."""

    def __init__(self, new_office: Callable[[], Office], launcher: Launcher) -> None:
        self._new_office, self._launcher = new_office, launcher

    def arrive(self, what: Arrive) -> Inventory:
        """Return a new office at which it has arrived."""
        inventory = Inventory(self._new_office())
        what(inventory)
        return inventory

    def killed_at_every_step(
        self, what: Arrive, broken: str = "", kinds: Sequence[str] = STEPS
    ) -> Iterator[Inventory]:
        """Yield the office after each kill; ends when a pass gets through."""
        for step in count(1):
            inventory, was_killed = self.killed_at(step, what, broken, kinds)
            if not was_killed:
                return
            yield inventory

    def killed_at(
        self, step: int, what: Arrive, broken: str = "", kinds: Sequence[str] = STEPS
    ) -> tuple[Inventory, bool]:
        """Return the office after a pass that was to be killed, and whether it came as far as that."""
        inventory = self.arrive(what)
        home = inventory.office.home
        status = self._launcher.call(home, "run", "--once", broken=broken, end_at=step, kinds=kinds)
        assert status in {0, KILLED}, self._launcher.log.read_text()[-2000:]
        return inventory, status == KILLED

    def finish(self, inventory: Inventory, broken: str = "") -> None:
        """Start again, and let the work be done."""
        status = self._launcher.call(inventory.office.home, "run", "--once", broken=broken)
        assert broken or status == 0  # a broken build may well complain


PASSING = ("_unfiled/correspondence", "_unfiled/manifest-sha256.txt", "/undelivered ")  # of such a mail


def one_mail(inventory: Inventory) -> None:
    inventory.mails(post.enquiry(1))


def one_note(inventory: Inventory) -> None:
    inventory.file("note.txt", post.note(1))


def what_is_no_lead(inventory: Inventory) -> None:
    inventory.mails(post.advertisement(1))


def an_answer_and_its_mail(inventory: Inventory) -> None:
    inventory.mails(post.enquiry(1), post.answer(1))


def an_unreadable_fax(inventory: Inventory) -> None:
    inventory.file("fax.tif", b"II*\0" + bytes(100))


def a_task_that_is_due(inventory: Inventory) -> None:
    """Its call is one mail, one line of the log and one count, or none of them."""
    one_mail(inventory)
    inventory.office.run_once()
    now = datetime.now(UTC)
    with inventory.office.tools() as tools, tools.register.begin() as c:
        (task,) = tasks.tasks(c)
        due = replace(task, due_at=now, late_at=now + timedelta(days=9), calls=Call.DUE, next_call_at=now)
        assert tasks.set_clock(c, task, due)


SCENARIOS: tuple[Arrive, ...] = (
    one_mail,
    one_note,
    what_is_no_lead,
    an_answer_and_its_mail,
    an_unreadable_fax,
    a_task_that_is_due,
)
if "LEADWRIGHT_KILLS" not in os.environ:
    SCENARIOS = SCENARIOS[:1]


@pytest.fixture
def trial(
    in_memory: Path, dovecot: Dovecot, smtp: SmtpServer, new_database: NewDatabase, launcher: Launcher
) -> Trial:
    return Trial(partial(office_in, in_memory / "home", dovecot, smtp, new_database), launcher)


@pytest.mark.parametrize("what", SCENARIOS)
def test_a_pass_killed_at_any_step_ends_as_if_it_had_not_been(
    trial: Trial, what: Arrive, postgresql: PostgreSQL | None
) -> None:
    """Every sync, rename, link, commit, mark on the server and final dot."""
    undisturbed = trial.arrive(what)
    trial.finish(undisturbed)
    expected = at_rest(undisturbed)
    kinds = BEYOND_THE_DISK if postgresql else STEPS
    for step, inventory in enumerate(trial.killed_at_every_step(what, kinds=kinds), 1):
        assert inventory.acknowledged_early() == set(), step
        trial.finish(inventory)
        assert inventory.everything_wrong() == {}, step
        assert at_rest(inventory) == expected, step


def test_early_marking_is_caught_at_a_step(trial: Trial) -> None:
    """The negative control of what is asserted right after each kill."""
    killed = trial.killed_at_every_step(one_mail, "acknowledge_early")
    assert any(inventory.acknowledged_early() for inventory in killed)


def test_identity_by_arrival_is_caught_at_a_step(trial: Trial) -> None:
    """The negative control of I2: killed between the row and the move to taken/, a note comes in twice."""
    broken = "identify_by_arrival"

    def is_moved(step: int) -> bool:
        return bool(trial.killed_at(step, one_note, broken)[0].acknowledged())

    the_move_itself = bisect(range(MOST), False, key=is_moved) - 1
    inventory, was_killed = trial.killed_at(the_move_itself, one_note, broken)
    assert was_killed
    trial.finish(inventory, broken)
    assert inventory.doubled()


def at_rest(inventory: Inventory) -> dict[str, Any]:
    """Return what an office at rest has, without times, Message-IDs, and mails of uncertain delivery."""
    home = inventory.office.home
    files = [*tree(home / "archive"), *tree(home / "inbox")]
    return {
        "originals": [tuple(row) for row in inventory.originals()],
        "leads": inventory.numbers(),
        "moves": sorted(inventory.column("SELECT name FROM moves WHERE name NOT IN ('hold', 'undelivered')")),
        "held": inventory.column("SELECT name FROM held WHERE step <> 'send'"),
        "files": sorted(file for file in files if not any(part in file for part in PASSING)),
    }
