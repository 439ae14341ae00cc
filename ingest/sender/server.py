"""What our own mail server found out about a mail: Authentication-Results (RFC 8601); the file that knows
authres.
"""

from authres import AuthenticationResultsHeader
from authres.core import AuthResError

from ingest.sender.head import Head

LONGEST = 4000  # characters of the field; authres goes through them one by one


def is_vouched_for(head: Head, domain: str, server: str) -> bool:
    """Return whether our ``server`` (its authserv-id) vouches for ``domain`` by DKIM or DMARC.

    Only the top-most field counts, and only with this id: our server writes above whatever came with the
    mail, and anybody can write the same further down. SPF says nothing about From.
    """
    fields = head.all("authentication-results")
    if not server or not fields or len(fields[0]) > LONGEST:
        return False
    try:
        found = AuthenticationResultsHeader.parse(f"Authentication-Results: {fields[0]}")
    except (AuthResError, ValueError, IndexError):
        return False
    if (found.authserv_id or "").lower() != server.lower():
        return False
    return any(_vouches(result, domain) for result in found.results)


def _vouches(result: object, domain: str) -> bool:
    method, verdict = getattr(result, "method", ""), getattr(result, "result", "")
    named = {(each.type, each.name): str(each.value) for each in getattr(result, "properties", ())}
    if verdict != "pass" or method not in ("dkim", "dmarc"):
        return False
    if method == "dmarc":
        return _domain(named.get(("header", "from"), "")) == domain
    signer = _domain(named.get(("header", "d")) or named.get(("header", "i"), ""))
    return bool(signer) and (domain == signer or domain.endswith(f".{signer}"))


def _domain(value: str) -> str:
    return value.rpartition("@")[2].strip().lower()
