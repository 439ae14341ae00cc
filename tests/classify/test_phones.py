"""Telephone numbers and where they belong; the tables say what the library they come from says."""

import random
import subprocess
import sys

import phonenumbers
import pytest
from phonenumbers import geocoder

from classify.phones import Phone, Sort, phones, place_of


def only(text: str) -> Phone:
    """Return the one number of ``text``."""
    (number,) = phones(text)
    return number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0510-85551234", "0510-85551234"),
        ("(021)6955 1234", "021-69551234"),
        ("021-6955-1234", "021-69551234"),
        ("+86-510-8555-1234", "0510-85551234"),
        ("86-512-57891234转803", "0512-57891234-803"),
        ("0755-26001234-805", "0755-26001234-805"),
        ("138 1234 5678", "13812345678"),
        ("+8613912345678", "13912345678"),
        ("+49 711 123456", "+49 711 123456"),
        ("400-820-1234", "400-820-1234"),
    ],
)
def test_a_number_is_written_as_a_card_prints_it(text: str, number: str) -> None:
    assert only(f"电话:{text} ").number == number


@pytest.mark.parametrize(
    "text", ["2026-11-20", "GB/T 12345-2008", "6228480402564890018", "1300000.00", "V2.0.10-5551234"]
)
def test_dates_standards_and_accounts_are_no_numbers(text: str) -> None:
    assert list(phones(text)) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0572-2866315 / 138 5720 6614", ["0572-2866315", "13857206614"]),
        ("0572-2866315-138 5720 6614", ["0572-2866315", "13857206614"]),
        ("0572-2866315/0572-2866316", ["0572-2866315", "0572-2866316"]),
        ("0572-2866315-8013/13857206614", ["0572-2866315-8013", "13857206614"]),
    ],
)
def test_the_beginning_of_the_next_number_is_no_extension(text: str, numbers: list[str]) -> None:
    assert [phone.number for phone in phones(text)] == numbers


def test_an_area_code_says_the_city() -> None:
    located = place_of(only("0532-86891234"))
    assert located is not None
    assert located.place[:2] == ("山东", "青岛")


def test_a_service_number_and_one_abroad_say_no_province() -> None:
    assert only("400-820-1234").sort is Sort.SERVICE
    assert place_of(only("400-820-1234")) is None
    assert place_of(only("+49 711 123456")) is None


def test_the_table_of_mobiles_says_what_the_library_says() -> None:
    """Two hundred random prefixes: the province is the library's."""
    chance = random.Random(42)  # noqa: S311 - a fixed sample, nothing secret
    numbers = [f"1{chance.choice('3578')}{chance.randrange(10**9):09d}" for _ in range(200)]
    checked = 0
    for digits in numbers:
        theirs = geocoder.description_for_number(phonenumbers.parse(digits, "CN"), "zh")
        located = place_of(only(digits))
        if located is not None:
            assert theirs.startswith(located.place.province), digits
            checked += 1
    assert checked > 100


def test_judging_leaves_the_library_and_its_memory_alone() -> None:
    """The reading child stays small: phonenumbers is needed to make the tables, never to use them."""
    code = (
        "import sys; import classify.judge, classify.phones as p;"
        "p.place_of(next(p.phones('13812345678')));"
        "assert 'phonenumbers' not in sys.modules;"
        "resident = open('/proc/self/status').read().split('VmRSS:')[1].split()[0];"
        "assert int(resident) < 60_000, resident + ' kB'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
