"""A mail server that signs what its people send, and the key that the world finds in the DNS."""

from __future__ import annotations

from base64 import b64encode
from functools import cache

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

SELECTOR = "s1"


@cache
def private_key(domain: str) -> bytes:
    """Return the key of a domain, made once."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - quickly made, and good for a test
    form = serialization.PrivateFormat.TraditionalOpenSSL
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def record(domain: str, flags: str = "") -> dict[str, str]:
    """Return the name and the text of the domain's public key in the DNS."""
    key = serialization.load_pem_private_key(private_key(domain), None).public_key()
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    public = b64encode(key.public_bytes(serialization.Encoding.DER, form)).decode()
    return {f"{SELECTOR}._domainkey.{domain}": f"v=DKIM1; k=rsa; {flags}p={public}"}


def signed(mail: bytes, domain: str, *, over: tuple[bytes, ...] = (), length: bool = False) -> bytes:
    """Return the mail with a signature of ``domain`` above it, over these fields or all that it should."""
    signer = dkim.DKIM(mail)
    canonicalize = (b"relaxed", b"relaxed")
    include = list(over) or None
    signature = signer.sign(
        SELECTOR.encode(),
        domain.encode(),
        private_key(domain),
        canonicalize=canonicalize,
        include_headers=include,
        length=length,
    )
    return bytes(signature) + mail
