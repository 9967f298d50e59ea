"""Who wrote an article: names as portals print and state them, and reporters' codes."""

from __future__ import annotations

import re

_NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|bin|binti|al)){0,5}"
_NAMES = rf"{_NAME}(?:\s*(?:,|/|&|\bdan\b)\s*{_NAME}){{0,4}}"
# `Penulis: Sari | Editor: Budi`; the editor is no author.
_BYLINE = re.compile(
    r"(?i:(?:redaktur & )?reporter|rep|penulis|pewarta|wartawan|kontributor|oleh|teks|by)\s*:\s*"
    rf"(?P<names>{_NAMES})"
    r"(?:\s*[|/,;-]?\s*(?i:editor|redaktur|red|uploader|copyright|sumber|foto)\b.{0,120})?"
)
_REPORT = re.compile(
    r"(?i:laporan) (?i:wartawan|reporter|kontributor|jurnalis) "
    r"(?:[\w.-]+(?:\.com|\.co\.id|\.id)?,? )??"
    rf"(?P<names>{_NAME}(?:(?:,| dan) {_NAME}){{0,2}})\.?"
)
# Names of two words or more, before what follows them in the line.
_PRINTED = re.compile(
    r"(?!(?i:editor|redaktur))[A-Z][\w'’-]+(?: [A-Z][\w.'’-]*){1,4}(?=$|\s*[,|·•/(–-])"
)
_LONGEST, _SHORT = 240, 100
_LABEL = re.compile(
    r"^(?:oleh|penulis|reporter|pewarta|by|author|laporan|red(?:aktur)?|editor)\s*:?\s+", re.I
)
_BETWEEN = re.compile(r"\s*(?:[,;/|&]|\bdan\b|\band\b|\s-\s)\s*")
_NO_PERSON = re.compile(
    r"[@0-9:<>{}]|https?|www\.|\.(?:com|co|id|net)\b|^(?:redaksi|redaktur|admin\w*|tim\b.*|editor\w*|"
    r"kontributor|reporter|penulis|anonim\w*|unknown|none|null|[\w.]{1,3}\.[\w.]{1,4})$",
    re.IGNORECASE,
)
_MOST_WORDS = 6


def byline_names(line: str) -> list[str]:
    """The names in a line that is only a byline: `Penulis: Sari Karangan | Editor: Budi`.

    >>> byline_names("Laporan Wartawan Tribunnews.com, Sari Karangan")
    ['Sari Karangan']
    """
    if len(line) > _LONGEST or not (":" in line or line[:8].lower() == "laporan "):
        return []
    found = _BYLINE.fullmatch(line.strip()) or _REPORT.fullmatch(line.strip())
    return author_names(found["names"]) if found else []


def printed_names(line: str) -> list[str]:
    """The names in an element that is called a byline: `Sari Karangan, CNN Indonesia`."""
    if names := byline_names(line):
        return names
    if len(line) > _SHORT:
        return []
    if inside := _BYLINE.search(line):
        return author_names(inside["names"])
    found = _PRINTED.match(line.strip())
    return author_names(found[0]) if found else []


def author_names(stated: str) -> list[str]:
    """The people in what a page states as its author.

    >>> author_names("Oleh: Sari Karangan, Budi Karangan - detikNews")
    ['Sari Karangan', 'Budi Karangan', 'detikNews']
    """
    text = _LABEL.sub("", stated.strip())
    names = (name.strip(" .,-|()") for name in _BETWEEN.split(text))
    return [name for name in names if name and _is_person(name)]


def _is_person(name: str) -> bool:
    # A word in lower case is the name of an account: `prwir`.
    return len(name.split()) <= _MOST_WORDS and not name.islower() and not _NO_PERSON.search(name)
