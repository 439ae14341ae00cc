"""SIGKILL at random moments under load: nothing lost, doubled, altered or acknowledged early (I1-I3)."""

import os
from random import Random
from time import monotonic, sleep

import pytest

from tests.office import Office
from tests.reliability import post
from tests.reliability.inventory import Inventory
from tests.reliability.launcher import Launcher
from tests.servers.postgresql import PostgreSQL

pytestmark = pytest.mark.timeout(900)  # a hundred starts of the program, on a machine that may be busy

LIVES = 0.2, 1.5  # of the time that a start takes until it has marked what waited for it
PATIENCE = 60  # seconds for that start
BATCH = 4  # mails between two kills, at most


@pytest.fixture
def kills(postgresql: PostgreSQL | None) -> int:
    """How many; fewer on PostgreSQL: the program that is killed is the same."""
    return int(os.environ.get("LEADWRIGHT_KILLS") or (30 if postgresql else 100))


class Trial:
    """Mails and notes keep coming while the service is killed again and again."""

    def __init__(self, inventory: Inventory, launcher: Launcher, seed: int = 0) -> None:
        self._inventory, self._launcher = inventory, launcher
        self._random = Random(seed)  # noqa: S311 - moments, not secrets
        self._serial = 0
        self._start_takes = self._seconds_to_the_first_mark()

    def kill_once(self, broken: str = "") -> set[str]:
        """Let the service live for a moment, kill it, and return what it had acknowledged early."""
        service = self._launcher.start(self._inventory.office.home, "run", broken=broken)
        self._arrive()
        sleep(self._random.uniform(*LIVES) * self._start_takes)
        service.kill()
        return self._inventory.acknowledged_early()

    def _seconds_to_the_first_mark(self) -> float:
        """Return how long a start takes on this machine, as busy as it is, and with this database."""
        self._inventory.mails(*post.mails(1))
        self._serial = 1
        service = self._launcher.start(self._inventory.office.home, "run")
        started = monotonic()
        while not self._inventory.acknowledged():
            assert monotonic() - started < PATIENCE, "nothing is ever marked"
            sleep(0.01)  # another process does it
        seconds = monotonic() - started
        service.kill()
        return seconds

    def _arrive(self) -> None:
        count = self._random.randint(0, BATCH)
        self._inventory.mails(*post.mails(count, self._serial))
        if self._random.random() < 0.2:
            self._inventory.file(f"note {self._serial}.txt", post.note(self._serial))
        self._serial += count + 1


def test_a_service_that_is_killed_again_and_again_keeps_every_promise(
    inventory: Inventory, launcher: Launcher, kills: int
) -> None:
    """I1-I3: a hundred kills, or as many as LEADWRIGHT_KILLS says; then one start to finish the work."""
    trial = Trial(inventory, launcher)
    for _ in range(kills):
        assert trial.kill_once() == set()
    for _ in range(2):  # what was dropped last has still to stand still for a moment
        assert launcher.call(inventory.office.home, "run", "--once") == 0, launcher.log.read_text()[-2000:]
    assert inventory.everything_wrong() == {}
    assert len(inventory.arrived) > kills


def test_a_build_that_marks_mails_early_is_caught_by_the_kills(
    inventory: Inventory, launcher: Launcher, office: Office
) -> None:
    """The negative control: what the test above asserts after each kill does not hold."""
    trial = Trial(inventory, launcher)
    assert any(trial.kill_once("acknowledge_early") for _ in range(100))
