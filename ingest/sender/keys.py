"""The public keys of senders, out of the DNS; the one file that knows dnspython."""

from collections.abc import Callable, Sequence

import dns.exception
import dns.rdatatype
import dns.resolver

from sales.words import Unavailable, Words

SECONDS = 5.0  # for one key, over all name servers

Keys = Callable[[str], bytes]
"""Return the TXT record of a name, b"" where there is none; Unavailable where nobody answers."""


class Dns:
    """The company's name servers, or those that are named, each by its IP address."""

    def __init__(self, servers: Sequence[str] = (), port: int = 53) -> None:
        self._servers = tuple(servers)
        self._port = port

    def __call__(self, name: str) -> bytes:
        """Return the first TXT record of ``name``, its strings joined (RFC 6376, 3.6.2.2)."""
        try:
            answer = self._resolver().resolve(name, dns.rdatatype.TXT, lifetime=SECONDS, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return b""
        except dns.exception.DNSException as error:
            raise Unavailable(
                Words(f"DNS 查询 {name} 失败（{error}）", f"{name} could not be looked up ({error})")
            ) from error
        return b"".join(next(iter(answer)).strings)

    def _resolver(self) -> dns.resolver.Resolver:
        """Return a resolver made anew: the machine may have moved to another network meanwhile."""
        resolver = dns.resolver.Resolver(configure=not self._servers)
        if self._servers:
            resolver.nameservers = list(self._servers)
            resolver.port = self._port
        return resolver
