"""Correcting a lead: who may, what may be changed, and what follows from it."""

import subprocess
from dataclasses import replace
from datetime import timedelta

import pytest

from documents.sending import Smtp
from leadwright import delivery, holding, pipeline
from leadwright.correct import correct
from leadwright.views import Views
from register import leads
from sales.handing_out import NOT_FOR_A_MANAGER
from sales.judgement import NO_LEAD, Kind
from sales.lead import Stage
from sales.paper import Delivery
from sales.words import Failure, Refused, Words
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk, form_of
from tests.office import PEOPLE, mail
from tests.servers.smtp import SmtpServer

NUMBER = "LW-2026-00001"
EAST, NORTH = "华东", "华北"


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A desk with managers for two regions and one lead, handed out to the first."""
    desk = new_desk(people=PEOPLE + OTHERS)
    desk.register_mails(mail())
    return desk


def change(desk: Desk, by: str = "wang", **changes: str) -> None:
    correct(desk.tools, NUMBER, changes, by)


def lies_where_it_says(desk: Desk) -> bool:
    """Return whether the lead's folder, its manifest and the paths of the register agree."""
    folder = desk.tools.archive.absolute(desk.lead().folder)
    subprocess.run(["sha256sum", "--quiet", "-c", "manifest-sha256.txt"], cwd=folder, check=True)
    paths = {original.path for original in desk.originals()} | {sent.path for sent in desk.outgoing()}
    return paths <= set(desk.files()) and len(list(folder.parents[1].glob("*/LW-*"))) == 1


def test_a_new_region_brings_its_manager_and_moves_the_folder(desk: Desk) -> None:
    """P3.4, P2.1."""
    change(desk, region=NORTH)
    desk.work()
    lead = desk.lead()
    assert (lead.whose.region, lead.whose.manager) == (NORTH, "sun")
    assert f"/{NORTH}/" in lead.folder
    assert lies_where_it_says(desk)


def test_the_new_manager_gets_form_mail_and_task(desk: Desk) -> None:
    """P2.1: the lead is handed out again; the first mail keeps its bytes (I9), the old task is over."""
    (first,) = desk.outgoing()
    before = desk.bytes_of(first.path)
    change(desk, region=NORTH)
    desk.work()
    first, second = desk.outgoing()
    assert desk.bytes_of(first.path) == before
    assert [recipient.email for recipient in second.recipients] == ["sun@example.com", "wang@example.com"]
    assert [task.owner for task in desk.tasks()] == ["sun"]
    assert desk.lead().stage is Stage.HANDED_OUT
    assert any(path.endswith("documents/registration-v2.docx") for path in desk.files())


def test_a_correction_that_changes_nobody_s_work_sends_nothing(desk: Desk) -> None:
    change(desk, quantity="3 台")
    desk.work()
    assert len(desk.outgoing()) == 1
    assert desk.lead().stage is Stage.HANDED_OUT


def test_a_tender_that_was_taken_for_a_lead_reaches_the_director(desk: Desk) -> None:
    """P5.1."""
    change(desk, kind="tender")
    desk.work()
    assert "zhao@example.com" in [recipient.email for recipient in desk.outgoing()[-1].recipients]
    assert desk.lead().kind is Kind.TENDER


def test_no_region_takes_the_lead_back_to_the_coordinator(desk: Desk) -> None:
    change(desk, region="")
    desk.work()
    assert desk.lead().whose.manager == ""
    assert "/_未分区/" in desk.lead().folder
    assert [task.owner for task in desk.tasks()] == ["wang"]


@pytest.mark.parametrize("names", [("region", "manager"), ("manager", "region")])
def test_a_manager_named_beside_the_region_stands_above_the_region_s(
    desk: Desk, names: tuple[str, str]
) -> None:
    values = {"region": NORTH, "manager": "li"}
    correct(desk.tools, NUMBER, {name: values[name] for name in names}, "wang")
    assert (desk.lead().whose.region, desk.lead().whose.manager) == (NORTH, "li")


def test_the_folder_follows_the_company_s_name(desk: Desk) -> None:
    change(desk, company="南京宏大机械有限公司")
    desk.work()
    assert desk.lead().folder.endswith(f"/{EAST}/{NUMBER} 南京宏大机械有限公司")
    assert lies_where_it_says(desk)


def test_an_emptied_field_is_empty(desk: Desk) -> None:
    change(desk, quantity="")
    assert desk.lead().enquiry.quantity is None


def test_what_was_typed_says_so(desk: Desk) -> None:
    change(desk, phone=" 025-1234 ")
    phone = desk.lead().enquiry.phone
    assert phone is not None
    assert (phone.value, phone.place) == ("025-1234", "by hand")


def test_the_log_says_who_changed_what(desk: Desk) -> None:
    change(desk, region=NORTH)
    desk.work()
    corrected, moved, handed = desk.moves()[-3:]
    assert (corrected.by, corrected.way, corrected.detail) == ("wang", "command", {"region": NORTH})
    assert (corrected.before, corrected.after) == ("handed-out", "registered")
    assert (moved.name, handed.name) == ("move", "hand-out")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("region", "华中", "没有“华中”这个区域。现有：华东、华北。"),
        ("manager", "wang", "“wang”不是业务经理的编号。业务经理有：li、sun。"),
        ("manager", "nobody", "“nobody”不是业务经理的编号"),
        ("email", "a@b.example, c@d.example", "邮箱地址 'a@b.example, c@d.example' 无效"),
        ("kind", "offer", "没有“offer”这一类。可用：lead, tender,"),
        ("colour", "red", "没有“colour”这一栏。可以更改：region, manager, kind, company,"),
    ],
)
def test_what_is_unknown_is_named_with_what_is_known(desk: Desk, name: str, value: str, said: str) -> None:
    """Nothing of the same call is changed either."""
    before = desk.lead()
    with pytest.raises(Failure) as failure:
        correct(desk.tools, NUMBER, {"company": "甲", name: value}, "wang")
    assert said in failure.value.words.zh
    assert desk.lead() == before


@pytest.mark.parametrize(
    ("by", "said"), [("li", "li 不能更正"), ("nobody", "nobody 不能更正"), ("", "没有写由谁更正")]
)
def test_only_coordinator_and_director_may_and_are_named(desk: Desk, by: str, said: str) -> None:
    """P4.4."""
    with pytest.raises(Refused) as refused:
        change(desk, by, region=NORTH)
    assert said in refused.value.words.zh
    assert "请用 --by 写明编号：wang（王芳）、zhao（赵刚）。" in refused.value.words.zh
    change(desk, "zhao", region=NORTH)


def test_a_correction_of_nothing_is_refused(desk: Desk) -> None:
    before = desk.moves()
    with pytest.raises(Failure, match="--set field=value"):
        change(desk)
    assert desk.moves() == before


def test_a_correction_to_what_it_says_is_no_move(desk: Desk) -> None:
    """What was read keeps the words that it was read from."""
    before, moves = desk.lead(), desk.moves()
    assert before.enquiry.company is not None
    said = {"region": EAST, "kind": "lead", "company": before.enquiry.company.value, "budget": ""}
    corrected = correct(desk.tools, NUMBER, said, "wang")
    assert not corrected.is_changed
    assert (desk.lead(), desk.moves()) == (before, moves)


def test_a_lead_that_is_not_there_is_named(desk: Desk) -> None:
    with pytest.raises(Failure, match="LW-2026-00009"):
        correct(desk.tools, "LW-2026-00009", {"region": NORTH}, "wang")


def renamed_but_not_noted(desk: Desk) -> None:
    """Leave things as a crash leaves them between the rename and the commit."""
    lead = desk.lead()
    desk.tools.archive.move_lead(lead.folder, lead.next_folder)


def test_a_crash_between_rename_and_commit_is_made_good(desk: Desk) -> None:
    change(desk, region=NORTH)
    renamed_but_not_noted(desk)
    desk.work()
    assert f"/{NORTH}/" in desk.lead().folder
    assert lies_where_it_says(desk)
    assert desk.held() == []


def test_a_mail_that_joins_after_such_a_crash_lies_in_the_new_place(desk: Desk) -> None:
    """Laid in the old one, it would make the old folder anew, and the move could never end."""
    change(desk, region=NORTH)
    renamed_but_not_noted(desk)
    desk.receive(mail(f"补充 {NUMBER}", "管径 219 mm。"))
    desk.work()
    assert desk.held() == []
    assert [f"/{NORTH}/" in original.path for original in desk.originals()] == [True, True]
    assert lies_where_it_says(desk)


@pytest.mark.parametrize("crashed", [False, True])
@pytest.mark.parametrize("next_region", [EAST, ""])
def test_a_second_correction_before_the_first_was_carried_out_wins(
    desk: Desk, next_region: str, crashed: bool
) -> None:
    change(desk, region=NORTH)
    if crashed:
        renamed_but_not_noted(desk)
    change(desk, region=next_region)
    desk.work()
    assert desk.held() == []
    assert f"/{next_region or '_未分区'}/" in desk.lead().folder
    assert desk.lead().next_folder == ""
    assert lies_where_it_says(desk)


def test_taken_back_while_it_is_being_moved_it_comes_back(desk: Desk) -> None:
    """The command line corrects while the service is between rename and commit."""
    change(desk, region=NORTH)
    being_moved = desk.lead()
    change(desk, region=EAST)
    pipeline.move(desk.tools, being_moved)
    desk.work()
    assert f"/{EAST}/" in desk.lead().folder
    assert lies_where_it_says(desk)


def test_a_lead_corrected_before_its_original_was_laid_into_its_folder_moves_afterwards(
    new_desk: NewDesk,
) -> None:
    desk = new_desk(people=PEOPLE + OTHERS)
    desk.receive(mail())
    desk.work("understand")
    change(desk, region=NORTH)
    desk.work()
    assert desk.held() == []
    assert lies_where_it_says(desk)


def test_a_move_onto_another_folder_is_held_and_goes_on_when_that_is_gone(desk: Desk) -> None:
    """I7: nothing is written over; the lead goes on working where it stands."""
    change(desk, region=NORTH)
    in_the_way = desk.tools.archive.absolute(desk.lead().next_folder)
    in_the_way.mkdir(parents=True)
    desk.work()
    (item,) = desk.held()
    assert item.step == "move"
    assert NORTH in item.reason.zh
    in_the_way.rmdir()
    holding.retry(desk.tools, item.id)
    desk.work()
    assert lies_where_it_says(desk)


def test_a_mail_in_the_outbox_moves_with_its_lead(desk: Desk) -> None:
    """I9: what waits to be sent is found in its new place, and leaves with the same bytes."""
    (composed,) = desk.outgoing()
    data = desk.bytes_of(composed.path)
    change(desk, region=NORTH)
    desk.work()
    with SmtpServer() as smtp, Smtp(smtp.host, smtp.port, "none") as server:
        while delivery.deliver(replace(desk.tools, smtp=server)):
            pass
        assert next(delivered.data for delivered in smtp.deliveries) == data
    assert all(f"/{NORTH}/" in sent.path for sent in desk.outgoing())
    assert {each.state for sent in desk.outgoing() for each in sent.recipients} == {Delivery.SENT}


def test_a_mail_that_was_changed_on_disk_is_held_and_not_sent(desk: Desk) -> None:
    """I9: the bytes are fixed when a mail is composed; whatever else lies there now is not ours to send."""
    (composed,) = desk.outgoing()
    path = desk.tools.archive.absolute(composed.path)
    path.chmod(0o644)
    path.write_bytes(b"Bcc: thief@example.com\r\n" + path.read_bytes())
    with SmtpServer() as smtp, Smtp(smtp.host, smtp.port, "none") as server:
        while delivery.deliver(replace(desk.tools, smtp=server)):
            pass
        assert smtp.deliveries == []
    (item,) = desk.held()
    assert composed.path in item.reason.zh


def test_a_mail_whose_folder_is_on_its_way_waits_and_is_not_held(desk: Desk) -> None:
    """The sender's thread may come between the rename and the commit of the thread that moves."""
    change(desk, region=NORTH)
    renamed_but_not_noted(desk)
    with SmtpServer() as smtp, Smtp(smtp.host, smtp.port, "none") as server:
        sender = replace(desk.tools, smtp=server)
        while delivery.deliver(sender):
            pass
        assert smtp.deliveries == []
        assert desk.held() == []
        desk.work()
        later = desk.at(desk.tools.now() + timedelta(minutes=5))
        while delivery.deliver(replace(later.tools, smtp=server)):
            pass
    assert {each.state for sent in desk.outgoing() for each in sent.recipients} == {Delivery.SENT}


def test_an_unplaced_lead_waits_only_for_what_began_it(desk: Desk) -> None:
    """A letter that joined and is still to be laid there moves its place along."""
    desk.receive(mail(f"补充 {NUMBER}", "管径 219 mm。"))
    desk.work("understand")
    change(desk, region=NORTH)
    with desk.tools.register.read() as c:
        assert [lead.number for lead in leads.moving(c, 10)] == [NUMBER]
    desk.work()
    assert lies_where_it_says(desk)


def test_a_new_address_brings_its_province_region_and_manager(desk: Desk) -> None:
    """P2.1, P3.4: whose a lead is follows from where the customer is."""
    change(desk, address="天津市西青区学府工业区5号")
    desk.work()
    whose = desk.lead().whose
    assert (whose.region, whose.manager) == (NORTH, "sun")
    assert whose.province is not None
    assert whose.province.value == "天津"
    assert f"/{NORTH}/" in desk.lead().folder


def test_a_new_address_leaves_a_region_set_by_hand(desk: Desk) -> None:
    """P4.4: what a person has decided, no rule changes."""
    change(desk, address="天津市西青区学府工业区5号", region=EAST)
    whose = desk.lead().whose
    assert (whose.region, whose.manager) == (EAST, "li")
    assert whose.city is not None
    assert whose.city.value == "天津"


def test_an_address_without_a_place_changes_the_address_only(desk: Desk) -> None:
    before = desk.lead().whose
    change(desk, address="工业园区5号")  # there is one in every city
    assert desk.lead().whose == before


@pytest.mark.parametrize("kind", sorted(NO_LEAD))
def test_what_is_no_lead_after_all_is_closed_and_nobody_s_task(desk: Desk, kind: Kind) -> None:
    change(desk, kind=kind)
    desk.work()
    assert (desk.lead().kind, desk.lead().stage, desk.tasks()) == (kind, Stage.CLOSED, [])
    assert (desk.moves()[-1].before, desk.moves()[-1].after) == (Stage.HANDED_OUT, Stage.CLOSED)
    assert len(desk.outgoing()) == 1


def test_what_is_no_lead_after_all_is_not_handed_out(new_desk: NewDesk) -> None:
    """A correction may come before the form was written."""
    desk = new_desk()
    desk.receive(mail())
    desk.work("understand", "place")
    change(desk, kind=Kind.SPAM)
    desk.work()
    assert (desk.lead().stage, desk.outgoing()) == (Stage.CLOSED, [])


def test_a_hand_out_that_was_held_is_not_waited_for_where_it_is_no_lead(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.receive(mail())
    desk.work("understand", "place")
    broken = Words("模板有误", "broken template")
    holding.hold(desk.tools, leads.HAND_OUT, desk.lead(), broken, desk.tools.now())
    change(desk, kind=Kind.SPAM)
    desk.work()
    assert (desk.held(), desk.outgoing()) == ([], [])


def test_what_is_a_lead_after_all_is_handed_out_again(desk: Desk) -> None:
    change(desk, kind=Kind.SPAM)
    change(desk, kind=Kind.LEAD)
    desk.work()
    assert desk.lead().stage is Stage.HANDED_OUT
    assert [task.owner for task in desk.tasks()] == ["li"]
    assert len(desk.outgoing()) == 2


def test_a_manager_named_by_hand_says_nothing_of_the_region(desk: Desk) -> None:
    """The region is the one that was found; a later address still leaves the manager who was named."""
    change(desk, manager="sun")
    assert desk.lead().whose.reason.zh == "业务经理由人指定"
    change(desk, address="北京市朝阳区建国路 1 号")
    assert (desk.lead().whose.region, desk.lead().whose.manager) == (EAST, "sun")


@pytest.mark.parametrize("kind", sorted(NOT_FOR_A_MANAGER))
def test_form_and_views_name_the_same_who_acts(desk: Desk, kind: Kind) -> None:
    """P1.2, P1.3: nothing says that the region's manager has what he never got."""
    change(desk, kind=kind)
    desk.work()
    assert Views(desk.tools.settings).lead(desk.lead())["manager"] is None
    assert [task.owner for task in desk.tasks()] == ["wang"]
    form = form_of(desk.handed_out())
    assert "王芳（待分派）" in form
    assert "李明" not in form
    with desk.tools.register.read() as c:
        assert list(leads.listing(c, manager="li")) == []
