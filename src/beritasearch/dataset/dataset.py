"""A dataset on disk: a folder of versions. This module loads no pyarrow until rows are read."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from beritasearch.errors import DatasetDamaged, DatasetError, DatasetNotFound, VersionNotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from beritasearch.dataset.manifest import Manifest

MANIFEST = "manifest.json"


class Dataset:
    """A dataset that exists.

    Parameters
    ----------
    path : the folder that holds ``versions/``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.resolve().name

    @property
    def versions_path(self) -> Path:
        """Where the versions are."""
        return self.path / "versions"

    def versions(self) -> list[int]:
        """The numbers of all versions, ascending."""
        return version_numbers(self.versions_path)

    def latest(self) -> int:
        """The number of the newest version."""
        return self.versions()[-1]

    def folder(self, version: int | None = None) -> Path:
        """The folder of a version; of the newest one when none is named.

        Raises
        ------
        VersionNotFound : there is no such version.
        """
        versions = self.versions()
        number = versions[-1] if version is None else version
        if number not in versions:
            known = ", ".join(map(str, versions))
            raise VersionNotFound(
                f"Dataset '{self.path}' has no version {number}. Versions: {known}."
            )
        return self.versions_path / str(number)

    def manifest(self, version: int | None = None) -> Manifest:
        """The manifest of a version; of the newest one when none is named."""
        from beritasearch.dataset.manifest import read_manifest

        return read_manifest(self.folder(version))

    def checksum(self, version: int) -> str | None:
        """A checksum of a version's manifest, which names the hash of every part: other rows under
        the same number give another one. None where there is no manifest."""
        try:
            manifest = (self.versions_path / str(version) / MANIFEST).read_bytes()
        except OSError:
            return None
        return f"{zlib.crc32(manifest):08x}"

    def is_whole(self, version: int) -> bool:
        """Whether a version has its manifest, and every file that this names.

        Every query asks, so nothing is made of the manifest; :func:`require_parts` says what is
        wrong.
        """
        folder = self.versions_path / str(version)
        try:
            parts = orjson.loads((folder / MANIFEST).read_bytes())["parts"]
            return all((folder / part["path"]).exists() for part in parts)
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def read(
        self, table: str, version: int | None = None, columns: Sequence[str] | None = None
    ) -> pa.Table:
        """The rows of a table of a version, in the order of its parts.

        Raises
        ------
        DatasetDamaged : a part is missing or cannot be read.
        """
        from beritasearch.dataset.parts import read_parts

        parts = [part for part in self.manifest(version).parts if part.table == table]
        return read_parts(self.folder(version), parts, table, columns)


def version_numbers(folder: Path) -> list[int]:
    """The versions in a ``versions/`` folder, ascending; none where it does not exist.

    Raises
    ------
    DatasetError : the folder cannot be read.
    """
    try:
        names = [entry.name for entry in folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise DatasetError(f"'{_short(folder)}' cannot be read: {error.strerror}.") from error
    return sorted(int(name) for name in names if _is_version(name))


def _is_version(name: str) -> bool:
    return name.isascii() and name.isdecimal() and not name.startswith("0")


def _short(path: Path) -> str:
    """A path for a message; one that is too long for the system is too long for people too."""
    text = str(path)
    return text if len(text) <= 300 else f"{text[:300]}…"


def require_no_lost_versions(dataset: Dataset) -> None:
    """Refuse a folder that held versions once: a new version 1 would pass for the lost one.

    Raises
    ------
    DatasetDamaged : it has an index, but no version.
    """
    if not dataset.versions() and (dataset.path / "index").exists():
        raise DatasetDamaged(
            f"Dataset '{dataset.path}' has lost its versions: '{dataset.versions_path}' holds "
            "none. Restore that folder from a copy, or build into a new dataset."
        )


def open_dataset(path: str | Path) -> Dataset:
    """The dataset in a folder.

    Raises
    ------
    DatasetNotFound : there is no such folder, or it holds no dataset.
    DatasetDamaged : the folder held one, but its versions are gone.
    """
    folder = Path(path)
    dataset = Dataset(folder)
    if dataset.versions():
        return dataset
    require_no_lost_versions(dataset)
    if folder.is_file():
        raise DatasetNotFound(f"'{path}' is a file. Name the folder of a dataset.")
    what = "There is no dataset in"
    if dataset.versions_path.exists():
        what = "A first build did not come to its end, and no version is in"
    raise DatasetNotFound(f"{what} '{path}'. Make one with: beritasearch build INPUT -d {path}")
