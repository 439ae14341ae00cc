"""Text from outside on its way into a document: it comes out as it was written, and is never markup (I16)."""

import re

from markupsafe import Markup, escape

# Ends of lines as faxes, PDFs and old Word files write them: CR, VT, FF, NEL, LS, PS.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# No ink and no meaning; most of them XML 1.0 forbids.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# What XML 1.0 cannot carry but stood for a character once (2.2 Characters).
_LOST = re.compile("[\ud800-\udfff\ufffe\uffff]")

_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def scrub(text: str) -> str:
    """Return ``text`` as XML can carry it: one kind of line end, no controls, U+FFFD for a lone surrogate."""
    text = _LINE_ENDS.sub("\n", text)
    return _LOST.sub("\N{REPLACEMENT CHARACTER}", _CONTROLS.sub("", text))


def in_word(text: str) -> Markup:
    """Return scrubbed text as the inside of a ``w:t``, its line breaks and tabs as Word's own."""
    return Markup(str(_inert(text)).replace("\n", _BREAK).replace("\t", _TAB))  # noqa: S704 - escaped by _inert


def in_properties(text: str) -> Markup:
    """Return scrubbed text as the inside of any other XML element."""
    return _inert(text)


def _inert(text: str) -> Markup:
    """Return ``text`` escaped, its braces as character references: no later pass can take them for a tag."""
    return Markup(str(escape(text)).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - escaped here
