"""``leadwright demo``: the main job on samples, from a fresh machine."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from documents.kinds import KINDS as DOCUMENTS
from documents.labels import KINDS
from leadwright.cli.columns import NOTHING
from leadwright.cli.language import SPOKEN, both
from leadwright.cli.output import Column, View, progress, say, show, show_heading, show_table
from leadwright.cli.service import Spoken
from leadwright.cli.session import Home
from leadwright.cli.terms import STAGES, STATES
from leadwright.home import command
from leadwright.journal import keep_journal
from leadwright.views import Views
from sales.handing_out import acting_manager
from sales.words import Words

if TYPE_CHECKING:
    from leadwright.demo.outcome import Outcome

app = typer.Typer()


def _column(zh: str, en: str, key: str) -> Column:
    return Words(zh, en), lambda view: view[key] or NOTHING


LEADS = (
    _column("登记号", "number", "number"),
    _column("用户", "customer", "customer"),
    _column("类别", "kind", "kind"),
    _column("区域", "region", "region"),
    _column("业务经理", "manager", "manager"),
    _column("阶段", "stage", "stage"),
)
FORMS = (
    _column("登记号", "number", "number"),
    _column("表格", "form", "form"),
    _column("位置", "path", "path"),
)
MAILS = (
    _column("收件人", "to", "to"),
    _column("邮件", "mail", "subject"),
    _column("附件数", "attached", "attached"),
)
NO_LEADS = (
    _column("来件", "what came", "title"),
    _column("处理", "what became of it", "state"),
    _column("登记号", "lead", "lead"),
    _column("原因", "why", "reason"),
)


@app.command(
    help=both("用样例演示全过程，不需要任何设置", "show the whole job on samples; needs no settings")
)
def demo(home: Home = None, language: Spoken = None) -> None:
    """Make a home with a sample company, send it mails and faxes, and list what became of them."""
    # Its mail servers are of no use to any other command, and take a second to import.
    from leadwright.demo.company import new_home  # noqa: PLC0415
    from leadwright.demo.morning import play  # noqa: PLC0415

    keep_journal(logging.CRITICAL)  # what goes wrong is said in words
    named = home or os.environ.get("LEADWRIGHT_HOME")
    place = new_home(Path(named).absolute() if named else None, Path.cwd())
    outcome = play(place, language or SPOKEN.get(), say, progress)
    _show(outcome)
    faults = outcome.faults()
    for fault in faults:
        say(fault)
    if faults:
        raise typer.Exit(1)


def _show(outcome: Outcome) -> None:
    home = outcome.settings.home
    show_heading(Words("登记的信息", "Leads"))
    show_table(_leads(outcome), LEADS)
    show_heading(Words("写成的表格", "Forms written"))
    show_table(_forms(outcome), FORMS)
    show_heading(Words("送达的邮件（从各人信箱中读回）", "Mails delivered, as read from the mailboxes"))
    show_table(_mails(outcome), MAILS)
    show_heading(Words("没有另行登记的来件", "What became no lead of its own"))
    show_table(_no_leads(outcome), NO_LEADS)
    show_heading(Words("在哪里看", "Where to look"))
    show(Words(f"文件夹：{home}", f"Home: {home}"))
    for words in _next(outcome):
        show(words)


def _leads(outcome: Outcome) -> Iterator[View]:
    for lead in outcome.leads:
        manager = acting_manager(lead, outcome.settings.territory)
        known = lead.enquiry.company or lead.enquiry.contact or lead.enquiry.email
        yield {
            "number": lead.number,
            "customer": known.value if known else "",
            "kind": KINDS[lead.kind],
            "region": lead.whose.region,
            "manager": manager.name if manager else "",
            "stage": STAGES[lead.stage],
        }


def _forms(outcome: Outcome) -> Iterator[View]:
    views = Views(outcome.settings)
    for form in outcome.forms:
        yield {"number": form.lead, "form": DOCUMENTS[form.kind].title, "path": views.path(form.path)}


def _mails(outcome: Outcome) -> Iterator[View]:
    inboxes = {person.name: mails for person, mails in outcome.inboxes.items()} | dict(outcome.customers)
    for owner, mails in inboxes.items():
        for mail in mails:
            yield {"to": owner, "subject": mail.subject, "attached": len(mail.attachments)}


def _no_leads(outcome: Outcome) -> Iterator[View]:
    for original in outcome.no_leads:
        yield {
            "title": outcome.title(original),
            "state": STATES[original.state],
            "lead": original.lead,
            "reason": original.reason,
        }


def _next(outcome: Outcome) -> Iterator[Words]:
    """Yield what is worth a look now, each command on a line of its own, to be copied: they work on this very
    home.
    """
    home = outcome.settings.home
    number = outcome.leads[0].number if outcome.leads else ""
    example = Words("company=样例机械厂", "company=Example").in_(SPOKEN.get())
    for what, words in (
        (Words("登记表和原件", "Forms and originals"), str(outcome.settings.archive_root)),
        (Words("一条信息的全部", "One lead with everything"), command(home, "lead", number)),
        (Words("收到的全部原件", "Everything that came in"), command(home, "originals")),
        (Words("搁置的来件", "What was set aside"), command(home, "held")),
        (Words("待办", "What waits for whom"), command(home, "tasks")),
        (
            Words("自己登记一条", "Register a lead by hand"),
            command(home, "add", "--channel", "phone", "--set", example),
        ),
    ):
        yield Words(f"{what.zh}：", f"{what.en}:")
        yield Words(f"  {words}", f"  {words}")
    yield Words(
        "演示用的邮件服务器已随演示停止，这个文件夹不能再收发邮件。正式使用请用 init 另建一个。",
        "The demo's mail servers have gone with it: this home can send and fetch no more. Make one by init "
        "for real work.",
    )
