"""Two amounts as one range: `Rp 70-150 ribu`, `dua sampai tiga kali`; or a score, which is none."""

from __future__ import annotations

from beritasearch.analysis.indonesian.values.amounts import kind_of, times, value_of
from beritasearch.analysis.indonesian.values.counted import is_counted
from beritasearch.analysis.indonesian.values.digits import read_digits
from beritasearch.analysis.indonesian.values.lazily import Lazy
from beritasearch.analysis.indonesian.values.pieces import TO, Atom
from beritasearch.analysis.indonesian.values.value import Found

_JOINED = Lazy(TO)
_NO_RANGE = Lazy(
    r"\b(?:turun|naik|anjlok|merosot|melonjak|meningkat|menurun|melorot|menyusut|susut|menguat|melemah|dipangkas"
    r"|berkurang|bertambah|tergerus|terpangkas|terkoreksi)\b[^.]{0,30}$"
)
_RANGING = Lazy(r"(?:kisaran|berkisar)\b[\w ]*$")
_SCORE = Lazy(
    r"\b(?:skor|unggul|menang|kalah|imbang|takluk|tumbang|gol|bermain|kedudukan|mengalahkan|menaklukkan|menekuk"
    r"|agregat|straight|set|gim|vs)\b[^.]{0,25}$"
)
# A first number that is not smaller makes a score of two, as far as goals go.
_MOST_GOALS = 30


def is_range(low: str, first: Atom, second: Atom) -> bool:
    """Whether two amounts are the ends of one range."""
    if second.start - first.end > len(" sampai dengan "):
        return False
    gap = low[first.end : second.start]
    if second.minus and not gap.strip():
        # A hyphen between two numbers is no minus: `12% -20%`.
        gap = "-"
    if not _JOINED.fullmatch(gap):
        return False
    if first.currency and second.currency and first.currency != second.currency:
        return False
    if not gap.strip(" -–—"):
        return True
    return not _NO_RANGE.search(low, max(0, first.start - 40), first.start)


def ranged(text: str, low: str, first: Atom, second: Atom) -> Found:
    """Two ends as one value: the first takes the second's unit where it has none."""
    start, end = first.start, second.end
    bottom = first.amount
    if second.scale and not first.scale:
        bare = first.amount if first.spelled else _divisible(first)
        bottom = times(bare, second.scale)
    top = second.signed if first.minus else second.amount
    bottom = -bottom if first.minus else bottom
    if first.is_bare and second.is_bare:
        named = not first.spelled and not is_counted(text, low, start, end, second.raw)
        zero = first.raw[0] == "0" and first.raw.isdigit() and len(first.raw) > 1
        if named or zero or _is_score(low, first, second):
            return Found(start, end, "number", None)
    about = first.about and not _RANGING.search(low, max(0, start - 24), start)
    ends = first._replace(
        amount=min(bottom, top),
        currency=first.currency or second.currency,
        percent=first.percent or second.percent,
        about=about or second.about,
        doubtful=first.doubtful or second.doubtful,
    )
    return Found(start, end, kind_of(ends), value_of(ends, max(bottom, top)))


def _divisible(atom: Atom) -> float:
    return read_digits(atom.raw, divisible=True, whole_things=False).amount


def _is_score(low: str, first: Atom, second: Atom) -> bool:
    if first.spelled or second.scale:
        return False
    if _SCORE.search(low, max(0, first.start - 40), first.start):
        return True
    return first.amount >= second.amount and second.amount < _MOST_GOALS and not first.minus
