"""A picture of a form is known by its QR code, or by its title and number; a picture within one is no gap."""

import re

import pytest

from documents.make import make
from documents.returned import DRAWING, read, seen_in
from leadwright.demo.word import BODY, fill_in, part, with_part
from sales.paper import DocumentKind
from sales.returned import Returned, Way
from tests.documents.cases import CASE, paper

PAGE = "华远焊接设备有限公司\n项目信息及方案申请表\n线索编号：LW-2026-00042\t（第 3 版）\n项目背景\t新建\n"
KIND = DocumentKind.PROPOSAL_REQUEST


@pytest.mark.parametrize(
    ("text", "version"),
    [
        (PAGE, 3),
        ("Project information and\nProject information and proposal request\nLW-2026-00042 (Issue 2)", 2),
        ("项 目 信 息 及 方 案 申 请 表\nLW-2026-00042", 0),  # OCR parts what is printed wide
        ("无法辨认\nLW-2026-00042/proposal-request/v5", 5),
    ],
)
def test_what_a_page_shows_of_the_form_it_is(text: str, version: int) -> None:
    assert seen_in(text) == Returned(KIND, "LW-2026-00042", version, Way.PICTURE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        PAGE.replace("LW-2026-00042", ""),  # the customer's own form may be called the same
        "请填写项目信息及方案申请表，编号 LW-2026-00042",  # somebody writes about it
        "LW-2026-00042/nonsense/v5",
    ],
)
def test_what_is_no_form_of_ours(text: str) -> None:
    assert seen_in(text) is None


def test_a_drawing_is_no_empty_place() -> None:
    form = fill_in(make(DocumentKind.PROPOSAL_REQUEST, CASE, paper()), {"scope": "@@"})
    drawn = re.sub(rb"<w:t[^>]*>@@</w:t>", b"<w:drawing/>", part(form, BODY))
    found = read(with_part(form, BODY, drawn))
    assert found is not None
    assert (found.places["scope"], found.places["background"]) == (DRAWING, "")
