"""A TCP proxy that makes a good server behave badly: cuts, silence, torn segments, other answers.

    with Proxy(server.port) as proxy:
        proxy.cut_after(10_000)          # whoever connects to proxy.port is cut off after that many bytes
        ...
        assert b"SELECT" in proxy.sent   # what clients said

It knows nothing of the protocol but that clients speak in lines; IMAP, SMTP and HTTP all do.
"""

import re
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

BLOCK = 1 << 16


@dataclass(frozen=True)
class Answer:
    """What the proxy says itself to lines that match."""

    line: re.Pattern[bytes]
    reply: bytes
    hang_up: bool


class Proxy:
    """Listens on ``port`` of loopback and passes everything on to ``target``, another port there."""

    host = "127.0.0.1"

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self._sent = bytearray()
        self._speaking = threading.Event()
        self._speaking.set()
        self._budget: int | None = None  # bytes from the server until the cut
        self._torn = False
        self._answers: list[Answer] = []
        self._change: Callable[[bytes], bytes] | None = None

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.close()
        self._speaking.set()
        self.cut()

    @property
    def sent(self) -> bytes:
        """All that clients have said so far."""
        with self._lock:
            return bytes(self._sent)

    def cut(self) -> None:
        """Cut every connection now; new ones are welcome."""
        with self._lock:
            sockets, self._sockets = self._sockets, set()
        for each in sockets:
            _close(each)

    def cut_after(self, count: int) -> None:
        """Cut every connection, once, when ``count`` more bytes have come from the server."""
        with self._lock:
            self._budget = count

    def hush(self) -> None:
        """Say nothing more to anybody, and hang up on nobody."""
        self._speaking.clear()

    def speak(self) -> None:
        """Say what was held back since ``hush``, and go on."""
        self._speaking.set()

    def tear(self) -> None:
        """Send every byte of the server in a segment of its own."""
        self._torn = True

    def answer(self, line: bytes, reply: bytes = b"", *, hang_up: bool = False) -> None:
        """Answer lines of clients that match ``line``, a pattern, with ``reply``; the server never sees them.

        ``%t`` in the reply stands for the first word of the line, which is IMAP's tag.
        """
        self._answers.append(Answer(re.compile(line, re.IGNORECASE), reply, hang_up))

    def forget_answers(self) -> None:
        """Leave the answering to the server again."""
        self._answers.clear()

    def rewrite(self, change: Callable[[bytes], bytes]) -> None:
        """Pass what the server says through ``change``, some whole lines at a time."""
        self._change = change

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection((self.host, self._target))
            except OSError:
                client.close()
                continue
            with self._lock:
                self._sockets |= {client, server}
            for carry in (self._carry_up, self._carry_down):
                threading.Thread(target=_carrying, args=(carry, client, server), daemon=True).start()

    def _carry_up(self, client: socket.socket, server: socket.socket) -> None:
        unfinished = b""
        while block := client.recv(BLOCK):
            with self._lock:
                self._sent += block
            lines = (unfinished + block).splitlines(keepends=True) if self._answers else [unfinished + block]
            unfinished = lines.pop() if self._answers and not lines[-1].endswith(b"\n") else b""
            for line in lines:
                self._hear(line, client, server)

    def _hear(self, line: bytes, client: socket.socket, server: socket.socket) -> None:
        answer = next((answer for answer in self._answers if answer.line.search(line)), None)
        if answer is None:
            server.sendall(line)
            return
        client.sendall(answer.reply.replace(b"%t", line.split(b" ")[0]))
        if answer.hang_up:
            raise ConnectionAbortedError

    def _carry_down(self, client: socket.socket, server: socket.socket) -> None:
        while block := server.recv(BLOCK):
            if self._change is not None:
                while not block.endswith(b"\n") and (more := server.recv(BLOCK)):
                    block += more
                block = self._change(block)
            self._speaking.wait()
            granted, over = self._granted(block)
            self._say(client, granted)
            if over:
                self.cut()

    def _granted(self, block: bytes) -> tuple[bytes, bool]:
        """Return what of ``block`` may still be said, and whether the line is to be cut then."""
        with self._lock:
            if self._budget is None:
                return block, False
            granted = block[: self._budget]
            self._budget -= len(granted)
            over = self._budget == 0
            if over:
                self._budget = None
            return granted, over

    def _say(self, client: socket.socket, block: bytes) -> None:
        if not self._torn:
            client.sendall(block)
            return
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for index in range(len(block)):
            client.sendall(block[index : index + 1])


def _carrying(
    carry: Callable[[socket.socket, socket.socket], None], client: socket.socket, server: socket.socket
) -> None:
    """Carry one direction until either end is gone, then end both."""
    with suppress(OSError):
        carry(client, server)
    _close(client)
    _close(server)


def _close(each: socket.socket) -> None:
    """End a connection at once: shutting down wakes the thread that reads it, closing alone does not."""
    with suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()
