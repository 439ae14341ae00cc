"""Handing a lead out: who gets it, what goes with the mail, and what is only named."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from leadwright import engine, handing_out, holding, pipeline
from leadwright.by_hand import add_by_hand
from leadwright.home import command
from leadwright.mended import retry_mended
from leadwright.pipeline import STEPS
from leadwright.procedure.asking import code_in, hash_of
from leadwright.tools import Tools
from register import approvals, leads
from sales.judgement import Kind
from sales.lead import Lead, Stage
from sales.original import Channel
from sales.words import Failure
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk, attached, body, form_of
from tests.office import PEOPLE, mail, person

SECOND_COORDINATOR = person("qian", "钱敏", "coordinator")
FIXTURES = Path(__file__).parents[1] / "fixtures"
HOUR = timedelta(hours=1)
NOWHERE = mail(
    "询价焊机",
    "需要焊机一台，请报价。\n\n张先生\n",
    sender="z@hongda.example",
    message_id="<n@hongda.example>",
)


def registered(desk: Desk, kind: Kind = Kind.LEAD, sent: bytes | None = None) -> None:
    """Register a lead of this kind and hand it out."""
    desk.receive(sent or mail())
    desk.work("understand", "place")
    with desk.tools.register.begin() as c:
        leads.change(c, "LW-2026-00001", kind=kind)
    desk.work()


def addresses(desk: Desk) -> tuple[list[str], list[str]]:
    """Return who gets the newest mail, and who gets a copy."""
    message = desk.handed_out()
    fields = (message[name].addresses if message[name] else () for name in ("To", "Cc"))
    to, cc = ([address.username for address in field] for field in fields)
    return to, cc


def test_the_manager_acts_and_the_coordinator_knows(desk: Desk) -> None:
    """P2.1: the manager has a task, until the same time of the next working day."""
    registered(desk)
    assert addresses(desk) == (["li"], ["wang"])
    (task,) = desk.tasks()
    assert (task.owner, task.clause, task.due_at) == ("li", "P2.1", desk.lead().first_contact_due)
    assert desk.lead().stage is Stage.HANDED_OUT


def test_it_may_be_answered_with_one_line_that_its_code_proves(desk: Desk) -> None:
    """I12: the coordinator, who has the mail in copy, may answer more."""
    registered(desk)
    text = body(desk.handed_out())
    assert "  已联系客户：联系情况 —— 随后由您填写项目信息及方案申请表\n" in text
    assert "业务主管还可以回复：\n  谢绝：原因 —— 随后由王芳（业务主管）审核谢绝回复函\n" in text
    with desk.tools.register.read() as c:
        (asked,) = approvals.open_of(c, "LW-2026-00001")
    assert (asked.person, asked.stage, asked.papers) == ("li", Stage.HANDED_OUT, ())
    assert asked.code_hash == hash_of(code_in(desk.handed_out()["Subject"]))


def test_the_request_that_the_manager_is_to_complete_goes_along(desk: Desk) -> None:
    """P2.3: with what the enquiry says already; nobody completes it for a lead that is no manager's."""
    registered(desk)
    assert attached(desk.handed_out())[1] == "项目信息及方案申请表 LW-2026-00001.docx"
    assert "  《项目信息及方案申请表》：提交方案申请，随后" in body(desk.handed_out())


def test_every_coordinator_knows(new_desk: NewDesk) -> None:
    desk = new_desk(people=PEOPLE + SECOND_COORDINATOR)
    registered(desk)
    assert addresses(desk) == (["li"], ["wang", "qian"])


def test_where_no_manager_fits_all_coordinators_are_asked_by_name(new_desk: NewDesk) -> None:
    desk = new_desk(people=PEOPLE + SECOND_COORDINATOR)
    registered(desk, sent=NOWHERE)
    assert addresses(desk) == (["wang", "qian"], [])
    assert body(desk.handed_out()).startswith("王芳、钱敏，您好：\n\n未能确定本线索的业务经理")
    assert [task.owner for task in desk.tasks()] == ["wang"]


@pytest.mark.parametrize(("language", "who"), [("zh", "李明（华东）："), ("en", "李明 (华东):")])
def test_who_is_to_assign_a_lead_is_told_how(new_desk: NewDesk, language: str, who: str) -> None:
    """In a terminal by a line to copy, without one by forwarding the mail."""
    desk = new_desk(head=f'language = "{language}"')
    registered(desk, sent=NOWHERE)
    text = body(desk.handed_out())
    home = desk.tools.settings.home
    line = command(home, "act", "LW-2026-00001", "correct", "--by", "wang", "--set", "manager=li")
    assert f"- {who}\n  {line}\n" in text
    assert {"zh": "转发给系统管理员", "en": "forward this mail to the administrator"}[language] in text


def test_a_lead_that_seems_to_be_nothing_for_us_can_be_taken_back(desk: Desk) -> None:
    registered(desk, Kind.DECLINE)
    assert "act LW-2026-00001 correct --by wang --set kind=lead\n" in body(desk.handed_out())


def test_a_manager_who_is_the_coordinator_gets_one_mail(new_desk: NewDesk) -> None:
    desk = new_desk(people=PEOPLE.replace('roles = ["manager"]', 'roles = ["manager", "coordinator"]'))
    registered(desk)
    assert addresses(desk) == (["li"], ["wang"])
    assert [r.email for r in desk.outgoing()[0].recipients] == ["li@example.com", "wang@example.com"]


def test_people_who_share_an_address_get_one_mail(new_desk: NewDesk) -> None:
    """A small office has one mailbox for all."""
    desk = new_desk(people=PEOPLE.replace("li@example.com", "wang@example.com"))
    registered(desk)
    assert [r.email for r in desk.outgoing()[0].recipients] == ["wang@example.com"]


def test_without_a_coordinator_the_manager_gets_it_all_the_same(new_desk: NewDesk) -> None:
    desk = new_desk(people=PEOPLE.replace('roles = ["coordinator"]', 'roles = ["office"]'))
    registered(desk)
    assert addresses(desk) == (["li"], [])


def test_with_nobody_to_act_the_lead_is_held_until_there_is_somebody(new_desk: NewDesk) -> None:
    """I7: it is registered and filed; the reason names the setting to mend."""
    desk = new_desk(people=PEOPLE.replace('roles = ["coordinator"]', 'roles = ["office"]'))
    registered(desk, sent=NOWHERE)
    (item,) = desk.held()
    assert (item.step, item.subject) == ("hand-out", "LW-2026-00001")
    assert 'roles = ["coordinator"]' in item.reason.zh
    assert desk.lead().stage is Stage.REGISTERED


def test_a_tender_goes_to_the_director_too(new_desk: NewDesk) -> None:
    """P5.1: passed to manager and director."""
    desk = new_desk(people=PEOPLE + OTHERS)
    registered(desk, Kind.TENDER)
    assert addresses(desk) == (["li"], ["wang", "zhao"])


@pytest.mark.parametrize(
    ("kind", "copies", "asks"),
    [
        (Kind.OTHER_DIVISION, ["zhao"], "本线索看来属于其他事业部"),
        (Kind.DECLINE, [], "本线索看来不属公司承接范围"),
    ],
)
def test_what_is_not_for_a_manager_addresses_none(
    new_desk: NewDesk, kind: Kind, copies: list[str], asks: str
) -> None:
    """P1.2, P1.3: settled by coordinator and director, although the customer is in 李明's region."""
    desk = new_desk(people=PEOPLE + OTHERS)
    registered(desk, kind)
    assert addresses(desk) == (["wang"], copies)
    assert body(desk.handed_out()).startswith(f"王芳，您好：\n\n{asks}")
    assert "李明" not in body(desk.handed_out())
    assert "王芳（待分派）" in form_of(desk.handed_out())


def test_one_mail_to_people_of_two_languages_is_in_the_company_s(new_desk: NewDesk) -> None:
    desk = new_desk(people=PEOPLE.replace('id = "li"', 'id = "li"\nlanguage = "en"'))
    registered(desk)
    assert desk.handed_out()["Subject"].startswith("【新线索】")
    assert "信息登记表" in attached(desk.handed_out())[0]


def test_every_original_goes_as_what_it_is(desk: Desk, tmp_path: Path) -> None:
    """A mail program opens a file by its type, and shows a mail that is attached as a mail."""
    letter = tmp_path / "letter.eml"
    letter.write_bytes(mail("Enquiry", "We need a tube welder in Wuxi.", sender="z@hongda.example"))
    names = ("office/enquiry.rtf", "office/enquiry.xls", "outlook/note.msg")
    files = [letter, *(FIXTURES / name for name in names)]
    add_by_hand(desk.tools, Channel.DEALER, {}, files, "wang")
    desk.work()
    parts = desk.handed_out().iter_attachments()
    assert sorted(part.get_content_type() for part in parts) == [
        "application/rtf",
        "application/vnd.ms-excel",
        "application/vnd.ms-outlook",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",  # the registration
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",  # the request
        "message/rfc822",
        "text/plain",
    ]


def test_an_original_that_was_changed_on_disk_is_held_and_not_sent(desk: Desk) -> None:
    """I3, P3.4: whatever lies there now is not what the customer sent."""
    desk.receive(mail())
    desk.work("understand", "place")
    (original,) = desk.originals()
    path = desk.tools.archive.absolute(original.path)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"and a discount of 50 %")
    desk.work()
    (item,) = desk.held()
    assert (item.step, item.subject) == ("hand-out", "LW-2026-00001")
    assert original.path in item.reason.zh
    assert desk.outgoing() == []


def test_an_original_that_was_changed_before_it_was_laid_is_held(desk: Desk) -> None:
    """I3."""
    desk.receive(mail())
    desk.work("understand")
    (original,) = desk.originals()
    path = desk.tools.archive.absolute(original.path)
    path.chmod(0o644)
    path.write_bytes(b"Subject: other\r\n\r\n")
    desk.work()
    assert {item.step for item in desk.held()} == {"place", "hand-out"}
    assert desk.outgoing() == []


def test_what_is_too_large_is_named_with_its_size_and_the_rest_goes_along(new_desk: NewDesk) -> None:
    """What came after the large file is attached all the same, and the mail stays below the limit."""
    desk = new_desk(extra="attach_limit = 150_000\n")
    small = mail("补充 LW-2026-00001", "管径 219 mm。", message_id="<small@hongda.example>")
    large = mail(text="南京宏达机械有限公司需要环缝焊机两台。\n" + ("图纸" * 30 + "\n") * 1000)
    desk.receive(large)
    desk.work("understand")
    desk.receive(small)
    desk.work()
    message = desk.handed_out()
    assert attached(message)[2:] == ["补充 LW-2026-00001.eml"]
    assert "以下文件过大，未随信附上：\n  - 询价：环缝焊机.eml（" in body(message)
    assert len(desk.bytes_of(desk.outgoing()[0].path)) < 150_000 * 1.37 + 15_000


def test_a_broken_template_holds_the_lead_and_retry_hands_it_out(desk: Desk) -> None:
    """I7: the reason names the file; nothing has to be taken in again."""
    own = broken_template(desk)
    registered(desk)
    (item,) = desk.held()
    assert str(own) in item.reason.zh
    assert desk.outgoing() == []

    own.unlink()
    holding.retry(desk.tools, item.id)
    desk.work()
    assert desk.lead().stage is Stage.HANDED_OUT
    assert desk.held() == []
    assert addresses(desk) == (["li"], ["wang"])


def broken_template(desk: Desk) -> Path:
    own = desk.tools.settings.home / "templates/zh/registration.docx"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"no Word file")
    return own


def test_a_mended_template_lets_what_was_held_for_it_go_on_by_itself(desk: Desk) -> None:
    """I7."""
    own = broken_template(desk)
    registered(desk.at(desk.tools.now() - HOUR))
    own.unlink()
    assert retry_mended(desk.tools) == 1
    desk.work()
    assert (desk.held(), desk.lead().stage) == ([], Stage.HANDED_OUT)


def test_a_template_that_is_still_broken_is_tried_once_for_each_change(desk: Desk) -> None:
    """So nobody is told of the same trouble every half minute."""
    broken_template(desk)
    registered(desk.at(desk.tools.now() - HOUR))
    later = desk.at(desk.tools.now() + HOUR)
    assert retry_mended(later.tools) == 1
    later.work()
    assert len(desk.held()) == 1
    assert retry_mended(later.tools) == 0


def test_a_template_that_is_saved_while_a_hand_out_reads_it_counts_as_mended(desk: Desk) -> None:
    own = broken_template(desk)

    def hand_out(tools: Tools, lead: Lead) -> None:
        try:
            pipeline.hand_out(tools, lead)
        except Failure:
            own.unlink()
            raise

    steps = [replace(step, take=hand_out) if step.name == "hand-out" else step for step in STEPS]
    desk.receive(mail())
    engine.advance(desk.tools, steps=steps)
    assert len(desk.held()) == 1
    assert retry_mended(desk.tools) == 1


def test_settings_count_as_mended_once_they_are_read(new_desk: NewDesk) -> None:
    desk = new_desk(people=PEOPLE.replace('roles = ["coordinator"]', 'roles = ["office"]'))
    earlier = desk.at(desk.tools.now() - HOUR)
    registered(earlier, sent=NOWHERE)
    assert len(desk.held()) == 1
    not_read = replace(desk.tools, opened_at=desk.tools.now() - 2 * HOUR)
    assert retry_mended(not_read) == 0
    assert retry_mended(desk.tools) == 1


def test_a_broken_mail_template_holds_the_lead_and_leaves_one_version_of_each_form(desk: Desk) -> None:
    """What the first try left in the archive is written over by the second."""
    own = desk.tools.settings.home / "templates/zh/mail/hand-out.txt"
    own.parent.mkdir(parents=True)
    own.write_text("{{ nonsense }}\n\n", "utf-8")
    registered(desk)
    (item,) = desk.held()
    assert str(own) in item.reason.zh

    own.unlink()
    holding.retry(desk.tools, item.id)
    desk.work()
    forms = [path for path in desk.files() if path.endswith(".docx")]
    assert [Path(path).name for path in forms] == ["proposal-request-v1.docx", "registration-v1.docx"]


def test_a_crash_before_the_register_heard_leaves_each_form_once_and_one_mail(desk: Desk) -> None:
    """The step is repeated: what it left in the archive is written over, not doubled."""
    desk.receive(mail())
    desk.work("understand", "place")
    handing_out.prepare(desk.tools, desk.lead())
    desk.work()
    folder = desk.lead().folder
    made = [path.removeprefix(f"{folder}/") for path in desk.files() if path.startswith(folder)]
    assert [path for path in made if not path.startswith("originals")] == [
        "correspondence/hand-out LW-2026-00001.eml",
        "documents/proposal-request-v1.docx",
        "documents/registration-v1.docx",
        "manifest-sha256.txt",
    ]
    (sent,) = desk.outgoing()
    assert sent.path == f"{folder}/correspondence/hand-out LW-2026-00001.eml"
