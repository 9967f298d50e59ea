"""`make evaluate-related`: is what is related found, in the right group, and fast enough?

    python -m evaluations.related [--half dev] [DATASET]

Pairs of 60 seed articles and what three unlike methods found for each, labelled before the code
that they judge (tests/answers/cases/README.md). *Condensed* passes over what nobody has labelled;
without that it counts as unrelated, which is hard on a method that was not among the three.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

import beritasearch
from beritasearch.archive.archive import Archive
from beritasearch.evaluation.related import (
    HALVES,
    Labels,
    group_scores,
    more_like_this,
    read_labels,
    story_ndcg,
)
from evaluations.dataset import dataset_of
from evaluations.gate import ARTICLES, check, is_data_there

CASES = Path(__file__).parents[1] / "tests" / "answers" / "cases" / "related.tsv"
_LOOKUPS = 500


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dataset", nargs="?", help="Built from all articles; else it is built.")
    parser.add_argument("--half", choices=HALVES, help="Look at this half only; no floors.")
    asked = parser.parse_args()
    if not is_data_there():
        return 2
    with dataset_of(asked.dataset) as path:
        archive = beritasearch.open(path)
        reached = measured(archive, (asked.half,) if asked.half else HALVES)
        _print_speed(archive)
    return 0 if asked.half else check("related", reached, [ARTICLES, CASES])


def measured(archive: Archive, halves: Sequence[str]) -> dict[str, float]:
    """The figures of the floors, by name; they are printed too."""
    reached: dict[str, float] = {}
    print("\n| half | nDCG@10 | condensed | more-like-this | ratio | shown | unlabelled |", end="")
    print(" wrong group | unrelated |\n|---|---|---|---|---|---|---|---|---|")
    for half in halves:
        reached |= _measured_half(archive, half, read_labels(CASES, half))
    return reached


def _measured_half(archive: Archive, half: str, labels: Mapping[str, Labels]) -> dict[str, float]:
    def groups(seed: str) -> dict[str, list[str]]:
        return {
            name: [article_id for each in group for article_id in (each.article_id, *each.copies)]
            for name, group in archive.related(seed).groups().items()
        }

    def story(seed: str) -> list[str]:
        found = groups(seed)
        return found["same_text"] + found["same_story"]

    def plain(seed: str) -> list[str]:
        row = archive.article(seed)
        return more_like_this(archive.engine, seed, f"{row['title']}\n{row['body']}")

    ours, condensed = (story_ndcg(labels, story, condensed=c) for c in (False, True))
    theirs = story_ndcg(labels, plain)
    scores = group_scores(labels, groups)
    print(
        f"| {half} | {ours:.3f} | {condensed:.3f} | {theirs:.3f} | {ours / theirs:.3f} "
        f"| {scores.shown} | {scores.unlabelled} | {scores.wrong_group:.3f} "
        f"| {scores.unrelated:.3f} |"
    )
    return {
        f"{half}_ndcg_10": ours,
        f"{half}_ratio": ours / theirs,
        f"{half}_right_group": 1 - scores.wrong_group,
        f"{half}_related": 1 - scores.unrelated,
    }


def _print_speed(archive: Archive) -> None:
    """The time of the processor, which others who share it do not lengthen as much."""
    ids = archive.dataset.read("articles", archive.version, ["article_id"])["article_id"]
    spent = []
    for article_id in ids.to_pylist()[:: max(len(ids) // _LOOKUPS, 1)]:
        before = time.thread_time()
        archive.related(article_id)
        spent.append(time.thread_time() - before)
    print(f"\none lookup: p50 {median(spent) * 1000:.1f} ms of {len(spent)}")


if __name__ == "__main__":
    sys.exit(main())
