"""Which filesystem a path lies on, by the lines of /proc/self/mountinfo (proc(5))."""

from pathlib import Path

import pytest

from register import filesystem
from register.filesystem import filesystem_of, refuse_network
from sales.words import Failure, Language

NETWORK = [
    *("nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "afs", "lustre", "vboxsf", "prl_fs"),
    *("fuse.sshfs", "fuse.rclone", "fuse.s3fs", "fuse.glusterfs", "fuse.davfs"),
]
LOCAL = [
    "ext4",
    "xfs",
    "btrfs",
    "zfs",
    "overlay",
    "tmpfs",
    "f2fs",
    "fuseblk",
    "fuse.gocryptfs",
    "fuse.mergerfs",
    "ntfs3",
]


def mount(monkeypatch: pytest.MonkeyPatch, folder: Path, *lines: tuple[Path, str]) -> None:
    """Let the system say that these mount points have these types, in this order."""
    mounts = folder / "mountinfo"
    octal = [(str(point).replace(" ", "\\040"), kind) for point, kind in lines]
    mounts.write_text(
        "".join(
            f"{36 + n} 35 0:5{n} / {point} rw shared:{n} - {kind} dev rw\n"
            for n, (point, kind) in enumerate(octal)
        )
    )
    monkeypatch.setattr(filesystem, "MOUNTS", mounts)


def test_this_machine_says_what_its_root_is() -> None:
    assert filesystem_of(Path("/")) != ""
    assert filesystem_of(Path("/proc/self")) == "proc"


@pytest.mark.parametrize("kind", NETWORK)
def test_a_network_filesystem_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    mount(monkeypatch, tmp_path, (Path("/"), "ext4"), (tmp_path, kind))
    with pytest.raises(Failure, match=kind.replace(".", "\\.")) as caught:
        refuse_network(tmp_path / "home")
    assert kind in caught.value.words.in_(Language.ZH)


@pytest.mark.parametrize("kind", LOCAL)
def test_a_local_filesystem_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    mount(monkeypatch, tmp_path, (Path("/"), "nfs4"), (tmp_path, kind))
    refuse_network(tmp_path / "home")


def test_the_deepest_mount_counts_and_of_two_on_a_point_the_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "a share"
    mount(
        monkeypatch, tmp_path, (Path("/"), "ext4"), (share, "nfs"), (share, "cifs"), (share / "disk", "xfs")
    )
    assert filesystem_of(share / "home") == "cifs"
    assert filesystem_of(share / "disk" / "home") == "xfs"
    assert filesystem_of(tmp_path / "a shared disk") == "ext4"


def test_a_link_is_followed_to_where_the_file_really_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "home").symlink_to(tmp_path / "share")
    mount(monkeypatch, tmp_path, (Path("/"), "ext4"), (tmp_path / "share", "nfs"))
    assert filesystem_of(tmp_path / "home" / "register.db") == "nfs"


def test_a_system_without_mountinfo_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filesystem, "MOUNTS", tmp_path / "missing")
    assert filesystem_of(tmp_path) == ""
    refuse_network(tmp_path)
