"""Archives are opened within limits, whoever packed them; names are made harmless, locks are named."""

import bz2
import gzip
import io
import locale
import lzma
import subprocess
import sys
import tarfile
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from shutil import which

import libarchive
import pytest

from ingest.reading import by_libarchive, by_unar
from ingest.reading.packed import MOST_MEMBERS, read_packed
from ingest.reading.part import Part, Spool
from ingest.reading.unpacking import HONEST_BYTES, LONGEST_NAME, MOST_BYTES, LockedError, harmless

PACKED = Path(__file__).parents[1] / "fixtures" / "packed"
needs_unar = pytest.mark.skipif(which("unar") is None, reason="unar is not installed")


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path)


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def zipped_with_raw_name(name: bytes, data: bytes = b"steel") -> bytes:
    """A zip whose name is bytes in no declared charset, as Windows' own archiver writes it."""
    placeholder = "x" * len(name)
    return zipped({placeholder: data}).replace(placeholder.encode(), name)


def seven_zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with libarchive.custom_writer(lambda data: out.write(bytes(data)), "7zip") as archive:
        for name, data in files.items():
            archive.add_file_from_memory(name, len(data), data)
    return out.getvalue()


def tarred(files: dict[str, bytes], encoding: str = "utf-8") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT, encoding=encoding) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def rarred(name: str, data: bytes) -> bytes:
    """A RAR 5 archive of one stored file, by RARLAB's technical note on the format."""

    def number(value: int) -> bytes:
        low, rest = value & 0x7F, value >> 7
        return bytes([low | 0x80]) + number(rest) if rest else bytes([low])

    def block(*fields: int, tail: bytes = b"") -> bytes:
        body = b"".join(map(number, fields)) + tail
        body = number(len(body)) + body
        return zlib.crc32(body).to_bytes(4, "little") + body

    # file flags 4 (CRC), size, attributes; the CRC; stored, Unix, length of the name
    fields = [4, len(data), 0], [0, 1, len(name.encode())]
    before, after = (b"".join(map(number, each)) for each in fields)
    head = before + zlib.crc32(data).to_bytes(4, "little") + after + name.encode()
    start, end = block(1, 0, 0), block(5, 0, 0)
    return b"Rar!\x1a\x07\x01\x00" + start + block(2, 2, len(data), tail=head) + data + end


def names(part: Part) -> list[str]:
    return [member.name for member in part.members]


FILES = {"询价单/图纸说明.txt": "筒体直径2400".encode(), "list.txt": b"steel"}


class TestKinds:
    @pytest.mark.parametrize(
        ("pack", "name"),
        [(zipped, "a.zip"), (seven_zipped, "a.7z"), (tarred, "a.tar")],
    )
    def test_members_come_in_order_with_their_chinese_names(
        self, pack: object, name: str, spool: Spool
    ) -> None:
        part = read_packed(pack(FILES), name, spool)  # type: ignore[operator] # any of the three
        assert {member.name: member.data for member in part.members} == FILES
        assert part.problem is None

    def test_a_rar_archive_is_opened(self, spool: Spool) -> None:
        part = read_packed(rarred("图纸.txt", b"steel"), "a.rar", spool)
        assert [(member.name, member.data) for member in part.members] == [("图纸.txt", b"steel")]

    @needs_unar
    def test_unar_opens_what_the_others_open(self, spool: Spool, tmp_path: Path) -> None:
        """It is the last way; here it must give the same as the first."""
        entries = [(entry.name, b"".join(entry.chunks)) for entry in by_unar.entries(zipped(FILES), spool)]
        assert dict(entries) == FILES
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        ("pack", "name", "inside"),
        [
            (gzip.compress, "报价.txt.gz", "报价.txt"),
            (bz2.compress, "list.txt.bz2", "list.txt"),
            (lzma.compress, "list.txt.xz", "list.txt"),
            (gzip.compress, "drawings.tgz", "drawings.tar"),
            (gzip.compress, "drawings.tar.gz", "drawings.tar"),
        ],
    )
    def test_a_packed_file_is_handed_on_under_its_own_name(
        self, pack: object, name: str, inside: str, spool: Spool
    ) -> None:
        part = read_packed(pack(b"steel"), name, spool)  # type: ignore[operator] # any of the three
        assert [(member.name, member.data) for member in part.members] == [(inside, b"steel")]

    def test_folders_links_and_litter_are_no_members(self, spool: Spool) -> None:
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as archive:
            folder, link = tarfile.TarInfo("folder"), tarfile.TarInfo("link")
            folder.type, link.type, link.linkname = tarfile.DIRTYPE, tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(folder)
            archive.addfile(link)
        assert read_packed(out.getvalue(), "a.tar", spool) == Part()
        litter = {"__MACOSX/._list.txt": b"x", "sub/.DS_Store": b"x", "Thumbs.db": b"x", "list.txt": b"steel"}
        assert names(read_packed(zipped(litter), "a.zip", spool)) == ["list.txt"]


class TestNames:
    @pytest.mark.parametrize(
        ("raw", "name"),
        [
            ("询价单.doc".encode("gb18030"), "询价单.doc"),
            ("询价单.doc".encode(), "询价单.doc"),
            ("联通.doc".encode("gb18030"), "联通.doc"),
            (b"list.txt", "list.txt"),
        ],
    )
    def test_a_name_without_its_charset_is_read_as_its_sender_meant_it(
        self, raw: bytes, name: str, spool: Spool
    ) -> None:
        """The GBK bytes of 联通 are valid UTF-8."""
        assert names(read_packed(zipped_with_raw_name(raw), "a.zip", spool)) == [name]

    def test_a_tar_with_gbk_names_is_read(self, spool: Spool) -> None:
        assert names(read_packed(tarred({"图纸.txt": b"x"}, "gb18030"), "a.tar", spool)) == ["图纸.txt"]

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\windows\\a.txt", "windows/a.txt"),
            ("a\x00b\r\nc.txt", "abc.txt"),
            ("\u202egpj.exe", "gpj.exe"),
            ("e\u0301.txt", "\u00e9.txt"),
            ("..", "?"),
            ("", "?"),
            ("长" * 300 + ".txt", "长" * (LONGEST_NAME - 4) + ".txt"),
        ],
    )
    def test_a_hostile_name_is_made_harmless(self, name: str, shown: str) -> None:
        assert harmless(name) == shown

    def test_names_in_a_7z_are_read_under_any_locale(self) -> None:
        """Services run under LC_ALL=C, where libarchive returns no name that is not ASCII."""
        code = (
            "import sys; from ingest.reading import by_libarchive;"
            "print(ascii([e.name for e in by_libarchive.entries(sys.stdin.buffer.read())]))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            input=seven_zipped({"图纸.txt": b"x"}),
            env={"LC_ALL": "C", "PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode().strip() == ascii(["图纸.txt"])
        assert locale.setlocale(locale.LC_CTYPE)


class TestLimits:
    def test_a_bomb_is_stopped_and_said(self, spool: Spool) -> None:
        """100 kB that become 100 MB, and what stood before it is kept."""
        bomb = zipped({"list.txt": b"steel", "炸弹.txt": bytes(MOST_BYTES)})
        part = read_packed(bomb, "炸弹.zip", spool)
        assert names(part) == ["list.txt"]
        assert "炸弹.zip" in str(part.problem)

    def test_a_bomb_that_states_its_size_is_not_unpacked_to_see_it(self, spool: Spool) -> None:
        bomb = zipped({"list.txt": b"steel", "炸弹.txt": bytes(MOST_BYTES)})
        tracemalloc.start()
        try:
            read_packed(bomb, "炸弹.zip", spool)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < 2**20

    @pytest.mark.parametrize("pack", [seven_zipped, lambda files: gzip.compress(files["a"])])
    def test_a_bomb_is_stopped_whatever_it_is_packed_with(self, pack: object, spool: Spool) -> None:
        bomb = pack({"a": bytes(MOST_BYTES)})  # type: ignore[operator] # either
        part = read_packed(bomb, "bomb", spool)
        assert part.members == ()
        assert "too large" in str(part.problem)

    def test_drawings_that_pack_well_are_no_bomb(self, spool: Spool) -> None:
        part = read_packed(zipped({"drawing.dxf": bytes(HONEST_BYTES)}), "a.zip", spool)
        assert part.problem is None
        assert len(part.members) == 1

    def test_too_many_members_are_cut_and_said(self, spool: Spool) -> None:
        part = read_packed(zipped({f"{n}.txt": b"" for n in range(MOST_MEMBERS + 1)}), "a.zip", spool)
        assert len(part.members) == MOST_MEMBERS
        assert str(MOST_MEMBERS) in str(part.problem)

    def test_a_zip_that_lies_about_a_size_stays_within_the_budget(self, spool: Spool) -> None:
        """Each way of opening believes another field, and all are counted by what really comes out."""
        bomb = zipped({"a.txt": bytes(MOST_BYTES)})
        lying = bomb.replace(MOST_BYTES.to_bytes(4, "little"), (5).to_bytes(4, "little"))
        assert lying != bomb
        part = read_packed(lying, "a.zip", spool)
        assert sum(len(member.data) for member in part.members) <= HONEST_BYTES


class TestLocked:
    @pytest.mark.parametrize("name", ["locked.7z", "locked-names.7z"])
    def test_a_locked_archive_says_what_to_do(self, name: str, spool: Spool) -> None:
        part = read_packed((PACKED / name).read_bytes(), name, spool)
        assert part.members == ()
        assert part.problem is not None
        assert "密码" in part.problem.zh
        assert name in part.problem.en

    def test_what_is_not_locked_in_a_zip_is_read_and_the_rest_is_named(self, spool: Spool) -> None:
        part = read_packed((PACKED / "locked.zip").read_bytes(), "询价.zip", spool)
        assert names(part) == ["m.txt"]
        assert part.problem is not None
        assert "list.txt" in part.problem.zh

    @needs_unar
    def test_unar_refuses_a_locked_archive_before_it_unpacks(self, spool: Spool) -> None:
        with pytest.raises(LockedError):
            list(by_unar.entries((PACKED / "locked.7z").read_bytes(), spool))


class TestBroken:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"PK\x03\x04",
            b"7z\xbc\xaf'\x1c" + bytes(50),
            b"Rar!\x1a\x07\x00" + bytes(50),
            b"\x1f\x8b\x08 no gzip",
        ],
    )
    def test_a_broken_archive_is_named_with_a_remedy(self, data: bytes, spool: Spool) -> None:
        part = read_packed(data, "坏.zip", spool)
        assert part.members == ()
        assert part.problem is not None
        assert "坏.zip" in part.problem.zh

    def test_an_archive_that_was_cut_off_gives_what_is_there(self, spool: Spool) -> None:
        whole = tarred({"first.txt": b"steel" * 1000, "second.txt": b"weld" * 5000})
        part = read_packed(whole[:10_000], "a.tar", spool)
        assert names(part) == ["first.txt"]
        assert "a.tar" in str(part.problem)

    def test_a_zip_without_its_directory_is_read_by_another_way(self, spool: Spool) -> None:
        """The directory stands at the end, which a cut costs first."""
        whole = zipped({"first.txt": b"steel", "second.txt": b"weld"})
        part = read_packed(whole[: whole.index(b"PK\x01\x02")], "a.zip", spool)
        assert names(part) == ["first.txt", "second.txt"]

    def test_without_libarchive_a_zip_is_read_and_a_7z_names_the_package(
        self, spool: Spool, tmp_path: Path
    ) -> None:
        """A fresh machine: pip brings the binding and not the library; no unar on the PATH either."""
        (tmp_path / "a.zip").write_bytes(zipped(FILES))
        (tmp_path / "a.7z").write_bytes(seven_zipped(FILES))
        code = (
            "import sys; from pathlib import Path; from ingest.reading.packed import read_packed;"
            "from ingest.reading.part import Spool;"
            "read = lambda n: read_packed(Path(sys.argv[1], n).read_bytes(), n, Spool(Path(sys.argv[1])));"
            "print(len(read('a.zip').members), ascii(read('a.7z').problem.zh))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            env={
                "LIBARCHIVE": "/no/such/library.so",
                "PYTHONPATH": str(Path(__file__).parents[2]),
                "PATH": "/none",
            },
            capture_output=True,
            check=True,
        )
        assert done.stdout.startswith(b"2 ")
        assert b"libarchive13" in done.stdout


def test_libarchive_and_its_binding_are_there_for_these_tests() -> None:
    """Without them the tests above would test only the other ways."""
    assert [entry.name for entry in by_libarchive.entries(seven_zipped({"a": b"x"}))] == ["a"]
