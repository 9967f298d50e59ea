"""Finds the quotations of an article: sentence by sentence, remembering who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beritasearch.articles.article import Quotation
from beritasearch.articles.quotations.attributions import Attribution, attribution_of
from beritasearch.articles.quotations.marks import Sentence, Span, hidden, quoted_spans, sentences
from beritasearch.articles.quotations.names import Mention, mention_at
from beritasearch.articles.quotations.people import People, Person, with_place
from beritasearch.articles.quotations.reports import CUES, report_in, subject_starts

# What ends a quotation but belongs to the reporting clause.
_TRAILING = ", "
_ENDS_SPEECH = (".", "!", "?", "…")
_FEWEST_WORDS = 6  # of a whole paragraph between marks without a full stop: fewer are a heading
_PASSIVE = re.compile(
    r"\b(?:disampaikan|diungkapkan|dikatakan|dijelaskan|ditegaskan|dituturkan|dibenarkan|diutarakan|"
    r"dikemukakan|diamini)(?: langsung)?(?: oleh)? "
)


@dataclass(slots=True)
class _Found:
    """A quotation; its speaker may be settled by what follows."""

    start: int
    end: int
    verb: str | None
    speaker: Person | None
    direct: bool
    denied: bool = False
    waits: bool = False


def find_quotations(article_id: str, body: str, title: str | None = None) -> tuple[Quotation, ...]:
    """The quotations of an article in the order of its text.

    Returns
    -------
    Rows with ``body[start:end] == text``. The speaker is null where the text does not name him.
    Words in marks that nobody says (titles, nicknames) give none.
    """
    read = [(at, text, quoted_spans(text)) for at, text in _paragraphs(body)]
    reader = _Reader("\n\n".join(hidden(text, spans) for _, text, spans in read))
    for at, text, spans in read:
        reader.read(at, text, spans)
    context = body if title is None else f"{title}\n{body}"
    roles: dict[str, str | None] = {}
    rows = []
    for found in reader.found:
        person = reader.people.latest(found.speaker)
        if person and person.name not in roles:
            roles[person.name] = with_place(person.role, context)
        rows.append(
            Quotation(
                article_id=article_id,
                ordinal=len(rows) + 1,
                speaker=person.name if person else None,
                speaker_role=roles[person.name] if person else None,
                verb=found.verb,
                text=body[found.start : found.end],
                start=found.start,
                end=found.end,
                direct=found.direct,
                denied=found.denied,
            )
        )
    return tuple(rows)


def _paragraphs(body: str) -> Iterator[tuple[int, str]]:
    """Each paragraph with its place in the body."""
    at = 0
    for paragraph in body.split("\n\n"):
        yield at, paragraph
        at += len(paragraph) + 2


class _Reader:
    """Reads an article from its beginning on; ``focus`` is who spoke, or was introduced, last."""

    def __init__(self, masked: str) -> None:
        self.people = People(masked)
        self.found: list[_Found] = []
        self._last: Person | None = None
        self._unread: list[str] = []
        # The few words of speech that the article has at all: quickly looked for in a paragraph.
        self._cues = sorted(self.people.printed & CUES)

    @property
    def _focus(self) -> Person | None:
        """Who spoke, or was introduced, last. Introductions are read when somebody is referred to."""
        for text in self._unread:
            for sentence in sentences(text, []):
                self._introduce(text[sentence.start : sentence.end])
        self._unread.clear()
        return self._last

    @_focus.setter
    def _focus(self, person: Person | None) -> None:
        self._unread.clear()
        self._last = person

    def read(self, at: int, text: str, spans: list[Span]) -> None:
        """Read a paragraph that begins at this place of the body."""
        masked = hidden(text, spans)
        if not spans and not any(cue in text for cue in self._cues):
            self._unread.append(text)
            return
        before = len(self.found)
        for sentence in sentences(text, spans):
            continues = len(self.found) > before
            if not self._read_spans(at, text, masked, sentence, continues=continues):
                self._read_report(at, masked, sentence)

    def _read_spans(self, at: int, text: str, masked: str, sentence: Sentence, *, continues: bool) -> bool:
        """Read the direct speech of a sentence; False where it has none."""
        start, any_found, splits = sentence.start, False, False
        for span in sentence.spans:
            words = text[span.start : span.end]
            if not any(map(str.isalnum, words)):
                continue
            attribution = attribution_of(text, masked, span, start, self.people.known)
            if attribution is not None:
                self._attributed(at, text, span, attribution)
                start = max(start, attribution.end)
                splits = attribution.end > span.after
            elif _stands_alone(text, span, sentence, follows=splits):
                speaker = self.found[-1].speaker if continues or any_found else None
                self._add(at, text, span, None, speaker, waits=not (continues or any_found))
            else:
                continue
            any_found = True
        return any_found

    def _attributed(self, at: int, text: str, span: Span, attribution: Attribution) -> None:
        speaker = self._speaker(attribution.mention, refers_back=attribution.refers_back)
        self._focus = speaker
        self._add(at, text, span, attribution.verb, speaker)

    def _speaker(self, mention: Mention | None, *, refers_back: bool) -> Person | None:
        if mention is None:
            return self._focus if refers_back else None
        if mention.kind in ("pronoun", "epithet"):
            return self._focus
        if mention.kind == "group":
            return Person(mention.name) if mention.name else None
        person = self.people.person(mention)
        if person is None and mention.kind == "role" and mention.role:
            return Person(mention.role)
        return person

    def _add(
        self, at: int, text: str, span: Span, verb: str | None, speaker: Person | None, *, waits: bool = False
    ) -> None:
        words = text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip(" ,"))
        end = span.start + len(words.rstrip(_TRAILING))
        found = _Found(at + start, at + end, verb, speaker, direct=True, waits=waits)
        self._settle(found)
        self.found.append(found)

    def _settle(self, found: _Found) -> None:
        """Paragraphs in marks alone are his between whose words they stand."""
        if found.waits:
            return
        waiting = []
        for before in reversed(self.found):
            if not before.waits:
                if before.speaker and found.speaker and before.speaker.name == found.speaker.name:
                    for one in waiting:
                        one.speaker = before.speaker
                break
            waiting.append(before)
        for one in waiting:
            one.waits = False

    def _read_report(self, at: int, masked: str, sentence: Sentence) -> None:
        text = masked[sentence.start : sentence.end].rstrip()
        report = report_in(text, self.people.known)
        if report is None:
            self._unread.append(text)
            return
        if report.mention and report.mention.kind in ("name", "role") and not self._is_surely(report.mention):
            return
        speaker = self._speaker(report.mention, refers_back=True)
        if report.mention and report.mention.kind == "epithet" and speaker is None:
            return
        self._focus = speaker
        place = at + sentence.start
        found = _Found(
            place + report.start, place + report.end, report.verb, speaker, direct=False, denied=report.denied
        )
        self._settle(found)
        self.found.append(found)

    def _is_surely(self, mention: Mention) -> bool:
        if mention.kind == "role":
            return self.people.person(mention) is not None
        return self.people.is_person(mention)

    def _introduce(self, text: str) -> None:
        """Whoever is introduced as a sentence's subject is who speaks next."""
        if passive := _PASSIVE.search(text):
            mention = mention_at(text, passive.end(), self.people.known)
            if mention and mention.name and self._is_surely(mention):
                self._last = self.people.person(mention)
                return
        for start in subject_starts(text):
            mention = mention_at(text, start, self.people.known)
            if mention is None or mention.kind != "name":
                continue
            person = self.people.person(mention) if self.people.is_person(mention) else None
            if person and (mention.role or set(person.name.split()) & self.people.known):
                self._last = person
            return


def _stands_alone(text: str, span: Span, sentence: Sentence, *, follows: bool) -> bool:
    """Whether words in marks are a sentence, and no title or nickname inside of one."""
    words = text[span.start : span.end].rstrip()
    before = text[sentence.start : span.opened].strip(" ,.")
    after = text[span.after : sentence.end].strip(" .,\n")
    if follows:
        return words.endswith(_ENDS_SPEECH) and text[: span.opened].rstrip()[-1:] in (",", ".", ":")
    if before or after:
        return False
    if words.endswith(_ENDS_SPEECH) or text[span.after : span.after + 1] == ".":
        return len(words.split()) > 1
    return len(words.split()) >= _FEWEST_WORDS
