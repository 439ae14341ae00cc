"""Reference proposals: in the settings, and on their way into a lead's folder (P3.1)."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from documents.make import make
from leadwright.procedure.references import file_reference, reference_named
from leadwright.settings import checked
from sales.paper import DocumentKind
from sales.reference import Reference
from sales.words import Failure
from tests.documents.cases import CASE, paper
from tests.leadwright.desk import Desk
from tests.office import mail

WRITTEN = {"name": "标准单机", "product_line": "single-machine", "file": "单机.docx", "price": 186000}
REFERENCE = Reference("标准单机", "single-machine", "单机.docx", Decimal(186000))


def test_references_come_from_the_settings(tmp_path: Path) -> None:
    (tmp_path / "单机.docx").touch()
    assert checked({"reference": [WRITTEN]}, tmp_path).references == (REFERENCE,)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"product_line": "laser"}, "[[reference]] product_line：没有“laser”这个产品类别"),
        ({"file": "没有.docx"}, "“没有.docx”不是已有的 .docx 文件"),
        ({"file": "."}, "不是已有的 .docx 文件"),
        ({"price": 0}, "price"),
        ({"price": "一百"}, "price"),
    ],
)
def test_a_wrong_reference_is_named(tmp_path: Path, wrong: dict[str, Any], said: str) -> None:
    (tmp_path / "单机.docx").touch()
    with pytest.raises(Failure) as failure:
        checked({"reference": [{**WRITTEN, **wrong}]}, tmp_path)
    assert said in failure.value.words.zh


def test_a_name_stands_for_one_reference(tmp_path: Path) -> None:
    (tmp_path / "单机.docx").touch()
    with pytest.raises(Failure, match="write it once"):
        checked({"reference": [WRITTEN, WRITTEN]}, tmp_path)


def test_who_asks_for_a_reference_that_is_not_there_is_told_which_are() -> None:
    assert reference_named([REFERENCE], " 标准单机 ") == REFERENCE
    with pytest.raises(Failure) as failure:
        reference_named([REFERENCE], "机器人")
    assert failure.value.words.zh == "没有参考方案“机器人”。现有：标准单机。"


@pytest.mark.parametrize(
    "name", ["girth WELDER, standard", "“Girth welder, standard”.", "girthwelder,standard"]
)
def test_a_reference_is_called_as_people_type_it(name: str) -> None:
    reference = replace(REFERENCE, name="Girth welder, standard")
    assert reference_named([REFERENCE, reference], name) == reference


def test_a_reference_is_filed_as_it_is(desk: Desk) -> None:
    lead = desk.register_mails(mail())
    document = make(DocumentKind.PROPOSAL, CASE, paper())
    (desk.tools.settings.home / REFERENCE.file).write_bytes(document)
    written = file_reference(desk.tools, lead, REFERENCE, "li")
    assert desk.bytes_of(written.version.path) == document
    assert (written.version.kind, written.version.version) == (DocumentKind.PROPOSAL, 1)
    assert written.version.said == {"reference": "标准单机"}


def test_a_reference_whose_file_is_gone_says_what_to_do(desk: Desk) -> None:
    lead = desk.register_mails(mail())
    with pytest.raises(Failure) as failure:
        file_reference(desk.tools, lead, REFERENCE, "li")
    assert "请把文件放回" in failure.value.words.zh
