"""Signed forms as they come back: those that say one thing clearly, and those that must not decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from ingest.reading.turn import Pixels
from sales.judgement import Verdict
from sales.slip_layout import NO, SIGNATURE, YES, Place
from tests.ingest.pen import (
    BALLPEN,
    FELT,
    FINE,
    Damage,
    Draw,
    ToPage,
    blot,
    creased,
    cross,
    drawn,
    faxed,
    filled,
    greyed,
    name,
    photographed,
    ring,
    streaked,
    strike,
    tick,
    turned,
)


@dataclass(frozen=True)
class Signed:
    """A form as it comes back."""

    what: str
    draws: Sequence[Draw]  # what is done to the printed page
    damages: Sequence[Damage] = ()  # and to it on its way
    meant: Verdict | None = None  # what it says; None: it must not decide

    def scan(self, page: Pixels, lies: ToPage) -> Pixels:
        """Return the scan of a printed page with this in the box that ``lies`` there."""
        for draw in self.draws:
            page = draw(page, lies)
        for damage in self.damages:
            page = damage(page)
        return page


MARKS = {
    "tick": lambda place: drawn(tick(place)),
    "fine tick": lambda place: drawn(tick(place), FINE, 60),
    "tick with a tail": lambda place: drawn(tick(place, long=4)),
    "cross": lambda place: drawn(cross(place)),
    "cross over the edge": lambda place: drawn(cross(place, over=0.8)),
    "black square": lambda place: filled(
        Place(*(side + off for side, off in zip(place, INSET, strict=True)))
    ),
    "ring": lambda place: drawn(ring(place)),
    "stroke": lambda place: drawn(strike(place), FELT),
    "pencil tick": lambda place: drawn(tick(place), BALLPEN, 140),
    "felt tick": lambda place: drawn(tick(place, long=2), FELT),
}
INSET = (0.7, 0.7, -0.7, -0.7)

WAYS: dict[str, tuple[Damage, ...]] = {
    "as it is": (),
    "askew": (turned(3),),
    "askew the other way": (turned(-3),),
    "upside down": (turned(180),),
    "on its side": (turned(90), turned(1)),
    "fine fax": (faxed(196),),
    "standard fax": (faxed(98),),
    "askew by fax": (turned(1.5), faxed(196)),
    "photo": (photographed(),),
    "photo from the side": (photographed(0.12, 0.6), turned(-2)),
    "grey copy": (greyed(),),
    "streaked": (streaked(rows=(300,), columns=(60, 1640)),),
    "creased": (creased,),
}


def clean() -> Iterator[Signed]:
    """Yield forms that say one thing clearly: each way, with marks and signatures in turn."""
    marks, seed = cycle(MARKS.items()), 0
    for way, damages in WAYS.items():
        for place, meant in ((YES, Verdict.APPROVE), (NO, Verdict.REJECT)) * 2:
            mark, draw = next(marks)
            seed += 1
            pen = (FINE, BALLPEN, FELT)[seed % 3]
            signature = drawn(name(seed), pen, (20, 60, 110)[seed % 2])
            yield Signed(f"{mark}, {way}", (draw(place), signature), damages, meant)
    stained = blot((60, 10), 50, 190), blot((30, 60), 70, 175, 2.5)
    yield Signed("coffee", (*stained, drawn(tick(YES)), drawn(name(90))), (), Verdict.APPROVE)
    yield Signed("large name", (drawn(tick(NO)), drawn(name(91, size=1.4), FINE)), (), Verdict.REJECT)


SIGNATURE_LINE = [[(SIGNATURE.left + 1, 11.0), (SIGNATURE.right - 1, 9.5)]]
SOME_NAME = drawn(name(7))
YES_WORD, NO_WORD = (
    Place(place.right + 1.0, place.top - 0.2, place.right + 14, place.bottom + 0.2) for place in (YES, NO)
)
FAULTS: dict[str, Sequence[Draw]] = {
    "nothing": (),
    "no tick": (SOME_NAME,),
    "no signature": (drawn(tick(YES)),),
    "both ticked": (drawn(tick(YES)), drawn(cross(NO)), SOME_NAME),
    "one ticked, one struck": (drawn(tick(YES)), drawn(strike(NO)), SOME_NAME),
    "scribbled over": (
        drawn([*cross(YES, 1.5), *ring(YES, 1), *ring(YES, 0), *strike(YES, 1.5)], FELT),
        SOME_NAME,
    ),
    "scribbled over, the other ticked": (drawn(ring(YES, -1), FELT), drawn(tick(NO)), SOME_NAME),
    "word ringed": (drawn(ring(YES_WORD, 0.3)), SOME_NAME),
    "both words ringed": (drawn(ring(YES_WORD, 0.3)), drawn(ring(NO_WORD, 0.3)), SOME_NAME),
    "ticked, and the other word ringed": (drawn(tick(YES)), drawn(ring(NO_WORD, 0.6)), SOME_NAME),
    "ticked, and its own word struck": (drawn(tick(YES)), drawn([[(26.6, 5.8), (43, 5.2)]]), SOME_NAME),
    "ticked beside the box": (drawn(tick(Place(-9, 2.5, -3, 8.5))), SOME_NAME),
    "ticked between the boxes": (drawn(tick(Place(20, 7.6, 26, 13.4))), SOME_NAME),
    "a dot": (drawn([[(22.5, 5), (22.9, 5.1)]]), SOME_NAME),
    "a line for a signature": (drawn(tick(YES)), drawn(SIGNATURE_LINE)),
    "a tick for a signature": (drawn(tick(YES)), drawn(tick(Place(55, 5, 61, 11)))),
    "signed beside": (drawn(tick(YES)), drawn(name(3, Place(-70, 2, -38, 18)))),
    "signed below": (drawn(tick(YES)), drawn(name(3, Place(44, 24, 75, 34)))),
    "a coffee ring through the box": (blot((23, -6), 30, 120, 2), SOME_NAME),
    "a coffee ring for a signature": (drawn(tick(YES)), blot((60, 10), 26, 110, 2)),
    "a blot on the box": (blot((23, 5.5), 9, 90), SOME_NAME),
    "a blot for a signature": (drawn(tick(NO)), blot((58, 10), 12, 60)),
    "specks": (*(blot((46 + 3 * n, 4 + 2 * (n % 6)), 0.8, 20) for n in range(9)), drawn(tick(YES))),
    "a line through everything": (drawn([[(-15, 5.5), (90, 5.7)]]), SOME_NAME),
    "a line down the boxes": (drawn([[(23, -20), (23.2, 40)]]), SOME_NAME),
    "covered": (filled(Place(18, -4, 80, 24), 255),),
    "half covered": (drawn(tick(YES)), SOME_NAME, filled(Place(18, 10, 80, 24), 255)),
}

FAULTY_WAYS = ("as it is", "fine fax", "photo", "askew")


def faulty() -> Iterator[Signed]:
    """Yield forms that must not decide, each in two of the ways."""
    for number, (what, draws) in enumerate(FAULTS.items()):
        for way in (FAULTY_WAYS[number % 4], FAULTY_WAYS[(number + 1) % 4]):
            yield Signed(f"{what}, {way}", draws, WAYS[way])
