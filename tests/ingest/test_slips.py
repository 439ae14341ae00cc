"""Boxes to tick and to sign: what is clear is read, and what is not never decides (I12)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import numpy as np
import pytest
from PIL import Image

from ingest.reading.qr import Code, found
from ingest.reading.slips import slips_of
from ingest.reading.turn import Pixels
from sales.judgement import Verdict
from sales.paper import DocumentKind
from sales.paper_code import PaperCode
from sales.slip import Ink, Slip
from sales.slip_layout import NO, YES
from sales.words import Language
from tests.documents.libreoffice import needs_libreoffice
from tests.ingest.pen import drawn, name, tick
from tests.ingest.printed_forms import Printed, printed
from tests.ingest.signed_set import Signed, clean, faulty

pytestmark = needs_libreoffice


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> tuple[Printed, ...]:
    folder = tmp_path_factory.mktemp("forms")
    return (
        printed(DocumentKind.QUOTE, Language.ZH, "DIRECTOR", folder),
        printed(DocumentKind.PROPOSAL_REQUEST, Language.EN, "TECHNICAL", folder),
    )


def slip_on(page: Pixels, box: str) -> Slip | None:
    """Return what is read in the box of ``box`` on a scanned page."""
    image = Image.fromarray(page)
    return next((slip for slip in slips_of(image, found(image)) if slip.code.box == box.lower()), None)


def read(forms: tuple[Printed, ...], scans: Iterator[Signed]) -> Iterator[tuple[Signed, Verdict | None]]:
    """Yield the forms of a set in turn, each as it comes back, with what it is taken to say."""
    parts = cycle([form.around() for form in forms])
    for signed, form in zip(scans, parts, strict=False):
        slip = slip_on(signed.scan(form.page, form.lies), form.box)
        yield signed, slip.verdict if slip else None


def test_what_is_signed_clearly_is_read_whatever_pen_scanner_fax_or_camera_it_was(
    forms: tuple[Printed, ...],
) -> None:
    """At least nine in ten decide, and none decides the contrary."""
    verdicts = list(read(forms, clean()))
    assert len(verdicts) >= 40
    assert [signed.what for signed, verdict in verdicts if verdict not in (None, signed.meant)] == []
    missed = [signed.what for signed, verdict in verdicts if verdict is None]
    assert len(missed) <= len(verdicts) / 10, missed


def test_what_is_not_clear_never_decides(forms: tuple[Printed, ...]) -> None:
    verdicts = list(read(forms, faulty()))
    assert len(verdicts) >= 40
    assert [signed.what for signed, verdict in verdicts if verdict] == []


def test_an_empty_box_is_known_as_empty_and_says_which_paper_it_is_on(forms: tuple[Printed, ...]) -> None:
    quote, request = forms
    code = PaperCode("LW-2026-00042", DocumentKind.QUOTE, 1, "director")
    assert slip_on(quote.page, "DIRECTOR") == Slip(code, Ink.NONE, Ink.NONE, Ink.NONE)
    assert [slip_on(request.page, box).is_empty for box in ("DIRECTOR", "TECHNICAL")] == [True, True]


def test_each_box_of_a_page_speaks_for_itself(forms: tuple[Printed, ...]) -> None:
    _, request = forms
    page = request.page
    for draw in (drawn(tick(NO)), drawn(name(1))):
        page = draw(page, request.lies)
    director, technical = slip_on(page, "DIRECTOR"), slip_on(page, "TECHNICAL")
    assert director.is_empty
    assert technical.verdict is Verdict.REJECT


def test_two_forms_on_one_sheet_are_two(forms: tuple[Printed, ...]) -> None:
    quote = forms[0].around()
    yes = Signed("", (drawn(tick(YES)), drawn(name(1)))).scan(quote.page, quote.lies)
    no = Signed("", (drawn(tick(NO)), drawn(name(2)))).scan(quote.page, quote.lies)
    image = Image.fromarray(np.concatenate([yes, no]))
    signed = [slip for slip in slips_of(image, found(image)) if not slip.is_empty]
    assert sorted(str(slip.verdict) for slip in signed) == ["approve", "reject"]


def test_a_code_of_somebody_else_is_no_box() -> None:
    assert PaperCode("LW-2026-00042").text == "LW-2026-00042"
    blank = Image.new("L", (400, 400), 255)
    assert slips_of(blank, found(blank)) == ()


def test_a_code_without_its_frames_is_unsure_wherever_it_seems_to_lie() -> None:
    page = Image.new("L", (400, 400), 255)
    for corners in (((0, 0), (0, 0), (0, 0), (0, 0)), ((10, 10), (20, 20), (30, 30), (40, 40))):
        (seen,) = slips_of(page, [Code("LW-2026-00042/QUOTE/V1/DIRECTOR", corners)])
        assert (seen.yes, seen.no, seen.signature) == (Ink.UNSURE, Ink.UNSURE, Ink.UNSURE)
