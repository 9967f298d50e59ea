"""Bytes to characters, where a file is only text: by its mark, its zeros, and what decodes."""

from __future__ import annotations

import codecs
import io
import re
from typing import Any

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# In UTF-16 every other byte of Latin text is a zero; a file without it has none at all.
_LOOKED_AT = 1000
_MOSTLY = 0.8

WINDOWS = "windows-1252"
_GUESSED = f"The text is no UTF-8: read as {WINDOWS}."
_LOST = "Some bytes of the text are no {}: it has \ufffd where these characters were."

# How HTML declares its own encoding, and where it has to.
_DECLARES = re.compile(rb"charset\s*=|<\?xml[^>]*encoding", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_UTF8 = re.compile(r"utf-?8|us-ascii", re.IGNORECASE)
# What is called Latin 1 is Windows-1252, which has quotation marks.
_LATIN = re.compile(r"iso-?8859-?1|latin-?1", re.IGNORECASE)


def wide_encoding(beginning: bytes) -> str | None:
    """The encoding of a file in UTF-16, by its mark or its zeros; None for all others."""
    for mark, name in _UTF16.items():
        if beginning.startswith(mark):
            return name
    looked_at = beginning[: _LOOKED_AT - _LOOKED_AT % 2]
    pairs = len(looked_at) // 2
    if pairs < 2:
        return None
    even, odd = looked_at[::2].count(0) / pairs, looked_at[1::2].count(0) / pairs
    if odd > _MOSTLY and not even:
        return "utf-16-le"
    return "utf-16-be" if even > _MOSTLY and not odd else None


def decoded(content: bytes) -> tuple[str, str | None]:
    """Text, and why some of it is doubtful; None where nothing is.

    UTF-16 if mark or zeros say so, UTF-8 if the bytes are, else Windows-1252: of the encodings
    that portals have used, the only other one.
    """
    name = wide_encoding(content) or "utf-8"
    try:
        return _without_mark(content.decode(name)), None
    except UnicodeDecodeError:
        lost = content.decode(name, "replace")
    if name != "utf-8" or is_nearly_utf8(lost):
        return _without_mark(lost), _LOST.format(name.upper())
    return content.decode(WINDOWS, "replace"), _GUESSED


def sent_as(content: bytes, name: str) -> bytes:
    """A page of HTML in UTF-8 where only the message around it told its encoding; else as it is.

    Bytes that are UTF-8 are that, whatever was declared, and a page that declares an encoding
    itself is read as it says.

    Parameters
    ----------
    name : the encoding that HTTP or MIME declared.
    """
    plain = name.strip("\"' ")
    if not plain or _UTF8.fullmatch(plain) or _DECLARES.search(content[:_DECLARED_WITHIN]):
        return content
    try:
        content.decode()
    except UnicodeDecodeError:
        try:
            return content.decode(WINDOWS if _LATIN.fullmatch(plain) else plain, "replace").encode()
        except (LookupError, ValueError):
            pass
    return content


def mended(field: str) -> str:
    """A field that was read as UTF-8 with its broken bytes kept (``surrogateescape``)."""
    if field.isascii():
        return field
    try:
        field.encode()
    except UnicodeEncodeError:
        return decoded(field.encode("utf-8", "surrogateescape"))[0]
    return field


def narrowed(stream: io.BufferedReader) -> io.BufferedReader:
    """A stream of text in UTF-8, if it is in UTF-16."""
    name = wide_encoding(stream.peek(_LOOKED_AT))
    return io.BufferedReader(_Narrowed(stream, name)) if name else stream


def _without_mark(text: str) -> str:
    return text.lstrip("\ufeff")


def is_nearly_utf8(replaced: str) -> bool:
    """Whether bytes that do not all decode are UTF-8 still, cut or with a broken character or two:
    in other encodings hardly any bytes happen to form its characters.

    Parameters
    ----------
    replaced : the bytes decoded, with a mark in the place of each that was broken.
    """
    broken = replaced.count("\ufffd")
    whole = len(replaced) - len(replaced.encode("ascii", "ignore")) - broken
    return whole >= broken


class _Narrowed(io.RawIOBase):
    """UTF-8 of what is in UTF-16."""

    def __init__(self, stream: io.BufferedReader, name: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(name)("replace")
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        while not self._waiting:
            block = self._stream.read(io.DEFAULT_BUFFER_SIZE)
            text = self._decoder.decode(block, final=not block)
            self._waiting = text.lstrip("\ufeff").encode("utf-8", "replace")
            if not block:
                break
        given = self._waiting[: len(view)]
        self._waiting = self._waiting[len(given) :]
        view[: len(given)] = given
        return len(given)
