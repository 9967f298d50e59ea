"""Draw the articles of article_regions.tsv, before anybody labels them.

    python tests/regions/cases/draw_regions.py OUT_DIRECTORY

streams ``../shared/data/articles.jsonl.gz`` (from the project's root) and writes sheets of
articles to read: what was printed of each, the beginning of its text, and the later sentences in
which a name of a region of the official list stands.  Nothing of this project's rule is asked.
The labels were given by hand afterwards, by README.md's rules.
"""

from __future__ import annotations

import csv
import gzip
import json
import pathlib
import random
import re
import sys

SEED = 20251125
ROOT = pathlib.Path(__file__).resolve().parents[3]
DATA = ROOT.parent / "shared" / "data"
DRAWN, ON_A_SHEET = 300, 15
BEGINNING, LATER = 900, 700  # characters
LEVEL = re.compile(r"(Kabupaten|Kota|Administrasi|Kepulauan|Provinsi) ")


def articles():
    with gzip.open(DATA / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def names():
    """Every name of a province, regency or city as one expression."""
    with (DATA / "regions" / "wilayah_2025.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] in ("provinsi", "kabkota")]
    bare = {LEVEL.sub("", row["nama"]).strip() for row in rows} | {"Jakarta", "Yogyakarta", "Solo"}
    joined = "|".join(map(re.escape, sorted(bare, key=len, reverse=True)))
    return re.compile(rf"\b(?:{joined}|Kecamatan|Polsek|Kabupaten|Pemkab|Pemkot|Polres\w*)\b")


def sheet(number, article, named):
    body = article["body"]
    later = re.split(r"(?<=[.!?])\s+|\n", body[BEGINNING:])
    later = " // ".join(s for s in later if named.search(s))[:LATER]
    address = re.sub(r"^https?://", "", article["url"] or "")[:100]
    return (
        f"### {number} {article['id']} {article['source']} {article['published'] or ''}\n"
        f"{address} | {article['section']} | {', '.join(article['tags'] or ())}\n"
        f"= {article['title']}\n{body[:BEGINNING]}\n>> {later}\n\n"
    )


def main():
    out = pathlib.Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    ids = sorted({article["id"] for article in articles()})
    drawn = random.Random(SEED).sample(ids, DRAWN)
    found = {article["id"]: article for article in articles() if article["id"] in set(drawn)}
    named = names()
    for first in range(0, DRAWN, ON_A_SHEET):
        rows = enumerate(drawn[first : first + ON_A_SHEET], start=first + 1)
        text = "".join(sheet(number, found[id_], named) for number, id_ in rows)
        (out / f"{first // ON_A_SHEET + 1:02}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
