"""Pages that are no article are rejected, each for a reason that has a name.

``docs/quality.md`` lists the reasons and how each is told. A page that declares an article and has
running text is never rejected here, whatever else looks odd.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from beritasearch.articles.cleaning import one_line
from beritasearch.articles.draft import Draft
from beritasearch.articles.language import detected
from beritasearch.errors import PageRejected

_NUMBERS = frozenset(("400", "401", "403", "404", "410", "429", "500", "502", "503", "504"))
_STATUS = (
    r"(?:(?:http\s)?error\s?:?\s?(?:40[0134568]|410|429|451|50[0-4]|52[0-7])|"
    r"(?:http\s)?(?:error\s?:?\s?)?(?:40[0134568]|410|429|451|50[0-4]|52[0-7])"
    r"\W+(?:that.s an error|errors?|not found|page not found|forbidden|gone|unauthorized|"
    r"(?:the )?page (?:you requested )?(?:was )?not found|access denied|bad request|"
    r"bad gateway|internal server error|server error|service (?:temporarily )?unavailable|"
    r"gateway time-?out|too many requests|halaman tidak ditemukan|tidak ditemukan))"
)
_LOST = (
    r"(?:(?:oops|ups|upss|maaf|mohon maaf|sorry|aduh)\W+)?"
    r"(?:(?:halaman|laman|berita|artikel|konten|tautan|url)(?:\s\w+){0,5}\s(?:tidak|belum|gak|nggak)\s"
    r"(?:(?:dapat|bisa|lagi)\s)?(?:ditemukan|tersedia|ada|diakses)(?:\slagi)?"
    r"|(?:the )?page (?:you (?:requested|are looking for) )?(?:(?:was |is |could )?(?:not|n.t) "
    r"(?:be )?(?:found|available|exist)|does(?:n.t| not) exist|unavailable))"
)
_SHUT = (
    r"(?:(?:website|situs|server|site|halaman)\s(?:ini\s|kami\s|is\s)*(?:sedang\s)?(?:dalam\s)?"
    r"(?:perbaikan|pemeliharaan|under maintenance|under construction|diblokir|suspended|"
    r"maintenance|temporarily unavailable)|under (?:maintenance|construction)|"
    r"maintenance(?: mode)?|"
    r"(?:account|akun) (?:suspended|ditangguhkan)|bad gateway|gateway time-?out|"
    r"internal server error|service (?:temporarily )?unavailable|not found|forbidden|"
    r"this site can.t be reached|website expired|domain expired)"
)
_GATE = (
    r"(?:just a moment|attention required|access denied|akses ditolak|one moment,? please|"
    r"checking your browser.{0,40}|verifying you are human.{0,40}|are you (?:a )?(?:robot|human)|"
    r"robot check|security check|captcha|(?:human )?verification(?: required)?|request blocked|"
    r"(?:internet (?:positif|baik|sehat))|trust\s?positif|you have been blocked|ddos.{0,40}|"
    r"pardon our interruption|unusual traffic.{0,40})"
)
_BARE = (
    r"(?:index of /.*|it works!?|welcome to nginx!?|apache2? .{0,40}default page.{0,20}|"
    r"default (?:web )?(?:site )?page|iis windows server|test page for .{0,60}|"
    r".{0,40}domain (?:ini )?(?:is )?(?:dijual|for sale))"
)
_ERROR = re.compile(
    rf"\W*(?:{'|'.join((_STATUS, _LOST, _SHUT, _GATE, _BARE))})[\s.!…?:(]*", re.IGNORECASE
)
_BORDER = re.compile(r"\s+[|–—·»-]\s+|\s*\|\s*|\s::?\s")

# Folders of addresses under which portals keep lists; of 29,922 addresses of real articles none
# is taken for one of them.
_LISTS = frozenset(
    (
        "tag", "tags", "topik", "topic", "topics", "label", "indeks", "indexes", "kategori",
        "category", "kanal", "search", "cari", "pencarian", "author", "authors", "penulis",
        "reporter", "arsip", "archive", "archives", "terpopuler", "populer", "popular", "terkini",
        "terbaru", "latest", "trending", "feed", "rss", "sitemap",
    )
)  # fmt: skip
_FRONT = re.compile(r"(?:index|default|home|beranda)(?:\.\w{2,5})?", re.IGNORECASE)
_GALLERIES = re.compile(
    r"(?:^|[/.])(?:fotos?|photos?|foto-?news|galeri|gallery|galleries|infografi[sk]|pictures?|"
    r"videos?|tv|vidio|inpicture)(?:[/.]|$)",
    re.IGNORECASE,
)
# The last part of an article's address is its title; a list's is a name.
_TITLE_HYPHENS = 4
_SENTENCE_END = re.compile(r"[.!?…:;,\"”’')\]]\W*$")
# A paragraph of a sentence or more; shorter ones that end as sentences do are speech.
_LONG = 25
# Of the ten saved articles of six portals at least .94 of the words stand in sentences, and of what
# the body finder takes from the same pages without their article at most .24 in eight of eleven.
_LEAST_RUNNING = 0.5
# Articles hold lists too (prices, recipes, schedules): of 22,480 real ones whose lines are kept
# five have less than half in sentences, but 173 words in them or more. The lists had up to 81.
_ENOUGH_RUNNING = 120
# A line under a picture; the shortest report among the saved pages has 56 words.
_CAPTION_WORDS = 12
# Where an error's page has a text, it is advice; the shortest of 30,273 articles has 53 words.
_ADVICE_WORDS = 50
_LETTERS_A_WORD = 8
_LONGEST_ERROR = 200
# A sentence may end in several marks, but not in many.
_END = 12


@dataclass(frozen=True, slots=True)
class PageSigns:
    """What a HTML page says of its own kind.

    Parameters
    ----------
    addresses : its own, as stated (canonical, OpenGraph, JSON-LD).
    is_article : whether it declares an article: JSON-LD of that type, or a time of publication.
    """

    addresses: tuple[str, ...] = ()
    is_article: bool = False


def require_no_error(titles: Iterable[str | None]) -> None:
    """Reject a page whose title, or main heading, says that there is nothing here.

    Raises
    ------
    PageRejected : ``error-page``.

    >>> require_no_error(["Halaman tidak ditemukan - Karangan.id"])
    Traceback (most recent call last):
    beritasearch.errors.PageRejected: error-page: It says 'Halaman tidak ditemukan - Karangan.id'.
    """
    for title in (one_line(title) for title in titles if title):
        if len(title) > _LONGEST_ERROR:
            continue
        pieces = _BORDER.split(title)
        said = (title, pieces[0], pieces[-1])
        if title in _NUMBERS or any(map(_ERROR.fullmatch, said)):
            raise PageRejected("error-page", f"It says '{title[:80]}'.")


def require_no_advice(draft: Draft) -> None:
    """Reject a short text whose title says that there is nothing here.

    Raises
    ------
    PageRejected : ``error-page``.
    """
    if len(draft.body) < _LETTERS_A_WORD * _ADVICE_WORDS:
        require_no_error([draft.title])


def require_article_address(signs: PageSigns) -> None:
    """Reject a front page or a list by its own address, where it declares no article.

    Raises
    ------
    PageRejected : ``front-page`` or ``list-page``.
    """
    kinds = [_kind_of(address) for address in signs.addresses]
    # Who configures a site wrongly states its front page beside an article's own address.
    if signs.is_article or not kinds or None in kinds:
        return
    raise PageRejected(
        kinds[0] or "", f"The page's own address is no article's: '{signs.addresses[0][:80]}'."
    )


def require_running_text(draft: Draft, signs: PageSigns) -> None:
    """Reject a page whose text is titles and labels, and no sentences.

    Raises
    ------
    PageRejected : ``gallery`` or ``list-page``.
    """
    paragraphs = draft.body.split("\n\n")
    words = len(draft.body.split())
    running = sum(len(one.split()) for one in paragraphs if _runs(one))
    runs = running >= min(_LEAST_RUNNING * words, _ENOUGH_RUNNING)
    if runs and words >= _CAPTION_WORDS:
        return
    if any(map(_is_gallery, signs.addresses)):
        raise PageRejected("gallery", f"The page shows pictures or a video, and {words} words.")
    if not runs:
        raise PageRejected(
            "list-page", f"Of {words} words of the page {running} stand in sentences."
        )


def without_body(rejected: PageRejected, signs: PageSigns) -> PageRejected:
    """The rejection of a page on which no text was found, named after what it shows instead."""
    if any(map(_is_gallery, signs.addresses)):
        return PageRejected("gallery", "The page shows pictures or a video, and no text.")
    return rejected


def require_language(draft: Draft, language: str) -> None:
    """Reject a text of another language than the one asked for; what cannot be told stays.

    Raises
    ------
    PageRejected : ``other-language``.
    """
    found = detected(draft.body)
    if found is not None and found != language:
        raise PageRejected(
            "other-language", f"The text is in '{found}', and '{language}' was asked for."
        )


def _kind_of(address: str) -> str | None:
    """``front-page`` or ``list-page`` for the address of one; None for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if not parts.netloc:
        return None
    folders = [folder for folder in parts.path.lower().split("/") if folder]
    if not folders or (len(folders) == 1 and _FRONT.fullmatch(folders[0])):
        # `/?p=1234` is an article of WordPress.
        return None if parts.query else "front-page"
    return "list-page" if _is_list(folders) else None


def _is_gallery(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(_GALLERIES.search(f"{parts.hostname}{parts.path}"))


def _is_list(folders: list[str]) -> bool:
    last = folders[-1]
    if last.count("-") >= _TITLE_HYPHENS:
        return False
    return any(folder in _LISTS for folder in folders[:2]) or last in _LISTS


def _runs(paragraph: str) -> bool:
    words = len(paragraph.split())
    return words >= _LONG or bool(_SENTENCE_END.search(paragraph[-_END:]))
