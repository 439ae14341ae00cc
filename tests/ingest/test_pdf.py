"""PDF: text and tables where there are any, a picture of the page where there are none."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ingest.reading.part import Part, Spool
from ingest.reading.pdf import LAID_OUT_PAGES, MOST_PAGES, MOST_PICTURES, read_pdf

FIXTURES = Path(__file__).parents[1] / "fixtures"


def read(data: bytes, tmp_path: Path, name: str = "询价.pdf") -> Part:
    return read_pdf(data, name, Spool(tmp_path))


def pdf(
    *contents: str, extra: tuple[str, ...] = (), page: str = "", catalog: str = "", size: str = "595 842"
) -> bytes:
    """A PDF of one page a content stream; font F1 is Helvetica, F2 a Chinese one that no PDF has to carry."""
    kids = " ".join(f"{7 + 2 * n} 0 R" for n in range(len(contents)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Count {len(contents)} /MediaBox [0 0 {size}]"
        f" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        " /DescendantFonts [5 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 6 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
        " /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
    ]
    for number, content in enumerate(contents):
        objects.append(f"<< /Type /Page /Parent 2 0 R /Contents {8 + 2 * number} 0 R {page} >>")
        objects.append(f"<< /Length {len(content)} >> stream\n{content}\nendstream")
    objects += extra
    return assembled(objects)


def assembled(objects: list[str]) -> bytes:
    """The objects with their numbers, their table and their trailer."""
    out, places = BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj {body} endobj\n".encode("latin-1"))
    table = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010} 00000 n \n".encode() for place in places)
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >> startxref\n{table}\n%%EOF".encode())
    return out.getvalue()


def text(words: str, x: int = 72, y: int = 720) -> str:
    """Words in 12 pt at a place counted from the bottom left."""
    if words.isascii():
        return f"BT /F1 12 Tf {x} {y} Td ({words}) Tj ET\n"
    return f"BT /F2 12 Tf {x} {y} Td <{words.encode('utf-16-be').hex()}> Tj ET\n"


def table(rows: list[list[str]], top: int = 600) -> str:
    """A ruled table with columns of 150 pt and rows of 30 pt."""
    right, bottom = 72 + 150 * len(rows[0]), top - 30 * len(rows)
    rules = [f"72 {top - 30 * n} m {right} {top - 30 * n} l S" for n in range(len(rows) + 1)]
    rules += [f"{72 + 150 * n} {top} m {72 + 150 * n} {bottom} l S" for n in range(len(rows[0]) + 1)]
    cells = [
        text(cell, 77 + 150 * c, top - 20 - 30 * r)
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
    ]
    return "\n".join(rules + cells)


def scanned(pages: int = 1) -> bytes:
    """What an office scanner writes: one picture a page and nothing else."""
    out = BytesIO()
    sheets = [Image.open(FIXTURES / "scans" / "zh-standard.tif").convert("L") for _ in range(pages)]
    sheets[0].save(out, "PDF", resolution=204, save_all=True, append_images=sheets[1:])
    return out.getvalue()


def test_chinese_and_english_text_is_read_without_any_picture(tmp_path: Path) -> None:
    part = read(
        pdf(text("我公司拟采购环缝自动焊机贰台", y=720) + text("Delivery: March 2027, please", y=700)),
        tmp_path,
    )
    assert part == Part("我公司拟采购环缝自动焊机贰台\nDelivery: March 2027, please")


def test_a_table_is_read_cell_by_cell_at_its_place(tmp_path: Path) -> None:
    """Cells are parted by tabs, rows by line ends; what stands above and below stays there."""
    rows = [["联系人", "王海涛"], ["电话", "0532-84726190"]]
    page = text("储罐环缝自动焊接设备询价函", y=720) + table(rows) + text("请于一周内报价为盼，谢谢。", y=400)
    assert read(pdf(page), tmp_path).text.splitlines() == [
        "储罐环缝自动焊接设备询价函",
        "联系人\t王海涛",
        "电话\t0532-84726190",
        "请于一周内报价为盼，谢谢。",
    ]


def test_words_written_out_of_order_are_read_row_by_row(tmp_path: Path) -> None:
    """A PDF may draw all labels first and all values later."""
    page = text("Company:", y=720) + text("Contact:", y=700) + text("Northgate Ltd.", 200, 720)
    assert read(pdf(page + text("Sarah Whitfield", 200, 700)), tmp_path).text.splitlines() == [
        "Company:\tNorthgate Ltd.",
        "Contact:\tSarah Whitfield",
    ]


def test_what_was_typed_into_a_form_stands_beside_its_label(tmp_path: Path) -> None:
    where = "/Type /Annot /Subtype /Widget /Rect [200 715 400 735]"
    field = f"<< {where} /FT /Tx /T (company) /V (Northgate Tank Works) >>"
    data = pdf(
        text("Company of the enquirer:"),
        extra=(field,),
        page="/Annots [9 0 R]",
        catalog="/AcroForm << /Fields [9 0 R] >>",
    )
    assert read(data, tmp_path).text == "Company of the enquirer: Northgate Tank Works"


def test_a_scanned_page_becomes_a_picture_as_fine_as_a_fax(tmp_path: Path) -> None:
    part = read(scanned(2), tmp_path)
    assert part.text == ""
    assert [page.page for page in part.pages] == [1, 2]
    with Image.open(part.pages[0].path) as picture:
        assert picture.mode == "L"
        assert picture.width == pytest.approx(1728, abs=2)


def test_a_stamp_over_a_scan_does_not_pass_for_its_text(tmp_path: Path) -> None:
    """Scanning programs on telephones write their own name over each page."""
    stamp = text("Scanned with a scanning program", y=20)
    picture = "q 595 0 0 842 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x80\x80\x80\x80 EI Q"
    part = read(pdf(picture + "\n" + stamp), tmp_path)
    assert part.text == ""
    assert [page.page for page in part.pages] == [1]


def test_a_form_of_ours_is_looked_at_even_where_the_scanner_has_read_it(tmp_path: Path) -> None:
    """Where a pen has been is in the picture only; of anybody else's page the text is enough."""
    picture = "q 595 0 0 842 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x80\x80\x80\x80 EI Q\n"
    words = "".join(text("The scanner has read this line of the page.", y=700 - 20 * n) for n in range(9))
    ours = read(pdf(picture + words + text("Lead no.: LW-2026-00042", y=40)), tmp_path)
    assert (ours.text, len(ours.pages)) == ("", 1)
    assert read(pdf(picture + words), tmp_path).pages == ()


def test_a_text_whose_fonts_do_not_tell_its_signs_is_read_from_the_picture(tmp_path: Path) -> None:
    """Without a table from glyphs to characters, a copy of the text is (cid:1)(cid:2)…"""
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font"
        " /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        " /Supplement 0 >> /FontDescriptor 6 0 R >>] >>"
    )
    glyphs = bytes(glyph for number in range(1, 32) for glyph in (0, number)).hex()
    page = "/Resources << /Font << /F3 9 0 R >> >>"
    part = read(pdf(f"BT /F3 12 Tf 72 720 Td <{glyphs}> Tj ET", extra=(font,), page=page), tmp_path)
    assert part.text == ""
    assert [picture.page for picture in part.pages] == [1]


def test_a_chat_saved_as_one_long_page_becomes_several_pictures(tmp_path: Path) -> None:
    part = read(
        pdf("q 540 0 0 6000 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q", size="540 6000"), tmp_path
    )
    assert [picture.page for picture in part.pages] == [1] * 8
    sizes = [Image.open(picture.path).size for picture in part.pages]
    assert {width for width, _ in sizes} == {1530}
    assert sum(height for _, height in sizes) == 17000


def test_an_empty_page_is_no_work_for_the_scan_reader(tmp_path: Path) -> None:
    assert read(pdf(""), tmp_path) == Part()


def test_pages_after_the_laid_out_ones_are_read_as_plain_text(tmp_path: Path) -> None:
    pages = [text(f"This is the text of page {n} of them") for n in range(LAID_OUT_PAGES + 5)]
    assert read(pdf(*pages), tmp_path).text.split("\n\n") == [
        f"This is the text of page {n} of them" for n in range(LAID_OUT_PAGES + 5)
    ]


def test_a_drawing_of_a_hundred_thousand_lines_is_not_laid_out(tmp_path: Path) -> None:
    """Rules are compared in pairs to find tables: laying this page out would take hours."""
    lines = "\n".join(f"{n % 500} {n % 700} m {n % 300} {n % 800} l S" for n in range(100_000))
    part = read(pdf(lines + text("General arrangement of the welding line")), tmp_path)
    assert part.text == "General arrangement of the welding line"


def test_a_page_of_five_metres_gives_a_picture_of_bounded_size(tmp_path: Path) -> None:
    part = read(pdf("0 0 14400 14400 re f", size="14400 14400"), tmp_path)
    with Image.open(part.pages[0].path) as picture:
        assert max(picture.size) <= 3508


def test_too_many_scanned_pages_are_cut_and_said(tmp_path: Path) -> None:
    part = read(pdf(*["100 100 200 200 re f"] * (MOST_PICTURES + 1), size="72 72"), tmp_path)
    assert len(part.pages) == MOST_PICTURES
    assert str(MOST_PICTURES) in str(part.problem)


def test_too_many_pages_are_cut_and_said(tmp_path: Path) -> None:
    part = read(pdf(*[""] * (MOST_PAGES + 1)), tmp_path)
    assert str(MOST_PAGES + 1) in str(part.problem)


def test_a_file_inside_a_pdf_is_handed_on(tmp_path: Path) -> None:
    names = "/Names << /EmbeddedFiles << /Names [(list.txt) 9 0 R] >> >>"
    file = "<< /Type /Filespec /F (list.txt) /UF (list.txt) /EF << /F 10 0 R >> >>"
    stream = "<< /Type /EmbeddedFile /Length 5 >> stream\nsteel\nendstream"
    part = read(pdf("", extra=(file, stream), catalog=names), tmp_path)
    assert [(member.name, member.data) for member in part.members] == [("list.txt", b"steel")]


def test_a_locked_pdf_says_what_to_do(tmp_path: Path) -> None:
    part = read((FIXTURES / "office" / "locked.pdf").read_bytes(), tmp_path, "锁.pdf")
    assert part.text == ""
    assert part.problem is not None
    assert "锁.pdf" in part.problem.zh
    assert "密码" in part.problem.zh
    assert "password" in part.problem.en


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7" + bytes(5000), b"no pdf"])
def test_a_broken_pdf_is_named_with_a_remedy(data: bytes, tmp_path: Path) -> None:
    part = read(data, tmp_path, "坏.pdf")
    assert part.problem is not None
    assert "坏.pdf" in part.problem.zh


def test_a_pdf_whose_table_of_objects_is_wrong_is_read_all_the_same(tmp_path: Path) -> None:
    """Mail programs that turn line ends move every object."""
    whole = pdf(*[text(f"This is the text of page {n} of them") for n in range(5)])
    part = read(whole.replace(b"\n", b"\r\n"), tmp_path)
    assert "page 4" in part.text
    assert part.problem is None
