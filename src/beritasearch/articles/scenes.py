"""Where does a text play? What stands around each region that it names.

Indonesian news prints a scene as *di Menteng, Jakarta Pusat, Rabu (11/9/2019)*: a place, and the
day. A name without a day is a scene where the first sentences locate it (*di*), name its office or
its police; *asal Sampang* and *warga Klaten* tell where somebody is from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from beritasearch.analysis.indonesian.values.calendar import PORTAL_MONTHS
from beritasearch.regions.places import Place
from beritasearch.regions.validity import codes_then, lies_in

# Characters after the lead in which a story says where it plays.
_OPENING = 500
# Further down a location (*di Medan*), a police and a district are scenes only where there is no
# other. Read on 60 articles: up to here eight of ten locations are right and a third of those
# behind, of police and districts nine of ten and two of five.
_LOCATED_WITHIN, _POLICED_WITHIN = 700, 1300
# What happened earlier than this is told as an earlier story.
_CURRENT = timedelta(days=3)
_BEFORE = 120  # characters before a name in which its preposition stands
_PROVINCE, _REGENCY, _DISTRICT = 2, 5, 8  # characters of a code
_POLICED = frozenset({"regency-police", "city-police", "district"})
_OFFICES = _POLICED | {"office"}
_STATED = _OFFICES | {"province", "regency", "city"}
# *dari Kota Bogor*; but *mahasiswa dari Universitas …, Kota Bogor* are not from there.
_NEAR = 3
_DAYS = r"(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad)"
_DATE = (
    r"(?:(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?"
    r"|(?P<day2>\d{1,2}) (?P<name>[A-Z][a-z]{2,8})(?: (?P<year2>\d{4}))?)"
)
_NAME = r"\(?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3}\)?"
# The regions around it, then a day: ``, Jakarta Pusat, Rabu (11/9/2019)``.
_AFTER = re.compile(
    rf"\)?(?:,? (?!{_DAYS}){_NAME}){{0,2}}?[,)]{{0,2}} ?"
    r"(?:pada |hari |sejak |tanggal ){0,3}\(?"
    rf"(?:(?={_DAYS}|\d{{1,2}}/\d|\d{{1,2}} [A-Z])"
    rf"(?:{_DAYS}(?: (?:pagi|siang|sore|petang|malam|dini hari|kemarin|ini))*,? ?\(?)?(?:{_DATE})?"
    r"|baru-baru ini|belum lama ini|hari ini|akhir pekan|kemarin)"
)
# A day, then the region: ``Rabu (4/9/2019) siang di Kepulauan Obi, Kabupaten``.
_DATE_BEFORE = re.compile(
    rf"{_DATE}\)?(?: (?:pagi|siang|sore|petang|malam|lalu|ini))*,? di (?:(?! di )[^\n]){{0,80}}$"
)
_SENTENCE_END = re.compile(r"[a-z)”\"][.!?]\s|\n")


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """Word → effect, as ``scene_words.tsv`` explains."""
    lines = Path(__file__).with_name("scene_words.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


class Scene(IntEnum):
    """How surely a region is where the story plays, surest last."""

    ELSEWHERE = 0
    NAMED = 1
    LOCATED = 2
    POLICED = 3
    OPENING = 4
    DATED = 5


# What the first sentence makes the scene.
_HELD = frozenset({Scene.NAMED, Scene.LOCATED})


@dataclass(slots=True)
class Sighting:
    """A region in a text.

    Parameters
    ----------
    times : how often it is named.
    scene : the surest of its mentions.
    opened : it stands in the opening.
    first : the first sentence, or the lead, plays there.
    stated : a word beside it states its level (*Pemkab*, *Kecamatan*, *Polres*).
    """

    times: int = 0
    scene: Scene = Scene.ELSEWHERE
    opened: bool = False
    first: bool = False
    stated: bool = False


# By the codes of one region, or of the readings of an undecided name.
Sightings = dict[tuple[str, ...], Sighting]


def sight(text: str, places: Sequence[Place], *, lead: int, day: date | None) -> Sightings:
    """Return what a text says of each region that it names, in the order of the text.

    Parameters
    ----------
    places : what :func:`beritasearch.regions.places.find_places` found in ``text``.
    lead : where the lead ends.
    day : on which the article was published.
    """
    found: Sightings = {}
    first = max(lead, _first_sentence(text)) if places else lead
    for place in places:
        sighting = found.setdefault(place.codes, Sighting())
        opened = place.start < lead + _OPENING
        scene = _scene(text, place, lead, day)
        if place.start < first and scene in _HELD and _is_one_regency(place):
            scene = Scene.OPENING
        sighting.times += 1
        sighting.first = sighting.first or (place.start < first and scene >= Scene.OPENING)
        sighting.scene = max(sighting.scene, scene)
        sighting.stated |= scene > Scene.ELSEWHERE and _is_stated(place)
        sighting.opened = sighting.opened or (opened and scene is not Scene.ELSEWHERE)
    return found


def scenes(sightings: Sightings, anchors: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the regions where a text plays.

    Parameters
    ----------
    anchors : codes of where the title, a tag or the section says that it does. Scenes lie in their
        provinces; without them, in those of the first sentence, else of the opening: what was said
        in Jakarta of a fire in Riau happened in Riau.
    """
    if not sightings:
        return []
    around = anchors or _opening_codes(sightings, first=True) or _opening_codes(sightings)
    found = [
        codes
        for codes, seen in sightings.items()
        if (seen.scene >= Scene.OPENING and (not around or _is_near(codes, around)))
        or (seen.opened and _is_inside(codes, anchors))
    ]
    known = [*anchors, *(code for codes in found for code in codes)]
    if not any(len(code) > _PROVINCE for code in known):
        found += _only_regency(sightings, known)
    return found


def _opening_codes(sightings: Sightings, *, first: bool = False) -> list[str]:
    return [
        code
        for codes, seen in sightings.items()
        if (seen.first if first else seen.opened and seen.scene >= Scene.OPENING)
        for code in codes
    ]


def _only_regency(sightings: Sightings, provinces: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the one regency whose police or district the text names, or where it is located.

    Parameters
    ----------
    provinces : in which it must lie; where they are known, a mere location does not count.
    """
    for scene in (Scene.POLICED,) if provinces else (Scene.POLICED, Scene.LOCATED):
        seen = [
            codes
            for codes, sighting in sightings.items()
            if sighting.scene is scene and len(codes[0]) > _PROVINCE
            if not provinces or _is_near(codes, provinces)
        ]
        if seen:
            regencies = {code[:_REGENCY] for codes in seen for code in codes}
            return seen if len(regencies) == 1 else []
    return []


def _is_near(codes: Sequence[str], around: Iterable[str]) -> bool:
    """Whether a region lies in the province of another."""
    provinces = {province for code in around for province in _provinces(code)}
    return any(province in provinces for code in codes for province in _provinces(code))


def _is_inside(codes: Sequence[str], around: Iterable[str]) -> bool:
    return any(lies_in(code, outer) for code in codes for outer in around)


def _provinces(code: str) -> tuple[str, ...]:
    """Its province, and the one before: *Wamena, Papua* is printed of Papua Pegunungan too."""
    return (code[:_PROVINCE], *codes_then(code, None)[-1:])


def _first_sentence(text: str) -> int:
    """Return where the first sentence ends."""
    end = _SENTENCE_END.search(text, 0, _OPENING)
    return end.start() if end else min(len(text), _OPENING)


def _scene(text: str, place: Place, lead: int, day: date | None) -> Scene:
    governor = _governor(text, place.start)
    effect = _words().get(governor)
    if effect == "origin" and not (governor == "dari" and place.cue in _OFFICES):
        return Scene.ELSEWHERE
    dated = _AFTER.match(text, place.end)
    if dated is None and governor == "di":
        dated = _DATE_BEFORE.search(text, max(0, place.start - _BEFORE), place.start)
    if dated:
        return Scene.DATED if _is_current(dated, day) else Scene.ELSEWHERE
    opened = place.start < lead + _OPENING
    if opened and (effect == "located" or _is_stated(place)):
        return Scene.OPENING
    if place.cue in _POLICED and place.start < lead + _POLICED_WITHIN:
        return Scene.POLICED
    if governor == "di" and place.start < lead + _LOCATED_WITHIN:
        return Scene.LOCATED
    return Scene.NAMED


def _is_stated(place: Place) -> bool:
    return place.cue in _STATED or len(place.codes[0]) == _DISTRICT


def _is_one_regency(place: Place) -> bool:
    return place.decided and len(place.codes[0]) > _PROVINCE


def _governor(text: str, start: int) -> str:
    """Return the word in lower case on which a name depends: *di* of *di Cikini, Jakarta Pusat*."""
    tokens = reversed(text[max(0, start - _BEFORE) : start].split())
    words = _words()
    for distance, token in enumerate(tokens):
        if len(token) > 4 and token[-1] in ".!?":
            return ""
        word = token.strip(",()\"“”'‘’")
        if word[:1].islower() and words.get(word) != "between":
            return word if word != "dari" or distance <= _NEAR else ""
    return ""


def _is_current(dated: re.Match[str], day: date | None) -> bool:
    """Whether a printed day is about that of the article, or still to come."""
    printed = dated["day"] or dated["day2"]
    if day is None or printed is None:
        return True
    month = dated["month"] or PORTAL_MONTHS.get((dated["name"] or "").lower(), 0)
    year = dated["year"] or dated["year2"] or day.year
    try:
        return date(int(year), int(month), int(printed)) >= day - _CURRENT
    except ValueError:
        return True
