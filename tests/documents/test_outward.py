"""Papers as customers read them."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest

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
