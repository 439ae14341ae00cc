"""A home is found by name, variable or place, and belongs to one daemon at a time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leadwright import home
from leadwright.home import command, find_home, locked, one_writer
from leadwright.init import make_home, make_own_folders
from leadwright.settings import load_settings
from sales.words import Failure, Language, Unavailable

HOLD = "import sys; from pathlib import Path; from leadwright.home import locked\n"
HOLD += "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"


def test_the_named_home_goes_before_the_variable_and_the_current_folder(tmp_path: Path) -> None:
    make_home(tmp_path / "here", Language.ZH)
    variable = {"LEADWRIGHT_HOME": str(tmp_path / "variable")}
    assert find_home(tmp_path / "named", variable, tmp_path / "here") == tmp_path / "named"
    assert find_home(None, variable, tmp_path / "here") == tmp_path / "variable"
    assert find_home(None, {}, tmp_path / "here") == tmp_path / "here"


def test_a_folder_without_settings_is_no_home(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="Which home"):
        find_home(None, {}, tmp_path)


def test_a_second_process_is_refused_and_told_who_is_there(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Failure, match=f"in use by process {other.pid}"), locked(tmp_path):
            pytest.fail("two daemons in one home")
        other.kill()
    with locked(tmp_path):  # a killed process leaves no lock behind
        assert (tmp_path / ".leadwright.lock").read_text() == str(os.getpid())


def test_a_command_line_runs_wherever_it_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shell of whoever reads a mail does not find the program by its name."""
    program = tmp_path / "our venv" / "bin" / "leadwright"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s|" "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(program), "run"])
    line = command(tmp_path / "our home", "retry", "7")
    done = subprocess.run(
        ["sh", "-c", line], cwd="/", env={"PATH": os.defpath}, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"--home|{tmp_path}/our home|retry|7|"


@pytest.mark.parametrize("language", Language)
def test_a_new_home_is_ready_to_be_loaded(tmp_path: Path, language: Language) -> None:
    make_home(tmp_path, language)
    settings = load_settings(tmp_path)
    assert settings.language is language
    assert all(folder.path.is_dir() for folder in settings.folders())
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700


def test_an_existing_home_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "leadwright.toml").write_text('language = "en"')
    with pytest.raises(Failure, match="is there already"):
        make_home(tmp_path, Language.ZH)
    assert (tmp_path / "leadwright.toml").read_text() == 'language = "en"'


def test_a_restored_home_gets_its_watched_folders_back(tmp_path: Path) -> None:
    """Also the second below a folder that the first one brings."""
    watched = [tmp_path / "inbox/fax", tmp_path / "inbox/phone", tmp_path / "scans"]
    make_own_folders(tmp_path, watched)
    assert all(folder.is_dir() for folder in watched)


def test_where_a_share_may_belong_no_folder_is_made(tmp_path: Path) -> None:
    """I6: what is put into a folder below a mount point disappears when the share is back."""
    home = tmp_path / "home"
    (home / "inbox").mkdir(parents=True)  # a mount point, its share away
    (home / "link").symlink_to(tmp_path / "away")
    watched = [home / "inbox/fax", home / "link", home / "link/fax", home / "../share", tmp_path / "mnt/fax"]
    make_own_folders(home, watched)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["home", "inbox", "link"]


def test_a_writer_who_does_not_end_is_named_and_waited_for_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stopped process, or one on a dead share, keeps the service from nothing else."""
    monkeypatch.setattr(home, "WRITER_SECONDS", 0.1)
    says = pytest.raises(Unavailable, match=rf"Process {os.getpid()}")
    with one_writer(tmp_path), says, one_writer(tmp_path):
        pass
    with one_writer(tmp_path):
        pass
