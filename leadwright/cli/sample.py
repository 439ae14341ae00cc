"""``leadwright demo``: the main job on samples, from a fresh machine."""

from importlib import import_module

import typer

from leadwright.cli.language import SPOKEN, both
from leadwright.cli.service import Spoken
from leadwright.cli.session import Home
from leadwright.journal import keep_journal

app = typer.Typer()


@app.command(
    help=both("用样例演示全过程，不需要任何设置", "show the whole job on samples; needs no settings")
)
def demo(home: Home = None, language: Spoken = None) -> None:
    """Make a home with a sample company, send it mails and faxes, and list what became of them."""
    keep_journal()
    # Its mail servers are of no use to any other command, and take a second to import.
    import_module("leadwright.demo").run(home, language or SPOKEN.get())
