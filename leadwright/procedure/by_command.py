"""Moves by command: with the form that makes the move, or with papers that belong beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from documents.kinds import KINDS
from leadwright.brought import WAY, Brought, bring, is_new, settle
from leadwright.correct import CORRECT
from leadwright.dossier import lead_named
from leadwright.pipeline import Outcome
from leadwright.procedure.acting import Attempt, act
from leadwright.procedure.forms import returning
from leadwright.procedure.forms.form_standing import Wrong
from leadwright.tools import Tools
from register import originals
from sales.lead import Lead
from sales.original import Channel, OriginalState
from sales.people import Person
from sales.permission import in_whose_place, rule_named, who_may
from sales.process import NEEDS, Rule
from sales.returned import Returned
from sales.words import Failure, Refused, Words

HANDED_OVER = Channel.PHONE  # by a person of ours, as what is dropped into the forms folder
WHY = Words("办理时由人一并归入", "added with a move by command")
BROKEN_OFF = Words(
    "命令中断：请用 leadwright lead 查看动作是否已办理；未办理的带同一文件重新执行命令，不要的用 drop 了结",
    "a command was broken off: see by `leadwright lead` whether its move was made; if not, give the command "
    "again with the same file, else drop this",
)
BESIDES = frozenset({"remark", "importance"})
"""What may be said with a move that needs nothing."""


@dataclass(frozen=True)
class Done:
    """A move that was made by command."""

    rule: Rule
    before: Lead
    after: Lead
    remarks: tuple[Words, ...] = ()  # of files that came in before, and of forms that are no part of the move


def act_by_command(tools: Tools, attempt: Attempt, files: Sequence[Path] = ()) -> Done:
    """Make the move and return it; the files are kept with the lead, whatever becomes of the move.

    Where one of them is the form that makes this move, it is taken as one that comes back: the move is made
    with what stands in it. Refused, with the reason, where the process, the person or the form does not allow
    it, Failure where something is missing or unknown.
    """
    rule, lead, person = _checked(tools, attempt)
    brought = bring(tools, HANDED_OVER, BROKEN_OFF, files)
    try:
        _made(tools, attempt, rule, person, brought)
    finally:
        remarks = _laid(tools, lead, attempt.by, brought)
    with tools.register.read() as c:
        after = lead_named(c, lead.number)
    return Done(rule, lead, after, (*remarks, *_left_out(rule, brought)))


def _checked(tools: Tools, attempt: Attempt) -> tuple[Rule, Lead, Person]:
    """Return the move, its lead and who makes it; a slip is said before any file is taken in."""
    with tools.register.read() as c:
        lead = lead_named(c, attempt.number)
    rule = rule_named(attempt.move, lead)
    if not attempt.by:
        raise Failure(_nobody(rule, lead, tools))
    today = tools.now().date()
    in_whose_place(rule, lead, attempt.by, tools.territory, tools.settings.absences, today)
    known = (*rule.needs, *sorted(BESIDES))
    unknown = [name for name in attempt.said if name not in known]
    if unknown and rule.name != CORRECT:
        raise Failure(_unsaid(rule, unknown[0], known))
    person = tools.territory.person(attempt.by)
    assert person  # noqa: S101 - else nobody could make the move in any place
    return rule, lead, person


def _made(tools: Tools, attempt: Attempt, rule: Rule, person: Person, brought: Sequence[Brought]) -> None:
    """Make the move by its form, if that is among the files, else as it was typed."""
    form = _form_for(rule, attempt.number, brought)
    if form is None:
        with tools.register.begin() as c:
            act(tools, c, attempt)
        return
    if attempt.said:
        raise Failure(IN_THE_FORM)
    try:
        returning.hand_in(tools, form[0].original, form[1], person)
    except Wrong as wrong:
        raise Refused(_all(rule, wrong)) from None


def _form_for(rule: Rule, number: str, brought: Sequence[Brought]) -> tuple[Brought, Returned] | None:
    """Return the form that makes the move, and the file that it is in; Refused where it is not this lead's,
    or not the only one.
    """
    forms = [(each, form) for each in brought for form in each.understood.forms if form.kind == rule.form]
    if not forms:
        return None
    if len(forms) > 1:
        raise Refused(_several(rule))
    brought_with, form = forms[0]
    if form.lead not in ("", number):
        raise Refused(_of_another(brought_with, form, number))
    return brought_with, replace(form, lead=number)


def _laid(tools: Tools, lead: Lead, by: str, brought: Sequence[Brought]) -> tuple[Words, ...]:
    """Lay what is new with the lead; return where the rest is."""
    if not brought:
        return ()
    with tools.register.begin() as c:
        new = [each for each in brought if is_new(c, each.original)]
        for each in new:
            settle(tools, c, each, Outcome(OriginalState.JOINED, lead, WHY, by=by, way=WAY))
        return tuple(_where_it_stays(c, each, lead) for each in brought if each not in new)


def _where_it_stays(c: Connection, brought: Brought, lead: Lead) -> Words:
    known = originals.original(c, brought.original.sha256)
    name, where = brought.original.name, known.lead if known else None
    if where == lead.number:
        return Words(f"{name} 已在 {where} 中。", f"{name} lies with {where} already.")
    if where:
        return Words(
            f"{name} 以前已收到，归在 {where}，仍留在那里。", f"{name} came in before and stays with {where}."
        )
    return Words(
        f"{name} 以前已收到，未并入 {lead.number}；原件见 leadwright originals。",
        f"{name} came in before and stays where it is; see `leadwright originals`.",
    )


def _left_out(rule: Rule, brought: Sequence[Brought]) -> list[Words]:
    """Return which forms among the files this move does not take."""
    others = [
        (each.original.name, KINDS[form.kind].title)
        for each in brought
        for form in each.understood.forms
        if form.kind in KINDS and form.kind != rule.form
    ]
    return [
        Words(
            f"{name} 是《{title.zh}》，不属于本动作，只归入线索，未采用其内容。",
            f'{name} is the "{title.en}", which is no part of this move: it is filed, and not taken.',
        )
        for name, title in others
    ]


IN_THE_FORM = Words(
    "随表办理时，内容以表为准，不用 --set；请去掉 --set，或改在表中填写。",
    "What stands in the form makes the move: leave out --set, or write it into the form.",
)


def _nobody(rule: Rule, lead: Lead, tools: Tools) -> Words:
    may = who_may(rule, lead, tools.territory)
    zh = "、".join(f"{each.id}（{each.name}）" for each in may) or "设置中还没有"
    en = ", ".join(f"{each.id} ({each.name})" for each in may) or "nobody in the settings yet"
    return Words(
        f"没有写由谁办理。请用 --by 写明人员编号；可以办理“{rule.words.zh}”的有：{zh}。",
        f'Nobody is named who does it. Say so by --by; "{rule.words.en}" is for {en}.',
    )


def _unsaid(rule: Rule, name: str, known: Sequence[str]) -> Words:
    zh = "、".join(f"{each}（{NEEDS[each].zh}）" if each in NEEDS else each for each in known)
    en = ", ".join(f"{each} ({NEEDS[each].en})" if each in NEEDS else each for each in known)
    return Words(
        f"--set {name}：“{rule.words.zh}”（{rule.name}）没有这一项。可以写：{zh}。",
        f'--set {name}: "{rule.words.en}" ({rule.name}) takes no such thing. It takes: {en}.',
    )


def _all(rule: Rule, wrong: Wrong) -> Words:
    """Return everything that is wrong with the form in one sentence."""
    title = KINDS[rule.form].title if rule.form else rule.words
    zh = "；".join(reason.zh for reason in wrong.reasons)
    en = "; ".join(reason.en for reason in wrong.reasons)
    return Words(f"《{title.zh}》未采用：{zh}。", f'The "{title.en}" is not taken: {en}.')


def _several(rule: Rule) -> Words:
    title = KINDS[rule.form].title if rule.form else rule.words
    return Words(
        f"--file 中有不止一份《{title.zh}》，请只留要提交的那一份。",
        f'There is more than one "{title.en}" among the files: name the one that is to be handed in.',
    )


def _of_another(brought: Brought, form: Returned, number: str) -> Words:
    name = brought.original.name
    return Words(
        f"{name} 是 {form.lead} 的表，不能用于 {number}；请核对编号或文件。",
        f"{name} is a form of {form.lead} and can't be used for {number}: check the number or the file.",
    )
