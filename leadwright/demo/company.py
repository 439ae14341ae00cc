"""The sample company: a home of its own, never one that is there already."""

from itertools import count
from pathlib import Path
from string import Template

from leadwright.demo.servers import MailServers
from leadwright.init import make_home
from leadwright.settings import SETTINGS_FILE, Settings, load_settings
from sales.words import Failure, Language, Words

SETTINGS = Path(__file__).parent / "settings"
FOLDER = "leadwright-demo"


def new_home(named: Path | None, current: Path) -> Path:
    """Return where the demo goes: ``named``, else the first of ``leadwright-demo``, ``leadwright-demo-2``, …
    that is free; Failure where the named folder holds anything.
    """
    if named is None:
        names = (FOLDER if number == 1 else f"{FOLDER}-{number}" for number in count(1))
        return next(current / name for name in names if _is_free(current / name))
    if not _is_free(named):
        raise Failure(
            Words(
                f"{named} 里已有文件，演示不会覆盖。请用 --home 指定一个新文件夹。",
                f"{named} is not empty, and the demo overwrites nothing. Name a new folder by --home.",
            )
        )
    return named


def found(home: Path, language: Language, servers: MailServers) -> Settings:
    """Return the settings of the sample company, whose home is made in ``home``."""
    make_home(home, language)
    text = Template((SETTINGS / f"{language}.toml").read_text("utf-8"))
    written = text.substitute(imap_port=servers.imap_port, smtp_port=servers.smtp_port)
    (home / SETTINGS_FILE).write_text(written, "utf-8")
    password = home / "secrets" / "sales"
    password.touch(mode=0o600)
    password.write_text(servers.password)
    return load_settings(home)


def _is_free(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except FileNotFoundError:
        return True
    except NotADirectoryError:
        return False
