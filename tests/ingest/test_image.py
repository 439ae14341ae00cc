"""Pictures and faxes become square, upright, grey pages, within limits."""

import struct
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from ingest.reading.image import MOST_PAGES, read_image
from ingest.reading.part import Part, Spool

FAXES = Path(__file__).parents[1] / "fixtures" / "scans"
ORIENTATION = 0x112  # the EXIF field


def picture(size: tuple[int, int] = (400, 300), mode: str = "RGB") -> Image.Image:
    """A white sheet with a black corner at the top left, so that its turn can be seen."""
    image = Image.new(mode, size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="black")
    return image


def saved(image: Image.Image, format_: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def read(data: bytes, tmp_path: Path, name: str = "fax.tif") -> Part:
    return read_image(data, name, Spool(tmp_path))


def black_corner(page: Path) -> str:
    """Which corner of the page is black."""
    with Image.open(page) as image:
        small = image.resize((4, 4), Image.Resampling.BOX)
    corners = {"top left": (0, 0), "top right": (3, 0), "bottom left": (0, 3), "bottom right": (3, 3)}
    return min(corners, key=lambda name: small.getpixel(corners[name]))


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF"])
def test_every_picture_format_gives_one_page(format_: str, tmp_path: Path) -> None:
    part = read(saved(picture(), format_), tmp_path)
    assert [page.page for page in part.pages] == [1]
    assert part.problem is None
    assert black_corner(part.pages[0].path) == "top left"


@pytest.mark.parametrize("name", ["zh-fine.tif", "zh-standard.tif", "en-standard-g3.tif"])
def test_a_fax_is_stretched_to_square_dots(name: str, tmp_path: Path) -> None:
    """A4 is 1.41 times taller than wide; a standard fax holds only half its lines."""
    part = read((FAXES / name).read_bytes(), tmp_path)
    with Image.open(part.pages[0].path) as page:
        assert page.height / page.width == pytest.approx(2386 / 1728, rel=0.01)


def test_a_long_strip_is_cut_between_its_lines_into_sheets(tmp_path: Path) -> None:
    """A till receipt, a chat saved as one picture: the scan reader would make it too small to read."""
    strip = Image.new("L", (900, 9000), "white")
    lines = ImageDraw.Draw(strip)
    for top in range(20, 9000, 60):
        lines.rectangle((40, top, 800, top + 30), fill="black")
    part = read(saved(strip, "PNG"), tmp_path, "receipt.png")
    assert {page.page for page in part.pages} == {1}
    edges = []
    for page in part.pages:
        with Image.open(page.path) as sheet:
            assert sheet.height <= 2 * sheet.width
            edges += [
                sheet.crop((0, 0, 900, 1)).getextrema(),
                sheet.crop((0, sheet.height - 1, 900, sheet.height)).getextrema(),
            ]
    assert set(edges) == {(255, 255)}


def test_every_sheet_of_a_fax_becomes_a_page(tmp_path: Path) -> None:
    part = read((FAXES / "zh-fine.tif").read_bytes(), tmp_path)
    assert [page.page for page in part.pages] == [1, 2]
    assert len({page.path for page in part.pages}) == 2


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("format_", ["JPEG", "TIFF"])
def test_a_picture_is_turned_as_the_camera_noted(format_: str, turn: int, tmp_path: Path) -> None:
    """EXIF (CIPA DC-008) 4.6.4.1: orientation 1 to 8 says where the first row and column belong."""
    where = ["top left", "top right", "bottom right", "bottom left"] * 2
    where[4:] = ["top left", "top right", "bottom right", "bottom left"]
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    part = read(saved(picture(), format_, exif=exif), tmp_path)
    assert black_corner(part.pages[0].path) == where[turn - 1]


def test_a_fax_that_lies_on_its_side_keeps_its_dots_square(tmp_path: Path) -> None:
    """TIFF 6.0: the resolution is that of the stored rows and columns, before they are turned."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    part = read(saved(picture((400, 300)), "TIFF", exif=exif, dpi=(200, 100)), tmp_path)
    with Image.open(part.pages[0].path) as page:
        assert page.size == (600, 400)


@pytest.mark.parametrize("ink", ["black", "white"])
def test_transparent_ink_stands_on_paper_it_can_be_read_on(ink: str, tmp_path: Path) -> None:
    image = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((100, 100, 300, 200), fill=ink)
    part = read(saved(image, "PNG"), tmp_path, "seal.png")
    with Image.open(part.pages[0].path) as page:
        assert page.getextrema() == (0, 255)


def test_sixteen_grey_bits_become_eight(tmp_path: Path) -> None:
    ramp = Image.frombytes("I;16", (256, 100), b"".join(struct.pack("<H", x * 257) for x in range(256)) * 100)
    part = read(saved(ramp, "TIFF"), tmp_path)
    with Image.open(part.pages[0].path) as page:
        assert [page.getpixel((x, 0)) for x in (0, 100, 255)] == [0, 100, 255]


@pytest.mark.parametrize("size", [(1, 1), (60, 60), (800, 8)])
def test_an_icon_or_a_rule_gives_no_page_and_no_complaint(size: tuple[int, int], tmp_path: Path) -> None:
    assert read(saved(picture(size), "PNG"), tmp_path, "logo.png") == Part()


def test_a_moving_picture_gives_its_first_frame(tmp_path: Path) -> None:
    data = saved(picture(), "GIF", save_all=True, append_images=[Image.new("RGB", (400, 300), "red")])
    assert len(read(data, tmp_path, "banner.gif").pages) == 1


def test_a_picture_of_65000_by_65000_dots_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    """Some 8 kB of TIFF that ask for 4 GB of memory."""
    part = read(bomb(65_000), tmp_path)
    assert part.pages == ()
    assert "65000" in str(part.problem)


def bomb(side: int) -> bytes:
    """A TIFF of one bit a dot whose header promises ``side`` by ``side`` dots in Group 4."""
    strip = b"\x00" * 8_000
    fields = [
        (256, 4, side),  # ImageWidth
        (257, 4, side),  # ImageLength
        (258, 3, 1),  # BitsPerSample
        (259, 3, 4),  # Compression: Group 4
        (262, 3, 0),  # PhotometricInterpretation
        (273, 4, 8),  # StripOffsets
        (278, 4, side),  # RowsPerStrip
        (279, 4, len(strip)),  # StripByteCounts
    ]
    directory = struct.pack("<H", len(fields)) + b"".join(
        struct.pack("<HHII", t, k, 1, v) for t, k, v in fields
    )
    return struct.pack("<2sHI", b"II", 42, 8 + len(strip)) + strip + directory + bytes(4)


def test_a_fax_of_too_many_pages_is_cut_and_says_so(tmp_path: Path) -> None:
    sheets = [Image.new("1", (300, 200), 1) for _ in range(MOST_PAGES + 1)]
    part = read(saved(sheets[0], "TIFF", save_all=True, append_images=sheets[1:]), tmp_path)
    assert len(part.pages) == MOST_PAGES
    assert str(MOST_PAGES) in str(part.problem)


def test_a_fax_of_exactly_the_most_pages_has_no_problem(tmp_path: Path) -> None:
    sheets = [Image.new("1", (300, 200), 1) for _ in range(MOST_PAGES)]
    assert read(saved(sheets[0], "TIFF", save_all=True, append_images=sheets[1:]), tmp_path).problem is None


@pytest.mark.parametrize(
    "data", [b"", b"II*\x00", b"no picture at all", (FAXES / "zh-fine.tif").read_bytes()[:5000]]
)
def test_a_broken_picture_is_named_with_a_remedy(data: bytes, tmp_path: Path) -> None:
    part = read(data, tmp_path, "坏图.tif")
    assert part.problem is not None
    assert "坏图.tif" in part.problem.zh
    assert "坏图.tif" in part.problem.en


def test_one_broken_sheet_does_not_cost_the_others(tmp_path: Path) -> None:
    """The first sheet's strip is overwritten; directories and the second sheet stand."""
    data = bytearray(
        saved(picture(), "TIFF", compression="tiff_lzw", save_all=True, append_images=[picture()])
    )
    with Image.open(BytesIO(data)) as image:
        offset, length = image.tag_v2[273][0], image.tag_v2[279][0]
    data[offset : offset + length] = b"\xff" * length
    part = read(bytes(data), tmp_path)
    assert [page.page for page in part.pages] == [2]
    assert "1" in str(part.problem)
