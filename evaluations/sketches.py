"""Other ways to find which texts may be copies, beside the phrases of ours, on the same articles.

    python -m evaluations.sketches DATASET

Each gives an article a set of keys; two articles that share enough keys are compared. *Found* is
the share of the pairs that any of the ways leads to, and that are copies when compared.
"""

from __future__ import annotations

import re
import sys
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from hashlib import sha256
from itertools import chain, combinations
from zlib import crc32

import numpy as np
from datasketch import MinHash, MinHashLSH

from beritasearch.dataset.dataset import open_dataset
from beritasearch.dataset.same_text import Printed, copy_similarity, phrases
from beritasearch.evaluation.copies import made_copies

Keys = Callable[[list[str]], list[set]]
MOST_HOLDERS = 1_000
SEED = 20240501
WORD = re.compile(r"\w+")


def shingles(body: str, width: int = 5) -> list[int]:
    words = WORD.findall(body.lower())
    return [
        crc32(" ".join(words[at : at + width]).encode())
        for at in range(max(len(words) - width + 1, 1))
    ]


def ours(bodies: list[str]) -> list[set]:
    return [set(phrases(body)) for body in bodies]


def every_shingle(bodies: list[str]) -> list[set]:
    return [set(shingles(body)) for body in bodies]


def winnowed(bodies: list[str], window: int = 16) -> list[set]:
    """The least shingle of every window (Schleimer, Wilkerson, Aiken 2003)."""
    found = []
    for body in bodies:
        each = shingles(body)
        last = max(len(each) - window + 1, 1)
        found.append({min(each[at : at + window]) for at in range(last)})
    return found


def sentences(bodies: list[str]) -> list[set]:
    ends = re.compile(r"[.!?]\W*\s|\n\s*")
    return [{hash(one) for one in ends.split(body) if len(one) > 30} for body in bodies]


def rarest(bodies: list[str], number: int = 20) -> list[set]:
    """The shingles of each article that fewest articles hold, but more than one."""
    each = every_shingle(bodies)
    holders = Counter(chain.from_iterable(each))
    shared = [{one for one in own if holders[one] > 1} for own in each]
    return [set(sorted(own, key=lambda one: (holders[one], one))[:number]) for own in shared]


def simhash(bodies: list[str]) -> list[set]:
    """Four bands of 16 bits (Manku, Jain, Das Sarma 2007): three bits may differ."""
    found = []
    for body in bodies:
        words = Counter(WORD.findall(body.lower()))
        hashes = [int.from_bytes(sha256(word.encode()).digest()[:8]) for word in words]
        bits = np.unpackbits(np.array(hashes, ">u8").view(np.uint8).reshape(-1, 8), axis=1)
        signed = (bits * 2.0 - 1).T @ np.array(list(words.values()), float)
        bands = np.packbits(signed > 0).view(">u2")
        found.append({(band, int(value)) for band, value in enumerate(bands)})
    return found


def minhash(bodies: list[str]) -> list[set]:
    """128 permutations over shingles of five words, in bands for a Jaccard index of .3."""
    lsh = MinHashLSH(threshold=0.3, num_perm=128)
    found = []
    for body in bodies:
        sketch = MinHash(num_perm=128, hashfunc=lambda shingle: shingle)
        sketch.update_batch(shingles(body))
        values = sketch.digest()
        found.append(
            {(band, values[band * lsh.r : (band + 1) * lsh.r].tobytes()) for band in range(lsh.b)}
        )
    return found


# The share of the fewer keys that makes a candidate; 0 where any shared key does.
WAYS: dict[str, tuple[Keys, float]] = {
    "phrases from words with `m`": (ours, 0.2),
    "every shingle of five words": (every_shingle, 0.2),
    "winnowing, windows of 16": (winnowed, 0.2),
    "sentences": (sentences, 0.2),
    "20 rarest shared shingles": (rarest, 0.2),
    "SimHash, 3 of 64 bits": (simhash, 0.0),
    "MinHash LSH, 128 (datasketch)": (minhash, 0.0),
}


def candidates(keys: list[set], least: float) -> set[tuple[int, int]]:
    holders = defaultdict(list)
    for at, own in enumerate(keys):
        for key in own:
            holders[key].append(at)
    shared = Counter()
    for held in holders.values():
        if 1 < len(held) <= MOST_HOLDERS:
            shared.update(combinations(held, 2))
    return {
        (one, other)
        for (one, other), number in shared.items()
        if number >= least * min(len(keys[one]), len(keys[other]))
    }


def copies_among(printed: list[Printed], pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    return {
        (one, other)
        for one, other in pairs
        if copy_similarity(printed[one], printed[other]) is not None
    }


def main() -> int:
    rows = open_dataset(sys.argv[1]).read("articles").to_pylist()
    printed = [Printed(row["body"], row["title"], row["portal"]) for row in rows]
    at = {row["article_id"]: number for number, row in enumerate(rows)}
    made = made_copies({row["article_id"]: row["body"] for row in rows}, 300, SEED)
    of_made = {}
    for copied, _, _, body in made:
        original = printed[at[copied]]
        of_made[at[copied], len(printed)] = None
        printed.append(Printed(body, original.title, original.portal))
    bodies = [one.body for one in printed]
    reached = {}
    for name, (keys, least) in WAYS.items():
        began = time.process_time()
        found = candidates(keys(bodies), least)
        seconds = time.process_time() - began
        tracemalloc.start()
        held = keys(bodies[:2_000])
        size = tracemalloc.get_traced_memory()[0] / len(held)
        tracemalloc.stop()
        reached[name] = (found, seconds, size)
        print(f"... {name}: {len(found):,}", file=sys.stderr, flush=True)
    copies = copies_among(printed, set().union(*(found for found, _, _ in reached.values())))
    print("| way | articles/s | bytes an article | compared | found | of 300 made |")
    print("|---|---|---|---|---|---|")
    for name, (found, seconds, size) in reached.items():
        of_all = len(found & copies) / len(copies)
        of_these = len(found & of_made.keys()) / len(of_made)
        rate = len(bodies) / seconds
        figures = f"{rate:,.0f} | {size:,.0f} | {len(found):,} | {of_all:.3f} | {of_these:.3f}"
        print(f"| {name} | {figures} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
