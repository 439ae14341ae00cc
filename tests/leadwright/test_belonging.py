"""Which lead a mail belongs to: told by its number, by what it answers, or by being a copy."""

import re
import tracemalloc

import pytest

from leadwright import belonging
from sales.letter import Letter
from sales.original import OriginalState
from sales.words import Words
from tests.leadwright.desk import Desk, body
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


@pytest.mark.parametrize(
    "sender", ["zhou@hongda.example", "ZHANG@HONGDA.EXAMPLE", "li@example.com", "new.colleague@example.com"]
)
def test_a_number_joins_what_the_customer_and_our_company_write(desk: Desk, sender: str) -> None:
    """Every address of the customer's domain, and of ours, whether the settings name the person or not."""
    lead = desk.register_mails(mail())
    desk.receive(mail(f"关于 {lead.number} 的补充", "管径改为 219 mm。", sender=sender))
    desk.work()
    assert states(desk) == ["registered", "joined"]


@pytest.mark.parametrize(
    ("sender", "state"), [("zhang.wei@163.com", "joined"), ("somebody.else@163.com", "registered")]
)
def test_of_a_public_mailbox_the_whole_address_counts(desk: Desk, sender: str, state: str) -> None:
    lead = desk.register_mails(mail(sender="zhang.wei@163.com"))
    desk.receive(mail(f"Re: {lead.number}", "管径改为 219 mm。", sender=sender))
    desk.work()
    assert states(desk) == ["registered", state]


@pytest.mark.parametrize("subject", ["求购机器人（贵司编号 {}）", "Re: {} 求购机器人", "回复：{} 求购机器人"])
def test_a_stranger_who_names_a_number_is_a_lead_of_its_own_that_says_so(desk: Desk, subject: str) -> None:
    """Joined to another's lead, it would lie there and nobody would be told of a new customer."""
    lead = desk.register_mails(mail())
    subject = subject.format(lead.number)
    desk.receive(mail(subject, "我公司需要焊接机器人工作站 3 套，请报价。", sender="z@bie.example"))
    desk.work()
    assert [each.number for each in desk.leads()] == [lead.number, "LW-2026-00002"]
    assert f"来信提到 {lead.number}，但发件人不是该线索登记的客户" in body(desk.handed_out("LW-2026-00002"))


def test_the_mail_that_is_answered_counts_more_than_a_number(desk: Desk) -> None:
    """A customer with two leads answers the mail about one, and a rule in his mailbox adds the other."""
    first = desk.register_mails(mail(message_id="<one@hongda.example>"))
    desk.receive(mail("询价：焊接机器人", "我公司还需要焊接机器人工作站 3 套，请报价。"))
    desk.work()
    second = desk.lead("LW-2026-00002")
    desk.receive(mail(f"Re: {second.number}", "收到。", headers="In-Reply-To: <one@hongda.example>"))
    desk.work()
    assert desk.originals()[2].lead == first.number


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


def test_our_own_mail_is_known_by_what_servers_did_to_it(desk: Desk) -> None:
    """Trace headers in front, a folded subject, another end: the body stays."""
    desk.register_mails(mail())
    sent = desk.bytes_of(desk.outgoing()[0].path)
    desk.receive(b"Received: from mx.example.com; Mon, 23 Nov 2026 09:16:00 +0800\r\n" + sent + b"\r\n")
    desk.work()
    assert desk.originals()[1].reason == belonging.OURS


def forged(sent: bytes, text: str, *, sender: bytes = b"Zhou <zhou@bie.example>") -> bytes:
    """Return another text under the whole head of a mail of ours but its sender."""
    head, _, _ = sent.partition(b"\r\nMIME-Version:")
    head = re.sub(rb"(?m)^From: .*\r\n(?: .*\r\n)*", b"From: " + sender + b"\r\n", head)
    types = b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    return head + b"\r\n" + types + text.encode() + b"\r\n"


def test_another_text_under_the_head_of_our_mail_is_a_lead_of_its_own(desk: Desk) -> None:
    """I2: whoever got our mail knows its Message-ID and subject, and may write something new under them."""
    desk.register_mails(mail())
    sent = desk.bytes_of(desk.outgoing()[0].path)
    desk.receive(forged(sent, "苏州，我公司需要焊接机器人工作站一套，请报价。"))
    desk.work()
    assert states(desk) == ["registered", "registered"]


def test_a_large_mail_under_our_message_id_takes_no_memory_of_the_daemon(desk: Desk) -> None:
    """I8: without a line end in it, too."""
    desk.register_mails(mail())
    (ours,) = desk.outgoing()
    desk.receive(forged(desk.bytes_of(ours.path), "x" * 20_000_000))
    with desk.tools.register.read() as c:
        tracemalloc.start()
        assert not belonging.is_ours(
            desk.tools, c, desk.originals()[1], Letter("eml", message_id=ours.message_id)
        )
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 1_000_000


def test_another_text_under_our_address_too_is_kept_with_the_lead(desk: Desk) -> None:
    """It may be our own mail with a line that a gateway added: a new lead would be mailed, and come back."""
    lead = desk.register_mails(mail())
    sent = desk.bytes_of(desk.outgoing()[0].path)
    desk.receive(forged(sent, "苏州，我公司需要焊接机器人一套。", sender=b"sales@example.com"))
    desk.work()
    assert (desk.originals()[1].state, desk.originals()[1].lead) == ("joined", lead.number)


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


def test_a_stranger_who_names_the_number_changes_nothing_of_that_lead(desk: Desk) -> None:
    """I12: From alone proves nothing, and a number in a subject even less."""
    before = desk.register_mails(mail())
    mails = desk.outgoing()
    desk.receive(
        mail(
            f"Re: {before.number} 同意",
            "同意。请把本单改到 北京，客户：北京假冒公司，电话 010-12345678，数量 99 台。",
            sender="stranger@elsewhere.example",
        )
    )
    desk.work()
    assert (desk.lead(), desk.outgoing()) == (before, mails)
    assert [task.lead for task in desk.tasks()] == [before.number, "LW-2026-00002"]


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
