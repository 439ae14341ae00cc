"""Decisions by reply mail, from real bytes: genuine answers make the move, forged ones do not (I11, I12)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from classify.decision import decision
from ingest.sender.keys import Dns
from leadwright.procedure import asking
from leadwright.procedure.asking import Question, code_in, question
from register import approvals, leads, originals
from sales.judgement import Verdict
from sales.lead import Stage
from sales.paper import DocumentKind
from tests.ingest.mails import letter
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk, body
from tests.leadwright.procedure import acting
from tests.leadwright.procedure.answers.forged import TRICKS
from tests.leadwright.procedure.answers.genuine import GENUINE
from tests.leadwright.procedure.answers.programs import PROGRAMS, Reply, gmail
from tests.leadwright.procedure.answers.signing import record, signed
from tests.office import PEOPLE
from tests.servers.dns import DnsServer

MARK = "[LW-2026-00042 7K3Q-M2XD]"
ENQUIRY = (
    "From: 王伟 <wang@hengli.example>\r\nTo: sales@example.com\r\nSubject: 询价：焊接机器人\r\n"
    "Message-ID: <1@hengli.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "苏州恒力管道工程有限公司需要一台焊接机器人工作站，请报价。\r\n"
).encode()
DEPUTY = """
[[absence]]
person = "zhao"
deputy = "sun"
from = 2020-01-01
to = 2099-12-31
"""


@pytest.fixture(scope="module")
def dns() -> Iterator[DnsServer]:
    with DnsServer(record("example.com") | record("evil.example.net")) as server:
        yield server


@dataclass
class Asked:
    """A desk where the director has been asked to approve."""

    desk: Desk
    question: Question

    def receive(self, mail: bytes) -> list[str]:
        """Take an answer in and act on it; return the names of the moves that came of it."""
        before = len(self.desk.moves())
        self.desk.receive(mail)
        self.desk.work("understand", "place", "answer")
        with self.desk.tools.register.read() as c:
            assert originals.unanswered(c, 10) == []
        return [move.name for move in self.desk.moves()[before:] if move.name != "joined"]

    def stage(self) -> Stage:
        return self.desk.lead().stage

    def reply(self, words: str = "同意", sender: str = "赵刚 <zhao@example.com>") -> bytes:
        return gmail(Reply(self.question.mark, words, sender))


@pytest.fixture
def ask(new_desk: NewDesk, dns: DnsServer) -> Callable[..., Asked]:
    """Makes a desk where a quote waits for the director."""

    def make(extra: str = "") -> Asked:
        desk = new_desk(people=PEOPLE + OTHERS + extra)
        desk.tools = replace(desk.tools, keys=Dns([dns.host], dns.port))
        lead = replace(desk.register_mails(ENQUIRY), stage=Stage.REVIEWING)
        zhao = desk.tools.territory.person("zhao")
        assert zhao is not None
        quote = acting.file(desk, DocumentKind.QUOTE, total="100")
        asked = question(lead, zhao, [quote], desk.tools.now())
        with desk.tools.register.begin() as c:
            leads.change(c, lead.number, stage=lead.stage, is_announced=True)
            approvals.ask(c, asked.approval)
        return Asked(desk, asked)

    return make


def test_at_least_95_of_100_answers_of_eight_mail_programs_are_understood(tmp_path: Path) -> None:
    """The set has 64; what is not understood goes to a person, and nothing is understood as its opposite."""
    understood = 0
    for program, words, meant in GENUINE:
        read = letter(program(Reply(MARK, words)), tmp_path)
        assert code_in(read.subject) == asking.code_in(MARK)
        verdict = decision(read.own_text).verdict
        assert verdict in (meant, Verdict.AMBIGUOUS, Verdict.NONE), words
        understood += verdict is meant
    assert len(GENUINE) >= 60
    assert len({program for program, _, _ in GENUINE}) == len(PROGRAMS) == 8
    assert understood >= 0.95 * len(GENUINE)


def test_the_directors_word_makes_the_move_and_is_noted_with_the_mail_it_came_by(
    ask: Callable[..., Asked],
) -> None:
    asked = ask()
    assert asked.receive(signed(asked.reply("同意，请尽快发出"), "example.com")) == ["approve"]
    assert asked.stage() is Stage.APPROVED
    move = asked.desk.moves()[-1]
    assert (move.name, move.by, move.way) == ("approve", "zhao", "mail")
    assert move.document == asked.desk.originals()[-1].sha256
    with asked.desk.tools.register.read() as c:
        *_, decided = approvals.approvals_of(c, "LW-2026-00001")
    assert (decided.verdict, decided.by, decided.remark) == (Verdict.APPROVE, "zhao", "请尽快发出")


def test_a_no_makes_the_other_move(ask: Callable[..., Asked]) -> None:
    asked = ask()
    assert asked.receive(signed(asked.reply("不同意，毛利太低"), "example.com")) == ["return-quote"]
    assert asked.stage() is Stage.PRICING


def test_who_stands_in_answers_for_who_is_away(ask: Callable[..., Asked]) -> None:
    asked = ask(DEPUTY)
    asked.receive(signed(asked.reply(sender="孙丽 <sun@example.com>"), "example.com"))
    assert asked.stage() is Stage.APPROVED
    assert asked.desk.moves()[-1].detail["for"] == "zhao"


def test_a_second_copy_of_the_answer_changes_nothing_and_troubles_nobody(ask: Callable[..., Asked]) -> None:
    asked = ask()
    asked.receive(signed(asked.reply(), "example.com"))
    mails = len(asked.desk.outgoing())
    assert asked.receive(signed(asked.reply("同意。"), "example.com")) == []
    assert len(asked.desk.outgoing()) == mails


def test_no_forged_hasty_or_automatic_answer_of_72_decides_anything(ask: Callable[..., Asked]) -> None:
    """Each has the right code, and the word that would decide; the question stays open to the end."""
    asked = ask()
    reply = Reply(asked.question.mark, "同意")
    for trick in TRICKS:
        for program in PROGRAMS:
            asked.receive(trick(program, reply))
            assert asked.stage() is Stage.REVIEWING, (trick.__name__, program.__name__)
    looks = [move for move in asked.desk.moves() if move.name == "look"]
    assert len(looks) == len(TRICKS) * len(PROGRAMS) == 72
    asked.receive(signed(asked.reply(), "example.com"))
    assert asked.stage() is Stage.APPROVED


def test_a_code_under_the_number_of_another_lead_is_left_to_a_person(ask: Callable[..., Asked]) -> None:
    asked = ask()
    other = replace(Reply(asked.question.mark, "同意"), mark=asked.question.mark.replace("00001", "00002"))
    assert asked.receive(signed(gmail(other), "example.com")) == ["look"]
    assert asked.stage() is Stage.REVIEWING


def test_where_who_was_asked_is_in_the_settings_no_more_the_coordinator_reads_who_may_decide(
    ask: Callable[..., Asked],
) -> None:
    asked = ask()
    approval = replace(asked.question.approval, person="gone", code_hash=asking.hash_of("AAAA-BBBB"))
    with asked.desk.tools.register.begin() as c:
        approvals.ask(c, approval)
    mark = f"[{approval.lead} AAAA-BBBB]"
    assert asked.receive(gmail(Reply(mark, "同意", "老赵 <gone@elsewhere.example>"))) == ["look"]
    assert "approve --by zhao" in body(asked.desk.message(asked.desk.outgoing()[-1]))


def test_what_is_doubtful_goes_to_the_coordinator_with_its_words_and_the_reason(
    ask: Callable[..., Asked],
) -> None:
    asked = ask()
    assert asked.receive(signed(asked.reply("如果含运费就同意"), "example.com")) == ["look"]
    assert asked.stage() is Stage.REVIEWING
    theirs, told = (body(asked.desk.message(mail)) for mail in asked.desk.outgoing()[-2:])
    assert "原话：如果含运费就同意" in told
    assert "未办理的原因：答复附有条件" in told
    assert " act " in told
    assert theirs.startswith("赵刚，您好：")
    assert " act " not in theirs  # the director reads no command lines


def test_a_strangers_subject_in_the_form_of_a_code_is_no_answer(ask: Callable[..., Asked]) -> None:
    asked = ask()
    assert asked.receive(gmail(Reply(MARK, "同意", "王伟 <wang@hengli.example>"))) == []
