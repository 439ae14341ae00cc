"""Servers that the tests of this room share."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Proxy


@pytest.fixture
def dovecot(tmp_path: Path) -> Iterator[Dovecot]:
    """A Dovecot with the user "sales" and an empty INBOX; a failed test shows its log."""
    with Dovecot(tmp_path) as server:
        yield server
        sys.stdout.write(server.log())


@pytest.fixture
def proxy(dovecot: Dovecot) -> Iterator[Proxy]:
    """A proxy before ``dovecot``."""
    with Proxy(dovecot.port) as between:
        yield between
