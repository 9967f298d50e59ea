"""Fact-checks: whether an article is one, its verdict, and the claim that it quotes.

The word *hoaks* alone tells nothing: of 91 titles that have it, 9 are fact-checks. An article is
one where it is filed as one, or opens with a label of one; ``docs/quality.md`` gives the rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from beritasearch.articles.article import FactCheck
from beritasearch.articles.draft import Draft

# Sections, and parts of addresses, that hold nothing but fact-checks; only letters are compared.
_SHELVES = frozenset(
    (
        "cekfakta", "factcheck", "faktaatauhoaks", "faktaatauhoax", "hoaksataufakta",
        "hoaxataufakta", "hoaxornot", "periksafakta",
    )
)  # fmt: skip
# A glance that spares nearly all articles a closer look.
_FILED = re.compile(r"fakta|fact|hoaks|hoax", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W\d_]+")
_VERDICTS = (
    r"(?:sebagian\s(?:besar\s)?(?:benar|salah)|tidak\s(?:benar|terbukti)|belum\s(?:terbukti|ada\sbukti)|"
    r"(?:tanpa|kurang|salah)\skonteks|hoaks?|hoax|salah|keliru|menyesatkan|benar|disinformasi|"
    r"misinformasi|malinformasi)"
)
# What only brackets make a verdict of: `Fitnah: …` and `Fakta: …` open other titles too.
_IN_BRACKETS = (
    r"(?:fakta|fitnah|hasut(?:an)?|penipuan|palsu|bohong|mitos|manipulasi|parodi|satire?|"
    r"klarifikasi|info(?:rmasi)?)"
)
_SERIES = r"(?:cek\s?fakta|periksa\sfakta|fact\s?check|hoax\sor\snot|hoaks\satau\sfakta)"
_OPENS = r"^[\s\"'“‘]*"
_BRACKETS = re.compile(
    rf"{_OPENS}[\[(]\s*(?:(?P<verdict>(?:{_VERDICTS}|{_IN_BRACKETS})(?:\s*[/+&,]\s*\w+)*)|{_SERIES})"
    r"\s*[!?]*\s*[\])]",
    re.IGNORECASE,
)
_LABEL = re.compile(
    rf"{_OPENS}(?:(?P<verdict>{_VERDICTS})\s*(?::|!(?=\s))|{_SERIES}\s*(?:[:|!,]|[–—-](?=\s)))\s*",
    re.IGNORECASE,
)
# Behind the name of the series, as in `Cek Fakta: Tidak Benar …`. *Salah* and *benar* begin other
# words there: `Salah Satu`, `Benar-benar`.
_BEHIND = re.compile(
    rf"{_OPENS}[\[(]?(?:{_SERIES}|infografi[sk]|video|foto)\W+"
    rf"(?P<verdict>(?!(?:salah|benar)\b(?!\s?[,:!\])])){_VERDICTS})\b(?!-)",
    re.IGNORECASE,
)
# A label opens a title: no more of it is looked at.
_LONGEST_LABEL = 100
_TAG = re.compile(r"verdict\s*:\s*(?P<verdict>.+)", re.IGNORECASE)
_SLUG = re.compile(
    r"(?:cek-?fakta-)?-*(?P<verdict>"
    r"(?!salah-satu|salah-(?:paham|kaprah)|benar-benar)"
    rf"{_VERDICTS.replace(chr(92) + 's', '-')})-",
)

_BLOCK_WORDS = r"(?:NARASI|Narasi|KLAIM|Klaim|CLAIM|Claim)"
_END_WORDS = (
    r"(?:PENJELASAN|Penjelasan|FAKTA(?:NYA)?|Fakta(?:nya)?|KESIMPULAN|Kesimpulan|REFERENSI|Referensi|"
    r"SUMBER|Sumber|KATEGORI|Kategori|CATATAN|Catatan|HASIL|Hasil|PENELUSURAN|Penelusuran|"
    r"KONFIRMASI|Konfirmasi|VERIFIKASI|Verifikasi|PEMERIKSAAN FAKTA|Pemeriksaan Fakta)"
)
# A word in capitals is a marker without a colon, too, where no other such word follows.
_ALONE = r"[=)\]]*\s*(?=[“\"‘'(@#]|https?:|\W?[A-Z]?[a-z])"
_BLOCK = re.compile(
    rf"(?<![^\s(\[*=])(?:{_BLOCK_WORDS}[)\]*=]*(?:\s(?:POSTINGAN|UNGGAHAN|VIDEO|FOTO|[0-9]))?\s?:\s*"
    rf"|NARASI\b(?:\s\|\sNARRATION)?{_ALONE})"
)
_BLOCK_END = re.compile(
    rf"(?:={{3,}}|(?<!\w)(?:{_END_WORDS}[)\]*=]*(?:\s(?:&|dan)\s\w+|\s(?:Lengkap|hoa[kx]s?))?"
    rf"[)\]*=]*\s?:|(?:PENJELASAN|REFERENSI|KESIMPULAN|SUMBER|CATATAN)\b(?:\s\|\s[A-Z]+)?{_ALONE}))"
)
# The block between two headings of their own: *Narasi yang beredar*, *Penelusuran Kompas.com*.
_BLOCK_HEADING = re.compile(
    r"(?:isi\s)?(?:narasi|klaim)(?:nya)?(?:\s(?:yang\s)?(?:beredar|diperiksa|viral))?\s?:?",
    re.IGNORECASE,
)
# The name of a portal may follow, but no sentence.
_END_HEADING = re.compile(rf"{_END_WORDS}\b[^!?]{{0,60}}(?<!\.)", re.IGNORECASE)
_LOST_BORDER = "The quoted claim has no visible end: it stands in the body."


@dataclass(frozen=True, slots=True)
class _Split:
    """A body without its claim block."""

    body: str
    claim: str | None = None
    doubt: str | None = None


def read_fact_check(draft: Draft) -> None:
    """Fill ``fact_check`` of a draft that is one, and take the claim block out of its body.

    What the draft knows already (from ClaimReview, or from a row of ours) is kept.
    """
    known = draft.fact_check
    if known is None and not is_fact_check(draft):
        return
    split = _split_claim(draft.body)
    draft.body = split.body
    draft.body_uncertain = draft.body_uncertain or split.doubt
    known = known or FactCheck(None, None)
    verdict = (
        _verdict_of_title((draft.title or "")[:_LONGEST_LABEL])
        or known.verdict
        or _filed_verdict(draft)
    )
    draft.fact_check = FactCheck(verdict, split.claim or known.claim)


def is_fact_check(draft: Draft) -> bool:
    """Whether an article is filed among fact-checks, or its title opens with a label of one."""
    title = (draft.title or "")[:_LONGEST_LABEL]
    if _BRACKETS.match(title) or _LABEL.match(title):
        return True
    if not _FILED.search(f"{draft.section} {draft.url}"):
        return False
    return any(_letters(name) in _SHELVES for name in _shelves(draft))


def claim_review(node: Mapping[str, Any]) -> FactCheck | None:
    """The verdict and claim that a ClaimReview of JSON-LD states; None where it states neither.

    >>> claim_review({"claimReviewed": "Air laut naik", "reviewRating": {"alternateName": "Salah"}})
    FactCheck(verdict='Salah', claim='Air laut naik')
    """
    rating = node.get("reviewRating")
    named = rating.get("alternateName") if isinstance(rating, dict) else None
    verdict, claim = _stated(named), _stated(node.get("claimReviewed"))
    return FactCheck(verdict, claim) if verdict or claim else None


def _shelves(draft: Draft) -> list[str]:
    """The names under which an article is filed: its section, and the folders of its address."""
    named = re.split(r"[/>|]", draft.section or "")
    try:
        address = urlsplit(draft.url or "")
    except ValueError:
        return named
    return [*named, *address.path.split("/"), (address.hostname or "").partition(".")[0]]


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).lower()


def _verdict_of_title(title: str) -> str | None:
    for pattern in (_BRACKETS, _LABEL):
        if (label := pattern.match(title)) and label["verdict"]:
            return " ".join(label["verdict"].split())
    behind = _BEHIND.match(title)
    return behind["verdict"] if behind else None


def _filed_verdict(draft: Draft) -> str | None:
    """The verdict of a tag, else that which opens the address's last part, in capitals as labels
    print it."""
    tagged = next(filter(None, map(_TAG.fullmatch, map(str.strip, draft.tags))), None)
    if tagged:
        return tagged["verdict"].strip()
    try:
        slug = urlsplit(draft.url or "").path.rstrip("/").rpartition("/")[2].lower()
    except ValueError:
        return None
    found = _SLUG.match(slug)
    return found["verdict"].replace("-", " ").upper() if found else None


def _split_claim(body: str) -> _Split:
    """The claim block out of a body; where its end cannot be seen the text stays."""
    return _between_headings(body) or _behind_marker(body) or _Split(body)


def _between_headings(body: str) -> _Split | None:
    paragraphs = body.split("\n\n")
    begins = next((at for at, one in enumerate(paragraphs) if _BLOCK_HEADING.fullmatch(one)), None)
    if begins is None:
        return None
    for ends in range(begins + 1, len(paragraphs)):
        if _END_HEADING.fullmatch(paragraphs[ends]):
            claim = "\n\n".join(paragraphs[begins + 1 : ends])
            kept = [*paragraphs[:begins], *paragraphs[ends:]]
            return _Split("\n\n".join(kept), claim or None)
    return None


def _behind_marker(body: str) -> _Split | None:
    begins = _BLOCK.search(body)
    if begins is None:
        return None
    ends = _BLOCK_END.search(body, begins.end())
    if ends is None:
        return _Split(body, doubt=_LOST_BORDER)
    end = _with_marks(body, ends.start(), begins.end())
    before = body[: _with_marks(body, begins.start(), 0)].rstrip()
    claim = body[begins.end() : end].strip()
    border = "\n\n" if "\n\n" in body[begins.start() : end] else " "
    after = body[end:].lstrip()
    kept = f"{before}{border if before else ''}{after}"
    return _Split(kept, claim or None)


def _with_marks(body: str, at: int, earliest: int) -> int:
    """Where a marker begins with the signs around it: `(NARASI)`, `=NARASI=`."""
    return earliest + len(body[earliest:at].rstrip("([*="))


def _stated(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
