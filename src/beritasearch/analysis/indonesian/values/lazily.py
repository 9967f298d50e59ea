"""Patterns that are compiled when first used.

Compiling what one text with money, a date and a time needs takes 6 ms, which a search from the
command line need not wait for: most queries state no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Tried = Callable[..., re.Match[str] | None]


class Lazy:
    """A pattern; its methods are those of the compiled one from the first use on.

    Parameters
    ----------
    source, flags : as for ``re.compile``.
    """

    __slots__ = ("_flags", "_source", "fullmatch", "match", "search")

    fullmatch: Tried
    match: Tried
    search: Tried

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Only an empty slot comes here: afterwards a call costs what it does on the pattern.
        if name not in ("fullmatch", "match", "search"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.fullmatch = compiled.fullmatch
        self.match = compiled.match
        self.search = compiled.search
        return getattr(compiled, name)
