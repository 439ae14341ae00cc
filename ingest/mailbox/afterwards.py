"""What happens on the server to mails that are safe with us (I1)."""

from collections.abc import Sequence

from ingest.mailbox.account import Account, After
from ingest.mailbox.answers import uid_sets
from ingest.mailbox.imap import Connection
from ingest.mailbox.remedies import mark_not_kept
from ingest.mailbox.trouble import SaidNo

FLAGGED = "\\Flagged"
DELETED = "\\Deleted"


def mark_of(account: Account) -> str:
    """Return the flag or keyword that a mail has on the server once ``mark`` is done with it."""
    return {After.FLAG: FLAGGED, After.KEYWORD: account.keyword, After.MOVE: DELETED}.get(account.after, "")


def mark(connection: Connection, account: Account, uids: Sequence[int]) -> None:
    """Do what ``account.after`` says to mails of the open folder; those done or gone are no error.

    A keyword is only for people's eyes: where the server keeps none, as most Chinese providers and Exchange,
    it is left out. The register knows what is safe without it (I5).
    """
    flag = mark_of(account)
    if connection.selected is not None and not connection.selected.keeps(flag):
        if account.after is After.KEYWORD:
            return
        raise mark_not_kept(account, connection.selected.folder, flag)
    for uid_set in uid_sets(uids):
        if account.after is After.MOVE:
            _into_folder(connection, uid_set, account.moved_to)
        else:
            connection.add_flag(uid_set, flag)


def _into_folder(connection: Connection, uid_set: str, folder: str) -> None:
    """Move, making the folder where it is missing."""
    try:
        _move(connection, uid_set, folder)
    except SaidNo:
        if folder in connection.folders():
            raise
        connection.create(folder)
        _move(connection, uid_set, folder)


def _move(connection: Connection, uid_set: str, folder: str) -> None:
    """Move by MOVE, else by COPY and removal (RFC 6851, 3.3).

    Without UIDPLUS nothing can be removed without removing what other people have marked: there the mails
    stay, marked as deleted, until a mail program tidies up.
    """
    if connection.offers("MOVE"):
        connection.move(uid_set, folder)
        return
    connection.copy(uid_set, folder)
    connection.add_flag(uid_set, DELETED)
    if connection.offers("UIDPLUS"):
        connection.expunge(uid_set)
