"""A form that came back is taken as far as its sender may fill it in, and what is wrong is named."""

from dataclasses import dataclass, replace
from typing import Annotated

import pytest

from documents import proposal_request
from documents.checked_form import Checked, check
from documents.fields import Rows
from sales.blank import Blank, Format
from sales.people import Role
from sales.returned import Returned, Way
from sales.words import Words
from tests.documents.cases import CASE, paper

BEFORE = proposal_request.fields(CASE, paper())
COMPLETE = {
    "background": "新建管道预制车间",
    "project_stage": "已立项",
    "workpiece": "不锈钢管道",
    "scope": "工作站两套，含培训",
    "proposal_kind": "详细方案",
    "price_kind": "预算价",
    "wanted_by": "2026年12月18日",
    "importance": "A 级",
}
MANAGER, TECHNICAL = frozenset({Role.MANAGER}), frozenset({Role.TECHNICAL})


def returned(**written: str) -> Returned:
    """Return the request as the manager has filled it in, with these places written otherwise."""
    return Returned("proposal-request", "LW-2026-00042", 1, Way.CONTROLS, COMPLETE | written)


def checked(roles: frozenset[Role] = MANAGER, **written: str) -> Checked:
    return check(returned(**written), BEFORE, roles)


def chinese(words: tuple[Words, ...]) -> list[str]:
    return [each.zh for each in words]


def test_what_is_well_filled_in_becomes_values_in_one_spelling() -> None:
    found = checked()
    assert (found.problems, found.not_taken) == ((), ())
    assert found.said["wanted_by"] == "2026-12-18"
    assert (found.said["proposal_kind"], found.said["importance"]) == ("full", "A")
    assert found.said["material"] == "06Cr19Ni10"  # printed before, and not among what came back


@pytest.mark.parametrize(
    ("place", "text", "problem"),
    [
        ("background", "", "“项目背景”：必填，尚未填写"),
        ("background", " \u00a0\n", "“项目背景”：必填，尚未填写"),
        ("wanted_by", "2026-02-30", "“要求完成日”：“2026-02-30”不是日历上有的日期"),
        ("wanted_by", "春节前", "“要求完成日”：“春节前”不是日期，请写成 2026-12-01"),
        ("importance", "最高", "“重要程度”：“最高”不在可选项中：A 级、B 级、C 级"),
    ],
)
def test_what_is_missing_or_wrong_is_named_with_its_field(place: str, text: str, problem: str) -> None:
    found = checked(**{place: text})
    assert chinese(found.problems) == [problem]
    assert place not in found.said
    assert found.said["scope"] == "工作站两套，含培训"


def test_every_problem_is_named_at_once_in_the_order_of_the_form() -> None:
    found = checked(importance="", background="", wanted_by="x")
    assert [each.en.partition(":")[0] for each in found.problems] == ["Background", "Wanted by", "Importance"]


def test_what_the_sender_may_not_set_is_not_taken_and_named() -> None:
    """The manager cannot write the director's opinion."""
    found = checked(director_opinion="同意")
    assert found.problems == ()
    assert chinese(found.not_taken) == ["“销售部长意见”：由销售部长填写，未采用您填写的内容"]
    assert "director_opinion" not in found.said


def test_what_stands_there_already_is_nobodys_attempt() -> None:
    """A prefilled place comes back from whoever had the form."""
    found = check(returned(workpiece="不锈钢管道", technical_receipt="已收"), BEFORE, TECHNICAL)
    assert "workpiece" in found.said
    assert found.not_taken[0].en.startswith("Background: is for the")
    assert found.said["technical_receipt"] == "已收"
    assert found.problems == ()  # nothing is required of the technical group


def test_a_place_wiped_out_stays_empty() -> None:
    """The next version would print the enquiry's words again."""
    found = checked(material="")
    assert found.said["material"] == ""


def test_a_required_place_that_the_template_lacks_is_told_apart() -> None:
    form = returned()
    places = {name: text for name, text in form.places.items() if name != "scope"}
    found = check(replace(form, places=places), BEFORE, MANAGER)
    assert chinese(found.problems) == ["“供货范围”：表中没有这一栏，所用的不是现行模板，请在所附表格上填写"]


def test_places_that_no_form_has_are_passed_over() -> None:
    """The child that read them had a stranger's file in its hands."""
    assert "head.number" not in checked(**{"head.number": "LW-2026-00001", "nonsense": "x"}).said


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list."""

    model: Annotated[str, Words("型号", "Model"), Blank((Role.TECHNICAL,), is_required=True)]
    price: Annotated[str, Words("单价", "Price"), Blank((Role.TECHNICAL,), Format.MONEY, is_required=True)]
    remark: Annotated[str, Words("备注", "Remark"), Blank((Role.MANAGER,))]


@dataclass(frozen=True, slots=True)
class Listed:
    """A form with a list."""

    lines: Annotated[tuple[Line, ...], Words("明细", "Lines"), Rows(2)]


def lines(roles: frozenset[Role] = TECHNICAL, before: tuple[Line, ...] = (), **written: str) -> Checked:
    places = {place.replace("_", "."): text for place, text in written.items()}
    return check(Returned("listed", "", 1, Way.CONTROLS, places), Listed(before), roles)


def test_empty_rows_are_no_rows() -> None:
    found = lines(lines_0_model="WS-2", lines_0_price="12,300", lines_1_model="", lines_1_price=" ")
    assert found == Checked({"lines.0.model": "WS-2", "lines.0.price": "12300.00"})


def test_a_row_wiped_out_is_gone() -> None:
    before = (Line("WS-2", "12,300.00", ""), Line("WS-3", "1.00", ""))
    found = lines(TECHNICAL, before, lines_0_model="WS-2", lines_0_price="1", lines_1_model="")
    assert found.said == {"lines.0.model": "WS-2", "lines.0.price": "1.00"}


def test_a_list_that_is_asked_for_has_one_row_at_least() -> None:
    found = lines(lines_0_model="", lines_0_price="")
    assert chinese(found.problems) == [
        "“型号（第 1 行）”：必填，尚未填写",
        "“单价（第 1 行）”：必填，尚未填写",
    ]


def test_a_price_with_letters_is_named_with_its_row() -> None:
    found = lines(lines_0_model="A", lines_0_price="1", lines_1_model="B", lines_1_price="12k")
    assert [each.en for each in found.problems] == ['Price (row 2): "12k" is no number; write it as 12300.50']


def test_rows_that_somebody_else_writes_stand_as_they_stood() -> None:
    before = (Line("WS-2", "12,300.00", ""), Line("", "", ""))
    found = lines(
        MANAGER, before, lines_0_model="WS-9", lines_0_price="1", lines_0_remark="急", lines_1_model="X"
    )
    assert found.said == {"lines.0.model": "WS-2", "lines.0.price": "12300.00", "lines.0.remark": "急"}
    assert [each.en.partition(":")[0] for each in found.not_taken] == [
        "Model (row 1)",
        "Model (row 2)",
        "Price (row 1)",
    ]
