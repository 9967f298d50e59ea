"""Find the weights by which the readings of a word are ranked, and write the shipped tables.

    python -m tuning.stemmer

Three kinds of evidence meet in one log-linear model: how large a root's family is (MALINDO
Morph), which affixes go together and which roots are alive in 30,273 articles (counted by
expectation maximisation over their vocabulary), and some 800 words that were labelled by hand:
``stem_labels.tsv`` and the development half of ``tests/analysis/cases/stems.tsv``. No treebank
is used: their licences and the residue of their analysers would come along.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from beritasearch.analysis.indonesian.morphology import (
    CLITICS,
    ENCLITICS,
    ENDINGS,
    PARTICLES,
    Analysis,
    analyses,
)
from beritasearch.regions.gazetteer import gazetteer
from tuning.vocabulary import ARTICLES, Vocabulary, count

HERE = Path(__file__).parent
DATA = ARTICLES.parent / "analysis"
CASES = HERE.parent / "tests/analysis/cases/stems.tsv"
LEXICONS = HERE.parent / "src/beritasearch/analysis/indonesian/lexicons"

PREFIXES = ("meN", "di", "ber", "ter", "ke", "se", "peN", "per", "ku", "kau", "N", "infix", "Re")
SUFFIXES = (*ENDINGS, *CLITICS, *PARTICLES)
MARKS = ("+pr", "+k", "+p", "+t", "+kv", "+0", "+e", "+r", "+ng", "+l")
# Before anything is learned: how likely a sound change is that news prints against the rules.
_FIRST_MARKS = {"e": 0.3, "k": 0.15, "p": 0.15, "t": 0.1, "kv": 0.6, "0": 0.15, "r": 0.8,
                "ng": 0.02, "l": 0.8, "pr": 0.3}  # fmt: skip
ROOT = ("logtheta", "logfam", "logfreq", "len2", "len3", "root_cap", "root_extra")
BARE = ("bare", "bare_cap", "bare_logfreq", "bare_fam", "bare_name", "bare_nofam", "bare_len")
FEATURES = (
    *ROOT, *BARE, "logphi", "npre", "nsuf", "ke_without_an",
    *MARKS, *(f"p_{p}" for p in PREFIXES), *(f"s_{s}" for s in SUFFIXES),
)  # fmt: skip
AT = {name: at for at, name in enumerate(FEATURES)}
_UNSEEN_CAPITAL = 0.6
_LEAST_PHI = -12.0
# Scores are shipped in steps of a tenth: finer ones decide nothing.
_STEPS = 10
_PLACE_SCORE = 99.0


@dataclass
class Evidence:
    """All that is counted before anything is learned."""

    families: dict[str, int]
    names: frozenset[str]
    extra: frozenset[str]
    words: Vocabulary
    theta: Counter[str]
    phi: dict[tuple[tuple[str, ...], tuple[str, ...]], float]

    def readings(self, word: str) -> list[Analysis]:
        """All readings, the bare word always among them."""
        roots = self.families.keys() | self.extra
        found = analyses(word, roots.__contains__)
        found += [
            reading
            for reading in analyses(word, self.names.__contains__)
            if not reading.prefixes and ENCLITICS.issuperset(reading.suffixes)
        ]
        return list(dict.fromkeys((Analysis(word), *found)))


def gather() -> Evidence:
    families, names = _malindo()
    words = count()
    counted = (w for w, n in words.articles.items() if w.isalpha() and len(w) > 3 and n >= 3)
    names |= {w for w in counted if (words.capital_share(w) or 0) > 0.95 and words.capital[w] >= 5}
    extra = frozenset(_loans(families, words)) - _corrections("drop").keys()
    evidence = Evidence(families, frozenset(names - families.keys() - extra), extra, words,
                        Counter(), {})  # fmt: skip
    _expect(evidence)
    return evidence


def _malindo() -> tuple[dict[str, int], set[str]]:
    with (DATA / "malindo_roots.tsv").open(encoding="utf-8") as file:
        rows = [
            (row["root"], int(row["family_size"])) for row in csv.DictReader(file, delimiter="\t")
        ]
    families = {root: size for root, size in rows if root == root.lower() and root.isalpha()}
    for word in _corrections("drop"):
        families.pop(word, None)
    families |= {word: int(size) for word, size in _corrections("add").items()}
    return families, {root.lower() for root, _ in rows if root != root.lower() and root.isalpha()}


def _corrections(change: str) -> dict[str, str]:
    return {row[0]: row[2] for row in _rows(HERE / "root_corrections.tsv") if row[1] == change}


def _rows(path: Path) -> Iterator[list[str]]:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    yield from (line.split("\t") for line in lines[1:])


def _loans(families: dict[str, int], words: Vocabulary) -> Iterator[str]:
    """Words of the articles that no root explains: loans that MALINDO does not list."""
    for word, seen in words.lower.items():
        if seen < 8 or len(word) < 4 or not word.isalpha() or word in families:
            continue
        if word[:2] in ("ng", "ny") or analyses(word, families.__contains__):
            continue
        bases = (word.removesuffix(s) for s in ("kan", "nya", "i", "an", "in", "lah", "pun"))
        if not any(base != word and words.lower[base] >= 0.3 * seen for base in bases):
            yield word


def _pattern(reading: Analysis) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = tuple(prefix.partition("+")[0] for prefix in reading.prefixes)
    return names, tuple(suffix for suffix in reading.suffixes if suffix in ENDINGS)


def _expect(evidence: Evidence, rounds: int = 6) -> None:
    """Expectation maximisation: how alive a root is, how common a pattern."""
    words = evidence.words
    known = evidence.families.keys() | evidence.extra
    # A word that is no root must not explain itself, or all would in the end.
    readings = {
        word: analyses(word, known.__contains__)
        for word, seen in words.articles.items()
        if seen >= 2 and words.lower[word] and word.isalpha() and len(word) > 2
    }
    theta: Counter[str] = Counter({r: 1 + n**0.5 for r, n in evidence.families.items()})
    phi: dict = defaultdict(lambda: 1.0)
    for _ in range(rounds):
        roots: Counter[str] = Counter()
        patterns: Counter = Counter()
        for found in readings.values():
            weights = [
                (theta[r.root] + 0.05) * phi[_pattern(r)] * _mark_weight(r)
                * (0.3 if len(r.root) < 3 else 1.0)
                for r in found
            ]  # fmt: skip
            whole = sum(weights)
            for reading, weight in zip(found, weights, strict=True):
                roots[reading.root] += weight / whole
                patterns[_pattern(reading)] += weight / whole
        total = sum(patterns.values())
        theta = roots
        phi = defaultdict(lambda: 0.05 / total, {p: n / total for p, n in patterns.items()})  # noqa: B023
    evidence.theta, evidence.phi = theta, dict(phi)


def _mark_weight(reading: Analysis) -> float:
    marks = (prefix.partition("+")[2] for prefix in reading.prefixes)
    return math.prod(_FIRST_MARKS[mark] for mark in marks if mark)


def root_features(evidence: Evidence, root: str) -> np.ndarray:
    values = np.zeros(len(FEATURES))
    share = evidence.words.capital_share(root)
    values[AT["logtheta"]] = math.log1p(evidence.theta.get(root, 0))
    values[AT["logfam"]] = math.log1p(evidence.families.get(root, 0))
    values[AT["logfreq"]] = math.log1p(evidence.words.lower[root])
    values[AT["len2"]] = len(root) <= 2
    values[AT["len3"]] = len(root) == 3
    values[AT["root_cap"]] = 0.5 if share is None else share
    values[AT["root_extra"]] = root not in evidence.families
    return values


def bare_features(evidence: Evidence, word: str) -> np.ndarray:
    values = np.zeros(len(FEATURES))
    share = evidence.words.capital_share(word)
    values[AT["bare"]] = 1
    values[AT["bare_cap"]] = _UNSEEN_CAPITAL if share is None else share
    values[AT["bare_logfreq"]] = math.log1p(
        evidence.words.lower[word] + evidence.words.capital[word]
    )
    values[AT["bare_fam"]] = math.log1p(evidence.families.get(word, 0))
    values[AT["bare_name"]] = word in evidence.names
    values[AT["bare_nofam"]] = word not in evidence.families
    values[AT["bare_len"]] = len(word)
    return values


def pattern_features(evidence: Evidence, reading: Analysis) -> np.ndarray:
    values = np.zeros(len(FEATURES))
    values[AT["logphi"]] = max(_LEAST_PHI, math.log(evidence.phi.get(_pattern(reading), 0) + 1e-6))
    values[AT["npre"]], values[AT["nsuf"]] = len(reading.prefixes), len(reading.suffixes)
    for prefix in reading.prefixes:
        name, _, mark = prefix.partition("+")
        values[AT[f"p_{name}"]] += 1
        if mark:
            values[AT[f"+{mark}"]] += 1
    for suffix in reading.suffixes:
        values[AT[f"s_{suffix}"]] += 1
    values[AT["ke_without_an"]] = "ke" in reading.prefixes and "an" not in reading.suffixes
    return values


def features(evidence: Evidence, word: str, reading: Analysis) -> np.ndarray:
    values = root_features(evidence, reading.root) + pattern_features(evidence, reading)
    is_bare = not reading.prefixes and not reading.suffixes
    return values + bare_features(evidence, word) if is_bare else values


Example = tuple[np.ndarray, list[int]]


def examples(evidence: Evidence, labels: Iterable[tuple[str, str]]) -> list[Example]:
    found = []
    for word, root in labels:
        readings = evidence.readings(word)
        right = [at for at, reading in enumerate(readings) if reading.root == root]
        if not right or len(readings) < 2:
            continue
        found.append((np.array([features(evidence, word, r) for r in readings]), right))
    return found


def learn(given: list[Example], strength: float = 0.15) -> np.ndarray:
    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = 0.5 * strength * weights @ weights, strength * weights
        for matrix, right in given:
            scores = np.exp((s := matrix @ weights) - s.max())
            shares = scores / scores.sum()
            chance = shares[right].sum()
            meant = np.zeros(len(scores))
            meant[right] = scores[right] / scores[right].sum()
            # A label may be wrong in three of a hundred cases: no single one pulls hard.
            value -= math.log(0.97 * chance + 0.03)
            slope = slope - (0.97 * chance / (0.97 * chance + 0.03)) * (meant - shares) @ matrix
        return value, slope

    start = np.zeros(len(FEATURES))
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def write(evidence: Evidence, weights: np.ndarray) -> None:
    """Write `roots.tsv` and `affixes.tsv`."""
    places = _place_words(evidence)
    roots = evidence.families.keys() | evidence.extra
    lines = []
    for word in sorted(roots | evidence.names | places, key=str.encode):
        as_root = root_features(evidence, word) @ weights
        whole = (
            as_root
            + (bare_features(evidence, word) + pattern_features(evidence, Analysis(word))) @ weights
        )
        if word in places:
            whole = _PLACE_SCORE
        elif (
            word not in roots
            and evidence.words.capital[word] < 10
            and not _readable(evidence, word)
        ):
            continue  # a rare name with which no other reading competes
        shown = round(as_root * _STEPS) if word in roots else "-"
        lines.append(f"{word}\t{shown}\t{round(whole * _STEPS)}\n")
    (LEXICONS / "roots.tsv").write_text("".join(lines), "utf-8")
    (LEXICONS / "affixes.tsv").write_text("".join(_affix_lines(evidence, weights)), "utf-8")


def _readable(evidence: Evidence, word: str) -> bool:
    return len(evidence.readings(word)) > 1


def _place_words(evidence: Evidence) -> set[str]:
    """Words of provinces, regencies and districts that news nearly always writes with a capital."""
    names = (name for _, name in gazetteer().all())
    words = {word for name in names for word in name.lower().split() if word.isalpha()}
    return {w for w in words if (evidence.words.capital_share(w) or 0) >= 0.95}


def _affix_lines(evidence: Evidence, weights: np.ndarray) -> Iterator[str]:
    """What is added to a root's score: for an affix, a sound change, a pattern of affixes."""
    rows: dict[str, float] = {}
    for name in (*(f"p_{p}" for p in PREFIXES), *(f"s_{s}" for s in SUFFIXES), *MARKS):
        rows[name] = float(weights[AT[name]])
    rows["prefix"], rows["suffix"] = float(weights[AT["npre"]]), float(weights[AT["nsuf"]])
    rows["ke_without_an"] = float(weights[AT["ke_without_an"]])
    phi = float(weights[AT["logphi"]])
    rows["pattern"] = phi * math.log(1e-6) if math.log(1e-6) > _LEAST_PHI else phi * _LEAST_PHI
    unseen = Analysis("xxxx")
    rows["bare"] = float(
        (bare_features(evidence, "") + pattern_features(evidence, unseen)) @ weights
    )
    rows["bare"] += float(root_features(evidence, "xxxxxx") @ weights)
    rows["bare_letter"] = float(weights[AT["bare_len"]])
    rows["bare_capital"] = float(weights[AT["bare_cap"]] * (1 - _UNSEEN_CAPITAL))
    for (prefixes, ending), share in evidence.phi.items():
        if share > 2e-6:
            name = f"={'-'.join(prefixes)}|{'-'.join(ending)}"
            rows[name] = phi * max(_LEAST_PHI, math.log(share + 1e-6))
    for name in sorted(rows, key=str.encode):
        yield f"{name}\t{rows[name]:.3f}\n"


def labels() -> dict[str, str]:
    """Hand-labelled words with their roots: a list of our own, and half of the labelled cases."""
    found = {row[0]: row[1] for row in _rows(HERE / "stem_labels.tsv")}
    for half, _, word, root, *_ in _rows(CASES):
        if half == "dev" and word.isalpha() and word.islower():
            found.setdefault(word, root)
    return found


def main() -> None:
    evidence = gather()
    given = examples(evidence, labels().items())
    weights = learn(given)
    write(evidence, weights)
    print(f"{len(given)} examples", file=sys.stderr)
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"{name}\t{weight:.2f}")


if __name__ == "__main__":
    main()
