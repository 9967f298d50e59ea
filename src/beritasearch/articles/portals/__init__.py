"""Facts about portals, one file each; ``README.md`` beside this file describes the keys."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

DEFAULT_ZONE = "+07:00"
UNKNOWN_PORTAL = "unknown"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a portal marked its articles' pages for some years.

    Parameters
    ----------
    body, title, time, authors, section, tags, read_also, drop : CSS selectors; of ``body`` the
        first that finds something is taken, of the others all are.
    valid_from, valid_to : the days between which the portal served it, as far as is known.
    unverified : no real page of it was at hand: it is believed only where it agrees with what
        the page says to anybody.
    """

    name: str
    body: tuple[str, ...]
    title: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    read_also: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    valid_from: date = date.min
    valid_to: date = date.max
    unverified: bool = False

    def can_show(self, published: date | None, fetched: date | None) -> bool:
        """Whether a page of an article of one day, fetched on another, can be of this layout.

        An old article is shown in the layout of the day on which it is fetched: only a layout
        that ended before the article, or began after the fetch, is out of the question.
        """
        ended = published is not None and self.valid_to < published
        return not ended and (fetched is None or self.valid_from <= fetched)


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
    layouts: tuple[Layout, ...] = ()

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
        layouts=tuple(_layout(facts) for facts in facts.get("layouts", ())),
    )


def _layout(facts: Mapping[str, Any]) -> Layout:
    """A layout; a selector that stands alone is a list of one."""
    return Layout(**{key: _value(key, value) for key, value in facts.items()})


def _value(key: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return (value,) if isinstance(value, str) and key != "name" else value
