"""The files that an input names."""

from __future__ import annotations

import glob
import io
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from beritasearch.errors import InputError

STDIN = "-"


def expand(inputs: Sequence[str]) -> list[str]:
    """The files that inputs name: files, folders (all inside, by name), globs, ``-``.

    In folders and globs hidden files are passed over, and pipes and devices, which would be
    waited for; one that is named is read. The order is that of the inputs, and by name
    inside a folder, so that the same inputs always give the same dataset.

    Raises
    ------
    InputError : an input names nothing, or a folder holds no file.
    """
    found: list[str] = []
    for given in inputs:
        found.extend(_expand_one(given))
    return list(dict.fromkeys(found))


def open_input(uri: str) -> BinaryIO:
    """Open one of the files that :func:`expand` found."""
    if uri == STDIN:
        return sys.stdin.buffer
    return Path(uri).open("rb")


@contextmanager
def open_text(uri: str, what: str = "File") -> Iterator[TextIO]:
    """Open a file, or ``-`` for standard input, as UTF-8; line endings stay as they are.

    Parameters
    ----------
    what : what the file is to the person, for messages: ``File of queries``.

    Raises
    ------
    InputError : it cannot be read, or is not UTF-8; also while it is read.
    """
    named = named_input(uri, what)
    if uri != STDIN and (not Path(uri).exists() or Path(uri).is_dir()):
        raise InputError(f"{named} does not exist or is no file.")
    try:
        with open_input(uri) as stream:
            yield io.TextIOWrapper(stream, "utf-8-sig", newline="")
    except UnicodeDecodeError as error:
        raise InputError(f"{named} is not UTF-8: {error.reason}.") from error
    except OSError as error:
        raise InputError(f"{named} cannot be read: {error.strerror}.") from error


def named_input(uri: str, what: str = "File") -> str:
    """A file for messages: ``File 'a.txt'``, ``Standard input``."""
    return "Standard input" if uri == STDIN else f"{what} '{uri}'"


def _expand_one(given: str) -> Sequence[str]:
    if given == STDIN:
        return [STDIN]
    path = Path(given)
    try:
        if path.is_dir():
            return _inside(path) or _nothing(f"Folder '{given}' holds no file.")
        if path.exists():
            return [given]
    except (OSError, ValueError) as error:
        raise InputError(f"Input '{given[:200]}' cannot be read: {error}.") from error
    # A glob may begin at the root, which Path.glob refuses.
    matching = sorted(glob.glob(given, recursive=True))  # noqa: PTH207
    files = [name for name in matching if _is_file(name)]
    return files or _nothing(
        f"Input '{given}' does not exist. Give a file, a folder, a glob in quotes, "
        "or '-' for standard input."
    )


def _inside(folder: Path) -> list[str]:
    return [path.as_posix() for path in _walk(folder)]


def _walk(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise InputError(f"Folder '{error.filename}' cannot be read: {error.strerror}.")

    for root, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        visible = (Path(root, name) for name in sorted(files) if not name.startswith("."))
        yield from filter(_is_file, visible)


def _is_file(path: str | Path) -> bool:
    """Whether a name is a file's, or leads nowhere, which reading it then says."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116  # names and paths alike
    except OSError:
        return True


def _nothing(message: str) -> Sequence[str]:
    raise InputError(message)
