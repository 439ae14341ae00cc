"""Lead numbers have no gaps and no doubles, whatever happens to those who take them."""

import subprocess
import sys
from pathlib import Path

import pytest

from register import leads, numbers
from register.database import Register
from sales.lead import lead_number
from sales.words import Failure
from tests.register import made

ROOT = Path(__file__).parents[2]


def writer(url: str, how_many: int) -> "subprocess.Popen[str]":
    """Start a process that registers leads and prints the number of each one committed."""
    command = [sys.executable, "-m", "tests.register.writer", url, str(how_many)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def registered(register: Register) -> list[str]:
    with register.read() as c:
        return [lead.number for lead in leads.listing(c)]


def test_the_first_number_of_a_year_is_one(register: Register) -> None:
    with register.begin() as c:
        assert numbers.next_number(c, 2026) == "LW-2026-00001"
        assert numbers.next_number(c, 2026) == "LW-2026-00002"
        assert numbers.next_number(c, 2027) == "LW-2027-00001"


def test_a_number_that_was_rolled_back_is_given_again(register: Register) -> None:
    with pytest.raises(Failure), register.begin() as c:
        numbers.next_number(c, 2026)
        raise Failure(made.WHY)
    with register.begin() as c:
        assert numbers.next_number(c, 2026) == "LW-2026-00001"


def test_two_writers_leave_neither_gaps_nor_doubles(register: Register, database_url: str) -> None:
    """Every third transaction of both is rolled back after it took its number."""
    writers = [writer(database_url, 60), writer(database_url, 60)]
    printed = [process.communicate(timeout=60)[0].split() for process in writers]

    assert sorted(printed[0] + printed[1]) == [lead_number(2026, serial) for serial in range(1, 121)]
    assert registered(register) == sorted(printed[0] + printed[1])


@pytest.mark.parametrize("survived", [1, 2, 7, 20])
def test_a_killed_writer_leaves_no_gap_and_loses_nothing_committed(
    register: Register, database_url: str, survived: int
) -> None:
    """What the killed writer had printed was committed; its open transaction leaves no trace."""
    killed, other = writer(database_url, 10_000), writer(database_url, 40)
    assert killed.stdout is not None
    committed = [killed.stdout.readline().strip() for _ in range(survived)]
    killed.kill()
    committed += killed.communicate(timeout=60)[0].split()
    committed += other.communicate(timeout=60)[0].split()

    found = registered(register)
    assert found == [lead_number(2026, serial) for serial in range(1, len(found) + 1)]
    assert set(committed) <= set(found)
    assert len(set(committed)) == len(committed)
    with register.begin() as c:
        assert numbers.next_number(c, 2026) == lead_number(2026, len(found) + 1)
