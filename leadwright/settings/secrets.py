"""Secrets: kept in files only their owner can read, or in the environment; never in ``leadwright.toml``."""

import os
import re
from pathlib import Path

from sales.system import meaning
from sales.words import Failure, Words

HIDDEN = "…"
_URL_PASSWORD = re.compile(r"(://[^/\s:@]*:)[^/\s@]*@")

OTHERS = 0o077
"""The mode bits by which anybody but the owner could read or change a file."""


def read_secret_file(path: Path) -> str:
    """Return what the file holds, without line end; Failure where it is missing, empty or open to others."""
    check_secret_file(path)
    secret = path.read_text("utf-8").rstrip("\r\n")
    if not secret:
        raise Failure(
            Words(f"密码文件 {path} 是空的，请写入密码。", f"The secret file {path} is empty; fill it in.")
        )
    return secret


def check_secret_file(path: Path) -> None:
    """Do nothing where the file is there and its owner's alone; raise Failure otherwise."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        reason = meaning(error)
        raise Failure(
            Words(
                f"读不到密码文件 {path}（{reason.zh}）。请建立它，写入密码，并执行 chmod 600 {path}。",
                f"The secret file {path} can't be read ({reason.en}). "
                f"Write the secret into it and run: chmod 600 {path}",
            )
        ) from None
    if mode & OTHERS:
        raise Failure(
            Words(
                f"密码文件 {path} 别人也能读。请执行 chmod 600 {path}。",
                f"The secret file {path} is open to others. Run: chmod 600 {path}",
            )
        )


def read_secret_variable(name: str) -> str:
    """Return the value of an environment variable; Failure where it is not set."""
    if secret := os.environ.get(name):
        return secret
    raise Failure(
        Words(
            f"环境变量 {name} 没有设置，请在启动前写入密码。",
            f"The environment variable {name} is not set; put the secret into it before the start.",
        )
    )


def hide_passwords(text: str) -> str:
    """Return ``text`` without the password of any ``postgresql://user:password@host``."""
    return _URL_PASSWORD.sub(rf"\1{HIDDEN}@", text)
