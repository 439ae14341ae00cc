"""A company for each walk."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sales.words import Language
from tests.walk.company import Company, company_at

NewCompany = Callable[..., Company]

on_sqlite = pytest.mark.only("sqlite", because="the walk of a single machine shows it for both")


@pytest.fixture
def new_company(tmp_path: Path, database_url: str, warm: None) -> Iterator[NewCompany]:
    """Makes the one company of a walk, with what else its settings are to say."""
    with ExitStack() as stack:

        def make(language: Language, extra: str = "") -> Company:
            return stack.enter_context(company_at(tmp_path, language, database_url, extra))

        yield make
