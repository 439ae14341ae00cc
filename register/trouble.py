"""What a database driver's error means to the person who has to put it right."""

from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError

from sales.words import Failure, Unavailable, Words

# What the drivers say, and what to do about it; the first that occurs in the driver's words counts.
_REMEDIES: tuple[tuple[str, Words], ...] = (
    ("disk is full", Words("磁盘已满，请清理磁盘。", "The disk is full; make room on it.")),
    ("No space left", Words("磁盘已满，请清理磁盘。", "The disk is full; make room on it.")),
    (
        "disk I/O error",
        Words("请检查磁盘，可能已满或损坏。", "Check its disk, which may be full or failing."),
    ),
    ("readonly", Words("请检查文件和文件夹的写权限。", "Check that file and folder may be written.")),
    ("unable to open", Words("请检查文件和文件夹的权限。", "Check the permissions of file and folder.")),
    ("is locked", Words("有别的程序长时间占用，请关闭它。", "Another program holds it; close that program.")),
    (
        "lock timeout",
        Words("有别的程序长时间占用，请关闭它。", "Another program holds it; close that program."),
    ),
    ("password", Words("请检查用户名和密码。", "Check user name and password.")),
    ("does not exist", Words("请先建立该数据库和用户。", "Create that database and user first.")),
)
_OTHERWISE = Words("请检查数据库是否正常运行。", "Check that the database is up and reachable.")
_DAMAGED = Words(
    "文件不是数据库或已损坏，请从备份恢复。",
    "The file is no database or is damaged; restore it from a backup.",
)


class Displaced(Unavailable):
    """Another service works on the register now: this one has nothing more to do there but to stop."""


def in_use(url: URL) -> Words:
    """Return what keeps a second service off the database at ``url``."""
    shown = url.render_as_string(hide_password=True)
    return Words(
        f"数据库 {shown} 正在被另一个 Leadwright 服务使用。"
        "一个数据库同时只能由一个服务使用：请先停止它，或改用另一个数据库。",
        f"The database {shown} is already in use by another Leadwright service. "
        "One service at a time works on it: stop that one first, or use another database.",
    )


def in_words(error: DBAPIError, url: str) -> Failure | None:
    """Return Unavailable where the surroundings failed, Failure where the file is no database.

    None for a guard that held or a mistake of ours, which nobody at the console can put right. ``url`` is
    shown and must hold no password.
    """
    said = str(error.orig).strip()
    if isinstance(error, OperationalError | InterfaceError):
        return Unavailable(_sentence(url, said, _remedy(said)))
    if type(error) is DatabaseError:  # SQLite has no narrower class for a damaged file
        return Failure(_sentence(url, said, _DAMAGED))
    return None


def _remedy(said: str) -> Words:
    return next((words for sign, words in _REMEDIES if sign in said), _OTHERWISE)


def _sentence(url: str, said: str, remedy: Words) -> Words:
    return Words(
        f"数据库 {url} 无法使用（{said}）。{remedy.zh}",
        f"The database {url} cannot be used ({said}). {remedy.en}",
    )
