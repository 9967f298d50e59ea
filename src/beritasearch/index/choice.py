"""Which engine a dataset is asked with: the one named, else the one chosen for it before."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from beritasearch.engines.registry import DEFAULT, FALLBACK_NOTICE, default_engine, engine_names
from beritasearch.errors import EngineNotFound, SearchIndexError
from beritasearch.index.open import CURRENT, replace_text


class EngineChoice(NamedTuple):
    """An engine's name, and what to say about how it was come by."""

    engine: str
    notices: tuple[str, ...] = ()


def engine_choice(dataset_path: Path, named: str | None = None) -> EngineChoice:
    """The engine for a dataset.

    Parameters
    ----------
    named : by the person who asks; always taken.

    Raises
    ------
    EngineNotFound : the one that was chosen for the dataset is not known.
    """
    if named is not None:
        return EngineChoice(named)
    chosen = _chosen(dataset_path)
    # Where tantivy was chosen and cannot be loaded it is replaced as if nothing had been chosen.
    if chosen not in (None, DEFAULT):
        return EngineChoice(chosen)
    usual = default_engine()
    return EngineChoice(usual, () if usual == DEFAULT else (FALLBACK_NOTICE,))


def keep_engine(dataset_path: Path, engine: str) -> None:
    """Choose an engine for a dataset: later questions that name none are asked of it.

    Raises
    ------
    SearchIndexError : the choice cannot be written.
    """
    path = dataset_path / "index" / CURRENT
    if _read(path) == engine or (engine == DEFAULT and not path.exists()):
        return
    try:
        replace_text(path, f"{engine}\n")
    except OSError as error:
        raise SearchIndexError(f"'{path}' cannot be written: {error.strerror}.") from error


def _chosen(dataset_path: Path) -> str | None:
    path = dataset_path / "index" / CURRENT
    name = _read(path)
    if name is not None and name not in engine_names():
        known = ", ".join(engine_names())
        raise EngineNotFound(
            f"'{path}' names no engine that is known. Choose one of {known}, as in: "
            f"beritasearch index build -d {dataset_path} --engine {DEFAULT}"
        )
    return name


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return None
