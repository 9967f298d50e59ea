"""Money, percentages and numbers in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from beritasearch.analysis.indonesian.values.digits import read_digits
from beritasearch.analysis.indonesian.values.spelled import (
    NUMBER_WORDS,
    SCALES,
    SPELLED,
    spelled_amount,
)
from beritasearch.analysis.indonesian.values.value import Found, Money, Number, Percent, Value
from beritasearch.analysis.indonesian.values.windows import windows

_BEFORE = {
    "rp": "IDR", "idr": "IDR", "us$": "USD", "usd": "USD", "$": "USD", "s$": "SGD", "sgd": "SGD",
    "hk$": "HKD", "a$": "AUD", "au$": "AUD", "rm": "MYR", "myr": "MYR", "£": "GBP", "gbp": "GBP",
    "€": "EUR", "eur": "EUR", "¥": "JPY", "jpy": "JPY", "sar": "SAR", "cny": "CNY",
}  # fmt: skip
_BEHIND = {
    "rupiah": "IDR", "idr": "IDR", "dolar as": "USD", "dollar as": "USD", "dolar amerika": "USD",
    "usd": "USD", "us$": "USD", "us dollar": "USD", "us": "USD", "dolar singapura": "SGD",
    "dollar singapura": "SGD", "dolar australia": "AUD", "dollar australia": "AUD",
    "dolar hong kong": "HKD", "dollar hong kong": "HKD", "dolar": "USD", "dollar": "USD",
    "euro": "EUR", "yen": "JPY", "yuan": "CNY", "won": "KRW", "baht": "THB", "bath": "THB",
    "riyal": "SAR", "ringgit": "MYR", "poundsterling": "GBP", "pound sterling": "GBP",
    "peso": "PHP", "rupee": "INR", "franc": "CHF",
}  # fmt: skip
# These are units behind Rp only: elsewhere 2019 M is a year and 3T a name.
_SHORT_SCALES = {"m": 1e9, "t": 1e12, "jt": 1e6, "rb": 1e3}
_SCALE = "ribu|juta|miliar|milyar|miliyar|miliard|triliun|trilyun|triliyun"
_NUMERAL = r"\d+(?:[.,]\d+)*"
_DIVISIBLE = frozenset(["poin", "detik"])
_ABOUT = re.compile(
    r"(?:lebih(?: kurang)?(?: dari)?|hampir|sekitar|sekira|sekitaran|kurang lebih|kira-kira|nyaris"
    r"|(?:ber)?kisaran?(?: antara)?|kisaran(?: level)?|berkisar(?: antara| di)?)"
    r"\s*(?:antara |level |pada |di )?$",
    re.IGNORECASE,
)
_ABOUT_WORDS = frozenset(
    ("lebih", "hampir", "sekitar", "sekira", "sekitaran", "kurang", "kira-kira", "nyaris", "kisaran",
     "berkisar", "dari")
)  # fmt: skip
_LAST_OF_CURRENCY = frozenset("pPrRdDmMyY$£€¥-s")
_DIGIT = re.compile(r"\d+")
_RANGING = re.compile(r"(?:kisaran|berkisar)\b[\w ]*$", re.IGNORECASE)
_MORE = re.compile(
    r"(?:\s(?:atau )?lebih(?=\s(?!\w+ (?:efisien|baik))|[.,)]|$)|\s\w+ lebih\b(?! dari))"
)
_JOINED = re.compile(r"\s?[-–—]\s?|\s(?:hingga|sampai(?: dengan)?|s/d)\s", re.IGNORECASE)
_NO_RANGE = re.compile(r"\b(?:turun|naik|dari \d[\d.,]* \w+ menjadi)\b[^.]{0,30}$", re.IGNORECASE)
# What digits behind these only name.
_NAMING = re.compile(
    r"(?:\b(?:pasal|ayat|nomor|no|nomer|kelas|lantai|episode|rt|rw|km|blok|peringkat|posisi ke|jalan"
    r"|gang|seri|tipe|type|versi|grup|jalur|lajur|bab|huruf|butir|angka romawi|tahap|jilid|edisi|sesi"
    r"|halaman|hal|nomor urut|nopol|gate|terminal|zona|ring|level|fase|gelombang|volume|dapil|kloter"
    r"|unggulan|skor|ke|pukul|jam|pkl|kode pos|telp|hp|wa|sma|smp|sd|sdn|smpn|sman|smkn|mi|mts)\.?"
    r"|#)\s?$",
    re.IGNORECASE,
)
_LEVELS = re.compile(r"(?:level|posisi|ke|menjadi)\s?$", re.IGNORECASE)
_SCORE = re.compile(
    r"\b(?:skor|unggul|menang|kalah|imbang|takluk|gol|bermain|kedudukan)\b[^.]{0,25}$", re.I
)
_NAME_BEFORE = re.compile(r"(?:^|[\s(])[A-Z][\w.&-]*\s$")
_STARTS = frozenset(
    [
        "Untuk",
        "Ada",
        "Sebanyak",
        "Sekitar",
        "Total",
        "Dari",
        "Di",
        "Dalam",
        "Selama",
        "Setelah",
        "Dengan",
        "Sebelumnya",
        "Lebih",
        "Hampir",
        "Kurang",
        "Minimal",
        "Maksimal",
        "Pada",
        "Ke",
        "Sisa",
        "Sudah",
        "Tinggal",
        "Usia",
        "Masih",
        "Hanya",
        "Yang",
        "Dan",
        "Atau",
        "Rata",
        "Jumlah",
    ]
)
_COUNTING = re.compile(
    r"\s?(?:orang|meter|km|kilometer|hektar\w*|ton|kg|unit|buah|jiwa|ekor|liter|mahasiswa|personel|warga|kali)\b",
    re.I,
)
_SMALL = frozenset(
    [
        "dan",
        "atau",
        "yang",
        "di",
        "ke",
        "dari",
        "pada",
        "dengan",
        "untuk",
        "dalam",
        "itu",
        "ini",
        "saat",
        "akan",
        "juga",
        "besar",
        "tentang",
    ]
)


# Months of other years, which no day of ours answers to without a table.
_OTHER_MONTHS = (
    "suro|muharram|safar|rabiul \\w+|jumadil \\w+|rajab|sya'?ban|ramadh?an|syawal|zulka?idah|zulhij+ah"
    "|dzulhijjah"
)


@dataclass(frozen=True, slots=True)
class _Atom:
    """One number with what stands at it."""

    start: int
    end: int
    amount: float
    raw: str
    scale: float
    currency: str | None
    percent: bool
    about: bool
    doubtful: bool
    minus: bool
    spelled: bool = False


# Digits are no number behind a letter (B40), a hyphen behind one (U-16) or another number's mark.
_APART = re.compile(r"(?:(?<=\d[xX])|(?<![\w.,:°’'])(?<!\d[/+])(?<![A-Za-z]-))")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """A numeral with what stands behind it."""
    behind = "|".join(map(re.escape, sorted(_BEHIND, key=len, reverse=True)))
    return re.compile(
        rf"(?P<number>{_NUMERAL})"
        rf"(?:\s?(?P<scale>{_SCALE})(?:-?(?P<an1>an)\b|\b)"
        r"|\s?(?P<short>M|T|jt|rb|Jt|Rb|JT|RB)(?![\w])|-?(?P<an2>an)\b)?"
        r"(?P<part>-1/2|/\d(?![\d/]))?"
        rf"(?P<behind>\.?\s?%|\s?(?:persen|prosen)\b|\s?(?:{behind})(?![\w]))?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    """A currency or a minus sign, up to the numeral."""
    names = "|".join(map(re.escape, sorted(_BEFORE, key=len, reverse=True)))
    return re.compile(
        rf"(?P<minus>(?<![\w)%])-|\bminus )?(?:(?<![\w])(?P<before>{names}|us \$)\.?\s?-?\s?)?\Z",
        re.IGNORECASE,
    )


def find_amounts(text: str, taken: Sequence[Found], *, spelled: bool = True) -> list[Found]:
    """The amounts of a text, in order; none where other values stand already.

    Parameters
    ----------
    spelled : whether numbers in words are looked for too.
    """
    atoms = [
        a
        for a in _atoms(text, spelled)
        if not any(t.start < a.end and a.start < t.end for t in taken)
    ]
    found: list[Found] = []
    at = 0
    while at < len(atoms):
        first = atoms[at]
        second = atoms[at + 1] if at + 1 < len(atoms) else None
        if second and _is_range(text, first, second):
            found.append(_ranged(text, first, second))
            at += 2
        else:
            found.append(_single(text, first))
            at += 1
    return found


def amount_at(text: str, start: int) -> Money | Percent | None:
    """The money or share whose first digit stands here; None where a plain number does."""
    match = _pattern().match(text, start)
    atom = _from_digits(text, match, 0) if match else None
    if atom is None or not (atom.currency or atom.percent):
        return None
    value = _value(replace(atom, amount=-atom.amount) if atom.minus else atom, None)
    return value if isinstance(value, Money | Percent) else None


def _atoms(text: str, with_spelled: bool) -> Iterator[_Atom]:
    places = windows(text, NUMBER_WORDS, 24, 80) if with_spelled else ()
    spelled = [match for first, last in places for match in SPELLED.finditer(text, first, last)]
    last = 0
    for match in _numerals(text):
        if match.start() < last:
            continue
        while spelled and spelled[0].start() < match.start():
            words = spelled.pop(0)
            if words.end() <= match.start() and words.start() >= last:
                yield from _from_words(text, words)
        atom = _from_digits(text, match, last)
        if atom:
            last = atom.end
            yield atom
    for words in spelled:
        if words.start() >= last:
            yield from _from_words(text, words)


def _numerals(text: str) -> Iterator[re.Match[str]]:
    pattern, at = _pattern(), 0
    for digit in _DIGIT.finditer(text):
        if digit.start() >= at and (match := pattern.match(text, digit.start())):
            yield match
            at = match.end()


def _from_words(text: str, words: re.Match[str]) -> Iterator[_Atom]:
    amount = spelled_amount(words[0])
    if amount is None:
        return
    behind = _behind().match(text, words.end())
    unit = behind["unit"].lower().strip() if behind else ""
    yield _Atom(
        start=words.start(),
        end=behind.end() if behind else words.end(),
        amount=amount,
        raw=words[0],
        scale=next((SCALES[w] for w in reversed(words[0].lower().split()) if w in SCALES), 0),
        currency=_BEHIND.get(unit),
        percent=unit in ("persen", "prosen", "%"),
        about=_is_about(text, words.start(), behind.end() if behind else words.end()),
        doubtful=False,
        minus=False,
        spelled=True,
    )


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_BEHIND, key=len, reverse=True)))
    return re.compile(rf"\s(?P<unit>persen|prosen|{names})(?!\w)", re.IGNORECASE)


def _from_digits(text: str, match: re.Match[str], last: int) -> _Atom | None:
    """The number of a match; what stands before ``last`` belongs to the number before."""
    # Before most numbers stands neither a currency nor a sign: one look spares the pattern.
    near = text[max(0, match.start() - 3) : match.start()].strip(" .")[-1:]
    head = (
        _before().search(text, max(last, match.start() - 9), match.start())
        if near and near in _LAST_OF_CURRENCY
        else None
    )
    before = ((head and head["before"]) or "").lower().replace(" ", "")
    currency, minus = _BEFORE.get(before), bool(head and head["minus"])
    start = head.start() if head and (before or minus) else match.start()
    if head and minus and head["minus"].lower() == "minus ":
        start = head.end("minus")
    if not currency and not _APART.match(text, match.start()):
        return None
    end = match.end()
    scale = SCALES.get((match["scale"] or "").lower(), 0.0)
    if match["short"]:
        if currency != "IDR":
            end, scale = match.end("number"), 0.0
        else:
            scale = _SHORT_SCALES[match["short"].lower()]
    behind = (match["behind"] or "").lower().strip(" .")
    if match["short"] and currency != "IDR":
        behind = ""
    per = "per " in text[max(0, match.start("behind") - 4) : match.end("behind")]
    currency = currency or (None if per else _BEHIND.get(behind))
    percent = behind in ("%", "persen", "prosen")
    number = match["number"]
    following = re.match(r"\s?([a-zA-Z]+)", text[end:])
    unit = following[1].lower() if following else ""
    digits = read_digits(
        number,
        divisible=bool(scale) or percent or unit in _DIVISIBLE,
        whole_things=currency is not None or bool(unit and unit not in _SMALL),
    )
    # Decimal, since 32.66 × 10¹² is not 32,660,000,000,000 in binary.
    amount = float(Decimal(repr(digits.amount)) * Decimal(int(scale or 1)))
    if part := match["part"]:
        amount = _with_part(amount, part)
    return _Atom(
        start=start,
        end=end,
        amount=amount,
        raw=number,
        scale=scale,
        currency=currency,
        percent=percent,
        about=bool(match["an1"] or match["an2"]) or _is_about(text, start, end),
        doubtful=digits.doubtful,
        minus=minus,
    )


def _with_part(amount: float, part: str) -> float:
    """`1/4` is a quarter, `4-1/2` four and a half."""
    if part == "-1/2":
        return amount + 0.5
    divisor = int(part[1:])
    return round(amount / divisor, 4) if divisor else amount


def _is_about(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 32) : start].lower()
    # A look at the words first: the pattern takes ten times as long.
    if not _ABOUT_WORDS.isdisjoint(before.replace("(", " ").split()) and _ABOUT.search(before):
        return True
    return "lebih" in text[end : end + 24] and _MORE.match(text, end) is not None


def _is_range(text: str, first: _Atom, second: _Atom) -> bool:
    gap = text[first.end : second.start]
    if second.minus and not gap.strip():
        gap = "-"
    if not _JOINED.fullmatch(gap) and not re.fullmatch(
        r"\s?-", gap + ("-" if second.minus else "")
    ):
        return False
    if first.currency and second.currency and first.currency != second.currency:
        return False
    if _NO_RANGE.search(text[max(0, first.start - 40) : first.start]) and "-" not in gap:
        return False
    return not (second.currency and not first.currency and first.spelled)


def _ranged(text: str, first: _Atom, second: _Atom) -> Found:
    """Two ends as one value: the first takes the second's unit where it has none."""
    low = first.amount
    if second.scale and not first.scale:
        bare_amount = first.amount if first.spelled else _scaled(first)
        low = float(Decimal(repr(bare_amount)) * Decimal(int(second.scale)))
    high = -second.amount if second.minus and first.minus else second.amount
    low = -low if first.minus else low
    bare = not (first.currency or second.currency or first.percent or second.percent)
    ends = replace(
        first,
        end=second.end,
        amount=min(low, high),
        currency=first.currency or second.currency,
        percent=first.percent or second.percent,
        about=(first.about and not _RANGING.search(text[max(0, first.start - 24) : first.start]))
        or (second.about and second.raw != ""),
        doubtful=first.doubtful or second.doubtful,
        scale=second.scale,
    )
    if bare and _is_score(text, first, second):
        return Found(first.start, second.end, "number", None)
    value = _value(ends, max(low, high))
    if bare and not _is_counted(text, replace(ends, amount=first.amount, raw=second.raw)):
        return Found(first.start, second.end, "number", None)
    return Found(first.start, second.end, _kind(ends), value)


def _scaled(atom: _Atom) -> float:
    return read_digits(atom.raw, divisible=True, whole_things=False).amount


def _is_score(text: str, first: _Atom, second: _Atom) -> bool:
    before = text[max(0, first.start - 40) : first.start]
    return bool(_SCORE.search(before)) or (first.amount >= second.amount and second.amount < 30)


def _single(text: str, atom: _Atom) -> Found:
    signed = replace(atom, amount=-atom.amount) if atom.minus else atom
    kind = _kind(atom)
    if kind == "number" and not _is_counted(text, atom):
        return Found(atom.start, atom.end, kind, None)
    return Found(atom.start, atom.end, kind, _value(signed, None))


def _kind(atom: _Atom) -> str:
    return "money" if atom.currency else ("percent" if atom.percent else "number")


def _value(atom: _Atom, high: float | None) -> Value:
    if atom.currency:
        return Money(atom.amount, high, atom.currency, atom.about, atom.doubtful)
    kind = Percent if atom.percent else Number
    return kind(atom.amount, high, atom.about, atom.doubtful)


def _is_counted(text: str, atom: _Atom) -> bool:
    """Whether a plain number counts or measures something, and does not only name it."""
    if atom.scale or atom.spelled or atom.minus:
        named = atom.spelled and _NAMING.search(text[max(0, atom.start - 24) : atom.start])
        return not named and not re.match(r"\sbesar\b", text[atom.end :])
    before = text[max(0, atom.start - 24) : atom.start]
    behind = text[atom.end : atom.end + 24]
    if re.match(r"\s?(?:besar\b|\d*:\d)|[:/+]\d|-\d|[°’']|\sR[TW]\b", behind):
        return False
    if re.match(rf"\s(?:{_OTHER_MONTHS})\b", behind, re.IGNORECASE):
        return False
    glued = re.match(r"[A-Za-z]+", behind)
    if glued and (glued[0] in ("G", "D", "T", "K") or len(glued[0]) > 4):
        return False
    if (
        not glued
        and _NAMING.search(before)
        and not (_LEVELS.search(before) and re.search("[.,]", atom.raw))
    ):
        return False
    if before.endswith("(") and behind.startswith(")"):
        return True
    if re.match(r"\.\s", behind) and (
        not before.strip() or before[-2:] in (". ", ", ") or before[-1:] == ","
    ):
        return False
    if re.fullmatch(r"\d\.0", atom.raw):
        following = re.match(r"\s([a-z]+)", behind)
        return bool(following and following[1] not in _SMALL)
    name = _NAME_BEFORE.search(before)
    if name and name[0].strip(" (") not in _STARTS and not _COUNTING.match(behind):
        return bool(re.search("[.,]", atom.raw)) and not re.fullmatch(r"\d\.\d", atom.raw)
    return True
