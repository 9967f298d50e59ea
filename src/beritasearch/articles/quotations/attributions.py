"""Who says what stands between marks? The reporting clause behind it, or before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from beritasearch.articles.quotations.lexicon import AFTER, REPORTS, SAID, alternatives
from beritasearch.articles.quotations.marks import Paragraph, Span
from beritasearch.articles.quotations.names import LAST_RUN, Mention, mention_at
from beritasearch.articles.quotations.reports import subject_before

# `", kata Budi`; without a comma, and with a space too many or none.
_BEHIND = re.compile(
    r"\s{0,3}(?P<comma>[,.]?)\s{0,3}"
    rf"(?P<verb>(?P<root>{alternatives(SAID | AFTER)})(?P<clitic>nya)?)\b"
)
_REPORTED_BEHIND = re.compile(r"\s?,?\s(?=[A-Zdi])")
_REPORTS = re.compile(rf",? (?P<verb>{alternatives(REPORTS)})\b")
_VERBLESS = re.compile(r"\s(?=[A-Z])")
_BEFORE = re.compile(
    rf"\b(?P<verb>{alternatives(REPORTS)}|kata|ujar|ucap|tulis)"
    r"(?:\s(?:kepada|pada|dalam|di|saat|melalui|lewat|dengan|lagi|demikian|"
    r"begini)[^,:\x00\n]{0,60})?(?P<comma>[,:]?)\s*$"
)
_GOES_ON = re.compile(
    r" (?:saat|ketika|usai|seusai|di|dalam|kepada|pada|seperti|dikutip|sambil|lewat|melalui|"
    r"seraya)\b"
)
_ADVERBS = re.compile(r"(?: yang| juga| pun| lalu| kemudian| langsung| sempat)* $")
_SPEECH_NOUN = re.compile(r" (?:[a-z]+)(?: dari| resmi)?(?= )")
_ENDS = frozenset(",.?!…")
_FARTHEST = 100  # characters from a verb to the quotation that it announces
_SHORTEST = 8  # characters of words between marks that are speech without any punctuation
_FEWEST_WORDS = 3  # that are speech where neither a comma nor a full stop ends them


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation.

    Parameters
    ----------
    verb : as printed; None for ``"…," Budi.``
    mention : None for ``-nya``, or where nobody follows the verb.
    refers_back : whether ``-nya`` stands for the speaker.
    end : where the reporting clause ends that was read.
    """

    verb: str | None
    mention: Mention | None
    refers_back: bool
    end: int


def attribution_of(
    paragraph: Paragraph, span: Span, start: int, known: frozenset[str]
) -> Attribution | None:
    """The attribution of a quotation, None where it has none.

    Parameters
    ----------
    start : where its sentence begins, or what is left of it behind another quotation.
    """
    return (
        _behind(paragraph.text, span, known)
        or _before(paragraph, span, start, known)
        or _verbless(paragraph.text, span, known)
    )


def _behind(text: str, span: Span, known: frozenset[str]) -> Attribution | None:
    found = _BEHIND.match(text, span.after)
    if found is None:
        return _reported_behind(text, span, known)
    if not _is_speech(text, span, found):
        return None
    if found["clitic"]:
        return Attribution(found["verb"], None, True, found.end())
    end = found.end()
    if found["root"] in ("demikian", "begitu", "demikianlah") and (
        noun := _SPEECH_NOUN.match(text, end)
    ):
        end = noun.end()
    if _GOES_ON.match(text, end):
        # `ujar saat ditemui`: the clitic was forgotten.
        return Attribution(found["verb"], None, True, end)
    mention = mention_at(text, end + 1, known) if text[end : end + 1] == " " else None
    if text[end : end + 11] == " Menurut Ad" or text.startswith(" Menurut ", end):
        mention = mention_at(text, end + len(" Menurut "), known)
    return Attribution(found["verb"], mention, False, mention.end if mention else end)


def _is_speech(text: str, span: Span, found: re.Match[str]) -> bool:
    words = text[span.start : span.end].strip()
    punctuated = bool(found["comma"]) or words[-1:] in _ENDS
    if punctuated:
        return len(words) >= _SHORTEST or words[-1:] in _ENDS
    if found["root"] in AFTER and found["root"] != "tulis":
        return False
    return len(words) >= _SHORTEST and len(words.split()) >= _FEWEST_WORDS


def _reported_behind(text: str, span: Span, known: frozenset[str]) -> Attribution | None:
    """``"…," dia menambahkan``."""
    found = _REPORTED_BEHIND.match(text, span.after)
    if found is None or text[span.end - 1] not in _ENDS:
        return None
    mention = mention_at(text, found.end(), known)
    if mention is None or mention.kind not in ("name", "pronoun", "role"):
        return None
    verb = _REPORTS.match(text, mention.end)
    return Attribution(verb["verb"], mention, False, verb.end()) if verb else None


def _before(
    paragraph: Paragraph, span: Span, start: int, known: frozenset[str]
) -> Attribution | None:
    """``Budi mengatakan, "…"``."""
    text, masked = paragraph.text, paragraph.masked
    found = _BEFORE.search(masked, max(start, span.opened - _FARTHEST), span.opened)
    if found is None:
        return None
    if not found["comma"] and not text[span.start : span.start + 1].isupper():
        return None
    piece = masked[start : span.opened]
    at = found.start() - start
    mention = subject_before(piece, at, known)
    if mention is None and (name := LAST_RUN.search(piece, 0, _adverbs_start(piece, at))):
        mention = mention_at(piece, name.start(), known) or mention_at(
            piece, name.start() + name[0].find(" ") + 1, known
        )
    if mention is None or mention.kind == "group":
        if found["verb"] not in REPORTS or not piece.rstrip().endswith((",", ":")):
            return None
        mention = Mention("unknown", 0, 0)
    return Attribution(found["verb"], mention, False, span.after)


def _adverbs_start(piece: str, at: int) -> int:
    """Where the adverbs before a verb begin: behind the name in ``Budi pun lalu berkata``."""
    adverbs = _ADVERBS.search(piece, 0, at)
    return adverbs.start() if adverbs else at


def _verbless(text: str, span: Span, known: frozenset[str]) -> Attribution | None:
    """A name without a verb: ``"…," Budi Karangan.``."""
    found = _VERBLESS.match(text, span.after)
    if found is None or text[span.end - 1] != ",":
        return None
    mention = mention_at(text, found.end(), known)
    if (
        mention is None
        or mention.kind != "name"
        or not re.match(r"\.?\s*$|\. ", text[mention.end :])
    ):
        return None
    return Attribution(None, mention, False, mention.end)
