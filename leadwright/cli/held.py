"""What was set aside, and what a person does about it (I7)."""

from typing import Annotated

import typer

from leadwright import holding
from leadwright.cli import columns
from leadwright.cli.language import SPOKEN, both
from leadwright.cli.output import say, show_views
from leadwright.cli.session import By, Home, Json, tools_of, who
from leadwright.home import command
from leadwright.tools import Tools
from leadwright.views import Views
from register import held
from sales.paper import Held
from sales.words import Words

app = typer.Typer()

Id = Annotated[int, typer.Argument(help=both("搁置项的编号", "as `leadwright held` shows it"), metavar="ID")]
Ids = Annotated[
    list[int] | None,
    typer.Argument(help=both("搁置项的编号，可写多个", "as `leadwright held` shows them"), metavar="ID…"),
]
All = Annotated[
    bool,
    typer.Option("--all", help=both("全部，可能已送达的邮件除外", "all but mails that may have arrived")),
]


@app.command("held", help=both("列出搁置的事项及原因", "list what was set aside, and why"))
def list_held(home: Home = None, as_json: Json = False) -> None:
    """Print what was set aside."""
    with tools_of(home) as tools, tools.register.read() as c:
        show_views(map(Views(tools.settings).held, held.held(c)), columns.HELD, as_json)


@app.command(help=both("重新处理搁置项", "let held items go on where they stopped"))
def retry(ids: Ids = None, all_: All = False, by: By = "", home: Home = None) -> None:
    """Put held items back where they failed."""
    if bool(ids) == all_:
        wrong = Words("请写一个或多个编号，或只写 --all", "Write one or more IDs, or --all alone")
        raise typer.BadParameter(wrong.in_(SPOKEN.get()))
    with tools_of(home) as tools:
        person = who(tools.settings, by)
        if ids:
            for id_ in ids:
                _say_retried(holding.retry(tools, id_, person))
        else:
            _retry_all(tools, person)


def _retry_all(tools: Tools, by: str) -> None:
    again, mails = holding.retry_all(tools, by)
    for item in again:
        _say_retried(item)
    for mail in mails:
        line = command(tools.settings.home, "retry", str(mail.id))
        say(
            Words(
                f"邮件“{mail.name}”可能已送达，未重发。核实后：{line}",
                f'The mail "{mail.name}" may have arrived and is not sent again. Find out, then: {line}',
            )
        )
    if not again and not mails:
        say(Words("没有搁置的事项。", "Nothing is held."))


def _say_retried(item: Held) -> None:
    say(Words(f"{item.name} 将重新处理。", f"{item.name} will be tried again."))


@app.command(help=both("不再处理一个搁置项", "settle a held item for good"))
def drop(
    id_: Id,
    reason: Annotated[str, typer.Option(help=both("原因", "why"))],
    by: By = "",
    home: Home = None,
) -> None:
    """Settle a held item for good; its original stays in the archive."""
    with tools_of(home) as tools:
        item = holding.drop(tools, id_, reason, who(tools.settings, by))
    say(
        Words(
            f"{item.name} 已了结，原件仍在归档中。",
            f"{item.name} is settled; its original stays in the archive.",
        )
    )
