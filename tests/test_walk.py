"""The walk: real mails and scans through real servers, from the mailbox to the manager's inbox."""

import hashlib
import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import docx
import pytest

from register import tasks
from sales.calls import Call
from tests.office import Office, mail
from tests.servers.dovecot import Dovecot
from tests.servers.smtp import SmtpServer

SCANS = Path(__file__).parent / "fixtures" / "scans"


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    with SmtpServer() as smtp:
        yield smtp


@pytest.fixture
def office(tmp_path: Path, smtp: SmtpServer, database_url: str, warm: None) -> Iterator[Office]:
    with Dovecot(tmp_path / "dovecot") as dovecot:
        yield Office(tmp_path / "home", dovecot, smtp, database_url=database_url)


def test_a_mail_becomes_a_filed_lead_whose_form_reaches_manager_and_coordinator(office: Office) -> None:
    """P1.1, P1.4, P2.1: registered, archived by period and region, handed out with its form."""
    sent = mail()
    office.receive(sent)
    office.run_once()

    (lead,) = office.json("leads")
    assert (lead["number"], lead["region"], lead["manager"]) == ("LW-2026-00001", "华东", "li")
    assert lead["stage"] == "handed-out"
    (original,) = office.json("originals")
    assert (original["state"], original["lead"]) == ("registered", "LW-2026-00001")
    assert (office.home / original["path"]).read_bytes() == sent
    assert "/华东/LW-2026-00001 南京宏达机械有限公司/originals/" in original["path"]

    (delivered,) = office.smtp.wait_for(1)
    assert set(delivered.recipients) == {"li@example.com", "wang@example.com"}
    letter = message_from_bytes(delivered.data, policy=policy.default)
    form, request, attached = letter.iter_attachments()
    assert form.get_filename() == "信息登记表 LW-2026-00001.docx"
    assert request.get_filename() == "项目信息及方案申请表 LW-2026-00001.docx"
    words = "\n".join(
        cell.text
        for table in docx.Document(io.BytesIO(form.get_content())).tables
        for row in table.rows
        for cell in row.cells
    )
    assert "南京宏达机械有限公司" in words
    assert "025-84567890" in words
    assert attached.get_content() == sent  # as a file: an 8-bit mail in a mail is changed on its way


def test_what_is_safe_is_marked_on_the_server_and_nothing_else(office: Office) -> None:
    """I1, I5: the keyword is set once the mail is taken in; nobody's \\Seen is touched."""
    office.receive(mail(), mail("第二封", "需要焊接机器人工作站一套，苏州"))
    office.run_once()
    assert list(office.dovecot.flags("sales").values()) == [frozenset({"Leadwright"})] * 2


def test_a_fax_becomes_a_lead_and_moves_to_taken(office: Office) -> None:
    """P1.1: what came by fax is read, registered and filed with its original."""
    page = (SCANS / "zh-fine.tif").read_bytes()
    office.drop("FAX_02161234567_20261123.tif", page)
    office.run_once()
    (lead,) = office.json("leads")
    assert lead["channel"] == "fax"
    (original,) = office.json("originals")
    assert original["sha256"] == hashlib.sha256(page).hexdigest()
    assert (office.home / "inbox/fax/taken/FAX_02161234567_20261123.tif").read_bytes() == page


def test_a_second_pass_changes_nothing(office: Office) -> None:
    """I2: what was taken in stays one, however often we look."""
    office.receive(mail())
    office.run_once()
    before = office.json("originals"), office.json("leads"), _tree(office.home / "archive")
    office.run_once()
    assert (office.json("originals"), office.json("leads"), _tree(office.home / "archive")) == before
    assert len(office.smtp.deliveries) == 1


def test_an_answer_joins_the_lead_it_answers(office: Office) -> None:
    """P3.4: correspondence lies with its lead."""
    office.receive(mail(message_id="<first@hongda.example>"))
    office.run_once()
    office.receive(
        mail("Re: 询价：环缝焊机", "补充：管径 219 mm。", headers="In-Reply-To: <first@hongda.example>")
    )
    office.run_once()
    assert len(office.json("leads")) == 1
    joined = office.json("originals")[1]
    assert (joined["state"], joined["lead"]) == ("joined", "LW-2026-00001")
    assert "/correspondence/" in joined["path"]


def test_our_own_mail_coming_back_is_filed_not_registered(office: Office) -> None:
    """I10: a coordinator may well read the mailbox that we fetch."""
    office.receive(mail())
    office.run_once()
    office.receive(office.smtp.deliveries[0].data)
    office.run_once()
    assert [original["state"] for original in office.json("originals")] == ["registered", "filed"]
    assert len(office.json("leads")) == 1


def test_a_corrected_region_moves_the_folder_and_is_logged(office: Office) -> None:
    """P3.4: the tree follows what a person knows better."""
    office.receive(mail())
    office.run_once()
    office.call("act", "LW-2026-00001", "correct", "--by", "wang", "--set", "region=华北")
    office.run_once()
    (lead,) = office.json("lead", "LW-2026-00001")
    assert lead["region"] == "华北"
    assert [move["name"] for move in lead["moves"]][-3:] == ["correct", "move", "hand-out"]
    (original,) = office.json("originals")
    assert "/华北/" in original["path"]
    assert (office.home / original["path"]).exists()
    folder = (office.home / original["path"]).parents[1]
    subprocess.run(["sha256sum", "--quiet", "-c", "manifest-sha256.txt"], cwd=folder, check=True)
    assert not list((office.home / "archive").glob("*/*/华东/*"))


def test_every_lead_folder_checks_with_sha256sum(office: Office) -> None:
    """interface.md: the manifest is accepted from inside the folder, and lists every file."""
    office.receive(
        mail(), mail("二", "苏州 需要变位机 3 台"), mail("免费代开发票", "代开发票 加微信 点数优惠")
    )
    office.run_once()
    manifests = list((office.home / "archive").rglob("manifest-sha256.txt"))
    assert len(manifests) >= 3
    for manifest in manifests:
        checked = subprocess.run(
            ["sha256sum", "-c", manifest.name], cwd=manifest.parent, capture_output=True, check=True
        )
        files = [path for path in manifest.parent.rglob("*") if path.is_file() and path != manifest]
        assert checked.stdout.count(b": OK\n") == len(files)


def test_the_daemon_takes_in_by_itself_and_stops_within_five_seconds(office: Office) -> None:
    """Item 10 of the command line: SIGTERM ends the service cleanly."""
    with office.daemon():
        office.receive(mail())
        office.smtp.wait_for(1, timeout=60)
    assert [lead["stage"] for lead in office.json("leads")] == ["handed-out"]


def test_what_is_due_is_told_by_the_service_and_counted(office: Office) -> None:
    """P2.1: whoever has not called a customer in time hears of it, once."""
    office.receive(mail())
    office.run_once()
    now = datetime.now(UTC)
    with office.tools() as tools, tools.register.begin() as c:
        (task,) = tasks.tasks(c)
        due = replace(task, due_at=now, late_at=now + timedelta(days=9), calls=Call.DUE, next_call_at=now)
        assert tasks.set_clock(c, task, due)
    with office.daemon():
        _, told = office.smtp.wait_for(2, timeout=60)
    office.run_once()
    assert len(office.smtp.deliveries) == 2
    assert set(told.recipients) == {"li@example.com"}
    subject = message_from_bytes(told.data, policy=policy.default)["Subject"]
    code = r"\[LW-2026-00001 \w{4}-\w{4}\]"  # it is answered like the mail that it reminds of
    assert re.fullmatch(f"【到期催办】{code} 南京宏达机械有限公司：联系客户，作初步评估", subject)
    assert office.json("status")[-1]["overdue"] == 1


def _tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}
