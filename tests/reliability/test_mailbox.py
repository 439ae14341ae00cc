"""A mail server that goes, comes back, renumbers and refuses: everything comes in, once (I1, I2, I5)."""

import pytest

from ingest.mailbox.remedies import PAUSE_SECONDS
from ingest.mailbox.session import Mailbox
from leadwright import intake
from leadwright.daemon import Daemon
from leadwright.once import run_once
from leadwright.tools import Tools
from tests.office import USER
from tests.reliability import post
from tests.reliability.inventory import Inventory
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Proxy

MAILS = post.mails(60)


def test_a_server_that_restarts_in_the_middle_of_a_fetch(
    inventory: Inventory, dovecot: Dovecot, proxy: Proxy, tools: Tools
) -> None:
    inventory.mails(*MAILS)
    restarts = [dovecot.restart]

    def restarting(block: bytes) -> bytes:
        if b"BODY[]" in block and restarts:
            restarts.pop()()
        return block

    proxy.rewrite(restarting)
    assert run_once(tools).failures
    assert not restarts
    assert inventory.acknowledged_early() == set()
    assert not run_once(tools).failures
    assert inventory.everything_wrong() == {}


@pytest.mark.parametrize("count", [100, 3_000, 6_000, 15_000, 30_000])
def test_a_connection_that_is_cut_after_so_many_bytes(
    count: int, inventory: Inventory, proxy: Proxy, tools: Tools
) -> None:
    inventory.mails(*MAILS[:40])
    proxy.cut_after(count)
    run_once(tools)
    assert inventory.acknowledged_early() == set()
    assert not run_once(tools).failures
    assert inventory.everything_wrong() == {}


def test_a_folder_whose_uidvalidity_has_changed(inventory: Inventory, dovecot: Dovecot, tools: Tools) -> None:
    """Every mail is fetched again, known by its bytes, and marked again where the server forgot it."""
    inventory.mails(*MAILS[:20])
    run_once(tools)
    before = [tuple(row) for row in inventory.originals()]
    dovecot.change_uidvalidity(USER)
    inventory.forget_uids()
    inventory.mails(MAILS[20])
    assert run_once(tools).taken == 1
    assert [tuple(row) for row in inventory.originals()][:20] == before
    assert inventory.everything_wrong() == {}


def test_uids_that_are_given_to_other_mails(inventory: Inventory, dovecot: Dovecot, tools: Tools) -> None:
    """Under the old UIDVALIDITY, against RFC 9051, 2.3.1.1: what is new behind a known UID still comes in."""
    inventory.mails(*MAILS[:3])
    run_once(tools)
    dovecot.delete(USER, "INBOX", sorted(dovecot.flags(USER))[:2])
    inventory.mails(*MAILS[3:6])
    dovecot.change_uidvalidity(USER, to=dovecot.uidvalidity(USER))
    inventory.forget_uids()
    assert run_once(tools).taken == 3
    assert inventory.everything_wrong() == {}


def test_a_server_that_keeps_no_mark_still_gives_its_mails(
    inventory: Inventory, proxy: Proxy, tools: Tools
) -> None:
    """The failure is said, and every further pass takes in what is new all the same."""
    proxy.answer(rb"UID STORE", b"%t NO [NOPERM] you may not\r\n")
    for start in (0, 30):  # more than are fetched at once
        inventory.mails(*post.mails(30, start))
        assert run_once(tools).failures
        assert inventory.lost() == set()
    proxy.forget_answers()
    assert not run_once(tools).failures
    assert inventory.everything_wrong() == {}


def test_a_refused_login_is_left_alone_for_as_long_as_providers_ask(tools: Tools, dovecot: Dovecot) -> None:
    """Who insists every few seconds is locked out."""
    tools.settings.home.joinpath("secrets/sales").write_text("wrong")
    (account,) = tools.settings.accounts()

    def look() -> None:
        intake.take_mailbox(tools, Mailbox(account))

    assert Daemon(tools)._tried(look) == PAUSE_SECONDS
