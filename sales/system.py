"""What the operating system says when it can't, in both languages: its own words are English only."""

import errno
from collections.abc import Mapping

from sales.words import Words

_MEANINGS: Mapping[int, Words] = {
    errno.ENOENT: Words("文件或文件夹不存在", "there is no such file or folder"),
    errno.ENOTDIR: Words("路径中有一段不是文件夹", "a part of the path is not a folder"),
    errno.EISDIR: Words("这是文件夹，不是文件", "it is a folder, not a file"),
    errno.EEXIST: Words("已经存在", "it exists already"),
    errno.ENOTEMPTY: Words("文件夹不是空的", "the folder is not empty"),
    errno.ENAMETOOLONG: Words("名称太长", "the name is too long"),
    errno.ELOOP: Words("链接指向自身", "the link leads back to itself"),
    errno.EACCES: Words("没有权限", "permission denied"),
    errno.EPERM: Words("系统不允许", "the system does not permit it"),
    errno.EROFS: Words("磁盘以只读方式挂载", "the disk is mounted read-only"),
    errno.ENOSPC: Words("磁盘已满", "no space is left on the disk"),
    errno.EDQUOT: Words("磁盘配额已用完", "the disk quota is used up"),
    errno.EFBIG: Words("文件太大", "the file is too large"),
    errno.EIO: Words("磁盘读写错误", "the disk failed to read or write"),
    errno.EBUSY: Words("正被占用", "it is in use"),
    errno.ETXTBSY: Words("正被占用", "it is in use"),
    errno.ESTALE: Words("网络共享已失效，须重新挂载", "the network share is stale: mount it anew"),
    errno.ENOTCONN: Words("连接已断开", "the connection is gone"),
    errno.EMFILE: Words("打开的文件太多", "too many files are open"),
    errno.ENFILE: Words("整个系统打开的文件太多", "too many files are open in the whole system"),
    errno.ENOMEM: Words("内存不足", "memory is used up"),
    errno.ETIMEDOUT: Words("长时间没有应答", "there was no answer in time"),
    errno.ECONNREFUSED: Words("对方拒绝连接", "the connection was refused"),
    errno.ECONNRESET: Words("连接被对方断开", "the other side cut the connection"),
    errno.EHOSTDOWN: Words("对方主机没有开机", "the host is down"),
    errno.EHOSTUNREACH: Words("无法到达对方主机", "the host can't be reached"),
    errno.ENETUNREACH: Words("网络不通", "the network can't be reached"),
}


def meaning(error: BaseException) -> Words:
    """Return why the system refused, as a clause to put in brackets; what is not known stays as it is.

    Only plain errors of the system go by their number: those of ssl and of name servers count their own.
    """
    number = getattr(error, "errno", None) if type(error).__module__ == "builtins" else None
    if isinstance(error, TimeoutError):  # those of Python itself have no number
        number = errno.ETIMEDOUT
    own = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return _MEANINGS.get(number or 0) or Words(own, own)
