"""Counts the verbs of speech again: ``python -m tuning.speech_verbs`` rewrites ``verbs.tsv``.

How often each stands where its use says, in ``../shared/data/articles.jsonl.gz``: ``said`` and
``after`` behind a closing mark, ``says``, ``explains`` and ``denies`` behind ``ia`` or ``dia`` or
before ``bahwa``. It also prints the commonest words of these places that the table does not have;
whether one of them is a verb of speech is for a person to say.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

import beritasearch.articles.quotations as package

ARTICLES = Path(__file__).parents[2] / "shared" / "data" / "articles.jsonl.gz"
TABLE = Path(package.__file__).with_name("verbs.tsv")
SHOWN = 40
AFTER_MARK = re.compile(r"""(?:["“”]|''),?\s{0,2}([a-z]+?)(?:nya)?\b""")
AFTER_SUBJECT = re.compile(r"\b(?:[Ii]a|[Dd]ia)(?: juga| pun)? ([a-z]{5,})\b|\b([a-z]{5,}) bahwa\b")


def main() -> int:
    behind, subject = Counter[str](), Counter[str]()
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        for line in lines:
            body = json.loads(line)["body"]
            behind.update(found[1] for found in AFTER_MARK.finditer(body))
            subject.update(found[1] or found[2] for found in AFTER_SUBJECT.finditer(body))
    rows = [line.split("\t")[:2] for line in TABLE.read_text("utf-8").splitlines()[1:]]
    counts = {verb: (behind if use in ("said", "after") else subject)[verb] for verb, use in rows}
    rows.sort(key=lambda row: (row[1], -counts[row[0]], row[0]))
    table = ["verb\tuse\tcount", *(f"{verb}\t{use}\t{counts[verb]}" for verb, use in rows)]
    TABLE.write_text("\n".join(table) + "\n", "utf-8")
    for name, counted in (("behind a mark", behind), ("behind a subject", subject)):
        others = [f"{word} {count}" for word, count in counted.most_common() if word not in counts]
        print(f"{name}: {', '.join(others[:SHOWN])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
