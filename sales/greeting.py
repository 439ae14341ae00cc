"""The line with which a mail greets its reader before it says anything: 王芳，您好： or Dear Grace,"""

import re
from collections.abc import Iterable

_APART = re.compile(r"[，,、：:。！!~～]+")
_DEAR = r"(?:尊敬的)?"
_TITLE = r"(?:总|经理|部长|主任|主管|先生|女士|老师|师傅|领导)"
_HELLO = r"(?:您|你|大家|各位|早上|上午|中午|下午|晚上)好"
_GREETING = re.compile(
    rf"{_DEAR}(?:[\u4e00-\u9fff]{{0,4}}{_HELLO}|[\u4e00-\u9fff]{{1,3}}{_TITLE}好?|[\u4e00-\u9fff]{{1,2}}工好?|好)"
    r"|(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day))(?: [^\W\d]+\.?){0,4}",
    re.IGNORECASE,
)


def is_greeting(line: str, names: Iterable[str] = ()) -> bool:
    """Return whether a line greets and says nothing else; ``names`` are people who may be called by name."""
    parts = [part.strip() for part in _APART.split(line) if part.strip()]
    called = {word.casefold() for name in names for word in (name, *name.split())}
    return bool(parts) and all(part.casefold() in called or _GREETING.fullmatch(part) for part in parts)
