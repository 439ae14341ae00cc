"""Bytes to text, whatever the sender claimed: declared charsets lie, are too small, or are missing.

Chinese senders write ``gb2312`` and mean its superset gb18030; so do their mail servers, and so does Python's
own codec table once ``prefer_supersets`` has run.
"""

import codecs
import encodings.aliases
import re

_SUPERSETS = {
    **dict.fromkeys(
        ("gb2312", "gbk", "cp936", "936", "ms936", "x_gbk", "gb_2312_80", "gb2312_80"), "gb18030"
    ),
    **dict.fromkeys(("euc_cn", "euccn", "eucgb2312_cn", "chinese", "csgb2312", "csiso58gb231280"), "gb18030"),
    **dict.fromkeys(("iso_ir_58", "x_euc_cn", "x_cp20936", "gb_18030", "cp54936", "gb", "zh_cn"), "gb18030"),
    **dict.fromkeys(("big5", "big5_tw", "csbig5", "x_x_big5", "cp950", "950", "ms950"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "sjis", "x_sjis", "csshiftjis", "windows_31j", "ms_kanji"), "cp932"),
    **dict.fromkeys(("euc_kr", "ks_c_5601_1987", "ks_c_5601", "ksc5601", "korean", "x_windows_949"), "cp949"),
    **dict.fromkeys(("iso8859_1", "iso_8859_1", "latin_1", "latin1", "8859", "l1", "x_ansi"), "cp1252"),
    **dict.fromkeys(("iso_8859_8_i", "iso8859_8_i", "iso_8859_8_e"), "iso8859_8"),
    **dict.fromkeys(("unicode_1_1_utf_7", "x_unicode_2_0_utf_7", "cp65000"), "utf_7"),
    **dict.fromkeys(("cp65001", "utf_8_mb4", "utf8mb4", "x_utf_8", "unicode_1_1_utf_8"), "utf_8"),
    **dict.fromkeys(("iso_8859_11", "tis_620", "windows_874"), "cp874"),
    **dict.fromkeys(("x_mac_roman", "macintosh"), "mac_roman"),
}
"""Charset names as mails write them (lower case, underscores), and the codec that reads all they may mean."""

_WEAK = frozenset({"ascii", "cp1252", "iso8859-1", "iso8859-15"})
"""Codecs that turn any bytes into something, so that decoding without an error proves nothing."""

_CONFUSED_WITH_BIG5 = _WEAK | {"", "gb18030", "utf-8"}
"""What Big5 is sent as: its bytes decode as GB 18030 without an error, to rubbish."""

_ASCII_ONLY = re.compile(r"utf-?7|iso2022|hz|utf-?16|utf-?32", re.IGNORECASE)
"""Codecs whose bytes may all be below 0x80 and still are not ASCII."""

_EVERYDAY = frozenset(
    "的是不了在有我们您你好请谢公司价报需要与和为产电话机提供" + "們請謝價報與為產電話機問貴麼這個來對會時發"
)
"""Characters that some stand among in any Chinese letter, of the mainland or of Taiwan and Hong Kong."""

_HANZI_PAIRS = re.compile(rb"(?:[\xa1-\xf7][\xa1-\xfe])+")
_WIDE = re.compile(r"[\u0800-\U0010ffff]+")  # three or more bytes in UTF-8
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 64 * 2**10  # bytes that are looked at to guess
_LETTER = 4 * 2**10  # bytes that are enough to tell Big5 from GB 18030
_TOLERATED = 0.03  # wrong bytes among those above 0x7f, in a text that is otherwise right
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def prefer_supersets() -> None:
    """Make Python's codec table read each charset name by its superset, for the libraries that use it."""
    encodings.aliases.aliases.update(_SUPERSETS)


def decode(data: bytes, declared: str = "") -> str:
    """Return ``data`` as text: by the declared charset where that fits, by what the bytes show where not.

    Never raises; what no charset explains becomes U+FFFD. NUL and lone surrogates are dropped.
    """
    codec = _codec(declared)
    if data.isascii() and not _ASCII_ONLY.match(codec):
        text = data.decode("ascii")
    else:
        text = _decode_high(data, codec)
    return _clean(text)


def _decode_high(data: bytes, codec: str) -> str:
    for bom, bom_codec in _BOMS:
        if data.startswith(bom):
            return data.decode(bom_codec, "replace")
    for candidate in _candidates(data[:_SAMPLE], codec):
        text = _decode_nearly(data, candidate)
        if text is not None:
            return text
    return data.decode("utf-8", "replace")


def _candidates(sample: bytes, codec: str) -> list[str]:
    """Return the codecs to try, the likeliest first."""
    strong = [codec] if codec and codec not in _WEAK else []
    if b"\x1b$" in sample:
        return [*strong, "iso2022_jp"]
    if _is_surely_utf8(sample):
        return ["utf-8", *strong]
    if not sample.isascii() and codec in _CONFUSED_WITH_BIG5 and _is_likely_big5(sample):
        return ["big5hkscs", *strong, "gb18030"]
    guess = ["gb18030"] if _is_likely_hanzi(sample) else []
    return [*strong, "utf-8", *guess, codec or "cp1252", "cp1252", "gb18030"]


def _decode_nearly(data: bytes, codec: str) -> str | None:
    """Return ``data`` by ``codec`` where at most a few bytes do not fit, else None."""
    if not codec:
        return None
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        pass
    if codec in _WEAK:
        return None
    try:
        text = data.decode(codec, "replace")
    except (UnicodeError, LookupError):
        return None
    high = sum(map(len, _HIGH_BYTES.findall(data)))
    wrong = text.count("\ufffd")
    return text if wrong <= max(1, high * _TOLERATED) and high > 4 * wrong else None


def _is_surely_utf8(sample: bytes) -> bool:
    """True where the bytes are UTF-8 of Chinese text; by chance, gb18030 hardly ever makes such triples."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        text = decoder.decode(sample)  # a character cut at the end of the sample is no error
    except UnicodeDecodeError:
        return False
    wide = sum(map(len, _WIDE.findall(text)))
    return wide > 0 and wide * 2 > sum(map(len, _BEYOND_ASCII.findall(text)))


def _is_likely_hanzi(sample: bytes) -> bool:
    """True where nearly all high bytes come in pairs of the GB 2312 plane; Western accents stand alone."""
    high = sum(map(len, _HIGH_BYTES.findall(sample)))
    paired = sum(map(len, _HANZI_PAIRS.findall(sample)))
    return high >= 4 and paired >= high * 0.9


def _is_likely_big5(sample: bytes) -> bool:
    """True where the bytes make everyday words as Big5, and hardly any as GB 18030."""
    as_big5, as_gb = (_everyday(sample[:_LETTER], codec) for codec in ("big5hkscs", "gb18030"))
    return as_big5 > 2 + 3 * as_gb


def _everyday(sample: bytes, codec: str) -> int:
    return sum(character in _EVERYDAY for character in sample.decode(codec, "ignore"))


def _codec(declared: str) -> str:
    """Return the canonical name of the codec that ``declared`` means, "" where there is none."""
    name = re.sub(r"[^a-z0-9]+", "_", declared.lower()[:40]).strip("_")
    if not name:
        return ""
    try:
        info = codecs.lookup(_SUPERSETS.get(name, name))
    except (LookupError, ValueError):
        return ""
    return info.name if info._is_text_encoding else ""


def _clean(text: str) -> str:
    if "\x00" in text:
        text = text.replace("\x00", "")
    if text.isascii():
        return text
    return text.encode("utf-8", "ignore").decode("utf-8")  # UTF-7 and UTF-16 can carry lone surrogates
