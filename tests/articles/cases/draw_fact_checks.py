"""Draw the articles of fact_checks.tsv, before anybody labels them.

    python tests/articles/cases/draw_fact_checks.py

prints the ids, by how they were drawn, from ``../shared/data/articles.jsonl.gz``. No rule of this
project is asked. README.md says how they were labelled.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SEED = 612
ARTICLES = Path(__file__).parents[4] / "shared" / "data" / "articles.jsonl.gz"
CHECKERS = "turnbackhoax-2021"
WORD = re.compile(r"hoaks|hoax|cek-?fakta", re.IGNORECASE)
OPENING = re.compile(
    r"\W*[\[(]|\W*(?:fakta|klarifikasi|benar|benarkah|salah|keliru|menyesatkan|fitnah|bohong|"
    r"penipuan|video|foto|viral|infografi[sk])\b|[^:]{3,24}:",
    re.IGNORECASE,
)
BLOCK = re.compile(r"narasi\W{0,4}:", re.IGNORECASE)


def draw() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The articles, by how they were drawn."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    chosen = random.Random(SEED)
    checks = [row for row in rows if row["source"].startswith(CHECKERS)]
    others = [row for row in rows if not row["source"].startswith(CHECKERS)]
    worded = [row for row in others if WORD.search(f"{row['title']} {row['url']}")]
    opened = [row for row in others if row not in worded and OPENING.match(row["title"])]
    blocks = [row for row in checks if BLOCK.search(row["body"])]
    yield "hoax word", worded
    yield "opening", chosen.sample(opened, 60)
    yield "claim block", chosen.sample(blocks, 60)
    yield "no claim block", chosen.sample([row for row in checks if row not in blocks], 20)


if __name__ == "__main__":
    for how, drawn in draw():
        for row in drawn:
            print(how, row["id"], sep="\t")
