"""A morning at the sample company, from the first mail to the last answer."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from leadwright.demo import people, post, quotation, samples
from leadwright.demo.company import found
from leadwright.demo.outcome import Outcome, look
from leadwright.demo.servers import MailServers
from leadwright.engine import Progress
from leadwright.home import locked
from leadwright.once import run_once
from leadwright.tools import Tools, open_tools
from register import leads, originals
from sales.lead import Lead
from sales.words import Failure, Language, Words

FAX_FOLDER = "inbox/fax"
PHONE_FOLDER = "inbox/phone"

Tell = Callable[[Words], None]
Watched = Callable[[], AbstractContextManager[Progress]]
"""Opens the display of a piece of work; what it lends is told how far the work is."""


def play(home: Path, language: Language, tell: Tell, watched: Watched) -> Outcome:
    """Return what came of a morning's mails and faxes at the sample company, whose home is made in ``home``.

    Raises Failure where the home can't be made or a server fails.
    """
    with MailServers() as servers:
        settings = found(home, language, servers)
        with locked(home), open_tools(settings) as tools:
            arrive(tools, servers, tell)
            run(tools, watched)
            assign(tools, tell)
            run(tools, watched)
            quotation.walk(tools, servers, lead_of(tools, samples.QUOTED), partial(run, tools, watched), tell)
            return look(tools, servers)


def arrive(tools: Tools, servers: MailServers, tell: Tell) -> None:
    """Send the mails by SMTP into the sales mailbox, and drop faxes and phone notes into their folders."""
    mails = samples.mails(tools.language)
    for sample in mails:
        post.send(servers, sample.sender, tools.settings.sender, [sample.data])
    faxes, notes = samples.faxes(), samples.notes(tools.language)
    for folder, dropped in ((FAX_FOLDER, faxes), (PHONE_FOLDER, notes)):
        for sample in dropped:
            shutil.copy(sample.path, tools.settings.home / folder)
    tell(
        Words(
            f"{tools.settings.sender} 收到 {len(mails)} 封邮件，传真文件夹收到 {len(faxes)} 份传真，"
            f"另有 {len(notes)} 份电话记录。正在读取、登记、归档、分发……",
            f"{tools.settings.sender} has got {len(mails)} mails, the fax folder {len(faxes)} faxes, "
            f"and there is {len(notes)} phone note. Reading, registering, filing, handing out …",
        )
    )


def run(tools: Tools, watched: Watched) -> None:
    """Run until nothing is ready; raises Failure where a source or server could not be used."""
    with watched() as progress:
        report = run_once(tools, progress)
    if report.failures:
        raise report.failures[0]


def assign(tools: Tools, tell: Tell) -> None:
    """Do what waits for the coordinator."""
    unassigned = lead_of(tools, samples.ASSIGNED_BY_HAND)
    assigned = people.assign(tools, unassigned)
    tell(
        Words(
            f"业务主管把 {assigned.number} 分派给{assigned.whose.region}，并补填了用户名称。",
            f"The coordinator assigns {assigned.number} to {assigned.whose.region}, and names the customer.",
        )
    )


def lead_of(tools: Tools, name: str) -> Lead:
    """Return the lead that the sample of this name has become; Failure where it has become none."""
    sample = next(each for each in samples.everything(tools.language) if each.name == name)
    with tools.register.read() as c:
        original = originals.original(c, sample.sha256)
        found = leads.lead(c, original.lead) if original and original.lead else None
    if found is None:
        raise Failure(Words(f"样例“{name}”没有成为信息。", f"The sample {name!r} has not become a lead."))
    return found
