"""What waits for people, done by the people of the sample company."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.utils import make_msgid

from leadwright.correct import correct
from leadwright.demo import post
from leadwright.demo.post import Delivered
from leadwright.demo.servers import MailServers
from leadwright.tools import Tools
from sales.lead import Lead
from sales.paper import OutgoingMail
from sales.people import Person
from sales.words import Words

COORDINATOR = "wang"
WHAT_THE_CALLER_SAID = {
    "region": Words("华东", "Overseas"),
    "company": Words("南通徐记钢结构加工厂", "Desert Tanks LLC"),
    "address": Words("江苏省南通市通州区", "Sharjah, United Arab Emirates"),
}
"""What the coordinator learns when she answers the letter that does not say where it comes from."""

REPORT = Words(
    "已与客户通话：设备部沈经理，图纸周三前发来。约定周四上午到厂看现场，需要带一名技术人员。",
    "I have called the customer: Mr Shen will send drawings before Wednesday. "
    "We shall visit the workshop on Thursday and need an engineer with us.",
)
WROTE = Words("{} 写道：", "{} wrote:")
QUOTED = 6  # lines of the mail that is answered


def assign(tools: Tools, lead: Lead) -> Lead:
    """Return the lead with what the coordinator found out about it (P2.2)."""
    changes = {name: words.in_(tools.language) for name, words in WHAT_THE_CALLER_SAID.items()}
    return correct(tools, lead.number, changes, COORDINATOR).lead


def answer(tools: Tools, servers: MailServers, manager: Person, handed_out: OutgoingMail) -> bytes:
    """Return the manager's answer to the mail that handed a lead out, sent from his own mailbox (P2.1)."""
    received = next(
        mail for mail in post.inbox(servers, manager.email) if mail.message_id == handed_out.message_id
    )
    data = _answer(tools, manager, received).as_bytes()
    post.send(servers, manager.email, tools.settings.sender, [data])
    return data


def _answer(tools: Tools, manager: Person, received: Delivered) -> EmailMessage:
    answer = EmailMessage(policy.SMTP)
    answer["From"] = f"{manager.name} <{manager.email}>"
    answer["To"] = tools.settings.sender
    answer["Subject"] = f"Re: {received.subject}"
    answer["Date"] = tools.now()
    answer["Message-ID"] = make_msgid(domain=manager.email.rpartition("@")[2])
    answer["In-Reply-To"] = received.message_id
    body = received.message.get_body(("plain",))
    quoted = body.get_content().splitlines()[:QUOTED] if body else []
    wrote = WROTE.in_(tools.language).format(tools.settings.sender)
    report = REPORT.in_(tools.language)
    answer.set_content("\n".join((report, "", manager.name, "", wrote, *(f"> {line}" for line in quoted))))
    return answer
