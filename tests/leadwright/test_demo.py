"""The demo, run as a visitor runs it, in both languages."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from pathlib import Path

import docx
import pytest

from documents.customer_mails import Quoted
from documents.kinds import KINDS
from leadwright import HOUSE
from leadwright.cli.app import call
from leadwright.demo import quotation, samples
from leadwright.demo.company import new_home
from leadwright.demo.morning import lead_of
from leadwright.demo.outcome import Outcome, address_of, quoted
from leadwright.demo.post import Delivered
from leadwright.settings import load_settings
from leadwright.tools import Tools, open_tools
from register import documents, leads, moves, originals, outbox, readings
from sales.handing_out import NOT_FOR_A_MANAGER
from sales.lead import Stage
from sales.original import OriginalState
from sales.paper import Delivery
from sales.titles import ROLES
from sales.words import Failure, Language

LEADS, FORMS, MAILS, NO_LEADS = range(4)  # the tables, in the order in which they are printed
SECONDS = 170  # it has to be done in 120 on two cores that have nothing else to do
SAMPLES_LIMIT = 1_000_000  # bytes


@dataclass(frozen=True)
class Visit:
    """What a visitor has after the demo: a home, and what was printed."""

    home: Path
    printed: str
    language: Language

    def rows(self, block: int, *parts: str) -> list[str]:
        """Return the lines of a printed table that hold all of these parts."""
        _heading, _titles, *rows = self.printed.strip().split("\n\n")[block].splitlines()
        return [row for row in rows if all(part in row for part in parts)]


@pytest.fixture(scope="module", params=Language)
def visit(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Visit:
    home = tmp_path_factory.mktemp("demo") / "home"
    language = Language(request.param)
    command = [sys.executable, "-m", "leadwright", "demo", "--home", str(home), "--language", language]
    environment = {name: value for name, value in os.environ.items() if name != "LEADWRIGHT_HOME"}
    ended = subprocess.run(
        command, cwd=HOUSE, env=environment, capture_output=True, timeout=SECONDS, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()
    return Visit(home, ended.stdout.decode(), language)


@pytest.fixture
def tools(visit: Visit) -> Iterator[Tools]:
    with open_tools(load_settings(visit.home)) as tools:
        yield tools


@pytest.fixture
def outcome(tools: Tools) -> Outcome:
    """What the demo left behind, the mailboxes filled from what the server has accepted."""
    with tools.register.read() as c:
        found, came = tuple(leads.listing(c)), tuple(originals.listing(c))
        mails = tuple(mail for lead in found for mail in outbox.mails_of(c, lead.number))
        return Outcome(
            settings=tools.settings,
            leads=found,
            forms=tuple(form for lead in found for form in documents.versions(c, lead.number)),
            originals=came,
            mails=mails,
            inboxes={
                person: tuple(
                    Delivered(tools.archive.absolute(mail.path).read_bytes())
                    for mail in mails
                    for each in mail.recipients
                    if each.email == person.email and each.state is Delivery.SENT
                )
                for person in tools.territory.people
            },
            customers={
                address_of(lead): tuple(
                    Delivered(tools.archive.absolute(mail.path).read_bytes())
                    for mail in mails
                    if mail.purpose == Quoted.template
                )
                for lead in quoted(found)
            },
            subjects={o.sha256: letter.subject for o in came if (letter := readings.letter(c, o.sha256))},
        )


@pytest.mark.timeout(SECONDS + 30)
def test_every_lead_is_listed_with_its_customer_region_and_manager(visit: Visit, outcome: Outcome) -> None:
    assert len(outcome.leads) == 17
    for lead in outcome.leads:
        assert lead.enquiry.company and lead.whose.region, lead.number
        manager = outcome.settings.territory.person(lead.whose.manager)
        assert manager, lead.number
        named = "" if lead.kind in NOT_FOR_A_MANAGER else manager.name
        assert visit.rows(LEADS, lead.number, lead.enquiry.company.value, lead.whose.region, named), (
            lead.number
        )


@pytest.mark.timeout(SECONDS + 30)
def test_every_command_that_is_named_works_as_it_stands(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copied into a shell elsewhere; what it adds is a real lead, so it is done on a copy of the home.

    The first starts the program, the others call it in this process with the words that the shell makes.
    """
    monkeypatch.setenv("LEADWRIGHT_HOME", "/nowhere")
    copy = shutil.copytree(visit.home, tmp_path / "home")
    lines = [line for line in visit.printed.splitlines() if f" --home {visit.home} " in line]
    assert len(lines) == 5
    first, *others = (line.replace(str(visit.home), str(copy)) for line in lines)
    subprocess.run(["sh", "-c", first], cwd=HOUSE, capture_output=True, check=True)
    start = first[: first.index("--home")].strip()
    for line in others:
        assert line.strip().startswith(start)
        words = line.strip().removeprefix(start)
        split = subprocess.run(
            ["sh", "-c", f"printf '%s\\0' {words}"], capture_output=True, text=True, check=True
        )
        assert call(split.stdout.split("\0")[:-1]) == 0


@pytest.mark.timeout(SECONDS + 30)
def test_every_form_is_listed_where_it_lies_and_opens(visit: Visit, outcome: Outcome) -> None:
    """I16: each with its lead's number on it."""
    assert {form.lead for form in outcome.forms} == {lead.number for lead in outcome.leads}
    for form in outcome.forms:
        (row,) = visit.rows(FORMS, form.path)
        path = visit.home / row[row.index("archive/") :].strip()
        written = docx.Document(io.BytesIO(path.read_bytes()))
        assert form.lead in "".join(written.element.itertext())


@pytest.mark.timeout(SECONDS + 30)
def test_every_mail_that_was_accepted_is_listed_as_delivered(
    visit: Visit, tools: Tools, outcome: Outcome
) -> None:
    """P2.1: the listing is what the mailboxes held, no line more or less than the register says was sent."""
    for person, mails in outcome.inboxes.items():
        for mail in mails:
            assert visit.rows(MAILS, person.name, mail.subject), (person.name, mail.subject)
    inboxes = (*outcome.inboxes.values(), *outcome.customers.values())
    delivered = sum(map(len, inboxes))
    with tools.register.read() as c:
        about_no_lead = sum(len(mail.recipients) for mail in outbox.mails_of(c, ""))
    assert about_no_lead >= 1  # what was set aside; before the next year's calendar is known, that, too
    assert len(visit.rows(MAILS)) == delivered + about_no_lead


@pytest.mark.timeout(SECONDS + 30)
def test_what_became_no_lead_is_listed_with_its_reason(visit: Visit, outcome: Outcome) -> None:
    states = [original.state for original in outcome.no_leads]
    assert states.count(OriginalState.FILED) == 3
    assert states.count(OriginalState.JOINED) == 1 + len(quotation.STEPS)
    assert states.count(OriginalState.HELD) == 1
    for original in outcome.no_leads:
        assert original.reason
        assert visit.rows(NO_LEADS, outcome.title(original), original.reason.in_(visit.language))


@pytest.mark.timeout(SECONDS + 30)
def test_one_lead_goes_on_to_a_quote_in_the_customers_mailbox(visit: Visit, tools: Tools) -> None:
    """P2.1 to P4.1, by mail and Word alone: every move is its person's, logged with what they sent."""
    lead = lead_of(tools, samples.QUOTED)
    assert lead.stage is Stage.QUOTED
    with tools.register.read() as c:
        made = [move for move in moves.moves(c, lead.number) if move.way == "mail" and move.after]
        (quote,) = (mail for mail in outbox.mails_of(c, lead.number) if mail.purpose == Quoted.template)
    assert [(move.name, move.by) for move in made] == [
        *(("contact", "li"), ("request", "li"), ("sign", "liu"), ("accept", "tang")),
        *(("propose", "tang"), ("cost", "tang"), ("quote", "li"), ("approve", "liu")),
    ]
    assert all(move.document for move in made)
    (row,) = visit.rows(MAILS, address_of(lead), quote.subject)
    assert row.split()[-1] == "2"  # proposal and quote


@pytest.mark.timeout(SECONDS + 30)
def test_every_answer_lies_with_its_lead(visit: Visit, tools: Tools, outcome: Outcome) -> None:
    """P3.4: their own words, under the lead that the mail they answered was about."""
    number = lead_of(tools, samples.QUOTED).number
    joined = (original for original in outcome.originals if original.state is OriginalState.JOINED)
    mails = (message_from_bytes(_bytes(visit, each.path), policy=policy.default) for each in joined)
    answers = [mail for mail in mails if "@ruiheng.example" in str(mail["From"])]
    assert len(answers) == len(quotation.STEPS)
    assert all(number in str(answer["Subject"]) for answer in answers)


@pytest.mark.timeout(SECONDS + 30)
def test_the_demo_finds_no_fault_with_itself_and_would_find_one(visit: Visit, outcome: Outcome) -> None:
    """Its exit status means something: whatever is taken away from the outcome is missed."""
    assert outcome.faults() == ()
    person, mails = next((person, mails) for person, mails in outcome.inboxes.items() if mails)
    robbed = {**outcome.inboxes, person: mails[1:]}
    assert replace(outcome, inboxes=robbed).faults()
    assert replace(outcome, forms=outcome.forms[1:]).faults()
    assert replace(outcome, mails=outcome.mails[1:]).faults()
    assert replace(outcome, customers={}).faults()
    for original in outcome.originals:
        others = tuple(each for each in outcome.originals if each is not original)
        assert replace(outcome, originals=others).faults(), outcome.title(original)


def test_a_home_that_holds_anything_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(Failure, match="overwrites nothing"):
        new_home(tmp_path, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_without_a_name_every_demo_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    assert new_home(None, tmp_path) == tmp_path / "leadwright-demo"
    for name in ("leadwright-demo", "leadwright-demo-2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "leadwright.toml").touch()
    assert new_home(None, tmp_path) == tmp_path / "leadwright-demo-3"


@pytest.mark.parametrize("language", Language)
def test_the_samples_are_small_and_each_has_its_expectation(language: Language) -> None:
    everything = samples.everything(language)
    assert len(samples.mails(language)) >= 12
    assert len(samples.faxes()) >= 3
    assert {sample.name for sample in everything} <= samples.EXPECTED.keys()
    assert sum(len(sample.data) for sample in everything) < SAMPLES_LIMIT / 2
    assert len({sample.sha256 for sample in everything}) == len(everything)


def _bytes(visit: Visit, path: str) -> bytes:
    return (visit.home / "archive" / path).read_bytes()


def test_the_readme_shows_the_steps_that_the_demo_takes() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    shown = [line for line in readme.splitlines() if "→ LW-2026-00001: " in line]
    for step, line in zip(quotation.STEPS, shown, strict=True):
        assert f"({ROLES[step.role].en})" in line
        assert all(KINDS[kind].title.en in line for kind in step.forms)
