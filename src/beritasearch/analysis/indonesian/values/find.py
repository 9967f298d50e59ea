"""All values of a text, none over another."""

from __future__ import annotations

import re
from datetime import date

from beritasearch.analysis.indonesian.values.amounts import find_amounts
from beritasearch.analysis.indonesian.values.dates import find_dates
from beritasearch.analysis.indonesian.values.times import find_times
from beritasearch.analysis.indonesian.values.value import Found

__all__ = ["Found", "find_values"]

# A text without any of these states nothing: most titles and many sentences.
_ANY = re.compile(
    r"\d|\b(?:[Ss]enin|[Ss]elasa|[Rr]abu|[Kk]amis|[Jj]um['’]?at|[Ss]abtu|[Mm]inggu|kemarin|hari ini|besok"
    r"|lusa|tadi|lalu|silam|ini|depan|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh"
    r"|sebelas|satu|seratus|seribu|sejuta|setengah|nanti|semalam)\b",
)


def find_values(text: str, published: date | None = None) -> list[Found]:
    """The values of a text, in order.

    Parameters
    ----------
    published : the day of publication, from which relative dates are counted.

    Returns
    -------
    Stretches that do not overlap; ``value`` is None where one only looks like a value.
    """
    if not _ANY.search(text):
        return []
    times = find_times(text)
    dates = [
        found
        for found in find_dates(text, published)
        if not any(t.start < found.end and found.start < t.end for t in times)
    ]
    taken = sorted((*times, *dates), key=lambda found: found.start)
    return sorted((*taken, *find_amounts(text, taken)), key=lambda found: (found.start, found.end))
