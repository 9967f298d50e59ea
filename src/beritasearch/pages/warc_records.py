"""The records of a WARC file, one by one, past whatever is broken in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType

from beritasearch.pages.page import Rejection
from beritasearch.pages.unpacking import compression, first_bytes, unpacked

# Where an archive is broken, reading goes on at the next record; so often, and no more.
_MOST_RESTARTS = 1_000
_BLOCK = 1 << 20
_GZIP_MEMBER, _PLAIN_RECORD = b"\x1f\x8b\x08", b"WARC/1."
_NEXT_RECORD = b"\r\n\r\n" + _PLAIN_RECORD


def records(stream: io.BufferedReader, uri: str) -> Iterator[tuple[WarcRecord, int] | Rejection]:
    """The records that may hold pages, each with its offset; a rejection where one is broken.

    Parameters
    ----------
    stream : the archive as it is, compressed or not. Offsets are those of this file where each
        record is compressed for itself, as the standard wants it, else of what it holds.
    """
    if compression(stream.peek()) == "gzip" and _NEXT_RECORD not in first_bytes(stream):
        return _Archive(stream, _GZIP_MEMBER).records(uri)
    return _Archive(unpacked(stream), _PLAIN_RECORD).records(uri)


class _Archive:
    """An archive in which the beginning of a record can be looked for by its first bytes."""

    def __init__(self, stream: io.BufferedReader, mark: bytes) -> None:
        self._stream = stream
        self._mark = mark
        self._last = 0

    def records(self, uri: str) -> Iterator[tuple[WarcRecord, int] | Rejection]:
        for restart in range(_MOST_RESTARTS):
            begun_at, detail = self._last, ""
            try:
                yield from self._records()
                return
            except OSError as error:
                if error.errno is not None:
                    raise
                detail = f"The archive is broken behind the record at byte {{:,}}: {error}."
            if restart == 0 or self._last > begun_at:
                # Nothing but broken records since the last time was said then.
                yield Rejection(uri, self._last, "broken-record", detail.format(self._last))
            if not self._move_on():
                return
        yield Rejection(uri, self._last, "broken-archive", "The rest of the archive is broken.")

    def _records(self) -> Iterator[tuple[WarcRecord, int]]:
        kinds = WarcRecordType
        wanted = kinds.response | kinds.resource | kinds.conversion | kinds.revisit | kinds.unknown
        stream = self._stream if self._stream.seekable() else _Forward(self._stream)
        for record in ArchiveIterator(stream, record_types=wanted, quirks_mode=True):
            self._last = record.stream_pos
            yield record, self._last

    def _move_on(self) -> bool:
        """Go to where the next record may begin; False if there is none, or no way back."""
        if not self._stream.seekable():
            return False
        self._last += 1
        self._stream.seek(self._last)
        kept = b""
        while block := self._stream.read(_BLOCK):
            at = (kept + block).find(self._mark)
            if at >= 0:
                self._last += at
                self._stream.seek(self._last)
                return True
            kept = block[1 - len(self._mark) :]
            self._last = self._stream.tell() - len(kept)
        return False


class _Forward(io.RawIOBase):
    """A stream that knows where it is, as fastwarc asks of any, and never goes elsewhere."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        read = self._stream.readinto(buffer)
        self._at += read
        return read

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if (offset, whence) == (0, io.SEEK_CUR) or (offset, whence) == (self._at, io.SEEK_SET):
            return self._at
        raise io.UnsupportedOperation("seek")
