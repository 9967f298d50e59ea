"""Lines that name who wrote an article, or whose picture stands beside it."""

from __future__ import annotations

import re

from beritasearch.articles.portals import portal_named

# Where a page names who made the article.
_CREDIT = re.compile(
    r"(?P<role>penulis|pewarta|reporter|wartawan|jurnalis|kontributor|laporan|author|rep|oleh|by"
    r"|editor|redaktur|red|penyunting|uploader|publisher|sumber foto|fotografer)"
    r"(?P<colon>\s*:\s*|\s+)(?P<name>[^:.!?]{2,80}?)",
    re.I,
)
_WRITERS = frozenset(
    (
        *("penulis", "pewarta", "reporter", "wartawan", "jurnalis", "kontributor", "author"),
        *("rep", "oleh", "by"),
    )
)
_AND = re.compile(r"\s*[,/&]\s*|\s+dan\s+")
_AT_PORTAL = re.compile(
    r"(?P<name>[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){1,4})\s*[-–|,•·]\s*(?P<portal>[\w. ]{3,30})"
)
# `Oleh karena itu …`: without a colon a name is short, and in capitals.
_NAME_WORDS = 4

_SOURCES = (
    r"foto|photo|dok|ist\b|istimewa|ilustrasi|sumber|antara ?foto|reuters|afp|ap photo|ap\b|getty"
    r"|shutterstock|instagram|youtube|screenshot|tangkapan layar|pixabay|unsplash"
)
_ENDS_CAPTION = re.compile(
    rf"[(\[/](?:{_SOURCES})[^()\[\]]{{0,80}}[)\]]?\.?$|.©\s?[\w. /]{{2,40}}$", re.I
)
_BEGINS_CAPTION = re.compile(
    r"(?:foto|ilustrasi|dok\.?|caption|keterangan foto)\s?[:.]"
    r"|\((?:dari |paling )?(?:ki\b|ka\b|kiri|kanan|tengah|atas|bawah|depan|belakang)"
    # KOMPAS.com/NAMA Warga memanen padi
    r"|[a-z][\w-]+\.(?:com|co\.id|co|id)/[a-z]",
    re.I,
)
# `(CNN Indonesia/Budi)`, `(©Merdeka.com)`, `TEMPO/Budi`, `sawah/Bisnis.com`: whose picture it is.
_OWNER = r"(?P<owner>(?:CNN |CNBC |Media )?[A-Z][\w.]{2,25})"
_ENDS_OWNED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[(\[]\s*©?\s*{_OWNER}(?:\s?/\s?[\w. ]{{2,40}})?\s*[)\]]\.?$",
        rf"(?:^|[\s.]){_OWNER}/[A-Z][\w.]{{2,25}}(?: [A-Z][\w.]{{2,20}}){{0,2}}$",
        rf"\w/{_OWNER}$",
    )
)
# `Petani di sawah (MI/Budi)`: an owner and a photographer, behind no full stop.
_TWO_NAMES = re.compile(r"(?<![.!?\"”’])\s\([A-Z][\w. ]{1,20}/[A-Z][\w. ]{2,30}\)$")
# One of these stands in every caption that is told: most lines of a page, labels, have none.
_MARKS = frozenset("([/©:.")
_REACH = 120
_LONGEST_CAPTION = 600


def writers(line: str) -> list[str] | None:
    """The writers that a line of credits names, none for an editor; None where it is no credit.

    >>> writers("Pewarta: Nur Karangan"), writers("Editor : Ade"), writers("Oleh karena itu panen")
    (['Nur Karangan'], [], None)
    """
    found = _CREDIT.fullmatch(line)
    if found is None:
        return _at_portal(line)
    role, name = found["role"].lower(), found["name"].strip(" ,|-")
    if ":" not in found["colon"] and not _is_name(name):
        return None
    return _names(name) if role in _WRITERS else []


def is_caption(line: str) -> bool:
    """Whether a line names a picture's source, as captions do.

    >>> is_caption("Petani di sawah. (ANTARA FOTO/Budi)"), is_caption("Petani turun ke sawah.")
    (True, False)
    """
    if _MARKS.isdisjoint(line) or "://" in line or len(line) > _LONGEST_CAPTION:
        return False
    end = line[-_REACH:]
    if _BEGINS_CAPTION.match(line) or _ENDS_CAPTION.search(end) or _TWO_NAMES.search(end):
        return True
    owners = (found["owner"] for owned in _ENDS_OWNED if (found := owned.search(end)))
    return any(map(portal_named, owners))


def _at_portal(line: str) -> list[str] | None:
    """The writer of a line such as `Budi Karangan - detikNews`."""
    found = _AT_PORTAL.fullmatch(line)
    return [found["name"]] if found and portal_named(found["portal"]) else None


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) <= _NAME_WORDS and all(word[0].isupper() for word in words)


def _names(text: str) -> list[str]:
    pieces = (piece.strip() for piece in _AND.split(text))
    return [name for name in pieces if name and not name.lower().startswith("kontributor")]
