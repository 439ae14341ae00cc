"""The rules on invented letters of every kind: what each is, whose it is, and what it asks (cases/*.toml)."""

import re
import tomllib
from collections import Counter
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import pytest

from classify.judge import judge
from sales.enquiry import ENQUIRY_FIELDS
from sales.judgement import NO_LEAD, Judgement, Kind
from sales.letter import Address, Attachment, Letter
from sales.original import Channel
from sales.people import Company, Person, Region, Role, Territory

EAST = Region("华东", ("上海", "江苏", "浙江", "安徽", "福建", "江西", "山东"))
NORTH = Region("北方", ("北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "河南"))
WEST = Region("西部", ("重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆"))
PEOPLE = (
    Person("li", "李明", "li@our-company.example", frozenset({Role.MANAGER}), ("华东",)),
    Person("sun", "孙岩", "sun@our-company.example", frozenset({Role.MANAGER}), ("北方",)),
)
TERRITORY = Territory((EAST, NORTH, WEST), PEOPLE)
COMPANY = Company(
    "江南焊接装备股份有限公司",
    "Jiangnan Welding Equipment Co., Ltd.",
    "江苏省无锡市惠山区钱桥街道工业路18号",
    "0510-83201234",
    "0510-83201235",
)
OURS = frozenset({"sales@our-company.example", "info@our-company.example", "form@our-company.example"})

FOLDER = Path(__file__).parent / "cases"
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


def letter(case: dict[str, Any]) -> Letter:
    """Return the letter that a case describes."""
    name, email = parseaddr(case.get("from", ""))
    text = case.get("text", "").strip()
    attached = case.get("attachment_text", "").strip()
    return Letter(
        format=case.get("format", "eml" if email else "tiff"),
        subject=case.get("subject", ""),
        sender=Address(name, email.lower()) if email else None,
        text=text,
        own_text=case.get("own", text if "原始邮件" not in text and "Forwarded" not in text else ""),
        attachments=(Attachment(case["attachment"], "application/octet-stream", 1, attached),)
        if attached
        else (),
        references=tuple(case.get("references", ())),
        headers=case.get("headers", {}),
    )


def judged(case: dict[str, Any]) -> Judgement:
    """Return the judgement of a case."""
    channel = Channel(case.get("channel", "email"))
    return judge(letter(case), channel, TERRITORY, own_addresses=OURS, company=COMPANY)


@pytest.mark.parametrize("case", CASES)
def test_a_letter_is_judged_as_a_coordinator_would(case: dict[str, Any]) -> None:
    found = judged(case)
    assert found.kind == case["kind"], found.reason
    whose = {"province": found.whose.province, "city": found.whose.city}
    values = {
        name: finding.value if finding else "" for name, finding in (whose | found.enquiry.found()).items()
    }
    expected = {name: case[name] for name in ("province", "city", *ENQUIRY_FIELDS) if name in case}
    assert {name: values.get(name, "") for name in expected} == expected
    assert found.lead == case.get("lead", found.lead)
    assert found.decision.verdict == case.get("verdict", found.decision.verdict)


@pytest.mark.parametrize("case", CASES)
def test_every_judgement_says_why_in_both_languages(case: dict[str, Any]) -> None:
    found = judged(case)
    assert found.reason.zh
    assert found.reason.en
    assert bool(found.whose.reason.zh) == bool(found.whose.reason.en) == (found.kind not in NO_LEAD)
    assert 0 < found.confidence <= 1


@pytest.mark.parametrize("case", [case for case in CASES if max(str(case.values[0])) < "\u4e00"])
def test_the_reason_of_an_english_letter_has_no_chinese_in_english(case: dict[str, Any]) -> None:
    assert not re.search("[\u4e00-\u9fff]", judged(case).reason.en)


def test_the_cases_are_of_all_kinds() -> None:
    kinds = Counter(case.values[0]["kind"] for case in CASES)  # type: ignore[index,call-overload,union-attr]  # pytest.param's own type
    assert set(kinds) == set(Kind)
    assert kinds.total() >= 60
