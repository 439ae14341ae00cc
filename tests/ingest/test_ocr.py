"""Faxes are read in Chinese and English, whichever way they lie, without asking the network for anything."""

import socket
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from PIL import Image

from ingest.child import Child
from ingest.reading.lines import Line, in_reading_order
from ingest.reading.ocr import Ocr
from ingest.reading.ocr_child import OCR_LIMITS
from sales.words import Failure
from tests.fixtures.scans.draw import EN, ZH
from tests.memory import peak_memory

FAXES = Path(__file__).parents[1] / "fixtures" / "scans"


@pytest.fixture(scope="module")
def ocr() -> Iterator[Ocr]:
    """One engine for all tests of this file, made without a network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", _no_network)
        patch.setattr(socket.socket, "connect", _no_network)
        yield Ocr(threads=1)


def _no_network(*_: object) -> None:
    raise AssertionError("the scan reader asked for the network")


def errors(text: str, written: tuple[str, ...]) -> float:
    """Share of the written characters that were not read, spaces and kinds of comma aside."""
    same_commas = str.maketrans("，：（）！", ",:()!")
    wanted, got = ("".join("".join(lines).split()).translate(same_commas) for lines in (written, (text,)))
    same = sum(
        block.size for block in SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
    )
    return 1 - same / max(len(wanted), len(got))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("zh-fine.tif", ZH),
        ("zh-standard.tif", ZH),
        ("zh-noisy.tif", ZH),
        ("zh-upside-down.tif", ZH),
        ("zh-turned-90.tif", ZH),
        ("zh-turned-270.tif", ZH),
        ("en-fine.tif", EN),
        ("en-standard-g3.tif", EN),
        ("en-upside-down.tif", EN),
    ],
)
def test_a_fax_is_read_whichever_way_it_lies(name: str, written: tuple[str, ...], ocr: Ocr) -> None:
    """Less than 1 % of the characters wrong, lines in the order of the paper."""
    assert errors(ocr.text(FAXES / name), written) < 0.01


def test_a_label_stays_on_the_line_of_its_value(ocr: Ocr) -> None:
    lines = ocr.text(FAXES / "zh-turned-90.tif").splitlines()
    assert "要求交货期：2027年3月底前" in lines
    assert any(line.startswith("联系人：王海涛") and line.endswith("0532-84726190") for line in lines)


def test_an_empty_page_has_no_text(ocr: Ocr, tmp_path: Path) -> None:
    Image.new("1", (1728, 1145), 1).save(tmp_path / "empty.png")
    assert ocr.text(tmp_path / "empty.png") == ""


def test_a_short_line_on_its_own_is_read(ocr: Ocr, tmp_path: Path) -> None:
    """What a customer cuts out of a screen."""
    with Image.open(FAXES / "zh-fine.tif") as fax:
        fax.crop((170, 730, 1200, 800)).save(tmp_path / "strip.png")
    assert "储罐环缝自动焊接设备询价" in ocr.text(tmp_path / "strip.png")


def test_nobody_is_asked_which_way_up_a_page_lies_that_reads_well(
    ocr: Ocr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking costs a thirtieth of a page's time, and single lines are answered wrongly."""
    monkeypatch.setattr(ocr, "_vote", _nobody)
    with Image.open(FAXES / "zh-fine.tif") as fax:
        fax.crop((170, 730, 1200, 800)).save(tmp_path / "strip.png")
    assert "储罐环缝自动焊接设备询价" in ocr.text(tmp_path / "strip.png")


def _nobody(*_: object) -> None:
    raise AssertionError("the page reads well as it stands")


def test_the_scan_reader_works_in_its_own_process_within_its_limits(tmp_path: Path) -> None:
    """A picture that is none costs its own call only."""
    (tmp_path / "page.png").write_bytes(b"no picture")
    child = Child("ingest.reading.ocr_child", OCR_LIMITS, {"threads": 1})
    try:
        with pytest.raises(Failure, match=r"page\.png"):
            child.call({"image": str(tmp_path / "page.png")})
        answer = child.call({"image": str(FAXES / "en-standard-g3.tif")})
        assert peak_memory(child.pid) < 820 * 2**20
    finally:
        child.close()
    assert "longitudinal seam welder" in str(answer["text"])
    assert answer["codes"] == []


def test_pieces_of_a_row_are_joined_from_the_left_and_gaps_become_tabs() -> None:
    pieces = [
        Line("85万元", 300, 101, 400, 121),
        Line("预算：", 100, 100, 180, 120),
        Line("约", 185, 99, 205, 119),
        Line("次行", 100, 130, 180, 150),
    ]
    assert in_reading_order(pieces) == "预算： 约\t85万元\n次行"


def test_a_slanting_row_stays_one_row() -> None:
    """1.5 degrees over a page's width is more than a line's height."""
    row = [Line(str(n), n * 100, n * 4, n * 100 + 90, n * 4 + 20) for n in range(10)]
    below = [Line(f"b{n}", n * 100, n * 4 + 30, n * 100 + 90, n * 4 + 50) for n in range(10)]
    assert [len(line.split()) for line in in_reading_order(below + row).splitlines()] == [10, 10]
