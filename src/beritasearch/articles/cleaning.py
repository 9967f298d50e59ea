"""What stands around an article's words: datelines, reporter codes, "Baca juga", advertising.

Each is taken off into its own place; where a border is unclear the text stays.
"""

from __future__ import annotations

import re

_NAME = r"[A-Z][\w.'’]*(?:-[A-Z]\w*)?"
_PLACE = rf"{_NAME}(?:[ /]{_NAME}){{0,4}}"
_SITE = (
    r"(?:[A-Z][\w-]*(?:\.[A-Za-z]{2,6}){1,2}|[A-Z]*[Dd]etik\w*|ANTARA(?: News)?|"
    r"Antara(?:News| News)?|Liputan6|Okezone|Bisnis|SINDOnews|Merdeka|Tempo|Republika|CNN Indonesia|CNBC Indonesia)"
)
_DASH = r"\s*(?:-{1,2}|–|—)\s*"
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        # REPUBLIKA.CO.ID, JAKARTA - …; TEMPO.CO, Jakarta - …; Liputan6.com, Jakarta - …
        rf"{_SITE}\s*,\s*(?P<place>{_PLACE}){_DASH}",
        # JAKARTA, KOMPAS.com - …; Bandung, CNN Indonesia -- …
        rf"(?P<place>{_PLACE}(?:, {_PLACE})?)\s*,\s*{_SITE}{_DASH}",
        # Mataram, NTB (ANTARA News) - …; Jakarta (ANTARA) - …
        rf"(?P<place>{_PLACE}(?:, {_PLACE})?) \({_SITE}\){_DASH}",
        # KOMPAS.com - …: a portal without a place.
        rf"{_SITE}(?P<place>){_DASH}",
        # JAKARTA - …: a place alone, in capitals, or with a dash between spaces.
        r"(?P<place>[A-Z]{4,}(?: [A-Z]{2,}){0,3})\s*(?:-{1,2}|–|—)\s+",
        r"(?P<place>Jakarta|Bandung|Surabaya|Medan|Semarang|Makassar|Yogyakarta|Denpasar)"
        r"\s+(?:-{1,2}|–|—)\s+",
    )
)

# Two or more short codes, in lower case or with a capital each: (fyk/ash), (R/Sam).
_CODE = re.compile(r"\s*\((?P<code>[A-Za-z]{1,6}(?:/[A-Za-z]{1,6}){1,3})\)\s*\.?\s*$")
# A single code only in lower case: (fdl). Capitals are an abbreviation, or a defined term.
_SINGLE_CODE = re.compile(r"(?<=[.”\"!?])\s*\((?P<code>[a-z]{2,4}\d{0,2})\)\s*$")
_SPONSORED = re.compile(r"\s*\((?:adv|advertorial|adv/[a-z]+)\)\s*\.?\s*$", re.IGNORECASE)

_READ_ALSO = re.compile(
    r"(?:baca|simak|lihat|tonton)\s+(?:juga|selengkapnya|pula)\s*[:;]?\s*(?P<title>.*)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:advertisement|iklan|scroll to (?:continue|resume)[\w ]*|gambas:.*|\[gambas.*|"
    r"(?:simak|tonton|saksikan) video.{0,120}|lanjutkan membaca.*|halaman\s*:?\s*(?:\d\s*)+|"
    r"(?:dapatkan|ikuti) (?:update )?berita.{0,200}(?:whatsapp|telegram|google news|aplikasi).*|"
    r"bagikan( artikel| berita)?( ini)?:?|share( this)?:?|copyright\s*©.*|"
    r"(?:editor|reporter|penulis|pewarta|redaktur|sumber foto)\s*:.{0,80}|\d+ komentar|"
    r"download aplikasi.*|komentar(?: \d+)?)",
    re.IGNORECASE,
)


def split_dateline(text: str) -> tuple[str | None, str]:
    """The place before an article's first words, as printed, and the text without it.

    >>> split_dateline("JAKARTA, KOMPAS.com - Pemerintah kota mulai bekerja.")
    ('JAKARTA', 'Pemerintah kota mulai bekerja.')
    """
    beginning = text[:120]
    for pattern in _DATELINES:
        if match := pattern.match(beginning):
            return match["place"] or None, text[match.end() :]
    return None, text


def split_byline_code(text: str) -> tuple[str | None, str]:
    """The reporter's code at an article's end, and the text without it.

    A term in capitals that the text defines, (PSBB), is no code.

    >>> split_byline_code("Warga pulang.(fyk/ash)")
    ('fyk/ash', 'Warga pulang.')
    """
    for pattern in (_CODE, _SINGLE_CODE):
        if (match := pattern.search(text)) and not _SPONSORED.search(text):
            return match["code"], text[: match.start()]
    return None, text


def split_sponsored(text: str) -> tuple[bool, str]:
    """Whether a text ends in `(adv)`, and the text without that."""
    match = _SPONSORED.search(text)
    return (True, text[: match.start()]) if match else (False, text)


def read_also_title(paragraph: str) -> str | None:
    """The title in a paragraph that is only a "Baca juga" link; empty when it follows; or None.

    >>> read_also_title("Baca juga: Sekda Buka Rapat Inovasi")
    'Sekda Buka Rapat Inovasi'
    """
    match = _READ_ALSO.fullmatch(paragraph.strip())
    return match["title"].strip() if match else None


def is_furniture(paragraph: str) -> bool:
    """Whether a paragraph belongs to the page and not to the article: advertising, sharing."""
    return bool(_FURNITURE.fullmatch(paragraph.strip()))
