"""From the bytes of a page to its text, in whatever encoding they are written."""

from __future__ import annotations

import codecs
import re

from beritasearch.pages.charset import WINDOWS, is_nearly_utf8

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SNIFFED = 4096
# The encodings that pages without UTF-8 are written in; a codec of another kind is no encoding
# of text, or fails on some bytes.
_ENCODINGS = re.compile(
    r"(?:windows-?125\d|cp125\d|iso-?8859-?\d{1,2}|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|"
    r"euc-(?:jp|kr)|tis-620|utf-?8)",
    re.IGNORECASE,
)
# Latin 1 is what pages call Windows-1252, which has quotation marks.
_LATIN = re.compile(r"iso-?8859-?1", re.IGNORECASE)
_LOST = "Some bytes of the page are no {}: the text has \ufffd where these characters were."
_GUESSED = f"The page is no UTF-8 and names no encoding: read as {WINDOWS}."
# UTF-8 that was once read as Windows-1252 and written again: `â€œ` for `“`, `Ã©` for `é`.
_MISREAD = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152-\u02dc\u2013-\u203a\u20ac\u2122]|\u00e2\u20ac"
)


def in_utf8(content: bytes) -> tuple[bytes, str | None]:
    """The page in UTF-8, and why some of it is doubtful; None where nothing is.

    UTF-8 if the bytes are, else as the page declares, else Windows-1252.
    """
    marked, doubt = _marked(content), None
    name = marked or "utf-8"
    try:
        # Pages declare iso-8859-1 and are UTF-8; the reverse never decodes.
        text = content.decode(name)
        return (content if marked is None else _encoded(text)), None
    except UnicodeDecodeError:
        if marked is None and not is_nearly_utf8(content.decode("utf-8", "replace")):
            name, doubt = _declared(content)
    try:
        return _encoded(content.decode(name)), doubt
    except UnicodeDecodeError:
        return _encoded(content.decode(name, "replace")), _LOST.format(name)


def without_mojibake(text: str) -> str:
    """A text whose characters were decoded wrongly once, as it was meant.

    >>> without_mojibake("â€œPanen rayaâ€\\x9d, kata lurah")
    '“Panen raya”, kata lurah'
    """
    if text.isascii() or not _MISREAD.search(text):
        return text
    # Takes 50 ms to import: only where there is something to repair.
    import ftfy

    return ftfy.fix_encoding(text)


def _marked(content: bytes) -> str | None:
    """The encoding that a mark at the beginning tells."""
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _encoded(text: str) -> bytes:
    return text.lstrip("\ufeff").encode("utf-8", "replace")


def _declared(content: bytes) -> tuple[str, str | None]:
    """The encoding that the page declares; where that is none, a guess, and a word on it."""
    declared = _DECLARED.search(content[:_SNIFFED])
    name = declared[1].decode("ascii", "ignore") if declared else ""
    if _LATIN.fullmatch(name):
        return WINDOWS, None
    try:
        if _ENCODINGS.fullmatch(name):
            return codecs.lookup(name).name, None
    except LookupError:
        pass
    return WINDOWS, _GUESSED
