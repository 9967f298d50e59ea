"""A command as a person calls it: what it prints where, and how it ends."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

import invented
from beritasearch.articles.identity import article_id
from beritasearch.cli.main import run
from beritasearch.engines.registry import engine_names
from beritasearch.index.build import build_index


class Answer(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What was printed, line by line."""
        return self.out.splitlines()


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    """What the person has not set."""
    for name in ("BERITASEARCH_DATASET", "NO_COLOR", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def ask(capfd):
    """Call the command line in this process."""

    def asked(*arguments: object) -> Answer:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        return Answer(code, *capfd.readouterr())

    return asked


@pytest.fixture
def refused(ask):
    """Call a command that must fail; gives its one sentence."""

    def asked(*arguments: object) -> str:
        answer = ask(*arguments)
        assert (answer.code, answer.out) == (2, ""), answer
        # click prints how the command is used before its own errors.
        printed = answer.err.splitlines()
        said = [line for line in printed if line and not line.startswith(("Usage: ", "Try "))]
        assert len(said) == 1, answer.err
        assert said[0].startswith("Error: ")
        return said[0]

    return asked


@pytest.fixture(scope="session")
def two_versions(tmp_path_factory):
    """A dataset that has grown: three versions, of which every engine has indexed the last two."""
    path = tmp_path_factory.mktemp("datasets") / "berita"
    invented.write(path, *invented.news())
    # Its second printing says which id it has as an address.
    address = article_id(url="https://contoh.id/lobster", portal="", title=None, published=None)
    changed = invented.extraction(
        "lobster",
        "2019-09-17 17:30",
        title="Benih Lobster Digagalkan",
        section="Kriminal",
        tags=("lobster",),
        region_codes=("18.71", "18"),
        other_ids=(address,),
    )
    dataset, _ = invented.write(path, changed, invented.extraction("tambahan", "2024-06-01"))
    for engine in engine_names():
        build_index(dataset, engine)
    invented.write(path, invented.extraction("ketiga", "2024-07-01", body="Panen padi melimpah."))
    for engine in engine_names():
        build_index(dataset, engine)
    return dataset


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its content."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
