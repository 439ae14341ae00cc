"""The letter that declines."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from documents.case import Case
from documents.decline_letter import THEIRS, fields
from documents.make import make
from sales.original import Channel
from sales.paper import DocumentKind
from sales.words import Language
from tests.documents.cases import CASE, NOBODY_KNOWS, paper


def letter(case: Case, language: Language = Language.ZH) -> str:
    """Return the text of the letter as it is printed."""
    document = docx.Document(BytesIO(make(DocumentKind.DECLINE_LETTER, case, paper(language))))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_reason_is_what_the_move_said_and_ends_with_one_stop() -> None:
    text = letter(replace(CASE, said={"reason": "所需管径超出我公司设备的加工范围。"}))
    assert "由于所需管径超出我公司设备的加工范围，此次未能" in text


def test_a_letter_names_the_enquiry_and_how_it_came() -> None:
    assert "贵公司2026年11月23日的来信收悉" in letter(CASE)
    assert "“管道环缝自动焊接机器人工作站”" in letter(CASE)


@pytest.mark.parametrize("language", Language)
def test_a_customer_nobody_knows_gets_a_whole_letter(language: Language) -> None:
    text = letter(Case(NOBODY_KNOWS), language)
    assert {"尊敬的客户：", "Dear Sir or Madam,"} & set(text.splitlines())
    assert "“”" not in text
    assert '""' not in text
    assert not text.startswith("\n\n\n")


def test_an_english_letter_ends_as_it_began() -> None:
    assert "Yours sincerely," in letter(CASE, Language.EN)
    assert "Yours faithfully," in letter(Case(NOBODY_KNOWS), Language.EN)


def test_another_way_is_offered_where_the_move_names_one() -> None:
    said = {"alternative": "建议贵公司联系专业的激光焊接设备厂家"}
    assert fields(replace(CASE, said=said), paper()).alternative == said["alternative"]


def test_every_channel_has_its_word() -> None:
    assert set(THEIRS) == set(Channel)
