"""What several folders of tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

import invented
from beritasearch.archive.archive import Archive
from beritasearch.archive.archive import open as open_archive
from beritasearch.dataset.dataset import Dataset
from beritasearch.engines.registry import engine_names
from beritasearch.index.build import build_index

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real pages, where the machine has them; their text is never copied into the repository."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("../shared/data is not here")
    return folder


@pytest.fixture(scope="session")
def berita(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A dataset of invented articles with the index of every engine. Not to be changed."""
    path = tmp_path_factory.mktemp("datasets") / "berita"
    dataset, _ = invented.write(path, *invented.news(), *invented.archive_of(120))
    for engine in engine_names():
        build_index(dataset, engine)
    return dataset


@pytest.fixture(scope="session")
def archives(berita: Dataset) -> dict[str, Archive]:
    """The same dataset, opened with every engine."""
    return {engine: open_archive(berita.path, engine=engine) for engine in engine_names()}


@pytest.fixture(params=engine_names())
def archive(request: pytest.FixtureRequest, archives: dict[str, Archive]) -> Archive:
    """The dataset on each engine in turn."""
    return archives[request.param]
