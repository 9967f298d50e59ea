"""Write `parted.tsv`: verbs whose *di-* news often parts from them by mistake, from counts.

    python -m tuning.parted

*di tangkap* is listed because *ditangkap* is printed far more often; *di rumah* is not.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter

import orjson

from tuning.stemmer import LEXICONS
from tuning.vocabulary import ARTICLES

_WORD = re.compile(r"[a-z]+")
_PAIR = re.compile(r"\bdi ([a-z]{3,})\b")
# Joined so many times as often as parted, the parted form is a slip and not a place.
_TIMES = 5
_LEAST = 5
_HEAD = """\
# Verbs that news prints parted from their di-, and joined at least five times as often; counted in
# 30,273 articles by tuning/parted.py. Made for beritasearch, Apache-2.0.
split\tjoined\tarticles_split\tarticles_joined
"""


def main() -> None:
    parted: Counter[str] = Counter()
    joined: Counter[str] = Counter()
    with gzip.open(ARTICLES) as lines:
        for line in lines:
            text = orjson.loads(line)["body"]
            parted.update(set(_PAIR.findall(text)))
            joined.update({word for word in _WORD.findall(text) if word.startswith("di")})
    rows = [
        f"di {verb}\tdi{verb}\t{times}\t{joined[f'di{verb}']}\n"
        for verb, times in sorted(parted.items())
        if joined[f"di{verb}"] >= max(_LEAST, _TIMES * times)
    ]
    (LEXICONS / "parted.tsv").write_text(_HEAD + "".join(rows), "utf-8")


if __name__ == "__main__":
    main()
