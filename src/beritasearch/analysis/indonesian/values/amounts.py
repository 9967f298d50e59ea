"""Money, percentages and numbers: one amount at a place, and two of them as a range."""

from __future__ import annotations

import re

from beritasearch.analysis.indonesian.values.about import is_about
from beritasearch.analysis.indonesian.values.counted import is_counted
from beritasearch.analysis.indonesian.values.currencies import (
    BEFORE,
    BEHIND,
    LAST_LETTERS,
    SHORT_SCALES,
)
from beritasearch.analysis.indonesian.values.digits import read_digits
from beritasearch.analysis.indonesian.values.lazily import Lazy
from beritasearch.analysis.indonesian.values.pieces import Atom
from beritasearch.analysis.indonesian.values.scan import lowered
from beritasearch.analysis.indonesian.values.spelled import SCALES, spelled_amount, spelled_at
from beritasearch.analysis.indonesian.values.value import Found, Money, Number, Percent, Value

_SHARES = frozenset(("%", "persen", "prosen", "persennya"))
_DIVISIBLE = frozenset(("poin", "detik"))
_SMALL = frozenset(
    ("dan", "atau", "yang", "di", "ke", "dari", "pada", "dengan", "untuk", "dalam", "itu",
     "ini", "saat", "akan", "juga", "besar", "tentang")
)  # fmt: skip


_CODES_BEHIND = "|".join(map(re.escape, sorted(BEHIND, key=len, reverse=True)))
_CODES_BEFORE = "|".join(map(re.escape, sorted(BEFORE, key=len, reverse=True)))
_SCALES = "|".join(word for word in SCALES if len(word) > 2)
_NUMBER_AT = Lazy(
    rf"(?P<number>\d+(?:[.,]\d+)*)"
    rf"(?:\s?(?P<scale>{_SCALES})(?:-?(?P<an1>an))?\b"
    r"|\s?(?P<short>m|t|jt|rb)(?!\w)|-?(?P<an2>an)\b)?"
    r"(?P<part>-1/2|/\d(?![\d/]))?"
    rf"(?P<behind>\.?\s?%|\s?(?:persen(?:nya)?|prosen)\b|\s?(?:{_CODES_BEHIND})(?![\w$]))?"
)
_BEFORE_AT = Lazy(
    rf"(?P<minus>(?<![\w)%])-|\bminus )?(?:(?<!\w)(?P<before>{_CODES_BEFORE})\.?\s?-?\s?)?\Z"
)
_BEHIND_AT = Lazy(rf"\s(?P<unit>persen|prosen|{_CODES_BEHIND})(?!\w)")
# No number behind a letter (B40), a hyphen behind one (U-16) or another number's mark.
# Nor are they one in an address (`?id=1404`, `a.102`).
_APART_AT = Lazy(r"(?:(?<=\d[x×])|(?<![\w°’'=&?_%])(?<!\d[.,:/+])(?<![a-z][.-]))")


def atom_at(low: str, start: int, last: int) -> Atom | None:
    """The amount whose digits begin here; what stands before ``last`` belongs to others."""
    match = _NUMBER_AT.match(low, start)
    if match is None:
        return None
    before, minus, begins = _head(low, start, last)
    # Right behind another amount a comma parts items (`Rp 401.000,1 gram`), a hyphen ends.
    parted = 0 < last == start - 1 and low[last] in ",-"
    if not (before or parted or _APART_AT.match(low, start)):
        return None
    end, scale, currency, percent = _units(match, before)
    raw, end = _parted(low, match["number"], currency, start, end)
    unit = "" if scale or percent or currency else _unit(low, end)
    digits = read_digits(
        raw,
        divisible=bool(scale) or percent or unit in _DIVISIBLE,
        whole_things=currency is not None or bool(unit and unit not in _SMALL),
    )
    amount = times(digits.amount, scale)
    if (part := match["part"]) and end == match.end():
        amount = _with_part(amount, part)
    about = bool(match["an1"] or match["an2"]) or is_about(low, begins, end)
    return Atom(begins, end, amount, raw, scale, currency, percent, about, digits.doubtful, minus)


def _units(match: re.Match[str], before: str | None) -> tuple[int, float, str | None, bool]:
    """Where an amount ends, its scale, its currency, and whether it is a share."""
    if (short := match["short"]) and before != "IDR":
        return match.end("number"), 0.0, before, False
    scale = SHORT_SCALES[short] if short else SCALES.get(match["scale"] or "", 0.0)
    behind = (match["behind"] or "").strip(" .\u00a0")
    other = before and BEHIND.get(behind, before) != before
    if other or (behind == "pound" and not scale):
        # `Rp 14.000 US…` is rupiah; pounds without a scale are of weight.
        return match.start("behind"), scale, before, False
    return match.end(), scale, before or BEHIND.get(behind), behind in _SHARES


_UNIT = Lazy(r"\s?([a-z]+)")


def _unit(low: str, end: int) -> str:
    following = _UNIT.match(low, end)
    return following[1] if following else ""


_ITEM = Lazy(r"((?:\d{1,3})(?:\.\d{3})+),\d")


def _parted(low: str, raw: str, currency: str | None, start: int, end: int) -> tuple[str, int]:
    """Without the comma that parts items: `Rp 401.000,1 gram` is money and a weight."""
    if currency != "IDR" or end != start + len(raw):
        return raw, end
    item = _ITEM.fullmatch(raw)
    if item is None or (unit := _unit(low, end)) in _SMALL or unit in ("", "per"):
        return raw, end
    return item[1], start + len(item[1])


def _head(low: str, start: int, last: int) -> tuple[str | None, bool, int]:
    """The currency before digits, whether a minus sign stands there, and where both begin."""
    # Before most numbers stands neither: one look spares the pattern.
    near = low[max(0, start - 3) : start].strip(" .\u00a0")[-1:]
    if near not in LAST_LETTERS or not near:
        return None, False, start
    head = _BEFORE_AT.search(low, max(last, start - 9), start)
    if head is None or head.end() == head.start():
        return None, False, start
    begins, word = head.start(), head["before"]
    currency = BEFORE[word] if word else None
    if currency == "MYR" and (low[start] == "0" or _DIGIT_BEFORE.search(low, 0, begins)):
        # `RM 011` is a watch, `2010 RM82` an asteroid.
        currency = None
    minus = head["minus"]
    if minus == "minus ":
        begins = head.end("minus")
    if not currency and (word or minus is None):
        begins = start
    if minus == "-" and not word and low[max(0, start - 2) : start - 1].strip(" (\n"):
        return currency, False, start
    return currency, minus is not None, begins


_DIGIT_BEFORE = Lazy(r"(?<=\d)\s\Z")


def times(amount: float, scale: float) -> float:
    """A product without binary noise: 32.66 × 10¹² is 32,660,000,000,000."""
    if not scale:
        return amount
    whole, _, rest = repr(amount).partition(".")
    if not (whole + rest).isdigit():
        return amount * scale
    return int(whole + rest) * int(scale) / float(10 ** len(rest))


def _with_part(amount: float, part: str) -> float:
    """`1/4` is a quarter, `4-1/2` four and a half."""
    if part == "-1/2":
        return amount + 0.5
    divisor = int(part[1:])
    return round(amount / divisor, 4) if divisor else amount


def spelled_atom(low: str, start: int, *, joins: bool = False) -> Atom | Found | None:
    """The amount whose words begin here; a stretch without a value where they state none.

    Parameters
    ----------
    joins : whether another number stands before the hyphen before, as in `dua-tiga`.
    """
    words = spelled_at(low, start)
    if words is None or (low[start - 1 : start] == "-" and not joins):
        return None
    end = start + len(words)
    amount = spelled_amount(words)
    if amount is None and words == "satu" and _SPELLED_RANGE.match(low, end):
        amount = 1.0
    if amount is None:
        return Found(start, end, "number", None)
    behind = _BEHIND_AT.match(low, end)
    unit = behind["unit"] if behind else ""
    if unit == "pound" and not any(word in SCALES for word in words.split()):
        unit, behind = "", None
    end = behind.end() if behind else end
    scale = next((SCALES[w] for w in reversed(words.split()) if w in SCALES), 0.0)
    about = is_about(low, start, end)
    return Atom(
        start,
        end,
        amount,
        words,
        scale,
        BEHIND.get(unit),
        unit in _SHARES,
        about,
        False,
        False,
        True,
    )


_SPELLED_RANGE = Lazy(r"\s?(?:-|hingga|sampai)\s?(?:dua|tiga|empat|lima)\b")


def single(text: str, low: str, atom: Atom) -> Found:
    """One amount as a value; without one where digits only name something."""
    kind = kind_of(atom)
    if kind == "number" and not _counts(text, low, atom):
        return Found(atom.start, atom.end, kind, None)
    return Found(atom.start, atom.end, kind, value_of(atom._replace(amount=atom.signed), None))


_LABELLED = Lazy(
    r"(?:\b(?:lantai|kelas|pasal|ayat|nomor|peringkat|posisi|tahap|grup|urutan|juara|jalur|blok|babak|ring|(?:hari|kali|yang|tahun) ke)\s|\bke-\s?)$"
)
_BIG = Lazy(r"\sbesar\b")


def _counts(text: str, low: str, atom: Atom) -> bool:
    if atom.spelled:
        label = _LABELLED.search(low, max(0, atom.start - 12), atom.start)
        return not label and not _BIG.match(low, atom.end)
    if atom.scale or atom.minus:
        return True
    return is_counted(text, low, atom.start, atom.end, atom.raw)


def kind_of(atom: Atom) -> str:
    """What an amount is: money, percent or number."""
    return "money" if atom.currency else ("percent" if atom.percent else "number")


def value_of(atom: Atom, high: float | None) -> Value:
    """An amount as a value, with the upper end of a range."""
    if atom.currency:
        return Money(atom.amount, high, atom.currency, atom.about, atom.doubtful)
    kind = Percent if atom.percent else Number
    return kind(atom.amount, high, atom.about, atom.doubtful)


def amount_at(text: str, start: int) -> Money | Percent | None:
    """The money or share whose first digit stands here; None where a plain number does."""
    begins = max(0, start - 34)
    atom = atom_at(lowered(text[begins : start + 72]), start - begins, 0)
    if atom is None or atom.is_bare:
        return None
    value = value_of(atom._replace(amount=atom.signed), None)
    return value if isinstance(value, Money | Percent) else None
