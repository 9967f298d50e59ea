"""What kind of line a line of copied text is: a sentence, a title, a label, a mark of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from beritasearch.articles.cleaning import is_furniture, read_also_title, split_dateline
from beritasearch.articles.dates import FoundMoment, find_printed, parse_printed

ADVERTISEMENT = re.compile(
    r"(?:advertisement|iklan|scroll to (?:continue|resume)[\w ]{0,60}|close ads? ?x?)", re.I
)
TAGS = re.compile(
    r"(?:tags?|topik|label)(?:\s+(?:berita|terkait|populer))?\s*"
    r"(?::\s*(?P<listed>.{1,300})|:?\s*(?P<marked>(?:#.*)?))",
    re.I,
)
# `#kota tangerang`: a tag, and not a sentence that begins with one.
TAG_LINE = re.compile(r"#\s?(?=\w)[^.!?]{1,60}|(?:#\w+\s*)+")
NEXT = re.compile(
    r"(?:halaman |page )?(?:berikutnya|selanjutnya|next)(?: page)?[\s»>›→]*|(?:show|lihat) all",
    re.I,
)
BACK = re.compile(r"[\s«<‹←]*(?:sebelumnya|previous|prev)", re.I)
# A pager in one line: `1 2 3`, `Halaman: 1 2 Selanjutnya`.
PAGER = re.compile(
    r"(?:halaman\s*:?\s*)?(?P<pages>[0-9]{1,3}(?:[\s|]+[0-9]{1,3})*)"
    r"(?P<next>\s*(?:berikutnya|selanjutnya|next)[\s»>›→]*)?",
    re.I,
)
# `Halaman 1 dari 3`, `1/3`-like counts are read nowhere else.
PART_OF = re.compile(r"(?:halaman|page)\s+([0-9]{1,2})\s+(?:dari|of|/)\s*([0-9]{1,2})", re.I)
LISTS = re.compile(
    r"(?:(?:berita|artikel|foto|video|topik|konten|news|stories|foto video)\s+"
    r"(?:terkait|lainnya|terbaru|terpopuler|populer|rekomendasi|pilihan|utama|menarik)"
    r"(?:\s+[\w ]{1,40})?"
    r"|terkait|terkini|terpopuler|terkomentari|populer|terbaru|headline|jangan lewatkan"
    r"|pilihan (?:editor|redaksi)|(?:di)?rekomendasi(?:kan)?(?: untuk anda)?|(?:berita )?lainnya"
    r"|(?:related|latest|popular|top|trending|more) (?:news|stories|articles|posts|topics|tags?)"
    r"|most popular|tag (?:populer|terpopuler)|trending|video (?:pilihan|terkini)"
    r"|baca berita lainnya.{0,80})"
    r"\s*:?(?:\s*index\s*»)?",
    re.I,
)
LIST_END = re.compile(
    r"(?:(?:baca |lihat )?selengkapnya|lihat semua|load more.*|indeks?|see more)", re.I
)
# Numbered or marked, or a label and its value; a news source is named so, too.
_ENTRY = re.compile(
    r"(?:[-–•*▪]|\(?[0-9]{1,2}[.)]|[a-z][.)])\s+\S|(?!sumber\b)[^:]{2,40}:\s+\S", re.I
)
_READ = re.compile(r"(?:baca|lihat|simak)\s*:\s*(?P<title>\S.*)", re.I)
_FOOT = re.compile(
    r"(?:(?:hak cipta|copyright|©).{0,200}|.{0,60}all rights? reserved.{0,80}"
    r"|\d*\s*komentar(?: pembaca)?|\d*\s*comments?|(?:tulis|beri|kirim) komentar.{0,40}"
    r"|(?:rate|nilai) artikel ini|bagikan.{0,40}|\d*\s*shares?|share (?:this|on).{0,40}"
    r"|ikuti (?:kami|berita).{0,120}|follow us.{0,60}|copy link|salin (?:link|tautan)"
    r"|(?:sign in|login|masuk) (?:to|untuk) .{0,60}|credits? \(\d+\))",
    re.I,
)
# Sentences of the page, which are no sentences of the article.
_PAGE_SENTENCE = re.compile(
    r"(?:.{0,80}(?:©|all rights? reserved|hak cipta dilindungi|kebijakan privasi|cookies?\b"
    r"|syarat (?:dan|&) ketentuan)"
    r"|(?:.{0,30}\b)?(?:pasang|pemasangan) iklan\b"
    r"|(?:jangan (?:sampai|lewatkan|ketinggalan)|dapatkan|ikuti|bergabung|langganan|berlangganan"
    r"|simak|pastikan|temukan|daftar|unduh|download|e-?mail\b|silakan)\b.{0,160}"
    r"(?:newsletter|whatsapp|telegram|google news|aplikasi|channel|saluran|langganan|ponselmu)"
    r"|.{0,40}(?:dilihat|dibaca) [\d.,]+ kali)",
    re.I,
)
_STOP = re.compile(r"[.!?][\"'”’»)\]]{0,3}(?:\s?\([A-Za-z]{1,6}(?:/[A-Za-z]{1,6}){0,3}\))?[.,\s]*$")
_INNER_STOP = re.compile(r"[.!?][\"”’]?\s+[A-Z0-9\"“'‘]|,.{40,},")
_STOP_REACH = 30
_STOPS = frozenset(".!?")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TRAILING = re.compile(
    r"[\s|•·,-]*(?:[\d.,]+ (?:views?|x|kali)|dibaca.{0,20}|.{0,20}baca"
    r"|(?:penulis|pewarta|reporter|editor|oleh)\s*:.{0,60})?",
    re.I,
)

# What ends a byline before a date, and the words that stand before one.
_BORDERS = (",", "|", "-", "–", ":", "•", "·")
_BEFORE_DATE = frozenset(("", "on", "pada"))
_OPENING = "\"'“”‘’([#"

# A line of a sentence has no longer date in it; longer lines are not searched for one.
LONGEST_DATE_LINE = 140
# A title in a list has more words than a site link such as "Aliansi Indonesia".
TITLE_WORDS = 4
LONGEST_TITLE = 200
# Of headline case: on portals that print titles so, two words in three begin with a capital.
_HEADLINE_CASE = 0.6
_ALL_CAPITALS = 0.85
_LONG = 60
_LONG_SENTENCE = 140
# As far as numbers alone are read on, to see whether they number an article's pages.
_LONGEST_PAGER = 40


def trimmed(text: str) -> list[str]:
    """The lines of a text; advertisements are passed over."""
    plain = text.replace("\u00a0", " ").replace("\u200b", "")
    lines = map(str.strip, plain.splitlines())
    return [line for line in lines if not ADVERTISEMENT.fullmatch(line)]


def is_sentence(line: str) -> bool:
    """Whether a line is a sentence or more, and not a headline or a label."""
    return _is_like_a_sentence(line) and not _PAGE_SENTENCE.match(line)


def _is_like_a_sentence(line: str) -> bool:
    end = line[-_STOP_REACH:]
    if len(line) >= _LONG_SENTENCE and _INNER_STOP.search(line):
        return True
    # Most lines of a page are labels: they are told without an expression.
    if _STOPS.isdisjoint(end) or not _STOP.search(end):
        return False
    if len(line) >= _LONG_SENTENCE:
        return True
    if len(line.split(maxsplit=2)) < 2:
        return False
    # A full stop ends sentences, and a headline in a hundred; other marks end both.
    share = _ALL_CAPITALS if line.rstrip("\"'”’»)]").endswith(".") else _HEADLINE_CASE
    return not in_headline_case(split_dateline(line).rest, share)


def is_running(line: str) -> bool:
    """A sentence, or so long a line in ordinary case that it is text without a full stop."""
    if len(line) < _LONG or in_headline_case(line) or _PAGE_SENTENCE.match(line):
        return is_sentence(line)
    return _begins_upper(line) or is_sentence(line)


def is_entry(line: str) -> bool:
    """Whether a line is one of an enumeration or a table: `- 12 bulan: Rp 860.664`."""
    return bool(_ENTRY.match(line))


def in_headline_case(line: str, share: float = _HEADLINE_CASE) -> bool:
    """Whether most words of a line begin with a capital: `Warga Karangan Panen Padi`."""
    words = [word for word in _WORD.findall(line[:LONGEST_TITLE]) if len(word) > 3]
    return bool(sum(word[0].isupper() for word in words) > share * len(words))


def is_title(line: str) -> bool:
    """Whether a line can be a headline in a list."""
    if len(line) > LONGEST_TITLE or len(line.split()) < TITLE_WORDS or not line[0].isprintable():
        return False
    if any(mark in line for mark in "·|©@{}") or _PAGE_SENTENCE.match(line) or is_furniture(line):
        return False
    if line.endswith(".") and not line.endswith("..") and not in_headline_case(line):
        return False
    return _begins_upper(line)


def _begins_upper(line: str) -> bool:
    return line[0].isupper() or line[0].isdigit() or line[0] in _OPENING


def dated_line(line: str, zone: str) -> FoundMoment | None:
    """The moment that a line is there to tell, with a byline before and a count behind at most."""
    if len(line) > LONGEST_DATE_LINE or not any(map(str.isdigit, line)):
        return None
    if moment := parse_printed(line, zone=zone):
        return FoundMoment(moment, 0, len(line))
    found = find_printed(line, zone=zone)
    if found is None or found.moment.at is None or not _TRAILING.fullmatch(line[found.end :]):
        return None
    before = line[: found.start].rstrip()
    if before.endswith(_BORDERS) or before.lower() in _BEFORE_DATE:
        return found
    return found if len(before.split()) < TITLE_WORDS and in_headline_case(before) else None


def ends_text(lines: Sequence[str], at: int) -> bool:
    """Whether the page's foot may begin at a line: tags, a pager, a list, comments."""
    line = lines[at]
    if not line:
        return False
    if TAGS.fullmatch(line) or TAG_LINE.fullmatch(line) or LISTS.fullmatch(line):
        return True
    if PART_OF.fullmatch(line) or _FOOT.fullmatch(line):
        return True
    return bool(NEXT.fullmatch(line) or BACK.fullmatch(line)) or (
        PAGER.fullmatch(line) is not None and _is_pager(lines[at : at + _LONGEST_PAGER])
    )


def is_furniture_line(line: str) -> bool:
    """Whether a line belongs to the page wherever it stands."""
    return is_furniture(line) or bool(_FOOT.fullmatch(line) or _PAGE_SENTENCE.match(line))


def read_also_of(line: str) -> str | None:
    """The title in a "Baca juga" link; empty where titles follow; None where it is none."""
    if found := _READ.fullmatch(line):
        return found["title"] if is_title(found["title"]) else None
    return read_also_title(line)


def _is_pager(following: Sequence[str]) -> bool:
    """Whether the lines that follow number the pages of an article: a number alone may be text."""
    numbers: list[int] = []
    for line in following:
        if NEXT.fullmatch(line) and numbers:
            return True
        if line and not BACK.fullmatch(line):
            found = PAGER.fullmatch(line)
            if found is None:
                break
            if found["next"]:
                return True
            if numbers and pages_of(found)[0] != numbers[-1] + 1:
                break
            numbers += pages_of(found)
    return numbers[:2] == [1, 2]


def pages_of(pager: re.Match[str]) -> list[int]:
    """The numbers of a pager."""
    return [int(number) for number in re.findall(r"[0-9]+", pager["pages"])]
