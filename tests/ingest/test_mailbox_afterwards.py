"""What happens to mails on the server once they are safe, by the setting ``after``."""

import pytest

from ingest.mailbox import After, Mailbox
from sales.words import Unavailable
from tests.ingest.accounts import account_on, mail
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Proxy

WITHOUT = {
    "MOVE": lambda said: said.replace(b" MOVE", b""),
    "MOVE and UIDPLUS": lambda said: said.replace(b" MOVE", b"").replace(b" UIDPLUS", b""),
}


@pytest.fixture(autouse=True)
def five_mails(dovecot: Dovecot) -> None:
    dovecot.append("sales", "INBOX", *[mail(n) for n in range(1, 6)])


def test_flag_sets_the_star_and_leaves_seen_to_people(dovecot: Dovecot) -> None:
    with Mailbox(account_on(dovecot, after=After.FLAG)) as mailbox:
        mailbox.open("INBOX")
        mailbox.acknowledge("INBOX", [1, 2, 4])
        marked = {entry.uid for entry in mailbox.list("INBOX") if mailbox.is_acknowledged(entry)}
    star = frozenset({"\\Flagged"})
    assert dovecot.flags("sales") == {1: star, 2: star, 3: frozenset(), 4: star, 5: frozenset()}
    assert marked == {1, 2, 4}


def test_keyword_sets_the_keyword_of_the_settings(dovecot: Dovecot) -> None:
    with Mailbox(account_on(dovecot, after=After.KEYWORD, keyword="Filed")) as mailbox:
        mailbox.acknowledge("INBOX", [5])
        assert [mailbox.is_acknowledged(entry) for entry in mailbox.list("INBOX")] == [False] * 4 + [True]
    assert dovecot.flags("sales")[5] == frozenset({"Filed"})


def test_a_keyword_that_the_server_would_forget_is_left_out(dovecot: Dovecot, proxy: Proxy) -> None:
    """163, QQ and Exchange keep no keywords; the default must not make their mailboxes fail."""
    proxy.rewrite(lambda said: said.replace(b"\\Draft \\*)", b"\\Draft)"))
    with Mailbox(account_on(proxy, after=After.KEYWORD)) as mailbox:
        mailbox.acknowledge("INBOX", [5])
    assert dovecot.flags("sales")[5] == frozenset()


def test_a_star_that_the_server_would_forget_is_told(dovecot: Dovecot, proxy: Proxy) -> None:
    proxy.rewrite(lambda said: said.replace(b"\\Flagged ", b"").replace(b"\\Draft \\*)", b"\\Draft)"))
    with Mailbox(account_on(proxy, after=After.FLAG)) as mailbox, pytest.raises(Unavailable) as caught:
        mailbox.acknowledge("INBOX", [5])
    assert "Flagged" in caught.value.words.zh
    assert "after" in caught.value.words.en


@pytest.mark.parametrize("lacking", ["nothing", "MOVE"])
def test_move_takes_the_mails_to_a_folder_that_is_made_for_them(
    dovecot: Dovecot, proxy: Proxy, lacking: str
) -> None:
    if lacking != "nothing":
        proxy.rewrite(WITHOUT[lacking])
    with Mailbox(account_on(proxy, after=After.MOVE, moved_to="已登记")) as mailbox:
        mailbox.open("INBOX")
        mailbox.acknowledge("INBOX", [2, 3, 4])
        mailbox.acknowledge("INBOX", [2, 3, 4])  # once more, as after a crash
    assert list(dovecot.mails("sales")) == [1, 5]
    assert list(dovecot.mails("sales", "已登记").values()) == [mail(2), mail(3), mail(4)]


def test_without_uidplus_nobody_elses_deleted_mails_are_removed(dovecot: Dovecot, proxy: Proxy) -> None:
    """A plain EXPUNGE would remove mail 1, which a person marked as deleted and may want back."""
    with dovecot.client("sales") as client:
        client.select_folder("INBOX")
        client.delete_messages([1])
    proxy.rewrite(WITHOUT["MOVE and UIDPLUS"])
    with Mailbox(account_on(proxy, after=After.MOVE, moved_to="Filed")) as mailbox:
        mailbox.open("INBOX")
        mailbox.acknowledge("INBOX", [3])
        assert {entry.uid for entry in mailbox.list("INBOX") if mailbox.is_acknowledged(entry)} == {1, 3}
    assert set(dovecot.mails("sales")) == {1, 2, 3, 4, 5}
    assert list(dovecot.mails("sales", "Filed").values()) == [mail(3)]
    assert b"EXPUNGE" not in proxy.sent


def test_many_mails_are_marked_in_commands_of_bounded_length(dovecot: Dovecot, proxy: Proxy) -> None:
    dovecot.append("sales", "INBOX", *[mail(n) for n in range(600)])
    odd = list(range(1, 605, 2))
    with Mailbox(account_on(proxy, after=After.FLAG)) as mailbox:
        mailbox.acknowledge("INBOX", odd)
    assert [uid for uid, flags in dovecot.flags("sales").items() if flags] == odd
    assert max(len(line) for line in proxy.sent.splitlines()) <= 1000


def test_old_uids_mark_nothing_once_the_folder_was_renumbered(dovecot: Dovecot) -> None:
    """The UIDs are valid again after the change, but name other mails."""
    with Mailbox(account_on(dovecot, after=After.FLAG)) as mailbox:
        mailbox.open("INBOX")
        dovecot.delete("sales", "INBOX", [1])
        dovecot.change_uidvalidity("sales")
        for _ in range(3):  # the first notices the restart
            with pytest.raises(Unavailable):
                mailbox.acknowledge("INBOX", [1])
        mailbox.open("INBOX")
        assert [entry.uid for entry in mailbox.list("INBOX")] == [1, 2, 3, 4]
    assert set(dovecot.flags("sales").values()) == {frozenset()}
