"""`make evaluate-analysis`: the analyzer on labelled words and known answers, beside its peers.

    python -m evaluations.analysis [--no-peers]

The floors in ``floors.toml`` are pinned beside the digest of the data that they were reached on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from tuning.vocabulary import count

from beritasearch.analysis.analyzer import Analyzer, analyzer
from beritasearch.analysis.indonesian.stemmer import Stemmer, stemmer
from beritasearch.evaluation import lemmas, retrieval, topics
from beritasearch.regions.gazetteer import gazetteer
from evaluations.elasticsearch import elasticsearch
from evaluations.gate import ARTICLES, DATA, check, is_data_there

Stem = Callable[[str], str]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--no-peers", action="store_true", help="Measure ours alone.")
    peers = not asked.parse_args().no_peers
    if not is_data_there():
        return 2
    reached = dict(_print_lemmas(peers))
    reached |= dict(_print_lists(peers))
    reached |= dict(_print_names())
    reached |= dict(_print_retrieval(peers))
    return check("analysis", reached, (DATA / "analysis").iterdir())


def _print_lemmas(peers: bool) -> Iterator[tuple[str, float]]:
    gold = lemmas.read_gold(
        DATA / "analysis/lemma_gold_gsd.tsv", DATA / "analysis/lucene_indonesian_stopwords.txt"
    )
    print("\n| UD_Indonesian-GSD | types | changed | pairs F1 | tokens |\n|---|---|---|---|---|")
    for name, stem in _stemmers(peers).items():
        scores = lemmas.score(gold, stem)
        cells = (scores.types, scores.changed, scores.pairs_f1, scores.tokens)
        print(f"| {name} | " + " | ".join(f"{cell:.4f}" for cell in cells) + " |", flush=True)
        if name == "ours":
            yield from zip(("types", "changed", "pairs_f1", "tokens"), cells, strict=True)


def _print_lists(peers: bool) -> Iterator[tuple[str, float]]:
    """Lists of single words that others collected: users' reports, Sastrawi's own tests."""
    lists = ("user_reported_stemming", "sastrawi_integration", "sastrawi_functional")
    print("\n| words right | " + " | ".join(lists) + " |\n|---|---|---|---|")
    bare = Stemmer(with_exceptions=False)
    for name, stem in {**_stemmers(peers), "ours, no exceptions": bare.stem}.items():
        counts = [_right(stem, DATA / "analysis" / f"{file}.tsv") for file in lists]
        print(f"| {name} | " + " | ".join(f"{a} of {b}" for a, b in counts) + " |", flush=True)
        if name == "ours":
            yield from ((file, float(a)) for file, (a, _) in zip(lists, counts, strict=True))
        elif name == "ours, no exceptions":
            yield "user_reported_without_exceptions", float(counts[0][0])


def _right(stem: Stem, path: Path) -> tuple[int, int]:
    rows = [line.split("\t")[:2] for line in path.read_text("utf-8").splitlines()]
    return sum(_stemmed(word, stem) == root.lower() for word, root in rows), len(rows)


def _stemmed(text: str, stem: Stem) -> str:
    return " ".join(stem(word) for word in text.lower().split())


def _print_names() -> Iterator[tuple[str, float]]:
    """Place names stay whole; words stay words, capitalised or not."""
    words = count(ARTICLES)
    lower, capital = words.lower, words.capital
    places = {
        word
        for _, name in gazetteer().all()
        for word in name.lower().split()
        if word.isalpha() and (words.capital_share(word) or 0) >= 0.95
    }
    stem = analyzer().root
    changed = sorted(word for word in places if stem(word) != word)
    derived = [
        word
        for word, times in lower.items()
        if times >= 5
        and times >= 0.2 * (times + capital[word])
        and any(r.analysis.prefixes or r.analysis.suffixes for r in stemmer().ranked(word))
        and word.isalpha()
        and len(word) > 3
        and stemmer().stem(word) != word
    ]
    kept = sum(stemmer().stem(word, is_name=True) == stemmer().stem(word) for word in derived)
    print(f"\nplace names changed: {len(changed)} of {len(places)}: {', '.join(changed[:20])}")
    print(f"words stemmed though capitalised: {kept} of {len(derived)}")
    yield "places_whole", 1 - len(changed) / len(places)
    yield "words_stemmed", kept / len(derived)


def _print_retrieval(peers: bool) -> Iterator[tuple[str, float]]:
    print("\n| plain BM25 | MRR@10 | R@5 |\n|---|---|---|")
    for collection in (topics.facqa(DATA), topics.claims(DATA)):
        for name, chain in _chains(peers).items():
            scores = retrieval.score(collection, chain)
            print(
                f"| {collection.name}, {name} | {scores.mrr_10:.4f} | {scores.recall_5:.4f} |",
                flush=True,
            )
            if name == "ours":
                yield f"{collection.name}_mrr_10", scores.mrr_10
                yield f"{collection.name}_recall_5", scores.recall_5


def _chains(peers: bool) -> Mapping[str, retrieval.Chain]:
    found = {"ours": retrieval.our_chain()}
    if peers:
        found["Elasticsearch's chain"] = elasticsearch(DATA)
    return found


@cache
def _stemmers(peers: bool) -> dict[str, Stem]:
    ours: Analyzer = analyzer()
    found: dict[str, Stem] = {"ours": ours.root}
    if not peers:
        return found
    import simplemma
    import Stemmer as snowball  # noqa: N813
    from nlp_id.lemmatizer import Lemmatizer
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    found["Snowball"] = snowball.Stemmer("indonesian").stemWord
    found["simplemma"] = lambda form: simplemma.lemmatize(form, lang="id")
    found["Sastrawi"] = cache(StemmerFactory().create_stemmer().stem)
    found["nlp-id"] = cache(Lemmatizer().lemmatize)
    return found


if __name__ == "__main__":
    sys.exit(main())
