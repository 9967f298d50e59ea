"""What the finder knows by heart: names, cues and names that need a cue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from beritasearch.regions.names import level_of, name_key, split_level, squash, words

_FOLDER = Path(__file__).parent
LONGEST_NAME = 6  # words: Kepulauan Siau Tagulandang Biaro, Ogan Komering Ulu Timur
# A one-word district name that begins this many longer ones (Tanjung, Sungai, Batu) is rarely
# the whole name when another capitalised word follows.
_HEADS = 3


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Tables of the finder, all keyed by names as :func:`names.name_key` writes them.

    Parameters
    ----------
    regions : key → codes of provinces, regencies and cities; a known town is its regency.
    districts : key → codes of districts.
    firsts : first words, in lower case, of the names in ``regions``, and the district cues.
    cues : word in lower case → effect, as ``cues.tsv`` explains.
    needs : key → ``light``, ``cue`` or ``title``, as ``weak_names.tsv`` explains.
    capitals : keys that are read only when printed in capitals (OKI, DIY).
    heads : one-word district names that begin several longer ones.
    police : key, with *Kota* where it is printed → codes of what this police covers, the city
        first, as ``police_areas.tsv`` explains.
    phrases : key → what stands before the name, what stands after it, and the codes that the
        whole then means (none: it is no region), as ``phrases.tsv`` explains.
    """

    regions: dict[str, tuple[str, ...]]
    districts: dict[str, tuple[str, ...]]
    firsts: frozenset[str]
    cues: dict[str, str]
    needs: dict[str, str]
    capitals: frozenset[str]
    heads: frozenset[str]
    police: dict[str, tuple[str, ...]]
    phrases: dict[str, list[tuple[str, str, tuple[str, ...]]]]


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _bare_words(code: str, name: str) -> list[str]:
    """Return the words of a name without its level: Kota Administrasi, Kabupaten."""
    parts = words(name)
    if len(code) != 5:
        return parts
    key = split_level(name)[1]
    while squash(parts) != key:
        parts = parts[1:]
    return parts


def _firsts(names: list[list[str]]) -> set[str]:
    # A name of two words may be printed as one: Padang Panjang, Padangpanjang.
    firsts = {parts[0] for parts in names} | {squash(parts) for parts in names}
    if "kepulauan" in firsts:
        firsts.add("kep")
    if "sumatera" in firsts:
        firsts.add("sumatra")
    return firsts


def _phrases() -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    for phrase, codes, *_ in _rows("phrases.tsv"):
        before, _, rest = phrase.partition("[")
        name, _, after = rest.partition("]")
        found.setdefault(name_key(name), []).append((before, after, tuple(codes.split())))
    for readings in found.values():  # "Kebun Raya Bogor" is read before "Raya Bogor"
        readings.sort(key=lambda reading: -len(reading[0] + reading[1]))
    return found


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the tables, read once (about 15 ms)."""
    named = [(code, _bare_words(code, name)) for code, name in _rows("regions.tsv")]
    short = [row[0] for row in _rows("short_names.tsv")]
    cues = {row[0]: row[1] for row in _rows("cues.tsv")}
    regions: dict[str, tuple[str, ...]] = {}
    districts: dict[str, tuple[str, ...]] = {}
    for key, value in _rows("names.tsv"):
        codes = value.split()
        large = tuple(c for c in codes if level_of(c) != "district")
        if large:
            regions[key] = large
        if len(large) < len(codes):
            districts[key] = tuple(c for c in codes if level_of(c) == "district")
    towns = {row[0]: row[1] for row in _rows("towns.tsv")}
    for town, code in towns.items():
        regions.setdefault(name_key(town), (code,))
    spoken = [parts for code, parts in named if len(code) < 8]
    spoken += [words(name) for name in (*short, *towns)]
    heads = Counter(parts[0] for _, parts in named if len(parts) > 1)
    return Lexicon(
        regions=regions,
        districts=districts,
        firsts=frozenset(_firsts(spoken) | {w for w, e in cues.items() if e == "district"}),
        cues=cues,
        needs={name_key(row[0]): row[1] for row in _rows("weak_names.tsv")},
        capitals=frozenset(name_key(n) for n in short if n.isupper() and len(n) > 1),
        heads=frozenset(w for w, n in heads.items() if n >= _HEADS),
        police={name_key(row[0]): tuple(row[1].split()) for row in _rows("police_areas.tsv")},
        phrases=_phrases(),
    )
