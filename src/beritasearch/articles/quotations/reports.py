"""What does somebody say indirectly? One report of a sentence: subject, verb, clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beritasearch.articles.quotations.clauses import is_clause
from beritasearch.articles.quotations.lexicon import (
    DENIES,
    MARKED,
    REPORTS,
    SAID,
)
from beritasearch.articles.quotations.names import Mention, mention_at

# Words one of which a report has.
CUES = (
    REPORTS
    | SAID
    | {"Kata", "Ujar", "Lanjut", "Seperti", "Sebagaimana", "menurut", "Menurut", "Menurutnya"}
    | {"menurutnya"}
)
# Whether a word is a verb of speech is looked up: an expression of a hundred verbs is slow.
_VERB = re.compile(r" (?P<verb>[mb][ei][a-z]{4,})")
# What may stand before a subject without a comma.
_CONNECTIVE = (
    r"(?:Namun|Bahkan|Adapun|Sementara(?: itu)?|Lalu|Kemudian|Selanjutnya|Tapi|Tetapi|Sedangkan|"
    r"Sebab|Karena|"
    r"Terpisah|Awalnya|Sebelumnya|Terakhir|Meski begitu|Meski demikian|Selain itu|Lebih lanjut|"
    r"Lebih jauh|"
    r"Untuk itu|Oleh karena itu|Karena itu|Di sisi lain|Saat ini|Hingga kini|Sejauh ini|Nantinya|"
    r"Menariknya|"
    r"Tak hanya itu|Dengan demikian|Dalam kesempatan yang sama|Di tempat yang sama|Sampai saat ini|"
    r"Sebab faktanya|Faktanya|Jadi|Maka|Padahal|Apalagi|Misalnya|Artinya|Menurut dia|Terbaru|"
    r"Pasalnya|Kendati demikian)"
)
_LEADING = re.compile(rf"(?:{_CONNECTIVE},? )")
_ADVERBIAL = re.compile(
    r"\s*(?:Meski|Meskipun|Walau|Walaupun|Selain|Setelah|Saat|Ketika|Jika|Kalau|Untuk|Dalam|Pada|"
    r"Dengan)\b[^,]*"
    rf"|\s*(?:{_CONNECTIVE}|[Ss]aat ini|[Nn]antinya|[Ss]ebab|[Kk]arena|[Nn]amun),?\s*$"
)
_DATELINE = re.compile(r"^.{2,60}?\w ?[-–—]{1,3}\s*(?=[A-Z])")
# Between subject and verb: adverbs, an aside, or where and when he said it.
_ADVERBS = (
    r"(?:\s(?:juga|pun|lalu|kemudian|turut|kembali|bahkan|sendiri|sempat|telah|sudah|hanya|masih|"
    r"terus|sering|"
    r"mulai|akhirnya|lantas|sekaligus|kerap|selalu|menyatakan dan|secara [a-z]+|sejak [a-z]+|"
    r"lebih lanjut|sebelumnya|jelas))*"
)
_GAP = re.compile(
    rf"(?:,? ?\(\d[^()]*\))?(?:,?\s(?:yang|saat|ketika|usai|seusai|dalam|di|pada|melalui|selaku|"
    rf"sebagai|lewat|"
    rf"kepada|dari|sambil)\s[^:;\n]{{1,120}}?|(?: [a-z]+){{1,8}} dan|"
    rf", [^:;\n]{{2,120}}?)?,?{_ADVERBS}\s*"
)
_CLOSE = re.compile(rf"(?:,? ?\(\d[^()]*\))?,?{_ADVERBS}\s*")
_NEGATED = re.compile(
    r"\b(?:tak|tidak|belum|bukan|enggak|tanpa|tidak bisa|tak bisa)(?: bisa| dapat)?\s*$"
)
_NEGATION = 12  # characters of the longest one
_LISTENER = r"(?:\s(?:kepada|pada|ke)\s[^,.:\n]{2,60}?(?=,| bahwa| jika| kalau))?"
_MARKED = re.compile(
    rf"{_LISTENER}(?:,?\s(?:bahwa|jika|kalau|apabila|bila)|,)\s+(?:bahwa\s+)?(?=\S)"
)
_BARE = re.compile(r"\s+(?:(?:agar|supaya)\s+)?(?=\S)")
_FEWEST_WORDS, _FEWEST_BARE = 2, 3

_INITIAL = re.compile(r"(?:Kata|Ujar|Lanjut)(?P<clitic>nya)?\b")
_INNER = re.compile(r", (?P<said>[a-z]{4,})(?= )")
_ACCORDING = re.compile(
    r"(?P<verb>[Mm]enurut(?P<clitic>nya)?)\b"
    r"(?: (?:penjelasan|keterangan|pengakuan|penuturan|cerita|pernyataan))?"
)
_PASSIVE = re.compile(
    r"(?:Seperti|Sebagaimana) (?:yang )?(?P<verb>di(?:jelas|kata|sampai|ungkap|tegas|tutur|"
    r"papar)kan)(?: oleh)?"
)


@dataclass(frozen=True, slots=True)
class Report:
    """A clause that somebody says; offsets are into the text that was given.

    Parameters
    ----------
    mention : who says it; None stands for ``-nya``.
    """

    start: int
    end: int
    verb: str
    mention: Mention | None
    denied: bool = False


def report_in(text: str, known: frozenset[str]) -> Report | None:
    """The first report of a sentence whose quotations are hidden."""
    return next(_reports(text, known), None)


def _reports(text: str, known: frozenset[str]) -> Iterator[Report]:
    places = [
        (found.start(), _told, found) for found in _VERB.finditer(text) if found[1] in REPORTS
    ]
    places += [
        (found.start(), _inner, found) for found in _INNER.finditer(text) if found[1] in SAID
    ]
    if "enurut" in text:
        places += [(found.start(), _according, found) for found in _ACCORDING.finditer(text)]
    for pattern, read in ((_INITIAL, _initial), (_PASSIVE, _passive)):
        if found := pattern.match(text):
            places.append((0, read, found))
    for _, read, found in sorted(places, key=lambda place: place[0]):
        if report := read(text, found, known):
            yield report


def _initial(text: str, found: re.Match[str], known: frozenset[str]) -> Report | None:
    """``Kata dia, …``; with the clitic it is hearsay: ``Katanya, …``."""
    return None if found["clitic"] else _attributed(text, 0, found.end(), found[0], known)


def _inner(text: str, found: re.Match[str], known: frozenset[str]) -> Report | None:
    """``Beberapa warga, lanjut Budi, pulang``; ``Warga pulang, kata Budi``."""
    return _attributed(text, found.start(), found.end(), found["said"], known)


def _attributed(text: str, start: int, end: int, verb: str, known: frozenset[str]) -> Report | None:
    mention = mention_at(text, end + 1, known)
    if mention is None or mention.kind not in ("name", "pronoun", "role"):
        return None
    return _around(text, start, mention.end, verb, mention)


def _according(text: str, found: re.Match[str], known: frozenset[str]) -> Report | None:
    verb = found["verb"]
    if text.endswith(" yang ", 0, found.start()):
        return None
    if found["clitic"]:
        return _around(text, found.start(), found.end(), verb, None)
    mention = mention_at(text, found.end() + 1, known)
    if mention is None or mention.kind not in ("name", "pronoun", "role", "epithet"):
        return None
    return _around(text, found.start(), mention.end, verb, mention)


def _passive(text: str, found: re.Match[str], known: frozenset[str]) -> Report | None:
    mention = mention_at(text, found.end() + 1, known)
    if mention is None or mention.kind != "name":
        return None
    comma = text.rfind(", ", 0, len(text)) if text.count(", ") > 1 else text.find(", ")
    after = text.find(", ", mention.end)
    if mention.role and text[mention.end : mention.end + 2] == ", ":
        after = mention.end + 2 + len(mention.role)
        after = text.find(", ", after - 1)
    if after < 0 or comma < 0:
        return None
    return _clause(text, after + 2, found["verb"], mention)


def _around(text: str, start: int, end: int, verb: str, mention: Mention | None) -> Report | None:
    """What stands around a reporting clause: all of the sentence, or what follows."""
    before = text[:start].rstrip(" ,")
    after = _after_aside(text, end, mention)
    if after is None:
        # `…, kata Budi.`
        content = before.strip()
        if len(content.split()) < _FEWEST_BARE or _ADVERBIAL.fullmatch(content):
            return None
        begin = text.index(content)
        return Report(begin, begin + len(content), verb, mention)
    if before and not _ADVERBIAL.fullmatch(before) and not before.endswith(("-", "–")):
        if text[start - 1 : start + 1].strip(" ") == "" and not text[:start].rstrip().endswith(","):
            return _clause(text, after, verb, mention)
        return _clause(text, len(text) - len(text.lstrip()), verb, mention)
    return _clause(text, after, verb, mention)


def _after_aside(text: str, end: int, mention: Mention | None) -> int | None:
    """Where the sentence goes on behind ``kata Budi``; None where it ends with it."""
    rest = text[end:]
    if mention is not None and mention.role and rest.startswith(f", {mention.role},"):
        end += 2 + len(mention.role)
        rest = text[end:]
    if found := re.match(r"(?: (?:lagi|juga|pun))?,\s+(?=\S)", rest):
        return end + found.end()
    if re.match(r"\s+\w", rest) and (mention is None or mention.kind == "pronoun"):
        return end + 1
    if found := re.match(r"\s(?:saat|di|dalam|pada|kepada|usai|dari|selaku)\b[^,]{0,80}, ", rest):
        return end + found.end()
    return None


def _told(text: str, found: re.Match[str], known: frozenset[str]) -> Report | None:
    """``Budi mengatakan …``."""
    verb = found["verb"]
    start = found.start("verb")
    negated = _NEGATED.search(text, max(0, start - _NEGATION), start)
    mention = subject_before(text, negated.start() if negated else start, known)
    if text.endswith(" yang", 0, start) or text.endswith(" yang ", 0, start + 1):
        return None
    if mention is None or mention.kind == "unknown" or (negated and verb not in DENIES):
        return None
    clause = _MARKED.match(text, found.end())
    if clause is None and (negated or verb in MARKED):
        return None
    if clause is None:
        clause = _BARE.match(text, found.end())
        if clause is None or not is_clause(text[clause.end() :], verb):
            return None
    return _clause(text, clause.end(), verb, mention, denies=verb in DENIES and not negated)


def _clause(
    text: str, start: int, verb: str, mention: Mention | None, *, denies: bool = False
) -> Report | None:
    content = text[start:].rstrip().rstrip(".,;: ")
    if len(content.split()) < _FEWEST_WORDS or not any(map(str.isalpha, content)):
        return None
    untrue = re.match(r"tidak benar\b", content, re.IGNORECASE) is not None
    return Report(start, start + len(content), verb, mention, denied=denies or untrue)


def subject_before(text: str, end: int, known: frozenset[str]) -> Mention | None:
    """Who is the subject of the verb that stands at ``end``.

    A name that stands right before the verb goes before one with an aside between.
    """
    apart: Mention | None = None
    for start in subject_starts(text[:end]):
        mention = mention_at(text, start, known)
        if mention is None or mention.end > end or mention.kind == "group":
            continue
        behind = mention.end
        if mention.role and text.startswith(f", {mention.role}", behind):
            behind += 2 + len(mention.role)
        if mention.kind in ("name", "pronoun") and _CLOSE.fullmatch(text, behind, end):
            return mention
        if apart is None and _GAP.fullmatch(text, mention.end, end):
            apart = mention
        if mention.kind == "pronoun":
            break
    return apart


def subject_starts(before: str) -> Iterator[int]:
    """Where a subject may begin: at the beginning, behind a connective, a comma, a dateline."""
    first = len(before) - len(before.lstrip(" \"“”'\x00,"))
    yield first
    if dateline := _DATELINE.match(before):
        first = dateline.end()
        yield first
    while leading := _LEADING.match(before, first):
        first = leading.end()
        yield first
    at = before.find(", ", first)
    while at >= 0:
        yield at + 2
        at = before.find(", ", at + 2)
