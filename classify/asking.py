"""How much speaks for a genuine enquiry: the machine, the asking, and the things only a buyer tells."""

from dataclasses import dataclass

from classify import wares
from classify.amounts import QUANTITY
from classify.pattern import Pattern
from classify.view import View

SIZE = Pattern(
    r"[φΦØ]\s?\d|(?:直径|外径|内径|壁厚|板厚|厚度|长度|管径|筒体|材质|材料|工件|diameter|thickness|wall"
    r"|length|OD\b|workpiece|material).{0,20}\d|\d\s?(?:mm|毫米)\b"
)
STRONG = 5  # a buyer beyond doubt
FAIR = 3  # somebody who asks us for something


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong the enquiry is, and the words that make it so."""

    points: int
    words: str


def strength(view: View) -> Strength:
    """Return what speaks for an enquiry less what speaks for a seller; see ``FAIR`` and ``STRONG``."""
    text, named, firmly = view.words, view.machines, view.asks
    softly = "" if firmly else _softly(text)
    points = 3 if named else 1 if wares.WELDING.search(text) else 0
    points += 3 if firmly else 1 if softly else 0
    points += bool(QUANTITY.search(text)) + bool(SIZE.search(text))
    points -= 4 if view.sells and not _buyer_after_all(text) else 0
    return Strength(points, " + ".join(word for word in (*named[:1], firmly or softly) if word))


def _softly(text: str) -> str:
    match = wares.ASKING.search(text)
    return match.group().strip() if match else ""


def _buyer_after_all(text: str) -> bool:
    """Whether a letter that also praises its sender asks for a machine in a sentence of its own."""
    return any(
        wares.ASKING_FIRMLY.search(sentence)
        and wares.machines(sentence)
        and not wares.SELLING.search(sentence)
        for sentence in wares.naming_sentences(text)
    )


def is_strong(view: View) -> str:
    """A genuine enquiry: our machines, asked for, with a buyer's details."""
    if not view.machines:
        return ""
    found = strength(view)
    return found.words if found.points >= STRONG else ""


def is_fair(view: View) -> str:
    """An enquiry in general words: a machine and a question, or welding and a firm question."""
    if not wares.WELDING.search(view.words):
        return ""
    found = strength(view)
    return found.words if found.points >= FAIR else ""


def is_named(view: View) -> str:
    """One of our machines is named, without a clear question."""
    return view.machines[0].strip() if view.machines and strength(view).points > 0 else ""


def is_firm(view: View) -> str:
    """Somebody asks firmly for a price or an offer; what they want is not clear to us."""
    priced = wares.PRICE.search(view.words)
    return f"{view.asks} + {priced.group()}" if view.asks and priced and strength(view).points > 0 else ""
