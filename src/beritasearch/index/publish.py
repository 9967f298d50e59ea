"""An index appears whole or not at all: made beside, renamed into place, and named last."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from beritasearch.dataset.dataset import version_numbers
from beritasearch.dataset.parts import hash_file
from beritasearch.index.manifest import MANIFEST
from beritasearch.index.open import COLUMNS, CURRENT, ENGINE, replace_text

UNFINISHED = ".unfinished-"
# Names the older version whose index was made last because somebody asked for it.
ASKED = "ASKED"
_LOCKS = ".lock"


def begin(target: Path, base: Path | None) -> Path:
    """A folder beside ``target`` to make its index in, with links to the files of another one.

    What a killed process left behind is removed.
    """
    for left in target.parent.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left)
    beside = target.with_name(f"{UNFINISHED}{target.name}")
    for part in (ENGINE, COLUMNS):
        (beside / part).mkdir(parents=True)
        if base is not None:
            _link_files(base / part, beside / part)
    return beside


def _link_files(source: Path, target: Path) -> None:
    for file in source.iterdir():
        if file.name.endswith(_LOCKS):
            continue
        try:
            os.link(file, target / file.name)
        except OSError:
            shutil.copy2(file, target / file.name)


def index_files(folder: Path) -> dict[str, Path]:
    """The files of an index folder by their path in it, but for its manifest and locks."""
    return {
        name: path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(_LOCKS)
        if (name := path.relative_to(folder).as_posix()) != MANIFEST
    }


def hash_files(folder: Path, base: Path | None, stated: Mapping[str, str]) -> dict[str, str]:
    """The SHA-256 of every file of an index.

    Parameters
    ----------
    stated : the hashes of the base's files. A file that is still the base's keeps its own:
        hashed anew, one that was damaged since would pass for whole.
    """
    return {
        name: stated[name]
        if base is not None and name in stated and _is_same(path, base / name)
        else hash_file(path)
        for name, path in index_files(folder).items()
    }


def _is_same(path: Path, other: Path) -> bool:
    """Whether two paths are links to one file, or one is a copy of the other."""
    try:
        one, two = path.stat(), other.stat()
    except FileNotFoundError:
        return False
    is_copy = (one.st_mtime_ns, one.st_size) == (two.st_mtime_ns, two.st_size)
    return os.path.samestat(one, two) or is_copy


def publish(beside: Path, target: Path, *, current: bool) -> None:
    """Put a folder in its place, name it last, and drop the indexes that nobody needs.

    Kept are the index in use, the one before it, which readers may still open, and the one of
    an older version that was asked for last.
    """
    if target.exists():
        old = target.with_name(f"{UNFINISHED}old-{target.name}")
        target.rename(old)
        beside.rename(target)
        shutil.rmtree(old)
    else:
        beside.rename(target)
    replace_text(target.with_name(CURRENT if current else ASKED), f"{target.name}\n")
    named = {named_version(target.with_name(pointer)) for pointer in (CURRENT, ASKED)}
    for number in sorted(set(version_numbers(target.parent)) - named)[:-1]:
        shutil.rmtree(target.with_name(str(number)))


def named_version(pointer: Path) -> int | None:
    """The version that a pointer names; None where there is none."""
    try:
        return int(pointer.read_text())
    except (OSError, ValueError):
        return None
