"""Registering by hand what came by phone, from a dealer, or was found by ourselves (P1.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from documents.labels import CHANNELS
from leadwright import pipeline
from leadwright.belonging import lead_of
from leadwright.brought import WAY, Brought, Note, bring, is_new, settle
from leadwright.field_names import FIELDS
from leadwright.tools import Tools
from register import originals
from sales.enquiry import BY_HAND, ENQUIRY_FIELDS, Enquiry, Finding
from sales.judgement import Judgement, Kind
from sales.lead import Lead
from sales.original import Channel, Original, OriginalState
from sales.words import Failure, Language, Words

SOURCE = "source"  # the one field that is not the customer's: which dealer, which web page
TELLING = ("company", "contact", "phone", "email", "summary")  # one of these, or a file, makes a lead
WHY = Words(zh="由人登记", en="registered by hand")
BROKEN_OFF = Words(
    zh="手工登记中断，尚未登记。已另行登记的用 drop 了结；没有的用 retry 登记",
    en="registering by hand was broken off: drop it if it was entered again, else retry",
)


@dataclass(frozen=True)
class Added:
    """What came of registering by hand."""

    number: str  # of the new lead
    remarks: tuple[Words, ...] = ()  # of files that came in before, or seem to belong to another lead


def add_by_hand(
    tools: Tools, channel: Channel, fields: Mapping[str, str], files: Sequence[Path], by: str
) -> Added:
    """Return the number of the new lead, and what is to be known of its files.

    What was typed, when and by whom, is kept as an original like everything else that comes in. What can be
    read in it and in the files fills what was not typed, and tells whose it is; a file that nothing can be
    read of belongs to the lead all the same, and so does one that was held until now; one that came in
    before stays where it is. A person may well see a new wish in an answer, so one that would join another
    lead begins this one all the same, and that is remarked. Failure where there is nothing to go by, for an
    unknown field and for a file that can't be opened: then nothing is registered.
    """
    fields = {name: value for name, value in fields.items() if value.strip()}
    _refuse_unknown(fields)
    _refuse_empty(fields, files)
    note = Note(
        Words("登记记录.txt", "note.txt").in_(tools.language),
        _note(channel, fields, by, tools.now(), tools.language),
    )
    brought = bring(tools, channel, BROKEN_OFF, files, note)
    judged = _judged_by_hand([each.understood.judgement for each in brought], fields)
    with tools.register.begin() as c:
        mine = [each for each in brought if is_new(c, each.original)]
        files_of_mine = [each for each in mine if each is not brought[0]]
        doubled = [(each.original, _joined_otherwise(tools, c, each)) for each in files_of_mine]
        source = fields.get(SOURCE, by)
        lead = pipeline.register(tools, c, brought[0].original, judged, source, by, WAY)
        for each in mine:
            settle(tools, c, each, pipeline.Outcome(OriginalState.REGISTERED, lead, WHY, by=by, way=WAY))
        remarks = [_where_it_stays(c, each.original) for each in brought if each not in mine]
        remarks += [_also_of(original, other, lead) for original, other in doubled if other]
        return Added(lead.number, tuple(remarks))


def _joined_otherwise(tools: Tools, c: Connection, brought: Brought) -> Lead | None:
    """Return the lead that the original would have joined, had it come by mail or folder."""
    understood = brought.understood
    return lead_of(c, understood.letter, understood.judgement, tools.settings)


def _where_it_stays(c: Connection, arrived: Original) -> Words:
    """Return where bytes are that came in before (I2)."""
    known = originals.original(c, arrived.sha256)
    if known and known.lead:
        return Words(
            f"{arrived.name} 以前已收到，归在 {known.lead}，仍留在那里。",
            f"{arrived.name} came in before and stays with {known.lead}.",
        )
    return Words(
        f"{arrived.name} 以前已收到，未并入本线索；原件见 leadwright originals。",
        f"{arrived.name} came in before and stays where it is; see `leadwright originals`.",
    )


def _also_of(arrived: Original, other: Lead, lead: Lead) -> Words:
    """Return which lead a file would have joined, had it come by mail or folder."""
    return Words(
        f"{arrived.name} 看来属于已登记的 {other.number}，现另登记为 {lead.number}，请核对是否重复。"
        "邮件另存后放入监视的文件夹，会自动并入原登记号。",
        f"{arrived.name} seems to belong to {other.number} and is now {lead.number} all the same: see "
        "whether they are one. A saved mail that is dropped into a watched folder joins its lead by itself.",
    )


def _refuse_unknown(fields: Mapping[str, str]) -> None:
    known = (SOURCE, *ENQUIRY_FIELDS)
    for name in fields:
        if name not in known:
            listed = ", ".join(known)
            raise Failure(
                Words(
                    zh=f"--set {name}：没有这一栏。可以填：{listed}。",
                    en=f"--set {name}: there is no such field. Known: {listed}.",
                )
            )


def _refuse_empty(fields: Mapping[str, str], files: Sequence[Path]) -> None:
    """Refuse what nobody could act on: no customer, no wish and no paper (P1.1)."""
    if files or any(name in fields for name in TELLING):
        return
    listed = ", ".join(TELLING)
    raise Failure(
        Words(
            zh=f"登记内容不足，尚未登记。请用 --set 至少填一项：{listed}（如 --set company=某公司），"
            "或用 --file 附上原始资料。",
            en=f"There is nothing to register yet. Fill in at least one of {listed} by --set, e.g. "
            "--set company=Example, or add a paper by --file.",
        )
    )


def _note(channel: Channel, fields: Mapping[str, str], by: str, now: datetime, language: Language) -> bytes:
    """Return the note as it is kept: a line a field under its label, with its time, so that two calls never
    make the same bytes.
    """
    colon = Words("：", ": ").in_(language)
    lines = [f"{FIELDS[name].in_(language)}{colon}{value}" for name, value in fields.items()]
    head = f"[{CHANNELS[channel].in_(language)}] {now.isoformat(timespec='microseconds')} {by}"
    return "\n".join((head, *lines, "")).encode(errors="replace")


def _judged_by_hand(read: Sequence[Judgement], fields: Mapping[str, str]) -> Judgement:
    """Return the judgement as a person has made it: what was typed stands above what was read, and what was
    read in the note above what was read in the files.
    """
    typed = {name: Finding(value.strip(), place=BY_HAND) for name, value in fields.items() if name != SOURCE}
    note = replace(read[0].enquiry, summary=None)  # the head of our own note sums up nothing
    found = _found([note, *(each.enquiry for each in read[1:])])
    summary = typed.get("summary") or typed.get("product") or found.summary
    return replace(
        read[0],
        kind=Kind.LEAD,
        rule=BY_HAND,
        reason=WHY,
        confidence=1.0,
        whose=next((each.whose for each in read if each.whose.region), read[0].whose),
        enquiry=replace(found, **typed | {"summary": summary}),
    )


def _found(enquiries: Sequence[Enquiry]) -> Enquiry:
    """Return for every field the first finding there is."""
    found: dict[str, Finding] = {}
    for each in enquiries:
        found = each.found() | found
    return Enquiry(**found)
