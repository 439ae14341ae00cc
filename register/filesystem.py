"""Which kind of filesystem a path lies on; SQLite's locks and WAL do not hold across a network (I14)."""

import re
from pathlib import Path

from sales.words import Failure, Words

MOUNTS = Path("/proc/self/mountinfo")  # proc(5)

_NETWORK = re.compile(
    r"(nfs\d?|cifs|smb\d?|smbfs|ncpfs?|afs|coda|9p|ceph|lustre|gfs2?|ocfs2|beegfs|gpfs|davfs|vboxsf|prl_fs|vmhgfs"
    r"|fuse\.(sshfs|rclone|s3fs|davfs2?|glusterfs|curlftpfs|cephfs|juicefs|smbnetfs|mountpoint-s3|vmhgfs-fuse))"
)


def filesystem_of(path: Path) -> str:
    """Return the type of the filesystem under ``path`` ("ext4", "nfs4"), "" where the system does not say."""
    if not MOUNTS.exists():
        return ""
    found = ""
    depth = -1
    real = path.resolve()
    for line in MOUNTS.read_text(errors="surrogateescape").splitlines():
        point, kind = _mount(line)
        if real.is_relative_to(point) and len(point.parts) >= depth:  # a later mount covers an earlier one
            found, depth = kind, len(point.parts)
    return found


def refuse_network(path: Path) -> None:
    """Raise Failure where ``path`` lies on a network filesystem."""
    kind = filesystem_of(path)
    if _NETWORK.fullmatch(kind):
        raise Failure(
            Words(
                f"数据库文件 {path} 位于网络文件系统（{kind}）上，断电或断网时会损坏。"
                "请把 [database] url 指向本机磁盘，或改用 PostgreSQL。",
                f"The database file {path} lies on a network filesystem ({kind}), where it can be damaged. "
                "Point [database] url to a local disk, or use PostgreSQL.",
            )
        )


def _mount(line: str) -> tuple[Path, str]:
    """Return mount point and type from a line of mountinfo: ``36 35 98:0 / /mnt rw - ext3 /dev rw``."""
    before, _, after = line.partition(" - ")
    point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), before.split(" ")[4])
    return Path(point), after.split(" ")[0]
