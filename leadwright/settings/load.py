"""From ``leadwright.toml`` and the environment to checked settings, or to one message with every error."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from leadwright.settings.checks import contradictions
from leadwright.settings.explain import explained
from leadwright.settings.keys import Keys
from leadwright.settings.settings import Settings
from sales.system import meaning
from sales.words import Failure, Language, Words

SETTINGS_FILE = "leadwright.toml"

_LINE = re.compile(r"\(at line (\d+), column \d+\)")  # where tomllib stopped
_LANGUAGE_LINE = re.compile(r"""^language\s*=\s*["'](zh|en)["']""", re.MULTILINE)


def load_settings(home: Path) -> Settings:
    """Return the settings of this home; Failure names every wrong key with its value and the remedy."""
    path = home / SETTINGS_FILE
    return checked(_parsed(path), home, str(path))


def checked(written: dict[str, Any], home: Path, named: str = SETTINGS_FILE) -> Settings:
    """Return settings from what is written; ``named`` is how messages call the place where it is."""
    try:
        keys = Keys(**written)
    except ValidationError as error:
        raise _failure(named, explained(error, Keys)) from None
    if wrong := list(contradictions(keys, home)):
        raise _failure(named, wrong)
    settings = Settings(home, keys)
    settings.accounts()  # a mailbox refuses what could end an IMAP command early
    return settings


def language_of(home: Path, environment: Mapping[str, str]) -> Language | None:
    """Return the language of this home, even of one with wrong settings; None where nothing says."""
    if (chosen := environment.get("LEADWRIGHT_LANGUAGE")) in tuple(Language):
        return Language(chosen)
    try:
        text = (home / SETTINGS_FILE).read_text("utf-8", errors="replace")
    except OSError:
        return None
    found = _LANGUAGE_LINE.search(text)
    return Language(found[1]) if found else Language.ZH


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        reason = meaning(error)
        raise Failure(
            Words(
                f"读不到设置文件 {path}（{reason.zh}）。"
                "用 leadwright init 建立，或用 --home 指明所在文件夹。",
                f"The settings file {path} can't be read ({reason.en}). "
                "Make one with `leadwright init`, or name its folder with --home.",
            )
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = _LINE.search(str(error))
        where = f"第 {line[1]} 行写法有误" if line else "写法有误"
        raise Failure(
            Words(
                f'{path} {where}（{error}）。文字要写在英文引号 "" 里，同一项只写一次，文件要存为 UTF-8。',
                f"{path} is not valid TOML: {error}. "
                "Text stands in straight quotes, a key only once; the file is UTF-8.",
            )
        ) from None


def _failure(named: str, wrong: Iterable[Words]) -> Failure:
    words = list(wrong)
    return Failure(
        Words(
            "\n".join([f"{named} 有错：", *(f"  {each.zh}" for each in words)]),
            "\n".join([f"{named} is wrong:", *(f"  {each.en}" for each in words)]),
        )
    )
