"""One spelling for what offices, keyboards and scanners write differently; everything else here reads folded text."""

import re
import unicodedata

CJK = "\u4e00-\u9fff"
SPACED_OUT = re.compile(rf"(?<![{CJK}])[{CJK}](?:[ \t]{{1,8}}[{CJK}])+(?![{CJK}])")  # 联 系 人, 电    话
DIGITS_MISREAD = re.compile(r"(?<![A-Za-z\d])[\dOolI|()+-]{7,20}(?![A-Za-z\d@])")
AS_DIGITS = str.maketrans("OolI|", "00111")
INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LABELS_MISREAD = {  # by OCR on faxes; whole words only, so that nothing else changes
    "电活": "电话", "电诂": "电话", "由话": "电话", "传直": "传真", "传貞": "传真", "侍真": "传真", "地扯": "地址",
    "地止": "地址", "联糸人": "联系人", "联系入": "联系人", "联素人": "联系人", "公司名祢": "公司名称", "邮缟": "邮编",
    "数里": "数量", "数最": "数量", "报价单佐": "报价单位", "悍接": "焊接", "焊按": "焊接", "捍接": "焊接", "焊挠": "焊接",
    "环鏠": "环缝", "环逢": "环缝", "直逢": "直缝", "纵逢": "纵缝", "机器入": "机器人", "工作姑": "工作站", "变佐机": "变位机",
}  # fmt: skip
MISREAD = re.compile("|".join(LABELS_MISREAD))


def folded(text: str) -> str:
    """Return ``text`` with half-width signs, plain digits, no invisible characters and no gaps inside Chinese words."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = text.replace("\u2013", "-").replace("\u2014", "-").replace("【", "[").replace("】", "]")
    text = SPACED_OUT.sub(lambda match: re.sub(r"\s", "", match.group()), text)
    text = MISREAD.sub(lambda match: LABELS_MISREAD[match.group()], text)
    return DIGITS_MISREAD.sub(_as_digits, text)


def _as_digits(match: re.Match[str]) -> str:
    """Return O51O-8555l234 as 0510-85551234; words without enough digits stay."""
    words = match.group()
    enough = sum(character.isdigit() for character in words) >= 5
    return words.translate(AS_DIGITS) if enough else words


def one_line(text: str, limit: int) -> str:
    """Return ``text`` on one line of at most ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
