"""What a wrong call is told, in the language of the call: typer itself speaks English only."""

import re

from sales.words import Words

_WHOLE_HELP = "Usage:"  # called without any command, typer says all its help
_OURS = re.compile(r"Invalid value: (.+)", re.DOTALL)  # a sentence of our own, in the right language already
_SHAPES = (
    (
        r"No such command '(.*)'\. Did you mean (.+)\?",
        r"没有 \1 这个命令，是不是想写 \2",
        r"There is no command \1, but there is \2",
    ),
    (r"No such command '(.*)'\.", r"没有 \1 这个命令", r"There is no command \1"),
    (
        r"No such option: (\S+) \(Possible options: (.+)\)",
        r"没有 \1 这个选项，是不是想写 \2",
        r"There is no option \1, but there is \2",
    ),
    (r"No such option: (\S+)", r"没有 \1 这个选项", r"There is no option \1"),
    (r"Missing \w+ '(.+?)'.*", r"缺少 \1", r"\1 is missing"),
    (
        r"Invalid value for '(.+?)': (?:Value error, )?'(.*)' is not one of (.+)\.",
        r"\1 不能写 \2，可以写：\3",
        r"\1 cannot be \2; write one of \3",
    ),
    (r"Invalid value for '(.+?)…?': .*integer.*", r"\1 要写成整数", r"\1 has to be a whole number"),
    (r"Invalid value for '(.+?)…?': .*valid (?:float|number).*", r"\1 要写成数字", r"\1 has to be a number"),
    (r"Option '(.+?)' requires an argument\.", r"\1 后面要写内容", r"\1 wants a value after it"),
    (r"Got unexpected extra argument\S* \((.*)\)", r"多写了 \1", r"\1 is one too many"),
)
"""How typer puts its complaints, and what is said instead; the first that fits speaks."""


def misuse(said: str, command: str) -> Words:
    """Return what typer said of a wrong call of ``command``, and where to read how it is called."""
    if said.startswith(_WHOLE_HELP):
        return Words(said, said)
    what = _translated(said)
    return Words(f"{what.zh}。用法见 {command} --help。", f"{what.en}. See {command} --help.")


def _translated(said: str) -> Words:
    if ours := _OURS.fullmatch(said):
        return Words(ours[1], ours[1])
    for shape, zh, en in _SHAPES:
        if found := re.fullmatch(shape, said, re.DOTALL):
            return Words(found.expand(zh).replace("'", ""), found.expand(en).replace("'", ""))
    return Words(said.rstrip("."), said.rstrip("."))
