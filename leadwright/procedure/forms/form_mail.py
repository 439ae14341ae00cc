"""The mail about a form that came back: to whoever sent it, with the form to go on with (P2.3 to P3.6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from documents import printed
from documents.form_returned import FormReturned, Outcome, form_returned
from documents.kinds import KINDS
from documents.mail import Attached
from documents.make import make
from leadwright import mailing, writing
from leadwright.procedure.forms.form_standing import Coming, Due
from leadwright.tools import Tools
from leadwright.writing import WORD, WORD_TYPE
from register import outbox, readings
from sales.letter import Address
from sales.paper import OutgoingMail
from sales.people import Person, Role
from sales.words import Words

MOST_A_DAY = 50  # mails about forms to one address; no person sends as many that are wrong


def about_form(
    tools: Tools, coming: Coming, due: Due | None, reasons: Sequence[Words], outcome: Outcome
) -> OutgoingMail | None:
    """Return the mail to who sent the form, with a form to go on with where one is waited for.

    None where there is nobody to tell: a stranger's form in a company without coordinators, or where
    everybody was told so often today that a machine must be answering.
    """
    coordinators = tools.territory.with_role(Role.COORDINATOR)
    sender = due.person if due else coming.person
    to = _patient(tools, [sender] if sender else coordinators) or _patient(tools, coordinators)
    if not to:
        return None
    files = [_attached(tools, due)] if due and outcome is Outcome.RETURNED else []
    title = KINDS[coming.form.kind].title.in_(tools.language)
    stranger = _sender_of(tools, coming) if sender is None else None
    text = form_returned(
        (printed.names(to, tools.language), stranger.email if stranger else ""),
        coming.lead.number if coming.lead else coming.form.lead,
        outcome,
        (title, coming.form.name, files[0].name if files else ""),
        reasons,
        tools.language,
    )
    colleague = tools.territory.by_email(stranger.email) if stranger else None
    others = (*coordinators, colleague) if colleague else coordinators
    knowing = [each for each in _patient(tools, others) if each not in to]
    return mailing.compose_mail(tools, text, to=to, cc=knowing, lead=coming.lead, attached=files)


def _sender_of(tools: Tools, coming: Coming) -> Address | None:
    """Return from whom the mail says it is; None where it came otherwise."""
    with tools.register.read() as c:
        letter = readings.letter(c, coming.original.sha256) if coming.way == "mail" else None
    return letter.sender if letter else None


def _patient(tools: Tools, people: Sequence[Person]) -> list[Person]:
    """Return those who have not been told of ``MOST_A_DAY`` forms since yesterday (I10)."""
    since, purpose = tools.now() - timedelta(days=1), FormReturned.template
    with tools.register.read() as c:
        return [each for each in people if outbox.composed_since(c, each.email, purpose, since) < MOST_A_DAY]


def _attached(tools: Tools, due: Due) -> Attached:
    """Return the newest version with what could be understood in it: only what is wrong is written again."""
    awaited = due.awaited
    said = {**awaited.said, **due.checked.said}
    case = writing.case_of(tools, awaited.lead, awaited.version.version, said=said)
    data = make(awaited.kind, case, writing.paper_of(tools), tools.settings.home)
    title = KINDS[awaited.kind].title.in_(tools.language)
    return Attached(f"{title} {awaited.lead.number}{WORD}", WORD_TYPE, data)
