"""The program of the limited child process: reads an original, finds the forms in it, and judges it (I8).

All of that shares one child, because what a stranger wrote is handled by each, and because the tables of
phone numbers are too large for the daemon.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from classify.judge import judge
from ingest.child import serve
from ingest.reading.letter import read
from leadwright.finding_forms import Fetcher, Finder, pictured
from leadwright.travel import COMPANY, FORMS, JUDGEMENT, LETTER, PENDING_PAGES, TERRITORY
from sales.letter import Letter, PendingPage
from sales.original import Channel
from sales.people import Company, Territory
from sales.words import Failure, Words


@dataclass(frozen=True)
class Bearings:
    """What judging has to know of the company."""

    territory: Territory
    own_addresses: frozenset[str]
    company: Company
    options: Mapping[str, Any]


def bearings(setup: Mapping[str, Any]) -> Bearings:
    """Return the company's bearings out of the first message to the child."""
    return Bearings(
        TERRITORY.validate_python(setup["territory"]),
        frozenset(setup["own_addresses"]),
        COMPANY.validate_python(setup["company"]),
        setup["options"],
    )


class Handler:
    """Answers the requests of :class:`leadwright.reader.Reader`."""

    def __init__(self) -> None:
        self._bearings: Bearings | None = None

    def setup(self, message: Mapping[str, Any]) -> None:
        """Keep what judging has to know; reading alone needs none of it."""
        self._bearings = bearings(message) if message else None

    def handle(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return ``letter``, the ``forms`` of ours in it, the ``pages`` that are still pictures, and, once
        nothing is pending, ``judgement``. Asked for one ``form``, only the name of the ``file`` in the spool.
        """
        if "form" in request:
            return _fetch(request)
        finder = Finder()
        if "letter" in request:
            letter: Letter = LETTER.validate_python(request["letter"])
            pages: tuple[PendingPage, ...] = ()
        else:
            open_files = request.get("open_files", True)
            reading = read(
                _path(request),
                request["name"],
                Path(request["spool"]),
                open_files=open_files,
                look=finder.look,
            )
            letter, pages = reading.letter, reading.pages
        if not pages:
            finder.found += pictured(letter, request["name"])
        answer = {
            "letter": LETTER.dump_python(letter, mode="json"),
            "forms": FORMS.dump_python(tuple(finder.found), mode="json"),
            "pages": PENDING_PAGES.dump_python(pages),
        }
        if not pages and self._bearings is not None and request.get("channel"):
            judgement = judge(
                letter,
                Channel(request["channel"]),
                self._bearings.territory,
                own_addresses=self._bearings.own_addresses,
                company=self._bearings.company,
                **self._bearings.options,
            )
            answer["judgement"] = JUDGEMENT.dump_python(judgement, mode="json")
        return answer


def _fetch(request: Mapping[str, Any]) -> dict[str, Any]:
    fetcher = Fetcher(request["form"], request["version"])
    read(_path(request), request["name"], Path(request["spool"]), look=fetcher.look)
    if fetcher.path is None:
        raise Failure(_NO_FORM)
    return {"file": fetcher.path.name}


def _path(request: Mapping[str, Any]) -> Path:
    return Path(os.fsdecode(unquote_to_bytes(request["path"])))


_NO_FORM = Words(
    "原件中找不到该表格，原件可能已被替换；请从备份恢复该文件",
    "the form is not in the original any more, which may have been replaced; restore it from a backup",
)


if __name__ == "__main__":
    handler = Handler()
    serve(handler.handle, handler.setup)
