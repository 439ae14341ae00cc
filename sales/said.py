"""What people wrote into the lists of a form, row by row."""

from collections.abc import Mapping

Said = Mapping[str, str]
"""Values in the spelling of :func:`sales.blank.value_of`, by field: "background", "lines.0.model"."""


def rows(said: Said, path: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of the list ``path`` by column, up to the last one; a row left empty is {}."""
    found: dict[int, dict[str, str]] = {}
    for name, value in said.items():
        of, _, place = name.partition(".")
        row, _, column = place.partition(".")
        if of == path and row.isdecimal() and value:
            found.setdefault(int(row), {})[column] = value
    return tuple(found.get(row, {}) for row in range(max(found, default=-1) + 1))
