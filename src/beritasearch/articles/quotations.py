"""Who said what? Direct and indirect speech with its speaker.

A first, careful reading: a quotation is kept with its speaker only where the text names him
by name, by his role, or by the clitic ``-nya`` right after he was named; else the speaker is
null. Nobody is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from beritasearch.articles.article import Quotation
from beritasearch.regions.gazetteer import gazetteer

# A full stop belongs to a name only after an initial or a title: `H. M. Budi`, `Prof. Sari`.
_TITLE = r"(?:[A-Z]|[Dd]rs?|[Dd]rg|Dra|Ir|Hj|KH|Prof|Moh|Muh|Abd|St|Plt|Pj|Jend|Letjen|Kol|PT|CV)"
# Words with a capital that begin a sentence or say when, and name nobody.
_NOBODY = (
    r"(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad|Ia|Dia|Beliau|Namun|Selain|Dalam|"
    r"Pada|Sementara|Menurut|Saat|Untuk|Dengan|Karena|Tapi|Tetapi|Sebelumnya|Adapun)\b"
)
_WORD = rf"(?!{_NOBODY})(?:{_TITLE}\.|[A-Z]\w*(?:['’-]\w+)*)"
_NAME = rf"{_WORD}(?: {_WORD}){{0,4}}"
# Verbs of speech after a quotation: `ujar Herman`, `jelasnya`.
_SAID = (
    "kata|ujar|ucap|ungkap|tutur|jelas|tambah|tegas|pungkas|imbuh|papar|terang|sebut|beber|"
    "tandas|lanjut|sambung|tukas|cetus|kilah|timpal"
)
# Verbs of speech before what was said: `Herman menekankan …`.
_SAYS = (
    "menyampaikan|menekankan|berharap|mengatakan|menjelaskan|menyebutkan|menyatakan|"
    "mengungkapkan|menegaskan|mengakui|menambahkan|menuturkan|memaparkan|berpendapat|menilai"
)
_DENIES = "membantah|menepis|menampik|menyangkal"

_DIRECT = re.compile(
    r"[\"“”„](?P<text>[^\"“”„]{8,})[\"”“]\s{0,3},?\s{0,3}"
    rf"(?P<verb>(?:{_SAID})(?P<clitic>nya)?)\b"
    rf"(?:\s+(?:(?P<speaker>{_NAME})|(?P<pronoun>dia|ia|beliau)\b))?"
)
# What ends a quotation but belongs to the reporting clause.
_TRAILING = ", "
# The text may begin with a quotation mark, but not with what is left where a link was lost.
_REPORT = rf"(?P<verb>{_SAYS}|{_DENIES})\s+(?:bahwa\s+)?(?P<text>[\w\"“'‘(][^\n]*)$"
# `Sekretaris Daerah (Sekda), Herman Suwarman, menyampaikan …`: role, name, verb.
_INTRODUCED = re.compile(rf"(?P<role>{_NAME}(?: \([A-Z]\w+\))?),? (?P<speaker>{_NAME}), {_REPORT}")
# `Lebih lanjut, Herman menekankan …`
_REPORTED = re.compile(rf"(?:[A-Z][^,.\"“”]{{0,40}}, )?(?P<speaker>{_NAME}) {_REPORT}")
# A report ends with its sentence: what follows may be the reporter's own.
_SENTENCE_END = re.compile(r"[.!?][\"”]?\s+(?=[A-Z\"“])")
_ABBREVIATED = re.compile(rf"(?:^|[\s(])(?:{_TITLE}|Jl|No|Rp|Kec|Kab|Kel)$")
_DENIED = re.compile(rf"(?:{_DENIES})|tidak benar\b", re.IGNORECASE)
_MARKS = ('"', "“", "”")
_SHORT_ROLE = re.compile(r" \((?P<short>[A-Z]\w+)\)$")
# Somebody, or something, that is named inside of a sentence; abbreviations are offices.
_NAMED_INSIDE = re.compile(rf"(?<=[\w,;] )(?!{_NOBODY})[A-Z]\w*[a-z]\w*")


@dataclass(frozen=True, slots=True)
class _Speaker:
    """A person whom the text has named with his role."""

    name: str
    role: str

    def is_meant_by(self, words: str) -> bool:
        """Whether a part of the name, or the role, stands for this person."""
        short = _SHORT_ROLE.search(self.role)
        roles = {self.role, _SHORT_ROLE.sub("", self.role), short["short"] if short else ""}
        return words in self.name.split() or words in (self.name, *roles)


@dataclass(frozen=True, slots=True)
class _Found:
    """A quotation before its speaker is settled.

    Parameters
    ----------
    refers_back : whether ``-nya`` or a pronoun stands for the speaker.
    """

    quotation: Quotation
    refers_back: bool = False


def find_quotations(article_id: str, body: str, title: str | None = None) -> tuple[Quotation, ...]:
    """The quotations of an article in the order of its text.

    Returns
    -------
    Rows with ``body[start:end] == text``. Words in quotation marks without a verb of speech
    (titles, nicknames) give none.
    """
    paragraphs = list(_paragraphs(body))
    speakers = list(_introduced(paragraphs))
    found = [
        one
        for at, text in paragraphs
        for one in _in_paragraph(at, text, speakers)
        # Where links were lost, quotation marks may hold nothing but commas.
        if any(map(str.isalnum, one.quotation.text))
    ]
    context = body if title is None else f"{title}\n{body}"
    return tuple(
        replace(quotation, article_id=article_id, ordinal=ordinal, speaker_role=role)
        for ordinal, quotation in enumerate(_with_speakers(found, body), start=1)
        for role in (_role(quotation.speaker, speakers, context),)
    )


def _paragraphs(body: str) -> Iterator[tuple[int, str]]:
    """Each paragraph with its place in the body."""
    at = 0
    for paragraph in body.split("\n\n"):
        yield at, paragraph
        at += len(paragraph) + 2


def _introduced(paragraphs: Iterable[tuple[int, str]]) -> Iterator[_Speaker]:
    for _, text in paragraphs:
        if match := _INTRODUCED.match(text):
            yield _Speaker(match["speaker"], match["role"])


def _in_paragraph(at: int, text: str, speakers: list[_Speaker]) -> Iterator[_Found]:
    """Direct speech, or else one report of what was said, from a paragraph's beginning on."""
    direct = list(_DIRECT.finditer(text)) if any(mark in text for mark in _MARKS) else []
    for match in direct:
        yield _direct(at, match, speakers)
    if direct or not speakers:
        return
    if introduced := _INTRODUCED.match(text):
        yield _indirect(at, introduced, introduced["speaker"])
    # Without an introduction a capitalised subject may be anything, an office or a firm.
    elif (told := _REPORTED.match(text)) and (speaker := _named(told["speaker"], speakers)):
        yield _indirect(at, told, speaker)


def _direct(at: int, match: re.Match[str], speakers: list[_Speaker]) -> _Found:
    # `jelasnya Senin`, `ujarnya Kepala`: after the clitic stands no name.
    words = None if match["clitic"] else match["speaker"]
    speaker = (_named(words, speakers) or words) if words else None
    text = match["text"].rstrip(_TRAILING)
    quotation = _quotation(at + match.start("text"), text, match["verb"], speaker, direct=True)
    return _Found(quotation, refers_back=bool(match["clitic"] or match["pronoun"]))


def _indirect(at: int, match: re.Match[str], speaker: str) -> _Found:
    text = _sentence(match["text"]).rstrip(". ")
    return _Found(_quotation(at + match.start("text"), text, match["verb"], speaker, direct=False))


def _sentence(text: str) -> str:
    """A text up to the end of its first sentence."""
    for end in _SENTENCE_END.finditer(text):
        if not _ABBREVIATED.search(text[: end.start()]):
            return text[: end.start()]
    return text


def _quotation(start: int, text: str, verb: str, speaker: str | None, *, direct: bool) -> Quotation:
    return Quotation(
        article_id="",
        ordinal=0,
        speaker=speaker,
        speaker_role=None,
        verb=verb,
        text=text,
        start=start,
        end=start + len(text),
        direct=direct,
        denied=not direct and bool(_DENIED.match(verb) or _DENIED.match(text)),
    )


def _named(words: str, speakers: list[_Speaker]) -> str | None:
    meant = {speaker.name for speaker in speakers if speaker.is_meant_by(words)}
    return meant.pop() if len(meant) == 1 else None


def _with_speakers(found: list[_Found], body: str) -> Iterator[Quotation]:
    """`-nya`, `dia`: the speaker of the quotation before, if nobody was named since."""
    last: Quotation | None = None
    for one in found:
        quotation = one.quotation
        if one.refers_back and last and last.speaker and _is_alone(last, quotation, body):
            quotation = replace(quotation, speaker=last.speaker)
        yield quotation
        last = quotation


def _is_alone(before: Quotation, quotation: Quotation, body: str) -> bool:
    """Whether no other name stands between two quotations, the first one's sentence left out."""
    between = body[before.end : quotation.start]
    ended = re.search(r"[.!?]\s|\n", between)
    since = between[ended.end() :] if ended else ""
    words = (before.speaker or "").split()
    return all(named[0] in words for named in _NAMED_INSIDE.finditer(since))


def _role(name: str | None, speakers: list[_Speaker], context: str) -> str | None:
    """The role as introduced, with its place where the text names that elsewhere."""
    role = next((speaker.role for speaker in speakers if speaker.name == name), None)
    if role is None:
        return None
    bare = _SHORT_ROLE.sub("", role)
    place = re.search(rf"{re.escape(bare)} ((?:Kota|Kabupaten|Provinsi) {_NAME})", context)
    region = _region(place[1]) if place else None
    return f"{role} {region}" if region else role


def _region(words: str) -> str | None:
    """The region with which some words begin: in a title every word has a capital."""
    parts = words.split()
    names = (" ".join(parts[:end]) for end in range(len(parts), 1, -1))
    return next((name for name in names if gazetteer().candidates(name)), None)
