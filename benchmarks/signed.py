"""How many signed forms are understood, of every form that has boxes to tick and to sign, in both languages.

The sets are those of the tests, which look at two forms only. A form that must not decide and does is a
failure whatever else is reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from benchmarks.figure import SMOKE, Figure, Scale
from ingest.reading.qr import found
from ingest.reading.slips import slips_of
from sales.judgement import Verdict
from sales.paper import DocumentKind
from sales.words import Language
from tests.ingest.printed_forms import Printed, printed
from tests.ingest.signed_set import Signed, clean, faulty

FORMS = (
    (DocumentKind.QUOTE, Language.ZH, "DIRECTOR"),
    (DocumentKind.PROPOSAL_REQUEST, Language.EN, "DIRECTOR"),
    (DocumentKind.DISPATCH_REQUEST, Language.ZH, "TECHNICAL"),
    (DocumentKind.TRANSFER, Language.EN, "DIRECTOR"),
    (DocumentKind.REFUSAL, Language.ZH, "MANAGER"),
    (DocumentKind.REVIEW_RECORD, Language.EN, "SALES-GM"),
)


def measure(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Yield the share of clear ones that decide, and how many decide wrongly."""
    every = 50 if scale is SMOKE else 1
    forms = [printed(*form, folder) for form in (FORMS[:1] if scale is SMOKE else FORMS)]
    clear = [(signed, _verdict(signed, form)) for form in forms for signed in [*clean()][::every]]
    unclear = [(signed, _verdict(signed, form)) for form in forms for signed in [*faulty()][::every]]
    right = sum(verdict is signed.meant for signed, verdict in clear)
    wrong = sum(verdict not in (None, signed.meant) for signed, verdict in (*clear, *unclear))
    beside = f"{right} of {len(clear)}"
    yield Figure("signed forms that decide", right / len(clear), "of the clear ones", 0.9, beside=beside)
    beside = f"of {len(clear) + len(unclear)}"
    yield Figure("signed forms decided wrongly", wrong, "forms", 0, at_most=True, beside=beside)


def _verdict(signed: Signed, form: Printed) -> Verdict | None:
    page = Image.fromarray(signed.scan(form.page, form.lies))
    slips = (slip for slip in slips_of(page, found(page)) if slip.code.box == form.box.lower())
    return next((slip.verdict for slip in slips), None)
