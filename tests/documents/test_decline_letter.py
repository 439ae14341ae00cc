"""The letter that declines."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from documents.case import Case
from documents.decline_letter import THEIRS, fields
from documents.kinds import KINDS
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


@pytest.mark.parametrize(
    ("language", "subject"),
    [(Language.ZH, "关于贵公司管道环缝自动焊接机器人工作站询价的复函"), (Language.EN, "Your enquiry: ")],
)
def test_the_customer_reads_what_it_answers_and_not_in_bold_letters_that_we_decline(
    language: Language, subject: str
) -> None:
    """The house calls it 谢绝回复函; its own paper does not."""
    printed = docx.Document(BytesIO(make(DocumentKind.DECLINE_LETTER, CASE, paper(language))))
    assert any(paragraph.text.startswith(subject) for paragraph in printed.paragraphs)
    cells = [cell.text for table in printed.tables for row in table.rows for cell in row.cells]
    assert KINDS[DocumentKind.DECLINE_LETTER].heading.in_(language) in cells
    parts = [*printed.paragraphs, *printed.sections[0].header.paragraphs]
    assert not any("谢绝" in text for text in (*cells, *(part.text for part in parts)))
