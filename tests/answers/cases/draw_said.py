"""Draw the quotations of ``said.tsv``, to be read: python tests/answers/cases/draw_said.py.

It asks no finder: what stands between marks is drawn, one piece of each article, from sources
whose texts are whole. The articles that the finder of quotations was labelled with are left out.
"""

import gzip
import json
import random
import re
from pathlib import Path

from beritasearch.evaluation.quotations import paragraphs

ROOT = Path(__file__).parents[3]
ARTICLES = ROOT.parent / "shared" / "data" / "articles.jsonl.gz"
LABELLED = ROOT / "tests" / "articles" / "cases"
SOURCES = ("kompas-digest-2025", "detik-summ-1000")
SEED = 8
COUNTS = {"exact": 44, "altered": 52, "other_speaker": 36, "not_said": 48}
QUOTED = re.compile(r"[\"“]([^\"“”\n]+)[\"”]")
WORDS = range(6, 45)


def main() -> None:
    seed = random.Random(SEED)
    rows = sorted(_rows(), key=lambda row: row[0])
    seed.shuffle(rows)
    outcomes = [outcome for outcome, count in COUNTS.items() for _ in range(count)]
    seed.shuffle(outcomes)
    for (article, text), outcome in zip(_quoting(rows), outcomes, strict=False):
        quoted = seed.choice(_spans(text))
        before = text.rfind("\n\n", 0, max(0, text.rfind("\n\n", 0, quoted.start())))
        end = text.find("\n\n", quoted.end())
        context = text[max(0, before) : len(text) if end < 0 else end].strip()
        print(
            f"## {article} {outcome} {quoted.start(1)} {quoted.end(1)}\n{quoted[1]}\n-- {context}"
        )


def _rows() -> list[tuple[str, str]]:
    used = {
        line.split("\t")[1]
        for table in ("quotations", "quotation_passages", "quotations_later")
        for line in (LABELLED / f"{table}.tsv").read_text("utf-8").splitlines()
    }
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        wanted = [
            row for row in rows if row["source"].split("/")[0] in SOURCES and row["id"] not in used
        ]
    return [(row["id"], paragraphs(row["body"])) for row in wanted]


def _quoting(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [row for row in rows if _spans(row[1])]


def _spans(text: str) -> list[re.Match[str]]:
    return [m for m in QUOTED.finditer(text) if len(m[1].split()) in WORDS]


if __name__ == "__main__":
    main()
