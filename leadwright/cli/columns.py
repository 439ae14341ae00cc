"""Which parts of a view a table shows, and under which titles."""

from collections.abc import Callable, Mapping
from typing import Any

from documents.labels import CHANNELS, KINDS
from leadwright.cli import terms
from leadwright.cli.output import Column, View
from leadwright.cli.terms import DELIVERIES, STAGES, STATES
from leadwright.field_names import FIELDS
from sales.process import NEEDS
from sales.titles import ROLES
from sales.words import Words

NOTHING = "—"


def _plain(key: str) -> Callable[[View], object]:
    return lambda view: NOTHING if view[key] in (None, "") else view[key]


def _time(key: str) -> Callable[[View], object]:
    """Return the minute of a time; its zone is the company's and is known to all who look."""
    return lambda view: view[key][:16].replace("T", " ") if view[key] else NOTHING


def _term(key: str, names: Mapping[Any, Words]) -> Callable[[View], object]:
    return lambda view: names[view[key]]


def _known(key: str, names: Mapping[Any, Words]) -> Callable[[View], object]:
    """Return what a word of the register's is called; anything else stands as it is."""
    return lambda view: names.get(view[key]) or _plain(key)(view)


def _customer(lead: View) -> object:
    return lead["company"] or lead["contact"] or lead["email"] or lead["phone"] or NOTHING


def _person(key: str) -> Callable[[View], object]:
    """Return the person whose id stands under ``key``, and whose name beside it; the id alone where it is
    nobody's any more.
    """

    def shown(view: View) -> object:
        id_, name = view[key], view[f"{key}_name"]
        return Words(f"{name}（{id_}）", f"{name} ({id_})") if name else _known(key, terms.SERVICE)(view)

    return shown


def _move(move: View) -> object:
    """Return what a line of the log is called: a move of the procedure has a stage that it ends in."""
    rule = terms.PROCEDURE.get(move["name"]) if move["after"] else None
    return rule or _known("name", terms.MOVES)(move)


def _roles(rule: View) -> object:
    return tuple(ROLES[role] for role in rule["who"])


def _needs(rule: View) -> object:
    """Return what has to be said with a move, and the form that makes it, a line for each."""
    said = tuple(Words(f"{need}={NEEDS[need].zh}", f"{need}={NEEDS[need].en}") for need in rule["needs"])
    form = terms.DOCUMENTS.get(rule["form"])
    return (*said, *([Words(f"《{form.zh}》", f"form: {form.en}")] if form else [])) or NOTHING


def _papers(approval: View) -> object:
    """Return the papers that were to be decided on, a line for each."""
    titles = ((terms.DOCUMENTS[paper["kind"]], paper["version"]) for paper in approval["papers"])
    return tuple(Words(f"《{title.zh}》第 {n} 版", f"{title.en} v{n}") for title, n in titles) or NOTHING


def _decision(approval: View) -> object:
    """Return what was decided, or why nothing can be any more."""
    if approval["verdict"]:
        return terms.VERDICTS[approval["verdict"]]
    return terms.VOID if approval["void"] else terms.WAITING


def _about(original: View) -> object:
    """Return what a person knows the original by: a mail has no name but its subject."""
    return original["subject"] or _plain("name")(original)


def _recipients(mail: View) -> object:
    return tuple(recipient["email"] for recipient in mail["recipients"])


def _deliveries(mail: View) -> object:
    """Return what became of the mail, a line for each recipient as in :func:`_recipients`."""
    return tuple(DELIVERIES[recipient["state"]] for recipient in mail["recipients"])


def _mark(check: View) -> object:
    return "!" if check["warning"] else "✓" if check["ok"] else "✗"


def _remedy(check: View) -> object:
    """Return what was found, a line for each thing wrong with the settings."""
    return tuple((check["remedy"] or NOTHING).splitlines())


LEADS: tuple[Column, ...] = (
    (Words("登记号", "number"), _plain("number")),
    (Words("类别", "kind"), _term("kind", KINDS)),
    (Words("用户", "customer"), _customer),
    (Words("区域", "region"), _plain("region")),
    (Words("经办", "manager"), _person("manager")),
    (Words("收到", "received"), _time("received")),
    (Words("阶段", "stage"), _term("stage", STAGES)),
)
STANDING: tuple[Column, ...] = (
    (Words("重要程度", "importance"), _plain("importance")),
    (Words("计时暂停", "paused since"), _time("paused")),
    (Words("文件夹", "folder"), _plain("path")),
)
"""What is shown of one lead besides."""
ORIGINALS: tuple[Column, ...] = (
    (Words("收到", "received"), _time("received")),
    (Words("渠道", "channel"), _term("channel", CHANNELS)),
    (Words("来源", "source"), _plain("source")),
    (Words("名称", "name"), _about),
    (Words("状态", "state"), _term("state", STATES)),
    (Words("登记号", "lead"), _plain("lead")),
    (Words("原因", "reason"), _plain("reason")),
)
HELD: tuple[Column, ...] = (
    (Words("编号", "ID"), _plain("id")),
    (Words("名称", "name"), _plain("name")),
    (Words("步骤", "step"), _known("step", terms.STEPS)),
    (Words("搁置时间", "held"), _time("held")),
    (Words("原因", "reason"), _plain("reason")),
)
EVIDENCE: tuple[Column, ...] = (
    (Words("项目", "field"), _term("name", FIELDS)),
    (Words("内容", "value"), _known("value", terms.VALUES)),
    (Words("依据", "evidence"), _plain("words")),
    (Words("出处", "place"), _known("place", terms.PLACES)),
)
DOCUMENTS: tuple[Column, ...] = (
    (Words("文件", "document"), _known("kind", terms.DOCUMENTS)),
    (Words("版本", "version"), _plain("version")),
    (Words("位置", "path"), _plain("path")),
)
MEMOS: tuple[Column, ...] = (
    (Words("版本", "version"), _plain("version")),
    (Words("客户确认", "acknowledged"), _time("acknowledged")),
)
TASKS: tuple[Column, ...] = (
    (Words("登记号", "lead"), _plain("lead")),
    (Words("事项", "task"), _known("kind", terms.TASKS)),
    (Words("负责人", "owner"), _person("owner")),
    (Words("期限", "due"), _time("due")),
    (Words("暂停", "paused"), _time("paused")),
    (Words("完成", "done"), _time("done")),
)
APPROVALS: tuple[Column, ...] = (
    (Words("环节", "stage"), _term("stage", STAGES)),
    (Words("送审", "asked"), _person("person")),
    (Words("送审时间", "when"), _time("asked")),
    (Words("文件", "papers"), _papers),
    (Words("结论", "decision"), _decision),
    (Words("决定人", "by"), _person("by")),
    (Words("途径", "way"), _known("way", terms.WAYS)),
    (Words("意见", "remark"), _plain("remark")),
)
PROCEDURE: tuple[Column, ...] = (
    (Words("环节", "stage"), _term("stage", STAGES)),
    (Words("动作", "move"), _plain("move")),
    (Words("名称", "what it is"), _plain("title")),
    (Words("由谁办理", "who may"), _roles),
    (Words("须具备", "needs"), _needs),
    (Words("条款", "clause"), _plain("clause")),
    (Words("之后", "leads to"), _term("to", STAGES)),
)
MOVES: tuple[Column, ...] = (
    (Words("时间", "at"), _time("at")),
    (Words("动作", "move"), _move),
    (Words("由谁", "by"), _person("by")),
    (Words("途径", "way"), _known("way", terms.WAYS)),
    (Words("之后", "after"), _known("after", terms.AFTER)),
)
MAILS: tuple[Column, ...] = (
    (Words("邮件", "mail"), _plain("subject")),
    (Words("收件人", "to"), _recipients),
    (Words("状态", "state"), _deliveries),
)
SOURCES: tuple[Column, ...] = (
    (Words("来源", "source"), _plain("source")),
    (Words("最近成功", "last good cycle"), _time("last_good_cycle")),
    (Words("已接收", "taken in"), _plain("taken")),
    (Words("搁置", "held"), _plain("held")),
    (Words("问题", "problem"), _plain("problem")),
)
CHECKS: tuple[Column, ...] = (
    (Words("", ""), _mark),
    (Words("检查", "check"), _plain("what")),
    (Words("结果与办法", "finding and remedy"), _remedy),
)
TEMPLATES: tuple[Column, ...] = (
    (Words("种类", "kind"), _plain("kind")),
    (Words("名称", "title"), _plain("title")),
    (Words("语言", "language"), _plain("language")),
    (Words("归属", "whose"), _term("whose", terms.WHOSE)),
    (Words("字段数", "fields"), _plain("placeholders")),
    (Words("文件", "file"), _plain("file")),
)
FAULTS: tuple[Column, ...] = (
    (Words("", ""), _mark),
    (Words("模板", "template"), _plain("template")),
    (Words("字段", "field"), _plain("field")),
    (Words("位置", "place"), _plain("place")),
    (Words("问题与办法", "what is wrong, and what to do"), _remedy),
)
