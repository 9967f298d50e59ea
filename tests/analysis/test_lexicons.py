"""The lexicons: compiled files are what their sources give, and the gates hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from beritasearch.analysis.indonesian import compile as compiler
from beritasearch.analysis.indonesian.roots import LEXICONS

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT.parent / "shared" / "data" / "articles.jsonl.gz"


def test_the_compiled_forms_are_fresh():
    written = compiler.FORMS.read_text("utf-8")
    assert written == compiler.compiled(), (
        "stale: run python -m beritasearch.analysis.indonesian.compile"
    )
    assert compiler.FORMS_BY_STEM.read_text("utf-8") == compiler.by_stem(written)


@pytest.mark.parametrize("name", ["roots.tsv", "forms.tsv", "forms_by_stem.tsv"])
def test_tables_that_are_halved_are_sorted(name):
    lines = (LEXICONS / name).read_bytes().splitlines(keepends=True)
    keys = [line.partition(b"\t")[0] for line in lines]
    assert lines == sorted(lines)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("name", "least"),
    [("abbreviations.tsv", 400), ("names.tsv", 200), ("compounds.tsv", 250), ("spelling.tsv", 300)],
)
def test_hand_made_lists_say_where_they_come_from(name, least):
    first = (LEXICONS / name).read_text("utf-8").splitlines()[0]
    assert first.startswith("#")
    assert len(list(compiler.rows(name))) >= least


def test_every_exception_has_a_reason():
    for row in compiler.rows("exceptions.tsv"):
        assert row["word"] == row["word"].lower()
        assert row["root"]
        assert len(row["reason"].split()) >= 2


@pytest.mark.slow
@pytest.mark.skipif(not ARTICLES.is_file(), reason=f"needs the articles in {ARTICLES}")
def test_no_floor_of_the_analysis_sinks():
    command = [sys.executable, "-m", "evaluations.analysis", "--no-peers"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
