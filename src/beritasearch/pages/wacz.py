"""WACZ: the archives of a crawl in one ZIP, as browsertrix and ArchiveWeb.page write it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from beritasearch.errors import PageRejected
from beritasearch.pages.page import Page, Rejection
from beritasearch.pages.unpacking import buffered, seekable
from beritasearch.pages.warc import read_warc

_ARCHIVE = re.compile(r"archive/[^/].*\.warc(?:\.\w+)?", re.IGNORECASE)


def read_wacz(stream: io.BufferedReader, uri: str, longest: int) -> Iterator[Page | Rejection]:
    """The pages of all archives in a WACZ file; each page names the archive inside."""
    try:
        with seekable(stream) as source, zipfile.ZipFile(source) as crawl:
            names = [name for name in crawl.namelist() if _ARCHIVE.fullmatch(name)]
            if not names:
                raise PageRejected(
                    "unsupported-form",
                    "The file is a ZIP and no WACZ: no archive/*.warc is in it. Unpack it, and "
                    "give the folder; save a spreadsheet as CSV.",
                )
            for name in names:
                with crawl.open(name) as member:
                    yield from read_warc(buffered(member), f"{uri}/{name}", longest)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise PageRejected("broken-zip", f"The ZIP file cannot be read: {error}.") from error
