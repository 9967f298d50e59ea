"""Who is named here? Reads a name, a role, or both from where they begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from beritasearch.articles.quotations.lexicon import (
    GROUPS,
    HEADS,
    OFFICES,
    RANKS,
    SMALL_HEADS,
    is_head,
    is_place,
    is_region,
)

# `unknown` is somebody whom the text does not name: *seorang warga*.
Kind = Literal["name", "role", "pronoun", "epithet", "group", "unknown"]

# Words that begin a sentence or say when, and name nobody.
_NOBODY = frozenset(
    """
    Ia Dia Beliau Mereka Kami Kita Saya Aku Namun Selain Dalam Pada Sementara Menurut Saat
    Untuk Dengan Karena Tapi Tetapi Sebelumnya Adapun Bahkan Meski Meskipun Sebab Kata Lebih
    Hal Hingga Jika Ketika Setelah Usai Di Dari Ke Ini Itu Apa Yang Dan Serta Kemudian Kini
    Terkait Tak Tidak Sejak Salah Seorang Sebagai Seperti Sedangkan Artinya Oleh Bagi Atas
    Akibat Melalui Dikutip Dilansir Berdasarkan Ada Para Sebuah Sejumlah Beberapa Ditemui
    Diakui Diketahui Kendati Lanjut Ujar Tambah Awalnya Terpisah Sambil Jadi Maka Padahal
    Begitu Demikian Selanjutnya Baca Simak Diikuti Katanya Ujarnya Menurutnya Kalau
    Agar Akan Akhirnya Bila Bukan Cuma Hanya Apabila Juga Masih Maupun Mulai Sampai Sehingga
    Selama Sesuai Sudah Telah Tentang Tiap Walau Walaupun Yakni Yaitu Berikut Semua Setiap
    Tanpa Terakhir Rencananya Pasalnya Alasannya Nantinya Biasanya Akibatnya Tujuannya
    Misalnya Diduga Sebanyak Kepada Terhadap Bersama Antara Demi Sebelum Sesudah Seusai Lewat
    Guna Mengenai Soal Menanggapi Mengutip Melansir Mewakili Menjawab Mengacu Merespons Menyikapi
    Mengingat Menjelang Melihat Bagaimana Mengapa Kenapa Siapa Kapan Berapa Apakah Benarkah Cara
    Daftar Profil Tutur Ungkap Jelas Sambung Tutup Imbuh Papar Terang Pungkas Kontroversi Karenanya Olehnya Adanya Sang Tentu Memang
    """.split()
)
_WHEN = re.compile(
    r" (?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad|Januari|Februari|Maret|April|Mei|Juni|Juli|"
    r"Agustus|September|Oktober|November|Desember|WIB|WITA|WIT|Ia|Dia|Namun|Menurut)\b"
)
_TITLE = r"(?:[A-Z]|[Dd]rs?|[Dd]rg|Dra|Ir|Hj|KH|Prof|Moh|Muh|Abd|St|Plt|Pj|Jend|Letjen|Kol|PT|CV|Hj|Tb|Tgk|Rr|Ny)"
_WORD_OF_NAME = r"(?:al-|d['’])?[A-Z][\w&]*(?:['’`-]\w+)*"
_TOKEN = rf"(?:(?:{_TITLE}\.)+{_WORD_OF_NAME}|{_TITLE}\.|{_WORD_OF_NAME})"
_JOINT = (
    r"(?:[ /]| (?:tugas|bicara|hukum|besar|harian|ahli|umum|utama) | di (?=Fakultas|Institut|Universitas|Departemen)"
    r"| dan | & | of | and | bin | binti | al | van | von | de | da | bidang | untuk (?=[A-Z]))"
)
_LISTED = r"(?:, (?=[A-Z]\w+(?: [A-Z]\w+)?,? dan [A-Z])|, dan (?=[A-Z]))"
_GROUPED = r" \([A-Z][^()\n]{0,40}\)"
_RUN = re.compile(
    rf"(?:(?:dr|drg|drs)\.? )?{_TOKEN}(?:(?:{_JOINT}|{_LISTED}){_TOKEN}|{_GROUPED}| \d{{1,2}}(?= [A-Z]))*"
)
LAST_RUN = re.compile(rf"(?<![^\s]){_RUN.pattern}$")
_PIECE = re.compile(r"\([^()]*\)|(?:[Dd]r[gs]?|Prof|Ir|Hj?|KH)\.|[^\s/,()]+")
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
# `Kemaritiman`, `Pemberantasan`: what an office is about.
_OFFICE = re.compile(r"(?:Ke|Pe)[a-z]{4,}an$")
_ROMAN = re.compile(r"[IVX]+$")
# A name that begins with the letter I is Balinese: `I Made Agus`.
_BALINESE = frozenset(
    [
        "Made",
        "Gede",
        "Wayan",
        "Nyoman",
        "Ketut",
        "Putu",
        "Gusti",
        "Komang",
        "Kadek",
        "Dewa",
        "Nengah",
        "Gde",
    ]
)
# `Komisaris Besar Polisi`: printed in full between role and name.
_RANKED = frozenset(["Besar", "Satu", "Dua", "Muda", "Madya", "Pertama", "TNI"])
_LONG_RANKS = frozenset(["Ajun", "Komisaris", "Inspektur", "Brigadir", "Jenderal", "Polisi"])
_ACRONYM = 3  # letters: `ICW Budi Karangan`, but `HM Budi Karangan`
_LONGEST_NAME = 3  # words, where nothing shows where the name begins


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
    if run is None or run[0].partition(" ")[0] in _NOBODY or _WHEN.match(f" {run[0]}"):
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


def name_in(run: str, known: frozenset[str]) -> tuple[str | None, str | None]:
    """Name and role of words in capitals: ``Wali Kota Malang Wahyu Hidayat``."""
    pieces = list(_PIECE.finditer(run))
    if not pieces:
        return None, None
    words = [piece[0] for piece in pieces]
    is_role = is_head(words[0]) and words[0] not in RANKS
    first = _name_start(words, known) if is_role else 0
    while (
        not is_role
        and first + 1 < len(words)
        and words[first].isupper()
        and len(words[first]) >= _ACRONYM
        and words[first + 1] in known
    ):
        first += 1
    while first < len(words) and _is_rank(words[first]) and words[first] not in known:
        first += 1
    last = _name_end(words, first)
    role = run[: pieces[first].start()].rstrip(" ,") if 0 < first < len(words) else None
    if first == len(words):
        return None, run
    name = run[pieces[first].start() : pieces[last - 1].end()]
    if last < len(words) and role is None and is_head(words[last]):
        role = run[pieces[last].start() :]
    return name, _without_rank(role)


def _capitalised(text: str, run: re.Match[str], known: frozenset[str]) -> Mention:
    start, end = run.span()
    words = run[0]
    first = words.split(" ", 1)[0].split("/", 1)[0].rstrip(".")
    if named := _NAMED.match(text, start):
        if inner := run_at(text, named.end()):
            who = text[start : named.end()].removesuffix(" bernama ")
            return Mention("name", start, inner.end(), name_in(inner[0], known)[0], who)
    if this := _THIS.match(text, end):
        return Mention("epithet" if is_head(first) else "unknown", start, this.end())
    if (first.lower() in GROUPS or _OFFICE.match(first)) and first not in known:
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
    if named := _NAMED.match(text, at):
        if inner := run_at(text, named.end()):
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
    r"[,.;:!?\"“”\n]| (?:saat|ketika|usai|dalam|kepada|di|pada|seperti|dikutip|sambil|lewat|melalui|setelah|"
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


def _is_of_office(word: str) -> bool:
    """Whether a word names what an office is about, or joins two of these."""
    return word in OFFICES or word in ("dan", "bidang") or _OFFICE.match(word) is not None


def _is_rank(word: str) -> bool:
    return word.rstrip(".") in RANKS or word in _LONG_RANKS or word in _RANKED


def _name_start(words: list[str], known: frozenset[str]) -> int:
    """Where the name begins behind a role."""
    brackets = [at for at, word in enumerate(words) if word.startswith("(")]
    first = brackets[-1] + 1 if brackets and brackets[-1] + 1 < len(words) else 1
    for at in range(first, len(words)):
        if words[at].rstrip(".") in RANKS or words[at] in _LONG_RANKS:
            return at
    start = _behind_office(words, first, known)
    if start == len(words) - 1 and words[start] not in known and is_place(words[start]):
        return len(words)
    called = next((at for at in range(start, len(words)) if words[at] in known), None)
    if start > 1:
        # Words of an office stand between: what follows them is the name.
        return start if called is None or called - start < _LONGEST_NAME else called
    if called is not None:
        return called - 1 if called == len(words) - 1 and called > start else called
    return (
        start if _name_end(words, start) - start <= _LONGEST_NAME else _name_end(words, start) - 2
    )


def _behind_office(words: list[str], first: int, known: frozenset[str]) -> int:
    region_seen = False
    last = len(words) - 1
    offices = [
        at for at in range(first, last) if _is_of_office(words[at]) and words[at] not in known
    ]
    first = offices[-1] + 1 if offices else first
    for at in range(first, len(words)):
        if not _is_office(words, at, region_seen=region_seen or words[at] in known):
            return at
        region_seen |= (
            words[at] not in OFFICES and words[at].lower() not in HEADS and is_region(words[at])
        )
    return len(words)


def _is_office(words: list[str], at: int, *, region_seen: bool) -> bool:
    word = words[at]
    if word == "I" and at + 1 < len(words) and words[at + 1] in _BALINESE:
        return False
    if word.startswith("(") or word.isdigit() or word.islower():
        return True
    if word in OFFICES or _OFFICE.match(word) or is_head(word) or word.lower() in GROUPS:
        return True
    if len(word) > 1 and (word.isupper() or _ROMAN.match(word)):
        return True
    if _ROMAN.match(word):
        return at + 1 < len(words) and words[at + 1] in OFFICES
    return not region_seen and is_region(word)


def _name_end(words: list[str], first: int) -> int:
    """Where a name ends: before ``dan``, a bracket, or a role behind it."""
    for at in range(first + 1, len(words)):
        word = words[at]
        if word in ("dan", "and", "bidang", "untuk") or word.startswith("("):
            return at
        if (
            is_head(word)
            and word.rstrip(".") not in RANKS
            and at - first >= 1
            and not word.islower()
        ):
            return at
    return len(words)


def _without_rank(role: str | None) -> str | None:
    """A role without the rank that is printed before the name."""
    if role is None:
        return None
    words = role.split(" ")
    while len(words) > 1 and words[-1].rstrip(".") in RANKS:
        words.pop()
    return None if len(words) == 1 and words[0].rstrip(".") in RANKS else " ".join(words)
