"""One spelling for what offices, keyboards and scanners write differently; the rules read folded text."""

import re
import unicodedata
from functools import lru_cache

from sales.legible import shortened

CJK = "\u4e00-\u9fff"
SPACED_OUT = re.compile(rf"(?<![{CJK}])[{CJK}](?:[ \t]{{1,8}}[{CJK}])+(?![{CJK}])")  # 联 系 人, 电    话
DIGITS_MISREAD = re.compile(r"[\dOolI|()+-](?<![A-Za-z\d].)[\dOolI|()+-]{6,19}(?![A-Za-z\d@])")
AS_DIGITS = str.maketrans("OolI|", "00111")
CAPITALS_MISREAD = re.compile(r"\b(?=[0l]*[A-Z][0l]*[A-Z])[A-Z0l]*[0l][A-Z0l]*\b|\bC0(?=[.,])")  # R0BOT, SlAM
AMONG_CAPITALS = re.compile("[A-Z]0|0[A-Z]|l[A-Z]")  # hardly any letter has them: quick to rule out
AS_CAPITALS = str.maketrans("0l", "OI")
INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MISREADINGS = {  # by OCR on faxes; whole words only, so that nothing else changes
    "电话": "电活 电诂 由话",
    "传真": "传直 传貞 侍真",
    "地址": "地扯 地止",
    "联系人": "联糸人 联系入 联素人",
    "发件人": "发件入 发件八 发仵人 发仵入 发伴人",
    "收件人": "收件入 收件八 收仵人 收仵入 收伴人",
    "日期": "曰期 日朝",
    "主题": "主題 王题",
    "单位": "单佐 单住 車位",
    "报价": "报伽 极价 报阶",
    "公司名称": "公司名祢",
    "邮编": "邮缟",
    "数量": "数里 数最",
    "报价单位": "报价单佐",
    "焊接": "悍接 焊按 捍接 焊挠",
    "环缝": "环鏠 环逢",
    "直缝": "直逢",
    "纵缝": "纵逢",
    "机器人": "机器入",
    "工作站": "工作姑",
    "变位机": "变佐机",
}
SIMPLIFIED = dict(
    zip(
        "銲機縫環動請報價詢購採設備廠電話線產規貴公司為需壓鋼結構數臺聯繫絡變滾輪氣體護螺紋業長軸雙單鋁車橋門檢標書們這裡個開發",
        "焊机缝环动请报价询购采设备厂电话线产规贵公司为需压钢结构数台联系络变滚轮气体护螺纹业长轴双单铝车桥门检标书们这里个开发",
        strict=True,
    )
)
TRADITIONAL = re.compile(f"[{''.join(SIMPLIFIED)}]")
AS_MEANT = {wrong: right for right, readings in MISREADINGS.items() for wrong in readings.split()}
MISREAD = re.compile("|".join(AS_MEANT))
COVER_MISREAD = {  # the labels of a fax sheet, read by OCR with a letter wrong
    "From:": re.compile(
        r"^(?:Frorn|Fr[0o]m|Fron|Frcm|Ftom|Fmm|Frm)[ ]{0,4}[:;.]", re.MULTILINE | re.IGNORECASE
    ),
    "To:": re.compile(r"^T[0oO][ ]{0,4}[:;]", re.MULTILINE),
    "致:": re.compile(r"^[致玫敢][ ]{0,4}[:;]", re.MULTILINE),
}


@lru_cache(maxsize=8)  # the same words are asked for as text, own words and decision
def folded(text: str) -> str:
    """Return ``text`` with half-width signs, plain digits and no gaps inside Chinese words."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = text.replace("\u2013", "-").replace("\u2014", "-").replace("【", "[").replace("】", "]")
    text = SPACED_OUT.sub(lambda match: re.sub(r"\s", "", match.group()), text)
    text = MISREAD.sub(lambda match: AS_MEANT[match.group()], text)
    if AMONG_CAPITALS.search(text):
        text = CAPITALS_MISREAD.sub(lambda match: match.group().translate(AS_CAPITALS), text)
    for label, readings in COVER_MISREAD.items():
        text = readings.sub(label, text)
    return DIGITS_MISREAD.sub(_as_digits, text)


def simplified(text: str) -> str:
    """Return ``text`` with the traditional characters of our trade in their simplified form."""
    return TRADITIONAL.sub(lambda match: SIMPLIFIED[match.group()], text)


def _as_digits(match: re.Match[str]) -> str:
    """Return O51O-8555l234 as 0510-85551234; words without enough digits stay."""
    words = match.group()
    enough = sum(character.isdigit() for character in words) >= 5
    return words.translate(AS_DIGITS) if enough else words


def one_line(text: str, limit: int) -> str:
    """Return ``text`` on one line of at most ``limit`` characters, the last a whole word where it is cut."""
    return shortened(" ".join(text.split()), limit)
