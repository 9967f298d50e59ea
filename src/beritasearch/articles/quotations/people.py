"""Who speaks in an article? Its people under their full names, with their roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from beritasearch.articles.quotations.lexicon import (
    AFTER,
    GROUPS,
    HEADS,
    INITIALS,
    OFFICES,
    RANKS,
    REPORTS,
    SAID,
    is_region,
)
from beritasearch.articles.quotations.names import LAST_RUN, Mention, mention_at
from beritasearch.articles.quotations.roles import name_in
from beritasearch.regions.gazetteer import gazetteer

# A word before a name, a name before a word: that the word is a verb of speech is looked up, which
# is ten times faster than an expression of a hundred verbs.
_CALLED = re.compile(r" ([A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)*)")
_SUBJECT = re.compile(
    r" ([A-Z][a-z][\w'’-]*),?(?: juga| pun| lalu| kemudian| turut| sering| kerap| sempat|"
    r" kembali| lantas| tak| tidak)?$"
)
_NO_NAMES = HEADS | GROUPS
_SPOKEN = SAID | AFTER
_CALLS = _SPOKEN | {f"{verb}nya" for verb in _SPOKEN} | {"Menurut", "menurut", "Kata", "Menurutnya"}
_LONGEST_SUBJECT = 40  # characters of a name and an adverb
_RUNS = re.compile(r" ([A-Z][\w'’.-]*(?:(?: |, |, dan | dan |/| \()[A-Z][\w'’).-]*)+)")
_CAPITAL = re.compile(r"(?<![\w'’-])[A-Z]")
_LONGEST_RUN = 120  # characters of a role and a name
_OFTEN = 2  # times that a word stands without the name behind it
_ENDS_IN_NAME = re.compile(r" [A-Z][\w-]+$")
_PLACE = re.compile(r"(?:Kota|Kabupaten|Provinsi) [A-Z][\w ]+")
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
        # An expression that begins with a space is found six times faster than one with a border.
        self._body = " " + body.replace("\n", "\n ")
        self._people: dict[str, Person] = {}
        self._full: dict[str, Person] = {}
        self._read: dict[int, list[Mention]] = {}

    @cached_property
    def printed(self) -> frozenset[str]:
        """Every word of the article, as printed."""
        return frozenset(self._body.replace(",", " ").split())

    @cached_property
    def known(self) -> frozenset[str]:
        """The words by which the article calls those who speak: ``Herman`` of *kata Herman*."""
        words: set[str] = set()
        for verb in self.printed & _CALLS:
            for at in _places(self._body, verb):
                if run := _CALLED.match(self._body, at + len(verb) + 1):
                    words.update(_called(run[1].split(" ")))
        for verb in self.printed & REPORTS:
            for at in _places(self._body, verb):
                subject = _SUBJECT.search(self._body, max(0, at - _LONGEST_SUBJECT), at)
                if subject and not is_region(subject[1]):
                    words.add(subject[1])
        return frozenset(filter(_is_own_name, words))

    def person(self, mention: Mention) -> Person | None:
        """The person of a mention by name or role; None where the text does not say."""
        if mention.name is not None:
            return self._in_office(mention) or self._named(mention.name, mention.role)
        if mention.kind == "role" and mention.role is not None:
            meant = {person for person in self._people.values() if person.is_called(mention.role)}
            if len(meant) == 1:
                return meant.pop()
        return None

    def latest(self, name: str) -> Person:
        """What is known of a person by now: roles are told late."""
        return self._people.get(name) or Person(name)

    def is_person(self, mention: Mention) -> bool:
        """Whether a name is surely a person's: who has a role, or speaks, or has two names."""
        if mention.name is None or mention.kind != "name":
            return False
        words = mention.name.split(" ")
        if mention.role or set(words) & self.known or mention.name.startswith("@"):
            return True
        full = self._full_name(mention.name)
        if full.role is not None:
            return True
        return len(words) > 1 and not any(
            word in OFFICES or word.lower() in GROUPS or (word.isupper() and len(word) > 1)
            for word in words
        )

    def _in_office(self, mention: Mention) -> Person | None:
        """``Kapolresta Barelang``: no Barelang, but who was introduced with this role."""
        if mention.role is None or mention.name is None or mention.name in self.known:
            return None
        role = f"{mention.role} {mention.name}"
        return next((one for one in self._people.values() if one.is_called(role)), None)

    def _named(self, name: str, role: str | None) -> Person:
        # A name of several words with a role is the full one.
        name = self._own_name(name)
        full = Person(name, role) if role and " " in name else self._full_name(name)
        known = self._people.get(full.name)
        role = role or (known.role if known else None) or full.role
        person = replace(full, role=known.role if known and known.role else role)
        self._people[person.name] = person
        return person

    def _own_name(self, name: str) -> str:
        """A name without the firm or country before it, which the article prints alone too."""
        words = name.split(" ")
        called = next((at for at, word in enumerate(words) if word in self.known), 0)
        while called > 0 and self._stands_without(words[0], words[1]):
            words.pop(0)
            called -= 1
        return " ".join(words)

    def _stands_without(self, word: str, follower: str) -> bool:
        if len(word) == 1:  # `I Made Agus`
            return False
        together = f" {word} {follower}"
        places = [at for at in _places(self._body, word) if not self._body.startswith(together, at)]
        # `Karangan Hospitals` without a person: part of another name.
        in_name = any(
            _ENDS_IN_NAME.search(self._body, max(0, at - _LONGEST_SUBJECT), at) for at in places
        )
        return in_name or len(places) >= _OFTEN

    def _full_name(self, name: str) -> Person:
        if name not in self._full:
            self._full[name] = self._longest(name)
        return self._full[name]

    def _longest(self, name: str) -> Person:
        """The longest name of the article that has these words."""
        words = name.split(" ")
        for person in reversed(self._people.values()):
            if person.name == name or _holds(person.name.split(" "), words):
                return person
        if other := self._alias(name):
            return other
        best = Person(name)
        for run in self._runs:
            if words[-1] in run[1]:
                for mention in self._mentions(run):
                    best = _better(best, mention, words)
        return replace(best, name=self._own_name(best.name))

    def _alias(self, name: str) -> Person | None:
        """Who is printed as ``Saifullah Karangan (Gus Ipul)`` or ``… alias Gus Ipul``."""
        for printed in (f" ({name})", f" atau {name}", f" alias {name}"):
            at = self._body.find(printed)
            if at > 0 and (run := LAST_RUN.search(self._body, max(0, at - _LONGEST_RUN), at)):
                other, role = name_in(run[0], self.known)
                if other and " " in other:
                    return Person(other, role)
        return None

    @cached_property
    def _runs(self) -> list[re.Match[str]]:
        """Words with capitals that stand together: names, roles, titles."""
        return list(_RUNS.finditer(self._body))

    def _mentions(self, run: re.Match[str]) -> list[Mention]:
        """The names of several words in such a run."""
        if run.start() not in self._read:
            self._read[run.start()] = list(self._mentions_in(run))
        return self._read[run.start()]

    def _mentions_in(self, run: re.Match[str]) -> Iterator[Mention]:
        at, end = run.span(1)
        while at < end:
            mention = mention_at(self._body, at, self.known)
            begins = self._body[at - 2 : at - 1] in ("", "\n", ".", "!", "?", ":") and not (
                mention and mention.role
            )
            if (
                mention
                and mention.kind == "name"
                and mention.name
                and " " in mention.name
                and "/" not in mention.name
            ):
                yield replace(mention, kind="unknown") if begins else mention
            # A bracket ends a name, and another one may begin behind it.
            ends = (
                self._body.find(mention.name, at) + len(mention.name)
                if mention and mention.name
                else 0
            )
            after = _CAPITAL.search(self._body, max(ends, at + 1), end)
            at = after.start() if after else end


def _better(best: Person, mention: Mention, words: list[str]) -> Person:
    """The longer of two names that have these words, with the role that is printed with it."""
    name, role = mention.name or "", mention.role
    if name == best.name:
        return best if best.role else replace(best, role=role)
    # `Pesan Prabowo` begins a sentence, or is a heading: only words behind a name may belong to it.
    if mention.kind == "unknown" and not name.startswith(f"{words[0]} "):
        return best
    if not _holds(name.split(" "), words) or (len(name.split(" ")) > _LONGEST and role is None):
        return best
    if any(word in OFFICES or word.lower() in _NO_NAMES for word in name.split(" ")):
        return best
    # A name with its role goes before a longer one without: that may be a headline.
    if (role is not None, len(name)) > (best.role is not None, len(best.name)):
        return Person(name, role)
    return best


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word stands: the place of the space before it."""
    at = text.find(f" {word}")
    while at >= 0:
        if not text[at + len(word) + 1 : at + len(word) + 2].isalnum():
            yield at
        at = text.find(f" {word}", at + 1)


def _called(words: list[str]) -> list[str]:
    """The names among the words behind ``kata``; none where they begin with a role."""
    words = [word.rstrip(".") for word in words]
    while words and words[0] in RANKS:
        words.pop(0)
    return words if words and words[0].lower() not in _NO_NAMES else []


def _is_own_name(word: str) -> bool:
    if word in OFFICES or word in RANKS or word.lower() in _NO_NAMES:
        return False
    return not word.isupper() or len(word) == 1 or word in INITIALS


def _holds(longer: list[str], words: list[str]) -> bool:
    """Whether all words stand in the longer name, in their order."""
    rest = iter(longer)
    return len(longer) > len(words) and all(word in rest for word in words)


def with_place(role: str | None, context: str) -> str | None:
    """The role with the region that the text prints behind it elsewhere."""
    if role is None:
        return None
    bare = _SHORT_ROLE.sub("", role)
    at = context.find(f"{bare} ")
    while at >= 0:
        if place := _PLACE.match(context, at + len(bare) + 1):
            region = _region(place[0])
            return f"{role} {region}" if region else role
        at = context.find(f"{bare} ", at + 1)
    return role


def _region(words: str) -> str | None:
    """The region with which some words begin: in a title every word has a capital."""
    parts = words.split()
    names = (" ".join(parts[:end]) for end in range(min(len(parts), 6), 1, -1))
    return next((name for name in names if gazetteer().candidates(name)), None)
