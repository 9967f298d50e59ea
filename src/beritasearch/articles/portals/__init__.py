"""Facts about portals, one file each; ``README.md`` beside this file describes the keys."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

DEFAULT_ZONE = "+07:00"
UNKNOWN_PORTAL = "unknown"


@dataclass(frozen=True, slots=True)
class Portal:
    """What is known of one portal.

    Parameters
    ----------
    sections : region codes by printed section, in lower case.
    """

    domain: str
    names: tuple[str, ...] = ()
    zone: str = DEFAULT_ZONE
    rights: str = "unknown"
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def section_codes(self, section: str | None) -> tuple[str, ...]:
        """The regions that a printed section of this portal means; mostly none."""
        return self.sections.get(section.lower(), ()) if section else ()


@lru_cache(maxsize=4096)
def portal_of(domain: str) -> Portal:
    """The facts about a portal; a portal without a file has none beyond its domain."""
    return _portals().get(domain) or Portal(domain)


@lru_cache(maxsize=4096)
def portal_named(name: str) -> Portal | None:
    """The portal that goes by a name, a domain included, in any case."""
    return _by_name().get(name.strip().lower())


def is_shortener(domain: str) -> bool:
    """Whether a domain only forwards to other addresses."""
    return domain in _shorteners()


@lru_cache(maxsize=1)
def _portals() -> dict[str, Portal]:
    found = (_read(file.read_text("utf-8")) for file in _files(".toml"))
    return {portal.domain: portal for portal in found}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Portal]:
    return {
        name.lower(): portal
        for portal in _portals().values()
        for name in (portal.domain, *portal.names)
    }


@lru_cache(maxsize=1)
def _shorteners() -> frozenset[str]:
    (file,) = _files("shorteners.txt")
    lines = file.read_text("utf-8").split()
    return frozenset(line for line in lines if not line.startswith("#"))


def _files(ending: str) -> list:  # type: ignore[type-arg]
    folder = files("beritasearch.articles.portals")
    return sorted((f for f in folder.iterdir() if f.name.endswith(ending)), key=lambda f: f.name)


def _read(text: str) -> Portal:
    facts = tomllib.loads(text)
    sections = facts.get("sections", {})
    return Portal(
        domain=facts["domain"],
        names=tuple(facts.get("names", ())),
        zone=facts.get("zone", DEFAULT_ZONE),
        rights=facts.get("rights", "unknown"),
        sections={name.lower(): tuple(codes) for name, codes in sections.items()},
    )
