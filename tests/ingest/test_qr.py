"""The lead's number comes back from the QR code of a scanned form."""

from io import BytesIO
from pathlib import Path

import pytest
import segno
from PIL import Image

from ingest.reading.picture import open_picture, sheet
from ingest.reading.qr import codes

FAXES = Path(__file__).parents[1] / "fixtures" / "scans"


def fax_with(text: str, turn: int = 0) -> Image.Image:
    """A fine fax with a QR code of about 18 mm in its corner, laid on the glass at an angle."""
    out = BytesIO()
    segno.make(text, error="m").save(out, kind="png", scale=5)
    page = sheet(open_picture(FAXES / "zh-noisy.tif"))
    page.paste(Image.open(out), (1350, 100))
    return page.rotate(turn, expand=True, fillcolor=255)


@pytest.mark.parametrize("turn", [0, 2, 90, 181, 270])
def test_a_code_is_read_whichever_way_the_form_lies(turn: int) -> None:
    assert codes(fax_with("LW-2026-00042", turn)) == ("LW-2026-00042",)


def test_chinese_in_a_code_is_read() -> None:
    assert codes(fax_with("登记表 LW-2026-00042")) == ("登记表 LW-2026-00042",)


def test_a_page_without_a_code_has_none() -> None:
    assert codes(sheet(open_picture(FAXES / "zh-noisy.tif"))) == ()


def test_a_code_that_is_there_twice_counts_once() -> None:
    page = fax_with("LW-2026-00042")
    page.paste(page.crop((1300, 50, 1600, 350)), (1300, 1900))
    assert codes(page) == ("LW-2026-00042",)
