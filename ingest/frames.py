"""Messages between a parent and its child: JSON behind its length, over a socket, before a deadline."""

import json
import socket
import struct
import time
from collections.abc import Mapping
from typing import Any


def frame(message: Mapping[str, object]) -> bytes:
    """Return the bytes that carry ``message``."""
    # A lone surrogate is not text; "?" in its place is what any mail program shows.
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return struct.pack(">Q", len(body)) + body


def send(wire: socket.socket, message: Mapping[str, object] | bytes, deadline: float | None) -> None:
    """Send ``message``; ``TimeoutError`` at ``deadline`` (of ``time.monotonic``), ``OSError`` on a cut."""
    wire.settimeout(_left(deadline))
    wire.sendall(message if isinstance(message, bytes) else frame(message))


def receive(wire: socket.socket, largest: int, deadline: float | None) -> dict[str, Any]:
    """Return the next message; raises ``OverflowError`` where it is longer than ``largest`` bytes.

    ``TimeoutError`` at ``deadline``, ``EOFError`` or ``OSError`` where the other side is gone.
    """
    (length,) = struct.unpack(">Q", _receive_exactly(wire, 8, deadline))
    if length > largest:
        raise OverflowError(length)
    message: dict[str, Any] = json.loads(_receive_exactly(wire, length, deadline))
    return message


def _receive_exactly(wire: socket.socket, length: int, deadline: float | None) -> bytearray:
    data = bytearray(length)
    view = memoryview(data)
    while view:
        wire.settimeout(_left(deadline))
        count = wire.recv_into(view)
        if not count:
            raise EOFError
        view = view[count:]
    return data


def _left(deadline: float | None) -> float | None:
    """Return the seconds left until ``deadline``; never 0, which would mean "do not wait at all"."""
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
