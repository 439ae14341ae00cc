"""Whether a form that came back is the one that is waited for: its lead, its stage, its version.

Every other form has a sentence of its own, which goes to whoever sent it (:class:`Wrong`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from documents.checked_form import Checked
from documents.form_returned import Outcome
from documents.kinds import KINDS
from register import documents, leads
from sales.lead import Lead
from sales.original import Channel, Original
from sales.paper import DocumentKind, Version
from sales.people import Person
from sales.process import MOVES, TURNS, Rule, moves_from
from sales.returned import Returned, Way
from sales.words import Refused, Words


class Wrong(Refused):
    """A form can't be taken as it is; ``reasons`` say why, each in one sentence."""

    def __init__(self, *reasons: Words, outcome: Outcome = Outcome.RETURNED) -> None:
        super().__init__(reasons[0])
        self.reasons = reasons
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a form came back for."""

    lead: Lead
    rules: tuple[Rule, ...]  # the moves that it may make; none where it is a paper to decide on
    version: Version  # the newest, which is the one to be filled in
    said: Mapping[str, str]  # what people have written into it up to then

    @property
    def kind(self) -> DocumentKind:
        """Which form it is."""
        return self.version.kind


@dataclass(frozen=True, slots=True)
class Coming:
    """A form on its way in."""

    form: Returned
    original: Original
    person: Person | None  # who sent it; None: nobody can know
    lead: Lead | None  # that it names, else the one that the original belongs to
    doubt: Words | None = None  # why a mail is not for certain from whom it says
    is_command: bool = False  # a command brings it, and hears at once what is wrong with it

    @property
    def way(self) -> str:
        """How it came, in the log's words."""
        if self.is_command:
            return "command"
        return "mail" if self.original.channel is Channel.EMAIL else "folder"

    @property
    def subject(self) -> str:
        """What its lines in the log are about."""
        return self.lead.number if self.lead else self.original.sha256


@dataclass(frozen=True, slots=True)
class Due:
    """A form that is waited for: what it is to do, whose it is, and what stands in it."""

    awaited: Awaited
    rule: Rule | None  # None: it makes no move, and whoever decides on it is asked anew
    person: Person
    checked: Checked


def awaited(c: Connection, form: Returned, original: Original) -> Awaited:
    """Return what ``form``, which came in ``original``, is waited for; Wrong where nobody waits for it."""
    lead = _lead(c, form, original)
    kind = form.kind
    versions = [each for each in documents.versions(c, lead.number) if each.kind == kind]
    rules = tuple(rule for rule in moves_from(lead.stage) if rule.form == kind)
    if not rules and not _is_amended(lead, kind):
        raise Wrong(_not_awaited(lead, kind, versions))
    if not versions:
        raise Wrong(_never_written(lead, kind))
    if form.way is Way.PICTURE:
        raise Wrong(PICTURE)
    said = next((each.said for each in reversed(versions) if each.said), {})
    return Awaited(lead, rules, versions[-1], said)


def _is_amended(lead: Lead, kind: DocumentKind) -> bool:
    """Return whether the paper is one that we write, which is being decided on: it may be put right first."""
    return kind in TURNS[lead.stage].decides and all(rule.form != kind for rule in MOVES)


def check_version(form: Returned, wanted: Awaited, said: Mapping[str, str]) -> None:
    """Raise Wrong where another version than the newest was filled in; ``said`` is what stands in it."""
    newest = wanted.version
    if (form.version or 1) == newest.version:
        return
    if form.version > newest.version:
        raise Wrong(_unknown_version(form.version, newest))
    if said == wanted.said:
        raise again(newest)
    raise Wrong(_older(form.version, newest))


def again(earlier: Version) -> Wrong:
    """Return what to raise for a form that had come before, as this version."""
    words = Words(
        f"内容与已归档的第 {earlier.version} 版相同",
        f"it says the same as version {earlier.version}, which is filed",
    )
    return Wrong(words, outcome=Outcome.AGAIN)


def _lead(c: Connection, form: Returned, original: Original) -> Lead:
    number = form.lead or original.lead or ""
    lead = leads.lead(c, number) if number else None
    if lead is None:
        raise Wrong(_unknown_lead(number))
    if original.channel is Channel.EMAIL and original.lead and original.lead != number:
        raise Wrong(_other_lead(number, original.lead))
    return lead


PICTURE = Words(
    "收到的是 PDF、扫描件、照片，或无法转换的旧格式，读不出填写的内容；请交来 Word 文件（.docx）",
    "it came as a PDF, a scan, a photo or an old format, from which nothing can be read; send the Word file "
    "(.docx)",
)


def _unknown_lead(number: str) -> Words:
    if not number:
        return Words("表上没有线索编号，看不出属于哪条线索", "it does not say which lead it is about")
    return Words(
        f"表上的线索编号 {number} 没有登记，请核对",
        f"its lead number, {number}, is not in the register; please check it",
    )


def _other_lead(number: str, joined: str) -> Words:
    return Words(
        f"此表属于 {number}，邮件却是对 {joined} 的回复；请在 {number} 的邮件上回复，附上此表",
        f"it is about {number}, and came in a reply about {joined}; attach it to a reply about {number}",
    )


def _not_awaited(lead: Lead, kind: DocumentKind, versions: Sequence[Version]) -> Words:
    stage, form = TURNS[lead.stage].words, KINDS[kind].title
    if filled := [each for each in versions if each.said]:
        last = filled[-1]
        return Words(
            f"《{form.zh}》已收到并归档（第 {last.version} 版），"
            f"{lead.number} 现为“{stage.zh}”，不再接收修改",
            f'the "{form.en}" has been received already (version {last.version}); {lead.number} is '
            f'"{stage.en}" now and takes no more changes to it',
        )
    forms = dict.fromkeys(rule.form for rule in moves_from(lead.stage) if rule.form in KINDS)
    wanted = [KINDS[each].title for each in forms if each]
    return Words(
        f"{lead.number} 现为“{stage.zh}”，不需要《{form.zh}》；现在可交："
        + ("、".join(f"《{each.zh}》" for each in wanted) or "无"),
        f'{lead.number} is "{stage.en}" and needs no "{form.en}" now; what can be sent in: '
        + (", ".join(f'"{each.en}"' for each in wanted) or "nothing"),
    )


def _never_written(lead: Lead, kind: DocumentKind) -> Words:
    form = KINDS[kind].title
    return Words(
        f"{lead.number} 还没有发出过《{form.zh}》；请使用系统发出的表格",
        f'no "{form.en}" was given out for {lead.number} yet; use the one that the service writes',
    )


def _unknown_version(version: int, newest: Version) -> Words:
    return Words(
        f"表上写的是第 {version} 版，而最新的是第 {newest.version} 版；请使用系统发出的表格",
        f"it says version {version}, and the newest is {newest.version}; use the form that the service wrote",
    )


def _older(version: int, newest: Version) -> Words:
    return Words(
        f"所填的是第 {version} 版，最新的是第 {newest.version} 版；"
        "您填写的内容已移入所附的最新版，请核对后交回",
        f"version {version} was filled in, and version {newest.version} is the newest; what you wrote stands "
        "in the attached one now: look it over and send it in",
    )
