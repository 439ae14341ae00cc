"""The templates in the house are those that the script drafts."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from documents.find import OURS
from sales.words import Language

SCRIPTS = Path(__file__).parent.parent.parent / "scripts"


@pytest.fixture
def drafted(monkeypatch: pytest.MonkeyPatch) -> Callable[[Language], bytes]:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    from drafting.file import draft  # noqa: PLC0415 - only now on the path
    from drafting.registration import REGISTRATION  # noqa: PLC0415 - likewise

    return lambda language: bytes(draft(REGISTRATION, language))


def pages(data: bytes) -> dict[str, bytes]:
    """Return the parts that hold text and layout; pictures differ with the version of Pillow."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        return {
            name: parts.read(name)
            for name in parts.namelist()
            if name.startswith("word/") and name.endswith("l")
        }


@pytest.mark.parametrize("language", Language)
def test_the_registration_form_was_drafted_from_its_table(drafted: Any, language: Language) -> None:
    """Who edits our template by hand loses it at the next draft; a company's own lies in its home."""
    assert pages(drafted(language)) == pages((OURS / language / "registration.docx").read_bytes())


def test_drafting_twice_makes_the_same_bytes(drafted: Any) -> None:
    assert drafted(Language.ZH) == drafted(Language.ZH)
