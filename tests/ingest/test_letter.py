"""One original becomes one letter, whatever it is and whatever is in it."""

import base64
import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from ingest.reading.letter import read
from ingest.reading.limits import ReadingLimits
from ingest.reading.unpacking import HONEST_BYTES
from tests.ingest.mails import letter, mail, multipart, reading


def deflated(**files: bytes) -> bytes:
    """Return a zip archive of files, packed as tightly as zip can."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def zipped(**files: bytes) -> bytes:
    """Return a zip archive of files, whose names are written with "_" for the dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return file.getvalue()


def attached(name: str, data: bytes) -> bytes:
    """Return the part of a mail that holds a file."""
    head = f"Content-Type: application/octet-stream; name={name}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + base64.encodebytes(data)


def fax(pages: int) -> bytes:
    """Return a fax of empty pages."""
    page = Image.new("1", (400, 600))
    file = io.BytesIO()
    page.save(file, "TIFF", save_all=True, append_images=[page] * (pages - 1))
    return file.getvalue()


def test_a_note_is_a_letter_all_of_whose_words_are_its_own(tmp_path: Path) -> None:
    note = "客户来电：\n需要焊机\n联系人：张三"
    read = letter(note.encode("gbk"), tmp_path, "电话记录.txt")
    assert (read.format, read.text, read.own_text) == ("txt", note, note)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("同意。\n\n> 请审批\n> 报价单\n\n-- \n李明", "同意。"),
        ("发件人: 李明\n发送时间: 2026-11-20\n主题: 报价\n\n同意。", None),  # as Outlook saves a mail
    ],
)
def test_a_mail_saved_as_text_is_read_without_what_it_quotes(
    text: str, own: str | None, tmp_path: Path
) -> None:
    """A decision is read from the sender's own words only (I12); where all seems quoted, all is kept."""
    assert letter(text.encode(), tmp_path, "回复.txt").own_text == (own or text)


def test_an_empty_file_says_so_and_what_to_do(tmp_path: Path) -> None:
    (problem,) = letter(b"", tmp_path, "fax.tif").problems
    assert "fax.tif" in problem.en
    assert "ask for it again" in problem.en
    assert "为空" in problem.zh
    assert "请对方重新发送" in problem.zh


def test_the_pages_of_a_fax_wait_for_the_scan_reader(tmp_path: Path) -> None:
    pages = reading(fax(2), tmp_path, "fax.tif").pages
    assert [(page.attachment, page.page) for page in pages] == [(None, 1), (None, 2)]
    assert all(Path(page.image).stat().st_size for page in pages)


def test_the_pages_of_an_attachment_name_it(tmp_path: Path) -> None:
    data = multipart("mixed", attached("a.csv", b"1,2"), attached("fax.tif", fax(2)))
    assert [(page.attachment, page.page) for page in reading(data, tmp_path).pages] == [(1, 1), (1, 2)]


def test_an_attachment_is_kept_with_its_type_size_and_hash(tmp_path: Path) -> None:
    (attachment,) = letter(multipart("mixed", attached("询价.txt", b"two robots")), tmp_path).attachments
    assert (attachment.type, attachment.size, attachment.text) == ("text/plain", 10, "two robots")
    assert attachment.sha256 == hashlib.sha256(b"two robots").hexdigest()


def test_what_is_in_archives_and_mails_follows_its_container(tmp_path: Path) -> None:
    inner = multipart(
        "mixed", "Content-Type: text/plain\r\n\r\ninner text", attached("c.csv", b"3"), boundary="=_i"
    )
    archive = zipped(a_csv=b"1", b_eml=inner, d_zip=zipped(e_csv=b"5"))
    read = letter(multipart("mixed", attached("all.zip", archive), attached("f.csv", b"6")), tmp_path)
    names = [attachment.name for attachment in read.attachments]
    assert names == ["all.zip", "a.csv", "b.eml", "c.csv", "d.zip", "e.csv", "f.csv"]
    assert "inner text" in read.attachments[2].text


def test_an_attachment_that_cannot_be_read_costs_no_other_its_turn(tmp_path: Path) -> None:
    broken = [
        attached("a.pdf", b"%PDF-1.7 rubbish"),
        attached("b.tif", b"II*\0rubbish"),
        attached("c.dwg", b"\0\1"),
    ]
    read = letter(multipart("mixed", *broken, attached("d.csv", b"1,2")), tmp_path)
    assert [bool(attachment.problem) for attachment in read.attachments] == [True, True, True, False]
    assert read.attachments[3].text == "1,2"


def test_archives_in_archives_end_at_a_depth(tmp_path: Path) -> None:
    data = b"bottom"
    for _ in range(12):
        data = zipped(next_zip=data)
    read = letter(data, tmp_path, "deep.zip")
    assert "more than 8 levels" in str(read.attachments[-1].problem)
    assert len(read.attachments) == 9


def test_archives_in_archives_have_one_allowance_together(tmp_path: Path) -> None:
    """Each of a bomb's zips is as small as an honest one; together 64 of them would be 640 MB."""
    data = deflated(zeroes=bytes(HONEST_BYTES))
    for _ in range(2):
        data = deflated(**{f"{number}.zip": data for number in range(8)})
    read = letter(data, tmp_path, "42.zip")
    assert any("hostile" in problem.en for problem in read.problems)
    assert sum(attachment.size for attachment in read.attachments) < 2 * HONEST_BYTES


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (ReadingLimits(text=1_000), "1000 characters"),
        (ReadingLimits(attachments=2), "2 attachments"),
        (ReadingLimits(unpacked=2**20), "1 MB came out of archives"),
    ],
)
def test_what_lies_beyond_a_limit_is_said(limits: ReadingLimits, said: str, tmp_path: Path) -> None:
    big = b"1,2\n" * 200_000
    data = multipart("mixed", attached("all.zip", zipped(a_csv=big, b_csv=big, c_csv=big)))
    read = reading(data, tmp_path, limits=limits).letter
    assert any(said in problem.en for problem in read.problems)
    assert sum(len(attachment.text) for attachment in read.attachments) <= limits.text


def test_the_second_try_names_attachments_and_opens_none(tmp_path: Path) -> None:
    """After one of them took the child too much time or memory, the mail itself is still read."""
    path = tmp_path / "mail.eml"
    path.write_bytes(
        multipart("mixed", "Content-Type: text/plain\r\n\r\ntext", attached("a.zip", zipped(b_csv=b"1")))
    )
    read_again = read(path, path.name, tmp_path, open_files=False).letter
    assert read_again.text == "text"
    assert [attachment.name for attachment in read_again.attachments] == ["a.zip"]
    assert "未打开" in read_again.attachments[0].problem.zh if read_again.attachments[0].problem else False


def test_a_mail_under_another_name_is_still_a_mail(tmp_path: Path) -> None:
    assert letter(mail("Date: x", body="text"), tmp_path, "17.").format == "eml"


def test_names_lose_what_deceives_the_eye(tmp_path: Path) -> None:
    """A right-to-left override makes "fdp.exe" look like "exe.pdf"."""
    name = "=?utf-8?B?" + base64.b64encode("a\u202efdp.exe\x07".encode()).decode() + "?="
    (attachment,) = letter(multipart("mixed", attached(f'"{name}"', b"x")), tmp_path).attachments
    assert attachment.name == "afdp.exe"
