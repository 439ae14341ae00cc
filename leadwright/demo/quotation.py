"""One lead from its hand-out to the quote in the customer's mailbox, by mail and Word (P2.1 to P4.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from documents.kinds import KINDS
from leadwright.demo import post, word
from leadwright.demo.colleague import ENCLOSED, Colleague
from leadwright.demo.servers import MailServers
from leadwright.demo.written import places
from leadwright.dossier import lead_named
from leadwright.tools import Tools
from sales.lead import Lead
from sales.paper import DocumentKind as D
from sales.people import Person, Role
from sales.process import TURNS
from sales.titles import ROLES
from sales.words import Failure, Words


@dataclass(frozen=True)
class Step:
    """What one person does when their turn has come: they answer the mail that told them."""

    role: Role
    words: Words
    forms: tuple[D, ...] = ()  # that they fill in and attach


CONTACTED = Words(
    "已联系客户：与设备部沈经理通话，图纸周三前发来，约定周四到厂看现场。",
    "Contacted: spoke to Mr Shen, who sends drawings before Wednesday; we visit the workshop on Thursday.",
)
YES = Words("同意", "Approved")
STEPS = (
    Step(Role.MANAGER, CONTACTED),
    Step(Role.MANAGER, ENCLOSED, (D.PROPOSAL_REQUEST,)),
    Step(Role.DIRECTOR, YES),
    Step(Role.TECHNICAL, YES),
    Step(Role.TECHNICAL, ENCLOSED, (D.PROPOSAL, D.COST_SHEET)),
    Step(Role.MANAGER, ENCLOSED, (D.QUOTE,)),
    Step(Role.DIRECTOR, YES),
)
"""The shortest way of a lead that nothing goes wrong with."""


def walk(
    tools: Tools, servers: MailServers, lead: Lead, run: Callable[[], None], tell: Callable[[Words], None]
) -> None:
    """Lead on to the quote, step by step; ``run`` lets the service work, ``tell`` says what was done.

    Failure where the company has nobody for a step, or where one has not led on.
    """
    for step in STEPS:
        before = _now(tools, lead)
        person = _who(tools, before, step)
        _act(tools, servers, person, step, before)
        run()
        after = _now(tools, lead)
        if after.stage is before.stage:
            raise Failure(_stuck(after, person))
        tell(_told(person, step, after))


def _act(tools: Tools, servers: MailServers, person: Person, step: Step, lead: Lead) -> None:
    colleague = _colleague(tools, servers, person)
    today = tools.now().date()
    forms = []
    for kind in step.forms:
        name, form = colleague.form(kind)
        forms.append((name, word.fill_in(form, places(kind, tools.language, today))))
    colleague.answer(colleague.newest(f"[{lead.number} "), step.words.in_(tools.language), *forms)


def _colleague(tools: Tools, servers: MailServers, person: Person) -> Colleague:
    """Return the person at their own mailbox."""
    office = tools.settings.sender
    return Colleague(
        person.name,
        person.email,
        office,
        inbox=lambda: [mail.message for mail in post.inbox(servers, person.email)],
        post=lambda mail: post.send(servers, person.email, office, [mail]),
        clock=tools.now,
        language=tools.language,
    )


def _who(tools: Tools, lead: Lead, step: Step) -> Person:
    if step.role is Role.MANAGER:
        person = tools.territory.person(lead.whose.manager)
    else:
        person = next(iter(tools.territory.with_role(step.role)), None)
    if person is None:
        role = ROLES[step.role]
        raise Failure(Words(f"{lead.number} 没有{role.zh}。", f"There is no {role.en} for {lead.number}."))
    return person


def _now(tools: Tools, lead: Lead) -> Lead:
    with tools.register.read() as c:
        return lead_named(c, lead.number)


def _told(person: Person, step: Step, lead: Lead) -> Words:
    role, stage, titles = (
        ROLES[step.role],
        TURNS[lead.stage].words,
        [KINDS[kind].title for kind in step.forms],
    )
    zh = f"交回{'、'.join(f'《{title.zh}》' for title in titles)}" if titles else f"回复“{step.words.zh}”"
    en = (
        f"sends back {' and '.join(title.en for title in titles)}" if titles else f'answers "{step.words.en}"'
    )
    return Words(
        f"{role.zh}{person.name}{zh} → {lead.number} {stage.zh}",
        f"{person.name} ({role.en}) {en} → {lead.number}: {stage.en}",
    )


def _stuck(lead: Lead, person: Person) -> Words:
    stage = TURNS[lead.stage].words
    return Words(
        f"{person.name}的回复没有使 {lead.number} 向前，仍为“{stage.zh}”。",
        f'The answer of {person.name} has not led {lead.number} on: it is still "{stage.en}".',
    )
