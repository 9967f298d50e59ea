""" "Baca juga" inside a paragraph: cut where it is clear where its title ends, else left.

With markup the link is the border. Without it the title runs into the next sentence, as in
`… katanya. Baca juga: Pasar Karangan Ramai Warga lalu pulang.`: cutting there would guess.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from beritasearch.articles.marks import BOLD, BOLD_END, BREAK, LINK, LINK_END, plain
from beritasearch.articles.markup import as_read

# What portals print before the title of another article. Alone, `baca` needs its colon.
_LABEL = (
    r"(?:(?:baca|simak|lihat|tonton|cek|klik)\s+(?:juga|pula|selengkapnya)(?:\s+video)?"
    r"|(?:artikel|berita)\s+(?:terkait|lainnya|selengkapnya)|pilihan\s+(?:editor|redaksi)"
    r"|menarik\s+dibaca|baca\s+selanjutnya)"
)
_ALONE = r"(?:baca|simak|lihat|selanjutnya|terkait|also\s+read|read\s+also)"
LABEL = rf"(?:{_LABEL}\s*[:;]?|{_ALONE}\s*:)"

UNCLEAR = (
    "'Baca juga' stands inside a paragraph, and it is not clear where its title ends: the body "
    "may hold the title of another article."
)

_BOLDS = f"[{BOLD}{BOLD_END}\\s]*"
_LINK = f"{LINK}([^{LINK}{LINK_END}]+){LINK_END}"
_MARKED = re.compile(
    rf"[(\[]?{_BOLDS}(?<![\w-]){LABEL}{_BOLDS}[:;–-]?{_BOLDS}"
    rf"({_LINK}(?:{_BOLDS}[,;|•]?{_BOLDS}{_LINK})*){_BOLDS}[)\]]?{_BOLDS}\.?(?!\w)",
    re.IGNORECASE,
)
# The label is part of the link: `<a>Baca juga: Pasar Karangan Ramai</a>`.
_INSIDE = re.compile(rf"{LINK}{_BOLDS}{LABEL}{_BOLDS}[:;–-]?\s*([^{LINK_END}]+){LINK_END}", re.I)
# A label begins something new after a sentence, a bracket or a mark, or at the beginning.
_BEFORE = re.compile(f"(?:^|[.!?”\"’')\\]:(\\[])[{BOLD}{BOLD_END}\\s]*$")
_AFTER = re.compile(f"[{BOLD}{BOLD_END}\\s]*(?:$|[A-Z0-9“\"‘'(\\[)\\]{LINK}])")
_TITLE_WORDS = 3

_PLAIN = re.compile(r"\b(?:[Bb]aca|BACA|[Ss]imak|SIMAK|[Ll]ihat|LIHAT) (?:[Jj]uga|JUGA) ?:")
_BRACKETED = re.compile(
    r"\s*([(\[])\s*(?:baca|simak|lihat)\s+juga\s*:\s*([^()\[\]]{0,200})[)\]]", re.I
)
# Told sooner than by an expression: nearly every article has the word `juga`, few with a colon.
_HINTS = ("juga:", "Juga:", "JUGA:", "juga :", "Juga :", "JUGA :")
_NEXT_LABEL = re.compile(rf"(?={_PLAIN.pattern})")
# Where links were lost, only the label is left: `Baca juga:,,Akan tetapi`.
_LOST = re.compile(r",{2,}\s*")
# No portal's headline is longer, and none holds two sentences.
_LONGEST_TITLE = 170
_SENTENCE_END = re.compile(r"[.!?…”\"] +[A-Z“\"]")


class Link(NamedTuple):
    """A title that was cut out, and its address where that is known."""

    title: str
    url: str | None


class Parted(NamedTuple):
    """A paragraph without the titles of others.

    Parameters
    ----------
    text : marked or plain, as it was given.
    is_unclear : whether a title is still in it.
    """

    text: str
    links: list[Link]
    is_unclear: bool


def part_marked(marked: str, addresses: list[str]) -> Parted:
    """A marked paragraph of a HTML page without "Baca juga" links."""
    links: list[Link] = []
    kept, at, is_unclear = [], 0, False
    for found in sorted((*_MARKED.finditer(marked), *_INSIDE.finditer(marked)), key=re.Match.start):
        if found.start() < at:
            continue
        titles = re.findall(_LINK, found[0]) if found.re is _MARKED else [found[1]]
        if not _is_apart(marked, found, titles):
            is_unclear = True
            continue
        first = marked.count(LINK, 0, found.start())
        numbered = zip(titles, addresses[first:], strict=False)
        links += [Link(as_read(title).strip(" :"), url or None) for title, url in numbered]
        kept.append(marked[at : found.start()])
        at = found.end()
    kept.append(marked[at:])
    return Parted(" ".join(filter(None, map(str.strip, kept))), links, is_unclear)


def _is_apart(marked: str, found: re.Match[str], titles: list[str]) -> bool:
    """Whether a link stands between sentences, not inside one."""
    if any(len(plain(title).split()) < _TITLE_WORDS for title in titles):
        return False
    if found[0].lstrip(BOLD).startswith(("(", "[")):
        return True
    before, after = marked[: found.start()], marked[found.end() :]
    return bool(_BEFORE.search(before)) and bool(_AFTER.match(after))


def part_plain(text: str) -> Parted:
    """A paragraph of plain text without the "Baca juga" whose end is clear.

    >>> part_plain("Warga pulang. (Baca juga: Pasar Karangan Ramai) Hujan turun.").text
    'Warga pulang. Hujan turun.'
    """
    if not may_hold_label(text):
        return Parted(text, [], False)
    links: list[Link] = []

    def bracketed(found: re.Match[str]) -> str:
        links.extend(_titled(found[2]))
        return BREAK

    parted = _BRACKETED.sub(bracketed, text)
    if _PLAIN.search(parted):
        parted = _ending(parted, links)
    parted = " ".join(filter(None, map(str.strip, parted.split(BREAK))))
    if parted == text:
        return Parted(text, links, bool(_PLAIN.search(text)))
    return Parted(parted.strip(), links, bool(_PLAIN.search(parted)))


def may_hold_label(text: str) -> bool:
    """Whether a text may hold "Baca juga": most do not, and are told soon."""
    return any(hint in text for hint in _HINTS)


def _ending(text: str, links: list[Link]) -> str:
    """The text without labels whose titles run to the next label, or to the text's end."""
    pieces = _NEXT_LABEL.split(text)
    kept = [pieces[0]]
    for piece in pieces[1:]:
        title, _, rest = _PLAIN.sub("", piece, count=1).strip().partition(BREAK)
        if lost := _LOST.match(title):
            kept += [title[lost.end() :], rest]
        elif not title or _is_title(title):
            links.extend(_titled(title))
            kept.append(rest)
        else:
            kept.append(piece)
    return " ".join(filter(None, map(str.strip, kept)))


def _is_title(text: str) -> bool:
    if not text or len(text) > _LONGEST_TITLE or text.endswith("."):
        return False
    return not _SENTENCE_END.search(text)


def _titled(text: str) -> list[Link]:
    title = text.strip(" ,:")
    return [Link(title, None)] if any(map(str.isalnum, title)) else []
