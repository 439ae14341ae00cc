"""Amounts in Chinese capitals (人民币大写), as China's central bank has them written."""

from decimal import ROUND_HALF_UP, Decimal

FIGURES = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")
LIMIT = Decimal(10) ** 16
FEN = Decimal("0.01")


def in_capitals(amount: Decimal) -> str:
    """Return an amount in yuan as ``人民币壹拾贰万叁仟元整``; fen are rounded half up.

    ValueError for an amount that is negative, no number, or of 10^16 yuan and more: no form has one.
    """
    if not amount.is_finite() or not 0 <= amount < LIMIT:
        raise ValueError(amount)
    yuan, rest = divmod(int((amount.quantize(FEN, ROUND_HALF_UP)) * 100), 100)
    jiao, fen = divmod(rest, 10)
    words = f"{_whole(yuan)}元" if yuan or not rest else ""
    if not rest:
        return f"人民币{words}整"
    if jiao:
        words += f"{FIGURES[jiao]}角"
    elif yuan:
        words += "零"
    return f"人民币{words}{FIGURES[fen]}分" if fen else f"人民币{words}整"


def _whole(number: int) -> str:
    """Return a whole number: four figures a group, one 零 for every gap between figures that are written."""
    if not number:
        return FIGURES[0]
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    words = ""
    is_gap = False
    for power in reversed(range(len(groups))):
        group = groups[power]
        if not group:
            is_gap = bool(words)
            continue
        if words and (is_gap or group < 1000):
            words += FIGURES[0]
        words += _four(group) + _unit(power, groups)
        is_gap = False
    return words


def _unit(power: int, groups: list[int]) -> str:
    """Return the group's unit: 万亿 is 万 where 亿 follows of itself."""
    return "万" if power == 3 and groups[2] else GROUPS[power]


def _four(group: int) -> str:
    words = ""
    for place in reversed(range(4)):
        figure = group // 10**place % 10
        if figure:
            words += FIGURES[figure] + PLACES[place]
        elif words and group % 10**place and not words.endswith(FIGURES[0]):
            words += FIGURES[0]
    return words
