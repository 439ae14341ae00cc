"""A sales office in a folder: a home, a mailbox on a real Dovecot, a server to send by, and the program run
on them. Commands are called in this process, the service is a process of its own.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

from leadwright import HOUSE
from leadwright.cli import app
from leadwright.settings import load_settings
from leadwright.tools import Tools, open_tools
from tests.servers.dovecot import Dovecot
from tests.servers.smtp import SmtpServer

USER = "sales"
PEOPLE = """
[[person]]
id = "wang"
name = "王芳"
email = "wang@example.com"
roles = ["coordinator"]

[[person]]
id = "li"
name = "李明"
email = "li@example.com"
roles = ["manager"]
regions = ["华东"]

[[region]]
name = "华东"
provinces = ["上海", "江苏", "浙江", "安徽", "福建", "江西", "山东"]

[[region]]
name = "华北"
provinces = ["北京", "天津", "河北", "山西", "内蒙古"]
"""


def person(id_: str, name: str, role: str, *regions: str) -> str:
    """Return somebody for the settings, with the address that goes with their id."""
    listed = ", ".join(f'"{region}"' for region in regions)
    return f"""
[[person]]
id = "{id_}"
name = "{name}"
email = "{id_}@example.com"
roles = ["{role}"]
regions = [{listed}]
"""


class Printed(TextIOWrapper):
    """What a command has printed."""

    def __init__(self) -> None:
        self._bytes = BytesIO()
        super().__init__(self._bytes, "utf-8", write_through=True)

    def __str__(self) -> str:
        return self._bytes.getvalue().decode()


class Office:
    """A home that fetches from ``dovecot`` and sends by ``smtp``."""

    def __init__(
        self,
        home: Path,
        dovecot: Dovecot,
        smtp: SmtpServer,
        *,
        database_url: str = "sqlite:///register.db",
        language: str = "zh",
        extra: str = "",
    ) -> None:
        self.home, self.dovecot, self.smtp = home, dovecot, smtp
        self.database_url = database_url
        for folder in ("inbox/fax", "inbox/phone", "secrets"):
            (home / folder).mkdir(parents=True)
        password = home / "secrets/sales"
        password.write_text(dovecot.password)
        password.chmod(0o600)
        (home / "leadwright.toml").write_text(
            f"""
language = "{language}"

[company]
name = "华远焊接设备有限公司"
name_en = "Huayuan Welding Equipment Co., Ltd."

[database]
url = "{database_url}"

[[mailbox]]
name = "sales"
host = "127.0.0.1"
port = {dovecot.port}
security = "none"
user = "{USER}"
password_file = "secrets/sales"
poll_seconds = 1

[smtp]
host = "127.0.0.1"
port = {smtp.port}
security = "none"
from = "sales@example.com"
daily_cap = 100000

[[folder]]
path = "inbox/fax"
channel = "fax"
settle_seconds = 0.2
poll_seconds = 1

[[folder]]
path = "inbox/phone"
channel = "phone"
settle_seconds = 0.2
poll_seconds = 1
{PEOPLE}{extra}""",
            "utf-8",
        )

    def receive(self, *mails: bytes) -> None:
        """Let mails arrive in the inbox."""
        self.dovecot.append(USER, "INBOX", *mails, received=datetime.now(UTC))

    def drop(self, name: str, data: bytes, folder: str = "fax") -> Path:
        """Put a whole file into a watched folder, as a program does that renames it when it is done."""
        path = self.home / "inbox" / folder / name
        unfinished = path.with_name(f"{name}.part")
        unfinished.write_bytes(data)
        return unfinished.rename(path)

    @contextmanager
    def tools(self) -> Iterator[Tools]:
        """Lend the program's tools in this process."""
        with open_tools(load_settings(self.home)) as tools:
            yield tools

    def call(self, *words: str, status: int = 0) -> str:
        """Return what a command prints; AssertionError with what it complained of where it ends otherwise."""
        with redirect_stdout(Printed()) as said, redirect_stderr(Printed()) as complained:
            ended = app.call([*words, "--home", str(self.home)])
        assert ended == status, str(complained)
        return str(said if status == 0 else complained)

    def json(self, *words: str) -> list[dict[str, Any]]:
        """Return what a command prints as JSON, one object a line."""
        return [json.loads(line) for line in self.call(*words, "--json").splitlines()]

    def run_once(self) -> None:
        """Take in, advance and send until nothing is ready."""
        self.call("run", "--once")

    @contextmanager
    def daemon(self) -> Iterator[subprocess.Popen[bytes]]:
        """Keep the service running, and stop it as systemd does."""
        process = subprocess.Popen(
            [sys.executable, "-m", "leadwright", "--home", str(self.home), "run"],
            cwd=HOUSE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait(timeout=10)


def mail(
    subject: str = "询价：环缝焊机",
    text: str = "我公司需要环缝焊机两台，请报价。\n\n南京宏达机械有限公司\n张伟 经理\n电话 025-84567890\n",
    *,
    sender: str = "张伟 <zhang@hongda.example>",
    to: str = "sales@example.com",
    message_id: str = "",
    headers: str = "",
) -> bytes:
    """Return a plain mail as it lies on a server, UTF-8 throughout."""
    lines = (
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        "Date: Mon, 23 Nov 2026 09:15:00 +0800",
        f"Message-ID: {message_id or f'<{abs(hash((subject, text, sender)))}@hongda.example>'}",
        *filter(None, [headers]),
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        text,
    )
    return "\r\n".join("\r\n".join(lines).splitlines()).encode() + b"\r\n"
