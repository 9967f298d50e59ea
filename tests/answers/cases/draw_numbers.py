"""Draw the passages of numbers.tsv: sentences of real news that state a value.

    python -m tests.answers.cases.draw_numbers [later|last|final]

Prints the passages with their ids and offsets; the claims and labels are written by hand. It asks
no finder of values: patterns of its own, so that what the finder misses can be drawn as well.
`later`, `last` and `final` print 60 more each, of other articles.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from beritasearch.evaluation.quotations import paragraphs

ARTICLES = Path(__file__).parents[4] / "shared" / "data" / "articles.jsonl.gz"
# Their texts have no holes, and their sentences are in order.
WHOLE = ("kompas-digest-2025", "detik-summ-1000")
_SEED = 8_2025
_MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
_WORDS = "dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas"
KINDS = {
    "money": (r"\bRp\.? ?\d|\d (?:dolar|dollar|ringgit|rupiah)|(?:US)?\$ ?\d", 18),
    "percent": (r"\d (?:persen|prosen)\b|\d ?%", 14),
    "count": (r"(?<![\d.,/-])\d[\d.]* (?:ribu |juta )?[a-z]{4,}", 24),
    "date": (rf"\d (?:{_MONTHS})\b|\(\d\d?/\d\d?(?:/\d{{2,4}})?\)|(?:{_MONTHS}) \d{{4}}", 14),
    "place": (r"\b(?:Kota|Kabupaten|Provinsi|Kecamatan) [A-Z][a-z]+", 8),
    "spelled": (rf"\b(?:{_WORDS}) [a-z]{{4,}}", 6),
}
LATER = (("money", 14), ("percent", 10), ("count", 18), ("date", 10), ("place", 4), ("spelled", 4))
_LATER = sum(count for _, count in LATER)
_SENTENCE = re.compile(r"[^\n]+?[.?!][”\"’]?(?=\s|$)(?! ?\()")
_LEAST, _MOST = 60, 330


def main() -> None:
    rounds = ("", "later", "last", "final").index("".join(sys.argv[1:]))
    drawn = list(draw(rounds))
    if rounds:
        drawn = drawn[-_LATER:]
    for number, (kind, article, start, end, text) in enumerate(drawn):
        print(f"{number}\t{kind}\t{article}\t{start}\t{end}\n    {text}")


def draw(rounds: int = 0) -> Iterator[tuple[str, str, int, int, str]]:
    """Kind, article, offsets and text; no article twice. More rounds follow the first."""
    rows = whole_articles()
    random.Random(_SEED).shuffle(rows)
    taken = 0
    wanted = [(kind, count) for kind, (_, count) in KINDS.items()]
    for kind, count in (*wanted, *LATER * rounds):
        sought = re.compile(KINDS[kind][0])
        for _ in range(count):
            article, text, start, end = _next(rows, sought, two=taken % 3 == 2)
            yield kind, article, start, end, text[start:end]
            taken += 1


def _next(
    rows: list[tuple[str, str]], sought: re.Pattern[str], *, two: bool
) -> tuple[str, str, int, int]:
    """The next article that has such a sentence, and one of them; every third with its next."""
    while True:
        article, body = rows.pop()
        spans = sentences(body)
        fitting = [
            place
            for place, (start, end) in enumerate(spans)
            if _LEAST <= end - start <= _MOST and sought.search(body, start, end)
        ]
        if fitting:
            place = random.Random(f"{_SEED} {article}").choice(fitting)
            last = min(place + two, len(spans) - 1)
            start = spans[place][0]
            return article, body, start + (body[start] == " "), spans[last][1]


def sentences(body: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand, by a pattern of our own."""
    return [match.span() for match in _SENTENCE.finditer(body)]


def whole_articles() -> list[tuple[str, str]]:
    """Id and body of the articles whose texts are whole."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return [(r["id"], paragraphs(r["body"])) for r in rows if r["source"].startswith(WHOLE)]


if __name__ == "__main__":
    main()
