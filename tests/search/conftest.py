"""What several tests of searching share."""

from __future__ import annotations

from pathlib import Path

import pytest

from beritasearch.archive.archive import Archive
from beritasearch.archive.archive import open as open_archive
from beritasearch.archive.build import build


@pytest.fixture(scope="session")
def everything(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """All real articles: made once, in half a minute, for tests that are marked slow."""
    path = tmp_path_factory.mktemp("datasets") / "berita"
    build([str(shared_data / "articles.jsonl.gz")], path, workers=2)
    return open_archive(path)
