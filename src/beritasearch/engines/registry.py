"""The engines by name; each is imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module

from beritasearch.engines.base import Engine
from beritasearch.errors import EngineNotFound

DEFAULT = "tantivy"
# Pure Python: where no wheel of the default one runs.
_FALLBACK = "whoosh"
FALLBACK_NOTICE = (
    f"{DEFAULT} cannot be loaded on this machine; {_FALLBACK}, which is slower, is used. "
    f"Install it with `pip install {DEFAULT}`, or choose an engine with --engine."
)

_ENGINES = {
    "reference": "beritasearch.engines.reference:ReferenceEngine",
    "tantivy": "beritasearch.engines.tantivy:TantivyEngine",
    "whoosh": "beritasearch.engines.whoosh:WhooshEngine",
}


def engine_names() -> tuple[str, ...]:
    """The names that :func:`engine_class` knows."""
    return tuple(sorted(_ENGINES))


def default_engine() -> str:
    """The engine to use where none is named: tantivy, or whoosh where that cannot be loaded."""
    try:
        engine_class(DEFAULT)
    except EngineNotFound:
        return _FALLBACK
    return DEFAULT


def engine_class(name: str) -> type[Engine]:
    """The engine of this name.

    Raises
    ------
    EngineNotFound : no engine has the name, or its package cannot be imported.
    """
    if name not in _ENGINES:
        known = ", ".join(engine_names())
        raise EngineNotFound(f"Engine '{name}' is not known. Choose one of: {known}.")
    module, _, attribute = _ENGINES[name].partition(":")
    try:
        found: type[Engine] = getattr(import_module(module), attribute)
    except ImportError as error:
        raise EngineNotFound(
            f"Engine '{name}' cannot be loaded ({error}). Install its package, or choose "
            "another one with --engine."
        ) from error
    return found
