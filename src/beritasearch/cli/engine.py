"""Which engine is meant, for commands whose answers have no place for a notice."""

from __future__ import annotations

from beritasearch.cli.output import print_notices
from beritasearch.engines.registry import DEFAULT, FALLBACK_NOTICE, default_engine


def named_engine(given: str | None) -> str:
    """The engine that was named; where none was and it is not the usual one, that is said."""
    engine = given or default_engine()
    if engine != (given or DEFAULT):
        print_notices((FALLBACK_NOTICE,))
    return engine
