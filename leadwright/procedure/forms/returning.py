"""Forms that come back: checked, filed as the next version, and the move made that they stand for.

What is filed is written anew from the fields that were taken: what else may have been changed on the way,
prices and names that the form only prints, never gets into the lead's documents. Only a proposal is filed as
it came. The file that came stays with the originals in any case. A form makes the move that hands it in, and
approves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from documents import checked_form
from documents.form_returned import Outcome
from documents.kinds import KINDS
from leadwright import writing
from leadwright.filing import check_folder
from leadwright.home import one_writer
from leadwright.procedure import papers, quoting
from leadwright.procedure.acting import Attempt, act
from leadwright.procedure.answers.authentic import Unproven
from leadwright.procedure.customers import memos
from leadwright.procedure.forms import form_history, form_standing
from leadwright.procedure.forms.form_mail import about_form
from leadwright.procedure.forms.form_standing import Awaited, Coming, Due, Wrong
from leadwright.tools import Tools
from leadwright.writing import Written
from register import leads, outbox
from sales.lead import Lead
from sales.original import Original
from sales.paper import DocumentKind
from sales.people import Person, Role
from sales.permission import in_whose_place, who_may
from sales.process import MOVES, TURNS, Rule, moves_from
from sales.returned import Returned, Way
from sales.words import Refused, Words

AS_THEY_CAME = frozenset({DocumentKind.PROPOSAL})
"""Documents that are more than their fields: the technical group's drawings are in the file itself."""


def take_back(
    tools: Tools,
    original: Original,
    forms: Sequence[Returned],
    person: Person | None = None,
    doubt: Words | None = None,
) -> None:
    """Take in the forms that came in ``original`` from ``person``; repeating it changes nothing.

    None is a dropped file, which counts as that of whose turn it is, or a mail of which the coordinators
    hear: a stranger's, or one whose sender is in ``doubt``. What is wrong goes back by mail. Failure where a
    template won't do.
    """
    left = _worth_taking(forms)
    while left:
        form = _next(tools, left)
        left.remove(form)
        with one_writer(tools.settings.home):
            _take(tools, Coming(form, original, person, _lead(tools, form.lead, original.lead), doubt))


def hand_in(tools: Tools, original: Original, form: Returned, person: Person) -> None:
    """Take in a form that ``person`` hands in by a command; Wrong or Refused where it can't be taken.

    Then nothing has changed, and nobody is mailed.
    """
    with one_writer(tools.settings.home):
        coming = Coming(form, original, person, _lead(tools, form.lead, original.lead), is_command=True)
        due = _due(tools, coming)
        _check(coming, due)
        _file(tools, coming, due)


def _worth_taking(forms: Sequence[Returned]) -> list[Returned]:
    """Return the forms without the pictures of those that came as Word files too."""
    readable = {(form.kind, form.lead) for form in forms if form.way is not Way.PICTURE}
    return [form for form in forms if form.way is not Way.PICTURE or (form.kind, form.lead) not in readable]


def _next(tools: Tools, forms: Sequence[Returned]) -> Returned:
    """Return the form that its lead waits for first: a proposal goes before its costs."""
    return min(forms, key=lambda form: _rank(tools, form))


def _rank(tools: Tools, form: Returned) -> int:
    """Return how early in the procedure a form is waited for; later than any other where nobody waits."""
    lead = _lead(tools, form.lead)
    awaited = [rule.form for rule in moves_from(lead.stage)] if lead else []
    return awaited.index(form.kind) if form.kind in awaited else len(MOVES)


def _lead(tools: Tools, *numbers: str | None) -> Lead | None:
    """Return the lead with the first of these numbers that there is."""
    with tools.register.read() as c:
        found = (leads.lead(c, number) for number in numbers if number)
        return next(filter(None, found), None)


def _take(tools: Tools, coming: Coming) -> None:
    with tools.register.read() as c:
        if form_history.is_settled(c, coming) or form_history.is_our_copy(c, coming):
            return
    due: Due | None = None
    try:
        due = _due(tools, coming)
        _check(coming, due)
        _file(tools, coming, due)
    except Refused as refused:
        wrong = refused if isinstance(refused, Wrong) else Wrong(refused.words)
        _send_back(tools, coming, due, wrong)


def _check(coming: Coming, due: Due) -> None:
    """Raise Wrong where it is an older version, where something is wrong in it, or where nothing in one that
    makes no move is new.
    """
    form_standing.check_version(coming.form, due.awaited, due.checked.said)
    checked = due.checked
    if problems := checked.problems or quoting.faults(due.awaited.kind, checked.said):
        raise Wrong(*problems, *checked.not_taken)
    if due.rule is None and checked.said == due.awaited.said:
        raise Wrong(*checked.not_taken) if checked.not_taken else form_standing.again(due.awaited.version)


def _due(tools: Tools, coming: Coming) -> Due:
    """Return what the form is to do; Wrong or Refused where it can't."""
    if coming.person is None and coming.way == "mail":
        raise Wrong(*_unproven(coming.doubt)) if coming.doubt else Wrong(STRANGER)
    with tools.register.read() as c:
        form_history.check_new(c, coming)
        awaited = form_standing.awaited(c, coming.form, coming.original)
    rule, person, place = _whose(tools, awaited, coming.person)
    case = writing.case_of(tools, awaited.lead, awaited.version.version, said=awaited.said)
    before = KINDS[awaited.kind].fields(case, writing.paper_of(tools))
    checked = checked_form.check(coming.form, before, person.roles | place.roles)
    return Due(awaited, rule, person, checked)


def _whose(tools: Tools, awaited: Awaited, sender: Person | None) -> tuple[Rule | None, Person, Person]:
    """Return the move that the sender may make, the sender, and in whose place; Refused where there is none.

    A file that was dropped is that of whose turn it is. A paper to decide on makes no move, and a dropped
    one is the coordinator's: nobody's decision may be written by who knows whom.
    """
    if not awaited.rules and (person := sender or _coordinator(tools)):
        return None, person, person
    refused: list[Refused] = []
    for rule in awaited.rules:
        person = sender or _expected(tools, awaited.lead, rule)
        if person is None:
            continue
        try:
            place = in_whose_place(
                rule,
                awaited.lead,
                person.id,
                tools.territory,
                tools.settings.absences,
                tools.now().date(),
            )
        except Refused as reason:
            refused.append(reason)
        else:
            return rule, person, place
    raise refused[0] if refused else Wrong(NOBODY)


def _expected(tools: Tools, lead: Lead, rule: Rule) -> Person | None:
    """Return the person from whom the stage expects a move, else the first who may make it."""
    may = who_may(rule, lead, tools.territory)
    role = TURNS[lead.stage].role
    return next((person for person in may if role in person.roles), next(iter(may), None))


def _coordinator(tools: Tools) -> Person | None:
    return next(iter(tools.territory.with_role(Role.COORDINATOR)), None)


def _file(tools: Tools, coming: Coming, due: Due) -> None:
    """File what was taken as the next version and make the move, all at once."""
    lead, said = due.awaited.lead, due.checked.said
    written = _written(tools, coming, due)
    document = written.version.sha256
    untaken = due.checked.not_taken
    mail = about_form(tools, coming, due, untaken, Outcome.TAKEN) if untaken else None
    is_memo = due.awaited.kind is DocumentKind.MEMO
    memo = memos.to_be_acknowledged(tools, lead, written) if is_memo else None
    with tools.register.begin() as c:
        papers.filed(c, written.version, tools.now())
        form_history.log(tools, c, coming, form_history.TAKE, due.person.id, document)
        if due.rule:
            act(tools, c, Attempt(lead.number, due.rule.name, due.person.id, coming.way, said, document))
        if mail:
            outbox.post(c, mail)
        if memo:
            memos.note(c, memo)


def _written(tools: Tools, coming: Coming, due: Due) -> Written:
    """Return the next version: what came itself, where it holds more than its fields, else written anew."""
    lead, kind, by, said = due.awaited.lead, due.awaited.kind, due.person.id, due.checked.said
    if kind not in AS_THEY_CAME:
        return writing.write(tools, kind, lead, by, said)
    original, number = coming.original, due.awaited.version.version + 1
    check_folder(tools, lead.number, lead.folder)
    file = tools.archive.genuine(original.path, original.sha256)
    data = tools.reader.form(file, original.name, coming.form.sha256, number)
    return writing.keep(tools, kind, writing.case_of(tools, lead, number, by, said), data)


def _send_back(tools: Tools, coming: Coming, due: Due | None, wrong: Wrong) -> None:
    mail = about_form(tools, coming, due, wrong.reasons, wrong.outcome)
    by = coming.person.id if coming.person else "leadwright"
    with tools.register.begin() as c:
        form_history.log(tools, c, coming, form_history.RETURN, by)
        if mail:
            outbox.post(c, mail)


def _unproven(doubt: Words) -> tuple[Words, ...]:
    why = Words(
        f"{doubt.zh}；请向本人核实，确认后将此表放入表格文件夹",
        f"{doubt.en}; ask them, and if it is theirs, put the form into the forms folder",
    )
    return (why, *doubt.remedy) if isinstance(doubt, Unproven) else (why,)


STRANGER = Words(
    "来信人不在设置的人员中，未予采用；如确系同事所寄，请其用公司邮箱重寄，或将此表放入表格文件夹",
    "whoever sent it is nobody in the settings, so it was not taken; if a colleague did, have them send it "
    "from their own address, or put the form into the forms folder",
)
NOBODY = Words(
    "设置中没有可以提交此表的人员，请在 leadwright.toml 中补上 [[person]]",
    "the settings have nobody who may hand this form in; add a [[person]] to leadwright.toml",
)
