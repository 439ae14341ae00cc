"""A wrong value in the settings, as the models report it."""

from collections.abc import Iterable

from sales.words import Words


class Wrong(ValueError):  # noqa: N818 - it is what the value is; pydantic asks for a ValueError
    """A value that the settings can't have; ``words`` says why and what to write instead."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def not_one_of(value: object, choices: Iterable[str]) -> Words:
    """Return what is said of a value that is none of ``choices``."""
    listed = ", ".join(choices)
    return Words(
        f"{value!r} 不在可选值之内，请从中选一个：{listed}。",
        f"{value!r} is not one of the choices; write one of {listed}.",
    )


def one_of(value: str, choices: Iterable[str]) -> str:
    """Return ``value``, which must be one of ``choices``."""
    known = tuple(choices)
    if value not in known:
        raise Wrong(not_one_of(value, known))
    return value
