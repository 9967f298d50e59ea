"""Where in a text a value can stand: the places worth a close look.

Most of a text states nothing. A short pattern for a few signs is a hundred times faster than
the long ones, so those are tried around the signs only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Window = tuple[int, int]


def windows(text: str, signs: re.Pattern[str], before: int, behind: int) -> Iterator[Window]:
    """Stretches around every sign, in order, none touching another."""
    start = end = -1
    for match in signs.finditer(text):
        place = match.start()
        if place - before > end:
            if end >= 0:
                yield start, min(end, len(text))
            start = max(place - before, 0)
        end = place + behind
    if end >= 0:
        yield start, min(end, len(text))


def merged(places: list[Window]) -> list[Window]:
    """Windows in order, those that touch made one."""
    found: list[Window] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((max(start, 0), end))
    return found
