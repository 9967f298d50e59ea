"""How names of regions are compared: without case, spaces, hyphens and dots.

Printed names differ in exactly these: *Gunungkidul* and *Gunung Kidul*, *Toli-Toli* and
*Tolitoli*, *KAB. BOGOR* and *Kabupaten Bogor*.
"""

from __future__ import annotations

from functools import lru_cache

_SPELLED_OUT = {"kep": "kepulauan", "gn": "gunung", "sumatra": "sumatera"}
_LEVEL_WORDS = {
    "provinsi": "province",
    "propinsi": "province",
    "prov": "province",
    "kabupaten": "regency",
    "kab": "regency",
    "kota": "city",
    "kotamadya": "city",
    "kodya": "city",
    "kecamatan": "district",
    "kec": "district",
    "distrik": "district",
}
_ADMINISTRATIVE = ("administrasi", "administratif", "adm")  # Jakarta's, without a council


def words(name: str) -> list[str]:
    """Return the words of a name in lower case, abbreviations of geography spelled out."""
    cleaned = "".join(c if c.isalnum() or c in "'’`" else " " for c in name.casefold())
    return [_SPELLED_OUT.get(word, word) for word in cleaned.split()]


@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """Return the comparison key of a name; the texts of a day name the same places.

    >>> name_key("Gunung Kidul") == name_key("GUNUNGKIDUL")
    True
    """
    return squash(words(name))


def squash(parts: list[str]) -> str:
    """Return the comparison key of these words."""
    return "".join(c for c in "".join(parts) if c.isalnum())


def split_level(name: str) -> tuple[str | None, str]:
    """Return the level that a leading word states, and the key of the rest.

    >>> split_level("Kab. Tangerang")
    ('regency', 'tangerang')
    >>> split_level("Kota Administrasi Jakarta Barat")
    ('city', 'jakartabarat')
    >>> split_level("Banten")
    (None, 'banten')
    """
    parts = words(name)
    level = _LEVEL_WORDS.get(parts[0]) if len(parts) > 1 else None
    if level is None:
        return None, squash(parts)
    rest = parts[2:] if len(parts) > 2 and parts[1] in _ADMINISTRATIVE else parts[1:]
    return level, squash(rest)


def level_of(code: str) -> str:
    """Return ``province``, ``city``, ``regency`` or ``district`` as the code tells it.

    Kemendagri numbers the cities of a province from 71.
    """
    if len(code) == 2:
        return "province"
    if len(code) == 5:
        return "city" if code[3:] >= "71" else "regency"
    return "district"


def parent_of(code: str) -> str | None:
    """Return the code of the region around, or None for a province."""
    return code.rpartition(".")[0] or None
