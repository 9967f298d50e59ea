"""Whether a place lies in a quotation, where *kemarin* is not counted from publication."""

from __future__ import annotations

_QUOTES = ('"', "“", "”")


def in_quotation(text: str, at: int) -> bool:
    """Whether a place lies in words between quotation marks, opened or closed in its line."""
    begins = text.rfind("\n", 0, at) + 1
    before = max(text.rfind(mark, begins, at) for mark in _QUOTES)
    if before >= 0:
        return _opens(text, begins, before)
    ends = text.find("\n", at)
    ends = len(text) if ends < 0 else ends
    behind = [place for mark in _QUOTES if (place := text.find(mark, at, ends)) >= 0]
    return bool(behind) and not _opens(text, begins, min(behind))


def _opens(text: str, begins: int, at: int) -> bool:
    """Whether a mark opens a quotation: by its form, what stands beside it, or its number."""
    before, behind = text[at - 1 : at] if at > begins else " ", text[at + 1 : at + 2]
    if text[at] != '"':
        # Some portals print a closing mark at both ends: `latihan kemarin. ”Juga ada`.
        return text[at] == "“" or (before.isspace() and behind.isalnum())
    if before.isspace() or before in "([":
        return not behind.isspace() or text.count('"', begins, at) % 2 == 0
    if not behind or behind.isspace() or behind in ".,;:!?)":
        return False
    return text.count('"', begins, at) % 2 == 0
