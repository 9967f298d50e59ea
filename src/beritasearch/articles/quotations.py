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

_NAME = r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,4}"
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
    r"[\"“”„](?P<text>[^\"“”„]{8,})[\"”“]\s*,?\s*"
    rf"(?P<verb>(?:{_SAID})(?:nya)?)\b(?:\s+(?P<speaker>{_NAME}|dia|ia|beliau))?"
)
# What ends a quotation but belongs to the reporting clause.
_TRAILING = ",.!? "
_REPORT = rf"(?P<verb>{_SAYS}|{_DENIES})\s+(?:bahwa\s+)?(?P<text>[^\n]+?)\.*$"
# `Sekretaris Daerah (Sekda), Herman Suwarman, menyampaikan …`: role, name, verb.
_INTRODUCED = re.compile(rf"(?P<role>{_NAME}(?: \([A-Z]\w+\))?),? (?P<speaker>{_NAME}), {_REPORT}")
# `Lebih lanjut, Herman menekankan …`
_REPORTED = re.compile(rf"(?:[A-Z][^,.\"“”]{{0,40}}, )?(?P<speaker>{_NAME}) {_REPORT}")
_MARKS = ('"', "“", "”")
_SHORT_ROLE = re.compile(r" \((?P<short>[A-Z]\w+)\)$")
_PRONOUNS = frozenset(("dia", "ia", "beliau"))


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


def find_quotations(article_id: str, body: str, title: str | None = None) -> tuple[Quotation, ...]:
    """The quotations of an article in the order of its text.

    Returns
    -------
    Rows with ``body[start:end] == text``. Words in quotation marks without a verb of speech
    (titles, nicknames) give none.
    """
    paragraphs = list(_paragraphs(body))
    speakers = list(_introduced(paragraphs))
    found = [q for at, text in paragraphs for q in _in_paragraph(at, text, speakers)]
    context = body if title is None else f"{title}\n{body}"
    return tuple(
        replace(quotation, article_id=article_id, ordinal=ordinal, speaker_role=role)
        for ordinal, quotation in enumerate(_with_pronouns(found), start=1)
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


def _in_paragraph(at: int, text: str, speakers: list[_Speaker]) -> Iterator[Quotation]:
    """Direct speech, or else one report of what was said, from a paragraph's beginning on."""
    direct = list(_DIRECT.finditer(text)) if any(mark in text for mark in _MARKS) else []
    for match in direct:
        yield _quotation(at, match, _full_name(match["speaker"], speakers), direct=True)
    if direct or not speakers:
        return
    if introduced := _INTRODUCED.match(text):
        yield _quotation(at, introduced, introduced["speaker"], direct=False)
    # Without an introduction a capitalised subject may be anything, an office or a firm.
    elif (told := _REPORTED.match(text)) and (speaker := _named(told["speaker"], speakers)):
        yield _quotation(at, told, speaker, direct=False)


def _quotation(at: int, match: re.Match[str], speaker: str | None, *, direct: bool) -> Quotation:
    verb = match["verb"]
    text = match["text"].rstrip(_TRAILING) if direct else match["text"]
    start = at + match.start("text")
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
        denied=re.fullmatch(_DENIES, verb) is not None,
    )


def _named(words: str, speakers: list[_Speaker]) -> str | None:
    meant = {speaker.name for speaker in speakers if speaker.is_meant_by(words)}
    return meant.pop() if len(meant) == 1 else None


def _full_name(words: str | None, speakers: list[_Speaker]) -> str | None:
    if words is None or words in _PRONOUNS:
        return None
    return _named(words, speakers) or words


def _with_pronouns(found: list[Quotation]) -> Iterator[Quotation]:
    """`-nya`, `dia`: the speaker of the quotation before."""
    last: str | None = None
    for quotation in found:
        last = quotation.speaker or last
        yield replace(quotation, speaker=last)


def _role(name: str | None, speakers: list[_Speaker], context: str) -> str | None:
    """The role as introduced, with its place where the text names that elsewhere."""
    role = next((speaker.role for speaker in speakers if speaker.name == name), None)
    if role is None:
        return None
    bare = _SHORT_ROLE.sub("", role)
    place = re.search(rf"{re.escape(bare)} ((?:Kota|Kabupaten|Provinsi) {_NAME})", context)
    return f"{role} {place[1]}" if place else role
