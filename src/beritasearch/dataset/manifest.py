"""The manifest of a version: what it holds, from where, and every part's hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson

from beritasearch.dataset.dataset import MANIFEST
from beritasearch.errors import DatasetDamaged

FORMAT = "beritasearch dataset 1"


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file of a version.

    Parameters
    ----------
    path : inside the version's folder, ``articles/2024.parquet``.
    """

    path: str
    rows: int
    bytes: int
    sha256: str

    @property
    def table(self) -> str:
        """The table that the part belongs to."""
        return self.path.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Changes:
    """How a version differs from its parent, in articles and headlines."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    new_headlines: int = 0


@dataclass(frozen=True, slots=True)
class Amendment:
    """How a removal changed a version.

    Parameters
    ----------
    revision : of the version since.
    date : in ISO 8601, UTC.
    articles, headlines : rows that were taken out.
    lists : articles that stay, in whose lists something was taken out.
    """

    revision: int
    date: str
    reason: str
    articles: int
    headlines: int
    lists: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``manifest.json`` holds.

    Parameters
    ----------
    parent : the version that this one was made from; None for the first.
    created_at : in ISO 8601, UTC.
    counts : rows by table.
    first_day, last_day : of the articles, in ISO 8601; None where all are undated.
    settings : whatever of tool and rules can change the rows.
    amendments : what removals changed since the version was made, the oldest first.
    """

    version: int
    parent: int | None
    revision: int
    created_at: str
    schema_version: int
    tool: str
    settings: Mapping[str, str]
    counts: Mapping[str, int]
    changes: Changes
    first_day: str | None
    last_day: str | None
    portals: Mapping[str, int]
    parts: tuple[Part, ...]
    format: str = FORMAT
    amendments: tuple[Amendment, ...] = ()

    @property
    def label(self) -> str:
        """How citations name the version: ``3``, or ``3.r1`` after a removal."""
        return f"{self.version}.r{self.revision}" if self.revision else str(self.version)

    def to_json(self) -> bytes:
        """The file's bytes; equal manifests give equal bytes."""
        stated = {name: getattr(self, name) for name in self.__dataclass_fields__}
        if not self.amendments:
            del stated["amendments"]
        return orjson.dumps(stated, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the version in a folder.

    Raises
    ------
    DatasetDamaged : it is missing, or is not one that this release can read.
    """
    path = folder / MANIFEST
    try:
        fields = orjson.loads(path.read_bytes())
        if fields["schema_version"] > _newest_schema():
            raise DatasetDamaged(
                f"Version {folder.name} has schema {fields['schema_version']}, which this release "
                f"of beritasearch does not know. Update it: pip install -U beritasearch."
            )
        fields["parts"] = tuple(Part(**part) for part in fields["parts"])
        fields["changes"] = Changes(**fields["changes"])
        fields["amendments"] = tuple(Amendment(**one) for one in fields.get("amendments", ()))
        return Manifest(**fields)
    except FileNotFoundError as error:
        raise DatasetDamaged(_damaged(folder, "its manifest.json is missing")) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatasetDamaged(
            _damaged(folder, f"its manifest.json cannot be read ({error})")
        ) from error


def require_parts(folder: Path, manifest: Manifest) -> None:
    """Refuse a version whose files are not all there.

    Raises
    ------
    DatasetDamaged : a part is missing.
    """
    for part in manifest.parts:
        if not (folder / part.path).exists():
            raise DatasetDamaged(_damaged(folder, f"its {part.path} is missing"))


def _newest_schema() -> int:
    # Kept here as a number, so that a query reads manifests without pyarrow; a test compares.
    return 1


def _damaged(folder: Path, what: str) -> str:
    return (
        f"Version {folder.name} in '{folder.parent.parent}' is damaged: {what}. Restore the "
        "folder from a copy, or move it away and build again."
    )
