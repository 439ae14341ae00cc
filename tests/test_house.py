"""The house: floors, file and function lengths, names, and what an installed wheel shows of it."""

import ast
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import SLOW

ROOT = Path(__file__).parents[1]
ROOMS = ("leadwright", "ingest", "classify", "archive", "documents", "register", "sales")
FORBIDDEN = {"utils", "util", "helpers", "helper", "base", "manager", "common", "misc"}

LONGEST_FILE = 250
LONGEST_FUNCTION = 40
LONGER_FILES: dict[str, str] = {}  # path: reason
LONGER_FUNCTIONS = {
    "documents/mails.py:hand_out": "one line for each field of the mail, in its order",
    "documents/registration.py:fields": "one line for each field of the form, in the form's order",
    "register/migrations/versions/v0001_first_register.py:_make_originals": "one line for each column",
}
"""What may be longer, each with its reason."""


def modules() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


MODULES = [pytest.param(path, id=named(path)) for path in modules()]


def test_imports_run_downwards_and_siblings_do_not_know_each_other() -> None:
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout
    assert "1 kept, 0 broken" in linted.stdout


def test_the_business_needs_the_standard_library_only() -> None:
    for path in (ROOT / "sales").rglob("*.py"):
        imported = set(imports(ast.parse(path.read_text("utf-8"))))
        assert imported <= sys.stdlib_module_names | {"sales"}, named(path)
        assert not imported & {"os", "io", "pathlib", "socket", "sqlite3", "time"}, named(path)


def imports(tree: ast.AST) -> Iterator[str]:
    """Return the first name of every import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", MODULES)
def test_a_file_says_what_it_is_for_and_has_one_purpose(path: Path) -> None:
    source = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(source)), "it has no docstring"
    assert not FORBIDDEN & set(path.relative_to(ROOT).with_suffix("").parts), "its name says nothing"
    if named(path) not in LONGER_FILES:
        assert source.count("\n") <= LONGEST_FILE


@pytest.mark.parametrize("path", MODULES)
def test_functions_are_short(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            name = f"{named(path)}:{node.name}"
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION or name in LONGER_FUNCTIONS, name


def test_the_slow_tests_that_come_first_are_there() -> None:
    assert [path for path in SLOW if not (ROOT / path).exists()] == []


def test_every_exception_is_still_needed() -> None:
    known = {named(path) for path in modules()}
    assert LONGER_FILES.keys() <= known
    assert {name.partition(":")[0] for name in LONGER_FUNCTIONS} <= known
    for name in LONGER_FILES:
        assert (ROOT / name).read_text("utf-8").count("\n") > LONGEST_FILE, name


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `pip install` would build it, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", folder, ROOT], check=True, timeout=120)
    (built,) = folder.glob("leadwright-*.whl")
    return built


def test_a_wheel_shows_nothing_but_leadwright(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        tops = {name.partition("/")[0] for name in files.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"leadwright"}


def test_an_installed_wheel_runs_away_from_its_source(wheel: Path, tmp_path: Path) -> None:
    """Rooms, templates, samples and tables are all in it."""
    with zipfile.ZipFile(wheel) as files:
        files.extractall(tmp_path / "installed")
    program = "import sys; sys.path.insert(0, 'installed'); from leadwright.cli.app import main; main()"
    command = [sys.executable, "-P", "-c", program]
    made = subprocess.run(
        [*command, "init", "home"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert made.returncode == 0, made.stderr
    examined = subprocess.run(
        [*command, "--home", "home", "doctor", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (
        '"template registration","ok":true' in examined.stdout
        or '"模板 registration","ok":true' in examined.stdout
    )


def test_no_other_distribution_ships_our_names() -> None:
    owners = packages_distributions()
    for room in (*ROOMS, "templates"):
        assert set(owners.get(room, [])) <= {"leadwright"}, room
