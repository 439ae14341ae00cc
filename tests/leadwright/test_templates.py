"""``leadwright template``: which templates there are, and what is wrong with them."""

import json
import shutil
from pathlib import Path

import pytest

from documents import find
from documents.kinds import KINDS
from documents.mails import MAILS
from leadwright.cli.app import call
from sales.words import Language

SETTINGS = 'language = "zh"\n'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "leadwright.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "templates/zh/mail").mkdir(parents=True)
    return tmp_path


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def theirs(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """Return what was said of the company's templates; ours are tested by themselves."""
    return [line for line in lines(capsys) if not str(line["file"]).startswith(str(find.OURS))]


def own_alarm(home: Path, text: str, name: str = "zh/mail/alarm.txt") -> None:
    path = home / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_the_list_has_every_template_and_says_whose_it_is(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_alarm(home, "告警\n\n{{ what }}\n")
    assert call(["template", "list", "--home", str(home), "--json"]) == 0
    listed = lines(capsys)
    assert len(listed) == len(Language) * (len(KINDS) + len(MAILS))
    own = [each for each in listed if each["whose"] == "company"]
    assert [(each["kind"], each["file"], each["placeholders"]) for each in own] == [
        ("alarm", "templates/zh/mail/alarm.txt", 1)
    ]


def test_a_template_of_the_company_s_that_is_wrong_is_named(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_alarm(home, "告警 {{ since }}\n\n{{ addressee }}：{{ what }} {{ sinze }}\n")
    assert call(["template", "check", "--home", str(home), "--json"]) == 1
    (found,) = theirs(capsys)
    assert "是否应为 since？" in str(found["remedy"])
    assert {name: found[name] for name in found if name != "remedy"} == {
        "file": "templates/zh/mail/alarm.txt",
        "template": "alarm",
        "language": "zh",
        "fault": "unknown",
        "field": "sinze",
        "place": "第 3 行“{{ addressee }}：{{ what }} {{ sinze }}”",
        "ok": False,
        "warning": False,
    }


def test_what_is_only_worth_knowing_is_no_error(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_alarm(home, "告警\n\n{{ addressee }}：{{ what }}\n")
    own_alarm(home, "随便写写", "备忘.txt")
    assert call(["template", "check", "--home", str(home)]) == 0
    told = capsys.readouterr()
    assert "没有用到字段 since（发生时间）" in told.out
    assert "没有文件用到它" in told.out
    assert "错误 0 处" in told.err


def test_a_template_in_a_folder_that_nothing_looks_into_is_an_error(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_alarm(home, "告警\n\n{{ addressee }}：{{ what }} {{ since }}\n", "cn/mail/alarm.txt")
    assert call(["template", "check", "--home", str(home), "--json"]) == 1
    (found,) = theirs(capsys)
    assert (found["file"], found["fault"]) == ("templates/cn/mail/alarm.txt", "unused")


def test_a_folder_of_templates_is_looked_over_without_a_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LEADWRIGHT_HOME", raising=False)
    shutil.copyfile(find.template("quote.docx", Language.ZH), tmp_path / "quote.docx")
    assert call(["template", "check", str(tmp_path), "--json"]) == 0
    assert theirs(capsys) == []
    (tmp_path / "quote.docx").write_bytes(b"no Word file")
    assert call(["template", "check", str(tmp_path), "--json"]) == 1
    (found,) = theirs(capsys)
    assert (found["file"], found["template"], found["fault"]) == (
        str(tmp_path / "quote.docx"),
        "quote",
        "broken",
    )


def test_a_folder_that_is_not_there_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["template", "check", str(home / "none"), "--home", str(home)]) == 1
    assert "没有文件夹" in capsys.readouterr().err
