"""Whether a version is still what it was when it was published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.manifest import read_manifest
from beritasearch.dataset.parts import hash_file
from beritasearch.dataset.removal_log import PENDING
from beritasearch.dataset.write import CHECKSUMS
from beritasearch.errors import DatasetDamaged


def verify(dataset: Dataset, version: int | None = None) -> Iterator[str]:
    """One sentence for each fault of a version, or of all versions; none when all is well.

    Every file is hashed again and compared with ``SHA256SUMS`` and the manifest; files that
    are missing, altered or do not belong there are named.
    """
    if (dataset.path / PENDING).exists():
        yield (
            "A removal did not come to its end. Run any `beritasearch dataset remove`, `restore` "
            "or `prune`, or a build: each goes on with it first."
        )
    versions = dataset.versions() if version is None else [version]
    for number in versions:
        yield from _verify_folder(dataset.folder(number))


def _verify_folder(folder: Path) -> Iterator[str]:
    try:
        manifest = read_manifest(folder)
        listed = _listed(folder)
    except DatasetDamaged as damage:
        yield str(damage)
        return
    stated = {part.path: part.sha256 for part in manifest.parts}
    for path, digest in sorted({**stated, **listed}.items()):
        yield from _verify_file(folder, path, digest, stated.get(path, digest))
    present = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    for path in sorted(present - listed.keys() - {CHECKSUMS}):
        yield f"Version {folder.name}: '{path}' does not belong to the version."


def _verify_file(folder: Path, path: str, listed: str, stated: str) -> Iterator[str]:
    try:
        found = hash_file(folder / path)
    except OSError:
        yield f"Version {folder.name}: '{path}' is missing or cannot be read."
        return
    if found != listed or found != stated:
        yield f"Version {folder.name}: '{path}' was altered: its SHA-256 is not the published one."


def _listed(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / CHECKSUMS).read_text("utf-8").splitlines()
        return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    except (OSError, ValueError) as error:
        raise DatasetDamaged(
            f"Version {folder.name}: '{CHECKSUMS}' is missing or cannot be read."
        ) from error
