"""A real DNS server on loopback that knows TXT records, and can be told to say nothing.

with DnsServer({"s1._domainkey.example.com": "v=DKIM1; p=…"}) as dns:
    dns.host, dns.port
"""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Self

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

STRING = 255  # bytes of one string of a record (RFC 1035, 3.3)


class DnsServer:
    """The server, on a port of its own, in a thread of its own."""

    host = "127.0.0.1"

    def __init__(self, records: Mapping[str, str] | None = None) -> None:
        self.records = dict(records or {})
        self.is_broken = False
        self.asked: list[str] = []
        self._server = socketserver.UDPServer((self.host, 0), self._handler())
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, query: bytes) -> bytes:
        """Return the answer to a query: the record, NXDOMAIN, or SERVFAIL where it is broken."""
        asked = dns.message.from_wire(query)
        name = asked.question[0].name.to_text(omit_final_dot=True).lower()
        self.asked.append(name)
        answer = dns.message.make_response(asked, recursion_available=True)
        if self.is_broken:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif name in self.records:
            text = self.records[name]
            strings = " ".join(f'"{text[at : at + STRING]}"' for at in range(0, len(text), STRING))
            answer.answer.append(dns.rrset.from_text(asked.question[0].name, 60, "IN", "TXT", strings))
        else:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer.to_wire()

    def _handler(self) -> type[socketserver.BaseRequestHandler]:
        server = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                query, sock = self.request
                sock.sendto(server.answer(query), self.client_address)

        return Handler
