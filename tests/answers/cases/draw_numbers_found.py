"""Draw the passages of numbers_found.tsv: what a search finds for the claims of numbers.tsv.

    python -m tests.answers.cases.draw_numbers_found

For every second claim the two sentences of another article that share most with it, by the rarity
of their stems. They are what a comparison meets in use: near in words, and often about another
thing. Prints the pairs; labels are written by hand.
"""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.answers.cases.draw_numbers import sentences, whole_articles

from beritasearch.analysis.analyzer import analyzer

CLAIMS = Path(__file__).with_name("numbers.tsv")
_LONGEST = 600
Window = tuple[str, int, int, str]


def main() -> None:
    windows = list(_windows())
    holding = defaultdict(list)
    for number, (*_, text) in enumerate(windows):
        for stem in _stems(text):
            holding[stem].append(number)
    lines = CLAIMS.read_text("utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    # Those of the first draw; the later ones were added after.
    for row in [row for row in rows if row["half"] in ("dev", "test")][::2]:
        article, start, end, text = _best(row, windows, holding)
        print(f"{row['half']}\t{article}\t{start}\t{end}\t{row['claim']}\n    {text!r}")


def _windows() -> Iterator[Window]:
    for article, body in whole_articles():
        spans = sentences(body)
        for (start, end), (_, last) in zip(spans[::2], [*spans[1::2], (0, 0)], strict=False):
            start += body[start] == " "
            end = last if end < last <= start + _LONGEST else end
            yield article, start, end, body[start:end]


def _best(row: dict[str, str], windows: list[Window], holding: dict[str, list[int]]) -> Window:
    scores: Counter[int] = Counter()
    for stem in sorted(_stems(row["claim"])):
        for number in holding.get(stem, ()):
            scores[number] += math.log(len(windows) / len(holding[stem]))
    return next(
        windows[number]
        for number, _ in scores.most_common()
        if windows[number][0] != row["article"] and any(map(str.isdigit, windows[number][3]))
    )


def _stems(text: str) -> set[str]:
    known = analyzer()
    surface = [term for term in known.surface(text) if not known.is_function_word(term)]
    return {stem for each in known.stems(surface) for stem in each.split()}


if __name__ == "__main__":
    main()
