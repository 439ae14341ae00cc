"""The rules by which a mail's bytes are asked for, where it takes a server odder than any that is at hand."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from ingest.mailbox.answers import Entry, Record
from ingest.mailbox.fetching import PIECE, Fetched, Gone, Unfetched, fetch
from ingest.mailbox.trouble import SaidNo

NOW = datetime(2026, 11, 23, tzinfo=UTC)


class Folder:
    """Answers as a server with these mails does, by UID from 1, giving at most ``most`` bytes at once."""

    def __init__(self, *mails: bytes, most: int = PIECE) -> None:
        self.mails = mails
        self.most = most
        self.asked: list[tuple[list[int], int]] = []

    def ask(self, uids: Sequence[int], items: str) -> list[Record]:
        origin = int(items.partition("<")[2].partition(".")[0])
        self.asked.append((list(uids), origin))
        return [record for uid in uids for record in self.answer(uid, origin)]

    def answer(self, uid: int, origin: int) -> list[Record]:
        octets = self.mails[uid - 1][origin : origin + self.most]
        return [(b"%d (UID %d BODY[]<%d> {%d}" % (uid, uid, origin, len(octets)), octets), b")"]

    def entries(self) -> list[Entry]:
        return [Entry(uid, len(mail), NOW, ()) for uid, mail in enumerate(self.mails, 1)]

    def fetched(self, count: int = 25) -> list[bytes]:
        return [b"".join(mail.chunks) for mail in fetch(self.ask, self.entries(), count)]


def only(fetched: list[Fetched]) -> Fetched:
    (mail,) = fetched
    return mail


def test_a_batch_holds_about_a_megabyte_however_many_mails_that_are() -> None:
    folder = Folder(*[b"x" * 300_000] * 5, b"y" * 10)
    assert folder.fetched() == list(folder.mails)
    assert [uids for uids, _ in folder.asked] == [[1, 2, 3], [4, 5, 6]]


def test_a_large_mail_is_asked_for_alone() -> None:
    folder = Folder(b"a", b"x" * (PIECE + 5), b"b")
    assert folder.fetched() == list(folder.mails)
    assert folder.asked == [([1], 0), ([2], 0), ([2], PIECE), ([3], 0)]


def test_a_server_that_gives_less_than_was_asked_is_asked_on() -> None:
    folder = Folder(b"abcdefghij" * 10, most=33)
    assert folder.fetched() == list(folder.mails)
    assert [origin for _, origin in folder.asked] == [0, 33, 66, 99]


def test_a_server_that_refuses_to_read_past_the_end_has_given_all() -> None:
    class Strict(Folder):
        def answer(self, uid: int, origin: int) -> list[Record]:
            if origin >= len(self.mails[uid - 1]):
                raise SaidNo("out of range")
            return super().answer(uid, origin)

    folder = Strict(b"x" * PIECE)
    assert folder.fetched() == list(folder.mails)


def test_an_empty_mail_is_a_mail() -> None:
    mail = only(list(fetch(Folder(b"").ask, [Entry(1, 0, NOW, ())], 25)))
    assert (mail.failure, b"".join(mail.chunks)) == (None, b"")


def test_a_mail_without_bytes_that_should_have_some_is_refused_not_kept_empty() -> None:
    mail = only(list(fetch(Folder(b"").ask, [Entry(1, 99, NOW, ())], 25)))
    assert isinstance(mail.failure, Unfetched)


def test_a_mail_that_goes_away_between_its_pieces_is_gone_and_not_kept_in_half() -> None:
    class Vanishing(Folder):
        def answer(self, uid: int, origin: int) -> list[Record]:
            return super().answer(uid, origin) if origin == 0 else []

    folder = Vanishing(b"x" * (3 * PIECE))
    with pytest.raises(Gone) as caught:
        folder.fetched()
    assert caught.value.entry.uid == 1


def test_pieces_from_the_wrong_place_are_not_put_together() -> None:
    class Deaf(Folder):
        def answer(self, uid: int, origin: int) -> list[Record]:
            return super().answer(uid, 0)

    with pytest.raises(Unfetched, match="got 0"):
        Deaf(b"x" * (3 * PIECE)).fetched()


def test_a_mail_without_end_is_given_up() -> None:
    class Endless(Folder):
        def answer(self, uid: int, origin: int) -> list[Record]:
            return [(b"1 (UID 1 BODY[]<%d> {%d}" % (origin, PIECE), bytes(PIECE)), b")"]

    folder = Endless(b"x")
    with pytest.raises(Unfetched, match="does not end"):
        for mail in fetch(folder.ask, folder.entries(), 25):
            for _ in mail.chunks:
                pass
    assert len(folder.asked) < 100
