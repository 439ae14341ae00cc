"""Running the service and looking after it."""

from pathlib import Path
from typing import Annotated

import typer

from leadwright.cli import columns
from leadwright.cli.language import SPOKEN, both
from leadwright.cli.output import progress, say, show_json, show_pairs, show_table, show_views
from leadwright.cli.session import Home, Json, home_of, tools_of
from leadwright.daemon import Daemon
from leadwright.doctor import examine
from leadwright.home import command, locked
from leadwright.init import make_home, make_own_folders
from leadwright.journal import keep_journal
from leadwright.once import Report, run_once
from leadwright.status import source_lines, totals
from leadwright.tools import Tools
from sales.words import Language, Words

app = typer.Typer()

Spoken = Annotated[
    Language | None, typer.Option(help=both("语言", "of the forms, mails and messages"), show_default=False)
]

TOTALS = (
    (Words("待处理", "waiting to be read"), "queue"),
    (Words("待归档", "waiting to be filed"), "to_place"),
    (Words("待移动的文件夹", "folders to be moved"), "to_move"),
    (Words("待分发的线索", "leads to be handed out"), "to_hand_out"),
    (Words("待通知下一步的线索", "leads whose next step is to be announced"), "to_announce"),
    (Words("待处理的回复", "answers to be acted on"), "to_answer"),
    (Words("搁置", "held"), "held"),
    (Words("待发邮件", "mails to send"), "outbox"),
    (Words("投递不确定", "mails of uncertain delivery"), "uncertain"),
    (Words("超期事项", "overdue tasks"), "overdue"),
)


@app.command(help=both("新建一个文件夹，内有写好说明的设置文件", "make a home with commented settings"))
def init(
    folder: Annotated[Path, typer.Argument(help=both("新建在哪里", "where to make it"), metavar="DIR")],
    language: Spoken = None,
) -> None:
    """Make a home with commented settings and its folders."""
    settings = make_home(folder, language or SPOKEN.get())
    check = command(folder, "doctor")
    say(
        Words(
            f"已建立 {settings}。请填写邮箱、人员和区域，然后检查：\n  {check}",
            f"{settings} is made. Fill in mailboxes, people and regions, then check it:\n  {check}",
        )
    )


@app.command(
    help=both("启动服务；--once 只处理到没有可做的为止", "run the service, or once until nothing is ready")
)
def run(
    once: Annotated[
        bool, typer.Option("--once", help=both("处理完即结束", "end when nothing is ready"))
    ] = False,
    home: Home = None,
) -> None:
    """Run the daemon until it is told to stop, or one pass over everything."""
    keep_journal(language=SPOKEN.get())
    with locked(home_of(home)), tools_of(home) as tools, tools.register.alone():
        make_own_folders(tools.settings.home, [watch.folder.path for watch in tools.watches])
        if once:
            _run_once(tools)
        else:
            Daemon(tools).serve()


def _run_once(tools: Tools) -> None:
    with progress() as meter:
        tools.reader.on_page = meter.page
        report = run_once(tools, meter)
    for failure in report.failures:
        say(failure.words)
    say(_summary(report))
    if report.failures:
        raise typer.Exit(1)


def _summary(report: Report) -> Words:
    return Words(
        f"接收 {report.taken} 件，处理 {report.steps} 步，发出邮件 {report.sent} 封。",
        f"Taken in: {report.taken}; steps: {report.steps}; mails sent: {report.sent}.",
    )


@app.command(
    help=both("检查设置、邮箱、文件夹、数据库等", "check settings, servers, folders, database and more")
)
def doctor(home: Home = None, as_json: Json = False) -> None:
    """Check everything the service needs; exit status 1 where something is wrong."""
    findings = list(examine(home_of(home)))
    language = SPOKEN.get()
    views = [
        {
            "what": each.what.in_(language),
            "ok": each.ok,
            "warning": each.ok and each.warns,
            "remedy": each.said.in_(language),
        }
        for each in findings
    ]
    show_views(views, columns.CHECKS, as_json)
    if not all(each.ok for each in findings):
        raise typer.Exit(1)


@app.command(help=both("各来源的情况，以及有什么在等待", "how the sources are doing, and what waits"))
def status(home: Home = None, as_json: Json = False) -> None:
    """Print a line per source, then what waits."""
    with tools_of(home) as tools, tools.register.read() as c:
        lines = list(source_lines(c, tools.settings))
        waiting = totals(c, tools.settings, tools.now())
    if as_json:
        show_json([*lines, waiting])
        return
    show_table(lines, columns.SOURCES)
    show_pairs((title, waiting[key]) for title, key in TOTALS)
    for alarm in waiting["alarms"]:
        say(Words(f"警报：{alarm['alarm']}", f"Alarm: {alarm['alarm']}"))
