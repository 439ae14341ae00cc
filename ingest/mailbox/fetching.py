"""Mails' bytes: small ones many at a time, large ones in pieces, so that memory does not depend on size (I8).

Every mail is asked for by its first ``PIECE`` bytes, whatever size the server claims: some count wrong
(Exchange estimates, hMailServer counts too low). A mail ends where the server has no more of it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.mailbox.answers import Entry, Piece, Record, pieces
from ingest.mailbox.trouble import SaidNo
from sales.words import Failure, Words

PIECE = 1 << 20
"""Bytes asked for at once: the most that one mail ever holds in memory, and about the most of a batch."""


class Unfetched(Failure):
    """A mail's bytes could not be had; ``entry`` says which mail."""

    def __init__(self, entry: Entry, words: Words) -> None:
        super().__init__(words)
        self.entry = entry


class Gone(Unfetched):
    """The mail is no longer in the folder: somebody moved or deleted it."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail. Read ``chunks`` before asking for the next: bytes are still coming in while they are read.

    Reading may raise ``Unfetched`` (this mail) or ``Unavailable`` (the connection).
    """

    entry: Entry
    chunks: Iterator[bytes]
    failure: Unfetched | None = None  # why there are no bytes; ``Gone`` where there is no mail any more


Ask = Callable[[Sequence[int], str], Sequence[Record]]
"""Asks the open folder: UIDs and items in, raw answers out. Raises ``SaidNo`` where the server does not give
these mails, and ``Unavailable`` for everything that is not about the mails."""


def fetch(ask: Ask, entries: Iterable[Entry], count: int) -> Iterator[Fetched]:
    """Yield mails in the order of ``entries``, asking for up to ``count`` at once.

    A mail that the server will not give does not keep the others from coming (I7).
    """
    for batch in _batches(entries, count):
        try:
            first = _first_pieces(ask, batch)
        except SaidNo:
            first = {}
        for entry in batch:
            piece = first.pop(entry.uid, None)
            if piece is not None and _is_there(entry, piece):
                yield _fetched(ask, entry, piece)
            else:
                yield _one(ask, entry)


def _batches(entries: Iterable[Entry], count: int) -> Iterator[list[Entry]]:
    """Yield runs of at most ``count`` mails and, but for a single large one, ``PIECE`` bytes."""
    batch: list[Entry] = []
    size = 0
    for entry in entries:
        if batch and (len(batch) == count or size + entry.size > PIECE):
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += entry.size
    if batch:
        yield batch


def _first_pieces(ask: Ask, batch: list[Entry]) -> dict[int, Piece]:
    return pieces(ask([entry.uid for entry in batch], f"(UID BODY.PEEK[]<0.{PIECE}>)"))


def _one(ask: Ask, entry: Entry) -> Fetched:
    """Return a mail that the answer to its batch left out, asked for once more and alone."""
    try:
        piece = _first_pieces(ask, [entry]).get(entry.uid)
    except SaidNo as error:
        return _failed(Unfetched(entry, _refused(entry, error.text)))
    if piece is None:
        return _failed(Gone(entry, _gone(entry)))
    if not _is_there(entry, piece):
        return _failed(Unfetched(entry, _refused(entry, "0 bytes")))
    return _fetched(ask, entry, piece)


def _is_there(entry: Entry, piece: Piece) -> bool:
    """Say whether the answer holds bytes: Dovecot says NIL once for a mail that was just deleted."""
    return bool(piece.octets) or entry.size == 0


def _failed(failure: Unfetched) -> Fetched:
    return Fetched(failure.entry, iter(()), failure)


def _fetched(ask: Ask, entry: Entry, piece: Piece) -> Fetched:
    if len(piece.octets) >= entry.size and (len(piece.octets) < PIECE or piece.origin is None):
        return Fetched(entry, iter((piece.octets,)))  # nearly every mail
    return Fetched(entry, _chunks(ask, entry, piece))


def _chunks(ask: Ask, entry: Entry, piece: Piece) -> Iterator[bytes]:
    """Yield a mail's bytes: the piece at hand, then what follows, until there is no more."""
    total = 0
    while piece.octets:
        yield piece.octets
        total += len(piece.octets)
        short = len(piece.octets) < PIECE
        if piece.origin is None or (short and total >= entry.size):
            return
        if total > 2 * entry.size + 64 * PIECE:
            raise Unfetched(entry, _refused(entry, "it does not end"))
        piece = _next_piece(ask, entry, total)


def _next_piece(ask: Ask, entry: Entry, total: int) -> Piece:
    """Return the piece that begins at byte ``total``, an empty one at the end of the mail."""
    try:
        records = ask([entry.uid], f"(UID BODY.PEEK[]<{total}.{PIECE}>)")
    except SaidNo as error:
        if total < entry.size:
            raise Unfetched(entry, _refused(entry, error.text)) from None
        return Piece(b"", total)  # some servers refuse to read past the end instead of sending nothing
    piece = pieces(records).get(entry.uid)
    if piece is None and total < entry.size:
        raise Gone(entry, _gone(entry))
    if piece is not None and piece.octets and piece.origin != total:
        raise Unfetched(entry, _refused(entry, f"asked for byte {total}, got {piece.origin}"))
    return piece or Piece(b"", total)


def hung_up(entry: Entry) -> Fetched:
    """Return what becomes of a mail at which the server ends the connection time and again."""
    return _failed(Unfetched(entry, _refused(entry, "connection lost")))


def _gone(entry: Entry) -> Words:
    return Words(
        f"UID 为 {entry.uid} 的邮件已不在文件夹中：有人移动或删除了它。",
        f"The mail with UID {entry.uid} is no longer in the folder: somebody moved or deleted it.",
    )


def _refused(entry: Entry, said: str) -> Words:
    return Words(
        f"服务器没有给出 UID 为 {entry.uid}、{entry.size} 字节的邮件（“{said}”）。请在网页邮箱中查看。",
        f'The server did not hand over the mail with UID {entry.uid}, {entry.size} bytes ("{said}"). '
        "Look at it in web mail.",
    )
