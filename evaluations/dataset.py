"""The dataset that is measured on: one that is given, or one built from all articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import beritasearch
from evaluations.gate import ARTICLES


@contextmanager
def dataset_of(given: str | None) -> Iterator[Path]:
    """The folder of a dataset; one that was not given is gone afterwards."""
    if given:
        yield Path(given)
        return
    with TemporaryDirectory(prefix="beritasearch-evaluation-") as folder:
        print("... building the dataset", file=sys.stderr, flush=True)
        path = Path(folder) / "berita"
        beritasearch.build([str(ARTICLES)], path)
        yield path
