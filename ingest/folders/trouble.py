"""What can be wrong with a watched folder or a file in it, in words that name it and the remedy."""

from pathlib import Path

from ingest.folders.folder import shown
from sales.system import meaning
from sales.words import Unavailable, Words

EMPTY = Words(
    "文件为空（0 字节），可能是传真或扫描中断。请让对方重发，或重新扫描后放入该文件夹。",
    "The file is empty (0 bytes); the fax or scan was probably cut off. Ask for it again, or scan it again "
    "and put it into the folder.",
)
GROWING = Words(
    "文件一直在变化，尚未写完，因此未取走。请检查写入该文件的传真机、扫描仪或程序。",
    "The file keeps changing and is not finished, so it was not taken. Check the fax machine, scanner or "
    "program that writes it.",
)
WRITTEN = Words(
    "文件仍被其他程序打开并写入，因此未取走。请关闭该程序中的文件。",
    "A program still has the file open for writing, so it was not taken. Close it there.",
)
UNREADABLE = Words(
    "没有读取该文件的权限，因此未取走。请修改文件权限。",
    "There is no permission to read the file, so it was not taken. Change its permissions.",
)
LINK = Words(
    "这是链接（快捷方式），不是文件，因此未取走，以免误取文件夹以外的文件。请放入文件本身，并删除链接。",
    "This is a link and no file, so it was not taken: it may lead out of the folder. Put the file itself "
    "here, and delete the link.",
)
NO_FILE = Words(
    "这是管道、套接字或设备，不是文件，因此未取走。请将其移出该文件夹。",
    "This is a pipe, a socket or a device and no file, so it was not taken. Move it out of the folder.",
)
BLOCKED = Words(
    "没有打开该子文件夹的权限，其中的文件未取走。请修改文件夹权限。",
    "There is no permission to look into this subfolder, so nothing in it was taken. Change its permissions.",
)


def missing(name: str, path: Path) -> Unavailable:
    """Return the trouble of a folder that is not there."""
    return Unavailable(
        Words(
            f"找不到监视文件夹“{name}”（{shown(path)}）。"
            "请检查设置中的 [[folder]] path，以及网络共享是否已连接；恢复后会自动继续。",
            f"The watched folder {name} ({shown(path)}) is missing. Check [[folder]] path in the settings, "
            "and whether its share is connected; it goes on by itself once it is back.",
        )
    )


def gone(name: str, path: Path, mount: Path) -> Unavailable:
    """Return the trouble of a folder whose share is no longer mounted."""
    return Unavailable(
        Words(
            f"监视文件夹“{name}”（{shown(path)}）所在的共享 {shown(mount)} 已断开。"
            "请重新挂载；恢复后会自动继续。",
            f"The share {shown(mount)} with the watched folder {name} ({shown(path)}) is no longer mounted. "
            "Mount it; it goes on by itself once it is back.",
        )
    )


def not_writable(name: str, path: Path) -> Unavailable:
    """Return the trouble of a folder from which nothing can be moved to ``taken/``."""
    return Unavailable(
        Words(
            f"监视文件夹“{name}”（{shown(path)}）不可写，已取走的文件无法移入 taken。请给予写权限。",
            f"The watched folder {name} ({shown(path)}) can't be written, so files can't be moved to taken. "
            "Give permission to write.",
        )
    )


def failed(name: str, path: Path, error: OSError) -> Unavailable:
    """Return the trouble of a folder or file that can't be read or moved for another reason."""
    said = meaning(error)
    return Unavailable(
        Words(
            f"监视文件夹“{name}”出错：{shown(path)}：{said.zh}。请检查磁盘或网络共享；恢复后会自动继续。",
            f"The watched folder {name} failed at {shown(path)}: {said.en}. Check its disk or share; "
            "it goes on by itself afterwards.",
        )
    )


def changed(path: Path) -> Unavailable:
    """Return the trouble of a file that changed or went while it was read: it waits for the next scan."""
    return Unavailable(
        Words(
            f"文件 {shown(path)} 在读取时发生变化，写完后会自动再取。",
            f"{shown(path)} changed while it was read; it is taken once it is finished.",
        )
    )


def note(name: str, reason: Words) -> Words:
    """Return the text of the note beside a file that was set aside."""
    return Words(
        f"文件：{name}\n原因：{reason.zh}\n\n修复或重新扫描后，请把新文件放入上一级文件夹。\n"
        "不再需要时，可将文件和本说明一起删除。\n",
        f"File: {name}\nReason: {reason.en}\n\nPut the repaired file, or a new scan, into the folder above.\n"
        "If it is not needed any more, delete it together with this note.\n",
    )
