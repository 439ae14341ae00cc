"""Templates: which there are, and whether documents can be made with them."""

from pathlib import Path
from typing import Annotated

import typer

from documents.lint import Fault, placeholders
from leadwright.cli.columns import FAULTS, TEMPLATES
from leadwright.cli.language import SPOKEN, both
from leadwright.cli.output import View, say, show_views
from leadwright.cli.session import Home, Json, home_or_none, settings_or_defaults
from leadwright.templates import Placed, in_use, lying_in, unused
from sales.words import Failure, Words

app = typer.Typer()
group = typer.Typer(help=both("表格和邮件的模板", "the templates of forms and mails"), no_args_is_help=True)
app.add_typer(group, name="template")

OURS, THEIRS = "leadwright", "company"
"""Whose a template is."""


@group.command("list", help=both("列出全部模板", "list every template"))
def list_(home: Home = None, as_json: Json = False) -> None:
    """Print every template that documents and mails are made with, in both languages."""
    place = home_or_none(home)
    show_views((_listed(place, each) for each in in_use(place)), TEMPLATES, as_json)


def _listed(home: Path | None, placed: Placed) -> View:
    return {
        "kind": placed.template.name,
        "title": placed.template.title.in_(SPOKEN.get()),
        "language": placed.language,
        "file": _shown(home, placed.path),
        "whose": OURS if placed.is_ours else THEIRS,
        "placeholders": placeholders(placed.path),
    }


@group.command("check", help=both("检查模板，并用样例试填", "look templates over and fill in samples"))
def check(
    folder: Annotated[
        Path | None, typer.Argument(help=both("模板所在的文件夹", "where the templates lie"), metavar="DIR")
    ] = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Print what is wrong with the company's templates and ours; status 1 where anything is."""
    place = home_or_none(home)
    own = folder or (place / "templates" if place else None)
    if folder and not folder.is_dir():
        raise Failure(Words(f"没有文件夹 {folder}。", f"There is no folder {folder}."))
    placed = [*in_use(None), *(lying_in(own, settings_or_defaults(home).language) if own else ())]
    found = [_found(place, each.path, fault, each) for each in placed for fault in each.faults()]
    if own and not folder:
        found += [_found(place, path, fault) for path, fault in unused(own)]
    if found:
        show_views(found, FAULTS, as_json)
    wrong = sum(not each["warning"] for each in found)
    say(_summary(len(placed), wrong, len(found) - wrong))
    if wrong:
        raise typer.Exit(1)


def _found(home: Path | None, path: Path, fault: Fault, placed: Placed | None = None) -> View:
    return {
        "file": _shown(home, path),
        "template": placed.template.name if placed else None,
        "language": placed.language if placed else None,
        "fault": fault.kind,
        "field": fault.field or None,
        "place": fault.place.in_(SPOKEN.get()) or None,
        "ok": fault.warns,
        "warning": fault.warns,
        "remedy": fault.words.in_(SPOKEN.get()),
    }


def _shown(home: Path | None, path: Path) -> str:
    """Return a path relative to the home; ours, and those of another folder, as they are."""
    return str(path.relative_to(home) if home and path.is_relative_to(home) else path)


def _summary(count: int, wrong: int, known: int) -> Words:
    return Words(
        f"检查了 {count} 个模板：错误 {wrong} 处，提示 {known} 处。",
        f"Templates looked over: {count}; wrong: {wrong}; worth knowing: {known}.",
    )
