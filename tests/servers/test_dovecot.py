"""The Dovecot of the tests does what it promises, else every test on it is worth nothing."""

import os
import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
from imapclient import IMAPClient

from tests.servers.dovecot import Dovecot

MAIL = b"From: customer@example.com\r\nSubject: enquiry\r\n\r\nPlease quote.\r\n"
OTHER = b"From: dealer@example.com\r\nSubject: another\r\n\r\nPlease call.\r\n"


def test_mails_come_back_as_delivered_and_survive_a_restart(tmp_path: Path) -> None:
    with Dovecot(tmp_path) as server:
        server.append("sales", "INBOX", MAIL, OTHER)
        server.append("sales", "询价/华东", OTHER, received=datetime(2026, 11, 3, 8, 30, tzinfo=UTC))
        server.restart()
        assert server.mails("sales") == {1: MAIL, 2: OTHER}
        assert server.mails("sales", "询价/华东") == {1: OTHER}
        assert server.flags("sales") == {1: frozenset(), 2: frozenset()}


def test_a_changed_uidvalidity_numbers_the_mails_anew(tmp_path: Path) -> None:
    with Dovecot(tmp_path) as server:
        server.append("sales", "INBOX", MAIL, OTHER)
        server.delete("sales", "INBOX", [1])
        before = server.uidvalidity("sales")
        assert server.change_uidvalidity("sales") == server.uidvalidity("sales") == before + 1
        assert server.mails("sales") == {1: OTHER}


def test_the_tls_port_shows_a_certificate_for_loopback(tmp_path: Path) -> None:
    with Dovecot(tmp_path) as server:
        context = ssl.create_default_context(cafile=str(server.certificate))
        with IMAPClient(server.host, server.tls_port, ssl_context=context, timeout=20) as client:
            client.login("sales", server.password)
            assert client.folder_exists("INBOX")


@pytest.mark.skipif(os.getuid() != 0, reason="only root has rights to give up")
def test_started_by_root_it_writes_mail_as_nobody(tmp_path: Path) -> None:
    with Dovecot(tmp_path) as server:
        server.append("sales", "INBOX", MAIL)
        folder = server.root / "mail" / "sales"
        assert [path.owner() for path in (*folder.glob("cur/*"), *folder.glob("new/*"))] == ["nobody"]
