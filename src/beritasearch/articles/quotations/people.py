"""Who speaks in an article? Its people under their full names, with their roles."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from beritasearch.articles.quotations.lexicon import (
    AFTER,
    GROUPS,
    HEADS,
    OFFICES,
    RANKS,
    REPORTS,
    SAID,
    alternatives,
)
from beritasearch.articles.quotations.names import RUN, Mention, mention_at
from beritasearch.regions.gazetteer import gazetteer

_CALLED = re.compile(
    rf"\b(?:{alternatives(SAID | AFTER)}|[Mm]enurut|[Kk]ata)(?:nya)? ((?:[A-Z][\w'’.-]*)(?: [A-Z][\w'’.-]*)*)"
)
_SUBJECT = re.compile(rf"\b([A-Z][a-z][\w'’-]*),?(?: juga| pun| lalu| kemudian| turut)? (?:{alternatives(REPORTS)})\b")
_LONGEST = 4  # words of a name that is printed without a role: longer ones are headings
_SHORT_ROLE = re.compile(r" \((?P<short>[A-Z]\w+)\)")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks, with the role in which the text introduces him."""

    name: str
    role: str | None = None

    def is_called(self, role: str) -> bool:
        """Whether a role stands for this person: ``Sekda`` for *Sekretaris Daerah (Sekda)*."""
        if self.role is None:
            return False
        short = _SHORT_ROLE.search(self.role)
        names = {self.role, _SHORT_ROLE.sub("", self.role), short["short"] if short else self.role}
        return role in names or self.role.startswith(f"{role} ")


class People:
    """The people of one article, gathered while it is read."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._people: dict[str, Person] = {}
        self._full: dict[str, Person] = {}

    @cached_property
    def known(self) -> frozenset[str]:
        """The words by which the article calls those who speak: ``Herman`` of *kata Herman*."""
        words: set[str] = set()
        for found in _CALLED.finditer(self._body):
            called = [word.rstrip(".") for word in found[1].split(" ")]
            while called and called[0] in RANKS:
                called.pop(0)
            if called and called[0].lower() not in HEADS | GROUPS:
                words.update(called)
        words.update(found[1] for found in _SUBJECT.finditer(self._body))
        return frozenset(
            word
            for word in words
            if word not in OFFICES
            and word not in RANKS
            and word.lower() not in HEADS
            and word.lower() not in GROUPS
            and not (word.isupper() and len(word) > 3)
        )

    def person(self, mention: Mention) -> Person | None:
        """The person of a mention by name or role; None where the text does not say."""
        if mention.name is not None:
            return self._named(mention.name, mention.role, mention.start)
        if mention.kind == "role" and mention.role is not None:
            meant = {person for person in self._people.values() if person.is_called(mention.role)}
            if len(meant) == 1:
                return meant.pop()
        return None

    def latest(self, person: Person | None) -> Person | None:
        """What is known of a person at the end of the article: roles are told late."""
        return self._people.get(person.name, person) if person else None

    def is_person(self, mention: Mention) -> bool:
        """Whether a name is surely a person's: who has a role, or speaks, or has two names."""
        if mention.name is None or mention.kind != "name":
            return False
        words = mention.name.split(" ")
        if mention.role or set(words) & self.known or mention.name.startswith("@"):
            return True
        full = self._full_name(mention.name, mention.start)
        if full.role is not None:
            return True
        return len(words) > 1 and not any(
            word in OFFICES or word.lower() in GROUPS or (word.isupper() and len(word) > 1) for word in words
        )

    def _named(self, name: str, role: str | None, at: int) -> Person:
        full = self._full_name(name, at)
        known = self._people.get(full.name)
        role = role or (known.role if known else None) or full.role
        person = replace(full, role=known.role if known and known.role else role)
        self._people[person.name] = person
        return person

    def _full_name(self, name: str, at: int) -> Person:
        if name not in self._full:
            self._full[name] = self._longest(name, at)
        return self._full[name]

    def _longest(self, name: str, at: int) -> Person:
        """The longest name of the article that has these words, the nearest before them."""
        words = name.split(" ")
        best = Person(name)
        for start, other, role in self._names:
            if other == name:
                best = best if best.role else replace(best, role=role)
            elif _holds(other.split(" "), words):
                if len(other.split(" ")) > _LONGEST and role is None:
                    continue
                if len(other) > len(best.name) and (start < at or best.name == name):
                    best = Person(other, role)
                elif other == best.name and best.role is None:
                    best = Person(other, role)
        return best

    @cached_property
    def _names(self) -> list[tuple[int, str, str | None]]:
        """Each name of several words, with its place and the role printed with it."""
        names = []
        at = 0
        while run := RUN.search(self._body, at):
            mention = mention_at(self._body, run.start(), self.known)
            at = max(run.end(), mention.end if mention else 0)
            if mention and mention.name and " " in mention.name and "/" not in mention.name:
                names.append((run.start(), mention.name, mention.role))
        return names


def _holds(longer: list[str], words: list[str]) -> bool:
    """Whether all words stand in the longer name, in their order."""
    rest = iter(longer)
    return len(longer) > len(words) and all(word in rest for word in words)


def with_place(role: str | None, context: str) -> str | None:
    """The role with the region that the text prints behind it elsewhere."""
    if role is None:
        return None
    bare = _SHORT_ROLE.sub("", role)
    place = re.search(rf"{re.escape(bare)} ((?:Kota|Kabupaten|Provinsi) [A-Z][\w ]+)", context)
    region = _region(place[1]) if place else None
    return f"{role} {region}" if region and bare != role else role


def _region(words: str) -> str | None:
    """The region with which some words begin: in a title every word has a capital."""
    parts = words.split()
    names = (" ".join(parts[:end]) for end in range(min(len(parts), 6), 1, -1))
    return next((name for name in names if gazetteer().candidates(name)), None)
