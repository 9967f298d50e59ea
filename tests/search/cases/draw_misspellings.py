"""Draw the candidates of misspellings.tsv and rare_words.tsv, before anybody labels them.

    python tests/search/cases/draw_misspellings.py OUT_DIRECTORY

streams ``../shared/data/articles.jsonl.gz`` (from the project's root) and writes
one sheet a way of finding: the rare word, what stands elsewhere or near it (for the
reader, not as an answer), the number of articles, and the words around it.  No
search, index or suggester of this project is asked.  The labels were given by hand
afterwards, by README.md's rules.
"""

from __future__ import annotations

import collections
import gzip
import itertools
import json
import pathlib
import random
import re
import sys

SEED = 20250107
ROOT = pathlib.Path(__file__).resolve().parents[3]
DATA = ROOT.parent / "shared" / "data"
WORD = re.compile(r"[^\W_]+(?:[-'’‘`.][^\W_]+)*")
PLAIN = re.compile(r"[A-Z]?[a-z]{3,}")
RARE, COMMON, COMMON_NAME = 2, 10, 5
ALIGNED, STRATUM, READ, MORE = 1300, 70, 900, 300


def articles():
    with gzip.open(DATA / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield [WORD.findall(part) for part in (row["title"] + "\n" + row["body"]).split("\n")]


def edits(a, b):
    """Edits from *a* to *b*, two neighbours changed round being one (optimal string alignment)."""
    before, row = [], list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            best = min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]


def swapped(a, b):
    return edits(a, b) == 1 and a != b and sorted(a) == sorted(b)


def alike(a, b):
    """True where two words have most letters in common, in whatever order."""
    same = sum((collections.Counter(a) & collections.Counter(b)).values())
    return same >= 0.7 * max(len(a), len(b)) and abs(len(a) - len(b)) <= 3


class Counts:
    """In how many articles each form stands, and how often it is printed small, large, inside."""

    def __init__(self):
        self.articles = collections.Counter()
        self.small = collections.Counter()
        self.inside = collections.Counter()
        for lines in articles():
            seen = set()
            for words in lines:
                for before, word in itertools.pairwise(["", *words]):
                    if not PLAIN.fullmatch(word):
                        continue
                    form = word.lower()
                    seen.add(form)
                    self.small[form] += form == word
                    self.inside[form] += form != word and before.isalpha() and before.islower()
            self.articles.update(seen)

    def name(self, form):
        return not self.small[form] or self.inside[form] > 3 * self.small[form]

    def common(self, form):
        return self.articles[form] >= (COMMON_NAME if self.name(form) else COMMON)

    def rare(self, form, most=RARE):
        return 1 <= self.articles[form] <= most


def windows(words, at):
    """The windows of five words in which the word at *at* stands, with a gap for it."""
    for start in range(max(0, at - 4), min(at, len(words) - 5) + 1):
        window = words[start : start + 5]
        window[at - start] = None
        yield hash(tuple(window))


def find(counts):
    """form → words around it, and form → the common words that fill the same window elsewhere."""
    around, gaps = {}, collections.defaultdict(set)
    for lines in articles():
        for words in lines:
            small = [word.lower() for word in words]
            for at, word in enumerate(words):
                form = small[at]
                if PLAIN.fullmatch(word) and counts.rare(form, 3):
                    if form not in around or form == word:
                        left, right = words[max(0, at - 7) : at], words[at + 1 : at + 6]
                        around[form] = " ".join([*left, f"[{word}]", *right])
                    if counts.rare(form):
                        for key in windows(small, at):
                            gaps[key].add(form)
    found = collections.defaultdict(collections.Counter)
    for lines in articles():
        for words in lines:
            small = [word.lower() for word in words]
            for at, form in enumerate(small):
                if not (PLAIN.fullmatch(words[at]) and counts.common(form)):
                    continue
                for key in windows(small, at):
                    for rare in gaps.get(key, ()):
                        if alike(rare, form):
                            found[rare][form] += 1
    return around, found


def cuts(word, most=2):
    """*word* and what is left of it without one or two letters."""
    for number in range(most + 1):
        for gone in itertools.combinations(range(len(word)), number):
            yield "".join(letter for at, letter in enumerate(word) if at not in gone)


def near(counts):
    """Rare form → the most frequent common form within two edits, fewest edits first."""
    common = collections.defaultdict(list)
    for form, number in counts.articles.items():
        if len(form) >= 5 and counts.common(form) and number >= 15:
            for cut in set(cuts(form)):
                common[cut].append(form)
    for form in sorted(counts.articles):
        if len(form) < 6 or not counts.rare(form):
            continue
        others = {other for cut in set(cuts(form)) for other in common.get(cut, ())}
        ranked = sorted((edits(form, other), -counts.articles[other], other) for other in others)
        if ranked and ranked[0][0] <= 2:
            yield form, ranked[0][2], ranked[0][0]


def stratum(form, other, distance):
    if swapped(form, other):
        return "swapped"
    if form[0] != other[0]:
        return f"first {distance}"
    return f"edits {distance}"


def write(path, counts, around, rows):
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for form, kind, other in rows:
            shape = "name" if counts.name(form) else "word"
            facts = [form, shape, str(counts.articles[form]), kind, other, around.get(form, "")]
            out.write("\t".join(facts) + "\n")


def main():
    out = pathlib.Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    counts = Counts()
    around, found = find(counts)
    rng = random.Random(SEED)
    aligned = [
        (form, "aligned", " ".join(other for other, _ in found[form].most_common(2)))
        for form in rng.sample(sorted(found), ALIGNED)
    ]
    write(out / "aligned.tsv", counts, around, aligned)

    long = sorted(form for form in around if len(form) >= 5)
    names = rng.sample([form for form in long if counts.name(form)], READ)
    words = rng.sample([form for form in long if not counts.name(form)], READ)
    write(out / "reading.tsv", counts, around, [(f, "reading", "") for f in names + words])
    rest = sorted({form for form in long if not counts.name(form)} - set(words))
    more = random.Random(f"{SEED} more").sample(rest, MORE)  # 900 words were too few
    write(out / "more.tsv", counts, around, [(f, "reading", "") for f in more])

    strata = collections.defaultdict(list)
    for form, other, distance in near(counts):
        strata[stratum(form, other, distance), counts.name(form)].append((form, other))
    drawn = []
    for (kind, _), pairs in sorted(strata.items()):
        chosen = rng.sample(pairs, min(len(pairs), STRATUM))
        drawn += [(form, kind, other) for form, other in chosen]
    write(out / "edit.tsv", counts, around, drawn)


if __name__ == "__main__":
    main()
