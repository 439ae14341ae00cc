"""Whose fault an error is: the item's, or the surroundings' (then the item stays where it is and is tried
again).
"""

from __future__ import annotations

import errno
from concurrent.futures import CancelledError  # of what was to be done ahead when the service stops

from sales.system import meaning
from sales.words import Failure, Unavailable, Words

SURROUNDINGS = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM}
)
"""Errors of the operating system that say nothing about the file at hand."""


def is_surroundings(error: BaseException) -> bool:
    """Return whether the surroundings failed, not the item."""
    if isinstance(error, OSError):
        return error.errno in SURROUNDINGS
    return isinstance(error, Unavailable | MemoryError | CancelledError)


def in_words(error: BaseException) -> Failure:
    """Return the error as a Failure that a person can read; one that already is comes back as it is."""
    if isinstance(error, Failure):
        return error
    if is_surroundings(error):
        said = meaning(error)
        return Unavailable(
            Words(
                zh=f"运行环境有问题：{said.zh}。请检查磁盘空间和权限，恢复后会自动继续。",
                en=f"the surroundings failed: {said.en}. Check disk and permissions; it goes on by itself.",
            )
        )
    name = type(error).__name__
    return Failure(
        Words(
            zh=f"程序内部错误（{name}：{error}）。原件完好；请把日志交给维护人员，修复后用 retry 重试。",
            en=f"internal error ({name}: {error}). The original is safe; give the log to whoever maintains"
            " this service, and retry the item once it is mended.",
        )
    )
