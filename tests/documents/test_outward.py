"""Papers as customers read them."""

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from PIL import Image

from documents.controls import GREY
from documents.labels import DATE, SIGN
from documents.make import make
from documents.outward import outward
from leadwright.demo import word
from sales.paper import DocumentKind
from sales.words import Language
from tests.documents.cases import CASE, paper


def words(document: bytes) -> str:
    """Return all text of a document, that of boxes within cells, too."""
    body = docx.Document(BytesIO(document)).element.body
    return "".join(text.text or "" for text in body.iter("{*}t"))


def grey(document: bytes) -> str:
    """Return the text of a document that is printed in the grey of prompts."""
    runs = docx.Document(BytesIO(document)).element.body.iter("{*}r")
    colours = ((run, run.find("{*}rPr/{*}color")) for run in runs)
    return "".join(run.text for run, colour in colours if colour is not None and GREY in colour.values())


@pytest.mark.parametrize(
    ("language", "box", "prompt"), [(Language.ZH, "请勾选一项", "点击"), (Language.EN, "tick one", "click")]
)
def test_a_quote_has_no_box_for_our_director_and_asks_for_nothing(
    language: Language, box: str, prompt: str
) -> None:
    ours = make(DocumentKind.QUOTE, CASE, paper(language))
    theirs = outward(ours)
    assert box in words(ours)
    assert prompt in words(ours)
    assert box not in words(theirs)
    assert prompt not in words(theirs)
    assert CASE.lead.number in words(theirs)
    assert words(theirs).count(SIGN.in_(language)) == words(ours).count(SIGN.in_(language)) + 2
    assert words(theirs).count(DATE.in_(language)) == words(theirs).count(SIGN.in_(language))


def test_what_is_filled_in_stays() -> None:
    memo = make(DocumentKind.MEMO, replace(CASE, said={"subject": "环缝焊机技术交流"}), paper())
    assert "环缝焊机技术交流" in words(outward(memo))


def test_what_is_written_is_not_grey_as_the_prompt_was() -> None:
    """Programs may keep a prompt's colour for what a person writes over it."""
    form = word.fill_in(make(DocumentKind.PROPOSAL, CASE, paper()), {"layout": "单线布置"})
    assert "单线布置" in grey(form)
    assert not grey(outward(form)).strip()


def test_what_is_no_document_is_said_so() -> None:
    with pytest.raises(ValueError, match="zip"):
        outward(b"nothing")


@pytest.mark.parametrize("kind", [DocumentKind.QUOTE, DocumentKind.DECLINE_LETTER, DocumentKind.MEMO])
def test_the_place_of_a_logo_that_nobody_set_is_empty_and_a_logo_stays(
    kind: DocumentKind, tmp_path: Path
) -> None:
    logo = picture("teal")
    (tmp_path / "logo.png").write_bytes(logo)
    company = replace(paper().company, logo="logo.png")
    without, with_one = (
        make(kind, CASE, paper()),
        make(kind, CASE, replace(paper(), company=company), tmp_path),
    )
    assert len(logos(without)) == 1
    assert not logos(outward(without))
    assert logo in media(outward(with_one))


def media(document: bytes) -> set[bytes]:
    """Return the pictures of a document."""
    with zipfile.ZipFile(BytesIO(document)) as parts:
        return {parts.read(name) for name in parts.namelist() if name.startswith("word/media/")}


def logos(document: bytes) -> set[bytes]:
    """Return those pictures that are as wide as the place for a logo."""
    return {each for each in media(document) if Image.open(BytesIO(each)).size == (720, 300)}


def picture(colour: str) -> bytes:
    """Return a PNG of one colour."""
    out = BytesIO()
    Image.new("RGB", (240, 100), colour).save(out, "PNG")
    return out.getvalue()
