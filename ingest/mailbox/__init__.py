"""Mail over IMAP: what lies in a mailbox, its bytes, and what happens to it once they are safe (P1.1).

How a caller uses it::

    with Mailbox(account) as mailbox:
        listing = mailbox.open("INBOX")
        entries = mailbox.list("INBOX", after_uid)
        for fetched in mailbox.fetch(entries):
            ...                                   # keep the bytes, commit the row
        mailbox.acknowledge("INBOX", uids)        # only now (I1)
        mailbox.wait("INBOX", 60, stop)

How far a mailbox has been read is remembered in the register, not here. Whatever goes wrong comes out as
``sales.words.Unavailable``, whose words name mailbox, server and remedy; the next call connects anew.
"""

from ingest.mailbox.account import AccessToken, Account, After, Password, Secret, Security
from ingest.mailbox.answers import Entry
from ingest.mailbox.fetching import Fetched, Gone, Unfetched
from ingest.mailbox.session import Listing, Mailbox

__all__ = [
    "AccessToken",
    "Account",
    "After",
    "Entry",
    "Fetched",
    "Gone",
    "Listing",
    "Mailbox",
    "Password",
    "Secret",
    "Security",
    "Unfetched",
]  # fmt: skip
