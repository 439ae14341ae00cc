"""Answers to UID FETCH are read as servers write them, in whatever order and with whatever in between."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.mailbox.answers import Entry, Piece, Record, entries, pieces, uid_set, uid_sets

NOW = datetime(2026, 11, 23, tzinfo=UTC)
CHINA = timezone(timedelta(hours=8))
UIDS = st.sets(st.integers(min_value=1, max_value=2**32 - 1), min_size=1, max_size=300)


def test_a_listing_is_read_in_any_order_of_items() -> None:
    records: list[Record] = [
        b'1 (UID 7 FLAGS (\\Seen $Forwarded) INTERNALDATE " 3-Nov-2026 08:30:00 +0800" RFC822.SIZE 4711)',
        b'2 (rfc822.size 5 internaldate "13-Nov-2026 08:30:00 -0330" flags () uid 4294967295)',
    ]
    west = timezone(-timedelta(hours=3, minutes=30))
    assert list(entries(records, NOW)) == [
        Entry(7, 4711, datetime(2026, 11, 3, 8, 30, tzinfo=CHINA), ("\\Seen", "$Forwarded")),
        Entry(4294967295, 5, datetime(2026, 11, 13, 8, 30, tzinfo=west), ()),
    ]


def test_a_keyword_that_looks_like_an_item_is_a_keyword() -> None:
    """Anybody who may write to the folder may set keywords named ``UID`` and ``9``."""
    records: list[Record] = [b"1 (FLAGS (UID 9 RFC822.SIZE 1) UID 7 RFC822.SIZE 4711)"]
    assert [(entry.uid, entry.size) for entry in entries(records, NOW)] == [(7, 4711)]
    assert set(pieces([(b"1 (FLAGS (UID 9) UID 7 BODY[]<0> {2}", b"hi"), b")"])) == {7}


@pytest.mark.parametrize(
    "date",
    [b"", b'INTERNALDATE "yesterday" ', b'INTERNALDATE "31-Feb-2026 08:30:00 +0800" ', b"INTERNALDATE NIL "],
)
def test_a_mail_without_a_usable_time_gets_the_present_one(date: bytes) -> None:
    (entry,) = entries([b"1 (UID 7 " + date + b"RFC822.SIZE 1)"], NOW)
    assert entry.received_at == NOW


def test_what_others_changed_meanwhile_is_no_mail() -> None:
    records: list[Record] = [b"3 (FLAGS (\\Seen))", b"4 (UID 8 FLAGS ())"]
    assert list(entries(records, NOW)) == []
    assert pieces(records) == {}


@pytest.mark.parametrize(
    ("records", "piece"),
    [
        ([(b"1 (UID 7 BODY[]<0> {5}", b"hello"), b")"], Piece(b"hello", 0)),
        ([(b"1 (BODY[]<1024> {5}", b"hello"), b" UID 7 FLAGS (\\Seen))"], Piece(b"hello", 1024)),
        ([(b"1 (UID 7 BODY[] {5}", b"hello"), b")"], Piece(b"hello", None)),
        ([(b"1 (UID 7 BODY[]<0.1048576> {5}", b"hello"), b")"], Piece(b"hello", 0)),
        ([b'1 (UID 7 BODY[]<0> "a \\"b\\" \\\\ UID 9")'], Piece(b'a "b" \\ UID 9', 0)),
        ([b'1 (BODY[]<0> "UID 9" UID 7)'], Piece(b"UID 9", 0)),
        ([b"1 (UID 7 BODY[]<0> NIL)"], Piece(b"", 0)),
        ([b"1 (UID 7 FLAGS ())", (b"1 (UID 7 BODY[]<0> {1}", b"x"), b")", b"2 (FLAGS ())"], Piece(b"x", 0)),
    ],
)
def test_a_piece_is_read_in_every_form_that_the_standard_allows(records: list[Record], piece: Piece) -> None:
    assert pieces(records) == {7: piece}


@given(UIDS)
def test_a_set_of_uids_names_exactly_these(uids: set[int]) -> None:
    assert _meaning(uid_set(uids)) == sorted(uids)


@given(UIDS)
def test_long_sets_come_in_runs_of_bounded_length(uids: set[int]) -> None:
    runs = list(uid_sets(uids, limit=60))
    assert max(map(len, runs)) <= 60
    assert [uid for run in runs for uid in _meaning(run)] == sorted(uids)


def test_neighbours_are_written_as_a_range() -> None:
    assert uid_set([3, 1, 2, 7, 9, 10, 2]) == "1:3,7,9:10"
    assert uid_set([]) == ""


@given(
    st.lists(st.binary(max_size=60) | st.tuples(st.binary(max_size=60), st.binary(max_size=60)), max_size=6)
)
def test_nonsense_raises_nothing(records: list[Record]) -> None:
    list(entries(records, NOW))
    pieces(records)


def _meaning(written: str) -> list[int]:
    ranges = [part.partition(":") for part in written.split(",")]
    return [uid for first, _, last in ranges for uid in range(int(first), int(last or first) + 1)]
