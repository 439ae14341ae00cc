"""A form that somebody has worked on becomes the next version, and stays what it is otherwise."""

import zipfile
from io import BytesIO

import pytest

from documents import returned
from documents.make import make
from documents.reissued import reissued
from leadwright.demo.word import BODY, fill_in, part
from sales.paper import DocumentKind
from sales.words import Language
from tests.documents.cases import CASE, paper


@pytest.mark.parametrize(("language", "shown"), [(Language.ZH, "（第 7 版）"), (Language.EN, "(Issue 7)")])
def test_the_version_is_another_and_nothing_else(language: Language, shown: str) -> None:
    form = fill_in(make(DocumentKind.PROPOSAL_REQUEST, CASE, paper(language)), {"scope": "（第 1 版）"})
    again = reissued(form, 7)
    read = returned.read(again)
    assert read is not None
    assert (read.version, read.places["scope"]) == (7, "（第 1 版）")
    assert shown in part(again, BODY).decode()
    with zipfile.ZipFile(BytesIO(form)) as before, zipfile.ZipFile(BytesIO(again)) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert sorted(changed) == ["docProps/custom.xml", "word/document.xml"]


def test_a_bomb_is_refused() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/media/image.png", bytes(201_000_000))
    with pytest.raises(ValueError, match="too large"):
        reissued(packed.getvalue(), 2)
