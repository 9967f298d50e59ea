"""The body of a HTTP message without its encodings, up to a length: no bomb goes off."""

from __future__ import annotations

import io
import re
import zlib

_NAMES = re.compile(r"[^\s,;]+")


def body(content: bytes, transfer: str | None, encoding: str | None, longest: int) -> bytes:
    """The body that a message carries.

    Many archives keep a body decoded and its headers as they were: what cannot be decoded as
    the headers say is taken as it is.

    Parameters
    ----------
    transfer, encoding : the headers ``Transfer-Encoding`` and ``Content-Encoding``.
    longest : more bytes than that are not decoded.
    """
    names = [*_NAMES.findall(encoding or ""), *_NAMES.findall(transfer or "")]
    for name in reversed(names):
        content = _decoded(content, name.lower(), longest)
    return content


def _decoded(content: bytes, name: str, longest: int) -> bytes:
    if name in ("gzip", "x-gzip", "deflate"):
        return _inflated(content, longest)
    from fastwarc.stream_io import BrotliReader, ChunkedReader, ZstdReader

    readers = {"chunked": ChunkedReader, "br": BrotliReader, "zstd": ZstdReader}
    if name not in readers:
        return content
    try:
        return readers[name](io.BytesIO(content)).read(longest) or content
    except (OSError, ValueError):
        return content


def _inflated(content: bytes, longest: int) -> bytes:
    """What is deflated, with a head of gzip or zlib or with none; a cut body as far as it goes."""
    for window in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(window).decompress(content, longest) or content
        except zlib.error:
            continue
    return content
