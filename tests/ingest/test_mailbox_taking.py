"""What lies in a mailbox is listed and fetched byte for byte, and nothing there changes."""

import re
from datetime import UTC, date, datetime
from functools import partial

import pytest

from ingest.mailbox import After, Gone, Mailbox, Unfetched
from ingest.mailbox.fetching import PIECE
from sales.words import Unavailable
from tests.ingest.accounts import account_on, contents, mail, take_all
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Proxy


def test_mails_arrive_byte_for_byte_and_nobody_can_tell_that_they_were_read(dovecot: Dovecot) -> None:
    mails = [mail(n) for n in range(60)]
    mails.append(b"Subject: \xd1\xaf\xbc\xdb\r\n\r\nGBK \xff\x01 without a name\r\n" + b")\r\nA1 OK done\r\n")
    dovecot.append("sales", "INBOX", *mails)
    with Mailbox(account_on(dovecot)) as mailbox:
        assert take_all(mailbox) == dict(enumerate(mails, 1))
    assert set(dovecot.flags("sales").values()) == {frozenset()}


def test_a_listing_says_size_time_and_flags(dovecot: Dovecot) -> None:
    received = datetime(2026, 11, 3, 8, 30, tzinfo=UTC)
    dovecot.append("sales", "INBOX", mail(1), received=received)
    with dovecot.client("sales") as client:
        client.select_folder("INBOX")
        client.add_flags([1], ["\\Seen", "Fax"])
    with Mailbox(account_on(dovecot)) as mailbox:
        listing = mailbox.open("INBOX")
        (entry,) = mailbox.list("INBOX")
    assert (listing.uidvalidity, listing.uidnext) == (dovecot.uidvalidity("sales"), 2)
    assert (entry.uid, entry.size, entry.received_at) == (1, len(mail(1)), received)
    assert set(entry.flags) >= {"\\Seen", "Fax"}


def test_only_mails_above_the_last_uid_are_listed(dovecot: Dovecot) -> None:
    """``n:*`` names the last mail even where its UID is below ``n``."""
    dovecot.append("sales", "INBOX", mail(1), mail(2), mail(3))
    with Mailbox(account_on(dovecot)) as mailbox:
        mailbox.open("INBOX")
        assert [entry.uid for entry in mailbox.list("INBOX", 1)] == [2, 3]
        assert mailbox.list("INBOX", 3) == mailbox.list("INBOX", 30) == ()


def test_an_empty_folder_has_an_empty_listing(dovecot: Dovecot) -> None:
    with Mailbox(account_on(dovecot)) as mailbox:
        assert mailbox.open("INBOX").messages == 0
        assert mailbox.list("INBOX") == ()
        assert list(mailbox.fetch(())) == []


def test_a_server_that_finds_nothing_to_list_wrong_has_nothing(dovecot: Dovecot, proxy: Proxy) -> None:
    proxy.answer(rb"UID FETCH 1:\*", b"%t BAD Error in IMAP command: Invalid messageset\r\n")
    with Mailbox(account_on(proxy)) as mailbox:
        mailbox.open("INBOX")
        assert mailbox.list("INBOX") == ()
        dovecot.append("sales", "INBOX", mail(1))
        mailbox.open("INBOX")
        with pytest.raises(Unavailable, match="Invalid messageset"):
            mailbox.list("INBOX")


def test_mails_received_before_since_are_left_alone(dovecot: Dovecot) -> None:
    dovecot.append("sales", "INBOX", mail(1), received=datetime(2026, 10, 31, 12, tzinfo=UTC))
    dovecot.append("sales", "INBOX", mail(2), received=datetime(2026, 11, 1, 12, tzinfo=UTC))
    with Mailbox(account_on(dovecot, since=date(2026, 11, 1))) as mailbox:
        assert [entry.uid for entry in mailbox.list("INBOX")] == [2]


def test_folders_with_chinese_names_and_ampersands_are_opened_by_the_name_people_see(
    dovecot: Dovecot,
) -> None:
    name = "询价 & 招标/华东"
    dovecot.append("sales", name, mail(1))
    with Mailbox(account_on(dovecot)) as mailbox:
        assert name in mailbox.folders()
        assert take_all(mailbox, name) == {1: mail(1)}


def test_small_mails_are_asked_for_25_at_once(dovecot: Dovecot, proxy: Proxy) -> None:
    dovecot.append("sales", "INBOX", *[mail(n) for n in range(60)])
    with Mailbox(account_on(proxy)) as mailbox:
        take_all(mailbox)
    assert re.findall(rb"UID FETCH (\S+) \(UID BODY", proxy.sent) == [b"1:25", b"26:50", b"51:60"]


def test_a_large_mail_comes_in_pieces_of_a_megabyte_at_most(dovecot: Dovecot) -> None:
    """Sizes around the boundary, where the server is asked for a piece that begins at the mail's end."""
    sizes = (PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 5 * PIECE + 77)
    mails = [mail(n, PIECE // 2)[:-2] for n in range(5)]
    mails = [(m + b"x" * size)[: size - 2] + b"\r\n" for m, size in zip(mails, sizes, strict=True)]
    dovecot.append("sales", "INBOX", mail(0), *mails, mail(6))
    lengths: dict[int, list[int]] = {}
    with Mailbox(account_on(dovecot)) as mailbox:
        mailbox.open("INBOX")
        for fetched in mailbox.fetch(mailbox.list("INBOX")):
            chunks = list(fetched.chunks)
            lengths[fetched.entry.uid] = [len(chunk) for chunk in chunks]
            assert b"".join(chunks) == [mail(0), *mails, mail(6)][fetched.entry.uid - 1]
    assert max(max(each) for each in lengths.values()) == PIECE
    assert len(lengths[6]) == 6


def test_a_mail_ends_where_the_server_has_no_more_of_it_whatever_size_it_claims(
    dovecot: Dovecot, proxy: Proxy
) -> None:
    """Exchange estimates; hMailServer tells too little, and clients that believe it lose the rest."""
    mails = [mail(1, 3 * PIECE), mail(2)]
    dovecot.append("sales", "INBOX", *mails)
    for claimed in (b"17", b"9999999"):
        proxy.rewrite(partial(re.sub, rb"RFC822\.SIZE \d+", b"RFC822.SIZE " + claimed))
        with Mailbox(account_on(proxy)) as mailbox:
            mailbox.open("INBOX")
            entries = mailbox.list("INBOX")
            assert {entry.size for entry in entries} == {int(claimed)}
            assert contents(mailbox.fetch(entries)) == {1: mails[0], 2: mails[1]}


def test_a_server_that_knows_no_pieces_is_understood(dovecot: Dovecot, proxy: Proxy) -> None:
    """Asked for ``BODY[]<0.1048576>`` it answers with the whole ``BODY[]``."""
    dovecot.append("sales", "INBOX", mail(1), mail(2))
    proxy.rewrite(lambda said: said.replace(b"BODY[]<0> {", b"BODY[] {"))
    with Mailbox(account_on(proxy)) as mailbox:
        assert take_all(mailbox) == {1: mail(1), 2: mail(2)}


def test_a_mail_that_somebody_deleted_meanwhile_does_not_keep_the_others(dovecot: Dovecot) -> None:
    dovecot.append("sales", "INBOX", mail(1), mail(2), mail(3))
    with Mailbox(account_on(dovecot)) as mailbox:
        mailbox.open("INBOX")
        entries = mailbox.list("INBOX")
        dovecot.delete("sales", "INBOX", [2])
        found = {fetched.entry.uid: fetched for fetched in mailbox.fetch(entries)}
        assert isinstance(found[2].failure, Gone)
        assert b"".join(found[3].chunks) == mail(3)


def test_a_mail_that_the_server_refuses_fails_alone(dovecot: Dovecot, proxy: Proxy) -> None:
    """Some servers refuse the whole batch for one mail that they cannot read."""
    dovecot.append("sales", "INBOX", mail(1), mail(2), mail(3))
    proxy.answer(rb"UID FETCH (1:3|2) \(UID BODY", b"%t NO [SERVERBUG] Message is corrupt\r\n")
    with Mailbox(account_on(proxy)) as mailbox:
        mailbox.open("INBOX")
        found = {fetched.entry.uid: fetched for fetched in mailbox.fetch(mailbox.list("INBOX"))}
        assert isinstance(found[2].failure, Unfetched)
        assert "Message is corrupt" in found[2].failure.words.zh
        assert b"".join(found[1].chunks) == mail(1)
        assert b"".join(found[3].chunks) == mail(3)


def test_nothing_that_a_mail_says_reaches_a_command(dovecot: Dovecot, proxy: Proxy) -> None:
    """A Message-ID with a line break can become the next command where a program searches for it."""
    hostile = b"Message-ID: <a\r\n A1 DELETE INBOX\r\n @x>\r\nSubject: \r\nA2 LOGOUT\r\n\r\n* BYE\r\n{5}\r\n"
    dovecot.append("sales", "INBOX", hostile)
    with Mailbox(account_on(proxy, after=After.FLAG)) as mailbox:
        assert take_all(mailbox) == {1: hostile}
        mailbox.acknowledge("INBOX", [1])
    assert b"DELETE" not in proxy.sent
    assert b"LOGOUT" not in proxy.sent
    assert dovecot.flags("sales") == {1: frozenset({"\\Flagged"})}


def test_the_server_is_told_who_we_are_before_a_folder_is_opened(dovecot: Dovecot, proxy: Proxy) -> None:
    """163 and 126 answer SELECT with "Unsafe Login" to clients that did not send ID."""
    with Mailbox(account_on(proxy)) as mailbox:
        mailbox.open("INBOX")
    commands = re.findall(rb"^\w+ ([A-Z]+)", proxy.sent, re.MULTILINE)
    assert commands.index(b"ID") < commands.index(b"SELECT")
    assert b'"name" "Leadwright"' in proxy.sent


def test_no_id_is_sent_where_none_is_offered(dovecot: Dovecot, proxy: Proxy) -> None:
    proxy.rewrite(lambda said: said.replace(b" ID ", b" "))
    with Mailbox(account_on(proxy)) as mailbox:
        mailbox.open("INBOX")
    assert b" ID " not in proxy.sent


def test_after_nothing_the_folder_is_opened_read_only(dovecot: Dovecot, proxy: Proxy) -> None:
    dovecot.append("sales", "INBOX", mail(1))
    with Mailbox(account_on(proxy, after=After.NOTHING)) as mailbox:
        assert take_all(mailbox) == {1: mail(1)}
        mailbox.acknowledge("INBOX", [1])
    assert b"EXAMINE" in proxy.sent
    assert b"SELECT" not in proxy.sent
    assert dovecot.flags("sales") == {1: frozenset()}
