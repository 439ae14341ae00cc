"""Writing a mail's subject and text from its template in ``templates/<language>/mail/``.

The first line of a template is the subject; the text begins after the empty line.
"""

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from documents import find
from documents.headers import one_line
from documents.mail_html import html_of
from documents.mails import Mail
from documents.sandbox import Sandboxed, Trouble
from sales.legible import legible, shortened
from sales.words import Failure, Language, Words

# A mail is read in ten seconds; the form has the whole of it.
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class MailText:
    """What a mail says."""

    subject: str
    text: str
    html: str = ""  # the same, for readers that break lines of plain text as they like (Outlook)


def write_mail(mail: Mail, language: Language, home: Path | None = None) -> MailText:
    """Return the subject and the text of a mail; Failure where its template is missing, wrong or empty."""
    return text_of(find.template(f"mail/{mail.template}.txt", language, home), mail)


def text_of(path: Path, mail: Mail) -> MailText:
    """Return what the template at ``path`` makes of a mail, under the same terms."""
    values = {field.name: getattr(mail, field.name) for field in fields(mail)}
    try:
        text = _compiled(path, *_state(path)).render(values).text
    except Trouble as trouble:
        raise _failure(path, trouble) from trouble
    subject, body = divided(path, text)
    return MailText(one_line(subject), body + "\n", html_of(body))


def divided(path: Path, text: str) -> tuple[str, str]:
    """Return subject and body of what a template says, or became; Failure where there is nothing to read."""
    subject, _, body = text.partition("\n")
    if legible(subject).strip() and legible(body).strip():
        return subject, body.strip()
    raise Failure(
        Words(
            f"邮件模板 {path} 没有主题或正文，邮件未写成。第一行写主题，空一行后写正文；"
            "也可删除该文件，改用自带的模板。",
            f"The mail template {path} has no subject or no text, so no mail was written. Write the subject "
            "into the first line and the text after an empty one, or delete the file: ours is used then.",
        )
    )


@lru_cache(maxsize=64)
def _compiled(path: Path, _changed: int, _size: int) -> Sandboxed:
    return Sandboxed(source_of(path), short, lines=True)


def _state(path: Path) -> tuple[int, int]:
    """Return what changes when a template is saved; a missing one is left to its reader to complain of."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def source_of(path: Path) -> str:
    """Return a mail template's text; Failure where it is missing or not UTF-8."""
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(
            Words(
                f"读不到邮件模板 {path}。请恢复该文件，并用 UTF-8 编码保存。",
                f"The mail template {path} can't be read. Restore it, and save it as UTF-8.",
            )
        ) from error


def short(value: str) -> Markup:
    """Return a value as a mail shows it: on one line, so that it can't pose as another, and not too long."""
    return Markup(shortened(one_line(value), _LONGEST))  # noqa: S704 - plain text, no markup


def _failure(path: Path, trouble: Trouble) -> Failure:
    return Failure(
        Words(
            f"邮件模板 {path} 第 {trouble.line} 行有误：{trouble.reason.zh}。请修改后保存。",
            f"The mail template {path} is wrong in line {trouble.line}: {trouble.reason.en}. Mend this line.",
        )
    )
