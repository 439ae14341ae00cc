"""Whatever a customer calls it, every disk takes the name."""

import subprocess
import unicodedata
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.names import lead_folder, safe_name, unfiled_folder
from archive.periods import Period
from sales.words import Language


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("询价 螺旋焊管机.pdf", "询价 螺旋焊管机.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("/etc/passwd", "_etc_passwd"),
        ("C:\\Windows\\a.doc", "C__Windows_a.doc"),
        ("a\x00b\nc.eml", "ab c.eml"),
        ("\u202efdp.exe", "fdp.exe"),
        ("..", "_"),
        ("", "_"),
        (" . name . ", "name"),
        ("CON", "_CON"),
        ("nul.tar.gz", "_nul.tar.gz"),
        ("Com1 .txt", "_Com1.txt"),
        ("LPT³", "_LPT³"),
        ("CONTRACT.doc", "CONTRACT.doc"),
        ("e\u0301.pdf", "é.pdf"),
        ('RE: "price" <urgent>?*|.eml', "RE_ _price_ _urgent____.eml"),
    ],
)
def test_a_name_is_made_safe(text, name):
    assert safe_name(text) == name


def test_a_long_chinese_name_is_cut_in_bytes_between_characters_and_keeps_its_extension():
    name = safe_name("询价" * 100 + ".docx")
    assert name.endswith("询价.docx") or name.endswith("询.docx")
    assert 110 <= len(name.encode()) <= 120


def test_our_own_suffix_is_never_cut():
    name = safe_name("询价" * 100 + ".eml", suffix=" 0a1b2c3d.eml")
    assert name.endswith(" 0a1b2c3d.eml")
    assert len(name.encode()) <= 120


@given(st.text(st.characters(categories=None), max_size=300))
def test_every_text_gives_a_name_that_every_disk_takes(text):
    name = safe_name(text)
    assert 1 <= len(name.encode()) <= 120
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name == name.strip(" .")
    assert name == unicodedata.normalize("NFC", name)
    assert safe_name(name) == name


def test_any_name_can_be_checked_by_sha256sum(tmp_path):
    """sha256sum escapes backslashes and line breaks; our names have none, so both lists are the same."""
    names = {safe_name(text) for text in ("a\\b", "a\nb", "a\rb", "询价 .pdf", "-c", "*x", "  two  spaces")}
    for name in names:
        (tmp_path / name).touch()
    listed = subprocess.run(
        ["sha256sum", "--", *names], cwd=tmp_path, capture_output=True, check=True
    ).stdout.decode()
    assert {line[66:] for line in listed.splitlines()} == names


MIDNIGHT_IN_SHANGHAI = datetime(2026, 12, 1, 0, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("period", "name", "folder"),
    [
        (Period.MONTH, "2026-12", "2026/2026-12/_unfiled"),
        (Period.QUARTER, "2026-Q4", "2026/2026-Q4/_unfiled"),
        (Period.YEAR, "2026", "2026/_unfiled"),
    ],
)
def test_periods_have_a_name_and_a_folder(period, name, folder):
    assert period.name_of(MIDNIGHT_IN_SHANGHAI) == name
    assert unfiled_folder(name) == folder


@pytest.mark.parametrize(("month", "quarter"), [(1, "Q1"), (3, "Q1"), (4, "Q2"), (9, "Q3"), (10, "Q4")])
def test_quarters_begin_in_january(month, quarter):
    assert Period.QUARTER.name_of(datetime(2026, month, 1)) == f"2026-{quarter}"  # noqa: DTZ001 - its own clock


@pytest.mark.parametrize(
    ("region", "company", "folder"),
    [
        ("华东", "江南重工有限公司", "2026/2026-11/华东/LW-2026-00042 江南重工有限公司"),
        ("", "江南重工", "2026/2026-11/_未分区/LW-2026-00042 江南重工"),
        ("华东", "", "2026/2026-11/华东/LW-2026-00042"),
        ("华东", "../../..", "2026/2026-11/华东/LW-2026-00042 .._.._"),
        ("../x", "A/B", "2026/2026-11/x/LW-2026-00042 A_B"),
        ("_unfiled", "A", "2026/2026-11/unfiled/LW-2026-00042 A"),
    ],
)
def test_a_lead_has_its_folder_by_period_and_region(region, company, folder):
    assert lead_folder("2026-11", region, "LW-2026-00042", company, Language.ZH) == folder


def test_without_a_region_the_folder_is_named_in_the_language_of_the_office():
    assert lead_folder("2026", "", "LW-2026-00042", "A", Language.EN) == "2026/_no-region/LW-2026-00042 A"
