"""What stands around an article's words: datelines, reporter codes, "Baca juga", advertising.

Each is taken off into its own place; where a border is unclear the text stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from beritasearch.articles.portals import portal_named
from beritasearch.articles.urls import registered_domain

_NAME = r"[A-Z][\w.'’]*(?:-[A-Z]\w*)?"
_PLACE = rf"{_NAME}(?:[ /]{_NAME}){{0,4}}"
# Only endings that portals have: `Moh.Hatta - ` and `PT.Maju, ` begin sentences.
_ENDING = (
    r"(?i:\.(?:(?:co|or|go|web|ac|my|sch|biz|net)\.)?id"
    r"|\.(?:com|net|org|info|news|co|tv|asia|media|press|online|site|biz|xyz))"
)
SITE = rf"[A-Za-z][\w-]*{_ENDING}(?!\w)"
_KNOWN_SITE = (
    r"(?:[A-Z]*[Dd]etik[A-Z\w]*|ANTARA(?: News)?|Antara(?: News)?|Kompas[A-Z]\w+|KOMPAS|Liputan6|"
    r"Okezone|Bisnis|SINDOnews|Merdeka|Tempo|Republika|CNN Indonesia|CNBC Indonesia|"
    r"VIVA(?:news)?(?: [A-Z][a-z]+)?|INILAHCOM|iNews|Suara|JPNN|IDN Times|PIKIRAN RAKYAT|"
    r"Warta Ekonomi|Jawa Pos|Dream|Solopos|BeritaSatu)"
)
_SITE = rf"(?P<site>{SITE}|{_KNOWN_SITE})"
_DASH = r"\s*(?:-{1,3}|–|—)\s*"
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        # REPUBLIKA.CO.ID, JAKARTA - …; TEMPO.CO, Jakarta - …; Liputan6.com, Jakarta - …
        rf"{_SITE}\s*,\s*(?P<place>{_PLACE}){_DASH}",
        # JAKARTA, KOMPAS.com - …; Bandung, CNN Indonesia -- …
        rf"(?P<place>{_PLACE}(?:, {_PLACE})?)\s*,\s*{_SITE}{_DASH}",
        # Mataram, NTB (ANTARA News) - …; Jakarta (ANTARA) - …
        rf"(?P<place>{_PLACE}(?:, {_PLACE})?) \({_SITE}\){_DASH}",
        # ISTANBUL, 23 Februari 2016 (Antara/PRNewswire) - …; Kawasaki, Jepang --(ANTARA/…)--
        rf"(?P<place>{_PLACE}(?:, {_PLACE})?)(?:, \d{{1,2}} [A-Z][a-z]+ \d{{4}})?\s*-{{0,2}}\s?"
        rf"\((?P<site>(?i:antara)(?: ?[/ ] ?[A-Z][\w. ]{{1,24}})?)\){_DASH}",
        # KONTAN.CO.ID - JAKARTA. …; Metrotvnews.com, Jakarta: …
        rf"(?P<site>{SITE}){_DASH}(?P<place>[A-Z]{{3,}}(?: [A-Z]{{2,}}){{0,3}})\.\s+",
        rf"(?P<site>{SITE})\s*,\s*(?P<place>{_PLACE})\s*:\s+",
        # KOMPAS.com - …: a portal without a place.
        rf"{_SITE}(?P<place>){_DASH}",
        # JAKARTA - …: a place alone, in capitals, or with a dash between spaces.
        r"(?P<place>[A-Z]{4,}(?: [A-Z]{2,}){0,3})(?P<site>)\s*(?:-{1,3}|–|—)\s+",
        r"(?P<place>Jakarta|Bandung|Surabaya|Medan|Semarang|Makassar|Yogyakarta|Denpasar)"
        r"(?P<site>)\s+(?:-{1,3}|–|—)\s+",
    )
)
_LONGEST_DATELINE = 120
# Bold words before a dash: a place, whatever it is called.
_BOLD_PLACE = re.compile(rf"(?P<place>{_PLACE}(?:, {_PLACE})?)\s*,?")
_BOLD_DASH = re.compile(r"\s*(?:-{1,3}|–|—)\s+(?=\S)")

# Two or more short codes, in lower case or with a capital each: (fyk/ash), (R/Sam). They follow
# a sentence's end: `pembeli (pria/wanita)` is text.
_CODE = re.compile(r"(?:^|(?<=[.”\"!?,]))\s*\((?P<code>[A-Za-z]{1,6}(?:/[A-Za-z]{1,6}){1,3})\)\.?$")
# A single code only in lower case: (fdl). Capitals are an abbreviation, or a defined term.
_SINGLE_CODE = re.compile(r"(?:^|(?<=[.”\"!?]))\s*\((?P<code>[a-z]{2,4}\d{0,2})\)$")
# (Tribunnews.com/Sari Karangan), (Sari Karangan/Isk), [fw/em], [fik], (OL-2), (Ant/Z-1).
_NAMED_CODE = re.compile(
    rf"(?<=[.”\"!?,])\s*\((?P<code>(?:{SITE}|Tribunnews)"
    r"(?:[/,] ?[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}){1,3}"
    r"|[A-Z][a-z]+ [A-Z][a-z]+/[A-Z][a-z]{2})\)\.?$"
)
_SQUARE_CODE = re.compile(
    r"(?:^|(?<=[.”\"!?]))\s*"
    r"\[(?P<code>[a-z]{2,4}(?:/[a-z]{2,4}){0,2}|[A-Z][A-Za-z]+\.com/[\w .]{2,40})\]$"
)
_NUMBERED_CODE = re.compile(
    r"(?<=[.”\"!?])\s*\((?P<code>(?:[A-Z][a-z]{2}/){0,2}[A-Z]{1,3}-?\d{0,2}-\d{1,2})\)$"
)
_CODES = (_CODE, _SINGLE_CODE, _SQUARE_CODE, _NUMBERED_CODE, _NAMED_CODE)
_CAPITALS = re.compile(r"[(\[](?P<code>[A-Z]{2,4}(?:/[A-Z]{2,4})?)[)\]]\.?")
# What some portals end every article with: `(*)`, `***`.
_END_MARK = re.compile(r"(?<=[.”\"!?)])\s*(?:\(\*{1,3}\)|\*{1,3})$")
_RELEASE = re.compile(r"pr ?newswire|business ?wire|pr ?wire|globe ?newswire|outreach", re.I)
_SPONSORED = re.compile(r"\s*\((?:adv|advertorial|adv/[a-z]+)\)\s*\.?$", re.IGNORECASE)
# No code is longer, white space before it included: what is searched is this much of the end.
_LONGEST_CODE = 60
_SPONSORED_SECTIONS = frozenset(
    (
        "adv",
        "advertorial",
        "advertorials",
        "iklan",
        "pariwara",
        "pr wire",
        "prnewswire",
        "sponsored",
    )
)

_READ_ALSO = re.compile(
    r"(?:baca|simak|lihat|tonton)\s+(?P<juga>juga|selengkapnya|pula)\s*(?P<colon>[:;]?)\s*"
    r"(?P<title>.*)",
    re.IGNORECASE,
)
# No portal's headline is longer; a sentence that begins so is.
_LONGEST_TITLE = 200
_CUT = re.compile(r"(?:(?<!\.)\.\.|…)$")
_FURNITURE = re.compile(
    r"(?:advertisement|iklan|scroll to (?:continue|resume)[\w ]{0,60}|\[?gambas.{0,200}|"
    r"(?:simak|tonton|saksikan)(?: juga)? video\b.{0,120}|lanjutkan membaca.{0,120}|"
    r"halaman\s*:?\s*(?:\d\s*)+|halaman\s+\d+\s+(?:dari|/)\s+\d+.{0,60}|"
    r"(?:baca )?(?:di )?halaman (?:selanjutnya|berikutnya).{0,80}|bersambung ke halaman.{0,40}|"
    r"(?:scroll|gulir)\b.{0,60}\b(?:membaca|melihat|lihat|melanjutkan)\b.{0,40}|"
    r"selanjutnya\s*[:»>›→]*|next article.{0,160}|loading\.*|"
    r"(?:saksikan|simak|tonton|lihat)(?: juga)? video"
    r" (?:pilihan|menarik|berikut|terkait|di bawah).{0,160}|"
    r"(?:silakan baca|cek|baca) (?:konten|berita|artikel).{0,60}"
    r"(?:google news|wa channel|whatsapp).{0,60}|"
    r"(?:follow|(?:jangan lupa |yuk,? )?ikuti)\b.{0,80}"
    r"(?:google news|(?:kanal|channel|grup) (?:whatsapp|telegram)|whatsapp channel).{0,160}|"
    r"selalu update info terkini.{0,300}|mari bergabung di .{0,40}(?:grup|channel|kanal).{0,240}|"
    r"anda perlu meng-?install aplikasi.{0,120}|"
    r"\W?\s*fakta atau hoaks\?.{0,300}|dapat voucer gratis.{0,200}|donasi, dapat voucer.{0,200}|"
    r"simak! video.{0,60}|dapatkan berita up ?to ?date.{0,240}|"
    r"artikel ini (?:telah|sudah) tayang di .{0,200}|"
    r"(?:dapatkan|ikuti) (?:update )?berita.{0,200}(?:whatsapp|telegram|google news|aplikasi)"
    r".{0,120}|bagikan( artikel| berita)?( ini)?:?|share( this)?:?|copyright\s*©.{0,200}|"
    r"(?:editor|reporter|penulis|pewarta|redaktur|sumber foto)\s*:.{0,80}|\d+ komentar|"
    r"download aplikasi.{0,120}|komentar(?: \d+)?|"
    # Rules between paragraphs, and what Markdown leaves.
    r"\(\*+\)|[\\*_=~#.…–—-]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a text begins with, and the text without it.

    Parameters
    ----------
    place : as printed; None where only a portal stands there, or nothing.
    site : the portal as printed; None where only a place stands there, or nothing.
    """

    place: str | None
    site: str | None
    rest: str

    @property
    def portal(self) -> str | None:
        """The registered domain of the portal that is named."""
        if self.site is None:
            return None
        # `Antara/PRNewswire`: the agency, then whose release it passes on.
        known = portal_named(self.site.partition("/")[0])
        return known.domain if known else registered_domain(self.site.lower())

    @property
    def is_release(self) -> bool:
        """Whether the text is a press release that somebody paid to pass on."""
        return bool(_RELEASE.search(self.site or ""))


def split_dateline(text: str, *, emphasised: str | None = None) -> Dateline:
    """The place and portal before an article's first words, and the text without them.

    Parameters
    ----------
    emphasised : the first words, where a page prints them bold and not those that follow.

    >>> split_dateline("JAKARTA, KOMPAS.com - Pemerintah kota mulai bekerja.")
    Dateline(place='JAKARTA', site='KOMPAS.com', rest='Pemerintah kota mulai bekerja.')
    """
    beginning = text[:_LONGEST_DATELINE]
    for pattern in _DATELINES:
        if match := pattern.match(beginning):
            return Dateline(match["place"] or None, match["site"] or None, text[match.end() :])
    place = _BOLD_PLACE.fullmatch(emphasised or "")
    dash = _BOLD_DASH.match(text, len(emphasised or ""))
    if place and dash and text.startswith(place[0]):
        return Dateline(place["place"], None, text[dash.end() :])
    return Dateline(None, None, text)


def split_byline_code(text: str, *, stands_alone: bool = False) -> tuple[str | None, str]:
    """The reporter's code at an article's end, and the text without it.

    A term in capitals that the text defines, (PSBB), is no code.

    Parameters
    ----------
    stands_alone : whether the text is a line of its own, printed bold: then capitals are a code.

    >>> split_byline_code("Warga pulang.(fyk/ash)")
    ('fyk/ash', 'Warga pulang.')
    """
    ended = _END_MARK.sub("", text.rstrip()[-_LONGEST_CODE:])
    ended = text.rstrip()[:-_LONGEST_CODE] + ended
    if not ended.endswith((")", ").", "]")):
        return None, ended if ended != text.rstrip() else text
    if stands_alone and (alone := _CAPITALS.fullmatch(ended)):
        return alone["code"], ""
    end = max(0, len(ended) - _LONGEST_CODE)
    for pattern in _CODES:
        if (match := pattern.search(ended, end)) and not _SPONSORED.search(ended, end):
            return match["code"], ended[: match.start()].rstrip()
    return None, ended if ended != text.rstrip() else text


def split_sponsored(text: str) -> tuple[bool, str]:
    """Whether a text ends in `(adv)`, and the text without that."""
    ended = text.rstrip()
    match = _SPONSORED.search(ended, max(0, len(ended) - _LONGEST_CODE))
    return (True, ended[: match.start()]) if match else (False, text)


def is_sponsored_section(section: str | None) -> bool:
    """Whether a printed section holds what was paid for."""
    return section is not None and section.strip().lower() in _SPONSORED_SECTIONS


def read_also_title(paragraph: str) -> str | None:
    """The title in a paragraph that is only a "Baca juga" link; empty when it follows; or None.

    A sentence that begins so is text.

    >>> read_also_title("Baca juga: Sekda Buka Rapat Inovasi")
    'Sekda Buka Rapat Inovasi'
    """
    match = _READ_ALSO.fullmatch(paragraph.strip())
    if match is None:
        return None
    title = match["title"].rstrip(" :")
    if title and not _is_title(title, after_colon=bool(match["colon"]), juga=match["juga"]):
        return None
    return title


def _is_title(text: str, *, after_colon: bool, juga: str) -> bool:
    # Where a link was lost, its place is empty: `Baca juga:,,Akan tetapi …`.
    if not (text[0].isalnum() or text[0] in "\"'“‘[(#") or ",," in text:
        return False
    if len(text) > _LONGEST_TITLE or (text.endswith(".") and not text.endswith("..")):
        return False
    return after_colon or (juga.lower() == "juga" and text[0].isupper())


def is_cut(title: str) -> bool:
    """Whether a listed title was cut: it ends in two dots, or in an ellipsis.

    >>> is_cut("Penyalahgunaan.."), is_cut("Indonesia Gelap .. Drama"), is_cut("Sosial...")
    (True, False, False)
    """
    return bool(_CUT.search(title))


def is_furniture(paragraph: str) -> bool:
    """Whether a paragraph belongs to the page and not to the article: advertising, sharing."""
    return bool(_FURNITURE.fullmatch(paragraph.strip()))


def one_line(text: str) -> str:
    """A text with one space for every run of white space."""
    return " ".join(text.split())
