"""How numbers are written for people, in answers and cards alike."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "article"), counted(2_000, "article")
    ('1 article', '2,000 articles')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def escaped(text: str) -> str:
    """A text that is safe to put into HTML, as the library's `html.escape` writes it.

    That module loads all entities of HTML first, which every query would pay for.

    >>> escaped("<b>")
    '&lt;b&gt;'
    """
    return text.translate(_ESCAPED)
