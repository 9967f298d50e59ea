"""Whom does a claim quote? ``"…" kata Budi``, ``Budi: "…"``, and as headlines and chats have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from beritasearch.analysis.analyzer import analyzer
from beritasearch.analysis.sentences import sentence_borders
from beritasearch.answers.speakers import is_of_role
from beritasearch.articles.quotations.lexicon import AFTER, NOBODY, REPORTS, SAID, is_head
from beritasearch.articles.quotations.marks import Span, quoted_spans

# Fewer words between marks are a title, a nickname or irony, unless somebody says them.
LEAST_WORDS = 4
LEAST_WORDS_OF_SPEAKER = 2
# Bold and italics of chats, which become as many spaces.
_EMPHASIS = re.compile(r"(?<!\w)[*_~]+|[*_~]+(?!\w)")
_NEAR = 200  # characters around a mark in which its speaker stands
_LONGEST_NAME = 12  # words, with a role
# Further on in one line nothing is read without marks: it is no claim that a person wrote.
_LONGEST_LINE = 5_000
_WHOLE = 0.8  # of a line's characters
_BRACKETS = re.compile(r"\([^()]*\)")
_BEHIND = re.compile(r"[\s,.!?]*")
_SIGNED = re.compile(r"\s*[,.]?\s*(?:[-–—]+|\()\s*")
_ADVERBS = frozenset(("pernah", "telah", "sudah", "juga", "kembali", "lagi", "bahwa", "akan"))
_TAGS = frozenset(("menurut", "klaim", "pernyataan", "ucapan", "omongan", "perkataan"))
_NO_NAMES = NOBODY | {"Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"}
_ABBREVIATED = 3  # letters: `Dr.`, `H.`, `St.`; a dot behind more ends the name
_LONGEST_CAPITALS = 3  # letters: `AHY`, whatever word it may be


class ClaimedQuotation(NamedTuple):
    """Words that a claim says are somebody's: ``claim[start:end]``.

    Parameters
    ----------
    speaker : as the claim names him, with his role; None where it names nobody.
    """

    words: str
    speaker: str | None
    start: int
    end: int


def claimed_quotations(claim: str) -> list[ClaimedQuotation]:
    """The quotations that a claim holds, in order; empty where it quotes nobody.

    >>> [(q.words, q.speaker) for q in claimed_quotations('Luhut: "Siapa yang minta APBN?"')]
    [('Siapa yang minta APBN?', 'Luhut')]
    >>> [(q.words, q.speaker) for q in claimed_quotations("Jokowi sebut utang negara lunas")]
    [('utang negara lunas', 'Jokowi')]
    """
    plain = _EMPHASIS.sub(lambda mark: " " * len(mark[0]), claim)
    found: list[ClaimedQuotation] = []
    for line in re.finditer(r"[^\n]+", plain):
        found += _of_line(line[0], line.start(), claim)
    return found


def _of_line(line: str, at: int, claim: str) -> Iterator[ClaimedQuotation]:
    spans = [(span, _who(line, span)) for span in quoted_spans(line)]
    said = [(span, who) for span, who in spans if _is_said(line[span.start : span.end], who)]
    for span, who in said:
        start, end = at + span.start, at + span.end
        # A message that stands in marks as a whole may quote somebody itself.
        is_whole = who is None and end - start >= _WHOLE * len(line)
        inner = list(_of_line(claim[start:end], start, claim)) if is_whole else []
        yield from inner or [ClaimedQuotation(claim[start:end], who, start, end)]
    for start, end in () if said else _sentences(line[:_LONGEST_LINE]):
        if unmarked := _without_marks(line[start:end]):
            first, last, who = unmarked
            words = (at + start + first, at + start + last)
            yield ClaimedQuotation(claim[slice(*words)], who, *words)


def _who(line: str, span: Span) -> str | None:
    before = line[max(0, span.opened - _NEAR) : span.opened]
    return _before(before) or _behind(line[span.after : span.after + _NEAR])


def _is_said(words: str, who: str | None) -> bool:
    return len(words.split()) >= (LEAST_WORDS if who is None else LEAST_WORDS_OF_SPEAKER)


def _sentences(line: str) -> Iterator[tuple[int, int]]:
    borders = [0, *sentence_borders(line, 1, len(line)), len(line)]
    return pairwise(borders)


def _before(text: str) -> str | None:
    """Who is named before a mark: ``Budi bilang "``, ``kata Budi, "``, ``Budi: "``."""
    words = _BRACKETS.sub(" ", text).split()
    if not words:
        return None
    is_introduced = words[-1].endswith((":", ","))
    if words[-1] == ":":
        words.pop()
    while words and _bare(words[-1]) in _ADVERBS:
        words.pop()
    if words and _is_verb(words[-1]):
        words.pop()
        is_introduced = True
        while words and _bare(words[-1]) in _ADVERBS:
            words.pop()
    name = _last_name(words)
    said = len(words) > len(name) and _is_verb(words[-len(name) - 1])
    # `Contoh: "` and `Peringatan, "` introduce no person; `Sari Melati: "` does.
    is_word = len(name) == len(words) == 1 and analyzer().is_word(_bare(name[0]))
    is_named = is_introduced and (_is_person(name) or not is_word)
    return _joined(name) if said or is_named else None


def _behind(text: str) -> str | None:
    """Who is named behind a mark: ``" kata Budi``, ``" - Budi``, ``" (Budi)``."""
    signed = _SIGNED.match(text)
    start = signed or _BEHIND.match(text)
    words = _BRACKETS.sub(" ", text[start.end() :]).split() if start else []
    if words and _is_verb(words[0]):
        return _joined(_first_name(words[1:]))
    return _joined(_first_name(words)) if signed else None


def _without_marks(sentence: str) -> tuple[int, int, str] | None:
    """``Budi: Harga naik``, ``Budi sebut harga naik``, ``Video Budi mengatakan harga naik``."""
    printed = list(re.finditer(r"\S+", sentence))
    words = [word[0] for word in printed]
    for at in range(1, len(words) - LEAST_WORDS + 2):
        if not (words[at - 1].endswith(":") or _reports(words[at])):
            continue
        name = _last_name(words[max(0, at - _LONGEST_NAME) : at])
        is_headline = len(name) == at and words[at - 1].endswith(":")
        # `Cek Fakta:` is no speaker; who does something with `sebut` is one, known or not.
        is_said = _reports(words[at]) and (len(name) > 1 or _is_person(name))
        if not is_said and not (is_headline and _is_person(name)):
            continue
        first = at if is_headline else at + 1
        while first < len(words) and _bare(words[first]) in _ADVERBS:
            first += 1
        if len(words) - first >= LEAST_WORDS - 1:
            return printed[first].start(), len(sentence.rstrip()), _joined(name) or ""
    return None


def _is_person(name: Sequence[str]) -> bool:
    """Whether a name is known as one, or says what a person does: not ``Cek Fakta``."""
    terms = [_bare(word) for word in name]
    runs = [*zip(terms), *pairwise(terms)]
    return any(_kind(run) == "name" for run in runs) or any(
        analyzer().is_known_name(term) or is_head(term) for term in terms
    )


def _last_name(words: Sequence[str]) -> list[str]:
    name: list[str] = []
    for word in reversed(words):
        if not _is_name(word) or (name and _ends(word)):
            break
        name.insert(0, word)
    return name


def _first_name(words: Sequence[str]) -> list[str]:
    name: list[str] = []
    is_role_over = False
    for word in words:
        if not _is_name(word):
            break
        name.append(word)
        # `kata Kapolsek Kota Juang, Budi Karangan`: a role goes on with its name.
        if _ends(word) and not (
            word.endswith(",") and is_head(_bare(name[0])) and not is_role_over
        ):
            break
        is_role_over = is_role_over or _ends(word)
    return name


def _is_name(word: str) -> bool:
    """Whether a word can be of a person's name or role, also in small letters."""
    plain = word.strip(".,:;!?()\"'“”").rstrip("'’")
    if not plain or _is_verb(word) or plain.capitalize() in _NO_NAMES or plain.endswith("kah"):
        return False
    term = plain.lower()
    # `VIRAL` is no name, `PDAM` and `JOKOWI` may be of one.
    is_shouted = plain.isupper() and len(plain) > _LONGEST_CAPITALS and analyzer().is_word(term)
    if plain[0].isupper() and not is_shouted:
        return True
    is_known = analyzer().is_known_name(term) or is_of_role(term)
    return is_known or _kind((term,)) in ("name", "abbreviation")


def _kind(terms: Sequence[str]) -> str | None:
    """What kind of form words are: ``name`` for everyday names of public figures."""
    form = analyzer().form(terms)
    return form.kind if form is not None else None


def _ends(word: str) -> bool:
    """Whether a name ends with this word, for what is printed behind it."""
    return word[-1] in ",:;!?)" or (word[-1] == "." and len(word) > _ABBREVIATED + 1)


def _is_verb(word: str) -> bool:
    plain = _bare(word)
    stem = plain.removesuffix("kan")
    return plain in REPORTS or plain in _TAGS or stem in SAID or plain in AFTER


def _reports(word: str) -> bool:
    """Whether a verb reports also without marks: ``sebut``, ``tegaskan``; not ``pesan``."""
    plain = _bare(word)
    return plain in REPORTS or plain.removesuffix("kan") in SAID


def _bare(word: str) -> str:
    return word.lower().strip(".,:;!?()\"'“”")


def _joined(name: Sequence[str]) -> str | None:
    return " ".join(name).strip(" .,:;!?()\"'“”") or None
