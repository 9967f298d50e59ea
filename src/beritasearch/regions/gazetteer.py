"""The administrative regions of Indonesia: names, codes, parents.

Source: Kepmendagri 300.2.2-2430/2025 as published by cahyadsn/wilayah (MIT); see ``README.md``
in this folder. 38 provinces, 514 regencies and cities, 7,285 districts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from beritasearch.errors import RegionAmbiguous, RegionNotFound
from beritasearch.regions.names import level_of, name_key, parent_of, split_level
from beritasearch.table import SortedTable

_FOLDER = Path(__file__).parent
# The longest name with its parents has under a hundred characters; tags can be sentences.
_LONGEST_NAME = 200
_SHOWN = 5  # readings that one message lists; the commonest district name has six


class Region(NamedTuple):
    """An administrative region.

    Parameters
    ----------
    code : Kemendagri code with dots: ``36``, ``36.71``, ``36.71.01``.
    name : as displayed: ``Banten``, ``Kota Tangerang``, ``Labuan``.
    level : ``province``, ``regency``, ``city`` or ``district``.
    """

    code: str
    name: str
    level: str

    @property
    def parent(self) -> str | None:
        """Code of the region around, None for a province."""
        return parent_of(self.code)


class Gazetteer:
    """Looks regions up by code and by name.

    Reading is safe from several threads; nothing changes after the start.

    >>> gazetteer().resolve("Tangsel").code
    '36.74'
    """

    __slots__ = ("_labels", "_names", "_regions", "_retired")

    def __init__(self, folder: Path = _FOLDER) -> None:
        self._regions = SortedTable(folder / "regions.tsv")
        self._names = SortedTable(folder / "names.tsv")
        self._retired = SortedTable(folder / "retired.tsv")
        # A facet shows a hundred names: kept, they take 0.01 ms; looked up in the files 1.5.
        self._labels: dict[str, str] = {}

    def get(self, code: str) -> Region:
        """Return the region of a code; a retired code gives its region under the code of today.

        Raises
        ------
        RegionNotFound : no such code, or the code of a village (these are not held).
        """
        region = self._find(code) or self._find(self._retired.get(code) or "")
        if region is None:
            raise RegionNotFound(
                f"Region code {code!r} is not known. Codes look like 36 (province), "
                "36.71 (regency or city) or 36.71.01 (district)."
            )
        return region

    def label(self, code: str) -> str:
        """Return the name of a code, or the code itself when it is not known.

        >>> gazetteer().label("36.71"), gazetteer().label("99")
        ('Kota Tangerang', '99')
        """
        label = self._labels.get(code)
        if label is None:
            today = self._regions.get(code) or self._regions.get(self._retired.get(code) or "")
            label = self._labels[code] = today or code
        return label

    def chain(self, code: str) -> tuple[str, ...]:
        """Return the code and those of the regions around it, most specific first.

        >>> gazetteer().chain("36.74.01")
        ('36.74.01', '36.74', '36')
        """
        codes: list[str] = []
        at: str | None = self.get(code).code
        while at:
            codes.append(at)
            at = parent_of(at)
        return tuple(codes)

    def all(self) -> Iterator[tuple[str, str]]:
        """Yield code and name of every region, by code."""
        yield from self._regions.below("")

    def children(self, code: str) -> tuple[Region, ...]:
        """Return the regions directly inside, by code; none for a district."""
        inside = self._regions.below(self.get(code).code + ".")
        depth = code.count(".") + 1
        return tuple(Region(c, n, level_of(c)) for c, n in inside if c.count(".") == depth)

    def candidates(self, name_or_code: str) -> tuple[Region, ...]:
        """Return every reading of a name, provinces first, then regencies and cities, districts.

        A leading *Kota*, *Kab.*, *Provinsi*, *Kecamatan* and so on keeps only that level; a
        parent after a comma keeps only what lies in it (``Labuan, Pandeglang``).

        Returns
        -------
        tuple of Region : by level, then code; empty when nothing bears the name.

        >>> [r.code for r in gazetteer().candidates("Bogor")]
        ['32.01', '32.71']
        """
        text = name_or_code.strip()
        if len(text) > _LONGEST_NAME:
            return ()
        if text[:1].isdigit():
            found = self._find(text) or self._find(self._retired.get(text) or "")
            if found:
                return (found,)
        name, comma, around = text.partition(",")
        readings = self._named(name)
        if not comma:
            return readings
        parents = {region.code for region in self.candidates(around)}
        return tuple(r for r in readings if parents.intersection(self.chain(r.code)[1:]))

    def resolve(self, name_or_code: str) -> Region:
        """Return the one region that is meant.

        The largest level wins: *Banten* is the province though districts bear the name too, and
        *Jambi*, *Bengkulu*, *Gorontalo* and *Yogyakarta* are the provinces, which contain the
        cities of the same name (*Kota Jambi* is the city).

        Raises
        ------
        RegionNotFound : with the most similar names.
        RegionAmbiguous : with the readings: Kota Bogor, Kabupaten Bogor.
        """
        readings = self.candidates(name_or_code)
        if not readings:
            raise RegionNotFound(self._unknown(name_or_code))
        best = [r for r in readings if len(r.code) == len(readings[0].code)]
        if len(best) > 1:
            raise RegionAmbiguous(self._ambiguous(name_or_code, best))
        return best[0]

    def _find(self, code: str) -> Region | None:
        name = self._regions.get(code)
        return None if name is None else Region(code, name, level_of(code))

    def _named(self, name: str) -> tuple[Region, ...]:
        level, key = split_level(name)
        if level is not None:
            at_level = tuple(r for r in self._keyed(key) if r.level == level)
            if at_level:
                return at_level
        # "Kota Agung" is no city but a district of that whole name.
        return self._keyed(name_key(name))

    def _keyed(self, key: str) -> tuple[Region, ...]:
        codes = (self._names.get(key) or "").split()
        return tuple(self.get(code) for code in sorted(codes, key=lambda c: (len(c), c)))

    def _unknown(self, name: str) -> str:
        from beritasearch.regions.suggestions import similar  # rapidfuzz, only for this message

        name = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        regions = [self.get(code) for code in similar(name, self._names)]
        shown = ", ".join(f"{r.name} ({r.code})" for r in regions)
        hint = f"Did you mean: {shown}?" if shown else "Give a name (Kota Tangerang) or a code."
        return f"Region {name!r} is not known. {hint}"

    def _ambiguous(self, name: str, readings: list[Region]) -> str:
        shown = ", ".join(self._told_apart(r) for r in readings[:_SHOWN])
        more = f" and {len(readings) - _SHOWN} more" if len(readings) > _SHOWN else ""
        return f"Region {name!r} is ambiguous: {shown}{more}. Give one of these names or codes."

    def _told_apart(self, region: Region) -> str:
        if region.level != "district":
            return f"{region.name} ({region.code})"
        return f"{region.name}, {self.label(region.parent or '')} ({region.code})"


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the shipped gazetteer, opened once."""
    return Gazetteer()
