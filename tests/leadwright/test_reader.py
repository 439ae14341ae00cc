"""Reading from the daemon's side: several at once, each apart from the daemon and from the others (I8)."""

import os
from concurrent.futures import wait
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.child import Limits
from leadwright.reader import Reader
from sales.judgement import Kind
from sales.original import Channel
from sales.words import Failure
from tests.office import mail

BEARINGS = {
    "territory": {"regions": [], "people": []},
    "own_addresses": [],
    "company": {"name": ""},
    "options": {"product_lines": {}, "divisions": None},
}
ROOM = Limits(memory=512 << 20, seconds=60, output=32 << 20)


def mails(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.eml" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(mail(f"询价 {number}"))
    return paths


def test_a_name_in_another_encoding_is_found(reader: Reader, tmp_path: Path) -> None:
    """Windows shares and old archives bring names in GBK, which are no UTF-8."""
    path = tmp_path / os.fsdecode("100% 询价.eml".encode("gbk"))
    path.write_bytes(mail("询价"))
    assert reader.read(path, path.name).subject == "询价"


def test_more_letters_than_children_are_read_at_once(reader: Reader, tmp_path: Path) -> None:
    """Each answer belongs to its own question."""
    paths = mails(tmp_path, 3 * reader.children)
    futures = [reader.ahead(reader.read_and_judge, path, path.name, Channel.EMAIL) for path in paths]
    wait(futures, timeout=60)
    read = [future.result() for future in futures]
    assert [each.letter.subject for each in read] == [f"询价 {number}" for number in range(len(paths))]
    assert {each.judgement.kind for each in read} == {Kind.LEAD}


def test_a_letter_can_be_read_without_being_judged(reader: Reader, tmp_path: Path) -> None:
    (path,) = mails(tmp_path, 1)
    assert reader.read(path, path.name).subject == "询价 0"


@pytest.mark.parametrize("limits", [replace(ROOM, seconds=0.001), replace(ROOM, output=100)])
def test_a_limit_is_a_failure_and_no_end(limits: Limits, tmp_path: Path) -> None:
    """The next letter has a fresh child, and fails for its own reason only."""
    (path,) = mails(tmp_path, 1)
    reader = Reader(letters=limits, scans=ROOM, bearings=BEARINGS, children=1, scan_threads=1)
    with closing(reader):
        for _ in range(2):
            with pytest.raises(Failure):
                reader.read(path, path.name)


def test_a_reader_that_was_never_used_closes_at_once() -> None:
    """Listing leads must not wait for tables that only reading needs."""
    Reader(letters=ROOM, scans=ROOM, bearings=BEARINGS, children=4, scan_threads=1).close()
