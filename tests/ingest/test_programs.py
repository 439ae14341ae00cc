"""I8: a program that reads for us keeps within our limits, as if it were one of us."""

import subprocess
import sys

HUNGRY = "bytearray(300 << 20)"
RUN_IT = f"""
import sys
from ingest.reading.programs import run
print(run([sys.executable, "-c", {HUNGRY!r}], 10).returncode)
"""


def status_of_the_hungry_under(limit: str) -> str:
    """Return the exit status of a program that takes 300 MB, run by a process with this limit on memory."""
    command = ["prlimit", f"--data={limit}", sys.executable, "-c", RUN_IT]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()


def test_a_program_has_what_is_left_of_our_memory() -> None:
    """It would have fitted into our limit by itself, and not beside us and its own code."""
    assert status_of_the_hungry_under(str(400 << 20)) == "1"


def test_a_program_has_as_much_as_we_have_where_nothing_limits_us() -> None:
    assert status_of_the_hungry_under("unlimited") == "0"
