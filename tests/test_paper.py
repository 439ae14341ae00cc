"""The paper: what the documentation says is what the program has, and nothing the program has goes unsaid."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import draw_process
import pytest
import typer
from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from leadwright.cli.app import app
from leadwright.init import SAMPLES
from leadwright.settings.explain import model_in
from leadwright.settings.keys import Keys
from sales.judgement import Kind
from sales.lead import Stage
from sales.original import Channel, OriginalState
from sales.paper import Delivery, DocumentKind
from sales.people import Role
from sales.process import ENDS, MOVES, OPEN
from sales.words import Language

ROOT = Path(__file__).parents[1]
TOP = "Top level"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def tables(document: str) -> dict[str, dict[str, str]]:
    """Return for each heading of a document the first two cells of the lines of its table."""
    parts = re.split(r"^## ", document, flags=re.MULTILINE)[1:]
    headed = (part.partition("\n") for part in parts)
    return {
        heading: dict(re.findall(r"^\| `([^`]+)` \| (.+?) \|", body, re.MULTILINE))
        for heading, _, body in headed
    }


def sections() -> Iterator[tuple[str, type[BaseModel]]]:
    """Return each table of the settings with its model, under the heading that the paper gives it."""
    for key, field in Keys.model_fields.items():
        if inner := model_in(field.annotation):
            yield f"[[{key}]]" if isinstance(field.default, tuple) else f"[{key}]", inner
            yield from (
                (f"[{key}.{name}]", deeper)
                for name, each in inner.model_fields.items()
                if (deeper := model_in(each.annotation))
            )
    yield TOP, Keys


def keys_of(heading: str, model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the keys that the table under this heading has to have."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    return {key: f for key, f in fields.items() if heading != TOP or not model_in(f.annotation)}


SETTINGS = tables(text("docs/settings.md"))
SECTIONS = dict(sections())
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined] # typer hides the type


def test_the_paper_has_exactly_the_tables_of_the_settings() -> None:
    assert SETTINGS.keys() == SECTIONS.keys()


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_setting_is_on_paper_with_its_default(heading: str) -> None:
    fields = keys_of(heading, SECTIONS[heading])
    assert SETTINGS[heading].keys() == fields.keys()
    for key, field in fields.items():
        assert is_default(SETTINGS[heading][key], field), f"{heading} {key}"


def is_default(cell: str, field: FieldInfo) -> bool:
    """Say whether the paper's cell means the field's default; a bare word means that nothing is set."""
    if cell == "*needed*":
        return field.is_required()
    value = field.get_default(call_default_factory=True)
    if not cell.startswith("`"):
        return not field.is_required() and value is None
    kind = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    meant: object = TypeAdapter(kind).validate_python(tomllib.loads(f"value = {cell.strip('`')}")["value"])
    return meant == value


@pytest.mark.parametrize("language", Language)
def test_a_new_home_shows_only_settings_that_there_are(language: Language) -> None:
    """Commented lines too: whoever takes the # away must not meet an error."""
    sample = (SAMPLES / f"{language}.toml").read_text("utf-8")
    uncommented = re.sub(r"^# (?=\[|\w+ = )", "", sample, flags=re.MULTILINE)
    written = tomllib.loads(uncommented)
    for table in (*written["mailbox"], written["smtp"]):
        table["password_file"] = ""
        table["password_env"] = "HOME"
    assert Keys(**written).person


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_on_paper_with_all_its_options(command: str) -> None:
    described = re.search(
        rf"^## {command}\n(.*?)(?=^## |\Z)", text("docs/commands.md"), re.MULTILINE | re.DOTALL
    )
    assert described, f"docs/commands.md has no heading for {command}"
    for parameter in parameters(COMMANDS[command]):
        named = parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[0]
        assert (named or parameter.name.upper()) in described[1], parameter.name


def parameters(command: Any) -> Iterator[Any]:
    """Yield the arguments and options of a command and of those below it."""
    yield from command.params
    for inner in getattr(command, "commands", {}).values():
        yield from parameters(inner)


def test_the_paper_describes_no_command_that_there_is_not() -> None:
    assert set(re.findall(r"^## (\w+)$", text("docs/commands.md"), re.MULTILINE)) == set(COMMANDS)


def test_commands_that_the_paper_tells_people_to_run_exist() -> None:
    for name in ("README.md", "docs/operations.md", "docs/commands.md", "docs/settings.md"):
        for word in re.findall(r"(?:`|\.venv/bin/)leadwright (?:--home \S+ )?([a-z]+)", text(name)):
            assert word in COMMANDS, f"{name}: leadwright {word}"


def test_the_procedure_on_paper_is_the_one_that_the_program_goes_by() -> None:
    """`python scripts/draw_process.py` draws it anew."""
    assert draw_process.PAGE.read_text("utf-8") == draw_process.page() + "\n"


def test_the_pictures_of_the_procedure_leave_out_no_move_that_leads_on_from_some_stages() -> None:
    drawn = re.findall(r"^    (\w+) --> (\w+): (.+)$", draw_process.page(), re.MULTILINE)
    edges = {(before, after, name) for before, after, names in drawn for name in names.split(", ")}
    for rule in MOVES:
        leads_on = {(before, rule.to) for before in rule.stages if rule.to not in (None, before)}
        expected = {(a.replace("-", "_"), b.replace("-", "_"), rule.name) for a, b in leads_on if b}
        assert expected <= edges or rule.stages in (OPEN, ENDS), rule.name


TERMS = {
    "Kinds": Kind,
    "Channels": Channel,
    "Stages": Stage,
    "Roles": Role,
    "States of an original": OriginalState,
    "States of a delivery": Delivery,
    "Documents": DocumentKind,
}


@pytest.mark.parametrize("heading", TERMS)
def test_the_glossary_has_every_term_in_chinese(heading: str) -> None:
    listed = tables(text("docs/glossary.md"))[heading]
    assert listed.keys() == {str(term) for term in TERMS[heading]}
    assert all(CHINESE.search(chinese) for chinese in listed.values())
