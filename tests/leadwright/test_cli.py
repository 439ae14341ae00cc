"""The command line, as its users and the programs that call it see it."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
import structlog

from leadwright.cli import app as cli
from leadwright.cli.app import call
from leadwright.journal import HIDDEN, keep_journal, without_secrets
from leadwright.settings import load_settings
from leadwright.tools import open_tools
from register import held
from sales.process import MOVES
from sales.words import Words

SETTINGS = """
language = "zh"
[[folder]]
path = "inbox/fax"
channel = "fax"
[[folder]]
path = "inbox/mail"
channel = "mail"
[[person]]
id = "zhang"
name = "张敏"
email = "zhang@example.com"
roles = ["coordinator"]
[[person]]
id = "li"
name = "李明"
email = "li@example.com"
roles = ["manager"]
regions = ["华东"]
[[region]]
name = "华东"
provinces = ["上海", "江苏"]
[[region]]
name = "华北"
provinces = ["北京"]
"""

FIXTURES = Path(__file__).parents[1] / "fixtures"
LEAD_KEYS = {"number", "kind", "channel", "stage", "received", "region", "manager", "company", "path"}
ORIGINAL_KEYS = {"sha256", "size", "received", "channel", "source", "state", "lead", "path"}
LETTER_KEYS = {
    *("file", "format", "subject", "from", "to", "date", "text", "own_text", "attachments", "problems"),
}
JUDGEMENT_KEYS = {
    *("file", "kind", "reason", "confidence", "region", "province", "city", "manager", "enquiry"),
    *("decision", "lead"),
}
ENQUIRY_KEYS = {
    *("company", "contact", "phone", "email", "address", "product", "quantity", "summary", "needed_by"),
    "budget",
}

SOURCE = {"PYTHONPATH": str(Path(cli.__file__).parents[2])}
"""For a process of its own, which has not this one's path."""

pytestmark = pytest.mark.usefixtures("warm")

Run = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def home(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with two people and two folders, named by the environment."""
    home = tmp_path / "home"
    for folder in ("inbox/fax", "inbox/mail"):
        (home / folder).mkdir(parents=True)
    (home / "leadwright.toml").write_text(SETTINGS, "utf-8")
    monkeypatch.setenv("LEADWRIGHT_HOME", str(home))
    monkeypatch.setenv("LEADWRIGHT_DATABASE__URL", database_url)
    monkeypatch.chdir(tmp_path)
    return home


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command that has to go well and returns the objects it printed."""

    def run(*arguments: str) -> list[dict[str, Any]]:
        capfd.readouterr()
        status = call(arguments)
        printed = capfd.readouterr()
        assert status == 0, printed.err
        return [json.loads(line) for line in printed.out.splitlines()]

    return run


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    message = EmailMessage()
    message["From"] = "王工 <wang@example.org>"
    message["To"] = "sales@example.com"
    message["Subject"] = "询价：环缝焊接专机"
    message["Date"] = "Tue, 03 Nov 2026 09:30:00 +0800"
    message["Message-ID"] = "<1@example.org>"
    message.set_content("您好，请报环缝焊接专机2台的价格。\n上海某某机械有限公司 王工 021-62345678\n")
    path = tmp_path / "mail.eml"
    path.write_bytes(message.as_bytes())
    return path


def registered(run: Run) -> str:
    (added,) = run("add", "--channel", "phone", "--set", "company=上海某厂", "--by", "zhang", "--json")
    run_quietly("run", "--once")
    return str(added["number"])


def run_quietly(*arguments: str) -> None:
    assert call(arguments) == 0


@pytest.mark.parametrize(("language", "said"), [("zh", "列出登记的信息"), ("en", "list the leads")])
def test_help_speaks_the_language_asked_for(
    language: str, said: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEADWRIGHT_LANGUAGE", language)
    assert call(["--help"]) == 0
    assert said in capfd.readouterr().out
    assert call(["add", "--help"]) == 0
    printed = capfd.readouterr().out
    assert "\x1e" not in printed


def test_wrong_usage_is_status_2(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(["leads", "--no-such-option"]) == 2
    assert call(["add", "--channel", "telex"]) == 2
    assert call(["add", "--channel", "phone", "--set", "company"]) == 2
    assert "--set company=" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["stauts"], "没有 stauts 这个命令，是不是想写 status", "no command stauts, but there is status"),
        (["frobnicate"], "没有 frobnicate 这个命令", "There is no command frobnicate"),
        (["leads", "--peroid", "x"], "没有 --peroid 这个选项，是不是想写 --period", "there is --period"),
        (["leads", "--stage", "done"], "--stage 不能写 done，可以写：registered", "--stage cannot be done"),
        (["drop", "1"], "缺少 --reason", "--reason is missing"),
        (["lead"], "缺少 NUMBER", "NUMBER is missing"),
        (["lead", "one", "two"], "多写了 two", "two is one too many"),
        (["retry", "abc"], "ID 要写成整数", "ID has to be a whole number"),
        (["leads", "--period"], "--period 后面要写内容", "--period wants a value"),
        (["act", "LW-2026-00001", "aprove"], "没有“aprove”这个动作，是不是想写 approve", "there is approve"),
        (["act", "LW-2026-00001", "frobnicate"], "全部动作见 leadwright moves", "prints them all"),
        (["moves", "nowhere"], "STAGE 不能写 nowhere，可以写：registered", "STAGE cannot be nowhere"),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence_of_its_language(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    arguments: list[str],
    zh: str,
    en: str,
) -> None:
    for language, said in (("zh", zh), ("en", en)):
        monkeypatch.setenv("LEADWRIGHT_LANGUAGE", language)
        assert call(arguments) == 2
        printed = capfd.readouterr()
        assert printed.out == ""
        assert said in printed.err
        assert "--help" in printed.err
        assert printed.err.count("\n") == 1


def test_what_could_not_be_done_is_one_sentence_and_status_1(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call(["lead", "LW-2026-99999"]) == 1
    printed = capfd.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("没有登记号 LW-2026-99999")


def test_a_call_without_a_home_says_how_to_name_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LEADWRIGHT_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    assert call(["leads"]) == 1
    assert "--home" in capfd.readouterr().err


def test_the_home_may_stand_before_or_after_the_command(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADWRIGHT_HOME", "/nowhere")
    assert call(["leads", "--home", str(home)]) == 0
    assert call(["--home", str(home), "leads"]) == 0


def test_a_lead_added_by_hand_is_handed_out_and_shown_with_everything(home: Path, run: Run) -> None:
    number = registered(run)
    (line,) = run("leads", "--json")
    assert line.keys() >= LEAD_KEYS
    assert line["number"] == number
    assert (line["channel"], line["company"], line["stage"]) == ("phone", "上海某厂", "handed-out")
    assert datetime.fromisoformat(line["received"]).utcoffset() is not None
    assert (home / line["path"]).is_dir()
    (dossier,) = run("lead", number, "--json")
    assert dossier["fields"]["company"]["value"] == "上海某厂"
    assert [each["kind"] for each in dossier["documents"]] == ["registration", "proposal-request"]
    assert all((home / each["path"]).is_file() for each in dossier["documents"] + dossier["mails"])
    assert {move["name"] for move in dossier["moves"]} >= {"register", "hand-out"}
    assert {each["email"] for mail in dossier["mails"] for each in mail["recipients"]} >= {
        "zhang@example.com"
    }


def test_a_lead_is_shown_to_people_in_their_words(
    home: Path, run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    number = registered(run)
    capfd.readouterr()
    run_quietly("lead", number)
    printed = capfd.readouterr().out
    for words in ("已分发", "客户名称", "上海某厂", "信息登记表", "首次联系客户", "人工填写", "待发"):
        assert words in printed
    to_li, to_zhang = (line for line in printed.splitlines() if "@example.com" in line)
    assert "li@example.com" in to_li  # a line for each recipient
    assert "zhang@example.com" in to_zhang
    for code in ("registration ", "first-contact", "by hand", "service", "hand-out"):
        assert code not in printed


def test_the_first_contact_waits_for_whoever_got_the_lead(home: Path, run: Run) -> None:
    number = registered(run)
    (task,) = run("tasks", "--owner", "li", "--json")
    assert (task["lead"], task["kind"], task["clause"]) == (number, "first-contact", "P2.1")
    assert datetime.fromisoformat(task["due"]) > datetime.fromisoformat(task["opened"])
    assert run("tasks", "--overdue", "--json") == []


def test_leads_are_chosen_by_what_is_asked(home: Path, run: Run) -> None:
    registered(run)
    assert len(run("leads", "--stage", "handed-out", "--json")) == 1
    assert run("leads", "--region", "华北", "--json") == []
    assert run("leads", "--period", "1999-01", "--json") == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--region", "火星"), "没有“火星”这个区域。现有：华东、华北。"),
        (("--period", "2026-Q4"), "没有“2026-Q4”这个期间。现有："),
        (("--manager", "zhang"), "没有“zhang”这个业务经理。现有：li。"),
    ],
)
def test_what_no_lead_can_go_by_is_told_with_what_there_is(
    home: Path, run: Run, asked: tuple[str, str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """An empty table may be a slip of the fingers; it is no error."""
    run("add", "--channel", "phone", "--set", "company=甲", "--json")
    assert call(["leads", *asked, "--json"]) == 0
    printed = capfd.readouterr()
    assert (printed.out, said in printed.err) == ("", True)


def test_originals_lists_what_was_dropped_into_a_folder(
    home: Path, run: Run, mail: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    dropped = home / "inbox/mail/询价.eml"
    dropped.write_bytes(mail.read_bytes())
    os.utime(dropped, (1_790_000_000, 1_790_000_000))
    for _ in range(2):  # a file has to stand still between two looks
        run_quietly("run", "--once")
    (original,) = run("originals", "--json")
    assert original.keys() >= ORIGINAL_KEYS
    assert (original["name"], original["subject"]) == ("询价.eml", "询价：环缝焊接专机")
    capfd.readouterr()
    assert call(["originals"]) == 0
    assert "询价：环缝焊接专机" in capfd.readouterr().out
    assert (original["state"], original["channel"], original["source"]) == (
        "registered",
        "email",
        "inbox/mail",
    )
    assert (home / original["path"]).read_bytes() == mail.read_bytes()


def test_read_prints_a_mail_and_registers_nothing(home: Path, run: Run, mail: Path) -> None:
    (letter,) = run("read", str(mail), "--json")
    assert letter.keys() >= LETTER_KEYS
    assert (letter["format"], letter["subject"]) == ("eml", "询价：环缝焊接专机")
    assert letter["from"] == "王工 <wang@example.org>"
    assert letter["date"] == "2026-11-03T09:30:00+08:00"
    assert "环缝焊接专机2台" in letter["own_text"]
    assert run("originals", "--json") == []


def test_classify_says_what_whose_and_what_is_asked(home: Path, run: Run, mail: Path) -> None:
    (judged,) = run("classify", str(mail), "--json")
    assert judged.keys() >= JUDGEMENT_KEYS
    assert judged["enquiry"].keys() >= ENQUIRY_KEYS
    assert (judged["kind"], judged["region"], judged["manager"]) == ("lead", "华东", "li")
    assert judged["decision"]["verdict"] == "none"


def test_classify_shows_people_the_terms_of_the_form(
    home: Path, mail: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run_quietly("classify", str(mail))
    shown = capfd.readouterr().out
    assert "焊接单机" in shown
    assert "single-machine" not in shown


def test_a_terminal_shows_which_page_is_being_read(tmp_path: Path) -> None:
    """A scanned page takes seconds; whoever waits sees that it goes on, and with what."""
    fax = tmp_path / "传真[1].tif"
    fax.write_bytes((FIXTURES / "scans/zh-standard.tif").read_bytes())
    ours, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "leadwright", "read", str(fax)],
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        env=os.environ | SOURCE | {"LC_ALL": "zh_CN.UTF-8", "TERM": "xterm", "COLUMNS": "100"},
    ):
        os.close(terminal)
        shown = b"".join(iter(lambda: _read_until_closed(ours), b"")).decode()
    os.close(ours)
    assert "正在读取 传真[1].tif，第 1/1 页" in shown


def _read_until_closed(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # Linux says so when the other end is closed
        return b""


def test_names_on_standard_input_are_read_in_their_order(
    home: Path, run: Run, mail: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "笔记.txt"
    note.write_text("请回电", "utf-8")
    names = tmp_path / "names"
    names.write_bytes(f"{note}\r\n\n{mail}\n".encode())  # partly written on Windows
    with names.open("rb") as stream, monkeypatch.context() as patched:
        patched.setattr(sys, "stdin", TextIOWrapper(stream, "utf-8"))
        assert [letter["file"] for letter in run("read", "-", "--json")] == [str(note), str(mail)]


def test_reading_needs_no_home(run: Run, mail: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEADWRIGHT_HOME", raising=False)
    monkeypatch.chdir(mail.parent)
    assert run("read", mail.name, "--json")[0]["format"] == "eml"


def test_a_file_that_is_not_there_is_named_and_the_rest_is_read(
    home: Path, mail: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call(["read", "nowhere.eml", str(mail), "--json"]) == 1
    printed = capfd.readouterr()
    assert "nowhere.eml" in printed.err
    assert json.loads(printed.out)["format"] == "eml"


def test_only_those_who_may_correct_the_register(
    home: Path, run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    number = registered(run)
    assert call(["act", number, "correct", "--by", "li", "--set", "region=华北"]) == 1
    assert "李明不能对" in capfd.readouterr().err
    (corrected,) = run("act", number, "correct", "--by", "zhang", "--set", "region=华东", "--json")
    assert (corrected["region"], corrected["manager"]) == ("华东", "li")
    assert call(["act", number, "correct", "--by", "zhang", "--set", "region=华东"]) == 0
    assert "未作更改" in capfd.readouterr().out
    run_quietly("run", "--once")
    (line,) = run("leads", "--region", "华东", "--json")
    assert "/华东/" in line["path"]
    assert (home / line["path"]).is_dir()


def test_a_move_is_made_by_command_and_refused_with_the_reason(
    home: Path, run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    number = registered(run)
    assert call(["act", number, "contact", "--by", "li"]) == 1
    assert "须写明联系情况" in capfd.readouterr().err
    assert call(["act", number, "contact", "--by", "li", "--set", "note=需要两台"]) == 0
    assert capfd.readouterr().out == f"{number} 已办理“已联系客户”，现为“评估中”。\n"
    assert call(["act", number, "contact", "--by", "li", "--set", "note=需要两台"]) == 1
    printed = capfd.readouterr()
    assert printed.out == ""
    assert f"{number} 现为“评估中”，不能做 contact" in printed.err
    (declined,) = run("act", number, "decline", "--by", "zhang", "--set", "reason=超出范围", "--json")
    assert declined["stage"] == "declining"


def test_the_process_table_is_printed_for_programs_and_for_people(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Without a home too: it is the same in every home."""
    monkeypatch.delenv("LEADWRIGHT_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    (contact, *_) = run("moves", "handed-out", "--json")
    assert (contact["stage"], contact["move"], contact["to"]) == ("handed-out", "contact", "assessing")
    assert (contact["who"], contact["needs"]) == (["manager", "coordinator"], ["note"])
    assert contact["clause"] == "P2.1"
    everything = run("moves", "--json")
    assert len(everything) == sum(len(rule.stages) for rule in MOVES)
    monkeypatch.setenv("LEADWRIGHT_LANGUAGE", "zh")
    assert call(["moves", "reviewing"]) == 0
    printed = capfd.readouterr().out
    assert all(words in printed for words in ("报价待审批", "批准报价", "销售部长", "P3.6", "待发客户"))


def test_a_lead_is_shown_with_who_was_asked_what_and_what_they_said(
    home: Path, run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    number = registered(run)
    run_quietly("act", number, "decline", "--by", "zhang", "--set", "reason=超出范围")
    run_quietly("run", "--once")
    run_quietly("act", number, "pause", "--by", "li", "--set", "reason=等客户图纸")
    (shown,) = run("lead", number, "--json")
    letter = [each for each in shown["documents"] if each["kind"] == "decline-letter"][-1]
    (asked,) = shown["approvals"]
    assert asked["stage"] == "declining"
    assert (asked["person"], asked["person_name"], asked["verdict"]) == ("zhang", "张敏", None)
    assert [each["sha256"] for each in asked["papers"]] == [letter["sha256"]]
    assert shown["paused"] == [each for each in shown["tasks"] if not each["done"]][-1]["paused"] is not None
    run_quietly("act", number, "keep", "--by", "zhang", "--set", "remark=客户补充了资料")
    (shown,) = run("lead", number, "--json")
    (asked,) = shown["approvals"]
    assert (asked["verdict"], asked["by"], asked["way"]) == ("reject", "zhang", "command")
    capfd.readouterr()
    run_quietly("lead", number)
    printed = capfd.readouterr().out
    assert all(words in printed for words in ("审批", "《谢绝回复函》", "客户补充了资料", "张敏（zhang）"))


def test_people_go_by_their_names_on_a_terminal(
    home: Path, run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    registered(run)
    for command in ("tasks", "leads"):
        capfd.readouterr()
        run_quietly(command)
        assert "李明（li）" in capfd.readouterr().out
    assert run("tasks", "--json")[0]["owner_name"] == "李明"


def test_a_document_written_again_is_a_new_version(home: Path, run: Run, tmp_path: Path) -> None:
    number = registered(run)
    (version,) = run("document", "registration", number, "--out", str(tmp_path / "copy.docx"), "--json")
    assert version["version"] == 2
    assert (home / version["path"]).read_bytes() == (tmp_path / "copy.docx").read_bytes()
    (dossier,) = run("lead", number, "--json")
    forms = [each["version"] for each in dossier["documents"] if each["kind"] == "registration"]
    assert forms == [1, 2]


def test_a_held_item_is_retried_or_dropped(home: Path, run: Run) -> None:
    for name in ("a.pdf", "b.pdf"):
        broken = home / "inbox/fax" / name
        broken.write_bytes(b"%PDF-1.7 broken " + name.encode())
        os.utime(broken, (1_790_000_000, 1_790_000_000))
    for _ in range(2):
        run_quietly("run", "--once")
    first, second = run("held", "--json")
    assert first["reason"]
    run_quietly("retry", str(first["id"]), "--by", "zhang")
    run_quietly("drop", str(second["id"]), "--reason", "重复传真", "--by", "zhang")
    assert run("held", "--json") == []
    assert {each["state"] for each in run("originals", "--json")} == {"taken-in", "filed"}


def test_all_that_is_held_is_retried_by_one_command(
    home: Path, run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    """A mail that may have arrived is not among it: it must not be sent twice (I9)."""
    with open_tools(load_settings(home)) as tools, tools.register.begin() as c:
        ids = [held.hold(c, f"LW-2026-0000{n}", "place", Words("满", "full"), tools.now()) for n in (1, 2, 3)]
        mail = held.hold(c, "<1@example.com>", "send", Words("断", "cut"), tools.now(), name="新线索")
    run_quietly("retry", str(ids[0]), str(ids[1]))
    assert [each["id"] for each in run("held", "--json")] == [ids[2], mail]
    assert call(["retry", "--all"]) == 0
    assert f"leadwright --home {home} retry {mail}" in capfd.readouterr().err
    assert [each["id"] for each in run("held", "--json")] == [mail]
    assert call(["retry"]) == 2
    assert call(["retry", str(mail), "--all"]) == 2


def test_status_has_a_line_for_each_source_and_one_for_what_waits(home: Path, run: Run) -> None:
    run_quietly("run", "--once")
    fax, mail, waiting = run("status", "--json")
    assert (fax["source"], mail["source"]) == ("inbox/fax", "inbox/mail")
    assert fax["last_good_cycle"] is not None
    assert waiting.keys() >= {"queue", "outbox", "held", "overdue", "alarms"}


def test_doctor_names_what_is_wrong_and_ends_with_status_1(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (home / "inbox/fax").rmdir()
    assert call(["doctor", "--json"]) == 1
    findings = {each["what"]: each for each in map(json.loads, capfd.readouterr().out.splitlines())}
    assert findings["设置"]["ok"]
    assert not findings["文件夹 inbox/fax"]["ok"]
    assert "inbox/fax" in findings["文件夹 inbox/fax"]["remedy"]


def test_init_says_how_to_go_on_by_a_line_that_works_when_copied(tmp_path: Path) -> None:
    """The program may not be where the shell looks, and the folder may have a space in its name."""
    made = subprocess.run(
        [sys.executable, "-m", "leadwright", "init", "our home"],
        cwd=tmp_path,
        env=os.environ | SOURCE,
        capture_output=True,
        text=True,
        check=True,
    )
    line = made.stderr.splitlines()[-1]
    looked = subprocess.run(
        ["sh", "-c", f"{line} --json"], env=os.environ | SOURCE, capture_output=True, text=True, check=False
    )
    assert json.loads(looked.stdout.splitlines()[0])["ok"], looked.stderr


def test_a_second_service_on_the_same_home_is_refused(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "leadwright", "run"],
        stderr=subprocess.PIPE,
        env=os.environ | SOURCE,
    ) as daemon:
        assert daemon.stderr is not None
        assert any(b"started" in line for line in daemon.stderr)
        assert call(["run", "--once"]) == 1
        assert str(daemon.pid) in capfd.readouterr().err
        daemon.terminate()
        assert daemon.wait(timeout=10) == 0


def test_a_terminal_reads_the_journal_in_the_language_of_the_home(home: Path) -> None:
    ours, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "leadwright", "run"],
        stderr=terminal,
        env=os.environ | SOURCE | {"TERM": "xterm", "COLUMNS": "200"},
    ) as daemon:
        os.close(terminal)
        shown = b""
        while "服务已启动" not in shown.decode("utf-8", "ignore") and (more := _read_until_closed(ours)):
            shown += more
        daemon.terminate()
        assert daemon.wait(timeout=10) == 0
    os.close(ours)
    assert "服务已启动" in shown.decode("utf-8", "ignore")
    assert b'{"' not in shown


def test_words_from_outside_do_not_reach_the_terminal_as_commands(
    home: Path, run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    run("add", "--channel", "phone", "--set", "company=\x1b[2J坏公司", "--json")
    assert call(["leads"]) == 0
    printed = capfd.readouterr().out
    assert "坏公司" in printed
    assert "\x1b" not in printed


def test_a_reader_that_goes_away_is_no_error(home: Path, mail: Path) -> None:
    listing = f"{sys.executable} -m leadwright read {' '.join([str(mail)] * 20)} --json | head -n 1"
    ended = subprocess.run(
        ["sh", "-c", listing],
        capture_output=True,
        text=True,
        env=os.environ | SOURCE,
        check=True,
    )
    assert json.loads(ended.stdout)["format"] == "eml"
    assert ended.stderr == ""


def test_what_nobody_foresaw_leaves_a_sentence_and_a_file_without_passwords(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError("postgresql://li:geheim@db/leads")

    monkeypatch.setattr(cli, "in_language", lambda command, _: command)
    monkeypatch.setattr("leadwright.cli.session.load_settings", crash)
    assert call(["leads"]) == 1
    printed = capfd.readouterr().err
    (story,) = home.glob("leadwright-error-*.txt")
    assert story.name in printed
    assert "Traceback" not in printed
    assert "ZeroDivisionError" in story.read_text()
    assert "geheim" not in story.read_text()


def test_the_journal_hides_secrets() -> None:
    entry = {"event": "login", "password": "geheim", "url": "postgresql://li:geheim@db/x", "user": "li"}
    kept = without_secrets(None, "info", entry)
    assert kept["password"] == HIDDEN
    assert kept["url"] == f"postgresql://li:{HIDDEN}@db/x"
    assert kept["user"] == "li"


def test_the_journal_follows_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A test, or a program that embeds us, may close the standard error that the journal began on."""
    first = StringIO()
    monkeypatch.setattr(sys, "stderr", first)
    keep_journal()
    monkeypatch.undo()
    first.close()
    structlog.get_logger().info("still here")
    assert "still here" in capsys.readouterr().err


def test_a_command_does_not_wait_for_what_few_commands_need() -> None:
    """To load the driver of PostgreSQL, migrations, models and what reads PDF takes longer than to work."""
    heavy = {"psycopg", "alembic", "onnxruntime", "cv2", "pypdfium2"}
    program = "import sys, leadwright.cli.app; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | SOURCE, capture_output=True, text=True, check=True
    )
    assert heavy & set(loaded.stdout.split()) == set()
