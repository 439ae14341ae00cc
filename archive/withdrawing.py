"""Taking back what was written and never registered."""

from archive import manifest, trouble
from archive.durable import sync_directory
from archive.store import ASIDE, Archive


def withdraw(archive: Archive, path: str) -> None:
    """Take out a file that a crash left behind before the register heard of it, where there is one.

    Nothing that the register names may be taken out (I3): the caller knows that it does not.
    """
    target = archive.absolute(path)
    home = target.parent.parent
    with trouble.in_words(archive.root):
        archive.check()
        if target.exists():
            manifest.drop(home, {target.relative_to(home).as_posix()}, archive.root / ASIDE)
            sync_directory(home)  # before the file goes: a list never names what is gone
            target.unlink()
            sync_directory(target.parent)
