"""Register and archive of a home belong together."""

from pathlib import Path

import pytest

from leadwright.settings import load_settings
from leadwright.tools import open_tools
from sales.words import Failure
from tests.leadwright.desk import write_home
from tests.office import mail


def test_an_empty_register_is_not_begun_on_an_archive_with_leads(tmp_path: Path) -> None:
    """A lost file, or a slip in its address: all mails came again, under numbers given before (I2, I3)."""
    settings = load_settings(write_home(tmp_path / "home", "sqlite:///register.db"))
    lead = settings.archive_root / "2026/2026-11/华东/LW-2026-00001 南京宏达"
    lead.mkdir(parents=True)
    with pytest.raises(Failure, match=r"register\.db is empty"), open_tools(settings):
        pass
    lead.rmdir()
    with open_tools(settings) as tools:
        assert tools.archive.root == settings.archive_root


def test_what_was_kept_before_its_row_was_committed_is_no_reason_to_refuse(tmp_path: Path) -> None:
    """A home that is killed in its very first minute starts again."""
    settings = load_settings(write_home(tmp_path / "home", "sqlite:///register.db"))
    with open_tools(settings) as tools:
        tools.archive.keep([([mail()], ".eml", tools.now())])
    with open_tools(settings) as tools:
        tools.archive.check()
