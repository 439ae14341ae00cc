"""Self-made certificates for servers in tests, by the openssl program."""

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Certificate:
    """A self-signed certificate and its key; a client that names ``certificate`` as its CA file trusts it."""

    certificate: Path
    key: Path


def make_certificate(
    folder: Path, *, names: str = "DNS:localhost,IP:127.0.0.1", name: str = "server"
) -> Certificate:
    """Write ``<name>.pem`` and ``<name>.key`` into ``folder``, good for one day and for ``names``."""
    made = Certificate(folder / f"{name}.pem", folder / f"{name}.key")
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"]
    subject = ["-subj", "/CN=Leadwright test", "-addext", f"subjectAltName={names}"]
    files = ["-keyout", str(made.key), "-out", str(made.certificate)]
    subprocess.run(["openssl", "req", *kind, *subject, *files], check=True, capture_output=True, timeout=30)
    return made
