"""Archives as crawlers write them, made of invented pages."""

from __future__ import annotations

import gzip

PAGE = b"<!DOCTYPE html><html><head><title>Judul</title></head><body><p>Isi</p></body></html>"
URL = "https://contoh.id/berita/"
TIME = "2024-04-30T10:21:00Z"


def record(
    block: bytes,
    *,
    kind: str = "response",
    content_type: str = "application/http; msgtype=response",
    number: int = 0,
    **headers: str,
) -> bytes:
    """One record of WARC."""
    fields = {
        "WARC-Type": kind,
        "WARC-Target-URI": f"{URL}{number}",
        "WARC-Date": TIME,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{number:012}>",
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(
    body: bytes = PAGE,
    *,
    status: str = "200 OK",
    content_type: str | None = "text/html",
    number: int = 0,
    warc: dict[str, str] | None = None,
    **headers: str,
) -> bytes:
    """A record of what a portal answered."""
    fields = {"Content-Type": content_type} if content_type else {}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    block = f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body
    return record(block, number=number, **(warc or {}))


def packed(*records: bytes) -> bytes:
    """An archive in which each record is compressed for itself."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
