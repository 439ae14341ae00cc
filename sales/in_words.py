"""Amounts in English words, as a quotation says them beside the figures."""

from decimal import ROUND_HALF_UP, Decimal

from sales.capitals import FEN, LIMIT

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
GROUPS = ("", " thousand", " million", " billion", " trillion", " quadrillion")


def in_words(amount: Decimal, code: str) -> str:
    """Return an amount as ``CNY one hundred twenty thousand and 50/100 only``; cents are rounded half up.

    ``code`` is the currency's, of ISO 4217. ValueError for an amount that is negative, no number, or of
    10^16 and more: no form has one.
    """
    if not amount.is_finite() or not 0 <= amount < LIMIT:
        raise ValueError(amount)
    whole, cents = divmod(int(amount.quantize(FEN, ROUND_HALF_UP) * 100), 100)
    return f"{code} {_whole(whole)}" + (f" and {cents:02}/100" if cents else "") + " only"


def _whole(number: int) -> str:
    """Return a whole number, three figures a group."""
    if not number:
        return ONES[0]
    words: list[str] = []
    for unit in GROUPS:
        number, group = divmod(number, 1000)
        if group:
            words.insert(0, _three(group) + unit)
    return " ".join(words)


def _three(group: int) -> str:
    hundreds, rest = divmod(group, 100)
    words = [f"{ONES[hundreds]} hundred"] if hundreds else []
    return " ".join([*words, _two(rest)] if rest else words)


def _two(rest: int) -> str:
    if rest < len(ONES):
        return ONES[rest]
    tens, ones = divmod(rest, 10)
    return f"{TENS[tens]}-{ONES[ones]}" if ones else TENS[tens]
