"""The manifest of an index: which version it holds, and what made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson

from beritasearch.errors import IndexDamaged, IndexMismatch

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """Whatever must be equal for an index to be read: else its answers would be wrong."""

    engine: str
    engine_version: str
    analyzer: str
    schema: int


@dataclass(frozen=True, slots=True)
class IndexManifest:
    """What ``index/ENGINE/N/manifest.json`` holds.

    Parameters
    ----------
    version, revision : of the dataset.
    dataset_checksum : of that version, by :meth:`Dataset.checksum`: a version that was lost and
        made again with other pages has the same number.
    documents : their number by kind.
    """

    version: int
    revision: int
    dataset_checksum: str | None
    settings: Settings
    documents: Mapping[str, int]

    def write(self, folder: Path) -> None:
        """Write the manifest into an index folder."""
        path = folder / MANIFEST
        path.unlink(missing_ok=True)
        path.write_bytes(orjson.dumps(self, option=orjson.OPT_INDENT_2))


def read_index_manifest(folder: Path) -> IndexManifest:
    """The manifest of the index in a folder.

    Raises
    ------
    IndexDamaged : it is missing or cannot be read.
    """
    try:
        fields = orjson.loads((folder / MANIFEST).read_bytes())
        fields["settings"] = Settings(**fields["settings"])
        # An index of another schema may tell more: its settings say that it is refused.
        return IndexManifest(**{name: fields[name] for name in IndexManifest.__slots__})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(
            f"The index in '{folder}' is damaged: its {MANIFEST} cannot be read ({error})."
        ) from error


def require_same(found: Settings, wanted: Settings, mend: str) -> None:
    """Refuse an index that was made with other settings.

    Parameters
    ----------
    mend : the command that makes the index anew.

    Raises
    ------
    IndexMismatch : naming what differs.
    """
    names = {"engine_version": "engine version", "analyzer": "analyzer", "schema": "schema"}
    for field, name in names.items():
        held, needed = getattr(found, field), getattr(wanted, field)
        if held != needed:
            raise IndexMismatch(
                f"The index was made with another {name} ({held}; this release has {needed}), "
                f"so its answers could be wrong. Make it anew: {mend}"
            )
