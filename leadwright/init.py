"""A new home: a commented ``leadwright.toml`` and the folders it names; and a restored one, without them."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from leadwright.settings import SETTINGS_FILE
from sales.system import meaning
from sales.words import Failure, Language, Words

SAMPLES = Path(__file__).parent / "samples"
FOLDERS = ("inbox/fax", "inbox/phone", "inbox/mail", "inbox/forms", "templates")


def make_home(home: Path, language: Language) -> Path:
    """Return the new settings file; raises Failure where the folder has one already or can't be written."""
    settings = home / SETTINGS_FILE
    try:
        for folder in FOLDERS:
            (home / folder).mkdir(parents=True, exist_ok=True)
        (home / "secrets").mkdir(mode=0o700, exist_ok=True)
        with settings.open("x", encoding="utf-8") as file:
            file.write((SAMPLES / f"{language}.toml").read_text("utf-8"))
    except FileExistsError:
        raise Failure(
            Words(
                f"{settings} 已经存在，没有改动。请换一个文件夹。",
                f"{settings} is there already and was left as it is. Name another folder.",
            )
        ) from None
    except OSError as error:
        reason = meaning(error)
        raise Failure(
            Words(
                f"不能在 {home} 建立文件（{reason.zh}）。请换一个文件夹，或检查权限。",
                f"{home} can't be written ({reason.en}). Name another folder, or check its permissions.",
            )
        ) from None
    return settings


def make_own_folders(home: Path, watched: Iterable[Path]) -> None:
    """Make the watched folders of a restored home: a backup has the archive, not what lay waiting.

    One is made only where nothing of its way below the home is there. Whatever is there, be it empty or a
    link to nowhere, may be where a share belongs that is away: a folder made in its place would hide what
    is put into it. So none outside the home is ever made; the watch says that it is missing.
    """
    for folder in [each for each in watched if _is_all_missing(home, each)]:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)


def _is_all_missing(home: Path, folder: Path) -> bool:
    if not folder.is_relative_to(home):
        return False
    top = folder.relative_to(home).parts[:1]
    return not os.path.lexists(home.joinpath(*top))
