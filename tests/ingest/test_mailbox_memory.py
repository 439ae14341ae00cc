"""The daemon's memory does not depend on the size of a mail (I8)."""

import hashlib
import subprocess
import sys

from tests.ingest.accounts import mail
from tests.servers.dovecot import Dovecot

MEGABYTE = 1 << 20

CHILD = """
import hashlib, sys
from ingest.mailbox import Mailbox
from tests.ingest.accounts import account_on
from tests.memory import peak_memory

class server:
    host, port = "127.0.0.1", int(sys.argv[1])

with Mailbox(account_on(server)) as mailbox:
    mailbox.open("INBOX")
    small, large = mailbox.list("INBOX")
    for fetched in mailbox.fetch([small]):
        b"".join(fetched.chunks)
    before = peak_memory()
    digest = hashlib.sha256()
    for fetched in mailbox.fetch([large]):
        for chunk in fetched.chunks:
            digest.update(chunk)
print(peak_memory() - before, digest.hexdigest())
"""


def test_a_mail_of_50_mb_passes_in_a_few_mb_of_memory(dovecot: Dovecot) -> None:
    large = mail(2, 50 * MEGABYTE)
    dovecot.append("sales", "INBOX", mail(1))
    dovecot.append("sales", "INBOX", large)
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(dovecot.port)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    grown, digest = child.stdout.split()
    assert digest == hashlib.sha256(large).hexdigest()
    assert int(grown) < 8 * MEGABYTE
