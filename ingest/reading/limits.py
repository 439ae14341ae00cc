"""How much of one original is read; what lies beyond is kept in the original, and said (I8)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Bounds that no honest mail reaches, and that keep a hostile one cheap."""

    text: int = 2_000_000  # characters of body and of all attachments together
    attachments: int = 500  # files in one letter, at any depth
    nesting: int = 8  # mails in mails, archives in archives
    parts: int = 1_000  # MIME parts of one mail
    headers: int = 500  # header lines of one part
    header: int = 32_768  # characters of one header; a long References or To stays whole
    unpacked: int = 400 * 2**20  # bytes out of all archives of one letter together
    spooled_body: int = 256 * 2**10  # bytes from which a part stays in the file until it is needed
