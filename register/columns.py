"""Column types: what the domain holds in memory, and the one form in which both databases keep it."""

import json
import re
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError
from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL's text takes no NUL, UTF-8 no lone surrogate
_SURROGATES = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Line(TypeDecorator[str]):
    """Text from anywhere; what no database can keep (NUL, lone surrogates) comes back as U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return ``value`` without characters that cannot be stored."""
        return None if value is None else _UNSTORABLE.sub(_REPLACEMENT, value)


class Utc(TypeDecorator[datetime]):
    """A moment; kept in UTC, comes back aware in UTC. A naive time is a programming error."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the same moment in UTC."""
        return None if value is None else in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment aware, in UTC; SQLite gives it back naive, PostgreSQL in the session's zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def in_utc(moment: datetime) -> datetime:
    """Return ``moment`` in UTC; at the ends of the calendar, where a hostile server may be, as it stands."""
    if moment.tzinfo is None:
        raise ValueError(f"a time without zone cannot be stored: {moment.isoformat()}")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


E = TypeVar("E", bound=StrEnum)


class Choice(TypeDecorator[E], Generic[E]):
    """A member of an enumeration, kept as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[E]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Return the value of the member."""
        return None if value is None else self.members(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """Return the member with this value."""
        return None if value is None else self.members(value)


class Json(TypeDecorator[Any]):
    """A frozen type of the domain, kept as JSON text: the same on both databases, readable by hand."""

    impl = Text
    cache_ok = True

    def __init__(self, content: Any) -> None:
        super().__init__()
        self.content = content

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """Return ``value`` as JSON without the fields that hold their defaults."""
        return None if value is None else to_json(self.content, value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:
        """Return what was kept, checked against its type."""
        return None if value is None else _adapter(self.content).validate_json(value)


def to_json(content: Any, value: object) -> str:
    """Return ``value``, which is of type ``content``, as JSON text; lone surrogates become U+FFFD."""
    adapter = _adapter(content)
    try:
        return adapter.dump_json(value, exclude_defaults=True).decode()
    except PydanticSerializationError:  # lone surrogates: too rare to search every letter for them
        plain = adapter.dump_python(value, mode="json", exclude_defaults=True)
        return _SURROGATES.sub(_REPLACEMENT, json.dumps(plain, ensure_ascii=False))


@cache
def _adapter(content: Any) -> TypeAdapter[Any]:
    return TypeAdapter(content)
