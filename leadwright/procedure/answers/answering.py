"""What answers something of ours: a signed paper, forms that were filled in, a decision, a customer's word.

The pipeline brings every original here that may be such an answer, once it lies where it belongs. Each way
is tried in turn, and the first that it goes settles it; what goes none is filed with its lead, and that is
all. A way acts, tells whom it has to tell and notes that the original is answered in one transaction, so
that what a crash cuts short is done again from the beginning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from sqlalchemy import Connection

from leadwright import belonging
from leadwright.finding_forms import SAVED_OTHERWISE
from leadwright.procedure.answers import signed
from leadwright.procedure.answers.cases import Case, Settled, case_of
from leadwright.procedure.answers.deciding import decide, is_answer
from leadwright.procedure.answers.looking import have_it_looked_at
from leadwright.procedure.answers.objections import not_proven
from leadwright.procedure.asking import has_code
from leadwright.procedure.customers.customer_wrote import customer_wrote
from leadwright.procedure.customers.undelivered import bounced
from leadwright.procedure.forms import returning
from leadwright.reader import Understood
from leadwright.tools import Tools
from register import originals, readings
from sales.judgement import NO_LEAD, Kind
from sales.original import Channel, Original, OriginalState
from sales.people import Person
from sales.returned import Way
from sales.words import Words


def may_answer(state: OriginalState, understood: Understood) -> bool:
    """Return whether an original that has come to ``state`` may answer something of ours.

    It does where it belongs to a lead that was there before, has a code in its subject, brings a form that
    says which lead it is about, or tells that a mail could not be delivered.
    """
    if state is OriginalState.JOINED or understood.judgement.kind is Kind.BOUNCE:
        return True
    return has_code(understood.letter.subject) or any(form.lead for form in understood.forms)


def answer(tools: Tools, original: Original) -> None:
    """Do what the original asks for, or have a person look at it; repeating it changes nothing."""
    case = _as_meant(tools, case_of(tools, original))
    settled = partial(originals.answered, sha256=original.sha256)
    if any(way(tools, case, settled) for way in WAYS):
        return
    with tools.register.begin() as c:
        settled(c)


def _as_meant(tools: Tools, case: Case) -> Case:
    """Return the case without the forms that nobody has written into, where the mail says something.

    Some programs leave on an answer what hung on the question.
    """
    ours = {version.sha256 for version in case.latest.values()}
    said = replace(case, forms=tuple(form for form in case.forms if form.sha256 not in ours))
    return said if is_answer(tools, said) else case


def _move_on(tools: Tools, case: Case, _: Settled) -> bool:
    """Make the move that is named above a form, which may be filled in for what comes next; return False."""
    if case.spoken and case.forms:
        decide(tools, case, _nothing)
    return False


def _take_forms(tools: Tools, case: Case, _: Settled) -> bool:
    """Take back the forms that came, each in its own transaction; return False: there may be words with them.

    What they have changed is decided on anew: a verdict in the same mail is about papers that are gone.
    """
    if case.forms and not _is_automatic(case) and not _is_customers(tools, case):
        person, doubt = _whose(tools, case)
        returning.take_back(tools, case.original, case.forms, person, doubt)
    return False


def _whose(tools: Tools, case: Case) -> tuple[Person | None, Words | None]:
    """Return who of ours has proved to have sent it; else None, and why a mail is not theirs for certain."""
    if case.sender is None or not case.is_mail:
        return None, None
    doubt = not_proven(tools, case)
    return (None, doubt) if doubt else (case.sender, None)


def _is_automatic(case: Case) -> bool:
    """Return whether a machine wrote it: nothing that it encloses is an answer of anybody's (I10).

    What looks like advertising is not, where one of our people has sent or dropped it.
    """
    is_strangers = case.is_mail and case.sender is None
    return case.judgement.kind in (NO_LEAD if is_strangers else belonging.NO_PERSON)


def _is_customers(tools: Tools, case: Case) -> bool:
    """Return whether the customer wrote it: a mail of nobody of ours, or a fax of something else than a form.

    A stranger's mail with a form of ours that was filled in, or with a code, may be a colleague's from home.
    """
    if case.lead is None or _is_automatic(case):
        return False
    if not case.is_mail:
        return case.original.channel is Channel.FAX and not case.forms
    if case.sender or belonging.is_colleagues(case.letter, tools.settings):
        return False
    is_like_ours = case.approval or any(form.way is not Way.PICTURE for form in case.forms)
    return not is_like_ours or belonging.is_customers(case.letter, case.lead)


def _have_unread_looked_at(tools: Tools, case: Case, settled: Settled) -> bool:
    """Have a person look at a Word file that can't be opened, under a code of ours: it may be the form that
    is waited for, and who sent it thinks that it has come.
    """
    is_form = case.approval and case.sender and not case.forms and not _is_automatic(case)
    files = case.letter.attachments if is_form else ()
    doubt = next((file.problem for file in files if file.problem and _is_word(file.name)), None)
    if doubt is None:
        return False
    have_it_looked_at(tools, case, doubt, settled)
    return True


def _is_word(name: str) -> bool:
    return PurePath(name.lower()).suffix.lstrip(".") in ("docx", *SAVED_OTHERWISE)


def _tell_manager(tools: Tools, case: Case, settled: Settled) -> bool:
    """Forward what a customer wrote, once however many mailboxes of ours it has come to."""
    if not _is_customers(tools, case):
        return False
    with tools.register.read() as c:
        is_copy = readings.is_copy(c, case.original.sha256, case.letter)
    if not is_copy:
        customer_wrote(tools, case, settled)
    return not is_copy


def _decide(tools: Tools, case: Case, settled: Settled) -> bool:
    """Return whether words of ours decide something, but for those that were acted on before the forms were.

    What the forms have changed is known to the register alone.
    """
    if _is_customers(tools, case) or (case.spoken and case.forms):
        return False
    return decide(tools, case_of(tools, case.original) if case.forms else case, settled)


def _nothing(_: Connection) -> None:
    """Leave the original as it is: there is more in it."""


WAYS: tuple[Callable[[Tools, Case, Settled], bool], ...] = (
    bounced,
    signed.decide,
    _move_on,
    _take_forms,
    _decide,
    _have_unread_looked_at,
    _tell_manager,
)
"""What an answer may be, in the order in which it is tried; each returns whether it has settled it."""
