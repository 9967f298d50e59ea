"""Marks inside a text taken from a page: where its links and bold words are.

They are characters that no page's text can hold: `tree.parse_page` makes spaces of them.
"""

from __future__ import annotations

import re

LINK, LINK_END, BOLD, BOLD_END, BREAK = "\x01", "\x02", "\x03", "\x04", "\x06"

MARKS = re.compile("[\x01-\x04]")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ufffe\uffff]")


def plain(marked: str) -> str:
    """A text in one line, without marks and without characters that show nothing."""
    text = " ".join(marked.split())
    if text.isprintable():
        return text
    return " ".join(_NO_TEXT.sub("", text).split())
