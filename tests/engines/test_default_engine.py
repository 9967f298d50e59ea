"""Where tantivy cannot be loaded, whoosh answers by itself and says so."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

import invented
from beritasearch.engines.registry import DEFAULT, FALLBACK_NOTICE, default_engine
from beritasearch.index.build import build_index
from processes import run_python

# The command line on a machine on which the import of tantivy fails.
WITHOUT = (
    "import sys; sys.modules['tantivy'] = None; "
    "from beritasearch.cli.main import run; raise SystemExit(run(sys.argv[1:]))"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset whose index was brought up to date where tantivy cannot be loaded."""
    path = tmp_path_factory.mktemp("without") / "berita"
    dataset, _ = invented.write(path, *invented.news())
    build_index(dataset, "reference")
    done = run_python(WITHOUT, "index", "update", "-d", str(path))
    assert done.returncode == 0, done.stderr
    notice, made = done.stderr.splitlines()
    assert notice == f"Note: {FALLBACK_NOTICE}"
    assert made == f"{path}: whoosh index of version 1, 7 documents added, 0 removed."
    return path


def test_here_it_is_tantivy():
    assert default_engine() == DEFAULT == "tantivy"


def test_an_answer_says_that_another_engine_gave_it(built):
    done = run_python(WITHOUT, "query", "inovasi", "-d", str(built), "--format", "json")
    answer = orjson.loads(done.stdout)
    assert (answer["engine"], answer["total"]) == ("whoosh", 2)
    assert answer["notices"] == [FALLBACK_NOTICE]
    assert done.stderr == f"Note: {FALLBACK_NOTICE}\n"
    assert "tantivy cannot be loaded" in FALLBACK_NOTICE
    assert "pip install tantivy" in FALLBACK_NOTICE


@pytest.mark.parametrize(
    "command",
    [
        ["query", "inovasi"],
        ["facets"],
        ["related", "banjir"],
        ["show", "banjir"],
        ["index", "stats"],
    ],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize("engine", [None, "whoosh", "reference"])
def test_said_once_and_only_where_no_engine_was_named(built, command, engine):
    named = ["--engine", engine] if engine else []
    named_article = [invented.id_of(word) if word == "banjir" else word for word in command]
    done = run_python(WITHOUT, *named_article, "-d", str(built), *named)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("tantivy") == (0 if engine else FALLBACK_NOTICE.count("tantivy"))


def test_in_python(built):
    code = (
        "import sys; sys.modules['tantivy'] = None; import beritasearch; "
        "results = beritasearch.open(sys.argv[1]).search('inovasi'); "
        "print(results.engine, len(results), *results.notices)"
    )
    assert run_python(code, str(built)).stdout == f"whoosh 2 {FALLBACK_NOTICE}\n"


def test_an_engine_that_was_named_is_never_replaced(built):
    done = run_python(WITHOUT, "query", "inovasi", "-d", str(built), "--engine", "tantivy")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Engine 'tantivy' cannot be loaded" in done.stderr
    assert "choose another one with --engine" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_index_of_tantivy_alone_is_no_use_there(tmp_path):
    dataset, _ = invented.write(tmp_path, *invented.news())
    build_index(dataset, "tantivy")
    done = run_python(WITHOUT, "query", "inovasi", "-d", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"Error: {FALLBACK_NOTICE} Dataset '{tmp_path}' has no whoosh index. "
        f"Make it: beritasearch index build -d {tmp_path} --engine whoosh\n"
    )
