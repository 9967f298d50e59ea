"""Putting a changed folder or file in the place of the old one, in one step."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

from beritasearch.dataset.parts import sync

# Holds a version's old folder where two folders cannot be exchanged in one step.
REPLACED = ".replaced-"

_HERE = -100  # AT_FDCWD: paths are relative to the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


def replace_folder(beside: Path, target: Path) -> None:
    """Put a folder in the place of another one, which is deleted.

    The two are exchanged in one step of the system. Where it has none, the old folder is moved
    away first; :func:`put_back` brings it back after a process was killed between the two steps.
    """
    if _exchange(beside, target):
        sync(target.parent)
        shutil.rmtree(beside)
        return
    old = target.with_name(f"{REPLACED}{target.name}")
    target.rename(old)
    beside.rename(target)
    sync(target.parent)
    shutil.rmtree(old)


def put_back(folder: Path) -> None:
    """Finish or undo the replacements of a killed process in a folder."""
    for old in folder.glob(f"{REPLACED}*"):
        target = folder / old.name.removeprefix(REPLACED)
        if target.exists():
            shutil.rmtree(old)
        else:
            old.rename(target)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and wait until it is on disk."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    sync(beside)
    beside.replace(path)
    sync(path.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders; False where the system or the file system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        swap = getattr(library, "renamex_np", None)
        arguments: tuple[object, ...] = (*paths, _EXCHANGE)
    else:
        swap = getattr(library, "renameat2", None)
        arguments = (_HERE, paths[0], _HERE, paths[1], _EXCHANGE)
    if swap is None:
        return False
    if swap(*arguments) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(other))
