"""Draws what quotations.tsv and quotation_passages.tsv label, before anybody labels it.

    python tests/articles/cases/draw_quotations.py OUT_DIRECTORY

streams ``../shared/data/articles.jsonl.gz`` (from the project's root) and writes three sheets for
reading, with texts joined as ``beritasearch.evaluation.quotations.paragraphs`` joins them:

articles.txt : whole articles, one after the other: number in the draw, half, id, source, and the
    paragraphs, each with its offset.
passages.txt : passages of up to 900 characters that hold a shape which whole articles seldom
    have: number, half, id, shape, offset, text.

later.txt : a second draw of whole articles.

No quotation finder is asked. The labels were given by hand afterwards, by README.md's rules.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from beritasearch.evaluation.quotations import paragraphs

ARTICLES = Path(__file__).parents[4] / "shared" / "data" / "articles.jsonl.gz"
SEED = 20251125
# Whole bodies in two house styles; the third kind is of many portals, and about one event.
DRAWN = {"kompas-digest-2025": 34, "detik-summ-1000": 34, "kambojafind": 10}
# Their rows begin with the site's headlines, or are interviews of several pages.
LEFT_OUT = {"kambojafind/beritasatu", "kambojafind/bbc", "kambojafind/detik", "kambojafind/kompas"}

LATER = {"kompas-digest-2025": 13, "detik-summ-1000": 13}

PASSAGES, LONGEST = 12, 900
SAID = r"(?:kata|ujar|ucap|ungkap|tutur|jelas|tambah|tegas|lanjut|sambung|imbuh|terang|papar)"
SHAPES = {
    "straight and curly": r'"[^"“”\n]{20,300}”',
    "curly and straight": r'“[^"“”\n]{20,300}"',
    "apostrophes": r"''[^'\n]{20,300}''",
    "no comma": rf'\w["”] {SAID}',
    "no space": rf'["”]{SAID}',
    "split": rf'["”],? {SAID}[^"“”\n]{{3,80}}[,.] ["“]\w',
    "denial": r"\b(?:membantah|menepis|menampik|menyangkal|dibantah|bantah)\b",
    "title": r'\b(?:berjudul|bertajuk|lagu|film|buku|single|album) ["“]',
    "hearsay": r'[^"”,!?] [Kk]atanya\b',
    "according to no person": r"\bMenurut (?:data|laporan|hasil|undang|catatan|informasi|kabar)\b",
    "according to": r"\b[Mm]enurut (?:[A-Z]\w+|dia|beliau)\b",
    "pronoun": rf"\b{SAID} (?:dia|ia|beliau)\b",
    "few words in marks": r'[a-z] ["“]\w[^"“”\n]{1,25}["”] [a-z]',
    "paragraph in marks": r'(?m)^["“][^"“”\n]{30,400}["”]\.?$',
    "speaker first": r'\b(?:mengatakan|menjelaskan|menyebut|berkata|menulis)[,:] ?["“]\w',
    "rare verb": r'["”],? (?:cuit|tukas|timpal|tandas|cetus|seloroh|kilah|kenang|tulis|aku|beber)',
}


def rows() -> Iterator[dict[str, str]]:
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def articles() -> Iterator[str]:
    kinds: dict[str, list[dict[str, str]]] = {kind: [] for kind in DRAWN}
    for row in rows():
        kind = row["source"].partition("/")[0]
        if kind in kinds and row["source"] not in LEFT_OUT:
            kinds[kind].append(row)
    rng = random.Random(SEED)
    drawn = [row for kind, number in DRAWN.items() for row in rng.sample(kinds[kind], number)]
    for number, row in enumerate(drawn):
        half = ("dev", "test")[number % 2]
        yield f"##### {number} {half} {row['id']} {row['source']}"
        at = 0
        for paragraph in paragraphs(row["body"]).split("\n\n"):
            yield f"[{at}] {paragraph}"
            at += len(paragraph) + 2


def later() -> Iterator[str]:
    """Articles of a second draw, made when the first one's test half was spent."""
    first = {line.split(" ")[3] for line in articles() if line.startswith("##### ")}
    rng = random.Random(f"{SEED} later")
    for kind in LATER:
        kept = [row for row in rows() if row["source"].startswith(kind) and row["id"] not in first]
        for row in rng.sample(kept, LATER[kind]):
            yield f"##### later {row['id']} {row['source']}"
            at = 0
            for paragraph in paragraphs(row["body"]).split("\n\n"):
                yield f"[{at}] {paragraph}"
                at += len(paragraph) + 2


def passage(body: str, match: re.Match[str], shape: str) -> tuple[int, int] | None:
    """The paragraph of a match; with its neighbours where the shape is about them."""
    start, end = body.rfind("\n\n", 0, match.start()) + 2, body.find("\n\n", match.end())
    start, end = max(start, 0), len(body) if end < 0 else end
    if start == 1:
        start = 0
    if shape == "paragraph in marks":
        start = max(body.rfind("\n\n", 0, max(start - 2, 0)) + 2, 0) if start else 0
        after = body.find("\n\n", end + 2)
        end = len(body) if after < 0 else after
    return (start, end) if end - start <= LONGEST else None


def passages() -> Iterator[str]:
    found: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for row in rows():
        if row["source"].startswith("kompas-dump-2022"):
            continue
        body = paragraphs(row["body"])
        for shape, pattern in SHAPES.items():
            match = re.search(pattern, body)
            if match and (place := passage(body, match, shape)):
                found[shape].append((row["id"], place[0], body[place[0] : place[1]]))
    rng = random.Random(f"{SEED} passages")
    number = 0
    for shape in SHAPES:
        for key, at, text in rng.sample(found[shape], min(PASSAGES, len(found[shape]))):
            yield f"##### {number} {('dev', 'test')[number % 2]} {key} {at} {shape}\n{text}"
            number += 1


def main() -> None:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for name, lines in (
        ("articles.txt", articles()),
        ("passages.txt", passages()),
        ("later.txt", later()),
    ):
        (out / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
