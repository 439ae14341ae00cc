"""How money is printed: figures with thousands, the currency, and the amount in full."""

from decimal import Decimal

from sales.capitals import LIMIT, in_capitals
from sales.in_words import in_words
from sales.words import Language, Words

CURRENCIES = {
    "CNY": Words("人民币（元）", "Chinese yuan (CNY)"),
    "USD": Words("美元（USD）", "US dollars (USD)"),
    "EUR": Words("欧元（EUR）", "Euro (EUR)"),
    "JPY": Words("日元（JPY）", "Japanese yen (JPY)"),
    "GBP": Words("英镑（GBP）", "Pounds sterling (GBP)"),
    "HKD": Words("港元（HKD）", "Hong Kong dollars (HKD)"),
}
NONE = "—"


def currency(code: str, language: Language) -> str:
    """Return what a currency is called; one that we have no name for, by its code of ISO 4217."""
    known = CURRENCIES.get(code)
    return known.in_(language) if known else code


def figures(amount: Decimal) -> str:
    """Return ``96,500.00``; "" for nothing, which a form leaves to be filled in."""
    return f"{amount:,.2f}" if amount else ""


def named(figures: str, code: str) -> Words:
    """Return figures with their currency, for a sentence: ``人民币 96,500.00 元``, ``CNY 96,500.00``."""
    in_code = f"{code} {figures}"
    return Words(f"人民币 {figures} 元" if code == "CNY" else in_code, in_code)


def short(amount: Decimal) -> str:
    """Return ``96,500``, with cents only where there are any: for narrow columns."""
    return figures(amount).removesuffix(".00")


def in_full(amount: Decimal, code: str, language: Language) -> str:
    """Return an amount in Chinese capitals (a dash where it is not Chinese money), or in English words.

    "" for nothing, and for what no amount can be: the form that goes back for it is printed all the same.
    """
    if language is Language.ZH and code != "CNY":
        return NONE
    if not 0 < amount < LIMIT:
        return ""
    return in_capitals(amount) if language is Language.ZH else in_words(amount, code)


def per_cent(share: Decimal) -> str:
    """Return ``13%`` of 0.13."""
    return f"{(share * 100).normalize():f}%"
