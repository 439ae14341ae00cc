"""Office files of every age are read by content, whatever their name; hostile and locked ones say so."""

import datetime
import zipfile
from io import BytesIO
from pathlib import Path
from shutil import which

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.reading import office
from ingest.reading.part import Part, Spool
from ingest.reading.zipped import MOST_XML

OFFICE = Path(__file__).parents[1] / "fixtures" / "office"
SCANS = Path(__file__).parents[1] / "fixtures" / "scans"
ROWS = [
    "公司\t青岛海蓝压力容器有限公司",
    "联系人\t王海涛",
    "电话\t0532-84726190",
    "产品\t储罐环缝自动焊机",
    "数量\t2台",
]
needs_libreoffice = pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
needs_antiword = pytest.mark.skipif(which("antiword") is None, reason="antiword is not installed")


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path)


def saved(document: object) -> bytes:
    """What python-docx or openpyxl saves."""
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined] # both have it, and no type in common
    return out.getvalue()


def repacked(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The zip archive with ``old`` replaced in one of its files."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for each in source.namelist():
            content = source.read(each)
            target.writestr(each, content.replace(old, new) if each == name else content)
    return out.getvalue()


class TestWord:
    def test_paragraphs_and_tables_are_read_in_their_order(self, spool: Spool) -> None:
        document = docx.Document()
        document.add_paragraph("储罐环缝自动焊接设备询价")
        table = document.add_table(1, 3)
        for cell, text in zip(table.rows[0].cells, ("工件", "304不锈钢\n16MnR", ""), strict=True):
            cell.text = text
        document.add_paragraph("Please quote\twithin a week.")
        part = office.read_docx(saved(document), "询价.docx", spool)
        assert part == Part("储罐环缝自动焊接设备询价\n工件\t304不锈钢 16MnR\nPlease quote\twithin a week.")

    def test_a_table_in_a_table_is_read_once(self, spool: Spool) -> None:
        document = docx.Document()
        cell = document.add_table(1, 1).rows[0].cells[0]
        cell.text = "outside of the table"
        cell.add_table(1, 1).rows[0].cells[0].text = "inside"
        assert office.read_docx(saved(document), "a.docx", spool).text == "outside of the table inside"

    def test_letterheads_stand_before_the_body_and_footers_after_it_once_each(self, spool: Spool) -> None:
        document = docx.Document()
        document.add_paragraph("We plan to buy two welding machines.")
        document.add_section().header.is_linked_to_previous = True
        document.sections[0].header.paragraphs[0].text = "Northgate Tank Works Ltd."
        document.sections[0].footer.paragraphs[0].text = "Leeds, United Kingdom"
        assert office.read_docx(saved(document), "a.docx", spool).text.splitlines() == [
            "Northgate Tank Works Ltd.",
            "We plan to buy two welding machines.",
            "Leeds, United Kingdom",
        ]

    def test_what_was_filled_into_content_controls_is_read(self, spool: Spool) -> None:
        """ECMA-376 part 1, 17.5.2: a control may hold a run, paragraphs, a row or a cell."""
        document = docx.Document()
        run = "<w:r><w:t>{}</w:t></w:r>"
        control = "<w:sdt {}><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
        paragraph = document.add_paragraph("联系人：")
        paragraph._p.append(parse_xml(control.format(nsdecls("w"), run.format("王海涛"))))
        cell = f"<w:tc><w:p>{run}</w:p></w:tc>"
        row = f"<w:tr>{cell.format('电话')}{cell.format('84726190')}</w:tr>"
        table = document.add_table(0, 2)
        table._tbl.append(parse_xml(control.format(nsdecls("w"), row)))
        block = control.format(nsdecls("w"), f"<w:p>{run.format('请于一周内提供技术方案及报价')}</w:p>")
        table._tbl.addnext(parse_xml(block))
        assert office.read_docx(saved(document), "a.docx", spool).text.splitlines() == [
            "联系人：王海涛",
            "电话\t84726190",
            "请于一周内提供技术方案及报价",
        ]

    def test_a_text_box_is_read_once_after_its_paragraph(self, spool: Spool) -> None:
        """Word writes each box twice: as a shape, and as a picture for programs from before 2010."""
        compatibility = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        spaces = f'{nsdecls("w")} {compatibility} xmlns:v="urn:schemas-microsoft-com:vml"'
        box = "<w:txbxContent><w:p><w:r><w:t>in the text box</w:t></w:r></w:p></w:txbxContent>"
        old = f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback>"
        shapes = f"<mc:Choice Requires='wps'>{box}</mc:Choice>{old}"
        document = docx.Document()
        paragraph = document.add_paragraph("beside it")
        paragraph._p.append(
            parse_xml(f"<w:r {spaces}><mc:AlternateContent>{shapes}</mc:AlternateContent></w:r>")
        )
        assert office.read_docx(saved(document), "a.docx", spool).text == "beside it\nin the text box"

    def test_a_word_file_that_only_holds_scans_hands_them_on_as_pages(
        self, spool: Spool, tmp_path: Path
    ) -> None:
        document = docx.Document()
        document.add_picture(str(SCANS / "zh-standard.tif"))
        part = office.read_docx(saved(document), "扫描.docx", spool)
        assert [page.page for page in part.pages] == [1]
        assert part.pages[0].path.parent == tmp_path

    def test_a_logo_beside_text_is_no_work_for_the_scan_reader(self, spool: Spool) -> None:
        document = docx.Document()
        document.add_paragraph("We plan to buy two welding machines.")
        document.add_picture(str(SCANS / "zh-standard.tif"))
        assert office.read_docx(saved(document), "a.docx", spool).pages == ()

    def test_entities_are_not_expanded(self, spool: Spool) -> None:
        """The billion laughs: nine entities of ten entities each."""
        laughs = "".join(
            f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "haha">' for n in range(9)
        )
        document = docx.Document()
        document.add_paragraph("PLACE, and more text behind it")
        bomb = repacked(saved(document), "word/document.xml", b"PLACE", b"&a8;")
        bomb = repacked(
            bomb, "word/document.xml", b"<w:document", f"<!DOCTYPE x [{laughs}]><w:document".encode()
        )
        part = office.read_docx(bomb, "a.docx", spool)
        assert len(part.text) < 1000

    def test_a_macro_document_is_read_all_the_same(self, spool: Spool) -> None:
        """python-docx refuses its content type; LibreOffice does not."""
        if which("soffice") is None:
            pytest.skip("LibreOffice is not installed")
        document = docx.Document()
        document.add_paragraph("储罐环缝自动焊接设备询价，请报价。")
        plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
        data = repacked(saved(document), "[Content_Types].xml", plain, macros)
        assert office.read_docx(data, "a.docm", spool).text == "储罐环缝自动焊接设备询价，请报价。"


class TestSheets:
    def test_rows_are_lines_and_cells_are_parted_by_tabs(self, spool: Spool) -> None:
        book = openpyxl.Workbook()
        book.active.title = "询价单"
        book.active.append(["工件", "数量", "要求交货期", "单价"])
        book.active.append([])
        book.active.append(["储罐", 2, datetime.date(2027, 3, 31), 12.5])
        assert office.read_xlsx(saved(book), "询价.xlsx", spool).text.splitlines() == [
            "询价单",
            "工件\t数量\t要求交货期\t单价",
            "储罐\t2\t2027-03-31\t12.5",
        ]

    def test_hidden_sheets_are_left_out(self, spool: Spool) -> None:
        """They hold the lists that a form's cells choose from: every province, every product."""
        book = openpyxl.Workbook()
        book.active.append(["seen"])
        lists = book.create_sheet("lists")
        lists.append(["not seen"])
        lists.sheet_state = "hidden"
        assert "not seen" not in office.read_xlsx(saved(book), "a.xlsx", spool).text

    @pytest.mark.parametrize("name", ["enquiry.xls", "enquiry.ods"])
    def test_older_and_open_workbooks_are_read_alike(self, name: str, spool: Spool) -> None:
        read = office.read_xls if name.endswith("xls") else office.read_xlsx
        assert read((OFFICE / name).read_bytes(), name, spool).text.splitlines() == ["询价单", *ROWS]

    def test_one_cell_at_the_far_end_is_not_worth_its_memory(self, spool: Spool) -> None:
        """A sheet has 16,384 by 1,048,576 places, and the reader makes room for all of them."""
        book = openpyxl.Workbook()
        book.active["A1"] = "near"
        book.active["XFD1048576"] = "far"
        part = office.read_xlsx(saved(book), "远.xlsx", spool)
        assert part.text == ""
        assert "远.xlsx" in str(part.problem)


class TestOldOffice:
    @pytest.mark.parametrize(
        "name",
        [
            pytest.param("enquiry.doc", marks=needs_antiword),
            "enquiry.rtf",
            "enquiry.odt",
        ],
    )
    def test_a_label_stays_beside_its_value(self, name: str, spool: Spool) -> None:
        part = office.read_doc((OFFICE / name).read_bytes(), name, spool)
        lines = [line.rstrip() for line in part.text.splitlines() if line]
        assert lines == ["设备询价单 Enquiry", *ROWS, "请于一周内报价。Please quote within a week."]

    @needs_libreoffice
    def test_what_antiword_cannot_read_libreoffice_reads(
        self, spool: Spool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """A PATH that finds LibreOffice and no antiword."""
        programs = tmp_path / "programs"
        programs.mkdir()
        for program in (
            "soffice",
            "timeout",
            "dirname",
            "basename",
            "readlink",
            "uname",
            "sed",
            "grep",
            "ls",
            "sh",
        ):
            (programs / program).symlink_to(str(which(program)))
        monkeypatch.setenv("PATH", str(programs))
        part = office.read_doc((OFFICE / "enquiry.doc").read_bytes(), "询价.wps", spool)
        assert ROWS[0] in part.text.splitlines()

    def test_without_any_program_the_remedy_names_the_package(
        self, spool: Spool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        part = office.read_doc((OFFICE / "enquiry.doc").read_bytes(), "询价.doc", spool)
        assert part.problem is not None
        assert "libreoffice-writer" in part.problem.zh
        assert "询价.doc" in part.problem.en

    @needs_libreoffice
    def test_nothing_is_left_behind_in_the_spool(self, spool: Spool, tmp_path: Path) -> None:
        assert office.read_docx((OFFICE / "enquiry.rtf").read_bytes(), "a.docx", spool).text
        assert list(tmp_path.iterdir()) == []

    def test_slides_are_read_in_their_order(self, spool: Spool) -> None:
        space = "http://schemas.openxmlformats.org/drawingml/2006/main"
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as slides:
            for number in (10, 2, 1):
                text = f"<a:p><a:r><a:t>slide </a:t></a:r><a:r><a:t>{number}</a:t></a:r></a:p>"
                slides.writestr(f"ppt/slides/slide{number}.xml", f'<p xmlns:a="{space}">{text}</p>')
        text = office.read_doc(out.getvalue(), "a.pptx", spool).text
        assert text == "slide 1\n\nslide 2\n\nslide 10"


class TestLocked:
    @pytest.mark.parametrize("name", ["locked.docx", "locked.xlsx"])
    def test_a_locked_file_says_what_to_do(self, name: str, spool: Spool) -> None:
        """[MS-OFFCRYPTO]: a locked docx is no zip archive any more, so it may come to any reader."""
        for read in (office.read_docx, office.read_xlsx, office.read_xls, office.read_doc):
            part = read((OFFICE / name).read_bytes(), name, spool)
            assert "password" in str(part.problem)
            assert name in str(part.problem)

    def test_a_locked_old_word_file_says_what_to_do(self, spool: Spool) -> None:
        """[MS-DOC] 2.5.2: bit 8 of the flags says that the document is encrypted."""
        data = bytearray((OFFICE / "enquiry.doc").read_bytes())
        flags = data.index(b"\xec\xa5") + 11
        data[flags] |= 1
        assert "password" in str(office.read_doc(bytes(data), "a.doc", spool).problem)

    def test_a_locked_old_workbook_says_what_to_do(self, spool: Spool) -> None:
        """[MS-XLS] 2.4.117: FilePass follows the workbook's first record."""
        data = bytearray((OFFICE / "enquiry.xls").read_bytes())
        first = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
        data[first + 20 : first + 22] = b"\x2f\x00"
        assert "password" in str(office.read_xls(bytes(data), "a.xls", spool).problem)

    def test_a_locked_opendocument_text_says_what_to_do(self, spool: Spool) -> None:
        manifest = "META-INF/manifest.xml"
        old, new = b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"
        data = repacked((OFFICE / "enquiry.odt").read_bytes(), manifest, old, new)
        assert "password" in str(office.read_doc(data, "a.odt", spool).problem)


class TestHostile:
    def test_xml_that_grows_a_thousandfold_is_refused_before_it_is_unpacked(self, spool: Spool) -> None:
        document = docx.Document()
        document.add_paragraph("PLACE")
        bomb = repacked(saved(document), "word/document.xml", b"PLACE", b" " * (MOST_XML + 1))
        assert len(bomb) < MOST_XML / 100
        for read in (office.read_docx, office.read_xlsx, office.read_doc):
            assert "炸弹.docx" in str(read(bomb, "炸弹.docx", spool).problem)

    @pytest.mark.parametrize(
        "data", [b"", b"PK\x03\x04 and no more", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)]
    )
    def test_a_broken_file_is_named_with_a_remedy(
        self, data: bytes, spool: Spool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))  # what LibreOffice says of such files takes it seconds
        for read in (office.read_docx, office.read_xlsx, office.read_xls, office.read_doc):
            problem = read(data, "坏.doc", spool).problem
            assert problem is not None
            assert "坏.doc" in problem.zh
