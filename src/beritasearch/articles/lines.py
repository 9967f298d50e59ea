"""What kind of line a line of copied text is: a sentence, a title, a label, a mark of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from beritasearch.articles.cleaning import is_furniture, read_also_title, split_dateline
from beritasearch.articles.dates import FoundMoment, find_printed, parse_printed
from beritasearch.articles.portals import portal_named

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
    r"(?:halaman |page )?(?:berikutnya|selanjutnya|next)(?: page)?[\s»>›→]*|(?:show|lihat) all", re.I
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
    r"|terkait|terkini|terpopuler|terkomentari|populer|terbaru|headline|pilihan (?:editor|redaksi)"
    r"|(?:rekomendasi|direkomendasikan)(?: untuk anda)?|(?:related|latest|popular|top|trending|more)"
    r" (?:news|stories|articles|posts|topics|tags?)|most popular|(?:berita )?lainnya|jangan lewatkan"
    r"|tag (?:populer|terpopuler)|trending|video (?:pilihan|terkini)|baca berita lainnya.{0,80})"
    r"\s*:?(?:\s*index\s*»)?",
    re.I,
)
LIST_END = re.compile(r"(?:(?:baca |lihat )?selengkapnya|lihat semua|load more.*|indeks?|see more)", re.I)
# Where a page names who made the article, and stops being the article.
CREDIT = re.compile(
    r"(?P<role>penulis|pewarta|reporter|wartawan|jurnalis|kontributor|laporan|author|rep|oleh|by"
    r"|editor|redaktur|red|penyunting|uploader|publisher|sumber foto|fotografer)"
    r"(?P<colon>\s*:\s*|\s+)(?P<name>[^:.!?]{2,80}?)",
    re.I,
)
_AND = re.compile(r"\s*[,/&]\s*|\s+dan\s+")
_AT_PORTAL = re.compile(
    r"(?P<name>[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){1,4})\s*[-–|,•·]\s*(?P<portal>[\w. ]{3,30})"
)
_WRITERS = frozenset(
    "penulis pewarta reporter wartawan jurnalis kontributor author rep oleh by".split()
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
_CAPTION_END = re.compile(
    r"[(\[/](?:foto|photo|dok|ist\b|istimewa|ilustrasi|sumber|antara ?foto|reuters|afp|ap photo|ap\b"
    r"|getty|shutterstock|instagram|youtube|screenshot|tangkapan layar|pixabay|unsplash)"
    r"[^()\[\]]{0,80}[)\]]?\.?$|.©\s?[\w. /]{2,40}$",
    re.I,
)
_CAPTION_START = re.compile(
    r"(?:foto|ilustrasi|dok\.?|caption|keterangan foto)\s?[:.]"
    r"|\((?:dari |paling )?(?:ki\b|ka\b|kiri|kanan|tengah|atas|bawah|depan|belakang)|[A-Za-z][\w-]+\.(?:com|co\.id|co|id)/"
    r"[A-Z]",
    re.I,
)
# `(CNN Indonesia/Budi)`, `(©Merdeka.com)`, `TEMPO/Budi`: whose picture it is.
_OWNER = r"(?P<owner>(?:CNN |CNBC |Media )?[A-Z][\w.]{2,25})"
_OWNED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[(\[]\s*©?\s*{_OWNER}(?:\s?/\s?[\w. ]{{2,40}})?\s*[)\]]\.?$",
        rf"(?:^|[\s.]){_OWNER}/[A-Z][\w.]{{2,25}}(?: [A-Z][\w.]{{2,20}}){{0,2}}$",
        # Foto/SINDOnews, Petani di sawah/Bisnis.com
        rf"\w/{_OWNER}$",
    )
)
# `Petani di sawah (MI/Budi)`: an owner and a photographer, behind no full stop.
_TWO_NAMES = re.compile(r"(?<![.!?\"”’])\s\([A-Z][\w. ]{1,20}/[A-Z][\w. ]{2,30}\)$")
_CREDIT_REACH = 120
_STOP = re.compile(
    r"[.!?][\"'”’»)\]]{0,3}(?:\s?\([A-Za-z]{1,6}(?:/[A-Za-z]{1,6}){0,3}\))?[.,\s]*$"
)
_INNER_STOP = re.compile(r"[.!?][\"”’]?\s+[A-Z0-9\"“'‘]|,.{40,},")
_STOP_REACH = 30
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TRAILING = re.compile(
    r"[\s|•·,-]*(?:[\d.,]+ (?:views?|x|kali)|dibaca.{0,20}|.{0,20}baca"
    r"|(?:penulis|pewarta|reporter|editor|oleh)\s*:.{0,60})?",
    re.I,
)

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
    lines = (line.replace("\u00a0", " ").replace("\u200b", "").strip() for line in text.splitlines())
    return [line for line in lines if not ADVERTISEMENT.fullmatch(line)]


def is_sentence(line: str) -> bool:
    """Whether a line is a sentence or more, and not a headline or a label."""
    if _PAGE_SENTENCE.match(line):
        return False
    if len(line) >= _LONG_SENTENCE:
        return bool(_INNER_STOP.search(line) or _STOP.search(line, len(line) - _STOP_REACH))
    if not _STOP.search(line, max(0, len(line) - _STOP_REACH)):
        return False
    if len(line.split(maxsplit=2)) < 2:
        return False
    # A full stop ends sentences, and a headline in a hundred; other marks end both.
    share = _ALL_CAPITALS if line.rstrip("\"'”’»)]").endswith(".") else _HEADLINE_CASE
    return not in_headline_case(split_dateline(line).rest, share)


def is_running(line: str) -> bool:
    """A sentence, or so long a line in ordinary case that it is text without a full stop."""
    return is_sentence(line) or (
        len(line) >= _LONG
        and (line[0].isupper() or line[0].isdigit() or line[0] in _OPENING)
        and not in_headline_case(line)
        and not _PAGE_SENTENCE.match(line)
    )


def in_headline_case(line: str, share: float = _HEADLINE_CASE) -> bool:
    """Whether most words of a line begin with a capital: `Warga Karangan Panen Padi`."""
    words = [word for word in _WORD.findall(line[:LONGEST_TITLE]) if len(word) > 3]
    return sum(word[0].isupper() for word in words) > share * len(words)


def is_title(line: str) -> bool:
    """Whether a line can be a headline in a list."""
    if len(line) > LONGEST_TITLE or len(line.split()) < TITLE_WORDS or not line[0].isprintable():
        return False
    if any(mark in line for mark in "·|©@{}") or _PAGE_SENTENCE.match(line) or is_furniture(line):
        return False
    if line.endswith(".") and not line.endswith("..") and not in_headline_case(line):
        return False
    return line[0].isupper() or line[0].isdigit() or line[0] in _OPENING


def is_caption(line: str) -> bool:
    """Whether a line names a picture's source, as captions do."""
    if "://" in line or len(line) > 600:
        return False
    end = line[-_CREDIT_REACH:]
    if _CAPTION_START.match(line) or _CAPTION_END.search(end) or _TWO_NAMES.search(end):
        return True
    owners = (found["owner"] for owned in _OWNED if (found := owned.search(end)))
    return any(map(portal_named, owners))


def writers(line: str) -> list[str] | None:
    """The writers that a line of credits names, none for an editor; None where it is no credit."""
    found = CREDIT.fullmatch(line)
    if found is None:
        return _at_portal(line)
    role, name = found["role"].lower(), found["name"].strip(" ,|-")
    # `Oleh karena itu …`: without a colon only names, which are short and in capitals.
    if ":" not in found["colon"] and (len(name.split()) > 4 or not in_headline_case(name)):
        return None
    return _names(name) if role in _WRITERS else []


def _names(text: str) -> list[str]:
    pieces = (piece.strip() for piece in _AND.split(text))
    return [name for name in pieces if name and not name.lower().startswith("kontributor")]


def _at_portal(line: str) -> list[str] | None:
    """The writer of a line such as `Budi Karangan - detikNews`."""
    found = _AT_PORTAL.fullmatch(line)
    return [found["name"]] if found and portal_named(found["portal"]) else None


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
    if before.endswith((",", "|", "-", "–", ":", "•", "·")) or before.lower() in ("", "on", "by", "pada"):
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
    return bool(NEXT.fullmatch(line)) or (
        PAGER.fullmatch(line) is not None and _is_pager(lines[at : at + _LONGEST_PAGER])
    )


def is_furniture_line(line: str) -> bool:
    """Whether a line belongs to the page wherever it stands."""
    return bool(is_furniture(line) or _FOOT.fullmatch(line) or _PAGE_SENTENCE.match(line))


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
