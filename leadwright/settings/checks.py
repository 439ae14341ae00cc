"""What must hold between settings, beyond each key by itself."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

from documents.labels import PRODUCT_LINES
from leadwright.settings.keys import Keys
from leadwright.settings.provinces import unknown_provinces
from leadwright.settings.secrets import check_secret_file, read_secret_variable
from leadwright.settings.servers import Server
from sales.legible import legible
from sales.words import Failure, Words

_OF_WINDOWS = re.compile(r"[\\\x00-\x1f]|^[A-Za-z]:")  # TOML reads "C:\\fax" with a form feed


def contradictions(keys: Keys, home: Path) -> Iterator[Words]:
    """Return one sentence for each thing that does not fit together."""
    yield from _doubles("[[person]] id", (person.id for person in keys.person))
    yield from _doubles("[[mailbox]] name", (mailbox.name for mailbox in keys.mailbox))
    yield from _doubles("[[region]] name", (region.name for region in keys.region))
    yield from _paths_of_windows(keys)
    yield from _nested_folders(keys, home)
    yield from _doubles("[[region]] provinces", (p for region in keys.region for p in region.provinces))
    for region in keys.region:
        yield from unknown_provinces(region.name, region.provinces)
    yield from _unknown_regions(keys)
    yield from _archive_not_built(keys.archive.url)
    yield from _watched_for_ever(keys, home)
    yield from _clocks(keys)
    yield from _absences(keys)
    yield from _pricing(keys)
    yield from _doubles("[[reference]] name", (reference.name for reference in keys.reference))
    yield from _references(keys, home)
    yield from _secrets(keys, home)


def _doubles(key: str, values: Iterable[str]) -> Iterator[Words]:
    for value, count in Counter(values).items():
        if count > 1:
            yield Words(
                f"{key}：“{value}”写了 {count} 次，只能写一次。",
                f'{key}: "{value}" stands {count} times; write it once.',
            )


def _unknown_regions(keys: Keys) -> Iterator[Words]:
    known = [region.name for region in keys.region]
    for person in keys.person:
        for name in person.regions:
            if name not in known:
                listed = "、".join(known) or "（无）"
                yield Words(
                    f"[[person]] {person.id} regions：没有“{name}”这个区域。已写的区域：{listed}。",
                    f'[[person]] {person.id} regions: there is no region "{name}". '
                    f"Known: {', '.join(known) or 'none'}.",
                )


def _archive_not_built(url: str) -> Iterator[Words]:
    if urlsplit(url).scheme not in ("", "file"):
        yield Words(
            f'[archive] url：{url} 还不支持，请写一个文件夹，如 "archive"。',
            f'[archive] url: {url} is not supported yet; write a folder, e.g. "archive".',
        )


def _paths_of_windows(keys: Keys) -> Iterator[Words]:
    for folder in keys.folder:
        if _OF_WINDOWS.search(folder.path):
            shown = legible(folder.path)
            yield Words(
                f"[[folder]] path：“{shown}”要写本机的路径，用 / 分隔；Windows 共享请先挂载到本机。",
                f'[[folder]] path: "{shown}" has to be a path of this machine, with /. Mount a Windows share '
                "first.",
            )


def _nested_folders(keys: Keys, home: Path) -> Iterator[Words]:
    """Find folders that lie in another one: what is dropped there would be seen in both."""
    paths = [(folder.path, (home / folder.path).resolve()) for folder in keys.folder]
    for (one, here), (other, there) in combinations(paths, 2):
        if here.is_relative_to(there) or there.is_relative_to(here):
            yield Words(
                f"[[folder]] path：“{one}”和“{other}”一个在另一个之内，文件会被看到两次。请只写一个。",
                f'[[folder]] path: one of "{one}" and "{other}" lies in the other, and files would be seen '
                "twice. Write only one.",
            )


def _watched_for_ever(keys: Keys, home: Path) -> Iterator[Words]:
    """Find watched folders whose files are the program's own: it would take its settings and register in."""
    archive = (home / keys.archive.url.removeprefix("file://")).resolve()
    for folder in keys.folder:
        path = (home / folder.path).resolve()
        if home.resolve().is_relative_to(path) or path.is_relative_to(archive):
            yield Words(
                f"[[folder]] path：“{folder.path}”里是本程序自己的文件，不能当作来件收取。"
                '请另写一个文件夹，如 "inbox/fax"。',
                f'[[folder]] path: "{folder.path}" holds files of this program itself, which must not be '
                'taken in. Write another folder, e.g. "inbox/fax".',
            )


def _secrets(keys: Keys, home: Path) -> Iterator[Words]:
    for where, file in _secret_files(keys):
        yield from _failure_of(where, partial(check_secret_file, home / file))
    for where, server in _servers(keys):
        if server.password_env:
            read = partial(read_secret_variable, server.password_env)
            yield from _failure_of(f"{where} password_env", read)


def _clocks(keys: Keys) -> Iterator[Words]:
    """Find times allowed for product lines that there are not."""
    for name in type(keys.clock).model_fields:
        lines = getattr(keys.clock, name).by_product_line
        yield from _unknown_lines(f"[clock] {name}.product_lines", lines, keys)


def _absences(keys: Keys) -> Iterator[Words]:
    """Find absences of nobody, and those that end before they begin or have no one to stand in."""
    known = [person.id for person in keys.person]
    for place, each in enumerate(keys.absence, 1):
        for key, person in (("person", each.person), ("deputy", each.deputy)):
            if person not in known:
                yield Words(
                    f"[[absence]] #{place} {key}：没有编号为“{person}”的人员。"
                    f"[[person]] 中有：{'、'.join(known) or '（无）'}。",
                    f'[[absence]] #{place} {key}: there is no person "{person}". '
                    f"[[person]] has: {', '.join(known) or 'none'}.",
                )
        if each.person == each.deputy:
            yield Words(
                f"[[absence]] #{place} deputy：代理人不能是本人（{each.person}），请写另一个人。",
                f"[[absence]] #{place} deputy: {each.person} can't stand in for themselves; name another.",
            )
        if each.to < each.from_:
            yield Words(
                f"[[absence]] #{place} to：{each.to} 早于 from 的 {each.from_}，请核对日期。",
                f"[[absence]] #{place} to: {each.to} is before the {each.from_} of from; check the dates.",
            )


def _pricing(keys: Keys) -> Iterator[Words]:
    """Find margins of product lines that there are not, and margins below the floor."""
    rules = keys.pricing
    yield from _unknown_lines("[pricing] margins", rules.margins, keys)
    for key, margin in (("margin", rules.margin), *((f"margins.{k}", m) for k, m in rules.margins.items())):
        if margin < rules.floor_margin:
            yield Words(
                f"[pricing] {key}：{margin} 低于 floor_margin（{rules.floor_margin}），请改其一。",
                f"[pricing] {key}: {margin} is below the floor_margin of {rules.floor_margin}; change one.",
            )


def _references(keys: Keys, home: Path) -> Iterator[Words]:
    """Find reference proposals of product lines that there are not, and those without their Word file."""
    yield from _unknown_lines("[[reference]] product_line", [r.product_line for r in keys.reference], keys)
    for reference in keys.reference:
        if Path(reference.file).suffix.lower() != ".docx" or not (home / reference.file).is_file():
            yield Words(
                f"[[reference]] {reference.name} file：“{reference.file}”不是已有的 .docx 文件，请核对路径。",
                f'[[reference]] {reference.name} file: "{reference.file}" is no .docx that is there; '
                "correct the path.",
            )


def _unknown_lines(key: str, lines: Iterable[str], keys: Keys) -> Iterator[Words]:
    known = (*PRODUCT_LINES, *keys.classify.product_lines)
    for line in lines:
        if line not in known:
            yield Words(
                f"{key}：没有“{line}”这个产品类别。可写：{'、'.join(known)}。",
                f'{key}: there is no product line "{line}". Known: {", ".join(known)}.',
            )


def _servers(keys: Keys) -> Iterator[tuple[str, Server]]:
    yield from ((f"[[mailbox]] {mailbox.name}", mailbox) for mailbox in keys.mailbox)
    if keys.smtp is not None:
        yield "[smtp]", keys.smtp


def _secret_files(keys: Keys) -> Iterator[tuple[str, str]]:
    """Return every secret file with the key that names it."""
    for where, server in _servers(keys):
        if server.password_file:
            yield f"{where} password_file", server.password_file
    for mailbox in keys.mailbox:
        if mailbox.oauth is not None:
            yield f"[[mailbox]] {mailbox.name} oauth.refresh_token_file", mailbox.oauth.refresh_token_file
            if mailbox.oauth.client_secret_file:
                yield f"[[mailbox]] {mailbox.name} oauth.client_secret_file", mailbox.oauth.client_secret_file


def _failure_of(where: str, check: Callable[[], object]) -> Iterator[Words]:
    try:
        check()
    except Failure as failure:
        yield Words(f"{where}：{failure.words.zh}", f"{where}: {failure.words.en}")
