"""Whose turn it is is told: by which mail, with which papers, and what a crash or a change makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from leadwright import writing
from leadwright.home import one_writer
from leadwright.procedure import papers
from leadwright.procedure.acting import Attempt, act
from leadwright.procedure.asking import code_in, hash_of
from leadwright.procedure.turns import announcing, turn_words
from register import approvals, leads, moves
from sales.approval import Approval
from sales.lead import Stage
from sales.original import Channel
from sales.paper import DocumentKind, Move, Version
from sales.people import Role
from sales.process import MOVES, TURNS, Rule
from sales.words import Language
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk, attached, body
from tests.office import PEOPLE, mail, person

NUMBER = "LW-2026-00001"
SENIORS = person("tang", "唐工", "technical") + person("zhou", "周建国", "sales-gm")
SECOND_TECHNICAL = person("wu", "吴工", "technical")
REFERENCE = """
[[reference]]
name = "{name}"
product_line = "{line}"
file = "{file}"
price = "128000"
"""
AWAY = """
[[absence]]
person = "li"
deputy = "sun"
from = 2020-01-01
to = 2099-12-31
"""
BY = {
    Role.COORDINATOR: "wang",
    Role.MANAGER: "li",
    Role.DIRECTOR: "zhao",
    Role.TECHNICAL: "tang",
    Role.SALES_GM: "zhou",
}
SAID = {"reason": "超出供货范围", "division": "机器人事业部", "note": "已通话", "way": "fax"}
TOLD = [stage for stage, turn in TURNS.items() if turn.role and stage is not Stage.APPROVED]
D = DocumentKind


def office(new_desk: NewDesk, language: str = "zh", extra: str = "") -> Desk:
    """Return a desk of a whole office, with a lead that was handed to 李明."""
    desk = new_desk(head=f'language = "{language}"', people=PEOPLE + OTHERS + SENIORS, extra=extra)
    desk.register_mails(mail())
    return desk


@pytest.fixture(autouse=True)
def without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing here is about PDF, and a second for each letter and quote adds up."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    return office(new_desk)


def rule_to(stage: Stage) -> Rule:
    """Return a move that leads into the stage and needs no more than words."""
    return next(rule for rule in MOVES if rule.to is stage and "reference" not in rule.needs)


def come_to(desk: Desk, stage: Stage, *filled: DocumentKind, move: str = "", **said: str) -> None:
    """Let the lead have come to ``stage`` by a move, with these papers filled in before, and tell it."""
    rule = next((rule for rule in MOVES if rule.name == move), rule_to(stage))
    for kind in filled:
        file(desk, kind)
    detail = {need: SAID[need] for need in rule.needs} | said
    with desk.tools.register.begin() as c:
        by, now = BY[rule.who[0]], desk.tools.now()
        moves.log(c, Move(NUMBER, rule.name, by, "mail", now, rule.stages[0], stage, detail))
        leads.change(c, NUMBER, stage=stage, is_announced=False)
    desk.work("announce")


def file(desk: Desk, kind: DocumentKind, **said: str) -> Version:
    """File a paper that somebody has filled in."""
    said = said or {"reason": "已填写"}
    with one_writer(desk.tools.settings.home):
        version = writing.write(desk.tools, kind, desk.lead(), "li", said).version
        with desk.tools.register.begin() as c:
            papers.filed(c, version, desk.tools.now())
    return version


def versions(desk: Desk) -> dict[DocumentKind, Version]:
    with desk.tools.register.read() as c:
        return papers.latest(c, NUMBER)


def asked(desk: Desk) -> list[Approval]:
    with desk.tools.register.read() as c:
        return approvals.open_of(c, NUMBER)


def newest(desk: Desk, purpose: str) -> EmailMessage:
    """Return the newest mail of a kind about the lead."""
    return desk.message([each for each in desk.outgoing() if each.purpose == purpose][-1])


def to_whom(message: EmailMessage) -> list[str]:
    return [address.username for address in message["To"].addresses]


@pytest.fixture
def walked(new_desk: NewDesk, request: pytest.FixtureRequest) -> Iterator[tuple[Desk, Language]]:
    """A desk whose lead has been in every stage where a person acts, one after the other."""
    language = Language(request.param)
    desk = office(new_desk, language)
    for stage in TOLD:
        if stage is not Stage.HANDED_OUT:
            missing = set(TURNS[stage].decides) - set(rule_to(stage).writes) - versions(desk).keys()
            come_to(desk, stage, *sorted(missing))
    assert not desk.held()
    yield desk, language


@pytest.mark.parametrize("walked", Language, indirect=True)
def test_every_stage_tells_whoever_acts_in_it(walked: tuple[Desk, Language]) -> None:
    """In both languages: who is asked gets a code, the coordinators hear of it without one."""
    desk, language = walked
    told = [desk.message(each) for each in desk.outgoing() if each.purpose in ("hand-out", "turn", "decide")]
    assert [to_whom(message) for message in told] == [[BY[TURNS[stage].role]] for stage in TOLD]
    assert all(code_in(message["Subject"]) for message in told)
    for stage, message in zip(TOLD[1:], told[1:], strict=True):
        turn = TURNS[stage]
        text = body(message)
        assert turn.task is not None
        assert (turn_words.QUESTIONS[stage] if turn.decides else turn.task).in_(language) in text
        assert turn.task.in_(language) in message["Subject"]
        assert ("“同意”" in text or '"approve"' in text) is bool(turn.decides)
        assert "南京宏达机械有限公司" in text
        assert "环缝焊机" in text
        assert "\n\n\n" not in text
        assert ": \n" not in text
    others = [desk.message(each) for each in desk.outgoing() if each.purpose == "progress"]
    assert all(to_whom(message) == ["wang"] and not code_in(message["Subject"]) for message in others)
    assert not any("act LW-2026" in body(message) for message in told)
    assert all(body(message).count("act LW-2026") <= 1 for message in others)
    assert len(others) == sum(TURNS[stage].role is not Role.COORDINATOR for stage in TOLD[1:])


def test_the_code_is_asked_about_exactly_the_papers_that_go_with_it(desk: Desk) -> None:
    """I11: a form that nobody filled in is none of them."""
    come_to(desk, Stage.ASSESSING)
    come_to(desk, Stage.SIGNING, D.PROPOSAL_REQUEST)
    (approval,) = asked(desk)
    request = versions(desk)[D.PROPOSAL_REQUEST]
    assert [(each.kind, each.version, each.sha256) for each in approval.papers] == [
        (D.PROPOSAL_REQUEST, 2, request.sha256)
    ]
    message = newest(desk, "decide")
    assert hash_of(code_in(message["Subject"])) == approval.code_hash
    assert attached(message) == [f"项目信息及方案申请表 {NUMBER}-V2.docx"]
    (part,) = message.iter_attachments()
    assert part.get_content() == desk.bytes_of(request.path)


def test_the_task_has_the_clock_of_its_stage(desk: Desk) -> None:
    """P3.2: until when being late is tolerated stands in the mail."""
    come_to(desk, Stage.PROPOSING)
    task = desk.tasks()[-1]
    assert (task.kind, task.owner, task.clause) == ("proposing", "tang", "P3.2")
    assert task.late_at is not None
    assert task.next_call_at is not None
    assert f"最迟不得晚于 {task.late_at.astimezone(desk.tools.settings.zone):%Y年}" in body(
        newest(desk, "turn")
    )


def test_forms_to_fill_in_go_along_once_however_often_the_turn_is_told(desk: Desk) -> None:
    come_to(desk, Stage.ASSESSING)
    assert attached(newest(desk, "turn")) == [
        f"项目信息及方案申请表 {NUMBER}.docx",
        f"申请派人交流单 {NUMBER}.docx",
    ]
    come_to(desk, Stage.ASSESSING, move="return-request")
    assert {each.version for each in versions(desk).values()} == {1}


def test_what_was_said_with_a_move_stands_in_mail_and_paper(desk: Desk) -> None:
    come_to(desk, Stage.TRANSFERRING)
    text = body(newest(desk, "decide"))
    assert "上一步：申请转交其他事业部（王芳，" in text
    assert "转往：机器人事业部\n原因：超出供货范围\n" in text
    assert versions(desk)[D.TRANSFER].said == {"division": "机器人事业部", "reason": "超出供货范围"}


def test_a_paper_that_came_back_is_not_written_again(desk: Desk) -> None:
    """The move was made by the very form that it would write."""
    refusal = file(desk, D.REFUSAL)
    with desk.tools.register.begin() as c:
        made = Move(NUMBER, "refuse", "tang", "mail", desk.tools.now(), Stage.REQUESTED, Stage.REFUSED)
        moves.log(c, replace(made, document=refusal.sha256))
        leads.change(c, NUMBER, stage=Stage.REFUSED, is_announced=False)
    desk.work("announce")
    assert versions(desk)[D.REFUSAL] == refusal
    assert [paper.sha256 for paper in asked(desk)[0].papers] == [refusal.sha256]


def test_a_new_version_is_asked_about_anew_and_the_clock_runs_on(desk: Desk) -> None:
    """I11: the old code is void, and nothing that the move wrote is written a second time."""
    come_to(desk, Stage.DECLINING)
    (first,), before = asked(desk), desk.tasks()
    writing.write_anew(desk.tools, D.DECLINE_LETTER, NUMBER, "wang")
    desk.work("announce")
    (second,) = asked(desk)
    assert first.code_hash != second.code_hash
    assert second.papers[0].version == versions(desk)[D.DECLINE_LETTER].version == 2
    assert desk.tasks() == before


def test_declining_once_more_writes_the_letter_anew(desk: Desk) -> None:
    """P1.2: the reason goes to the customer word for word, so who checks the letter can put it otherwise."""
    come_to(desk, Stage.DECLINING)
    assert "  谢绝：原因 —— 重写后再请您审批\n" in body(newest(desk, "decide"))
    with desk.tools.register.begin() as c:
        act(desk.tools, c, Attempt(NUMBER, "decline", "wang", "mail", {"reason": "目前产能已满"}))
    desk.work()
    letter = versions(desk)[D.DECLINE_LETTER]
    assert (letter.version, letter.said["reason"]) == (2, "目前产能已满")
    assert [paper.version for paper in asked(desk)[0].papers] == [2]


def test_a_crash_before_the_register_heard_leaves_everything_once(desk: Desk) -> None:
    """What lies in the archive is written over by the second try."""
    with desk.tools.register.begin() as c:
        act(desk.tools, c, Attempt(NUMBER, "decline", "wang", "command", {"reason": "超出供货范围"}))
    with one_writer(desk.tools.settings.home):
        announcing.prepare(desk.tools, desk.lead())
    left = desk.files()
    desk.work()
    assert desk.files() == left
    assert len(asked(desk)) == 1
    assert [each.purpose for each in desk.outgoing()] == ["hand-out", "decide"]


def test_a_lead_that_moved_on_meanwhile_is_told_in_its_next_stage(desk: Desk) -> None:
    come_to(desk, Stage.ASSESSING)
    earlier, mails = desk.lead(), len(desk.outgoing())
    with desk.tools.register.begin() as c:
        act(desk.tools, c, Attempt(NUMBER, "ask-director", "li", "command", {"reason": "不明"}))
    announcing.announce(desk.tools, earlier)
    assert (len(desk.outgoing()), desk.lead().is_announced) == (mails, False)
    desk.work()
    assert to_whom(newest(desk, "decide")) == ["zhao"]


def test_everybody_of_the_group_gets_a_mail_with_a_code_of_their_own(new_desk: NewDesk) -> None:
    desk = office(new_desk, extra=SECOND_TECHNICAL)
    come_to(desk, Stage.REQUESTED, D.PROPOSAL_REQUEST)
    sent = [desk.message(each) for each in desk.outgoing() if each.purpose == "decide"]
    assert sorted(to_whom(message)[0] for message in sent) == ["tang", "wu"]
    assert len({code_in(message["Subject"]) for message in sent}) == 2
    assert {each.person for each in asked(desk)} == {"tang", "wu"}
    assert [task.owner for task in desk.tasks() if task.kind == "requested"] == ["wu"]


def test_the_deputy_acts_for_who_is_away_and_the_question_stays_theirs(new_desk: NewDesk) -> None:
    """P2.3."""
    desk = office(new_desk, extra=AWAY)
    assert body(desk.handed_out()).startswith("孙丽，您好：\n\n李明外出，请您代为办理。\n")
    come_to(desk, Stage.ASSESSING)
    message = newest(desk, "turn")
    assert (to_whom(message), message["Cc"].addresses[0].username) == (["sun"], "li")
    assert [each.person for each in asked(desk)] == ["li"]
    assert desk.tasks()[-1].owner == "sun"


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("zh", "设置中没有销售总经理，此事项目前无人可以审批"),
        ("en", "The settings name no sales general manager"),
    ],
)
def test_where_nobody_has_the_role_the_coordinators_hear_of_it(
    new_desk: NewDesk, language: str, says: str
) -> None:
    desk = new_desk(head=f'language = "{language}"', people=PEOPLE + OTHERS)
    desk.register_mails(mail())
    come_to(desk, Stage.DISPUTED)
    message = newest(desk, "decide")
    assert to_whom(message) == ["wang"]
    assert says in body(message)


def test_with_nobody_to_tell_the_lead_is_held_with_the_remedy(new_desk: NewDesk) -> None:
    """I7."""
    desk = new_desk(people=PEOPLE.replace('roles = ["coordinator"]', 'roles = ["office"]'))
    desk.register_mails(mail())
    come_to(desk, Stage.UNCLEAR)
    (item,) = desk.held()
    assert item.step == "announce"
    assert 'roles = ["coordinator"]' in item.reason.zh
    assert 'roles = ["coordinator"]' in item.reason.en


def test_where_the_quote_leaves_the_rules_the_director_is_told(desk: Desk) -> None:
    """P3.6."""
    come_to(desk, Stage.REVIEWING, D.PROPOSAL, D.QUOTE)
    text = body(newest(desk, "decide"))
    assert "请注意，报价有以下情况：\n  1. 没有成本价格表，价格未经成本核算\n" in text
    assert "  同意：批准报价，系统随即将方案和报价发给客户\n" in text


COSTED = {
    "lines.0.description": "环缝焊机",
    "lines.0.quantity": "2",
    "lines.0.unit": "台",
    "lines.0.materials": "40000",
    "contingency": "5",
    "valid_until": "2099-12-31",
}
QUOTED = {
    "lines.0.description": "环缝焊机",
    "lines.0.quantity": "2",
    "lines.0.unit": "台",
    "price_kind": "user",
    "tax_rate": "13",
    "valid_until": "2099-12-20",
}


def test_what_the_quote_comes_to_stands_above_where_it_leaves_the_rules(desk: Desk) -> None:
    """P3.6, P4.1: cost and margin are for the director only; the margin is on the cost, before tax."""
    file(desk, D.COST_SHEET, **COSTED)
    file(desk, D.QUOTE, **QUOTED, **{"lines.0.price": "60000"})
    come_to(desk, Stage.CONFIRMING, D.PROPOSAL, move="prepare-quote")
    told = "\n报价合计：人民币 120,000.00 元（含税，税率 13%）\n价格类别：用户价\n"
    until = "报价有效期至：2099年12月20日\n"
    assert told + until + "\n请注意，报价有以下情况：\n" in body(newest(desk, "decide"))
    assert told + until in body(newest(desk, "progress"))
    come_to(desk, Stage.REVIEWING, move="quote")
    costs = "成本价（不含税）：人民币 84,000.00 元\n成本利润率（不含税）：26.4%\n"
    assert told + costs + until in body(newest(desk, "decide"))
    assert told + until in body(newest(desk, "progress"))


def test_a_revised_quote_is_told_beside_what_the_customer_has(desk: Desk) -> None:
    file(desk, D.QUOTE, **QUOTED, **{"lines.0.price": "60000"})
    come_to(desk, Stage.QUOTED, D.PROPOSAL)
    file(desk, D.QUOTE, **QUOTED, **{"lines.0.price": "58000"})
    come_to(desk, Stage.REVIEWING, move="requote")
    text = body(newest(desk, "decide"))
    assert "报价合计：人民币 116,000.00 元" in text
    assert "上次发给客户：V1，合计人民币 120,000.00 元，有效期至 2099年12月20日\n" in text


def test_only_what_the_customer_sent_goes_along(desk: Desk) -> None:
    """An answer of ours with its code, and a form of ours dropped into a folder, are no papers of theirs."""
    code = code_in(desk.handed_out()["Subject"])
    desk.receive(
        mail(f"Re: [{NUMBER} {code}] 环缝焊机", "已通话。", sender="li@example.com", message_id="<a@b>")
    )
    desk.receive(mail(f"图纸 {NUMBER}", "图纸见附件。", message_id="<c@d>"))
    form = desk.bytes_of(versions(desk)[D.PROPOSAL_REQUEST].path)
    desk.receive(form, name="申请表.docx", channel=Channel.FAX, source="forms")
    desk.work("understand", "place")
    come_to(desk, Stage.REQUESTED, D.PROPOSAL_REQUEST)
    assert len([each for each in desk.originals() if each.lead == NUMBER]) == 4
    assert [name for name in attached(newest(desk, "decide")) if not name.startswith(("不", "项"))] == [
        "询价：环缝焊机.eml",
        f"图纸 {NUMBER}.eml",
    ]


def test_the_reference_proposals_that_can_be_taken_are_named(new_desk: NewDesk, tmp_path: Path) -> None:
    """P3.1: those of the lead's own product line."""
    file = tmp_path / "reference.docx"
    file.write_bytes(b"")
    known = {"标准环缝焊机": "single-machine", "标准弧焊机器人": "welding-robot"}
    extra = "".join(REFERENCE.format(name=name, line=line, file=file) for name, line in known.items())
    desk = new_desk(people=PEOPLE + OTHERS + SENIORS, extra=extra)
    desk.register_mails(mail())
    said = "  采用参考方案：参考方案名称 —— 随后由您确认方案和报价（现有：标准环缝焊机）\n"
    assert said in body(desk.handed_out())


def test_papers_that_are_too_large_are_named(new_desk: NewDesk) -> None:
    desk = new_desk(people=PEOPLE + OTHERS + SENIORS, extra="attach_limit = 1_000\n")
    desk.register_mails(mail())
    come_to(desk, Stage.UNCLEAR)
    message = newest(desk, "decide")
    assert attached(message) == ["询价：环缝焊机.eml"]
    assert f"以下文件过大，未随信附上，请到归档目录查看：\n  - 信息登记表 {NUMBER}.docx（" in body(message)


def test_a_letter_that_can_not_be_mailed_goes_to_the_coordinator_to_be_faxed(new_desk: NewDesk) -> None:
    """P1.2: a customer without an address."""
    desk = new_desk(people=PEOPLE + OTHERS + SENIORS)
    desk.register_mails(mail(sender="li@example.com"))
    with desk.tools.register.begin() as c:
        act(desk.tools, c, Attempt(NUMBER, "decline", "wang", "command", {"reason": "超出供货范围"}))
    desk.work()
    with desk.tools.register.begin() as c:
        act(desk.tools, c, Attempt(NUMBER, "send-letter", "wang", "command"))
    desk.work()
    message = newest(desk, "turn")
    assert to_whom(message) == ["wang"]
    assert "系统未能自动发出（没有客户的邮箱地址），请您用传真或电话答复客户；" in body(message)
    assert attached(message)[0].startswith(f"复函 {NUMBER}")
    assert [task.kind for task in desk.tasks()] == []
