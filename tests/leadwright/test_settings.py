"""Settings: what is right becomes the rooms' types, what is wrong is named with its key, value and remedy."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from leadwright.settings import Settings, checked, language_of, load_settings
from sales.clocks import PROCEDURE, Allowance, Clock, Span, Unit
from sales.people import Role
from sales.permission import Absence
from sales.pricing import PriceRules
from sales.words import Failure, Language, Words

INTERFACE = """
language = "zh"
timezone = "Asia/Shanghai"

[database]
url = "sqlite:///register.db"
[archive]
url = "archive"
period = "month"

[[mailbox]]
name = "sales"
host = "127.0.0.1"
port = 10143
security = "none"
user = "sales"
password_file = "secrets/sales"
folders = ["INBOX"]

[smtp]
host = "127.0.0.1"
port = 10025
security = "none"
from = "sales@example.com"

[[folder]]
path = "inbox/fax"
channel = "fax"

[[person]]
id = "li"
name = "李明"
email = "li@example.com"
roles = ["manager"]
regions = ["华东"]

[[region]]
name = "华东"
provinces = ["上海", "江苏", "浙江", "安徽", "福建", "江西", "山东"]
"""

MAILBOX = {"name": "a", "host": "imap.example.com", "user": "u", "password_env": "PATH"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "leadwright.toml").write_text(INTERFACE, "utf-8")
    (tmp_path / "secrets").mkdir()
    secret = tmp_path / "secrets/sales"
    secret.write_text("geheim\n")
    secret.chmod(0o600)
    return tmp_path


def wrong(home: Path, **written: Any) -> Words:
    """Return what is said of these settings."""
    with pytest.raises(Failure) as failure:
        checked(written, home)
    return failure.value.words


def test_the_settings_of_the_interface_become_the_rooms_types(home: Path) -> None:
    settings = load_settings(home)
    (account,) = settings.accounts()
    assert (account.name, account.port, account.folders) == ("sales", 10143, ("INBOX",))
    assert account.secret().text == "geheim"
    (folder,) = settings.folders()
    assert (folder.path, folder.channel) == (home / "inbox/fax", "fax")
    (li,) = settings.territory.with_role(Role.MANAGER)
    assert settings.territory.manager_of(settings.territory.region_of("浙江省")) == li
    assert settings.archive_root == home / "archive"
    assert settings.own_addresses == {"li@example.com", "sales@example.com"}


def test_a_changed_secret_counts_at_the_next_login(home: Path) -> None:
    (account,) = load_settings(home).accounts()
    (home / "secrets/sales").write_text("neu")
    assert account.secret().text == "neu"


def test_the_environment_goes_before_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADWRIGHT_DATABASE__URL", "postgresql+psycopg://db/leads")
    monkeypatch.setenv("LEADWRIGHT_LANGUAGE", "en")
    settings = load_settings(home)
    assert settings.database_url == "postgresql+psycopg://db/leads"
    assert settings.language is Language.EN


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_secret_file_that_others_can_read_is_refused(home: Path, mode: int) -> None:
    (home / "secrets/sales").chmod(mode)
    with pytest.raises(Failure, match=r"secrets/sales is open to others. Run: chmod 600"):
        load_settings(home)


def test_a_missing_secret_file_is_named(home: Path) -> None:
    (home / "secrets/sales").unlink()
    with pytest.raises(Failure, match=r"\[\[mailbox\]\] sales password_file: .*secrets/sales can't be read"):
        load_settings(home)


def test_a_missing_settings_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="leadwright init"):
        load_settings(tmp_path)


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "leadwright.toml").write_text("language = zh\n")
    with pytest.raises(Failure, match="line 1"):
        load_settings(tmp_path)


def test_a_file_written_by_windows_notepad_is_read(tmp_path: Path) -> None:
    (tmp_path / "leadwright.toml").write_bytes(b'\xef\xbb\xbflanguage = "en"\r\n')
    assert load_settings(tmp_path).language is Language.EN


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"languge": "zh"}, "languge: There is no such setting. Did you mean language?"),
        ({"language": "fr"}, "language: 'fr' is not one of the choices; write one of zh, en."),
        ({"timezone": "Mars"}, "timezone: There is no time zone 'Mars'"),
        ({"timezone": "Asia"}, "timezone: There is no time zone 'Asia'"),
        ({"timezone": ["UTC"]}, "timezone: There is no time zone ['UTC']"),
        ({"timezone": "../../etc/passwd"}, "timezone: There is no time zone"),
        ({"archive": {"period": "week"}}, "[archive] period: 'week' is not one of the choices"),
        (
            {"archive": {"url": "s3://bucket/x"}},
            "[archive] url: s3://bucket/x is not supported yet; write a folder",
        ),
        (
            {"database": {"url": "mysql://x"}},
            '[database] url: "mysql://x" won\'t do; write it like sqlite:///',
        ),
        ({"reading": {"memory": "lots"}}, "[reading] memory: 'lots' is wrong; write a size like"),
        ({"calendar": {"hours": ["9-12"]}}, "[calendar] hours: '9-12' is not a stretch of time"),
        ({"calendar": {"hours": ["08:00-12:00", "11:00-17:00"]}}, "none overlapping"),
        ({"calendar": {"days_off": ["soon"]}}, "write a date like 2026-11-05"),
        (
            {"smtp": {"host": "x", "from": "a@b", "prot": 1}},
            "[smtp] prot: There is no such setting. Did you mean port?",
        ),
        ({"smtp": {"host": "x"}}, "[smtp] from: It is missing; add it."),
        ({"smtp": {"host": "x", "from": "a@b", "port": 70000}}, "70000 is out of range; write at most 65535"),
        ({"mailbox": [MAILBOX | {"security": "none"}]}, "imap.example.com is not this machine"),
        ({"mailbox": [MAILBOX | {"password_file": "x"}]}, "exactly one way to log in"),
        ({"mailbox": [MAILBOX | {"password_env": "NOT_SET_ANYWHERE"}]}, "NOT_SET_ANYWHERE is not set"),
        ({"mailbox": [MAILBOX | {"after": "move"}]}, "needs moved_to"),
        (
            {"mailbox": [MAILBOX | {"folders": ["INBOX", "Done"], "after": "move", "moved_to": "Done"}]},
            '[[mailbox]] #1: moved_to "Done" stands among folders too',
        ),
        (
            {"mailbox": [MAILBOX | {"after": "move", "moved_to": "inbox"}]},
            '[[mailbox]] #1: moved_to "inbox" stands among folders too',
        ),
        ({"mailbox": [MAILBOX | {"moved_to": "Done"}]}, 'moved_to only works with after = "move"'),
        ({"mailbox": [MAILBOX | {"folders": []}]}, "#1 folders: [] is wrong; write at least one entry"),
        ({"mailbox": [MAILBOX | {"host": " "}]}, "#1 host: ' ' is wrong; write text that is not empty"),
        ({"mailbox": [MAILBOX | {"password": "x"}]}, "#1 password: Secrets do not stand here"),
        ({"mailbox": MAILBOX}, "[mailbox]: Write it in double brackets: [[mailbox]]."),
        ({"smtp": [{"host": "x"}]}, "[smtp]: There is only one: write it in single brackets, [smtp]."),
        ({"archive": {"url": ""}}, "[archive] url: '' is wrong; write text that is not empty"),
        (
            {"calendar": {"country": "China"}},
            "country: 'China' is wrong; write two capital letters like \"CN\"",
        ),
        *(
            ({"folder": [{"path": path, "channel": "fax"}]}, "has to be a path of this machine, with /")
            for path in ("\\\\srv\\fax", "C:/fax", "C:\temp")
        ),
        *(
            (written, "holds a control character: within double quotes, \\ begins one. Write / in a path")
            for written in (
                {"folder": [{"path": "C:\fax", "channel": "fax"}]},
                {"folder": [{"path": "inbox\0/fax", "channel": "fax"}]},
                {"archive": {"url": "archive\0"}},
                {"database": {"url": "sqlite:///a\0.db"}},
                {"mailbox": [MAILBOX | {"password_file": "secrets\x1b"}]},
                {"person": [{"id": "li", "name": "李\x7f", "email": "li@x", "roles": ["manager"]}]},
                {"region": [{"name": "华东", "provinces": ["上海\0"]}]},
            )
        ),
        *(
            (written, "true is wrong: this is no switch; write a number or text.")
            for written in (
                {"smtp": {"host": "x", "from": "a@b", "port": True}},
                {"mailbox": [MAILBOX | {"timeout": True}]},
                {"reading": {"memory": True}},
                {"clock": {"request": True}},
                {"company": {"name": True}},
            )
        ),
        *(
            ({"folder": [{"path": path, "channel": "fax"} for path in paths]}, "lies in the other")
            for paths in (("in", "in/fax"), ("in/fax", "in"), ("in/fax", "in/fax/"))
        ),
        ({"mailbox": [MAILBOX, MAILBOX]}, '[[mailbox]] name: "a" stands 2 times'),
        ({"mailbox": [MAILBOX | {"folders": ["a\r\nb"]}]}, "control character"),
        (
            {"mailbox": [MAILBOX | {"profile": "hotmail"}]},
            "[[mailbox]] #1 profile: 'hotmail' is not one of the choices",
        ),
        (
            {"folder": [{"path": "inbox", "channel": "fax", "poll_seconds": float("inf")}]},
            "[[folder]] #1 poll_seconds: inf is out of range; write at most 3600",
        ),
        (
            {"mailbox": [MAILBOX | {"timeout": 0}]},
            "[[mailbox]] #1 timeout: 0 is out of range; write more than 0",
        ),
        (
            {"folder": [{"path": "x", "channel": "telex"}]},
            "[[folder]] #1 channel: 'telex' is not one of the choices",
        ),
        *(
            ({"folder": [{"path": path, "channel": "fax"}]}, f'[[folder]] path: "{path}" holds files of this')
            for path in (".", "..", "/", "archive", "inbox/../archive/2026")
        ),
        (
            {"person": [{"id": "li", "name": "李", "email": "li@x", "roles": ["boss"]}]},
            "[[person]] #1 roles: 'boss' is not one of the choices; write one of coordinator, manager",
        ),
        (
            {
                "person": [
                    {"id": "li", "name": "李", "email": "li@x", "roles": ["manager"], "regions": ["华东"]}
                ]
            },
            '[[person]] li regions: there is no region "华东". Known: none.',
        ),
        (
            {"region": [{"name": "a", "provinces": ["上海"]}, {"name": "b", "provinces": ["上海"]}]},
            '[[region]] provinces: "上海" stands 2 times; write it once.',
        ),
        (
            {"region": [{"name": "华中", "provinces": ["河南省", "境外"]}]},
            '[[region]] 华中 provinces: there is no province "河南省"; write "河南".',
        ),
        (
            {"region": [{"name": "East", "provinces": ["Jiangsu"]}]},
            '[[region]] East provinces: there is no province "Jiangsu"; write a short Chinese name',
        ),
    ],
    ids=lambda value: None if isinstance(value, dict) else value[:40],
)
def test_what_is_wrong_is_named_with_its_place_and_remedy(
    tmp_path: Path, written: dict[str, Any], said: str
) -> None:
    words = wrong(tmp_path, **written)
    assert said in words.en
    assert words.zh != words.en


def test_one_wrong_role_is_one_sentence(tmp_path: Path) -> None:
    """That no role is left is no mistake of its own."""
    person = {"id": "li", "name": "李", "email": "li@x", "roles": ["经理"]}
    assert len(wrong(tmp_path, person=[person]).zh.splitlines()) == 2


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    words = wrong(tmp_path, language="fr", timezone="Mars", archive={"period": "week"})
    assert len(words.en.splitlines()) == 4  # a heading and three


def test_a_password_in_an_address_is_not_repeated(tmp_path: Path) -> None:
    assert "geheim" not in wrong(tmp_path, database={"url": "mysql://li:geheim@db/x"}).en


def test_nothing_written_gives_the_defaults(tmp_path: Path) -> None:
    settings = checked({}, tmp_path)
    assert isinstance(settings, Settings)
    assert settings.language is Language.ZH
    assert settings.clocks == PROCEDURE
    assert settings.absences == ()
    assert settings.smtp_server() is None


def test_words_of_a_product_line_are_no_regular_expressions(tmp_path: Path) -> None:
    options = checked(
        {"classify": {"product_lines": {"cutting": ["切割", "C++"]}}}, tmp_path
    ).classify_options
    assert options == {"product_lines": {"cutting": r"切割|C\+\+"}, "divisions": None}


def test_days_written_as_toml_dates_are_taken(tmp_path: Path) -> None:
    (tmp_path / "leadwright.toml").write_text("[calendar]\ndays_off = [2026-12-31]\n")
    assert load_settings(tmp_path).keys.calendar.days_off == {date(2026, 12, 31)}


def test_the_language_of_a_home_with_wrong_settings_is_still_known(tmp_path: Path) -> None:
    (tmp_path / "leadwright.toml").write_text('language = "en"\n[oops\n')
    assert language_of(tmp_path, {}) is Language.EN
    assert language_of(tmp_path, {"LEADWRIGHT_LANGUAGE": "zh"}) is Language.ZH
    assert language_of(tmp_path / "none", {}) is None


def test_the_pricing_rules_become_those_of_the_business(tmp_path: Path) -> None:
    written = {"margin": 0.3, "margins": {"welding-line": 0.35}, "rounding": 50, "payment": "款到发货"}
    rules = checked({"pricing": written}, tmp_path).pricing
    assert (rules.margin, rules.margins) == (Decimal("0.3"), {"welding-line": Decimal("0.35")})
    assert (rules.rounding, rules.tax_rate, rules.terms.payment) == (50, Decimal("0.13"), "款到发货")


def test_no_pricing_rules_are_those_of_the_procedure(tmp_path: Path) -> None:
    assert checked({}, tmp_path).pricing == PriceRules()


@pytest.mark.parametrize(
    ("pricing", "said"),
    [
        ({"margin": 25}, "[pricing] margin: 25 is wrong; write a share of one: 0.25 means 25 %."),
        ({"tax_rate": 1.3}, "[pricing] tax_rate: 1.3 is out of range; write less than 1."),
        ({"rounding": 0}, "[pricing] rounding: 0 is out of range; write at least 0.01."),
        (
            {"margin": 0.05},
            "[pricing] margin: 0.05 is below the floor_margin of 0.10; change one.",
        ),
        (
            {"margins": {"robot": 0.3}},
            '[pricing] margins: there is no product line "robot". '
            "Known: single-machine, welding-line, welding-robot.",
        ),
    ],
)
def test_a_pricing_rule_that_cannot_be_is_named(tmp_path: Path, pricing: dict[str, Any], said: str) -> None:
    assert said in wrong(tmp_path, pricing=pricing).en


def test_a_clock_that_is_set_leaves_what_is_not_written_as_the_procedure_has_it(tmp_path: Path) -> None:
    written = {
        "answer": "4 working hours",
        "proposal": {"product_lines": {"welding-robot": "5 working days"}},
    }
    clocks = checked({"clock": written}, tmp_path).clocks
    assert clocks[Clock.ANSWER] == Allowance(Span(4, Unit.WORKING_HOURS))
    usual = PROCEDURE[Clock.PROPOSAL]
    lines = {**usual.by_product_line, "welding-robot": Span(5)}
    assert clocks[Clock.PROPOSAL] == Allowance(usual.span, lines, usual.tolerance)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("soon", "[clock] proposal: 'soon' is no length of time; write \"2 working days\""),
        ("1.5 working days", "days without a fraction"),
        (3, "3 is no length of time"),
        ({"spam": "1 working day"}, "no such setting as spam. Known here: span, product_lines, tolerance"),
        ({"product_lines": "1 working day"}, "product_lines has a span for each line"),
        ({"product_lines": {"boats": "1 working day"}}, 'there is no product line "boats"'),
    ],
)
def test_a_time_that_is_none_is_named(tmp_path: Path, written: object, why: str) -> None:
    assert why in wrong(tmp_path, clock={"proposal": written}).en


AWAY = {"person": "li", "deputy": "zhang", "from": date(2026, 12, 1), "to": date(2026, 12, 5)}
TWO = [{"id": each, "name": each, "email": f"{each}@x.cn", "roles": ["manager"]} for each in ("li", "zhang")]


def test_an_absence_names_who_stands_in(tmp_path: Path) -> None:
    settings = checked({"person": TWO, "absence": [AWAY]}, tmp_path)
    assert settings.absences == (Absence("li", "zhang", date(2026, 12, 1), date(2026, 12, 5)),)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"person": "wang"}, '[[absence]] #1 person: there is no person "wang". [[person]] has: li, zhang.'),
        ({"deputy": "wang"}, '[[absence]] #1 deputy: there is no person "wang"'),
        ({"deputy": "li"}, "li can't stand in for themselves"),
        ({"to": date(2026, 11, 1)}, "2026-11-01 is before the 2026-12-01 of from"),
    ],
)
def test_an_absence_that_can_not_be_is_named(tmp_path: Path, change: dict[str, Any], why: str) -> None:
    assert why in wrong(tmp_path, person=TWO, absence=[AWAY | change]).en
