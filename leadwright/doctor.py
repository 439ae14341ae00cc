"""``leadwright doctor``: everything the service needs, each really tried, with what to do where it fails."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from documents.sending import Smtp
from ingest.folders.folder import Folder
from ingest.mailbox.account import Account
from ingest.mailbox.session import Mailbox
from leadwright import restored
from leadwright.calendar import company_calendar
from leadwright.diagnosis import FINE, Finding, tried, try_writing, writing_to
from leadwright.settings import Settings, load_settings
from leadwright.templates import Placed, in_use, unused
from register.database import Register
from sales.people import Role
from sales.words import Failure, Words

LITTLE_SPACE = 1 << 30  # bytes

NO_MAILBOX = Words(
    "没有写 [[mailbox]]，不收取邮件。要收邮件，请在 leadwright.toml 中补上。",
    "There is no [[mailbox]], so no mail is fetched. To fetch mail, add one to leadwright.toml.",
)
NO_FOLDER = Words(
    "没有写 [[folder]]，不收取传真和文件。要收，请在 leadwright.toml 中补上。",
    "There is no [[folder]], so no faxes and files are taken. To take them, add one to leadwright.toml.",
)

PROGRAMS = {
    "soffice": Words(
        "未安装，许多旧 Word、WPS 文件读不了，发客户的文件没有 PDF；apt-get install libreoffice-writer",
        "Not there: many old Word and WPS files can't be read, and what goes to customers has no PDF; "
        "apt-get install libreoffice-writer",
    ),
    "antiword": Words(
        "未安装，旧 Word 文件由 LibreOffice 读取，较慢；apt-get install antiword",
        "Not there: old Word files are read by LibreOffice, more slowly; apt-get install antiword",
    ),
    "catppt": Words(
        "未安装，旧 PowerPoint 文件读不了；apt-get install catdoc",
        "Not there: old PowerPoint files can't be read; apt-get install catdoc",
    ),
    "unar": Words(
        "未安装，少数 rar 压缩包打不开；apt-get install unar",
        "Not there: some rar archives can't be opened; apt-get install unar",
    ),
}
"""Programs that reading uses where they are, and what is lost where they are not."""


def examine(home: Path) -> Iterator[Finding]:
    """Return a finding for each thing the service needs; wrong settings leave nothing else to look at."""
    what = Words("设置", "settings")
    try:
        settings = load_settings(home)
    except Failure as failure:
        yield Finding(what, False, failure.words)
        return
    yield Finding(what, True)
    for look in LOOKS:
        yield from look(settings)


def people(settings: Settings) -> Iterator[Finding]:
    """Look for a coordinator, and for a manager in each region (P1.4, P2.1)."""
    coordinators = settings.territory.with_role(Role.COORDINATOR)
    yield Finding(
        Words("业务主管", "coordinator"),
        bool(coordinators),
        FINE
        if coordinators
        else Words(
            '没有 roles = ["coordinator"] 的 [[person]]，登记表无人接收，请补上。',
            'No [[person]] has roles = ["coordinator"]: nobody gets the forms; add one.',
        ),
    )
    for region in settings.territory.regions:
        if settings.territory.manager_of(region.name) is None:
            said = Words("没有业务经理，来件交业务主管。", "has no manager; its leads go to the coordinator.")
            yield Finding(Words(f"区域 {region.name}", f"region {region.name}"), True, said, warns=True)


def mailboxes(settings: Settings) -> Iterator[Finding]:
    """Log in to each mailbox and look for its folders."""
    accounts = settings.accounts()
    if not accounts:
        yield Finding(Words("邮箱", "mailboxes"), bool(settings.folders()), NO_MAILBOX, warns=True)
    for account in accounts:
        yield from tried(Words(f"邮箱 {account.name}", f"mailbox {account.name}"), partial(_login, account))


def _login(account: Account) -> Words:
    with Mailbox(account) as mailbox:
        there = mailbox.folders()
    missing = [folder for folder in account.folders if folder.upper() != "INBOX" and folder not in there]
    if missing:
        raise Failure(
            Words(
                f"没有文件夹 {'、'.join(missing)}；现有：{'、'.join(there)}。",
                f"There is no folder {', '.join(missing)}; there are: {', '.join(there)}.",
            )
        )
    return FINE


def sending(settings: Settings) -> Iterator[Finding]:
    """Log in to the server by which mail leaves."""
    what = Words("发送邮件", "sending mail")
    server = settings.smtp_server()
    if server is None:
        said = Words(
            "没有写 [smtp]，邮件都留在待发箱中。请在 leadwright.toml 中补上。",
            "There is no [smtp]: all mails stay in the outbox. Add it to leadwright.toml.",
        )
        yield Finding(what, False, said)
    else:
        yield from tried(what, partial(_connected, server))


def _connected(server: Smtp) -> Words:
    with server:
        server.check()
    return FINE


def folders(settings: Settings) -> Iterator[Finding]:
    """Look whether each watched folder is there and files can be moved within it."""
    watched = settings.folders()
    if not watched:
        yield Finding(Words("文件夹", "folders"), bool(settings.accounts()), NO_FOLDER, warns=True)
    for folder in watched:
        what = Words(f"文件夹 {folder.name}", f"folder {folder.name}")
        yield from tried(what, partial(_writable, folder))


def _writable(folder: Folder) -> Words:
    try_writing(folder.path)
    return FINE


def calendar(settings: Settings) -> Iterator[Finding]:
    """Look whether this year's holidays are known, in December also the next year's (I15)."""
    gap = company_calendar(settings).gap(datetime.now(settings.zone).date())
    yield Finding(Words("日历", "calendar"), gap is None, gap or FINE)


def database(settings: Settings) -> Iterator[Finding]:
    """Open the register: its durable settings, its place, its version."""
    yield from tried(Words("登记库", "register"), partial(_upgraded, settings))


def _upgraded(settings: Settings) -> Words:
    register = Register(settings.database_url, home=settings.home)
    try:
        register.upgrade()
        register.check()
    finally:
        register.close()
    return FINE


def archive(settings: Settings) -> Iterator[Finding]:
    """Write and sync where the archive is, and see how much space is left."""
    yield from tried(Words("归档", "archive"), partial(_room, settings.archive_root))


def _room(root: Path) -> Words:
    with writing_to(root):
        root.mkdir(parents=True, exist_ok=True)
    try_writing(root)
    free = shutil.disk_usage(root).free
    if free < LITTLE_SPACE:
        raise Failure(
            Words(
                f"{root} 所在磁盘只剩 {free >> 20} MB，请清理或扩容。",
                f"Only {free >> 20} MB are left on the disk of {root}; make room.",
            )
        )
    return Words(f"正常，剩余 {free >> 30} GB", f"fine, {free >> 30} GB left")


def templates(settings: Settings) -> Iterator[Finding]:
    """Look over every template in use, make documents of samples with it, and read the forms back."""
    for placed in in_use(settings.home, settings.language):
        called = placed.template.name
        yield from tried(Words(f"模板 {called}", f"template {called}"), partial(_sound, placed))
    own = settings.home / "templates"
    for path, fault in unused(own):
        name = path.relative_to(own)
        yield Finding(Words(f"模板 {name}", f"template {name}"), True, fault.words, warns=True)


def _sound(placed: Placed) -> Words:
    for fault in placed.faults():
        if not fault.warns:  # a company may leave out what it does not want to print
            raise Failure(fault.words)
    return Words(f"正常，{placed.path}", f"fine, {placed.path}")


def programs(_: Settings) -> Iterator[Finding]:
    """Look for the programs that reading can do without."""
    for program, lost in PROGRAMS.items():
        is_there = shutil.which(program) is not None
        said = FINE if is_there else lost
        yield Finding(Words(f"程序 {program}", f"program {program}"), True, said, warns=not is_there)


LOOKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    people,
    mailboxes,
    sending,
    folders,
    calendar,
    database,
    archive,
    restored.look,
    templates,
    programs,
)
