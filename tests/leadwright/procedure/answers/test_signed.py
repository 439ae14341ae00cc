"""Signed forms that were scanned: what is clear decides, the rest goes to a person; nothing is lost."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from documents import find, word
from documents.kinds import KINDS
from ingest.reading.turn import Pixels
from ingest.sender.keys import Dns
from leadwright import writing
from leadwright.procedure import papers
from leadwright.procedure.answers import signed
from leadwright.procedure.answers.cases import Case, case_of
from leadwright.procedure.asking import question
from register import approvals, leads, originals, readings
from sales.approval import Approval, Paper
from sales.judgement import Decision, Judgement, Kind, Verdict
from sales.lead import Stage
from sales.letter import Letter
from sales.original import Channel, Original, OriginalState
from sales.paper import DocumentKind
from sales.paper_code import PaperCode
from sales.process import TURNS
from sales.returned import Returned, Way
from sales.slip import Ink, Slip
from sales.slip_layout import YES
from sales.words import Language, Words
from tests.documents.libreoffice import needs_libreoffice
from tests.ingest.pen import DPI, box_on, drawn, faxed, name, photographed, tick
from tests.ingest.printed_forms import Printed, pages
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk, attached, body
from tests.leadwright.procedure.answers.signing import record
from tests.leadwright.procedure.colleagues import by_dkim
from tests.office import PEOPLE
from tests.servers.dns import DnsServer

on_sqlite = pytest.mark.only("sqlite", because="how paper is read has no part in the register")

FOLDERS = """
[[folder]]
path = "inbox/forms"
channel = "forms"

[[folder]]
path = "inbox/phone"
channel = "phone"
"""
ENQUIRY = (
    "From: 王伟 <wang@hengli.example>\r\nTo: sales@example.com\r\nSubject: 询价：焊接机器人\r\n"
    "Message-ID: <1@hengli.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "苏州恒力管道工程有限公司需要一台焊接机器人工作站，请报价。\r\n"
).encode()
NUMBER = "LW-2026-00001"
TRANSFER = DocumentKind.TRANSFER
REQUEST, DISPATCH = DocumentKind.PROPOSAL_REQUEST, DocumentKind.DISPATCH_REQUEST
NONE, CLEAR, UNSURE = Ink.NONE, Ink.CLEAR, Ink.UNSURE


@dataclass
class Asked:
    """A desk where somebody has to decide on papers."""

    desk: Desk
    scans: int = 0

    def write(self, kind: DocumentKind, said: dict[str, str] | None = None) -> bytes:
        """Let a paper be written; return its bytes."""
        written = writing.write(self.desk.tools, kind, self.desk.lead(), "li", said or {})
        with self.desk.tools.register.begin() as c:
            papers.filed(c, written.version, self.desk.tools.now())
        return written.data

    def ask(self, stage: Stage, *people: str) -> None:
        """Ask for a decision on the papers of ``stage``."""
        tools, lead = self.desk.tools, replace(self.desk.lead(), stage=stage)
        with tools.register.begin() as c:
            shown = [Paper.of(each) for each in papers.to_decide(stage, papers.latest(c, NUMBER))]
            approvals.void_all(c, NUMBER, tools.now())
            leads.change(c, NUMBER, stage=stage, is_announced=True)
            for id_ in people:
                person = tools.territory.person(id_)
                assert person
                approvals.ask(c, question(lead, person, shown, tools.now()).approval)

    def scan(self, *slips: Slip, source: str = "inbox/forms", forms: Sequence[Returned] = ()) -> bool:
        """Let a scan come in on which these boxes are seen; return whether that settled it."""
        tools = self.desk.tools
        self.scans += 1
        sha256 = self.desk.receive(
            b"a scan %d" % self.scans, name="scan.tif", channel=Channel.PHONE, source=source
        )
        letter = Letter("tiff", slips=slips)
        with tools.register.begin() as c:
            readings.save(c, sha256, letter, Judgement(Kind.REPLY, "", Words("", ""), 1), tuple(forms))
            originals.settle(
                c, sha256, OriginalState.JOINED, lead=NUMBER, reason=None, next_path=None, is_answered=False
            )
            original = originals.original(c, sha256)
        assert original
        return self.decide(case_of(tools, original))

    def decide(self, case: Case) -> bool:
        settled: list[Original] = []
        is_settled = signed.decide(self.desk.tools, case, lambda _: settled.append(case.original))
        assert is_settled is bool(settled)
        return is_settled

    def stage(self) -> Stage:
        return self.desk.lead().stage

    def asked(self) -> list[Approval]:
        with self.desk.tools.register.read() as c:
            return approvals.approvals_of(c, NUMBER)

    def looked_at(self) -> str:
        """Return what the coordinators are told of the scan, "" where they are told nothing."""
        told = [mail for mail in self.desk.outgoing() if mail.purpose == "signed-scan"]
        return body(self.desk.message(told[-1])) if told else ""


def slip(kind: DocumentKind = TRANSFER, version: int = 1, box: str = "director", **seen: Ink) -> Slip:
    """A box of the director's, approved and signed unless ``seen`` says otherwise."""
    ink = {"yes": CLEAR, "no": NONE, "signature": CLEAR} | seen
    return Slip(PaperCode(NUMBER, kind, version, box), **ink)


@pytest.fixture
def desk(new_desk: NewDesk) -> Asked:
    made = new_desk(people=PEOPLE + OTHERS, extra=FOLDERS)
    made.register_mails(ENQUIRY)
    return Asked(made)


@pytest.fixture
def transfer(desk: Asked) -> Asked:
    """The transfer to another division waits for the director."""
    desk.write(TRANSFER)
    desk.ask(Stage.TRANSFERRING, "zhao")
    return desk


def test_a_ticked_and_signed_paper_makes_the_move_of_who_was_asked(transfer: Asked) -> None:
    assert transfer.scan(slip())
    assert transfer.stage() is Stage.TRANSFERRED
    move = transfer.desk.moves()[-1]
    assert (move.name, move.by, move.way) == ("consent", "zhao", "scan")
    assert move.document == transfer.desk.originals()[-1].sha256
    decided = transfer.asked()[-1]
    assert (decided.verdict, decided.by, decided.way) == (Verdict.APPROVE, "zhao", "scan")
    assert transfer.looked_at() == ""


def test_the_other_box_makes_the_other_move(transfer: Asked) -> None:
    assert transfer.scan(slip(yes=NONE, no=CLEAR))
    assert transfer.stage() is Stage.ASSESSING


def test_the_same_paper_scanned_again_changes_nothing_and_asks_nobody(transfer: Asked) -> None:
    transfer.scan(slip())
    before = len(transfer.desk.moves())
    assert transfer.scan(slip(yes=CLEAR), slip())
    assert (len(transfer.desk.moves()), transfer.looked_at()) == (before, "")


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        ({"no": CLEAR}, "“同意”“不同意”都勾了"),
        ({"yes": NONE}, "“同意”“不同意”都没有勾"),
        ({"yes": NONE, "signature": NONE}, "“同意”“不同意”都没有勾"),
        ({"signature": NONE}, "没有签字"),
        ({"signature": UNSURE}, "签字处看不清"),
        ({"no": UNSURE}, "勾选处看不清，或有涂改、圈划"),
    ],
)
def test_what_is_not_clear_goes_to_a_person_with_what_was_seen(
    transfer: Asked, seen: dict[str, Ink], reason: str
) -> None:
    assert transfer.scan(slip(**seen))
    assert transfer.stage() is Stage.TRANSFERRING
    told = transfer.looked_at()
    assert reason in told
    assert "《信息转交审批单》第 1 版" in told
    assert f"act {NUMBER} consent --by zhao" in told
    assert f"act {NUMBER} keep-here --by zhao" in told
    assert transfer.desk.originals()[-1].path in told
    assert attached(transfer.desk.handed_out()) == ["scan.tif"]


def test_an_older_version_decides_nothing(transfer: Asked) -> None:
    transfer.write(TRANSFER, {"reason": "y"})
    transfer.ask(Stage.TRANSFERRING, "zhao")
    assert transfer.scan(slip(version=1))
    assert transfer.stage() is Stage.TRANSFERRING
    assert "该版文件现在不在审批中" in transfer.looked_at()
    assert transfer.scan(slip(version=2))
    assert transfer.stage() is Stage.TRANSFERRED


def test_two_copies_that_disagree_decide_nothing(transfer: Asked) -> None:
    assert transfer.scan(slip(), slip(yes=NONE, no=CLEAR))
    assert transfer.stage() is Stage.TRANSFERRING
    assert "各处勾选、签字不一致" in transfer.looked_at()


def test_a_decision_that_was_made_stands(transfer: Asked) -> None:
    transfer.scan(slip())
    assert transfer.scan(slip(yes=NONE, no=CLEAR))
    assert transfer.stage() is Stage.TRANSFERRED
    assert "该事项已有决定，不能再次决定" in transfer.looked_at()


def test_the_box_of_somebody_else_decides_nothing(transfer: Asked) -> None:
    assert transfer.scan(slip(box="technical"))
    assert transfer.stage() is Stage.TRANSFERRING


def test_who_signs_two_papers_signs_both(desk: Asked) -> None:
    desk.write(REQUEST, {"background": "扩产"})
    desk.write(DISPATCH, {"purpose": "看现场"})
    desk.ask(Stage.SIGNING, "zhao")
    assert desk.scan(slip(REQUEST, 2))
    assert desk.stage() is Stage.SIGNING
    assert "一并送审的《申请派人交流单》不在扫描件中" in desk.looked_at()
    empty = {"yes": NONE, "signature": NONE}
    assert desk.scan(slip(REQUEST, 2), slip(REQUEST, 2, box="technical", **empty), slip(DISPATCH))
    assert desk.stage() is Stage.REQUESTED


def test_of_two_directors_the_one_whose_name_is_printed_has_signed(new_desk: NewDesk) -> None:
    second = OTHERS.replace('id = "zhao"', 'id = "qian"').replace("赵刚", "钱刚").replace("zhao@", "qian@")
    made = new_desk(people=PEOPLE + OTHERS + second.partition('[[person]]\nid = "sun"')[0], extra=FOLDERS)
    made.register_mails(ENQUIRY)
    desk = Asked(made)
    desk.write(TRANSFER)
    desk.ask(Stage.TRANSFERRING, "qian", "zhao")
    desk.scan(slip())
    assert [each.verdict for each in desk.asked()][-2:] == [None, Verdict.APPROVE]


def test_forms_of_two_leads_in_one_scan_go_each_their_way(transfer: Asked) -> None:
    """What is clear decides, and a person is told of the other one only."""
    other = transfer.desk.receive(ENQUIRY.replace(b"hengli", b"dongfang").replace(b"<1@", b"<2@"))
    transfer.desk.work()
    second = "LW-2026-00002"
    assert other and transfer.desk.lead(second).stage is Stage.HANDED_OUT
    theirs = replace(slip(), code=PaperCode(second, TRANSFER, 1, "director"))
    assert transfer.scan(slip(), theirs)
    assert transfer.stage() is Stage.TRANSFERRED
    assert transfer.desk.lead(second).stage is Stage.HANDED_OUT
    (told,) = [mail for mail in transfer.desk.outgoing(second) if mail.purpose == "signed-scan"]
    assert NUMBER not in body(transfer.desk.message(told))


@pytest.mark.parametrize("language", list(Language))
def test_whoever_decides_can_do_so_on_paper(language: Language) -> None:
    """But for what nobody prints to decide on it: a registration form, and a letter to the customer."""
    for stage, turn in TURNS.items():
        boxes = {
            box
            for kind in turn.decides
            for box in word.compile_template(find.template(KINDS[kind].template, language)).codes.values()
        }
        assert (turn.role in boxes) is bool(turn.decides and stage not in (Stage.UNCLEAR, Stage.DECLINING))


def test_a_no_that_has_to_say_why_goes_to_a_person(desk: Asked) -> None:
    """What is written by hand is not read, and a customer would get the reason word for word."""
    desk.write(REQUEST, {"background": "扩产"})
    desk.ask(Stage.REQUESTED, "zhao")
    assert desk.scan(slip(REQUEST, 2, box="technical", yes=NONE, no=CLEAR))
    assert desk.stage() is Stage.REQUESTED
    assert "须写明原因" in desk.looked_at()
    assert "reason=…" in desk.looked_at()


def test_a_scan_from_elsewhere_than_where_signed_papers_are_laid_goes_to_a_person(transfer: Asked) -> None:
    assert transfer.scan(slip(), source="inbox/phone")
    assert transfer.stage() is Stage.TRANSFERRING
    assert "签字扫描件应放入表格文件夹或传真文件夹" in transfer.looked_at()


def test_a_mail_that_proves_nothing_or_says_something_else_goes_to_a_person(transfer: Asked) -> None:
    """Decisions by mail are proved in test_deciding; here only that a scan is no way around it."""
    transfer.scan(slip(signature=NONE))
    scan = case_of(transfer.desk.tools, transfer.desk.originals()[-1])
    mailed = replace(
        scan, original=replace(scan.original, channel=Channel.EMAIL), letter=Letter("eml", slips=(slip(),))
    )
    for case, reason in (
        (mailed, "发件人不是本公司登记的人员"),
        (replace(mailed, sender=transfer.desk.tools.territory.person("sun")), "不能证明由本人发出"),
        (
            replace(mailed, judgement=replace(mailed.judgement, decision=Decision(Verdict.REJECT))),
            "邮件正文与扫描件的意见不一致",
        ),
    ):
        assert transfer.decide(case)
        assert transfer.stage() is Stage.TRANSFERRING
        assert reason in transfer.looked_at()


def test_a_picture_without_a_readable_code_goes_to_a_person(transfer: Asked) -> None:
    assert transfer.scan(forms=[Returned(TRANSFER, NUMBER, 1, Way.PICTURE)])
    assert "二维码无法识别" in transfer.looked_at()


def test_a_form_that_nobody_decides_on_is_left_to_others(transfer: Asked) -> None:
    assert not transfer.scan(forms=[Returned(REQUEST, NUMBER, 1, Way.PICTURE)])
    assert not transfer.scan(slip(REQUEST, 2, yes=NONE, signature=NONE))
    assert not transfer.scan(replace(slip(), code=PaperCode("LW-2026-99999", TRANSFER, 1, "director")))
    assert transfer.looked_at() == ""


def test_beside_a_word_form_the_signed_paper_is_done_and_the_form_left(transfer: Asked) -> None:
    assert not transfer.scan(slip(), forms=[Returned(DocumentKind.MEMO, NUMBER, 1, Way.CONTROLS)])
    assert transfer.stage() is Stage.TRANSFERRED


def signed_page(transfer: Asked, folder: Path) -> Pixels:
    """Return the newest transfer form as it was printed, ticked and signed: the part around its box."""
    whole = pages(transfer.write(TRANSFER), folder)[-1]
    transfer.ask(Stage.TRANSFERRING, "zhao")
    part = Printed(whole, "DIRECTOR", box_on(whole, "DIRECTOR")).around()  # sooner read
    page = part.page
    for draw in (drawn(tick(YES)), drawn(name(5))):
        page = draw(page, part.lies)
    return page


@on_sqlite
@needs_libreoffice
def test_a_fax_of_a_printed_and_signed_form_is_known_by_its_codes(transfer: Asked, tmp_path: Path) -> None:
    """Through the scan reader itself: printed, ticked, signed, faxed, dropped, read, decided."""
    fax = faxed(196)(signed_page(transfer, tmp_path))
    scan = io.BytesIO()
    Image.fromarray(fax).save(scan, "PDF", resolution=DPI)
    transfer.desk.receive(scan.getvalue(), name="scan.pdf", channel=Channel.PHONE, source="inbox/forms")
    transfer.desk.work("understand", "place", "answer")
    assert transfer.stage() is Stage.TRANSFERRED
    assert transfer.desk.originals()[-1].lead == NUMBER


@on_sqlite
@needs_libreoffice
def test_a_photo_of_it_decides_by_a_mail_that_is_proved_to_be_a_colleagues(
    transfer: Asked, tmp_path: Path
) -> None:
    photo = io.BytesIO()
    Image.fromarray(photographed()(signed_page(transfer, tmp_path))).save(photo, "JPEG")
    mail = EmailMessage(policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = "sun@example.com", "sales@example.com", "赵部长签好了"
    mail["Message-ID"] = "<photo@example.com>"
    mail.set_content("见附件。")
    mail.add_attachment(photo.getvalue(), "image", "jpeg", filename="IMG_0042.jpg")
    with DnsServer(record("example.com")) as dns:
        transfer.desk.tools = replace(transfer.desk.tools, keys=Dns([dns.host], dns.port))
        transfer.desk.receive(by_dkim(mail.as_bytes()))
        transfer.desk.work("understand", "place", "answer")
    assert transfer.stage() is Stage.TRANSFERRED
    assert transfer.asked()[-1].by == "zhao"
