"""Files that are text already: notes, tables with commas, calendar entries, web pages."""

from ingest.reading.body import html_text
from ingest.reading.charset import decode
from ingest.reading.part import Part, Spool
from sales.words import Words


def read_text(data: bytes, name: str, spool: Spool) -> Part:
    """Return the text of a text file in whatever charset."""
    return Part(text=decode(data).replace("\r\n", "\n").replace("\r", "\n").strip("\n"))


def read_html(data: bytes, name: str, spool: Spool) -> Part:
    """Return the text of a web page."""
    return Part(text=html_text(decode(data)))


def read_nothing(data: bytes, name: str, spool: Spool) -> Part:
    """Return nothing of a file whose format this house does not read, and say so."""
    if not data:
        return Part(
            problem=Words(
                zh=f"文件“{name}”为空（0 字节），可能是传输中断；请对方重新发送",
                en=f"The file “{name}” is empty (0 bytes); it was probably cut off, so ask for it again",
            )
        )
    return Part(
        problem=Words(
            zh=f"文件“{name}”的格式无法识别，内容未读取；请用相应的软件打开查看",
            en=f"The format of the file “{name}” is unknown, so it was not read; open it elsewhere",
        )
    )


def read_signature(data: bytes, name: str, spool: Spool) -> Part:
    """Return nothing of a detached signature, which holds nothing to read."""
    return Part()
