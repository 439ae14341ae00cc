"""Whatever step was held for a template goes on by itself once that is mended (I7)."""

from datetime import timedelta
from pathlib import Path

import pytest

from leadwright.mended import retry_mended
from leadwright.procedure.acting import Attempt
from leadwright.procedure.by_command import act_by_command
from sales.lead import Stage
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk
from tests.office import mail

NUMBER = "LW-2026-00001"


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A desk with a lead that is handed out, an hour ago."""
    desk = new_desk(extra=OTHERS)
    desk = desk.at(desk.tools.now() - timedelta(hours=1))
    desk.register_mails(mail())
    return desk


def broken(desk: Desk, template: str) -> Path:
    own = desk.tools.settings.home / "templates/zh" / template
    own.parent.mkdir(parents=True)
    own.write_bytes(b"no Word file")
    return own


def test_an_announcement_goes_on_once_its_paper_can_be_written(desk: Desk) -> None:
    own = broken(desk, "decline-letter.docx")
    act_by_command(desk.tools, Attempt(NUMBER, "decline", "wang", "command", {"reason": "超出范围"}))
    desk.work()
    assert [(item.subject, item.step) for item in desk.held()] == [(NUMBER, "announce")]
    own.unlink()
    assert retry_mended(desk.tools) == 1
    desk.work()
    assert (desk.held(), desk.lead().is_announced, desk.lead().stage) == ([], True, Stage.DECLINING)
