"""The archive keeps what it is given, once, and says what it can't."""

import os
import resource
import signal
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from archive.contents import sweep, unfiled_originals
from archive.periods import Period
from archive.store import Archive, Filing
from archive.verify import Fault, verify
from sales.words import Failure, Unavailable, Words

NOVEMBER = datetime(2026, 11, 30, 16, 30, tzinfo=UTC)  # already December in Shanghai
LEAD = "2026/2026-11/华东/LW-2026-00042 江南重工"
MAIL = b"Subject: weld\r\n\r\n"
HASH = sha256(MAIL).hexdigest()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive", Period.MONTH)


def keep(archive: Archive, data: bytes = MAIL, suffix: str = ".eml") -> str:
    (kept,) = archive.keep([([data], suffix, NOVEMBER)])
    return kept.path


def filed(archive: Archive, data: bytes = MAIL, name: str = "询价.eml") -> str:
    """Keep, file and release, as the service does; return where it lies."""
    path = keep(archive, data)
    archive.file([Filing(path, f"{LEAD}/originals/{name}", sha256(data).hexdigest())])
    archive.release(path)
    return f"{LEAD}/originals/{name}"


def settle(archive: Archive, data: bytes = MAIL) -> None:
    """Let it stay where it was kept, listed."""
    path = keep(archive, data)
    archive.file([Filing(path, path, sha256(data).hexdigest())])


def test_an_original_is_kept_byte_for_byte_and_read_only(archive):
    data = bytes(range(256)) * 1000
    (kept,) = archive.keep([((data[i : i + 1000] for i in range(0, len(data), 1000)), ".tif", NOVEMBER)])
    assert (kept.sha256, kept.size) == (sha256(data).hexdigest(), len(data))
    assert archive.open(kept.path).read() == data
    assert archive.absolute(kept.path).stat().st_mode & 0o777 == 0o444


def test_originals_lie_by_the_office_s_clock(tmp_path):
    archive = Archive(tmp_path / "archive", Period.MONTH, ZoneInfo("Asia/Shanghai"))
    assert keep(archive).startswith("2026/2026-12/_unfiled/originals/")


def test_the_same_bytes_are_the_same_file(archive):
    first, second = archive.keep([([MAIL], ".eml", NOVEMBER), ([MAIL[:5], MAIL[5:]], ".EML", NOVEMBER)])
    assert first == second
    assert list(unfiled_originals(archive)) == [first.path]


def test_a_copy_that_went_bad_on_the_disk_is_replaced_when_the_bytes_come_again(archive):
    path = keep(archive)
    archive.absolute(path).chmod(0o644)
    archive.absolute(path).write_bytes(b"rot")
    keep(archive)
    assert archive.open(path).read() == MAIL


@pytest.mark.parametrize("suffix", ["", "/../x", ".p\ndf", ". .", "." + "x" * 300])
def test_a_hostile_suffix_leaves_the_bare_checksum(archive, suffix):
    assert keep(archive, suffix=suffix).endswith(f"/{HASH}")


def test_a_stream_that_breaks_leaves_nothing_behind_and_says_why(archive):
    def stream() -> Iterator[bytes]:
        yield b"half"
        raise Unavailable(Words("断线", "cut off"))

    with pytest.raises(Unavailable, match="cut off"):
        archive.keep([([MAIL], ".eml", NOVEMBER), (stream(), ".eml", NOVEMBER)])
    assert list((archive.root / ".tmp").iterdir()) == []


def test_a_filed_original_has_one_place_and_one_line(archive):
    path = filed(archive)
    assert archive.open(path).read() == MAIL
    assert list(unfiled_originals(archive)) == []
    assert (archive.root / LEAD / "manifest-sha256.txt").read_text() == f"{HASH}  originals/询价.eml\n"


def test_folders_appear_when_they_are_first_used(archive):
    filed(archive)
    assert {path.name for path in (archive.root / LEAD).iterdir()} == {"originals", "manifest-sha256.txt"}


def test_other_bytes_of_the_same_name_are_refused(archive):
    filed(archive)
    other = keep(archive, b"other")
    with pytest.raises(Failure) as caught:
        archive.file([Filing(other, f"{LEAD}/originals/询价.eml", sha256(b"other").hexdigest())])
    assert "询价.eml" in caught.value.words.zh
    assert archive.open(f"{LEAD}/originals/询价.eml").read() == MAIL


def test_an_original_that_is_no_longer_what_came_in_is_not_filed(archive):
    path = keep(archive)
    archive.absolute(path).chmod(0o644)
    archive.absolute(path).write_bytes(b"rot")
    for next_path in (path, f"{LEAD}/originals/询价.eml"):
        with pytest.raises(Failure) as caught:
            archive.file([Filing(path, next_path, HASH)])
        assert path in caught.value.words.zh
    assert not (archive.root / LEAD).exists()


@pytest.mark.parametrize("name", ["a\nb.eml", "a\\b.eml", "a  b.eml", "CON", ".hidden"])
def test_a_name_that_was_not_made_safe_is_refused(archive, name):
    with pytest.raises(ValueError, match=r".*"):
        archive.file([Filing(keep(archive), f"{LEAD}/originals/{name}", HASH)])


def test_a_missing_original_is_named(archive):
    keep(archive)
    for call in (
        lambda: archive.file([Filing("2026/gone.eml", f"{LEAD}/originals/a.eml", HASH)]),
        lambda: archive.open("2026/gone.eml"),
    ):
        with pytest.raises(Failure) as caught:
            call()
        assert "gone.eml" in caught.value.words.zh
        assert not isinstance(caught.value, Unavailable)


def test_a_file_is_read_only_while_it_is_what_was_kept(archive):
    path = filed(archive)
    assert archive.read(path, HASH) == MAIL
    archive.absolute(path).chmod(0o644)
    archive.absolute(path).write_bytes(MAIL + b"!")
    for call in archive.read, archive.genuine:
        with pytest.raises(Failure, match=r"询价\.eml.*checksum"):
            call(path, HASH)


def test_where_there_are_no_hard_links_it_copies(archive, monkeypatch):
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")  # as exFAT and many shares say

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert archive.open(filed(archive)).read() == MAIL
    archive.add(LEAD, "documents", "quote-v1.docx", b"PK")
    with pytest.raises(Failure):
        archive.add(LEAD, "documents", "quote-v1.docx", b"PK other")
    assert list(verify(archive)) == []


def test_only_unfiled_originals_can_be_released(archive):
    path = filed(archive)
    with pytest.raises(ValueError, match="询价"):
        archive.release(path)
    assert archive.open(path).read() == MAIL


def test_a_document_is_written_once(archive):
    kept = archive.add(LEAD, "documents", "quote-v1.docx", b"PK")
    assert archive.add(LEAD, "documents", "quote-v1.docx", b"PK") == kept
    with pytest.raises(Failure) as caught:
        archive.add(LEAD, "documents", "quote-v1.docx", b"other")
    assert "quote-v1.docx" in caught.value.words.en
    assert archive.open(kept.path).read() == b"PK"


def test_what_a_crash_left_is_written_over_when_the_register_does_not_know_it(archive):
    archive.add(LEAD, "documents", "quote-v1.docx", b"PK")
    archive.add(LEAD, "documents", "quote-v1.docx", b"again", replace=True)
    assert list(verify(archive)) == []
    assert sha256sum(archive.root / LEAD) == {"documents/quote-v1.docx": "OK"}


def test_a_lead_moves_with_all_its_papers(archive):
    filed(archive)
    there = "2026/2026-11/华北/LW-2026-00042 江南重工"
    archive.move_lead(LEAD, there)
    archive.move_lead(LEAD, there)
    assert sha256sum(archive.root / there) == {"originals/询价.eml": "OK"}
    assert not (archive.root / LEAD).exists()


def test_the_folder_of_a_region_goes_with_its_last_lead(archive):
    there = LEAD.replace("华东", "华北")
    region = archive.absolute(LEAD).parent
    (region / "LW-2026-00009 x").mkdir(parents=True)
    archive.absolute(LEAD).mkdir()
    archive.move_lead(LEAD, there)
    assert region.is_dir()
    archive.move_lead(there, LEAD)
    (region / "LW-2026-00009 x").rmdir()
    archive.move_lead(LEAD, there)
    archive.move_lead(LEAD, there)
    assert not region.exists()
    assert archive.absolute(there).is_dir()


def test_a_lead_does_not_move_over_another_folder_nor_from_nowhere(archive):
    filed(archive)
    archive.add("2026/2026-11/华北/x", "documents", "a", b"a")
    for source, target in ((LEAD, "2026/2026-11/华北/x"), ("2026/gone", "2026/nowhere")):
        with pytest.raises(Failure) as caught:
            archive.move_lead(source, target)
        assert source in caught.value.words.zh
        assert target in caught.value.words.zh


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x", "", "."])
def test_no_path_leads_out_of_the_archive(archive, path):
    with pytest.raises(ValueError, match=r".*"):
        archive.absolute(path)


# The manifest


def sha256sum(folder: Path) -> dict[str, str]:
    """Return what ``sha256sum -c`` says of each file, run inside the folder as a person would."""
    checked = subprocess.run(
        ["sha256sum", "--strict", "-c", "manifest-sha256.txt"], cwd=folder, capture_output=True, check=False
    )
    assert not checked.stderr or checked.returncode
    return dict(line.rsplit(": ", 1) for line in checked.stdout.decode().splitlines())


def test_sha256sum_accepts_the_manifest_from_inside_the_folder(archive):
    filed(archive)
    archive.add(LEAD, "correspondence", "回复: \\\n 报价.eml", b"mail")
    assert sha256sum(archive.root / LEAD) == {
        "originals/询价.eml": "OK",
        "correspondence/回复_ _ 报价.eml": "OK",
    }


def test_sha256sum_and_verify_both_find_a_changed_file(archive):
    path = archive.absolute(filed(archive))
    path.chmod(0o644)
    path.write_bytes(b"tampered")
    assert sha256sum(archive.root / LEAD) == {"originals/询价.eml": "FAILED"}
    assert [(f.fault, f.path) for f in verify(archive)] == [(Fault.CHANGED, f"{LEAD}/originals/询价.eml")]


def test_a_torn_last_line_is_repaired_by_the_next_one(archive):
    filed(archive)
    manifest = archive.root / LEAD / "manifest-sha256.txt"
    with manifest.open("ab") as file:
        file.write(HASH.encode()[:40])
    archive.add(LEAD, "documents", "quote-v1.docx", b"PK")
    assert sha256sum(archive.root / LEAD) == {"originals/询价.eml": "OK", "documents/quote-v1.docx": "OK"}


def test_what_belongs_to_no_lead_is_listed_until_it_becomes_one(archive):
    unfiled = archive.root / "2026/2026-11/_unfiled"
    settle(archive)
    settle(archive)
    assert sha256sum(unfiled) == {f"originals/{HASH}.eml": "OK"}
    filed(archive)
    assert (unfiled / "manifest-sha256.txt").read_bytes() == b""


def test_two_processes_that_list_at_once_lose_no_line(archive):
    children = []
    for child in range(4):
        if (pid := os.fork()) == 0:
            try:
                for number in range(25):
                    Archive(archive.root).add(LEAD, "documents", f"{child}-{number}", b"%d" % number)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in children] == [0] * 4
    assert len(sha256sum(archive.root / LEAD)) == 100


# Fixity and house-keeping


def test_verify_is_silent_about_an_archive_that_is_as_it_was_kept(archive):
    filed(archive)
    keep(archive, b"waiting")
    settle(archive, b"spam")
    assert list(verify(archive)) == []


def test_verify_finds_what_is_missing_changed_or_unknown(archive):
    lost = filed(archive)
    waiting = keep(archive, b"waiting")
    archive.absolute(lost).unlink()
    archive.absolute(waiting).chmod(0o644)
    archive.absolute(waiting).write_bytes(b"rot")
    (archive.root / LEAD / "originals" / "extra").touch()
    (archive.root / "2026" / "stray.txt").touch()
    assert {(finding.fault, finding.path) for finding in verify(archive)} == {
        (Fault.MISSING, lost),
        (Fault.CHANGED, waiting),
        (Fault.UNKNOWN, f"{LEAD}/originals/extra"),
        (Fault.UNKNOWN, "2026/stray.txt"),
    }


def test_verify_names_a_damaged_manifest(archive):
    filed(archive)
    (archive.root / LEAD / "manifest-sha256.txt").write_bytes(b"\xff\xfe garbage\n")
    assert (Fault.CHANGED, f"{LEAD}/manifest-sha256.txt") in [(f.fault, f.path) for f in verify(archive)]


def test_half_written_files_of_a_dead_process_are_swept_and_others_are_not(archive):
    keep(archive)
    for name, age in (("dead", 100), ("alive", 10)):
        (archive.root / ".tmp" / name).write_bytes(b"half")
        os.utime(archive.root / ".tmp" / name, (NOVEMBER.timestamp() - age,) * 2)
    assert sweep(archive, datetime.fromtimestamp(NOVEMBER.timestamp() - 50, UTC)) == 1
    assert [path.name for path in (archive.root / ".tmp").iterdir()] == ["alive"]


# When the surroundings fail


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 1 MB."""
    if os.geteuid() != 0:
        pytest.skip("mounting needs root")
    path = tmp_path / "disk"
    path.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path], check=True)
    yield path
    subprocess.run(["umount", path], check=True)


def test_a_full_disk_is_named_nothing_is_lost_and_it_goes_on_when_there_is_room(small_disk):
    archive = Archive(small_disk / "archive")
    path = keep(archive)
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space left"), filler.open("wb", buffering=0) as file:
        while True:
            os.posix_fallocate(file.fileno(), 0, os.fstat(file.fileno()).st_size + 4096)
    for call in (
        lambda: archive.keep([([b"x" * 100_000], ".eml", NOVEMBER)]),
        lambda: archive.file([Filing(path, f"{LEAD}/originals/询价.eml", HASH)]),
        lambda: archive.add("2026/2026-11/_unfiled", "correspondence", "a.eml", b"mail"),
        lambda: settle(archive),
    ):
        with pytest.raises(Unavailable) as caught:
            call()
        assert "磁盘已满" in caught.value.words.zh
        assert str(archive.root) in caught.value.words.en
    assert archive.open(path).read() == MAIL
    filler.unlink()
    filed(archive)
    assert len(archive.keep([([b"x" * 100_000], ".eml", NOVEMBER)])) == 1
    assert list(verify(archive)) == []
    assert list((archive.root / ".tmp").iterdir()) == []


def test_a_read_only_disk_is_named(small_disk):
    archive = Archive(small_disk / "archive")
    keep(archive)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(Unavailable) as caught:
        keep(archive, b"other")
    assert "不可写" in caught.value.words.zh


@pytest.fixture
def file_size_limit() -> Iterator[None]:
    """A limit that writing runs into, for whoever is not root."""
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.usefixtures("file_size_limit")
def test_a_file_too_large_for_the_disk_leaves_no_half_of_itself(archive):
    with pytest.raises(Unavailable):
        keep(archive, b"x" * 100_000)
    assert list((archive.root / ".tmp").iterdir()) == []
    assert list(unfiled_originals(archive)) == []


def test_an_archive_whose_disk_is_not_mounted_is_not_made_anew_somewhere_else(tmp_path):
    archive = Archive(tmp_path / "mnt" / "disk" / "archive")
    with pytest.raises(Unavailable) as caught:
        keep(archive)
    assert "[archive] url" in caught.value.words.en
    assert not (tmp_path / "mnt").exists()


def test_an_archive_whose_share_is_away_is_not_begun_anew_on_the_empty_mount_point(archive):
    """I1: what went there would be acknowledged, and lie beneath the share when it is back."""
    path = keep(archive)
    away = archive.root.rename(archive.root.with_name("away"))
    archive.root.mkdir()
    started_anew = Archive(archive.root, is_used=True)
    for each in (archive, started_anew):
        for call in (
            lambda each=each: keep(each, b"other"),
            lambda each=each: each.file([Filing(path, path, HASH)]),
            lambda each=each: each.add(LEAD, "documents", "quote-v1.docx", b"PK"),
            lambda each=each: each.move_lead(LEAD, "2026/2026-11/华北/LW-2026-00042 江南重工"),
            lambda each=each: each.open(path),
        ):
            with pytest.raises(Unavailable, match="may not be mounted") as caught:
                call()
            assert str(archive.root) in caught.value.words.zh
    assert list(archive.root.iterdir()) == []
    archive.root.rmdir()
    away.rename(archive.root)
    assert archive.open(keep(started_anew)).read() == MAIL
