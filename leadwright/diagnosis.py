"""One finding of ``leadwright doctor``, and how a folder is tried."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.durable import sync_directory
from sales.system import meaning
from sales.words import Failure, Words

FINE = Words("正常", "fine")


@dataclass(frozen=True)
class Finding:
    """What was looked at, whether it is well, and what was seen or is to be done."""

    what: Words
    ok: bool
    said: Words = FINE
    warns: bool = False  # it works, and there is something to know


def tried(what: Words, look: Callable[[], Words]) -> Iterator[Finding]:
    """Yield what ``look`` returns, or the Failure that it raises, as a finding."""
    try:
        yield Finding(what, True, look())
    except Failure as failure:
        yield Finding(what, False, failure.words)


def try_writing(folder: Path) -> None:
    """Write a file in ``folder`` and sync both."""
    with writing_to(folder), tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-") as file:
        file.write(b"leadwright")
        os.fsync(file.fileno())
        sync_directory(folder)


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Turn what the system says meanwhile into a Failure that names the folder and the remedy."""
    try:
        yield
    except OSError as error:
        reason = meaning(error)
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        zh = "请清理磁盘空间。" if full else "请检查文件夹是否存在、共享是否已挂载、权限是否正确。"
        en = "Free some space." if full else "Check its share and permissions."
        raise Failure(
            Words(f"{folder} 不能写入（{reason.zh}）。{zh}", f"{folder} can't be written ({reason.en}). {en}")
        ) from None
