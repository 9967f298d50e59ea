"""Compressed files, read as what they hold; no bomb goes off."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tempfile
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO, Any, Protocol, cast

from beritasearch.errors import PageRejected

# Also how far we look ahead, so that blank lines before a page do not hide it.
BUFFERED = 1 << 16

# Real pages shrink to a third (articles.jsonl.gz) or a fifth (pages/html), zeros to between a 229th
# and a 1,000th with gzip, and to a 20,000th with bzip2. Little is unpacked in no time.
_MOST_GROWTH = 100
_HARMLESS = 256_000_000

_MARKS = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}


class _Readable(Protocol):
    def readinto(self, buffer: Any, /) -> int | None: ...


class _Decompressor(Protocol):
    def read1(self, size: int, /) -> bytes: ...


def buffered(stream: _Readable | IO[bytes]) -> io.BufferedReader:
    """A stream that one can look ahead in, and that fills itself however slowly a pipe delivers."""
    return io.BufferedReader(cast("io.RawIOBase", stream), BUFFERED)


def compression(beginning: bytes) -> str | None:
    """The compression that a file's first bytes tell; None where it has none."""
    return next((name for mark, name in _MARKS.items() if beginning.startswith(mark)), None)


def unpacked(stream: io.BufferedReader) -> io.BufferedReader:
    """What a stream holds, decompressed if need be; one layer, never more.

    Raises
    ------
    PageRejected : while it is read: the file is broken, or a bomb.
    """
    name = compression(stream.peek(8)[:8])
    return buffered(_Unpacked(stream, name)) if name else stream


def first_bytes(stream: io.BufferedReader) -> bytes:
    """What a stream holds at its beginning, decompressed; the stream itself does not move on.

    Raises
    ------
    PageRejected : nothing of it can be decompressed.
    """
    packed = stream.peek()
    return _begun(packed) or unpacked(buffered(io.BytesIO(packed))).peek()


def _begun(packed: bytes) -> bytes:
    """What compressed bytes hold as far as they are whole; nothing where that is not known."""
    decompressors: dict[str | None, Callable[[], Any]] = {
        "gzip": lambda: zlib.decompressobj(zlib.MAX_WBITS | 16),
        "bzip2": bz2.BZ2Decompressor,
        "xz": lzma.LZMADecompressor,
    }
    begin = decompressors.get(compression(packed))
    try:
        return bytes(begin().decompress(packed, BUFFERED)) if begin else b""
    except (zlib.error, lzma.LZMAError, OSError, EOFError):
        return b""


def seekable(stream: io.BufferedReader) -> io.BufferedReader:
    """The same bytes in a file that can be read from its end, as Parquet and ZIP are.

    What cannot be is copied to a temporary file first: to the disk, not into memory.
    """
    if stream.seekable() and not isinstance(stream.raw, _Unpacked):
        return stream
    with ExitStack() as unless_copied:
        copy = unless_copied.enter_context(tempfile.TemporaryFile())
        while block := stream.read(BUFFERED):
            copy.write(block)
        copy.seek(0)
        unless_copied.pop_all()
    return cast("io.BufferedReader", copy)


class _Counted(io.RawIOBase):
    """Bytes on their way to be decompressed, counted."""

    def __init__(self, stream: _Readable) -> None:
        self._stream = stream
        self.total = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        read = self._stream.readinto(buffer) or 0
        self.total += read
        return read


class _Unpacked(io.RawIOBase):
    """Decompressed bytes, as long as they are no bomb."""

    def __init__(self, stream: _Readable, name: str) -> None:
        self._packed = _Counted(stream)
        self._name = name
        self._stream = _decompressor(self._packed, name)
        self._total = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            read = self._read(memoryview(buffer))
        except (EOFError, zlib.error, lzma.LZMAError, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise PageRejected(
                f"broken-{self._name}", f"The file cannot be decompressed: {error}."
            ) from error
        self._total += read
        if self._total > max(_HARMLESS, _MOST_GROWTH * self._packed.total):
            raise PageRejected(
                "bomb",
                f"The file grows more than {_MOST_GROWTH} times when it is decompressed: it was "
                "made to fill a memory or a disk.",
            )
        return read

    def _read(self, buffer: memoryview) -> int:
        """One step: what was decompressed is given before an error behind it is met."""
        block = self._stream.read1(len(buffer))
        buffer[: len(block)] = block
        return len(block)


def _decompressor(stream: _Counted, name: str) -> _Decompressor:
    packed = cast("Any", stream)
    if name == "gzip":
        return gzip.GzipFile(fileobj=packed)
    if name == "bzip2":
        return bz2.BZ2File(packed)
    if name == "xz":
        return lzma.LZMAFile(packed)
    # Heavy to import: only where there is zstd.
    import pyarrow as pa

    return cast("_Decompressor", pa.CompressedInputStream(pa.PythonFile(packed, "r"), "zstd"))
