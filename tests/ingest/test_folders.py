"""Promise I6: folders work without any event, and a file that is not finished waits."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from socket import AF_UNIX, socket

import pytest

from ingest.folders import trouble
from ingest.folders.folder import Candidate, Folder
from ingest.folders.watch import Watch
from sales.words import Failure, Language, Unavailable, Words

NOW = datetime(2036, 11, 23, 9, 30, tzinfo=UTC)
FAX = "FAX_02161234567_20261123.tif"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    path = tmp_path / "传真"
    path.mkdir()
    return path


@pytest.fixture
def watch(inbox: Path) -> Iterator[Watch]:
    watch = Watch(Folder("fax", inbox, "fax"))
    yield watch
    watch.close()


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def ready(watch: Watch) -> list[Candidate]:
    """Return what is ready after it had its time; files are then taken without waiting for a clock."""
    watch.scan(NOW)
    return list(watch.scan(later(3)))


def test_a_rescan_finds_files_that_made_no_event(watch, inbox):
    (inbox / FAX).write_bytes(b"II*\0")
    (candidate,) = ready(watch)
    assert candidate.path == inbox / FAX
    assert candidate.size == 4
    assert b"".join(watch.read(candidate)) == b"II*\0"


def test_the_name_that_the_fax_machine_gave_stays(watch, inbox):
    (inbox / FAX).write_bytes(b"II*\0")
    (candidate,) = ready(watch)
    assert candidate.name == FAX
    assert candidate.place == f"{inbox}/{FAX}"
    assert watch.taken(candidate) == inbox / "taken" / FAX


def test_a_file_is_offered_until_it_is_taken(watch, inbox):
    (inbox / FAX).write_bytes(b"II*\0")
    (first,) = ready(watch)
    (again,) = watch.scan(later(4))
    assert again == first
    watch.taken(first)
    assert watch.scan(later(5)) == ()


def test_the_oldest_file_comes_first(watch, inbox):
    for name, age in (("b", 30), ("a", 20), ("c", 10)):
        (inbox / name).write_bytes(b"x")
        os.utime(inbox / name, (NOW.timestamp() - age,) * 2)
    assert [candidate.name for candidate in ready(watch)] == ["b", "a", "c"]


def test_files_in_subfolders_are_taken_beside_themselves(watch, inbox):
    (inbox / "20261123").mkdir()
    (inbox / "20261123" / FAX).write_bytes(b"II*\0")
    (candidate,) = ready(watch)
    assert watch.taken(candidate) == inbox / "20261123" / "taken" / FAX
    assert ready(watch) == []


@pytest.mark.parametrize(
    "name",
    [
        "~$询价.docx",
        ".~lock.a.docx#",
        "a.pdf.part",
        "A.TMP",
        "._FAX.tif",
        "Thumbs.db",
        ".DS_Store",
        "desktop.ini",
    ],
)
def test_what_programs_leave_for_themselves_is_no_lead(watch, inbox, name):
    (inbox / name).write_bytes(b"x")
    assert ready(watch) == []


@pytest.mark.parametrize("folder", ["taken", "held", ".Trash-1000", "@eaDir", "#recycle", "$RECYCLE.BIN"])
def test_nothing_is_taken_from_our_own_folders_or_a_waste_bin(watch, inbox, folder):
    (inbox / folder).mkdir()
    (inbox / folder / FAX).write_bytes(b"x")
    assert ready(watch) == []


def test_links_and_pipes_are_left_alone_and_reported(watch, inbox, tmp_path):
    """Nobody would miss them else: who made the link believes that the file was taken."""
    (tmp_path / "secret").write_bytes(b"x")
    (inbox / "link.tif").symlink_to(tmp_path / "secret")
    (inbox / "folder").symlink_to(tmp_path, target_is_directory=True)
    (inbox / ".link").symlink_to(tmp_path)
    os.mkfifo(inbox / "pipe.tif")
    with socket(AF_UNIX) as there:
        there.bind(str(inbox / "socket.tif"))
        assert ready(watch) == []
    watch.scan(later(3600))
    reasons = {waiting.name: waiting.reason for waiting in watch.waiting(later(3600))}
    assert reasons == {
        "link.tif": trouble.LINK,
        "folder": trouble.LINK,
        "pipe.tif": trouble.NO_FILE,
        "socket.tif": trouble.NO_FILE,
    }
    assert (tmp_path / "secret").read_bytes() == b"x"


def test_five_thousand_files_at_once_are_each_offered_once(watch, inbox):
    for number in range(5000):
        (inbox / f"{number:04}.tif").write_bytes(b"x")
    assert sorted(candidate.name for candidate in ready(watch)) == [
        f"{number:04}.tif" for number in range(5000)
    ]


def test_a_file_that_became_a_link_after_the_scan_is_not_read(watch, inbox, tmp_path):
    (tmp_path / "secret").write_bytes(b"x")
    (inbox / FAX).write_bytes(b"x")
    (candidate,) = ready(watch)
    (inbox / FAX).unlink()
    (inbox / FAX).symlink_to(tmp_path / "secret")
    with pytest.raises(Unavailable):
        list(watch.read(candidate))
    assert watch.taken(candidate) is None


# Files that are not finished


def test_a_file_that_grows_between_scans_waits_and_is_taken_when_it_stands_still(watch, inbox):
    for second in range(5):
        with (inbox / FAX).open("ab") as file:
            file.write(b"x")
        assert watch.scan(later(second)) == ()
    assert watch.scan(later(5)) == ()
    (candidate,) = watch.scan(later(6))
    assert candidate.size == 5


def test_a_file_overwritten_with_the_same_size_waits_too(watch, inbox):
    (inbox / FAX).write_bytes(b"aaaa")
    watch.scan(NOW)
    (inbox / FAX).write_bytes(b"bbbb")
    os.utime(inbox / FAX, (1, 1))
    assert watch.scan(later(3)) == ()


def test_a_clock_that_was_set_back_does_not_block_a_file(watch, inbox):
    (inbox / FAX).write_bytes(b"x")
    watch.scan(later(3600))
    watch.scan(NOW)
    assert len(watch.scan(later(3))) == 1


@pytest.fixture
def writer(inbox: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that has written a fax and still has it open; ends when its input is closed."""
    code = "import sys; f = open(sys.argv[1], 'wb', 0); f.write(b'II*'); print(flush=True); sys.stdin.read()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(inbox / FAX)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout and process.stdin
    process.stdout.readline()
    yield process
    process.stdin.close()
    process.wait(10)
    process.stdout.close()


@pytest.mark.parametrize("lease", [True, False], ids=["by lease", "by open files"])
def test_a_file_that_a_process_holds_open_for_writing_waits_however_still_it_stands(
    watch, writer, monkeypatch, lease
):
    if not lease:
        monkeypatch.setattr("ingest.folders.writers._lease_says", lambda _descriptor: None)
    watch.scan(NOW)
    assert watch.scan(later(3000)) == ()
    writer.stdin.close()
    writer.wait(10)
    assert len(watch.scan(later(3001))) == 1


OPENED_DURING_THE_LEASE = """
import fcntl, os, signal, sys
from pathlib import Path
from ingest.folders import writers

ask = fcntl.fcntl

def overtaken(descriptor, command, argument):
    answer = ask(descriptor, command, argument)
    if (command, argument) == (fcntl.F_SETLEASE, fcntl.F_RDLCK):
        try:
            os.open(sys.argv[1], os.O_WRONLY | os.O_NONBLOCK)
        except BlockingIOError:
            print("overtaken")
    return answer

fcntl.fcntl = overtaken
signal.SIGURG = getattr(signal, sys.argv[2])
writers.Writers().hold(Path(sys.argv[1]))
print("alive")
"""


@pytest.mark.parametrize(
    ("signal_", "said"),
    [("SIGURG", ["overtaken", "alive"]), ("SIGIO", [])],
    ids=["ours", "control: the usual signal"],
)
def test_a_writer_that_comes_in_the_moment_of_asking_does_not_end_the_service(inbox, signal_, said):
    (inbox / FAX).write_bytes(b"x")
    asked = subprocess.run(
        [sys.executable, "-c", OPENED_DURING_THE_LEASE, str(inbox / FAX), signal_],
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=False,
        text=True,
    )
    assert asked.stdout.split() == said
    assert (asked.returncode == 0) == bool(said)


def test_a_file_that_is_only_being_read_does_not_wait(watch, inbox):
    (inbox / FAX).write_bytes(b"x")
    with (inbox / FAX).open("rb"):
        assert len(ready(watch)) == 1


def test_a_file_that_never_stops_growing_is_reported_after_an_hour_and_taken_when_it_stops(watch, inbox):
    for minute in range(0, 61, 10):
        with (inbox / FAX).open("ab") as file:
            file.write(b"x")
        watch.scan(later(minute * 60))
        assert bool(watch.waiting(later(minute * 60))) == (minute >= 60)
    (waiting,) = watch.waiting(later(3600))
    assert (waiting.name, waiting.size, waiting.since) == (FAX, 7, NOW)
    assert waiting.reason is trouble.GROWING
    assert len(watch.scan(later(3603))) == 1
    assert watch.waiting(later(3603)) == ()


def test_a_file_that_is_held_open_for_an_hour_is_reported(watch, writer):
    watch.scan(NOW)
    watch.scan(later(3600))
    (waiting,) = watch.waiting(later(3600))
    assert waiting.reason is trouble.WRITTEN


def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_scan(watch, inbox):
    (inbox / FAX).write_bytes(b"x" * 600_000)
    (candidate,) = ready(watch)
    pieces = watch.read(candidate)
    next(pieces)
    with (inbox / FAX).open("ab") as file:
        file.write(b"more")
    with pytest.raises(Unavailable) as caught:
        list(pieces)
    assert FAX in caught.value.words.zh


def single_pass(watch: Watch, each_second: Callable[[], object]) -> tuple[list[str], float]:
    """Scan as a single pass does, on a clock of its own; return the names found and the seconds waited."""
    waited, found = 0.0, list(watch.scan(NOW))
    while (seconds := watch.settling(later(waited))) is not None:
        each_second()
        waited += seconds
        found = list(watch.scan(later(waited)))
    return [candidate.name for candidate in found], waited


def test_a_single_pass_waits_for_what_only_has_to_stand_still(watch, inbox):
    (inbox / FAX).write_bytes(b"x")
    assert single_pass(watch, lambda: None) == ([FAX], 2.0)


def test_a_single_pass_waits_for_an_empty_file_to_be_held(watch, inbox):
    (inbox / "empty.tif").touch()
    assert single_pass(watch, lambda: None) == (["empty.tif"], 10.0)


def test_a_single_pass_does_not_wait_for_what_never_stops(watch, inbox):
    (inbox / FAX).write_bytes(b"x")

    def grow() -> None:
        with (inbox / FAX).open("ab") as file:
            file.write(b"x")

    assert single_pass(watch, grow) == ([], 2.0)


def test_a_single_pass_over_an_empty_folder_waits_for_nothing(watch):
    assert single_pass(watch, lambda: None) == ([], 0.0)


def test_a_file_that_can_not_be_opened_holds_up_no_pass(watch, inbox, monkeypatch):
    def broken(self: object, path: Path) -> bool:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("ingest.folders.writers.Writers.hold", broken)
    (inbox / FAX).write_bytes(b"x")
    assert single_pass(watch, lambda: None) == ([], 2.0)
    assert watch.waiting(later(3600))


# Moving away


def test_a_name_that_is_taken_gets_a_number_and_nothing_is_overwritten(watch, inbox):
    places = []
    for data in (b"one", b"two", b"three"):
        (inbox / FAX).write_bytes(data)
        (candidate,) = ready(watch)
        places.append(watch.taken(candidate))
    assert [path.name for path in places] == [FAX, FAX[:-4] + " (2).tif", FAX[:-4] + " (3).tif"]
    assert [path.read_bytes() for path in places] == [b"one", b"two", b"three"]


def test_a_second_fax_of_the_same_name_that_came_meanwhile_is_not_moved_away_unread(watch, inbox):
    (inbox / FAX).write_bytes(b"one")
    (candidate,) = ready(watch)
    (inbox / FAX).unlink()
    (inbox / FAX).write_bytes(b"another")
    assert watch.taken(candidate) is None
    assert (inbox / FAX).read_bytes() == b"another"


def test_a_fax_put_in_place_in_the_very_moment_of_the_move_goes_back(watch, inbox, monkeypatch):
    (inbox / FAX).write_bytes(b"one")
    (candidate,) = ready(watch)
    rename = Path.rename

    def overtaken(self: Path, target: Path) -> Path:
        monkeypatch.undo()
        self.write_bytes(b"another")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", overtaken)
    assert watch.taken(candidate) is None
    assert (inbox / FAX).read_bytes() == b"another"
    assert list((inbox / "taken").iterdir()) == []


def test_taking_a_file_twice_changes_nothing(watch, inbox):
    (inbox / FAX).write_bytes(b"x")
    (candidate,) = ready(watch)
    assert watch.taken(candidate)
    assert watch.taken(candidate) is None
    assert [path.name for path in (inbox / "taken").iterdir()] == [FAX]


def test_a_held_file_lies_beside_a_note_in_the_language_of_the_office(inbox):
    reason = Words("无法读取：TIFF 已损坏。", "It can't be read: the TIFF is broken.")
    for language in Language:
        (inbox / FAX).write_bytes(b"broken")
        watch = Watch(Folder("fax", inbox, "fax"), language)
        (candidate,) = ready(watch)
        held = watch.held(candidate, reason)
        note = held.with_name(held.name + ".txt").read_text("utf-8")
        assert reason.in_(language) in note
        assert FAX in note
        assert ready(watch) == []


def test_an_empty_file_is_given_ten_seconds_and_then_comes_with_its_problem(watch, inbox):
    (inbox / FAX).touch()
    watch.scan(NOW)
    assert watch.scan(later(9)) == ()
    (candidate,) = watch.scan(later(10))
    assert candidate.problem is trouble.EMPTY
    held = watch.held(candidate, candidate.problem)
    assert "0 字节" in held.with_name(f"{FAX}.txt").read_text("utf-8")


def test_an_empty_file_that_fills_in_that_time_is_an_ordinary_one(watch, inbox):
    (inbox / FAX).touch()
    watch.scan(NOW)
    (inbox / FAX).write_bytes(b"II*\0")
    assert watch.scan(later(9)) == ()
    (candidate,) = watch.scan(later(11))
    assert candidate.problem is None


def test_a_taken_file_that_could_not_be_read_is_found_again_by_its_checksum(watch, inbox):
    for data in (b"one", b"two"):
        (inbox / FAX).write_bytes(data)
        (candidate,) = ready(watch)
        watch.taken(candidate)
    held = watch.hold_taken(candidate.name, sha256(b"two").hexdigest(), Words("坏了。", "Broken."))
    assert held.read_bytes() == b"two"
    assert held.parent == inbox / "held"
    assert [path.read_bytes() for path in (inbox / "taken").iterdir()] == [b"one"]
    assert watch.hold_taken(candidate.name, sha256(b"two").hexdigest(), Words("坏了。", "Broken.")) is None


def test_a_file_of_the_same_name_and_other_bytes_is_left_where_it_is(watch, inbox):
    (inbox / "taken").mkdir()
    (inbox / "taken" / FAX).write_bytes(b"x")
    assert watch.hold_taken(FAX, sha256(b"y").hexdigest(), trouble.EMPTY) is None
    assert (inbox / "taken" / FAX).exists()


# Names

NAMES = [
    (b"\xb4\xab\xd5\xe6.tif", "传真.tif"),  # GBK from an old Windows machine
    ("FAX\u202egnp.exe".encode(), "FAXgnp.exe"),
    (b"one\ntwo\t.tif", "one two .tif"),
    (("汉" * 83 + ".pdf").encode() + b"xx", "汉" * 83 + ".pdfxx"),  # 255 bytes
    (b"\xff\xfe.tif", "\ufffd\ufffd.tif"),
    ("询价 & <b>{{x}}</b>.pdf".replace("/", "").encode(), "询价 & <b>{{x}}<b>.pdf"),
    (b"-rf", "-rf"),
    (b"\\..\\..\\a.tif", "\\..\\..\\a.tif"),
]


@pytest.mark.parametrize(("raw", "name"), NAMES, ids=[name[:20] for _, name in NAMES])
def test_any_name_survives_and_is_legible(watch, inbox, raw, name):
    (Path(os.fsdecode(bytes(inbox) + b"/" + raw))).write_bytes(b"data")
    (candidate,) = ready(watch)
    assert candidate.name == name
    candidate.place.encode()  # fit for a database and JSON
    taken = watch.taken(candidate)
    assert os.fsencode(taken.name) == raw
    assert taken.read_bytes() == b"data"


def test_a_name_of_255_bytes_has_room_for_its_number_and_for_its_note(watch, inbox):
    name = "汉" * 83 + ".pdf" + "xx"
    for data in (b"one", b"two"):
        (inbox / name).write_bytes(data)
        (candidate,) = ready(watch)
        held = watch.held(candidate, trouble.EMPTY)
        assert held.read_bytes() == data
    assert len(list((inbox / "held").iterdir())) == 4


# When the surroundings fail


def test_a_missing_folder_is_named_and_works_when_it_is_back(watch, inbox):
    inbox.rmdir()
    with pytest.raises(Unavailable) as caught:
        watch.scan(NOW)
    assert str(inbox) in caught.value.words.zh
    assert not inbox.exists()  # it may be a share: a folder made here would hide beneath it
    inbox.mkdir()
    (inbox / FAX).write_bytes(b"x")
    assert len(ready(watch)) == 1


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")


@pytest.fixture
def share(inbox: Path) -> Iterator[Path]:
    """A file system of its own at the watched folder, as a share would be."""
    mount(inbox)
    yield inbox
    subprocess.run(["umount", inbox], check=False, capture_output=True)


def mount(path: Path, *options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(("size=1m", *options)), "tmpfs", path], check=True)


@needs_root
def test_a_share_that_is_gone_is_noticed_though_its_folder_is_there_and_empty(watch, share):
    (share / FAX).write_bytes(b"x")
    assert len(ready(watch)) == 1
    subprocess.run(["umount", share], check=True)
    with pytest.raises(Unavailable) as caught:
        watch.scan(later(10))
    assert str(share) in caught.value.words.en
    mount(share)
    (share / FAX).write_bytes(b"x")
    assert len(ready(watch)) == 1


@needs_root
def test_a_folder_that_can_not_be_written_is_named_before_anything_is_taken_in(watch, share):
    (share / FAX).write_bytes(b"x")
    subprocess.run(["mount", "-o", "remount,ro", share], check=True)
    with pytest.raises(Unavailable) as caught:
        watch.scan(NOW)
    assert "不可写" in caught.value.words.zh
    subprocess.run(["mount", "-o", "remount,rw", share], check=True)
    assert len(ready(watch)) == 1


@needs_root
def test_a_full_disk_leaves_the_file_where_it_is(watch, share):
    (share / "filler").write_bytes(b"x" * (1 << 20))
    candidate = next(c for c in ready(watch) if c.name == "filler")
    with pytest.raises(Unavailable) as caught:
        watch.held(candidate, trouble.EMPTY)  # its note finds no room
    assert str(share) in caught.value.words.zh
    assert (share / "filler").stat().st_size == 1 << 20
    assert [c.name for c in watch.scan(later(5))] == ["filler"]


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder that everybody may use, used by somebody who is not root."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        if os.getuid() == 0:
            os.seteuid(65534)
        yield Path(name)
        os.seteuid(os.getuid())
        (Path(name) / "closed").chmod(0o700)


def test_files_and_subfolders_without_permission_are_reported_and_stop_nothing(as_nobody):
    watch = Watch(Folder("fax", as_nobody, "fax"))
    for name in (FAX, "secret.pdf"):
        (as_nobody / name).write_bytes(b"x")
    (as_nobody / "secret.pdf").chmod(0)
    (as_nobody / "closed").mkdir(mode=0)
    assert [candidate.name for candidate in ready(watch)] == [FAX]
    watch.scan(later(3600))
    reasons = {waiting.name: waiting.reason for waiting in watch.waiting(later(3600))}
    assert reasons == {"secret.pdf": trouble.UNREADABLE, "closed": trouble.BLOCKED}


# Events


def test_a_new_file_wakes_the_watcher_and_again_when_it_has_settled(inbox):
    event = threading.Event()
    watch = Watch(Folder("fax", inbox, "fax", settle=0.2))
    watch.wake(event)
    (inbox / FAX).write_bytes(b"x")
    found: tuple[Candidate, ...] = ()
    while not found:
        assert event.wait(10)
        event.clear()
        found = watch.scan(datetime.now(UTC))
    watch.close()


class Counting(threading.Event):
    """Counts how often it was set."""

    count = 0

    def set(self) -> None:
        self.count += 1
        super().set()


def test_what_we_move_and_read_ourselves_does_not_wake_us(inbox, tmp_path):
    event = Counting()
    watch = Watch(Folder("fax", inbox, "fax", settle=0))
    (inbox / "taken").mkdir()
    (inbox / FAX).write_bytes(b"x")
    (tmp_path / "last").write_bytes(b"x")
    watch.wake(event)
    (candidate,) = watch.scan(NOW)
    list(watch.read(candidate))
    watch.taken(candidate).write_bytes(b"touched by a person")
    (tmp_path / "last").rename(inbox / "last")  # events come in order: this is one, and the last
    assert event.wait(10)
    watch.close()
    assert event.count == 1


def test_without_events_nothing_fails_and_the_scan_finds_all(watch, inbox, monkeypatch):
    def refuse(self: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr("watchdog.observers.inotify.InotifyObserver.start", refuse)
    watch.wake(threading.Event())
    (inbox / FAX).write_bytes(b"x")
    assert len(ready(watch)) == 1


def test_a_folder_that_comes_back_is_listened_to_again(inbox, watch):
    event = threading.Event()
    watch.wake(event)
    inbox.rename(inbox.with_name("away"))
    with pytest.raises(Failure):
        watch.scan(NOW)
    inbox.mkdir()
    watch.scan(NOW)
    event.clear()
    (inbox / FAX).write_bytes(b"x")
    assert event.wait(10)
