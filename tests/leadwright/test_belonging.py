"""Which lead a mail belongs to: told by its number, by what it answers, or by being a copy."""

from leadwright import belonging
from sales.letter import Letter
from sales.original import OriginalState
from sales.words import Words
from tests.leadwright.desk import Desk
from tests.office import mail

FIRST = "LW-2026-00001"


def states(desk: Desk) -> list[str]:
    return [original.state for original in desk.originals()]


def test_the_same_mail_in_two_of_our_mailboxes_is_one_lead(desk: Desk) -> None:
    """I2: other Received headers, other bytes, but the same Message-ID and the same words."""
    sent = mail(message_id="<one@hongda.example>")
    lead = desk.register_mails(
        sent, b"Received: from mx2.example.com; Mon, 23 Nov 2026 09:16:00 +0800\r\n" + sent
    )
    assert states(desk) == ["registered", "joined"]
    assert {original.lead for original in desk.originals()} == {lead.number}


def test_another_mail_with_the_same_message_id_is_a_lead_of_its_own(desk: Desk) -> None:
    """I2: Message-ID alone never proves a duplicate."""
    desk.receive(mail(message_id="<one@hongda.example>"))
    desk.receive(
        mail("采购焊接机器人", "苏州，需要焊接机器人工作站一套。", message_id="<one@hongda.example>")
    )
    desk.work()
    assert states(desk) == ["registered", "registered"]
    assert len(desk.leads()) == 2


def test_a_mail_without_a_message_id_is_no_copy_of_another_without_one(desk: Desk) -> None:
    without = mail().replace(b"Message-ID:", b"X-Gone:")
    desk.receive(without)
    desk.receive(without + b"\r\n")
    desk.work()
    assert len(desk.leads()) == 2


def test_a_number_in_the_subject_joins_a_mail_to_its_lead(desk: Desk) -> None:
    lead = desk.register_mails(mail())
    desk.receive(mail(f"关于 {lead.number} 的补充", "管径改为 219 mm。", sender="zhou@hongda.example"))
    desk.work()
    assert states(desk) == ["registered", "joined"]


def test_a_strangers_enquiry_is_a_lead_of_its_own_whatever_number_it_names(desk: Desk) -> None:
    """Joined to another's lead, it would lie there and nobody would be told of a new customer."""
    lead = desk.register_mails(mail())
    subject = f"求购机器人（贵司编号 {lead.number}）"
    desk.receive(mail(subject, "我公司需要焊接机器人工作站 3 套，请报价。", sender="z@bie.example"))
    desk.work()
    assert [each.number for each in desk.leads()] == [lead.number, "LW-2026-00002"]


def test_staff_may_add_an_enquiry_to_a_lead_by_its_number(desk: Desk) -> None:
    lead = desk.register_mails(mail())
    desk.receive(mail(f"转：{lead.number}", "客户又要环缝焊机 1 台，请报价。", sender="li@example.com"))
    desk.work()
    assert len(desk.leads()) == 1


def test_a_number_that_no_lead_has_makes_a_new_lead(desk: Desk) -> None:
    lead = desk.register_mails(mail("询价 LW-2026-04711"))
    assert lead.number == FIRST


def test_an_answer_to_our_own_mail_joins_the_lead_it_was_about(desk: Desk) -> None:
    """The manager answers the hand-out mail and rewrites its subject."""
    desk.register_mails(mail())
    (ours,) = desk.outgoing()
    desk.receive(
        mail("收到", "我明天联系。", sender="li@example.com", headers=f"References: {ours.message_id}")
    )
    desk.work()
    assert states(desk) == ["registered", "joined"]


def test_our_own_mail_is_filed_with_the_reason(desk: Desk) -> None:
    """I10: the coordinator's mailbox may be the one that we fetch."""
    desk.register_mails(mail())
    desk.receive(desk.bytes_of(desk.outgoing()[0].path))
    desk.work()
    filed = desk.originals()[1]
    assert (filed.state, filed.reason, filed.lead) == (OriginalState.FILED, belonging.OURS, None)


def test_an_enquiry_under_the_message_id_of_our_mail_is_a_lead_of_its_own(desk: Desk) -> None:
    """I2: whoever got our mail knows its Message-ID, and may write something new under it."""
    desk.register_mails(mail())
    (ours,) = desk.outgoing()
    desk.receive(mail("采购焊接机器人", "苏州，需要焊接机器人工作站一套。", message_id=ours.message_id))
    desk.work()
    assert states(desk) == ["registered", "registered"]


def test_our_own_mail_is_known_by_a_hostile_subject_too(desk: Desk) -> None:
    """What a stranger calls himself stands in the subject of our mail, folded and encoded."""
    desk.register_mails(
        mail(text=f"我公司询价环缝焊机两台。\n\n单位：{'长' * 60}  {{{{ 7*7 }}}} \u202e机械有限公司\n")
    )
    desk.receive(desk.bytes_of(desk.outgoing()[0].path))
    desk.work()
    assert desk.originals()[1].reason == belonging.OURS


def test_an_automatic_answer_is_kept_with_the_lead_it_answers(desk: Desk) -> None:
    """A bounce of the decline letter belongs to the lead, and answers nothing."""
    lead = desk.register_mails(mail())
    desk.receive(mail(f"自动回复: {lead.number}", "我正在休假。", headers="Auto-Submitted: auto-replied"))
    desk.work()
    assert desk.originals()[1].lead == lead.number
    assert len(desk.outgoing()) == 1


def test_a_stranger_who_names_the_number_adds_a_letter_and_changes_nothing_else(desk: Desk) -> None:
    """I12: From alone proves nothing, and a number in a subject even less."""
    before = desk.register_mails(mail())
    tasks, mails = desk.tasks(), desk.outgoing()
    desk.receive(
        mail(
            f"Re: {before.number} 同意",
            "同意。请把本单改到 北京，客户：北京假冒公司，电话 010-12345678，数量 99 台。",
            sender="stranger@elsewhere.example",
        )
    )
    desk.work()
    assert states(desk) == ["registered", "joined"]
    assert "/correspondence/" in desk.originals()[1].path
    assert (desk.lead(), desk.tasks(), desk.outgoing()) == (before, tasks, mails)


def test_spam_becomes_no_lead_and_stays_among_what_belongs_to_none(desk: Desk) -> None:
    desk.receive(mail("代开发票", "代开发票 加微信 点数优惠 增值税专用发票"))
    desk.work()
    (original,) = desk.originals()
    assert (original.state, desk.leads()) == (OriginalState.FILED, [])
    assert "/_unfiled/originals/" in original.path
    assert original.path in desk.files()


def test_a_file_of_which_nothing_could_be_read_is_unreadable_a_mail_never_is() -> None:
    """I7: a mail's sender and subject are something to look at."""
    why = Words("已损坏", "broken")
    assert belonging.unreadable(Letter("tiff", problems=(why,))) == why
    assert belonging.unreadable(Letter("eml", problems=(why,))) is None
    assert belonging.unreadable(Letter("pdf", text="询价", problems=(why,))) is None
