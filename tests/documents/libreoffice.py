"""A person at LibreOffice: what it saves a document as."""

import shutil
import subprocess
from pathlib import Path

import pytest

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def saved_as(kind: str, document: bytes, folder: Path) -> bytes:
    """Return a .docx as LibreOffice saves it as ``kind``: "docx", "doc", "odt", "pdf" …"""
    (folder / kind).mkdir()
    source = folder / "form.docx"
    source.write_bytes(document)
    options = ["--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", kind]
    command = ["soffice", *options, "--outdir", str(folder / kind), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return (folder / kind / f"form.{kind}").read_bytes()
