"""What has to come with a move, and is looked at before it is made: words that it needs, and its form."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from documents.kinds import KINDS
from leadwright.procedure import papers
from leadwright.procedure.references import reference_named
from leadwright.tools import Tools
from sales.process import NEEDS, Rule
from sales.spoken import answer_line
from sales.words import Failure, Language, Refused, Words


def check_said(tools: Tools, rule: Rule, said: Mapping[str, str]) -> None:
    """Raise Failure where something that the move needs is not said, or names what there is not."""
    missing = [name for name in rule.needs if not said.get(name, "").strip()]
    if missing:
        raise Failure(_missing(rule, missing))
    if "reference" in rule.needs:
        reference_named(tools.settings.references, said["reference"])


def check_form(c: Connection, rule: Rule, number: str, document: str) -> None:
    """Raise Refused where a move that hands a form in is to be made without it.

    ``document`` is the SHA-256 of what the move is based on: the form as it was filed just before. A price
    that the rules set and a refusal in one sentence need none: we write the form.
    """
    if rule.form is None or rule.writes:
        return
    version = papers.latest(c, number).get(rule.form)
    if version is None or version.sha256 != document:
        raise Refused(_by_form_only(rule, KINDS[rule.form].title))


def _missing(rule: Rule, missing: list[str]) -> Words:
    names = Words(
        "、".join(NEEDS[name].zh for name in missing), " and ".join(NEEDS[name].en for name in missing)
    )
    by_mail, by_command = _answers(rule), " ".join(f"--set {name}=…" for name in missing)
    return Words(
        f"“{rule.words.zh}”须写明{names.zh}。邮件请回复“{by_mail.zh}”，命令请加 {by_command}。",
        f'To "{rule.words.en}", say {names.en}: answer the mail with "{by_mail.en}", or add {by_command} to '
        "the command.",
    )


def _answers(rule: Rule) -> Words:
    """Return what to write in an answer by mail, with everything that the move needs."""
    if rule.say:
        return Words(answer_line(rule, Language.ZH), answer_line(rule, Language.EN))
    need = NEEDS[rule.needs[-1]]  # a no that has to be explained
    return Words(f"不同意，{need.zh}", f"rejected, {need.en}")


def _by_form_only(rule: Rule, form: Words) -> Words:
    return Words(
        f"“{rule.words.zh}”须交表：请填好《{form.zh}》，作为邮件附件寄回或放入表格文件夹；命令请加 --file。",
        f'To "{rule.words.en}", hand in the form: fill in the "{form.en}" and send it back by mail, drop it '
        "into the forms folder, or name it by --file in the command.",
    )
