"""What was set aside, and what a person does about it (I7)."""

from typing import Annotated

import typer

from leadwright import holding
from leadwright.cli import columns
from leadwright.cli.language import both
from leadwright.cli.output import say, show_views
from leadwright.cli.session import By, Home, Json, tools_of, who
from leadwright.views import Views
from register import held
from sales.words import Words

app = typer.Typer()

Id = Annotated[int, typer.Argument(help=both("搁置项的编号", "as `leadwright held` shows it"), metavar="ID")]


@app.command("held", help=both("列出搁置的事项及原因", "list what was set aside, and why"))
def list_held(home: Home = None, as_json: Json = False) -> None:
    """Print what was set aside."""
    with tools_of(home) as tools, tools.register.read() as c:
        show_views(map(Views(tools.settings).held, held.held(c)), columns.HELD, as_json)


@app.command(help=both("重新处理一个搁置项", "let a held item go on where it stopped"))
def retry(id_: Id, by: By = "", home: Home = None) -> None:
    """Put a held item back where it failed."""
    with tools_of(home) as tools:
        item = holding.retry(tools, id_, who(tools.settings, by))
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
