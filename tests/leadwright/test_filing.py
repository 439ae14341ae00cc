"""Where things lie: by the company's days, periods and language, whatever was typed elsewhere (P3.4)."""

import re
from datetime import UTC, datetime

import pytest

from leadwright import filing, holding
from leadwright.correct import correct
from leadwright.writing import write_anew
from sales.lead import Stage
from sales.original import Channel
from sales.paper import DocumentKind
from sales.words import Failure
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import Desk, attached, body, form_of
from tests.office import mail

MESSAGE_ID = "<1@hongda.example>"
CHINESE = re.compile("[\u4e00-\u9fff]+")
COMPANY = "南京{{ 123*457 }}<b>&机械有限公司"
HOSTILE = "甲/乙:..\\{{ 123*457 }}{% raw %} <b>&amp;\u202e"


@pytest.mark.parametrize(
    ("period", "folder"), [("month", "2026/2026-11"), ("quarter", "2026/2026-Q4"), ("year", "2026")]
)
def test_the_tree_counts_in_the_period_of_the_settings(new_desk: NewDesk, period: str, folder: str) -> None:
    desk = new_desk(extra=f'[archive]\nperiod = "{period}"\n')
    desk.receive(mail(), at=datetime(2026, 11, 23, 1, tzinfo=UTC))
    desk.receive(mail("代开发票", "代开发票 加微信 点数优惠"), at=datetime(2026, 11, 23, 1, tzinfo=UTC))
    desk.work()
    assert desk.lead().folder.startswith(f"{folder}/华东/")
    assert desk.lead().period == folder.rpartition("/")[2]
    assert desk.originals()[1].path.startswith(f"{folder}/_unfiled/originals/")


def test_a_mail_after_midnight_belongs_to_the_company_s_new_day(desk: Desk) -> None:
    """2026-11-30 16:30 UTC is half past midnight on 1 December in Shanghai."""
    desk.receive(mail(), at=datetime(2026, 11, 30, 16, 30, tzinfo=UTC))
    desk.work()
    (original,) = desk.originals()
    assert "/originals/2026-12-01 询价" in original.path
    assert desk.lead().folder.startswith("2026/2026-12/")
    assert filing.period_name(desk.tools, original.received_at) == "2026-12"


def test_text_from_outside_is_nothing_but_text(desk: Desk) -> None:
    """I16: in the form and the mail as written, in names made safe for every file system; nothing runs."""
    said = f"公司名称：{COMPANY}\n需要环缝焊机两台，{HOSTILE}\x07\n电话 025-84567890\n"
    lead = desk.register_mails(mail(f"询价 {HOSTILE}", said))
    message = desk.handed_out()
    assert lead.enquiry.company is not None
    assert lead.enquiry.company.value == COMPANY
    for text in (form_of(message), body(message), str(message["Subject"])):
        assert COMPANY in text
        assert str(123 * 457) not in text
    assert lead.folder.endswith(f"/华东/{lead.number} 南京{{{{ 123_457 }}}}_b_&机械有限公司")
    (original,) = desk.originals()
    name = original.path.rpartition("/")[2]
    assert not set(name) & set('/\\:*?"<>|\u202e')
    assert "{{ 123_457 }}{% raw %} _b_&amp;" in name
    assert original.path in desk.files()


def test_a_file_s_name_from_outside_is_nothing_but_text(desk: Desk) -> None:
    """I16."""
    page = "南京宏达机械有限公司，需要环缝焊机两台，电话 025-84567890\n".encode()
    desk.receive(page, name="..\\..\\{{ 123*457 }} a&b<c>.txt", channel=Channel.PHONE)
    desk.work()
    (original,) = desk.originals()
    assert "{{ 123_457 }} a&b_c_" in original.path
    assert original.path in desk.files()
    assert any("{{ 123*457 }} a&b<c>" in name for name in attached(desk.handed_out()))
    assert "{{ 123*457 }} a&b<c>" in form_of(desk.handed_out())


def test_an_english_company_reads_english_everywhere(new_desk: NewDesk) -> None:
    """Folders, form, mail and reasons."""
    desk = new_desk(head='language = "en"')
    said = "We need two girth welders, please quote.\n\nJohn Smith\n"
    lead = desk.register_mails(mail("Enquiry: girth welder", said, sender="John Smith <john@smith.example>"))
    assert "/_no-region/LW-2026-00001" in lead.folder
    message = desk.handed_out()
    assert message["Subject"].startswith("[New lead] [LW-2026-00001 ")
    assert body(message).startswith("Dear 王芳,\n\nNo manager could be found for this lead")
    assert attached(message)[0].startswith("Lead registration form")
    assert "Channel" in form_of(message)
    ours = {"王芳", "李明", "华东"}  # names of people and regions, as the settings have them
    assert set(CHINESE.findall(body(message))) <= ours


def test_a_folder_that_a_person_has_renamed_is_missed_and_not_made_anew(desk: Desk) -> None:
    """What comes next is held with its name, and lies with the rest once the folder has its name back."""
    lead = desk.register_mails(mail(message_id=MESSAGE_ID))
    folder = desk.tools.archive.absolute(lead.folder)
    renamed = folder.rename(folder.with_name("老客户"))
    with pytest.raises(Failure, match=lead.number) as missed:
        write_anew(desk.tools, DocumentKind.REGISTRATION, lead.number, "wang")
    assert lead.folder in missed.value.words.zh
    desk.receive(
        mail("询价：再加一台", headers=f"In-Reply-To: {MESSAGE_ID}", message_id="<2@hongda.example>")
    )
    correct(desk.tools, lead.number, {"manager": ""}, "wang")
    desk.work()
    assert {item.step for item in desk.held()} == {"place", "hand-out"}
    assert all(lead.folder in item.reason.zh for item in desk.held())
    assert not folder.exists()

    renamed.rename(folder)
    for item in desk.held():
        holding.retry(desk.tools, item.id)
    desk.work()
    assert desk.held() == []
    assert {original.path.startswith(lead.folder) for original in desk.originals()} == {True}
    assert desk.lead().stage is Stage.HANDED_OUT
