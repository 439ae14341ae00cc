"""Reading from the daemon's side: warm children, one for letters on each core, others for scans (I8)."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from queue import LifoQueue
from threading import Lock
from typing import Any, NamedTuple, ParamSpec, TypeVar
from urllib.parse import quote

from ingest.child import Child, Limits
from leadwright.lanes import Lanes
from leadwright.travel import FORMS, JUDGEMENT, LETTER, PENDING_PAGES, SLIPS
from sales.judgement import Judgement
from sales.letter import Letter, PendingPage, with_scanned_text
from sales.original import Channel
from sales.paper_code import paper_code
from sales.returned import Returned
from sales.words import Failure, Unavailable

P = ParamSpec("P")
T = TypeVar("T")

OnPage = Callable[[str, int, int], None]
"""Called with the name of what is read, and which of how many scanned pages; from the thread that reads."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What an original says, what it is taken to be, and the forms of ours that are in it."""

    letter: Letter
    judgement: Judgement
    forms: tuple[Returned, ...] = ()


class _Answer(NamedTuple):
    """What a child answers."""

    letter: Letter
    forms: tuple[Returned, ...]
    pages: tuple[PendingPage, ...]
    judgement: Judgement | None


LETTER_CHILD = "leadwright.letter_child"
SCAN_CHILD = "ingest.reading.ocr_child"


class Reader:
    """Reads and judges originals in child processes; safe to call from several threads."""

    def __init__(
        self,
        *,
        letters: Limits,
        scans: Limits,
        bearings: Mapping[str, Any],
        children: int,
        scan_threads: int,
    ) -> None:
        """Start nothing yet: the first call does.

        ``bearings`` is what judging has to know (see :class:`leadwright.letter_child.Bearings`), ``children``
        how many letters are read at once, ``scan_threads`` how many threads read one page.
        """
        for_scan, *for_letters = (Child(LETTER_CHILD, letters, bearings) for _ in range(children + 1))
        self._all = (for_scan, *for_letters)
        self._idle = _idle(for_letters)
        self._idle_for_scan = _idle([for_scan])  # opening it may take long: letters have theirs
        self._scans = Child(SCAN_CHILD, scans, {"threads": scan_threads})
        self._scanning = Lock()
        self.on_page: OnPage = _tell_nobody
        self.children = children
        # A child goes with the thread that started it: these stay. Twice as many as children, because a
        # child reads the next letter while the answer to the last is taken apart.
        self._lanes = Lanes(2 * children)
        self._ahead: dict[str, Future[Any]] = {}
        self.late: set[str] = set()  # subjects that nobody waits for any more

    def ahead(self, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Return what ``work`` will return; it runs beside whatever else is read."""
        return self._lanes.begin(partial(work, *arguments, **named), _tell_nobody)

    def ahead_of(
        self, subject: str, work: Callable[P, T], *arguments: P.args, **named: P.kwargs
    ) -> Future[T]:
        """Return what ``work`` will return, begun once for ``subject`` until that is forgotten."""
        if subject not in self._ahead:
            work_on_it, is_late = partial(work, *arguments, **named), partial(self.late.add, subject)
            self._ahead[subject] = self._lanes.begin(work_on_it, is_late)
        return self._ahead[subject]

    @property
    def under_way(self) -> int:
        """How many subjects are worked on ahead, or were and are not forgotten yet."""
        return len(self._ahead)

    @property
    def is_getting_ready(self) -> bool:
        """Whether letters wait for a child that is only just starting."""
        return any(child.is_waited_for for child in self._all)

    def wait(self, seconds: float) -> None:
        """Return when work on some subject is done, or after ``seconds``."""
        wait(self._ahead.values(), seconds, FIRST_COMPLETED)

    def forget(self, subjects: Iterable[str]) -> None:
        """Let work on ``subjects`` begin anew when it is asked for again."""
        for subject in subjects:
            if (future := self._ahead.pop(subject, None)) is not None:
                future.cancel()
            self.late.discard(subject)

    def forget_all_but(self, subjects: Collection[str]) -> None:
        """Forget what is worked on for anything but ``subjects``."""
        self.forget(self._ahead.keys() - set(subjects))

    def read(self, path: Path, name: str) -> Letter:
        """Return what can be read of the file; raises Failure where reading itself was stopped by a limit."""
        with _spool() as spool:
            letter, _, pages, _ = self._read({"path": quote(bytes(path)), "name": name, "spool": spool})
            if pages:
                self._lanes.leave_quick()
            return self._scanned(name, letter, pages) if pages else letter

    def read_and_judge(self, path: Path, name: str, channel: Channel) -> Understood:
        """Return what can be read of the file, judged; Failure as :meth:`read`."""
        if channel is Channel.FAX:  # it has pages: known before any is opened
            self._lanes.leave_quick()
        with _spool() as spool:
            request = {"path": quote(bytes(path)), "name": name, "spool": spool, "channel": channel}
            letter, forms, pages, judgement = self._read(request)
            if judgement is None:
                self._lanes.leave_quick()
                letter = self._scanned(name, letter, pages)
                scanned = LETTER.dump_python(letter, mode="json")
                letter, pictured, _, judgement = self._ask(
                    {"letter": scanned, "name": name, "channel": channel}
                )
                forms += pictured
            assert judgement is not None, "the child judges whatever has no pages pending"  # noqa: S101
            return Understood(letter, judgement, forms)

    def form(self, path: Path, name: str, sha256: str, version: int) -> bytes:
        """Return the form with this hash that is in a letter, as the .docx of ``version``; Failure as
        :meth:`read`.
        """
        with _spool() as spool:
            request = {"path": quote(bytes(path)), "name": name, "spool": spool}
            with self._child() as child:
                answer = child.call(request | {"form": sha256, "version": version})
            return (Path(spool) / Path(str(answer["file"])).name).read_bytes()

    def close(self) -> None:
        """End the children; nothing can be read any more."""
        self._lanes.close()
        for child in (*self._all, self._scans):
            child.close()

    @contextmanager
    def _child(self) -> Iterator[Child]:
        idle = self._idle_for_scan if self._lanes.is_slow else self._idle
        child = idle.get()
        try:
            yield child
        finally:
            idle.put(child)

    def _read(self, request: dict[str, Any]) -> _Answer:
        """Read a file; where a limit is reached, once more without opening what it encloses (I7)."""
        try:
            return self._ask(request)
        except Unavailable:
            raise
        except Failure as failure:
            try:
                answer = self._ask(request | {"open_files": False})
            except Failure:
                raise failure from None
            problems = (*answer.letter.problems, failure.words)
            return answer._replace(letter=replace(answer.letter, problems=problems))

    def _ask(self, request: Mapping[str, Any]) -> _Answer:
        with self._child() as child:
            answer = child.call(request)
        judgement = answer.get("judgement")
        return _Answer(
            LETTER.validate_python(answer["letter"]),
            FORMS.validate_python(answer["forms"]),
            PENDING_PAGES.validate_python(answer["pages"]),
            JUDGEMENT.validate_python(judgement) if judgement else None,
        )

    def _scanned(self, name: str, letter: Letter, pages: tuple[PendingPage, ...]) -> Letter:
        scanned: list[tuple[PendingPage, str]] = []
        slips = list(letter.slips)
        problems = list(letter.problems)
        for number, page in enumerate(pages, 1):
            try:
                enclosed = None if page.attachment is None else letter.attachments[page.attachment].name
                with self._scanning:
                    self.on_page(enclosed or name, number, len(pages))
                    answer = self._scans.call({"image": page.image})
                scanned.append((page, "\n".join([str(answer["text"]), *_ours(answer["codes"])])))
                seen = SLIPS.validate_python(answer["slips"])
                slips += [replace(slip, page=page.page, attachment=page.attachment) for slip in seen]
            except Unavailable:
                raise
            except Failure as failure:  # one bad page never costs the letter (I7)
                problems.append(failure.words)
        read = with_scanned_text(letter, scanned)
        return replace(read, slips=tuple(slips), problems=tuple(problems))


def _ours(codes: Any) -> list[str]:
    """Return what the QR codes of our own forms say, once: they name it even where the text can't be read."""
    return list(dict.fromkeys(code.text for code in map(paper_code, map(str, codes)) if code))


def _idle(children: Iterable[Child]) -> LifoQueue[Child]:
    queue: LifoQueue[Child] = LifoQueue()
    for child in children:
        queue.put(child)
    return queue


def _tell_nobody(*_: object) -> None:
    """Read in silence: nobody is looking."""


@contextmanager
def _spool() -> Iterator[str]:
    """Lend a folder for page images, made by whoever writes the first; it goes with whatever is in it.

    Most letters have none: making and removing a folder costs as much as reading a short mail.
    """
    folder = Path(tempfile.gettempdir()) / f"leadwright-{secrets.token_hex(16)}"
    try:
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
