"""Patterns out of word lists that people can read and add to."""

import re


def any_of(words: str) -> str:
    """Return a group that matches any of ``words``, which stand apart by ", " or on lines of their own.

    Each is a regular expression without a comma before a space.
    """
    return "(?:" + "|".join(re.split(r",\s+", words.strip().rstrip(","))) + ")"
