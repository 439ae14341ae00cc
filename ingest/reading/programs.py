"""Programs that read what no library of ours can: antiword and catppt, quick, and LibreOffice, sure.

Each raises RefusedError where the program makes nothing of the file, and MissingProgramError where it is not
installed.
"""

import re
import resource
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree, which

from ingest.reading.part import Spool

QUICK_SECONDS = 10  # antiword and catppt need some 10 ms
LIBREOFFICE_SECONDS = 45  # it needs 1 to 2 s, on a busy machine 10
MOST_BYTES = 16 * 2**20  # of a program's answer
OFFICE_TEXT = 128 * 2**20  # bytes of LibreOffice's own code in memory, which RLIMIT_DATA does not count

_RULE = re.compile(r" *\| *")  # between the cells of antiword's tables
_NO_MACROS_NO_LINKS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


class MissingProgramError(Exception):
    """The program is not installed."""


class RefusedError(Exception):
    """The program made nothing of the file."""


def by_antiword(data: bytes, spool: Spool) -> str:
    """Return the text of a Word file from before 2007, the cells of a table parted by tabs."""
    text = _output(["antiword", "-m", "UTF-8.txt", "-w", "0"], data, spool)
    return "\n".join(
        _RULE.sub("\t", line).strip() if line.startswith("|") else line for line in text.splitlines()
    )


def by_catppt(data: bytes, spool: Spool) -> str:
    """Return the text of slides from before PowerPoint 2007."""
    return _output(["catppt", "-d", "utf-8"], data, spool)


def converted(data: bytes, kind: str, wanted: str, spool: Spool) -> bytes:
    """Return the file of ``kind`` ("doc") as LibreOffice saves it as ``wanted`` ("odt").

    Its profile is a new one each time, 0.2 s dearer: a LibreOffice that finds its profile in use hands the
    work over to the process that uses it, and ends.
    """
    with workplace(spool) as folder:
        source = folder / f"file.{kind}"
        source.write_bytes(data)
        options = ["--headless", "--norestore", _profile(folder / "profile"), "--convert-to", wanted]
        run(["soffice", *options, "--outdir", str(folder), str(source)], LIBREOFFICE_SECONDS)
        result = source.with_suffix(f".{wanted}")
        if not result.exists() or result.stat().st_size > MOST_BYTES:
            raise RefusedError
        return result.read_bytes()


@contextmanager
def workplace(spool: Spool) -> Iterator[Path]:
    """Give a new folder in the spool, gone afterwards; where we are killed, it goes with the spool."""
    folder = spool.new(".work")
    folder.mkdir()
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def run(command: Sequence[str], seconds: int) -> subprocess.CompletedProcess[bytes]:
    """Run ``command`` to its end, or for ``seconds``; MissingProgramError where it is not installed.

    The watch is kept by coreutils' ``timeout``, which kills all that the command has started, and goes on
    watching when we are killed ourselves. Where we have a limit on memory, the program has what is left.
    """
    if which(command[0]) is None:
        raise MissingProgramError(command[0])
    return subprocess.run(
        ["timeout", "--signal=KILL", str(seconds), *_within_our_memory(), *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=seconds + 5,
        check=False,
    )


def _within_our_memory() -> list[str]:
    """Return what to write before a command, so that it and we together keep within our own limit."""
    limit, _ = resource.getrlimit(resource.RLIMIT_DATA)
    if limit == resource.RLIM_INFINITY or which("prlimit") is None:  # it belongs to every Debian
        return []
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])  # data and stack
    left = limit - pages * resource.getpagesize() - OFFICE_TEXT
    return ["prlimit", f"--data={max(left, 0)}"]


def _output(command: list[str], data: bytes, spool: Spool) -> str:
    with workplace(spool) as folder:
        source = folder / "file"
        source.write_bytes(data)
        done = run([*command, str(source)], QUICK_SECONDS)
    if done.returncode != 0 or not done.stdout.strip():  # antiword finds no text in every fifth real file
        raise RefusedError
    return done.stdout[:MOST_BYTES].decode("utf-8", "replace")


def _profile(folder: Path) -> str:
    """Make a profile under which LibreOffice runs no macro and follows no link; return its option."""
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_NO_MACROS_NO_LINKS)
    return f"-env:UserInstallation={folder.absolute().as_uri()}"
