"""The doctor really logs in, writes and compiles: what is broken is found, with what to do about it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from documents import find
from leadwright.diagnosis import Finding
from leadwright.doctor import examine
from leadwright.init import make_home
from sales.words import Language
from tests.servers.dovecot import Dovecot, free_port
from tests.servers.smtp import SmtpServer


@pytest.fixture(scope="module")
def dovecot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dovecot]:
    with Dovecot(tmp_path_factory.mktemp("dovecot")) as server:
        yield server


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        yield server


@pytest.fixture
def home(tmp_path: Path, dovecot: Dovecot, smtp: SmtpServer) -> Path:
    """A new home with a mailbox, a server to send by, a coordinator and nothing wrong."""
    home = tmp_path / "home"
    make_home(home, Language.EN)
    add(
        home,
        f"""
        [[mailbox]]
        name = "sales"
        host = "{dovecot.host}"
        port = {dovecot.port}
        security = "none"
        user = "sales"
        password_file = "secrets/sales"

        [smtp]
        host = "{smtp.host}"
        port = {smtp.port}
        security = "none"
        from = "sales@example.com"

        [[person]]
        id = "zhang"
        name = "Zhang Min"
        email = "zhang@example.com"
        roles = ["coordinator"]
        """,
    )
    secret(home, dovecot.password)
    return home


def add(home: Path, text: str) -> None:
    settings = home / "leadwright.toml"
    settings.write_text(settings.read_text("utf-8") + text, "utf-8")


def change(home: Path, before: str, after: str) -> None:
    settings = home / "leadwright.toml"
    text = settings.read_text("utf-8")
    assert before in text
    settings.write_text(text.replace(before, after), "utf-8")


def secret(home: Path, password: str) -> None:
    file = home / "secrets/sales"
    file.write_text(password)
    file.chmod(0o600)


def wrong(home: Path) -> dict[str, str]:
    """Return what is not well, by what was looked at."""
    return {each.what.en: each.said.en for each in examine(home) if not each.ok}


def test_a_home_with_everything_in_order_is_well(home: Path) -> None:
    assert wrong(home) == {}


def test_wrong_settings_are_the_only_finding(home: Path) -> None:
    change(home, 'language = "en"', 'language = "xx"')
    (finding,) = examine(home)
    assert isinstance(finding, Finding)
    assert not finding.ok


def test_a_wrong_password_is_found(home: Path) -> None:
    secret(home, "geheim")
    found = wrong(home)
    assert found.keys() == {"mailbox sales"}
    assert "geheim" not in found["mailbox sales"]


def test_a_missing_mail_folder_is_found_with_those_there_are(home: Path) -> None:
    change(home, 'user = "sales"\n', 'user = "sales"\n        folders = ["INBOX", "Leads"]\n')
    found = wrong(home)["mailbox sales"]
    assert "Leads" in found
    assert "INBOX" in found


def test_servers_that_are_down_are_found(home: Path, dovecot: Dovecot, smtp: SmtpServer) -> None:
    change(home, f"port = {dovecot.port}", f"port = {free_port()}")
    smtp.stop()
    assert wrong(home).keys() == {"mailbox sales", "sending mail"}


def test_a_missing_folder_is_found(home: Path) -> None:
    (home / "inbox/fax").rmdir()
    assert "inbox/fax" in wrong(home)["folder inbox/fax"]


def test_an_archive_that_can_not_be_made_is_found(home: Path) -> None:
    (home / "archive").write_text("a file in its place")
    assert "archive" in wrong(home)


def test_a_company_without_a_coordinator_is_found(home: Path) -> None:
    change(home, 'roles = ["coordinator"]\n        ', 'roles = ["director"]\n        ')
    assert "nobody gets the forms" in wrong(home)["coordinator"]


def only(home: Path, text: str) -> dict[str, Finding]:
    """Return what is found where the settings say nothing else."""
    (home / "leadwright.toml").write_text(f'language = "en"\n{text}', "utf-8")
    return {each.what.en: each for each in examine(home)}


def test_a_home_without_any_source_is_not_well(home: Path) -> None:
    found = only(home, "")
    assert "[[mailbox]]" in found["mailboxes"].said.en
    assert "[[folder]]" in found["folders"].said.en
    assert [found[name].ok for name in ("mailboxes", "folders", "sending mail", "coordinator")] == [False] * 4


def test_a_home_that_only_watches_folders_is_told_so_and_is_well(home: Path) -> None:
    found = only(home, '[[folder]]\npath = "inbox/fax"\nchannel = "fax"\n')
    assert found["mailboxes"].ok
    assert "no mail is fetched" in found["mailboxes"].said.en
    assert "folders" not in found


def test_a_broken_template_of_the_company_is_found(home: Path) -> None:
    own = home / "templates/en/registration.docx"
    own.parent.mkdir(parents=True)
    own.write_text("no Word file")
    assert str(own) in wrong(home)["template registration"]


@pytest.mark.parametrize("name", ["registration.docx", "mail/hand-out.txt"])
def test_a_folder_in_the_place_of_a_template_is_found(home: Path, name: str) -> None:
    """Ours is not used behind the company's back."""
    own = home / "templates/en" / name
    own.mkdir(parents=True)
    assert [str(own) in said for said in wrong(home).values()] == [True]


def test_a_broken_mail_template_of_the_company_is_found(home: Path) -> None:
    """Without it, every lead would be held at hand-out."""
    own = home / "templates/en/mail/hand-out.txt"
    own.parent.mkdir(parents=True)
    own.write_text("Dear {{ adressee }}\n\nA new lead.\n", "utf-8")
    found = wrong(home)
    assert found.keys() == {"template hand-out"}
    assert "adressee" in found["template hand-out"]


def warnings(home: Path) -> dict[str, str]:
    """Return what works and is worth knowing, by what was looked at."""
    return {each.what.en: each.said.en for each in examine(home) if each.ok and each.warns}


@pytest.mark.parametrize("name", ["en/hand-out.txt", "zh/registration-v2.docx", "registration.docx"])
def test_a_template_that_nothing_uses_is_a_warning(home: Path, name: str) -> None:
    """Whoever changed it waits in vain for what it says."""
    own = home / "templates" / name
    own.parent.mkdir(exist_ok=True)
    own.write_text("something")
    assert wrong(home) == {}
    assert "templates/en/mail/" in warnings(home)[f"template {name}"]


def test_templates_in_their_places_are_no_warning(home: Path) -> None:
    shutil.copytree(find.OURS, home / "templates", dirs_exist_ok=True)
    (home / "templates/zh/~$registration.docx").write_text("Word has it open")
    assert not [what for what in warnings(home) if "template" in what]


def test_a_region_without_a_manager_is_a_warning(home: Path) -> None:
    assert "has no manager; its leads go to the coordinator." in warnings(home).values()


def test_every_program_that_reading_asks_for_is_looked_for(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    missing = {f"program {name}" for name in ("soffice", "antiword", "catppt", "unar")}
    assert missing <= warnings(home).keys()
    assert not missing & wrong(home).keys()


def test_a_register_that_is_no_database_is_found(home: Path) -> None:
    (home / "register.db").write_text("no database, but a text that is long enough to be looked at" * 20)
    assert "register" in wrong(home)


def test_looking_leaves_nothing_behind(home: Path) -> None:
    wrong(home)
    assert list((home / "inbox/fax").iterdir()) == []
    assert list((home / "archive").iterdir()) == []
