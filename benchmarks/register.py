"""What the register costs a mail, empty and with 100,000 leads in it, beside the floor of the same run.

``python -m benchmarks.register [URL URL]``: two empty databases; SQLite in a temporary folder when not given.

*Take in* is the row and the sighting, 50 mails a commit. *Register* is what the pipeline commits for one mail
that becomes a lead: reading, number, lead, state, moves. *Hand out* is the form's version, the outgoing mail,
the task, the stage and the move. The floor is one row. All but *take in* are a durable commit each.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Table,
    Text,
    bindparam,
    cast,
    insert,
    literal,
    select,
    true,
)

from register import documents, leads, moves, numbers, originals, outbox, readings, tables, tasks
from register.database import Register
from sales.enquiry import Enquiry, Finding
from sales.judgement import Judgement, Kind, Whose
from sales.lead import Lead, Stage
from sales.letter import Address, Letter
from sales.original import Channel, Kept, OriginalState, Sighting
from sales.paper import Delivery, DocumentKind, Move, OutgoingMail, Recipient, Task, Version
from sales.words import Language, Words

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WHY = Words("正文询问价格和交货期", "the text asks for a price and a delivery time")
BODY = "我公司需要两台环缝自动焊接设备，工件直径 800 毫米，请报价并告知交货期。\n" * 40  # 5 kB
REGIONS = ("华东", "华北", "华南", "西南", "西北")
ROUNDS, BATCH, TURNS, FULL = 150, 50, 5, 100_000

_serial = count(1)


def take_in(c: Connection, serial: int) -> str:
    """Take in one mail and return its SHA-256."""
    digest = sha256(b"%d" % serial).hexdigest()
    kept = Kept(digest, 5000, f"2026/2026-11/_unfiled/originals/{digest}.eml")
    seen = Sighting("sales", "INBOX", NOW, 7, serial)
    originals.take_in(c, kept, name="mail.eml", channel=Channel.EMAIL, received_at=NOW, sighting=seen)
    return digest


def register_one(c: Connection, digest: str, serial: int) -> str:
    """Commit what the pipeline knows of a mail that became a lead; return its number."""
    message_id = f"<{serial}@customer.example>"
    sender = Address("张三", f"zhang{serial}@customer.example")
    letter = Letter("eml", "询价", sender, text=BODY, own_text=BODY, message_id=message_id)
    whose = Whose(Finding("上海", "上海市浦东新区", "text"), None, REGIONS[serial % 5], f"m{serial % 5}", WHY)
    enquiry = Enquiry(
        company=Finding("某某重工有限公司"), quantity=Finding("两台"), summary=Finding("环缝焊机")
    )
    judgement = Judgement(Kind.LEAD, "asks-for-price", WHY, 0.8, whose, enquiry)
    readings.save(c, digest, letter, judgement)
    readings.leads_by_message_id(c, letter.references)
    readings.copy_of(c, letter)
    outbox.mail(c, message_id)
    number = numbers.next_number(c, 2026)
    folder = f"2026/2026-11/{whose.region}/{number} 某某重工有限公司"
    lead = Lead(
        *(number, Kind.LEAD, Channel.EMAIL, Stage.REGISTERED, sender.email, NOW, NOW, "leadwright"),
        *("2026-11", folder, WHY, 0.8, whose, enquiry),
    )
    leads.add(c, lead)
    moves.log(c, Move(number, "register", "leadwright", "service", NOW, after=Stage.REGISTERED))
    path = f"{folder}/originals/{digest[:8]}.eml"
    originals.settle(c, digest, OriginalState.REGISTERED, reason=WHY, next_path=path, lead=number)
    moves.log(c, Move(number, "registered", "leadwright", "service", NOW, detail={"sha256": digest}))
    return number


def hand_out(c: Connection, number: str, serial: int) -> None:
    """Commit what handing out leaves behind."""
    path = f"2026/2026-11/{number}/documents/registration-v1.docx"
    kind = DocumentKind.REGISTRATION
    versions = documents.next_version(c, number, kind)
    documents.add_version(
        c, Version(number, kind, versions, Language.ZH, path, "0" * 64, 9, NOW, "leadwright")
    )
    to = (Recipient(f"m{serial % 5}@example.com"), Recipient("coordinator@example.com"))
    message_id = f"<out-{serial}@leadwright>"
    outbox.post(c, OutgoingMail(message_id, number, "hand-out", "登记表", path, "0" * 64, NOW, to))
    tasks.open_task(c, Task(number, "first-contact", f"m{serial % 5}", NOW, NOW + timedelta(days=1), "P2.1"))
    leads.change(c, number, stage=Stage.HANDED_OUT)
    moves.log(c, Move(number, "hand-out", "leadwright", "service", NOW, Stage.REGISTERED, Stage.HANDED_OUT))


def send(c: Connection, serial: int) -> None:
    """Settle the mail with everybody, as the sender does in two commits."""
    message_id = f"<out-{serial}@leadwright>"
    to = [f"m{serial % 5}@example.com", "coordinator@example.com"]
    outbox.sending(c, message_id, to)
    for email in to:
        outbox.sent_since(c, email, NOW)
        outbox.settle(c, message_id, email, Delivery.SENT, "250 ok", None, NOW - timedelta(days=2))


def fill(register: Register, how_many: int) -> None:
    """Put finished leads into the register: one goes the whole way, the others are its copies."""
    serial = next(_serial)
    with register.begin() as c:
        digest = take_in(c, serial)
        number = register_one(c, digest, serial)
        originals.placed(c, digest, f"{number}/originals/1.eml")
        hand_out(c, number, serial)
        send(c, serial)
        for name, changed in _copies(number, digest, f"<out-{serial}@leadwright>").items():
            _copy(c, tables.metadata.tables[name], changed, how_many)


def _copies(
    number: str, digest: str, message_id: str
) -> dict[str, dict[str, tuple[object, ColumnElement[Any]]]]:
    """Return for each table what a copy has of its own: the original's value, and the copy's."""
    lead = (number, literal("LW-2025-") + cast(100_000 + _N, Text))
    sha256_ = (digest, cast(_SCATTERED, Text) + "-" + cast(_N, Text))  # hashes lie anywhere in their index
    mail = (message_id, literal("<") + sha256_[1] + "@leadwright>")
    return {
        "leads": {"number": lead},
        "originals": {"sha256": sha256_, "lead": lead},
        "sightings": {"sha256": sha256_, "uid": (None, 1_000_000 + _N)},
        "readings": {"sha256": sha256_, "message_id": (None, mail[1])},
        "documents": {"lead": lead},
        "tasks": {"lead": lead},
        "moves": {"subject": lead},
        "mails": {"message_id": mail, "lead": lead},
        "recipients": {"message_id": mail},
    }


_COUNTED = select(literal(1).label("n")).cte("counted", recursive=True)
_COUNTED = _COUNTED.union_all(select(_COUNTED.c.n + 1).where(_COUNTED.c.n < bindparam("how_many")))
_N = _COUNTED.c.n
_SCATTERED = cast(_N, BigInteger) * 48_271 % 2_147_483_647


def _copy(
    c: Connection, table: Table, changed: dict[str, tuple[object, ColumnElement[Any]]], how_many: int
) -> None:
    columns = [column for column in table.c if column.name != "id"]
    values = [changed[column.name][1] if column.name in changed else column for column in columns]
    this = [table.c[name] == old for name, (old, _) in changed.items() if old is not None]
    query = select(*values).select_from(table.join(_COUNTED, true())).where(*this)
    c.execute(insert(table).from_select(columns, query), {"how_many": how_many})


def measure(register: Register) -> dict[str, float]:
    """Return what the register does a second, by what it does."""
    serials = [next(_serial) for _ in range(ROUNDS)]
    digests: list[str] = []
    rates = {"floor": rate(ROUNDS, lambda: commit_one_row(register))}
    with Timer() as timer:
        for begin in range(0, ROUNDS, BATCH):
            with register.begin() as c:
                digests += [take_in(c, serial) for serial in serials[begin : begin + BATCH]]
    rates["take in"] = ROUNDS / timer.seconds
    numbers_: list[str] = []
    with Timer() as timer:
        for digest, serial in zip(digests, serials, strict=True):
            with register.begin() as c:
                numbers_.append(register_one(c, digest, serial))
    rates["register"] = ROUNDS / timer.seconds
    with Timer() as timer:
        for number, serial in zip(numbers_, serials, strict=True):
            with register.begin() as c:
                hand_out(c, number, serial)
    rates["hand out"] = ROUNDS / timer.seconds
    with Timer() as timer:
        for serial in serials:
            with register.begin() as c:
                send(c, serial)
    rates["send"] = ROUNDS / timer.seconds
    rates["look for work"] = rate(ROUNDS, lambda: look_for_work(register))
    for digest in digests:
        with register.begin() as c:
            originals.placed(c, digest, "placed")
    return rates


def commit_one_row(register: Register) -> None:
    """Do the least that a durable commit can be asked to do."""
    with register.begin() as c:
        c.execute(_ONE_ROW, {"key": "floor", "words": WHY, "raised_at": NOW, "cleared_at": NOW})


_ONE_ROW = insert(tables.alarms).inline()


def look_for_work(register: Register) -> None:
    """Ask for everything that the engine asks for in an idle round."""
    with register.read() as c:
        originals.ready(c, 100)
        leads.registered(c, 100)
        leads.moving(c, 100)
        leads.unannounced(c, 100)
        originals.unanswered(c, 100)
        outbox.due(c, NOW, 20)


def rate(rounds: int, act: Callable[[], None]) -> float:
    """Return how often a second ``act`` can be done."""
    with Timer() as timer:
        for _ in range(rounds):
            act()
    return rounds / timer.seconds


class Timer:
    """The seconds that a ``with`` block takes."""

    def __enter__(self) -> "Timer":
        gc.collect()
        self._begin = time.perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.perf_counter() - self._begin


def main(urls: list[str]) -> None:
    """Print the rates of an empty register and a full one, measured in turns: both meet the same noise."""
    empty, full = (Register(url) for url in urls)
    for register in (empty, full):
        register.upgrade()
        measure(register)  # warm: compiled statements, pages of the file
    fill(full, FULL)
    pairs = [(measure(empty), measure(full)) for _ in range(TURNS)]
    print(f"{'':16}{'empty':>12}{'of floor':>10}{f'{FULL:,} leads':>16}{'of empty':>10}")
    for name in pairs[0][0]:
        of_empty, of_full, floor = (
            max(run[side][key] for run in pairs) for side, key in ((0, name), (1, name), (0, "floor"))
        )
        ratio = median(run[1][name] / run[0][name] for run in pairs)
        print(f"{name:16}{of_empty:10.0f}/s{of_empty / floor:10.2f}{of_full:14.0f}/s{ratio:10.2f}")


if __name__ == "__main__":
    if sys.argv[1:]:
        main(sys.argv[1:])
    else:
        with tempfile.TemporaryDirectory() as folder:
            main([f"sqlite:///{Path(folder)}/{name}.db" for name in ("empty", "full")])
