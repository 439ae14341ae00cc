"""Every form, filled in, comes back as it was written, whatever program saved it on the way."""

import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from documents.fields import Field, blanks, leaves
from documents.kinds import KINDS
from documents.make import make
from documents.returned import read
from sales.blank import Blank, Format, value_of
from sales.paper import DocumentKind
from sales.returned import Way
from sales.words import Language
from tests.documents.cases import CASE, paper

ANSWERS = {
    Format.TEXT: "管板 Ø1200 & <三处>，第 {} 项",
    Format.DATE: "2026-12-01",
    Format.MONEY: "1234567.80",
    Format.NUMBER: "12",
    Format.TICK: "yes",
}
FILLED_IN = [kind for kind, form in KINDS.items() if blanks(form.fields_type)]
FORMS = [pytest.param(kind, language, id=f"{kind}-{language}") for kind in FILLED_IN for language in Language]


def answers(kind: DocumentKind) -> dict[str, str]:
    """Return something for every place of a form, in the first two rows of its lists."""
    return {
        path.replace("[]", f".{row}"): _answer(field.blank, number)
        for number, (path, field) in enumerate(leaves(KINDS[kind].fields_type))
        if field.blank
        for row in range(2 if "[]" in path else 1)
    }


def _answer(blank: Blank, number: int) -> str:
    if blank.format is Format.CHOICE:
        return blank.choices[-1].code
    return ANSWERS[blank.format].format(number)


def understood(kind: DocumentKind, places: Mapping[str, str]) -> dict[str, str]:
    """Return the values of what stands in a form that came back, without what is empty."""
    known: dict[str, Field] = dict(leaves(KINDS[kind].fields_type))
    values = {}
    for place, text in places.items():
        blank = known[_path(place)].blank
        assert blank
        values[place] = value_of(text, blank)
    return {place: value for place, value in values.items() if value}


def _path(place: str) -> str:
    list_, dot, rest = place.partition(".")
    row, _, column = rest.partition(".")
    return f"{list_}[].{column}" if dot and row.isdecimal() else place


@pytest.mark.parametrize(("kind", "language"), FORMS)
def test_a_filled_form_is_read_by_its_controls(kind: DocumentKind, language: Language) -> None:
    came = read(make(kind, replace(CASE, said=answers(kind), version=3), paper(language)))
    assert came
    assert (came.kind, came.lead, came.version, came.way) == (kind, CASE.lead.number, 3, Way.CONTROLS)
    assert understood(kind, came.places) == answers(kind)


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every filled form as LibreOffice saves it: as .docx, and through the .doc of old."""
    folder = tmp_path_factory.mktemp("forms")
    (folder / "filled").mkdir()
    for kind in FILLED_IN:
        for language in Language:
            document = make(kind, replace(CASE, said=answers(kind), version=3), paper(language))
            (folder / "filled" / f"{kind}-{language}.docx").write_bytes(document)
    _save(folder, "filled", "docx", "again")
    _save(folder, "filled", "doc", "old")
    _save(folder, "old", "docx", "from-old")
    return folder


def _save(folder: Path, source: str, format_: str, target: str) -> None:
    files = sorted(str(path) for path in (folder / source).iterdir())
    office = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/office",
        "--convert-to",
        format_,
    ]
    command = [*office, "--outdir", str(folder / target), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


@pytest.mark.parametrize("way", ["again", "from-old"])
@pytest.mark.parametrize(("kind", "language"), FORMS)
def test_a_form_that_libreoffice_saved_is_read_by_its_labels(
    saved_again: Path, kind: DocumentKind, language: Language, way: str
) -> None:
    """LibreOffice 7.4 drops the tags of the controls."""
    came = read((saved_again / way / f"{kind}-{language}.docx").read_bytes())
    assert came
    assert (came.kind, came.lead, came.version, came.way) == (kind, CASE.lead.number, 3, Way.LABELS)
    assert understood(kind, came.places) == answers(kind)


@pytest.mark.parametrize(("kind", "language"), FORMS)
def test_an_empty_form_says_nothing(kind: DocumentKind, language: Language) -> None:
    """Its prompts are no answers; what the register knew already comes back."""
    values = KINDS[kind].fields(CASE, paper(language))
    came = read(make(kind, CASE, paper(language)))
    assert came
    known = {place: text for place, text in came.places.items() if text and "." not in place}
    assert all(getattr(values, place) == text for place, text in known.items())
