"""What has to be true of an office at any moment, and when it has come to rest.

Every check returns what is wrong, named, so that a broken build can be seen to be caught for the right
reason. They look at the register, the archive and the server themselves, not through the program.
"""

import hashlib
import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, Row, create_engine, text

from archive.contents import unfiled_originals
from archive.store import Archive
from archive.verify import verify
from tests.office import USER, Office

HANDED_OUT = "handed-out"
UNCERTAIN = "uncertain"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Inventory:
    """An office and everything that was sent into it."""

    def __init__(self, office: Office, user: str = USER) -> None:
        self.office, self._user = office, user
        self._register = create_engine(office.database_url, poolclass=NullPool)
        self.arrived: set[str] = set()  # SHA-256 of every mail and file that came
        self._mails: dict[int, str] = {}  # UID to SHA-256

    def mails(self, *mails: bytes) -> None:
        """Let mails arrive."""
        self.office.dovecot.append(self._user, "INBOX", *mails)
        self.arrived.update(map(sha256, mails))

    def file(self, name: str, data: bytes) -> None:
        """Let a phone note be dropped."""
        self.office.drop(name, data, "phone")
        self.arrived.add(sha256(data))

    def expect(self, data: bytes) -> None:
        """Note what comes by another way."""
        self.arrived.add(sha256(data))

    def forget_uids(self) -> None:
        """Look anew which UID is which mail."""
        self._mails.clear()

    def acknowledged_early(self) -> set[str]:
        """Return what is marked on the server, or moved in its folder, though a crash could still lose it."""
        safe = {row.sha256 for row in self.originals() if self._true(row) == row.sha256}
        return self.acknowledged() - safe

    def acknowledged(self) -> set[str]:
        """Return what is marked on the server, or moved in its folder."""
        flags = self.office.dovecot.flags(self._user)
        if new := set(flags) - set(self._mails):
            mails = self.office.dovecot.mails(self._user, uids=new)
            self._mails.update({uid: sha256(data) for uid, data in mails.items()})
        marked = {self._mails[uid] for uid, kept in flags.items() if "Leadwright" in kept}
        taken = self.office.home.glob("inbox/*/taken/*")
        return marked | {sha256(path.read_bytes()) for path in taken if path.stat().st_size}

    def lost(self) -> set[str]:
        """Return what came and is in the register by no original."""
        return self.arrived - {self._true(row) for row in self.originals()}

    def doubled(self) -> set[str]:
        """Return what is in the register beside another original that has its bytes, or has taken them."""
        found: dict[str, str] = {}
        rows = [(self._true(row), row.sha256) for row in self.originals()]
        return {sha256 for true, sha256 in rows if not true or found.setdefault(true, sha256) != sha256}

    def altered(self) -> set[str]:
        """Return originals whose bytes are not those that came."""
        return {row.path for row in self.originals() if self._true(row) not in self.arrived}

    def handed_out_wrongly(self) -> list[str]:
        """Return leads whose form did not go out exactly once, but for those of uncertain delivery."""
        got = Counter(str(_message_id(mail.data)) for mail in self.office.smtp.deliveries)
        mails = self._rows("SELECT message_id, lead FROM mails WHERE purpose = 'hand-out'")
        unsure = {row.message_id for row in self._rows(_OF_STATE, UNCERTAIN)}
        by_lead = Counter(row.lead for row in mails)
        wrong = [lead for lead in self.numbers() if by_lead[lead] != 1]
        for row in mails:
            count = got[row.message_id]
            if count > 1 or (count == 0 and row.message_id not in unsure):
                wrong.append(f"{row.lead} delivered {count} times")
        return wrong

    def unfinished(self) -> list[str]:
        """Return what the program left undone though nothing keeps it from it."""
        waiting = self._rows("SELECT sha256 FROM originals WHERE state = 'taken-in' OR next_path <> ''")
        leads = self._rows("SELECT number FROM leads WHERE stage <> :is", HANDED_OUT)
        mails = [row for state in ("queued", "sending") for row in self._rows(_OF_STATE, state)]
        return [str(tuple(row)) for row in (*waiting, *leads, *mails)]

    def gaps(self) -> list[str]:
        """Return the lead numbers that are missing between the first and the last."""
        serials = [int(number[-5:]) for number in self.numbers()]
        return [str(each) for each in range(1, max(serials, default=0) + 1) if each not in serials]

    def untidy(self) -> list[str]:
        """Return what is in the archive and should not be, or is not as its manifest says."""
        archive = Archive(self.office.home / "archive")
        known = {row.path for row in self.originals()}
        left_over = [path for path in unfiled_originals(archive) if path not in known]
        return [*left_over, *map(str, verify(archive)), *self._refused_by_sha256sum()]

    def _refused_by_sha256sum(self) -> list[str]:
        manifests = (self.office.home / "archive").rglob("manifest-sha256.txt")
        return [str(each) for each in manifests if _check(each)]

    def unmarked(self) -> set[str]:
        """Return mails that are taken in and not marked on the server."""
        self.acknowledged()
        flags = self.office.dovecot.flags(self._user)
        return {self._mails[uid] for uid, kept in flags.items() if "Leadwright" not in kept}

    def damaged(self) -> str:
        """Return what SQLite finds wrong with the register's file, "ok" for nothing or no file."""
        in_file = self._register.dialect.name == "sqlite"
        return str(self._rows("PRAGMA integrity_check")[0][0]) if in_file else "ok"

    def everything_wrong(self) -> dict[str, Any]:
        """Return all that is wrong with an office at rest, by what it is; empty when all is well."""
        checks = (
            self.acknowledged_early,
            self.lost,
            self.doubled,
            self.altered,
            self.handed_out_wrongly,
            self.unfinished,
            self.gaps,
            self.untidy,
            self.unmarked,
        )
        found = {check.__name__: check() for check in checks}
        wrong: dict[str, Any] = {name: found for name, found in found.items() if found}
        return wrong if self.damaged() == "ok" else {**wrong, "damaged": self.damaged()}

    def originals(self) -> Sequence[Row[Any]]:
        """Return the rows of the originals."""
        return self._rows("SELECT sha256, path, state, lead FROM originals ORDER BY id")

    def numbers(self) -> list[str]:
        """Return the numbers of the leads."""
        return [row.number for row in self._rows("SELECT number FROM leads ORDER BY number")]

    def column(self, query: str) -> list[Any]:
        """Return the first column of what the register answers."""
        return [row[0] for row in self._rows(query)]

    def _true(self, row: Row[Any]) -> str:
        """Return the checksum of the bytes that an original has, "" where it has none."""
        path: Path = self.office.home / "archive" / row.path
        return sha256(path.read_bytes()) if path.is_file() else ""

    def _rows(self, query: str, value: str = "") -> Sequence[Row[Any]]:
        with self._register.connect() as register:
            return register.execute(text(query), {"is": value}).all()


def _message_id(data: bytes) -> str:
    head = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0] + b"\r\n\r\n"
    return str(message_from_bytes(head, policy=default)["Message-ID"])


def _check(manifest: Path) -> int:
    return subprocess.run(_CHECK, cwd=manifest.parent, check=False).returncode


_CHECK = ["sha256sum", "--status", "-c", "manifest-sha256.txt"]
_OF_STATE = "SELECT message_id, email, state FROM recipients WHERE state = :is"
