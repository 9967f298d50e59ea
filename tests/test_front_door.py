"""The public names, held fixed; and what each way in loads, which people wait for."""

from __future__ import annotations

import inspect

import pytest

import beritasearch
import invented
from beritasearch import errors
from beritasearch.index.build import build_index
from processes import run_python

# Modules that take long to import, and the libraries that only some steps need.
HEAVY = {
    "click",
    "lxml",
    "multiprocessing",
    "orjson",
    "pyarrow",
    "rapidfuzz",
    "rich",
    "tantivy",
    "trafilatura",
    "whoosh",
}
LOADED = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
RUN = (
    "import sys; from beritasearch.cli.main import run; code = run(sys.argv[1:]); "
    "sys.stdout.flush(); print(code, file=sys.stderr); "
    "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
)


def test_the_public_names_are_these():
    names = [
        "Archive",
        "BeritasearchError",
        "BuildReport",
        "Coverage",
        "Facet",
        "FacetValue",
        "Hit",
        "RelatedArticle",
        "Results",
        "build",
        "open",
    ]
    assert beritasearch.__all__ == names == sorted(names)
    assert dir(beritasearch) == names
    assert len(names) <= 15


@pytest.mark.parametrize("name", beritasearch.__all__)
def test_each_name_is_there_and_documented(name):
    value = getattr(beritasearch, name)
    assert value.__name__ == name
    assert inspect.getdoc(value)


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match="'beritasearch' has no attribute 'cari'"):
        getattr(beritasearch, "cari")  # noqa: B009


def test_every_error_is_in_the_tree_of_the_documentation():
    found = {
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, Exception)
    }
    for error in found:
        assert issubclass(error, beritasearch.BeritasearchError)
        assert error.__name__ in errors.__doc__
        assert error.__doc__


def loaded_by(code: str) -> set[str]:
    """What a piece of Python has loaded that it does not load without it."""
    before = run_python(LOADED).stdout.split()
    done = run_python(f"{code}\n{LOADED}")
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split()) - set(before)


def test_importing_loads_nothing_heavy():
    loaded = loaded_by("import beritasearch; beritasearch.BeritasearchError")
    assert "beritasearch" in loaded
    assert not loaded & HEAVY


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("datasets") / "berita"
    dataset, _ = invented.write(folder, *invented.news())
    build_index(dataset, "tantivy")
    return str(folder)


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--help"], {"click"}),
        (["-h"], {"click"}),
        (["--version"], {"click"}),
        (["query", "inovasi", "--facet", "region,tag,month"], {"click", "orjson", "tantivy"}),
        (["query", "inovasi", "--format", "table"], {"click", "orjson", "tantivy"}),
        (["query", "inovasi", "--format", "json"], {"click", "orjson", "tantivy"}),
        (["query", "lobtser"], {"click", "orjson", "tantivy", "rapidfuzz"}),
        (["facets", "--format", "json"], {"click", "orjson", "tantivy"}),
        (["related", invented.id_of("banjir")], {"click", "orjson", "tantivy", "rapidfuzz"}),
        (["regions", "Tangsel"], {"click", "orjson"}),
        (["index", "stats"], {"click", "orjson", "tantivy"}),
    ],
    ids=" ".join,
)
def test_a_command_loads_no_more_than_it_needs(path, arguments, allowed):
    if arguments[0][0] != "-" and arguments[0] != "regions":
        arguments = [*arguments, "-d", path]
    done = run_python(RUN, *arguments)
    code, modules = done.stderr.splitlines()[-2:]
    assert code in ("0", "1"), done.stderr
    assert set(modules.split()) & HEAVY <= allowed
