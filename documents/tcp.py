"""Whether the other side of a TCP connection is still there, without reading or writing."""

import socket

_ESTABLISHED = 1  # linux/tcp_states.h


def is_open(connection: socket.socket | None) -> bool:
    """Return False once the peer has closed or reset the connection, as far as its packets have arrived.

    Asked of the kernel, so that it works under TLS too.
    """
    if connection is None:
        return False
    # The first byte of struct tcp_info is the state.
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == _ESTABLISHED
