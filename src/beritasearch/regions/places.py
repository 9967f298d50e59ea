"""Finds the regions that a text names.

Precision comes first: a name counts when it is capitalised, is not part of a street, a club, a
dish and the like, and, where it is also a common word, stands beside a word that shows a place.
``docs/regions.md`` states the rules and how often they were right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from beritasearch.regions.context import (
    BLOCKS,
    LEVELS,
    POLICE,
    Match,
    cue_before,
    longest_name,
    name_after,
    next_word,
    opens_dateline,
)
from beritasearch.regions.districts import district_before, district_named, settle
from beritasearch.regions.lexicon import Lexicon, lexicon
from beritasearch.regions.names import level_of

# A word with a capital, or kec(amatan). It begins with what it must find, and only then looks
# back for the word's start: so the search skips to it.
_CAPITALISED = re.compile(r"[A-Zk](?<!\w\w)(?:(?<=k)ec(?:amatan)?\b|(?<!k)\w*+)")
# What may stand between two names of a list: Serang, Lebak dan Pandeglang.
_LIST = frozenset({", ", " dan ", ", dan ", " & ", "-", "/", " serta ", ", serta ", " hingga "})

_JOINT = re.compile(r" ?[-–] ?|,? dan |, |/")
_HEADLINE = 160  # characters; 99.9 % of 30,000 headlines are shorter


@dataclass(frozen=True, slots=True)
class Place:
    """A name in a text; ``text[start:end]`` of what was searched is ``text``.

    Parameters
    ----------
    codes : one code when it is decided which region is meant, several when it is not.
    cue : the effect of the word before it, as ``cues.tsv`` explains: ``regency-police`` after
        *Polres*, ``city`` after *Pemkot*, ``district`` after *Kecamatan*; empty where it has none.
    """

    start: int
    end: int
    text: str
    codes: tuple[str, ...]
    cue: str = ""

    @property
    def decided(self) -> bool:
        """Whether one region is meant."""
        return len(self.codes) == 1


def find_places(text: str, *, within: Sequence[str] = ()) -> list[Place]:
    """Return the regions that a text names, in the order of the text.

    Parameters
    ----------
    within : codes of regions in which the text is expected to play (from a section or a
        dateline); they decide between readings and let a weak name count.

    >>> [(p.text, p.codes) for p in find_places("Pemkot Tangerang dan warga Bogor")]
    [('Tangerang', ('36.71',)), ('Bogor', ('32.01', '32.71'))]
    """
    return _Finder(text, tuple(within), lexicon()).places()


class _Finder:
    """One pass over one text."""

    __slots__ = ("_blocked_at", "_districts", "_lexicon", "_regions", "_text", "_within")

    def __init__(self, text: str, within: tuple[str, ...], known: Lexicon) -> None:
        self._text = text
        self._within = within
        self._lexicon = known
        self._regions: list[Match] = []
        self._districts: list[Match] = []
        self._blocked_at = -1

    def places(self) -> list[Place]:
        text, known = self._text, self._lexicon
        done = 0
        for found in _CAPITALISED.finditer(text):
            start, word = found.start(), found[0].lower()
            if start >= done and word in known.firsts:
                done = self._read(start, found.end(), word) or done
        self._districts = settle(self._districts, self._regions, self._within)
        matches = sorted([*self._narrowed(), *self._districts], key=lambda m: m.start)
        return [Place(m.start, m.end, text[m.start : m.end], m.codes, m.cue) for m in matches]

    def _read(self, start: int, end: int, word: str) -> int:
        """Read one name; return where reading goes on, 0 to go on with the next word."""
        text, known = self._text, self._lexicon
        if known.cues.get(word) == "district":
            district = district_named(text, end, known)
            if district:
                self._districts.append(district)
            return district.end if district else 0
        match = longest_name(text, start, known.regions, capitals=known.capitals)
        if match is None:
            return 0
        cue = cue_before(text, match.start, known)
        codes = self._meant(match, cue)
        if not codes:
            self._blocked_at = match.end
            return match.end
        accepted = Match(match.start, match.end, match.key, codes, cue)
        self._regions.append(accepted)
        district = district_before(text, accepted, known)
        if district and not any(d.end > district.start for d in self._districts):
            self._districts.append(district)
        return match.end

    def _meant(self, match: Match, cue: str) -> tuple[str, ...]:
        """Return the codes that this name means here; none when it is no region here."""
        text, known = self._text, self._lexicon
        for before, following, meant in known.phrases.get(match.key, ()):
            if text.startswith(following, match.end) and text.endswith(before, 0, match.start):
                return meant
        if cue in BLOCKS and not (cue == "not" and self._is_island(match)):
            return ()
        if self._blocked_at == match.start - 1 and text[match.start - 1] == "-":
            return ()  # Tol Jakarta-Cikampek
        after = next_word(text, match.end)
        if known.cues.get(after) == "after-not":
            return ()
        if cue in POLICE:
            if text[match.end : match.end + len(_KOTA)].lower() == _KOTA:
                after = "kota"
            if area := self._police_area(match, after):
                return area
        codes = _of_level(match.codes, cue, after)
        around = self._around(match, codes)
        if not self._strong_enough(match, cue, after, bool(around)):
            return ()
        return self._decide(match, around or codes, after, cue)

    def _police_area(self, match: Match, after: str) -> tuple[str, ...]:
        """Return what a police covers that is not just the city of its name."""
        key = f"{match.key}kota" if after == "kota" else match.key
        codes = self._lexicon.police.get(key, ())
        return _inside(codes, self._within) or codes

    def _is_island(self, match: Match) -> bool:
        """*Pulau Bali* and *empat pulau Aceh* name a province; *Pulau Nias* is no regency."""
        before = self._text[max(0, match.start - 6) : match.start].lower()
        return before == "pulau " and len(match.codes[0]) == 2

    def _around(self, match: Match, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Return the codes that lie in the region named right after: *Banjar, Jawa Barat*."""
        if match.key not in self._lexicon.needs and len(codes) == 1:
            return ()
        outer = name_after(self._text, match.end, self._lexicon)
        return _inside(codes, outer.codes) if outer else ()

    def _strong_enough(self, match: Match, cue: str, after: str, around: bool) -> bool:
        known, text = self._lexicon, self._text
        need = known.needs.get(match.key)
        if need is None or around:
            return True
        if need == "level":
            return any(level_of(code) == cue for code in match.codes)
        if cue in LEVELS:
            return True
        if need == "title":
            return False
        if after and f"{match.key}{after}" in known.districts:
            return False  # Batu Ampar, Solok Selatan
        if after and match.key in known.heads and len(text) > _HEADLINE:
            return False  # Batang Kumu; in a headline every word has a capital
        if cue == "place" or opens_dateline(text, match.start, match.end):
            return True
        if self._in_list(match):
            return True
        return need == "light" and bool(_inside(match.codes, self._within))

    def _in_list(self, match: Match) -> bool:
        """Whether a sure name stands beside it: *Solo-Jogja*, *Pandeglang dan Serang*."""
        text, known = self._text, self._lexicon
        if self._regions and text[self._regions[-1].end : match.start] in _LIST:
            return True
        joint = _JOINT.match(text, match.end)
        if joint is None:
            return False
        other = longest_name(text, joint.end(), known.regions, capitals=known.capitals)
        return other is not None and other.key not in known.needs

    def _decide(
        self, match: Match, codes: tuple[str, ...], after: str, cue: str
    ) -> tuple[str, ...]:
        if len(codes) > 1 and cue not in LEVELS and after:
            # "Bogor Barat" is a district of Kota Bogor, so Kota Bogor is meant.
            named = self._lexicon.districts.get(f"{match.key}{after}", ())
            codes = _holding(codes, named) or codes
        if len(codes) > 1:
            codes = _inside(codes, self._within) or codes
        return codes

    def _narrowed(self) -> Iterable[Match]:
        """Decide *Bogor* in *Cileungsi, Bogor*: the district lies in the regency."""
        decided = [d for d in self._districts if len(d.codes) == 1]
        for match in self._regions:
            codes = match.codes
            if match.cue not in LEVELS and self._is_village(match, decided):
                continue
            if len(codes) > 1:
                near = [d.codes[0] for d in decided if 0 <= match.start - d.end <= _NEAR]
                codes = _holding(codes, near) or codes
            yield match if codes is match.codes else replace(match, codes=codes)

    def _is_village(self, match: Match, districts: Iterable[Match]) -> bool:
        """Whether an address goes on in another regency: *Bitung, Cikupa, Kabupaten Tangerang*."""
        following = [d for d in districts if self._text[match.end : d.start] == ", "]
        return bool(following) and not _holding(match.codes, (d.codes[0] for d in following))


_KOTA = " kota"
_NEAR = 14  # characters: ", Kabupaten " and a space


def _of_level(codes: tuple[str, ...], cue: str, after: str) -> tuple[str, ...]:
    """Return the readings of the level that the cue states, else those of the largest level."""
    wanted = {"province": "province", "regency": "regency", "city": "city"}.get(cue)
    if cue == "regency-police":
        wanted = "city" if after == "kota" else "regency"
    elif cue == "city-police" and after == "kota":
        wanted = "city"  # Polresta Bogor Kota
    stated = tuple(c for c in codes if level_of(c) == wanted)
    if stated:
        return stated
    if cue == "regency-police":
        codes = tuple(c for c in codes if len(c) > 2) or codes  # Polres Jambi: the city
    return tuple(c for c in codes if len(c) == len(codes[0]))


def _inside(codes: Iterable[str], around: Iterable[str]) -> tuple[str, ...]:
    """Return the codes that are, or lie in, one of the codes around."""
    outer = tuple(around)
    return tuple(c for c in codes if any(c == o or c.startswith(f"{o}.") for o in outer))


def _holding(codes: Iterable[str], inner: Iterable[str]) -> tuple[str, ...]:
    """Return the codes in which one of the inner codes lies."""
    held = tuple(inner)
    return tuple(c for c in codes if any(i.startswith(f"{c}.") for i in held))
