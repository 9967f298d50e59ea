"""Taking what was removed out of every version: each is before or after, never between."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

import pyarrow as pa
import pyarrow.compute as pc

from beritasearch.dataset.copies import find_copies
from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.manifest import Amendment, Changes, Manifest, Part
from beritasearch.dataset.parts import EMPTY, link_part, read_parts, sync, write_part
from beritasearch.dataset.removal_log import LogEntry, removed_of
from beritasearch.dataset.replace import replace_folder
from beritasearch.dataset.schema import CONTENT_COLUMNS, TABLES
from beritasearch.dataset.without import without, without_duplicates
from beritasearch.dataset.write import UNFINISHED, write_texts

_COPY_COLUMNS = (
    *("article_id", "portal", "title", "body"),
    *("published_at", "published_on", "text_sha256"),
)
_Key = tuple[str, str]


@dataclass(slots=True)
class _Amended:
    """What is known of one version's parts without what was removed.

    Parameters
    ----------
    gone : ids of the rows taken out, by table.
    """

    parts: list[Part] = field(default_factory=list)
    gone: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in TABLES})
    relisted: int = 0


class Amender:
    """Takes removed articles out of the versions of a dataset that is held for writing.

    A part that several versions share is read and written once, and linked again.
    """

    def __init__(self, dataset: Dataset, entries: tuple[LogEntry, ...]) -> None:
        self._dataset = dataset
        self._removed = removed_of(entries)
        self._said = entries[0]
        # By path and hash: what a part became, and the folder of a version that has it.
        self._done: dict[_Key, tuple[Part | None, frozenset[str], int]] = {}
        self._files: dict[_Key, Path] = {}

    def amend_all(self) -> list[str]:
        """Amend every version that holds anything of it; returns their labels, ascending.

        The newest comes first: of each, the version before it is then still as it was, which
        tells what was new. So it ends alike, however often it was interrupted.

        Raises
        ------
        OSError : a version cannot be written; it and those not yet amended are as they were.
        """
        for number in self._dataset.versions():
            self._know(self._dataset.manifest(number).parts, self._dataset.folder(number))
        amended = [self._amend(number) for number in reversed(self._dataset.versions())]
        return [label for label in reversed(amended) if label is not None]

    def _know(self, parts: Iterable[Part], folder: Path) -> None:
        """Keep where parts lie; the oldest version that has one is amended last."""
        for part in parts:
            self._files.setdefault((part.path, part.sha256), folder)

    def _amend(self, number: int) -> str | None:
        folder, manifest = self._dataset.folder(number), self._dataset.manifest(number)
        beside = folder.with_name(f"{UNFINISHED}{number}")
        beside.mkdir()
        made = self._without_removed(manifest, folder, beside)
        if tuple(made.parts) == manifest.parts:
            shutil.rmtree(beside)
            return None
        for table in TABLES:
            sync(beside / table)
        amended = self._amended_manifest(manifest, made, beside)
        write_texts(beside, amended, self._dataset.name)
        replace_folder(beside, folder)
        moved = (beside, folder)
        self._files = {key: held for key, held in self._files.items() if held not in moved}
        self._know(amended.parts, folder)
        return amended.label

    def _without_removed(self, manifest: Manifest, folder: Path, beside: Path) -> _Amended:
        made = _Amended()
        for table in TABLES:
            parts = [part for part in manifest.parts if part.table == table]
            if table == "duplicates":
                kept = self._duplicates(parts, folder, beside, made)
            else:
                kept = [self._part(part, folder, beside, made) for part in parts]
            held = [part for part in kept if part is not None]
            empty = TABLES[table].empty_table()
            made.parts += held or [self._written(empty, table, EMPTY, beside)]
        return made

    def _part(self, part: Part, folder: Path, beside: Path, made: _Amended) -> Part | None:
        """A part as it is in the amended version; None where nothing of it stays."""
        key = part.path, part.sha256
        if key not in self._done:
            taken = without(read_parts(folder, [part], part.table), part.table, self._removed)
            after = self._rewritten(taken.rows, part, beside) if taken.is_changed else part
            self._done[key] = after, taken.gone, taken.relisted
        after, gone, relisted = self._done[key]
        made.gone[part.table] |= gone
        made.relisted += relisted if part.table == "articles" else 0
        if after == part:
            link_part(part, folder, beside)
        elif after is not None and not (beside / after.path).exists():
            link_part(after, self._files[after.path, after.sha256], beside)
        return after

    def _duplicates(
        self, parts: list[Part], folder: Path, beside: Path, made: _Amended
    ) -> list[Part | None]:
        rows = {part.path: read_parts(folder, [part], "duplicates") for part in parts}
        held = pa.concat_tables(rows.values())
        found_anew = None
        if any(map(self._removed.has_id, pc.unique(held["earliest_id"]).to_pylist())):
            articles = [part for part in made.parts if part.table == "articles"]
            texts = read_parts(beside, articles, "articles", _COPY_COLUMNS)
            found_anew = find_copies(texts, held, ())
        kept: list[Part | None] = []
        for part in parts:
            after = without_duplicates(rows[part.path], self._removed, found_anew)
            if after.equals(rows[part.path]):
                link_part(part, folder, beside)
                kept.append(part)
            else:
                kept.append(self._rewritten(after, part, beside))
        return kept

    def _rewritten(self, rows: pa.Table, part: Part, beside: Path) -> Part | None:
        """A part with other rows; None where there are none."""
        if not rows.num_rows:
            return None
        return self._written(rows, part.table, PurePosixPath(part.path).stem, beside)

    def _written(self, rows: pa.Table, table: str, name: str, beside: Path) -> Part:
        """A new part; a link, where some version has just this part already."""
        part = write_part(rows, table, name, beside)
        held = self._files.setdefault((part.path, part.sha256), beside)
        if held != beside:
            (beside / part.path).unlink()
            link_part(part, held, beside)
        return part

    def _amended_manifest(self, manifest: Manifest, made: _Amended, beside: Path) -> Manifest:
        articles = [part for part in made.parts if part.table == "articles"]
        rows = read_parts(beside, articles, "articles", ["published_on", "portal"])
        days = pc.min_max(rows["published_on"]).as_py()
        portals = Counter(rows["portal"].to_pylist())
        amendment = Amendment(
            revision=manifest.revision + 1,
            date=self._said.date,
            reason=self._said.reason,
            articles=len(made.gone["articles"]),
            headlines=len(made.gone["headlines"]),
            lists=made.relisted,
        )
        return replace(
            manifest,
            revision=amendment.revision,
            counts={
                name: sum(part.rows for part in made.parts if part.table == name)
                for name in manifest.counts
            },
            changes=self._changes(manifest, made),
            first_day=days["min"].isoformat() if days["min"] else None,
            last_day=days["max"].isoformat() if days["max"] else None,
            portals=dict(sorted(portals.items(), key=lambda entry: (-entry[1], entry[0]))),
            parts=tuple(made.parts),
            amendments=(*manifest.amendments, amendment),
        )

    def _changes(self, manifest: Manifest, made: _Amended) -> Changes:
        """What is new in a version, without what was removed from it."""
        before, gone = manifest.changes, made.gone
        articles = self._content(manifest.version, gone["articles"])
        parent = manifest.parent
        if parent is not None and parent not in self._dataset.versions():
            return before
        held = {} if parent is None else self._content(parent, gone["articles"])
        lists = (
            set()
            if parent is None
            else gone["headlines"] & _ids(self._dataset, parent, "headlines", "headline_id")
        )
        changed = sum(name in held and row != held[name] for name, row in articles.items())
        return replace(
            before,
            new=max(before.new - len(articles.keys() - held.keys()), 0),
            changed=max(before.changed - changed, 0),
            new_headlines=max(before.new_headlines - len(gone["headlines"] - lists), 0),
        )

    def _content(self, version: int, ids: set[str]) -> Mapping[str, object]:
        """What makes an article changed, by id, of some articles of a version."""
        if not ids:
            return {}
        rows = self._dataset.read("articles", version, ["article_id", *CONTENT_COLUMNS])
        wanted = rows.filter(pc.is_in(rows["article_id"], pa.array(sorted(ids), pa.string())))
        return {row["article_id"]: row for row in wanted.to_pylist()}


def _ids(dataset: Dataset, version: int, table: str, column: str) -> set[str]:
    return set(dataset.read(table, version, [column])[column].to_pylist())
