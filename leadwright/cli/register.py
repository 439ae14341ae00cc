"""Looking into the register, and adding to it by hand."""

from collections.abc import Iterator
from typing import Annotated

import typer
from sqlalchemy import Connection

from leadwright.by_hand import add_by_hand
from leadwright.cli import columns
from leadwright.cli.language import both
from leadwright.cli.output import (
    say,
    show,
    show_heading,
    show_json,
    show_pairs,
    show_table,
    show_views,
)
from leadwright.cli.pairs import Files, Pairs, pairs_of
from leadwright.cli.session import By, Home, Json, Number, tools_of, who
from leadwright.dossier import dossier, lead_named, original_views
from leadwright.views import View, Views
from register import leads, originals, tasks
from sales.judgement import Kind
from sales.lead import Stage
from sales.original import Channel
from sales.people import Role, Territory
from sales.words import Words

app = typer.Typer()

DOSSIER = (
    (Words("内容与依据", "Fields and their evidence"), "fields", columns.EVIDENCE),
    (Words("原件", "Originals"), "originals", columns.ORIGINALS),
    (Words("文件", "Documents"), "documents", columns.DOCUMENTS),
    (Words("备忘录", "Memos"), "memos", columns.MEMOS),
    (Words("待办", "Tasks"), "tasks", columns.TASKS),
    (Words("审批", "Approvals"), "approvals", columns.APPROVALS),
    (Words("邮件", "Mails"), "mails", columns.MAILS),
    (Words("经过", "What happened"), "moves", columns.MOVES),
)


@app.command(help=both("人工登记一条信息", "register a lead by hand"))
def add(
    channel: Annotated[Channel, typer.Option(help=both("得到信息的渠道", "the way it came"))],
    fields: Pairs = None,
    file: Files = None,
    by: By = "",
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Register a lead by hand and print its number (P1.1)."""
    values = pairs_of(fields)
    with tools_of(home) as tools:
        added = add_by_hand(tools, channel, values, file or [], who(tools.settings, by))
    for words in added.remarks:
        say(words)
    if as_json:
        show_json([{"number": added.number}])
    else:
        show(added.number)


@app.command("leads", help=both("列出登记的信息", "list the leads"))
def list_leads(
    period: Annotated[str | None, typer.Option(help=both("期间，如 2026-11", "e.g. 2026-11"))] = None,
    region: Annotated[str | None, typer.Option(help=both("区域", "of this region"))] = None,
    stage: Annotated[Stage | None, typer.Option(help=both("阶段", "in this stage"))] = None,
    kind: Annotated[Kind | None, typer.Option(help=both("类别", "of this kind"))] = None,
    manager: Annotated[
        str | None, typer.Option(help=both("经办人编号", "of this manager"), metavar="ID")
    ] = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Print the register."""
    with tools_of(home) as tools, tools.register.read() as c:
        for words in _unheard_of(c, tools.territory, period, region, manager):
            say(words)
        found = leads.listing(c, period=period, region=region, stage=stage, kind=kind, manager=manager)
        show_views(map(Views(tools.settings).lead, found), columns.LEADS, as_json)


def _unheard_of(
    c: Connection, territory: Territory, period: str | None, region: str | None, manager: str | None
) -> Iterator[Words]:
    """Say for each name that nothing goes by what there is instead: an empty table may be a slip."""
    for called, asked, known in (
        (Words("期间", "period"), period, leads.periods(c)),
        (Words("区域", "region"), region, [each.name for each in territory.regions]),
        (Words("业务经理", "manager"), manager, [each.id for each in territory.with_role(Role.MANAGER)]),
    ):
        if asked and asked not in known:
            zh, en = "、".join(known) or "无", ", ".join(known) or "none"
            yield Words(
                f"没有“{asked}”这个{called.zh}。现有：{zh}。",
                f'There is no {called.en} "{asked}". There are: {en}.',
            )


@app.command("originals", help=both("列出收到的全部原件", "list everything ever taken in"))
def list_originals(home: Home = None, as_json: Json = False) -> None:
    """Print everything ever taken in, also what became no lead."""
    with tools_of(home) as tools, tools.register.read() as c:
        views = original_views(c, Views(tools.settings), originals.listing(c))
        show_views(views, columns.ORIGINALS, as_json)


@app.command("tasks", help=both("列出待办：谁、何时之前", "list what waits for whom until when"))
def list_tasks(
    owner: Annotated[
        str | None, typer.Option(help=both("负责人编号", "of this person"), metavar="ID")
    ] = None,
    overdue: Annotated[
        bool, typer.Option("--overdue", help=both("只列超期的", "only what is overdue"))
    ] = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Print the open tasks, next due first."""
    with tools_of(home) as tools, tools.register.read() as c:
        found = tasks.tasks(c, owner=owner, overdue_at=tools.now() if overdue else None)
        show_views(map(Views(tools.settings).task, found), columns.TASKS, as_json)


@app.command("lead", help=both("显示一条信息的全部内容", "show one lead with everything"))
def show_lead(number: Number, home: Home = None, as_json: Json = False) -> None:
    """Print one lead with its evidence, originals, documents, tasks, approvals, moves and mails."""
    with tools_of(home) as tools, tools.register.read() as c:
        view = dossier(c, Views(tools.settings), lead_named(c, number))
    if as_json:
        show_json([view])
    else:
        _show_dossier(view)


def _show_dossier(view: View) -> None:
    head = [(title, value(view)) for title, value in columns.LEADS]
    show_pairs([*head, *((title, value(view)) for title, value in columns.STANDING)])
    fields = [{"name": name, **field} for name, field in view["fields"].items()]
    for title, key, shown in DOSSIER:
        rows = fields if key == "fields" else view[key]
        if rows:
            show_heading(title)
            show_table(rows, shown)
