"""Finding and opening the index of a dataset. Loads no pyarrow: this is the way of a query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import orjson

from beritasearch.analysis.analyzer import analyzer
from beritasearch.dataset.dataset import Dataset
from beritasearch.engines.base import Engine
from beritasearch.engines.registry import engine_class
from beritasearch.errors import IndexDamaged, IndexMismatch, IndexNotFound
from beritasearch.index.columns import Column, ColumnFile
from beritasearch.index.fields import FACET_COLUMNS, FIELDS, INDEX_SCHEMA_VERSION
from beritasearch.index.manifest import IndexManifest, Settings, read_index_manifest

# An index folder holds the engine's own files and the columns that facets count, apart.
ENGINE = "engine"
COLUMNS = "columns"
CURRENT = "CURRENT"


class OpenIndex:
    """An index opened for reading; stays as it is while later ones are built.

    Parameters
    ----------
    mend : the command that makes it anew.
    held : the files of its columns, by name.
    """

    def __init__(
        self,
        manifest: IndexManifest,
        engine: Engine,
        folder: Path,
        mend: str,
        held: Mapping[str, ColumnFile],
    ) -> None:
        self.manifest = manifest
        self.engine = engine
        self.folder = folder
        self.mend = mend
        self._held = held
        self._columns: dict[str, Column] = {}

    def column(self, name: str) -> Column:
        """A column for counting a facet; read once.

        Raises
        ------
        IndexDamaged : its files are missing or cut.
        """
        if name not in self._columns:
            self._columns[name] = self._held[name].load()
        return self._columns[name]

    def remedy(self) -> str:
        """What to do about an index that turns out to be damaged while it is used."""
        if not self.folder.exists():
            return "A newer index took its place: open the dataset again."
        return f"Make it anew: {self.mend}"

    @contextmanager
    def remedy_named(self) -> Iterator[None]:
        """Say what to do about files of the index that turn out to be damaged."""
        try:
            yield
        except IndexDamaged as damage:
            raise IndexDamaged(f"{damage} {self.remedy()}") from damage
        except orjson.JSONDecodeError as error:
            raise IndexDamaged(
                f"A document of the index cannot be read ({error}). {self.remedy()}"
            ) from error


def index_folder(dataset_path: Path, engine: str, version: int) -> Path:
    """Where the index of a version is."""
    return dataset_path / "index" / engine / str(version)


def wanted_settings(engine: str) -> Settings:
    """The settings with which this release makes and reads an index."""
    return Settings(
        engine=engine,
        engine_version=engine_class(engine).version(),
        analyzer=analyzer().fingerprint,
        schema=INDEX_SCHEMA_VERSION,
    )


def mending_command(dataset_path: Path, engine: str) -> str:
    """The command that makes an index anew."""
    return f"beritasearch index build -d {dataset_path} --engine {engine}"


def replace_text(path: Path, text: str) -> None:
    """Write a small file whole or not at all."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text)
    beside.replace(path)


def open_index(dataset: Dataset, engine: str, version: int | None = None) -> OpenIndex:
    """Open the current index of an engine, or that of a named version.

    Raises
    ------
    IndexNotFound : there is none yet.
    IndexDamaged : files are missing or cut.
    IndexMismatch : another analyzer, schema or engine version made it, or it was made from
        another version of the same number.
    DatasetDamaged : the manifest of its version cannot be read, or a part is missing.
    """
    wanted, mend = wanted_settings(engine), mending_command(dataset.path, engine)
    if version is not None:
        older = f"{mend} --version {version}"
        return _opened(dataset, wanted, version, mend if version == dataset.latest() else older)
    while True:
        number = _current(dataset.path, engine, mend)
        try:
            return _opened(dataset, wanted, number, mend)
        except (IndexNotFound, IndexDamaged):
            # Two newer ones may have taken its place meanwhile.
            if _current(dataset.path, engine, mend) == number:
                raise


def _opened(dataset: Dataset, wanted: Settings, number: int, mend: str) -> OpenIndex:
    engine = wanted.engine
    folder = index_folder(dataset.path, engine, number)
    if not folder.exists():
        raise IndexNotFound(
            f"Dataset '{dataset.path}' has no {engine} index of version {number}. Make it: {mend}"
        )
    try:
        manifest = read_index_manifest(folder, wanted, mend)
        _require_version(dataset, manifest, mend)
        held = {name: ColumnFile(folder / COLUMNS, name) for name in FACET_COLUMNS}
        opened = engine_class(engine).open(folder / ENGINE, FIELDS)
    except IndexDamaged as damage:
        raise IndexDamaged(f"{damage} Make it anew: {mend}") from damage
    return OpenIndex(manifest, opened, folder, mend, held)


def _require_version(dataset: Dataset, manifest: IndexManifest, mend: str) -> None:
    """Refuse an index of other rows than its version holds; one whose version is gone can stay."""
    number = manifest.version
    if number not in dataset.versions():
        return
    if not dataset.is_whole(number):
        from beritasearch.dataset.manifest import require_parts  # only to say what is wrong

        require_parts(dataset.folder(number), dataset.manifest(number))
    if dataset.checksum(number) == manifest.dataset_checksum:
        return
    raise IndexMismatch(
        f"The index was made from another version {number} of the dataset, so its "
        f"answers could be wrong. Make it anew: {mend}"
    )


def _current(dataset_path: Path, engine: str, mend: str) -> int:
    path = dataset_path / "index" / engine / CURRENT
    try:
        return int(path.read_text())
    except FileNotFoundError as error:
        raise IndexNotFound(
            f"Dataset '{dataset_path}' has no {engine} index. Make it: {mend}"
        ) from error
    except (OSError, ValueError) as error:
        raise IndexDamaged(
            f"'{path}' cannot be read ({error}). Make the index anew: {mend}"
        ) from error
