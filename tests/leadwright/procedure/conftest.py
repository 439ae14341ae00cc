"""What the tests of the procedure share."""

from pathlib import Path

import pytest


@pytest.fixture
def word_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice, which is quicker: customers get Word files."""
    monkeypatch.setenv("PATH", str(tmp_path))
