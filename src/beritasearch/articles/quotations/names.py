"""Who is named here? Reads a name, a role, or both from where they begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from beritasearch.articles.quotations.lexicon import (
    GROUPS,
    HEADS,
    NOBODY,
    OFFICES,
    RANKS,
    SMALL_HEADS,
    is_head,
    is_region,
)
from beritasearch.articles.quotations.roles import is_about_office, name_in

# `unknown` is somebody whom the text does not name: *seorang warga*.
Kind = Literal["name", "role", "pronoun", "epithet", "group", "unknown"]


_WHEN = re.compile(
    r" (?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad|Januari|Februari|Maret|April|Mei|"
    r"Juni|Juli|"
    r"Agustus|September|Oktober|November|Desember|WIB|WITA|WIT|Ia|Dia|Namun|Menurut)\b"
)
_TITLE = (
    r"(?:[A-Z]|[Dd]rs?|[Dd]rg|Dra|Ir|Hj|KH|Prof|Moh|Muh|Abd|St|Plt|Pj|Jend|Letjen|Kol|PT|CV|"
    r"Tb|Tgk|Rr|Ny)"
)
_WORD_OF_NAME = r"(?:al-|d['’])?[A-Z][\w&]*(?:['’`-]\w+)*"
_TOKEN = rf"(?:(?:{_TITLE}\.)+{_WORD_OF_NAME}|{_TITLE}\.|{_WORD_OF_NAME})"
_JOINT = (
    r"(?:[ /]| (?:tugas|bicara|hukum|besar|harian|ahli|umum|utama) | di (?=Fakultas|Institut|"
    r"Universitas|Departemen)"
    r"| dan | & | of | and | bin | binti | al | van | von | de | da | bidang | untuk (?=[A-Z]))"
)
_LISTED = r"(?:, (?=[A-Z]\w+(?: [A-Z]\w+)?,? dan [A-Z])|, dan (?=[A-Z]))"
_GROUPED = r" \([A-Z][^()\n]{0,40}\)"
_RUN = re.compile(
    rf"(?:(?:dr|drg|drs)\.? )?{_TOKEN}(?:(?:{_JOINT}|{_LISTED}){_TOKEN}|{_GROUPED}|"
    rf" \d{{1,2}}(?= [A-Z]))*"
)
LAST_RUN = re.compile(rf"(?<![^\s]){_RUN.pattern}$")
_PRONOUN = re.compile(r"(?:dia|ia|beliau)\b", re.IGNORECASE)
_PRONOUN_LETTERS = frozenset("diIDbB")
_HANDLE = re.compile(r"(?:akun [\w ]{0,20}?)?(@[\w.]+)")
_AGE = re.compile(r",? \(\d{1,3}(?: tahun)?(?:, ?[^()]{0,30})?\)")
_THIS = re.compile(r" (?:ini|itu|tersebut)\b")
_WORD = re.compile(r"[A-Za-z][\w-]*")
_LOWER_HEADS = HEADS | SMALL_HEADS
_LOWER = re.compile(r"[A-Za-z][\w-]*(?: [\w()/-]+){0,8}")
_SOMEBODY = re.compile(r"(?:Seorang|Salah satu|Salah seorang|Para|Sejumlah|Beberapa) ")
_NAMED = re.compile(r"(?:[\w ]{0,30} )?bernama ")
# `Ketua, sekaligus pembina warga, Budi Karangan`; `Budi Karangan, SpBP`.
_ALSO = re.compile(r", (?:sekaligus|yang juga|merangkap) [^,\n]{3,80}(?=, )")
_DEGREE = re.compile(r"[A-Z]{2,6}$|(?:Sp|S|M|Ph)[.A-Z]")
_ROLE_AFTER = re.compile(r", ([a-zA-Z][^,.;:\n\"“”]{2,80})")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody as he is mentioned at one place, from ``start`` to ``end`` of the text."""

    kind: Kind
    start: int
    end: int
    name: str | None = None
    role: str | None = None


def run_at(text: str, at: int) -> re.Match[str] | None:
    """Words with capitals that belong together, from this place on."""
    run = _RUN.match(text, at)
    if run is None or run[0].partition(" ")[0] in NOBODY or _WHEN.match(f" {run[0]}"):
        return None
    when = _WHEN.search(run[0])
    return _RUN.match(text, at, at + when.start()) if when else run


def mention_at(text: str, at: int, known: frozenset[str] = frozenset()) -> Mention | None:
    """Who is mentioned from this place on; None where nobody is.

    Parameters
    ----------
    known : words by which the article calls those who speak, as in ``kata Herman``.
    """
    first = text[at : at + 1]
    if first in _PRONOUN_LETTERS and (pronoun := _PRONOUN.match(text, at)):
        return Mention("pronoun", at, pronoun.end())
    if first.isupper():
        run = run_at(text, at)
        return _capitalised(text, run, known) if run else _lower_case(text, at, known)
    if first in ("@", "a") and (handle := _HANDLE.match(text, at)):
        return Mention("name", at, handle.end(), handle[1].rstrip("."))
    if first == "d" and (run := run_at(text, at)):  # `dr. Sari Karangan`
        return _capitalised(text, run, known)
    return _lower_case(text, at, known)


def _capitalised(text: str, run: re.Match[str], known: frozenset[str]) -> Mention:
    start, end = run.span()
    words = run[0]
    first = words.split(" ", 1)[0].split("/", 1)[0].rstrip(".")
    if (named := _NAMED.match(text, start)) and (inner := run_at(text, named.end())):
        who = text[start : named.end()].removesuffix(" bernama ")
        return Mention("name", start, inner.end(), name_in(inner[0], known)[0], who)
    if this := _THIS.match(text, end):
        return Mention("epithet" if is_head(first) else "unknown", start, this.end())
    if (first.lower() in GROUPS or is_about_office(first)) and first not in known:
        return Mention("group", start, end, words)
    is_role = is_head(first) and first not in RANKS
    seems_role = is_role or any(word in OFFICES for word in words.split(" "))
    if seems_role and (told := _after_comma(text, end, known)):
        return Mention("name", start, told.end, told.name, words)
    name, role = name_in(words, known)
    if name is None:
        return Mention("role", start, end, None, role)
    if not role and not is_role and name.isupper() and name not in known and len(name) > 1:
        return Mention("group", start, end, name)
    if age := _AGE.match(text, end):
        end = age.end()
    return Mention("name", start, end, name, role or _role_after(text, end))


def _after_comma(text: str, end: int, known: frozenset[str]) -> Mention | None:
    """The name in ``Kepala Dinas, Budi Karangan, …``."""
    if also := _ALSO.match(text, end):
        end = also.end()
    if text[end : end + 2] != ", ":
        return None
    run = run_at(text, end + 2)
    if run is None:
        return None
    first = run[0].split(" ", 1)[0]
    if first.lower() in GROUPS or (first in OFFICES and first not in known) or is_region(run[0]):
        return None
    if (is_head(first) and first not in RANKS) or _DEGREE.match(run[0]):
        return None
    name, _ = name_in(run[0], known)
    if name is None:
        return None
    until = run.end()
    if age := _AGE.match(text, until):
        until = age.end()
    return Mention("name", end + 2, until, name)


def _lower_case(text: str, at: int, known: frozenset[str]) -> Mention | None:
    """``kuasa hukum korban, Budi Karangan``, ``politikus itu``, ``seorang warga``."""
    word = _WORD.match(text, at)
    if word is None or (word[0] not in _LOWER_HEADS and not _SOMEBODY.match(text, at)):
        return None
    found = _LOWER.match(text, at)
    if found is None:
        return None
    words = found[0].split(" ")
    if (named := _NAMED.match(text, at)) and (inner := run_at(text, named.end())):
        who = text[at : named.end()].removesuffix(" bernama ")
        return Mention("name", at, inner.end(), name_in(inner[0], known)[0], who)
    if words[0] == "sang":
        return Mention("epithet", at, found.end())
    phrase_end = _phrase_end(text, at, known)
    phrase = text[at:phrase_end]
    if this := re.search(r"\b(?:ini|itu|tersebut)\b", phrase):
        return Mention(
            "unknown" if words[0] == "seorang" or words[0].istitle() else "epithet",
            at,
            at + this.end(),
        )
    if told := _after_comma(text, phrase_end, known):
        return Mention("name", at, told.end, told.name, phrase)
    if run := LAST_RUN.search(phrase):
        inner_name, role = name_in(run[0], known)
        if inner_name and set(inner_name.split()) & known:
            before = phrase[: run.start()].rstrip()
            return Mention("name", at, phrase_end, inner_name, f"{before} {role or ''}".strip())
    return Mention("unknown", at, phrase_end)


_STOP = re.compile(
    r"[,.;:!?\"“”\n]| (?:saat|ketika|usai|dalam|kepada|di|pada|seperti|dikutip|sambil|lewat|"
    r"melalui|setelah|"
    r"dari(?= [a-z])|seraya|ditemui|sebagaimana|menjelaskan|yang)\b"
)


def _phrase_end(text: str, at: int, known: frozenset[str]) -> int:
    stop = _STOP.search(text, at)
    return stop.start() if stop else len(text)


def _role_after(text: str, end: int) -> str | None:
    """The role in ``Budi Karangan, juru bicara warga, …``."""
    found = _ROLE_AFTER.match(text, end)
    if found is None or not is_head(found[1].split(" ", 1)[0]):
        return None
    stop = _STOP.search(found[1])
    return found[1][: stop.start()] if stop else found[1]
