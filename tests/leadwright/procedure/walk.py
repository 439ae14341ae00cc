"""One lead on a walk through the procedure: what people and the service do to it, and what always holds."""

from __future__ import annotations

from hashlib import sha256

from leadwright import writing
from leadwright.correct import CORRECT
from leadwright.procedure import papers
from leadwright.procedure.acting import NOBODY_IS_TOLD, Attempt, act
from leadwright.procedure.asking import question
from register import approvals, documents, leads, tasks
from sales.approval import Approval, Paper
from sales.judgement import Kind, Verdict
from sales.lead import Lead, Stage
from sales.paper import DocumentKind, Move, Task, Version
from sales.permission import who_may
from sales.process import MOVES, OPEN, TURNS, Rule, moves_from
from sales.turns import whose_turn
from sales.words import Failure, Language
from tests.leadwright.desk import Desk
from tests.register import made

RULES = {rule.name: rule for rule in MOVES}


class Walk:
    """A lead, from its hand-out on, with what was known of it after the last step."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.tools = desk, desk.tools
        with self.tools.register.begin() as c:
            lead = made.add_lead(c, stage=Stage.HANDED_OUT, is_announced=False)
        self.number = lead.number
        self.tools.archive.absolute(lead.folder).mkdir(parents=True)
        self.decided: dict[int, Approval] = {}

    def begin_in(self, stage: Stage) -> None:
        """Let the lead have come as far as ``stage``, with the papers that are decided on there."""
        for kind in (DocumentKind.REGISTRATION, *TURNS[stage].decides):
            self.file(kind)
        judged = Kind.SPAM if stage is Stage.CLOSED else Kind.LEAD
        with self.tools.register.begin() as c:
            leads.change(c, self.number, kind=judged, stage=stage, is_announced=stage in NOBODY_IS_TOLD)
        self.tell()

    @property
    def lead(self) -> Lead:
        return self.desk.lead(self.number)

    @property
    def log(self) -> list[Move]:
        return self.desk.moves(self.number)

    @property
    def open_tasks(self) -> list[Task]:
        with self.tools.register.read() as c:
            return tasks.tasks(c, lead=self.number)

    @property
    def asked(self) -> list[Approval]:
        """Everything that was ever asked about it."""
        with self.tools.register.read() as c:
            return approvals.approvals_of(c, self.number)

    @property
    def newest(self) -> dict[DocumentKind, Version]:
        with self.tools.register.read() as c:
            return papers.latest(c, self.number)

    def to_decide(self) -> set[Paper]:
        """Return the very papers that a decision binds to now."""
        return {Paper.of(version) for version in papers.to_decide(self.lead.stage, self.newest)}

    def file(self, kind: DocumentKind) -> str:
        """File the next version of a paper, filled in; return its SHA-256."""
        with self.tools.register.begin() as c:
            number = documents.next_version(c, self.number, kind)
            content = sha256(f"{self.number}{kind}{number}".encode()).hexdigest()
            path = f"{self.lead.folder}/documents/{kind}-v{number}.docx"
            written = (path, content, 1, self.tools.now(), "li", {"note": "填写"})
            version = Version(self.number, kind, number, Language.ZH, *written)
            papers.filed(c, version, self.tools.now())
        return content

    def write_anew(self, kind: DocumentKind) -> None:
        """Have the next version written, as ``leadwright document`` does."""
        writing.write_anew(self.tools, kind, self.number, "wang")

    def tell(self) -> None:
        """Leave in the register what the step ``announce`` leaves there."""
        lead = self.lead
        if lead.is_announced:
            return
        for kind in self._to_be_written():
            self.file(kind)
        shown, now = self.to_decide(), self.tools.now()
        turn = whose_turn(lead, self.tools.territory, self.tools.settings.absences, now.date())
        with self.tools.register.begin() as c:
            approvals.void_all(c, self.number, now)
            for each in turn:
                approvals.ask(c, question(lead, each.person, shown, now).approval)
            tasks.open_task(c, made.task(self.number, kind=lead.stage.value))
            leads.change(c, self.number, is_announced=True)

    def _to_be_written(self) -> tuple[DocumentKind, ...]:
        """Return the papers of the move that led here, but for the form that made it."""
        led = [move for move in self.log if move.name in RULES and RULES[move.name].to]
        if not led:
            return ()
        came = {kind for kind, version in self.newest.items() if version.sha256 == led[-1].document}
        return tuple(kind for kind in RULES[led[-1].name].writes if kind not in came)

    def make(self, move: Rule, by: str, word: str, document: str = "", approval: int = 0) -> bool:
        """Try a move that says ``word`` where something has to be said; return whether it was made."""
        said = dict.fromkeys(move.needs or ("remark",), word)
        if move.name == CORRECT:
            said = {"quantity": f"{100 + len(self.log)} 台"}
        return self.attempt(Attempt(self.number, move.name, by, "command", said, document, approval))

    def make_properly(self, move: Rule, by: str) -> bool:
        """Try a move when its turn was told, with its form; return whether it was made."""
        self.tell()
        document = self.file(move.form) if move.form else ""
        self.tell()
        return self.make(move, by, "原因", document)

    def attempt(self, attempt: Attempt) -> bool:
        """Try a move; return whether it was made. Nothing has changed where it was not."""
        before, log, asked, opened = self.lead, self.log, self.asked, self.open_tasks
        try:
            with self.tools.register.begin() as c:
                act(self.tools, c, attempt)
        except Failure:
            assert (self.lead, self.log, self.asked, self.open_tasks) == (before, log, asked, opened)
            return False
        self._check_made(RULES[attempt.move], attempt, before, log)
        return True

    def _check_made(self, rule: Rule, attempt: Attempt, before: Lead, log: list[Move]) -> None:
        """What holds of every move that was made."""
        person = self.tools.territory.person(attempt.by)
        assert rule in moves_from(before.stage)
        assert person in who_may(rule, before, self.tools.territory)
        assert all(attempt.said.get(need, "").strip() for need in rule.needs)
        *earlier, move = self.log
        assert earlier == log
        assert (move.name, move.by, move.way) == (rule.name, attempt.by, attempt.way)
        assert (move.before, move.after) == (before.stage, self.lead.stage)
        assert self.lead.stage is (rule.to or before.stage)
        assert self.lead.importance in ("", "A", "B", "C")
        if rule.form and not rule.writes:
            assert move.document == self.newest[rule.form].sha256
        if rule.verdict:
            self._check_decided(rule, attempt, before)
        if rule.to:
            assert self.lead.is_announced is (rule.to in NOBODY_IS_TOLD)
            assert not self.open_tasks
            assert not any(each.is_open for each in self.asked)

    def _check_decided(self, rule: Rule, attempt: Attempt, before: Lead) -> None:
        """I11: one question, asked in that stage about exactly the newest papers, is decided by it."""
        (decided,) = (each for each in self.asked if each.decided_at and each.id not in self.decided)
        newest = papers.to_decide(before.stage, self.newest)
        assert (decided.stage, decided.verdict, decided.by) == (before.stage, rule.verdict, attempt.by)
        assert set(decided.papers) == {Paper.of(version) for version in newest}
        assert decided.id == attempt.approval or not attempt.approval
        if rule.to is Stage.APPROVED:
            assert decided.verdict is Verdict.APPROVE
            assert Paper.of(self.newest[DocumentKind.QUOTE]) in decided.papers

    def look(self) -> None:
        """What holds at any time."""
        lead, asked = self.lead, self.asked
        for each in asked:
            if each.is_open:
                assert each.stage is lead.stage
                assert set(each.papers) == self.to_decide()
            if each.id in self.decided:
                assert each == self.decided[each.id]
        self.decided = {each.id: each for each in asked if each.decided_at}
        ways = [rule for rule in moves_from(lead.stage) if rule.to not in (None, lead.stage)]
        assert any(who_may(rule, lead, self.tools.territory) for rule in ways)
        if lead.stage in OPEN and lead.is_announced:
            assert self.open_tasks
