"""The dates and amounts of a tender (P5.1): until when to buy, ask, deposit and bid; fee and bond.

A date is for what stands nearest before it in its sentence, else behind it (于12月1日前递交投标文件), else in
the heading above a line that only says "time:" or names a lot. Where lots have dates of their own, all are
given, the earliest first: it is the one to be missed.
"""

import re
from collections.abc import Iterator

from classify.amounts import BOND, FEE, SUM
from classify.lots import BEGINS, LOT, Said, lot_of, of_all_lots
from classify.pattern import Pattern
from classify.view import View
from sales.words import Language, Words

PAPERS, FEES, QUESTIONS, BONDS, BOND_DUE, CLOSING, OPENING = (
    "papers", "fee", "questions", "bond", "bond_due", "closing", "opening",
)  # fmt: skip
DELIVERY = "delivery"
LABELS = {  # in the order of a tender's course
    PAPERS: Words("购标截止", "tender documents until"),
    FEES: Words("标书费", "document fee"),
    QUESTIONS: Words("质疑截止", "questions until"),
    BONDS: Words("投标保证金", "bid bond"),
    BOND_DUE: Words("保证金截止", "bid bond due"),
    CLOSING: Words("投标截止", "closing"),
    OPENING: Words("开标", "opening"),
}
ABOUT = {  # what a date is for; the first two are none of a tender's deadlines
    DELIVERY: (
        r"交货|到货|工期|供货|投产|交付|竣工"
        r"|\b(?:deliver(?!ed (?:to|at) )|ship|install|complet|commission|production)\w*"
    ),
    "other": (
        r"有效|成立|发布|公告(?:日期|时间|期)|履约|踏勘|标前会"
        r"|\b(?:valid|publi|pre-?bid|site visit|issue date|dated)\w*"
    ),
    BOND_DUE: (
        r"(?<!履约)保证金|投标保函|\b(?:(?:bid|tender) (?:bond|security|guarantee)|earnest money|EMD)\b"
    ),
    QUESTIONS: r"质疑|答疑|澄清|疑问|提问|\b(?:clarif\w*|quer(?:y|ies)|questions?)\b",
    PAPERS: (
        r"(?:购买|获取|领取|下载|发售|出售|售卖|索取)(?:招标|采购|比选|谈判|磋商|询比|询价|竞价)?(?:文件|标书)"
        r"|(?:文件|标书)的?(?:获取|发售|领取|购买|下载|出售|售卖)|报名|购标|发售(?:时间|期)|售价"
        r"|\b(?:documents?|papers|dossier)\b[^.;\n]{0,50}\b(?:purchased?|obtained|collected|available|sale|sold"
        r"|downloaded|bought)\b"
        r"|\b(?:purchas\w+|obtain\w*|collect\w*|sale|issue|download\w*)(?: of)?(?: the)?(?: tender"
        r"| bid(?:ding)?)? (?:documents?|papers)\b"
    ),
    CLOSING: (
        r"(?:投标|响应|应答|报价|申请|竞价|谈判|磋商)(?:文件)?的?(?:递交|提交|上传|送达)?的?截止"
        r"|(?:递交|提交|送达|上传)(?:纸质|电子|密封的?)?(?:投标|响应|应答|报价|申请|谈判|磋商)?文件"
        r"|(?:投标|响应|应答|报价|谈判|磋商)文件的?(?:递交|提交|送达|上传)|截标|(?:投标|报价)(?:时间|日期)"
        r"|\b(?:bids?|tenders?|offers?|proposals?|quotations?) (?:[a-z]+ ){0,4}?(?:closes?|submitted|received"
        r"|delivered|reach\w*|due)\b|\b(?:closing|submission|submit|deadline|due date|last date)\b"
    ),
    OPENING: r"开标|唱标|开启时间|\bopen(?:ing|ed)\b",
}  # fmt: skip
CLOSING_AND_OPENING = Words("投标截止及开标", "closing and opening")
MOST, MORE = 6, Words("等", " and others")  # dates of one kind; a reader of more looks at the tender
KEYWORD = Pattern("|".join(f"(?P<{kind}>{words})" for kind, words in ABOUT.items()))

MONTH = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar"
    "|apr|jun|jul|aug|sept?|oct|nov|dec)\\b\\.?"
)
CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?(?: ?(?:hrs|hours|am|pm|a\.m\.|p\.m\.))?"
HOUR_ZH = r"\d{1,2} ?(?:: ?\d\d(?::\d\d)?|[时点](?: ?(?:\d{1,2} ?分(?: ?\d\d ?秒)?|半|整))?)"
DAY = (
    r"(?:(?:20\d\d ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?[日号]|(?<!\d)20\d\d[-./]\d{1,2}[-./]\d{1,2}(?!\d)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH},?(?: 20\d\d)?"
    rf"|\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? 20\d\d)?"
    r"|(?<!\d)\d{1,2}[-./]\d{1,2}[-./]20\d\d)"
)
TIME = (
    rf"(?:(?:\((?:星期|周)[一二三四五六日天]\))?[ ,\t]{{0,6}}(?:上午|下午|中午|晚上)? ?{HOUR_ZH}"
    r"(?! ?[-~至到] ?\d{1,2} ?[:时点])"  # 9:00-16:00 are the hours of an office
    rf"|,?(?: at)? {CLOCK}|,? at \d{{1,2}} ?(?:am|pm)\b|,? (?:at )?(?:12 )?noon\b)"
)
MOMENT = Pattern(
    rf"(?:{DAY}{TIME}?[^,。;\n\d]{{0,12}}(?:至|到|[~-]|\bto\b) ?)?((?:{CLOCK} on )?{DAY}{TIME}?)"
    rf"|({CLOCK} (?:on )?(?:the )?same (?:day|date))"
)
SENTENCE_END = re.compile(r"[。;!?\n]|(?<=[a-z)\d]{2})\. ")
WITHIN_SENTENCE = re.compile(r"\n(?![^\n:]{1,20}:)")  # the break before another label ends it
CLAUSE_END = re.compile(r"[,。;\n]|\. ")
BEFORE_IT = re.compile(r"\s*(?:\([^)\n]{1,8}\))?\s*(?:之|以)?前")
OF_TIME = re.compile(r"时间|截止|期限|\b(?:until|by|before|from|time|till)\b", re.IGNORECASE)
AND = re.compile(r"[^\d。;\n]{0,4}(?:、|及|和|与|暨|/|\(|即|\band\b|&)[^\d。;\n]{0,4}")
BOTH = frozenset({CLOSING, OPENING})
READ = 20_000  # characters of one text
HEADING = 160  # characters before a date in which its heading stands
FURTHER = 400  # of a date in a list of lots
OF_LOT = re.compile(rf"({LOT})[^\d。;\n]{{0,10}}?({SUM})", re.IGNORECASE)
GAPS = re.compile(r"\s+(?=[年月日号时点分秒元])|(?<=[年月日号时点分])\s+(?=\d)")


def deadlines(view: View) -> dict[str, tuple[Said, ...]]:
    """Return the dates and amounts of a tender as written, by ``LABELS``: one, or one a lot."""
    found: dict[str, list[Said]] = {}
    for source in view.sources:
        here: dict[str, list[Said]] = {}
        for kind, said in (*_dates(source.text[:READ]), *_amounts(source.text[:READ])):
            here.setdefault(kind, []).append(said)
        found = here | found
    return {kind: of_all_lots(found[kind]) for kind in LABELS if kind in found}


def in_words(found: dict[str, tuple[Said, ...]], language: Language) -> str:
    """Return ``found`` as one line in the language of the letter: "购标截止12月1日，开标12月15日"."""
    space, comma = (" ", "; ") if language is Language.EN else ("", "，")
    named = {LABELS[kind].in_(language): said for kind, said in found.items()}
    if CLOSING in found and found[CLOSING] == found.get(OPENING):
        named[CLOSING_AND_OPENING.in_(language)] = found[CLOSING]
        del named[LABELS[CLOSING].in_(language)], named[LABELS[OPENING].in_(language)]
    return comma.join(f"{label}{space}{_listed(said, language)}" for label, said in named.items())


def _listed(said: tuple[Said, ...], language: Language) -> str:
    """Return "12月15日（第二标段）、12月22日（第一标段）"."""
    begin, end, comma = (" (", ")", ", ") if language is Language.EN else ("（", "）", "、")
    shown = [each.value + (begin + comma.join(each.lots) + end if each.lots else "") for each in said[:MOST]]
    return comma.join(shown) + (MORE.in_(language) if len(said) > MOST else "")


def about(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return what the date at ``start`` to ``end`` of ``text`` is for: kinds of ``ABOUT``, or none."""
    before, behind = text[max(0, start - HEADING) : start], text[end : end + 60]
    sentence = SENTENCE_END.split(before)[-1]
    until = BEFORE_IT.match(behind)
    clause = CLAUSE_END.split(WITHIN_SENTENCE.sub("", behind[until.end() :]))[0] if until else ""
    if following := _first(clause[:16]):
        return following
    if same := _last(sentence) or _first(SENTENCE_END.split(behind)[0]):
        return same
    if BEGINS.match(sentence):
        return _last(text[max(0, start - FURTHER) : start])
    return _last(before) if OF_TIME.search(sentence + text[start : end + 4]) else ()


def is_for_papers(text: str, start: int, end: int) -> bool:
    """Whether the date at ``start`` to ``end`` of ``text`` is for something else than delivery."""
    return any(kind != DELIVERY for kind in about(text, start, end))


def _dates(text: str) -> Iterator[tuple[str, Said]]:
    for match in MOMENT.finditer(text):
        kinds = about(text, *match.span())
        if LABELS.keys() & kinds:
            said = Said(_tidy(match[1] or match[2]), lot_of(text, *match.span()))
            yield from ((kind, said) for kind in kinds)


def _amounts(text: str) -> Iterator[tuple[str, Said]]:
    for kind, pattern in ((FEES, FEE), (BONDS, BOND)):
        for match in pattern.finditer(text):
            rest = SENTENCE_END.split(text[match.start() : match.start() + HEADING])[0]
            of_lots = [Said(_tidy(found[2]), (found[1],)) for found in OF_LOT.finditer(rest)]
            value = _tidy(next(group for group in match.groups() if group))
            yield from ((kind, said) for said in of_lots or [Said(value, lot_of(text, *match.span()))])


def _tidy(value: str) -> str:
    return " ".join(GAPS.sub("", value).split()).strip(" ,.").removesuffix("00秒")


def _last(text: str) -> tuple[str, ...]:
    """Return the last kind that ``text`` names, or the last two where one date is for both."""
    words = list(KEYWORD.finditer(text))
    last = tuple(word.lastgroup or "" for word in words[-1:])
    if len(words) > 1 and AND.fullmatch(text[words[-2].end() : words[-1].start()]):
        pair = (words[-2].lastgroup or "", *last)
        return pair if BOTH.issuperset(pair) else last
    return last


def _first(text: str) -> tuple[str, ...]:
    return tuple(word.lastgroup or "" for word in [KEYWORD.search(text)] if word)
