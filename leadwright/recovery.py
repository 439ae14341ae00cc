"""At every start: putting right what a crash, or a power cut, left half done.

No promise depends on it, for whatever a step left behind is found again when the step is repeated. It tidies
up what no step would come back to, and says what cannot be known: whether a mail has left.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePosixPath

import structlog

from archive import contents
from leadwright import delivery, holding
from leadwright.mended import retry_mended
from leadwright.notices import tell_unknown_leads
from leadwright.tools import Tools
from register import originals
from sales.original import OriginalState
from sales.words import Unavailable, Words

HALF_WRITTEN = timedelta(days=1)  # `leadwright add` may be writing beside us

log = structlog.get_logger()


def recover(tools: Tools) -> None:
    """Put right what an earlier run left; only for the one program that works on this home.

    Raises Unavailable where the register can't be used. A full disk or a share that is away keeps nothing
    from starting: what could not be tidied up is left for the next start.
    """
    uncertain = delivery.recover(tools)
    log.info(Words("已恢复上次的状态", "recovered"), uncertain=uncertain)
    for work in (sweep, release_second_names, write_missing_notes, retry_mended, tell_unknown_leads):
        try:
            log.info(Words("已整理", "tidied up"), what=work.__name__, count=work(tools))
        except Unavailable as failure:
            log.warning(Words("未能整理", "not tidied up"), what=work.__name__, reason=failure.words)


def sweep(tools: Tools) -> int:
    """Remove files that were never written to their end; return how many."""
    return contents.sweep(tools.archive, tools.now() - HALF_WRITTEN)


def release_second_names(tools: Tools) -> int:
    """Drop what lies under ``_unfiled`` and in its lead's folder as well; return how many files (P3.4).

    What the register does not know at all stays: it was not acknowledged, and comes again as the same file.
    """
    if not tools.archive.root.is_dir():
        return 0  # nothing has come in yet
    names = [(PurePosixPath(path).stem, path) for path in contents.unfiled_originals(tools.archive)]
    with tools.register.read() as c:
        known = originals.paths(c, {sha256 for sha256, _ in names})
    doubled = [path for sha256, path in names if known.get(sha256, path) != path]
    tools.archive.release(*doubled)
    return len(doubled)


def write_missing_notes(tools: Tools) -> int:
    """Lay the note beside every dropped file that is held and has none yet; return how many (I7)."""
    with tools.register.read() as c:
        waiting = list(originals.listing(c, state=OriginalState.HELD))
    return sum(holding.note_beside(tools, original) for original in waiting)
