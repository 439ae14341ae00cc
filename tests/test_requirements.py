"""The requirements files: complete, pinned with hashes, and without what breaks on a server."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
FILES = ("requirements.txt", "requirements-dev.txt", "scripts/requirements-virtualenv.txt")
PYTHONS = ("3.11", "3.12", "3.13")


def entries(name: str) -> list[str]:
    """Return what the file asks for, one package with its hashes each."""
    return (ROOT / name).read_text("utf-8").replace("\\\n", " ").splitlines()


def pinned(name: str, python: str) -> dict[str, str]:
    """Return the versions that this Python gets on Linux."""
    environment = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": "linux"}
    wanted = (Requirement(entry.partition(" --hash")[0]) for entry in entries(name))
    return {
        canonicalize_name(each.name): str(each.specifier).removeprefix("==")
        for each in wanted
        if each.marker is None or each.marker.evaluate(environment)
    }


@pytest.mark.parametrize("name", FILES)
def test_every_package_is_pinned_with_its_hashes_and_comes_from_no_named_place(name: str) -> None:
    for entry in entries(name):
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; .+?)?( +--hash=sha256:[0-9a-f]{64})+ *", entry), entry


@pytest.mark.parametrize("python", PYTHONS)
def test_the_project_gets_all_it_asks_for_in_the_range_it_asks_for(python: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    asked = {
        "requirements.txt": [*project["project"]["dependencies"], *groups["build"]],
        "requirements-dev.txt": [each for each in groups["dev"] if isinstance(each, str)],
    }
    for name, requirements in asked.items():
        versions = pinned(name, python)
        for requirement in map(Requirement, requirements):
            version = versions[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(version, prereleases=True), f"{requirement}: {version}"


@pytest.mark.parametrize("python", PYTHONS)
def test_only_the_opencv_that_needs_no_screen_gets_in(python: str) -> None:
    found = {package for package in pinned("requirements.txt", python) if package.startswith("opencv")}
    assert found == {"opencv-python-headless"}


def test_both_files_agree_on_what_they_share() -> None:
    for python in PYTHONS:
        program, tests = pinned("requirements.txt", python), pinned("requirements-dev.txt", python)
        assert {p: v for p, v in tests.items() if p in program} == {
            p: program[p] for p in tests if p in program
        }
