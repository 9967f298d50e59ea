"""The regions of an article: where it happened, and what it speaks of.

The rule, in the order of trust; ``docs/regions.md`` gives examples and measurements:

1. A region that the title names, the dateline, a tag or the section is a ``place``; so is one where
   the text plays (``scenes.py``). What else the text names is ``mentioned``.
2. A dateline that is just the newsroom's town (Jakarta) gives way to any other place.
3. A bare name of several regions (Bogor) is decided by a region that the article names in full or
   by the section; else its readings are candidates and only what surrounds them all is a place.
4. Where a region had another code on the article's day, it has that and the code of today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from beritasearch.articles.article import RegionEvidence
from beritasearch.articles.scenes import scenes, sight
from beritasearch.regions.gazetteer import gazetteer
from beritasearch.regions.lexicon import lexicon
from beritasearch.regions.names import split_level
from beritasearch.regions.places import find_places
from beritasearch.regions.validity import codes_then, lies_in

# What a piece of evidence weighs when several regions compete for the first place.
_WEIGHTS = {"title": 5, "text": 4, "dateline": 2, "tag": 2, "section": 2}
_NEWSROOM = "31"  # most portals sit in Jakarta and date their stories from there


@dataclass(frozen=True, slots=True)
class Located:
    """The regions of an article, as its three columns hold them.

    Parameters
    ----------
    regions : each region once for each role, with the surest evidence, surest first.
    region_codes : the places with all their parents, surest chain first, most specific first in
        each, without repeats: ``("36.71", "36")``.
    region_candidates : the readings of names that stayed undecided: ``("32.01", "32.71")``.
    """

    regions: tuple[RegionEvidence, ...] = ()
    region_codes: tuple[str, ...] = ()
    region_candidates: tuple[str, ...] = ()


def locate(
    *,
    section_codes: Sequence[str] = (),
    dateline: str | None = None,
    tags: Sequence[str] = (),
    title: str | None = None,
    lead: str | None = None,
    body: str = "",
    day: date | None = None,
) -> Located:
    """Return the regions of an article by the rule above.

    Parameters
    ----------
    section_codes : what the portal's section table gives; one code is that region, several are
        the regions of which the section means one or all (Bogor Raya: ``32.01``, ``32.71``).
    tags : in lower case, without ``#``.
    day : on which it was published, in the portal's own zone.

    >>> locate(section_codes=["36"], dateline="Kota Tangerang", tags=["tangerang"]).region_codes
    ('36.71', '36')
    """
    evidence = _Evidence(tuple(section_codes))
    evidence.add_section()
    evidence.add_dateline(dateline)
    evidence.add_title(title)
    evidence.add_tags(tags)
    evidence.add_text(lead, body, day)
    return evidence.weigh(day)


def locate_headline(
    title: str, section_codes: Sequence[str] = (), day: date | None = None
) -> tuple[str, ...]:
    """Return the ``region_codes`` of a headline, of which only title and section are known.

    >>> locate_headline("Dinas Pendidikan Tangsel Buka Kelas Malam", ["36"])
    ('36.74', '36')
    """
    return locate(section_codes=section_codes, title=title, day=day).region_codes


@dataclass(slots=True)
class _Evidence:
    """What was seen of each region, collected before it is weighed."""

    section: tuple[str, ...]
    places: dict[str, list[str]] = field(default_factory=dict)
    mentioned: dict[str, None] = field(default_factory=dict)
    stated: dict[str, None] = field(default_factory=dict)
    undecided: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    newsroom: bool = False

    def add_section(self) -> None:
        self._add(self.section, "section")

    def add_dateline(self, dateline: str | None) -> None:
        if not dateline:
            return
        readings = gazetteer().candidates(dateline)
        large = [r.code for r in readings if len(r.code) == len(readings[0].code)]
        if large and len(large[0]) < 8:
            self._add(self._expected(large) or tuple(large), "dateline")
        else:
            for place in find_places(dateline, within=self.section):
                self._add(place.codes, "dateline")
        self.newsroom = list(self.places) == [_NEWSROOM] and not self.section

    def add_title(self, title: str | None) -> None:
        for place in find_places(title or "", within=self._around()):
            self._add(place.codes, "title")

    def add_tags(self, tags: Iterable[str]) -> None:
        for tag in tags:
            codes = self._tagged(tag)
            if codes:
                self._add(codes, "tag")

    def add_text(self, lead: str | None, body: str, day: date | None) -> None:
        text = f"{lead}\n{body}" if lead else body
        places = find_places(text, within=self._around())
        sightings = sight(text, places, lead=len(lead or ""), day=day)
        undecided = (code for codes, _ in self.undecided for code in codes)
        playing = scenes(sightings, [*self._around(), *undecided])
        for codes, seen in sightings.items():
            if codes in playing:
                self._add(codes, "text")
            elif len(codes) == 1:
                self.mentioned[codes[0]] = None
            if seen.stated and len(codes) == 1:
                self.stated[codes[0]] = None

    def weigh(self, day: date | None) -> Located:
        self._decide()
        self._leave_newsroom()
        ranked = self._ranked()
        codes = _chains([*ranked, *self._surrounding()], day)
        candidates = dict.fromkeys(c for codes_, _ in self.undecided for c in codes_)
        placed = [
            RegionEvidence(at, "place", self._surest(c)) for c in ranked for at in _valid(c, day)
        ]
        others = [
            RegionEvidence(at, "mentioned", self._mentioned_by(c))
            for c in self.mentioned
            for at in _valid(c, day)
            if at not in codes
        ]
        regions = tuple(dict.fromkeys((*placed, *others)))
        return Located(regions, codes, tuple(c for c in candidates if c not in codes))

    def _add(self, codes: Sequence[str], evidence: str) -> None:
        if len(codes) == 1:
            self.places.setdefault(codes[0], []).append(evidence)
        elif codes:
            self.undecided.append((tuple(codes), evidence))

    def _around(self) -> tuple[str, ...]:
        """Return the regions in which the text is expected to play."""
        named = (c for c, evidence in self.places.items() if not self._is_newsroom(c, evidence))
        return (*self.section, *named)

    def _is_newsroom(self, code: str, evidence: Sequence[str]) -> bool:
        return code == _NEWSROOM and self.newsroom and set(evidence) == {"dateline"}

    def _expected(self, codes: Sequence[str]) -> tuple[str, ...]:
        return tuple(c for c in codes if any(_related(c, s) for s in self.section))

    def _tagged(self, tag: str) -> tuple[str, ...]:
        """Return what a tag names; a common word counts only where the article shows a region."""
        readings = gazetteer().candidates(tag)
        if not readings:
            return ()
        codes = tuple(r.code for r in readings if len(r.code) == len(readings[0].code))
        level, key = split_level(tag)
        weak = len(codes[0]) == 8 or (level is None and key in lexicon().needs)
        if weak:
            around = self._around()
            return tuple(c for c in codes if any(c.startswith(a) for a in around))
        return self._expected(codes) or codes

    def _decide(self) -> None:
        """Give each undecided name the one reading that the article decides elsewhere."""
        remaining = []
        for codes, evidence in self.undecided:
            known = _named_in(codes, self.places) or _named_in(codes, self.stated)
            if len(known) == 1:
                self.places.setdefault(known[0], []).append(evidence)
            else:
                remaining.append((codes, evidence))
        self.undecided = remaining

    def _leave_newsroom(self) -> None:
        elsewhere = [c for c in self.places if not c.startswith(_NEWSROOM)]
        inside = [c for c in self.places if c.startswith(f"{_NEWSROOM}.")]
        only_dateline = self.places.get(_NEWSROOM) == ["dateline"]
        if self.newsroom and only_dateline and not inside and (elsewhere or self.undecided):
            del self.places[_NEWSROOM]
            self.mentioned = {_NEWSROOM: None, **self.mentioned}

    def _ranked(self) -> list[str]:
        """Return the places, surest first; what lies in a sure region gains from it."""

        def weight(code: str) -> float:
            own = sum(_WEIGHTS[e] for e in set(self.places[code]))
            around = sum(
                _WEIGHTS[e] for c in self.places if lies_in(code, c) for e in self.places[c]
            )
            return -(own + around / 2)

        ranked = sorted(self.places, key=lambda c: (weight(c), -len(c)))
        return _inner_first(ranked)

    def _mentioned_by(self, code: str) -> str:
        return "dateline" if self.newsroom and code == _NEWSROOM else "text"

    def _surest(self, code: str) -> str:
        return max(self.places[code], key=lambda e: _WEIGHTS[e])

    def _surrounding(self) -> list[str]:
        """Return the provinces that hold every reading of an undecided name."""
        provinces = [{c[:2] for c in codes} for codes, _ in self.undecided]
        return [next(iter(p)) for p in provinces if len(p) == 1]


def _inner_first(codes: Sequence[str]) -> list[str]:
    """Return the codes in their order, but what lies in another of them before it."""
    inner_first = sorted(codes, key=lambda c: -len(c))
    return list(
        dict.fromkeys(
            c for code in codes for c in (*(i for i in inner_first if lies_in(i, code)), code)
        )
    )


def _valid(code: str, day: date | None) -> Iterator[str]:
    """The code of a region on a day, where it was another then, and that of today."""
    yield from codes_then(code, day)[:1]
    yield code


def _chains(codes: Iterable[str], day: date | None) -> tuple[str, ...]:
    """Return the codes with their parents, of the day and of today, without repeats."""
    regions = gazetteer()
    return tuple(
        dict.fromkeys(c for code in codes for c in (*codes_then(code, day), *regions.chain(code)))
    )


def _related(one: str, other: str) -> bool:
    """Whether one region is, or lies in, the other."""
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def _named_in(codes: Sequence[str], named: Iterable[str]) -> list[str]:
    return [c for c in codes if any(n == c or n.startswith(f"{c}.") for n in named)]
