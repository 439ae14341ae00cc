"""How much memory a process has used at most."""

import re
from pathlib import Path


def peak_memory(pid: int | str = "self") -> int:
    """Return the most bytes that the process has held in memory since it was started.

    Not ``ru_maxrss``: that counts what the process had been forked from, which may be a test run of 500 MB.
    """
    status = Path(f"/proc/{pid}/status").read_text("ascii", errors="replace")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found, status
    return int(found[1]) * 1024
