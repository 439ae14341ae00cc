"""What the disk says when it can't, in words that name the archive and the remedy."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sales.system import meaning
from sales.words import Failure, Unavailable, Words

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_IN_THE_WAY = frozenset(
    {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY, errno.ELOOP, errno.ENAMETOOLONG}
)
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def in_words(root: Path) -> Iterator[None]:
    """Let every ``OSError`` of the archive at ``root`` come out in words that name the remedy.

    ``Unavailable``, to be tried again, where the disk or the share is to blame; ``Failure`` where something
    stands in the way of one item alone (I7).
    """
    try:
        yield
    except OSError as error:
        if error.errno in _IN_THE_WAY and root.is_dir():
            raise Failure(_in_the_way(error)) from error
        raise Unavailable(_words(root, error)) from error


def _words(root: Path, error: OSError) -> Words:
    said = meaning(error)
    if error.errno in _FULL:
        return Words(
            f"归档文件夹 {root} 所在的磁盘已满，未能写入。请清理磁盘空间，之后会自动重试，资料不会丢失。",
            f"The disk of the archive {root} is full. Free some space; it is then tried again by itself, "
            "and nothing is lost.",
        )
    if error.errno in _FORBIDDEN:
        return Words(
            f"归档文件夹 {root} 不可写（{said.zh}）。请检查文件夹权限，或磁盘是否以只读方式挂载。",
            f"The archive {root} can't be written ({said.en}). Check its permissions, and whether its "
            "disk is mounted read-only.",
        )
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return Words(
            f"归档文件夹 {root} 中找不到 {error.filename}。"
            "请检查 [archive] url 的设置，以及磁盘或共享是否已挂载。",
            f"{error.filename} is missing in the archive {root}. Check [archive] url in the settings, and "
            "whether its disk or share is mounted.",
        )
    return Words(
        f"归档文件夹 {root} 读写出错：{said.zh}。请检查磁盘或网络共享。",
        f"The archive {root} failed: {said.en}. Check its disk or network share.",
    )


def _in_the_way(error: OSError) -> Words:
    said = meaning(error)
    name = error.filename2 or error.filename
    return Words(
        f"归档中的 {name} 妨碍写入（{said.zh}）。请移走它或改回原名，然后用 retry 重试。",
        f"{name} in the archive stands in the way ({said.en}). Move it away or give it its old name back, "
        "then retry.",
    )


def not_there(root: Path) -> Unavailable:
    """Return that the archive is away, all of it at once: its disk or share is."""
    return Unavailable(
        Words(
            f"归档文件夹 {root} 中没有归档的内容：磁盘或共享可能没有挂载。挂载后会自动继续，资料不会丢失。"
            "若归档确实在此（如从备份恢复），请在其中新建文件夹 .tmp。",
            f"The archive is not in {root}: its disk or share may not be mounted. Mount it; nothing is lost, "
            "and it goes on by itself. If it was restored from a backup, make a folder .tmp in it.",
        )
    )


def missing_original(path: str) -> Failure:
    """Return the failure of an original that the register names and the archive does not have."""
    return Failure(
        Words(
            f"归档中找不到原件 {path}。请运行 leadwright archive verify 检查归档，必要时从备份恢复。",
            f"The original {path} is missing in the archive. Run `leadwright archive verify`, and restore it "
            "from a backup if need be.",
        )
    )


def changed_file(path: str) -> Failure:
    """Return the failure of a file whose bytes are no longer those that came in or were filed (I3)."""
    return Failure(
        Words(
            f"归档文件 {path} 已被改动或损坏（校验和不符）。请查明原因，并从备份恢复该文件后重试。",
            f"{path} in the archive is no longer what was kept there: its checksum differs. Find out why, "
            "restore the file from a backup, then retry.",
        )
    )


def other_bytes(path: str) -> Failure:
    """Return the failure of a write-once file that is there with other contents (I3)."""
    return Failure(
        Words(
            f"归档文件 {path} 已存在且内容不同。归档文件只写一次，不会覆盖；请先查明两份文件的来历。",
            f"{path} is in the archive with other contents. Files are written once, never over each other; "
            "find out where the two come from.",
        )
    )


def both_folders(folder: str, next_folder: str) -> Failure:
    """Return the failure of a move whose target is taken."""
    return Failure(
        Words(
            f"无法将 {folder} 移至 {next_folder}：目标文件夹已存在。请人工核对两个文件夹。",
            f"{folder} can't be moved to {next_folder}, which exists. Compare the two folders.",
        )
    )


def neither_folder(folder: str, next_folder: str) -> Failure:
    """Return the failure of a move of a folder that is nowhere."""
    return Failure(
        Words(
            f"找不到文件夹 {folder}（也不在 {next_folder}）。请运行 leadwright archive verify 检查归档。",
            f"{folder} is missing, and is not at {next_folder} either. Run `leadwright archive verify`.",
        )
    )


def missing_folder(folder: str) -> Failure:
    """Return the failure of a lead's folder that was there and is not any more."""
    return Failure(
        Words(
            f"归档中找不到线索的文件夹 {folder}：可能被人改名、移走或删除了。"
            "请改回原名、移回原处，或从备份恢复，然后重试。",
            f"The lead's folder {folder} is not in the archive: somebody may have renamed, moved or removed "
            "it. Give it its name and place back, or restore it from a backup, then retry.",
        )
    )
