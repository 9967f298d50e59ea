"""The dataset that the repository publishes is what its pages and this release give."""

from __future__ import annotations

import hashlib
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from beritasearch.cli.main import run
from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.verify import verify

ROOT = Path(__file__).parents[1]
PUBLISHED = ROOT / "datasets" / "aliansinews" / "versions"
VERSION = PUBLISHED / "1"


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    """The versions that the command of `make datasets` makes, in a copy of what it reads."""
    recipe = re.search(
        r"^\tSOURCE_DATE_EPOCH=(\d+) \S+/beritasearch (build .*)$",
        (ROOT / "Makefile").read_text(),
        re.MULTILINE,
    )
    folder = tmp_path_factory.mktemp("repository")
    shutil.copytree(ROOT / "examples", folder / "examples")
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)
        here.setenv("SOURCE_DATE_EPOCH", recipe[1])
        assert run(shlex.split(recipe[2])) == 0
    return folder / PUBLISHED.relative_to(ROOT)


def test_one_version_is_published_without_anything_else():
    assert [path.name for path in PUBLISHED.iterdir() if not path.name.startswith(".")] == ["1"]
    assert "manifest.json" in files(VERSION)


def test_it_is_built_again_from_its_pages(rebuilt):
    assert files(rebuilt) == files(PUBLISHED)
    published, now = (
        orjson.loads((folder / "1" / "manifest.json").read_bytes())
        for folder in (PUBLISHED, rebuilt)
    )
    # Another release of pyarrow may write the same rows as other bytes.
    same_writer = published["settings"]["parquet_writer"] == f"pyarrow {pa.__version__}"
    for name in sorted(files(PUBLISHED)):
        if same_writer:
            assert (rebuilt / name).read_bytes() == (PUBLISHED / name).read_bytes(), name
        elif name.endswith(".parquet"):
            assert pq.read_table(rebuilt / name).equals(pq.read_table(PUBLISHED / name)), name
    for stated in ("counts", "created_at", "first_day", "last_day", "portals"):
        assert now[stated] == published[stated]


def test_it_is_verified():
    assert list(verify(Dataset(PUBLISHED.parent))) == []


def test_its_checksums_are_those_of_sha256sum():
    listed = dict(
        reversed(line.split("  ", 1)) for line in (VERSION / "SHA256SUMS").read_text().splitlines()
    )
    assert set(listed) == files(VERSION) - {"SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256((VERSION / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum here")
def test_sha256sum_accepts_it():
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"],
        cwd=VERSION,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(": OK\n") == len(files(VERSION)) - 1
