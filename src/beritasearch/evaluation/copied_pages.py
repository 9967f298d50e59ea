"""HTML pages as the lines that are left of them: as a person copies one, and as WET has it.

Neither asks how a page is styled: a menu that a browser would hide until it is opened is copied
too, which makes the article harder to find, not easier.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from beritasearch.articles.text_lines import BLOCKS, Element, text_lines

# Between these a browser copies an empty line.
_PARAGRAPHS = (
    *("blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"),
)
# The cells of a row are copied into one line.
_LINES = BLOCKS - {"td", "th"}
# Common Crawl's text keeps what is not shown, and begins with the document's title.
_UNSEEN_IN_WET = frozenset(("script", "style", "template"))
_HIDDEN = "display:none"
_FRAME = """Home
Nasional
Regional
Bola
Tekno
Indeks
{title}
Selasa, 30 Apr 2024 17:21 WIB
{body}

Berita Terkait
Pemkot Karangan Buka Loket Baru di Pasar
Harga Cabai di Pasar Karangan Turun Lagi
Copyright © 2024
"""
# Of the private use area: no page has it.
_MARK = "\ue000"


def as_copied(content: bytes) -> str:
    """All that a page shows, as select-all and copy give it."""
    root = _parsed(content)
    hidden = {element for element in root.iter() if _is_hidden(element)}
    for element in list(root.iter(*_PARAGRAPHS)):
        _surround(element)
    for cell in root.iter("td", "th"):
        cell.tail = f" {cell.tail or ''}"
    lines = text_lines(root, without=hidden | set(root.iter("head")), blocks=_LINES)
    return "".join(_with_blank_lines(lines))


def as_wet(content: bytes) -> str:
    """The text of a page's WET record."""
    return "".join(f"{line}\n" for line in text_lines(_parsed(content), unseen=_UNSEEN_IN_WET))


def framed(title: str, body: str) -> str:
    """A text between the lines of an invented page, as a person would copy it."""
    return _FRAME.format(title=title, body=body)


def _parsed(content: bytes) -> Element:
    text = content.decode("utf-8", "replace")
    return html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))


def _is_hidden(element: Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    return _HIDDEN in (element.get("style") or "").replace(" ", "") or "hidden" in element.attrib


def _surround(element: Element) -> None:
    """Mark that an empty line stands before an element and behind it."""
    element.text = f"{_MARK} {element.text or ''}"
    element.tail = f"{_MARK} {element.tail or ''}"


def _with_blank_lines(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        plain = line.replace(_MARK, "").strip()
        if line.startswith(_MARK):
            yield "\n"
        if plain:
            yield f"{plain}\n"
