"""The manifest of an index: which version it holds, and what made it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from beritasearch.errors import IndexDamaged, IndexMismatch

MANIFEST = "manifest.json"
_CHECKSUM = "crc32"


class Settings(NamedTuple):
    """Whatever must be equal for an index to be read: else its answers would be wrong."""

    engine: str
    engine_version: str
    analyzer: str
    schema: int


class IndexManifest(NamedTuple):
    """What ``index/ENGINE/N/manifest.json`` holds.

    Parameters
    ----------
    version, revision : of the dataset.
    dataset_checksum : of that version, by :meth:`Dataset.checksum`: a version that was lost and
        made again with other pages has the same number.
    documents : their number by kind.
    removed : documents that left the index and whose words its files may still count.
    files : the SHA-256 of every other file, by its path in the index folder.
    """

    version: int
    revision: int
    dataset_checksum: str | None
    settings: Settings
    documents: Mapping[str, int]
    removed: int
    files: Mapping[str, str]

    def write(self, folder: Path) -> None:
        """Write the manifest into an index folder."""
        path = folder / MANIFEST
        path.unlink(missing_ok=True)
        fields = {**self._fields_by_name(), _CHECKSUM: self._checksum()}
        path.write_bytes(orjson.dumps(fields, option=orjson.OPT_INDENT_2))

    def _checksum(self) -> str:
        return f"{zlib.crc32(orjson.dumps(self._fields_by_name())):08x}"

    def _fields_by_name(self) -> dict[str, Any]:
        return {**self._asdict(), "settings": self.settings._asdict()}


def read_index_manifest(folder: Path, wanted: Settings, mend: str) -> IndexManifest:
    """The manifest of the index in a folder.

    Parameters
    ----------
    wanted : the settings with which this release reads an index.
    mend : the command that makes the index anew.

    Raises
    ------
    IndexMismatch : it was made with other settings.
    IndexDamaged : it is missing or cannot be read.
    """
    try:
        fields = orjson.loads((folder / MANIFEST).read_bytes())
        fields["settings"] = Settings(**fields["settings"])
        # Before all else: the manifest of another schema may tell other things.
        _require_same(fields["settings"], wanted, mend)
        manifest = IndexManifest(**{name: fields[name] for name in IndexManifest._fields})
        if manifest._checksum() != fields[_CHECKSUM]:
            raise ValueError("it was altered: its checksum is another")
        return manifest
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(
            f"The index in '{folder}' is damaged: its {MANIFEST} cannot be read ({error})."
        ) from error


def _require_same(found: Settings, wanted: Settings, mend: str) -> None:
    names = {"engine_version": "engine version", "analyzer": "analyzer", "schema": "schema"}
    for field, name in names.items():
        held, needed = getattr(found, field), getattr(wanted, field)
        if held != needed:
            raise IndexMismatch(
                f"The index was made with another {name} ({held}; this release has {needed}), "
                f"so its answers could be wrong. Make it anew: {mend}"
            )
