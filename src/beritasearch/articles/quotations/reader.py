"""Reads an article sentence by sentence, and remembers who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beritasearch.articles.quotations.attributions import Attribution, attribution_of
from beritasearch.articles.quotations.marks import Paragraph, Sentence, Span, sentences
from beritasearch.articles.quotations.names import Mention, mention_at
from beritasearch.articles.quotations.people import People, Person
from beritasearch.articles.quotations.reports import CUES, report_in, subject_starts

# What ends a quotation but belongs to the reporting clause.
_TRAILING = ", "
_ENDS_SPEECH = (".", "!", "?", "…")
_FEWEST_WORDS = 6  # of a paragraph between marks without a full stop: fewer are a heading
_PASSIVE = re.compile(
    r"\b(?:disampaikan|diungkapkan|dikatakan|dijelaskan|ditegaskan|dituturkan|dibenarkan|"
    r"diutarakan|"
    r"dikemukakan|diamini)(?: langsung)?(?: oleh)? "
)


@dataclass(slots=True)
class Found:
    """A quotation as it was found; offsets are into the body.

    Parameters
    ----------
    waits : whether what follows may still say who speaks.
    """

    start: int
    end: int
    verb: str | None
    speaker: Person | None
    direct: bool
    denied: bool = False
    waits: bool = False


class Reader:
    """Reads the paragraphs of one article in their order.

    Parameters
    ----------
    masked : the whole article with its quotations hidden.
    """

    def __init__(self, masked: str) -> None:
        self.people = People(masked)
        self.found: list[Found] = []
        self._last: Person | None = None
        self._unread: list[str] = []
        # The few words of speech that the article has at all: quickly looked for in a paragraph.
        self._cues = sorted(self.people.printed & CUES)

    def speakers(self) -> Iterator[str]:
        """The names of all who were found to speak."""
        yield from {found.speaker.name for found in self.found if found.speaker}

    def read(self, paragraph: Paragraph) -> None:
        """Read the next paragraph."""
        masked, before = paragraph.masked, len(self.found)
        if not paragraph.spans and not any(cue in masked for cue in self._cues):
            self._unread.append(masked)
            return
        for sentence in sentences(paragraph):
            continues = len(self.found) > before
            if not self._read_spans(paragraph, sentence, continues=continues):
                self._read_report(paragraph, sentence)

    @property
    def _focus(self) -> Person | None:
        """Who spoke, or was introduced, last; introductions are read when he is referred to."""
        for text in self._unread:
            for sentence in sentences(Paragraph(0, text, (), text)):
                self._introduce(text[sentence.start : sentence.end])
        self._unread.clear()
        return self._last

    @_focus.setter
    def _focus(self, person: Person | None) -> None:
        self._unread.clear()
        self._last = person

    def _read_spans(self, paragraph: Paragraph, sentence: Sentence, *, continues: bool) -> bool:
        """Read the direct speech of a sentence; False where it has none."""
        start, is_split = sentence.start, False
        for span in sentence.spans:
            if not any(map(str.isalnum, paragraph.text[span.start : span.end])):
                continue
            attribution = attribution_of(paragraph, span, start, self.people.known)
            if attribution is not None:
                self._focus = speaker = self._attributed(attribution)
                self._add(paragraph, span, attribution.verb, speaker)
                start = max(start, attribution.end)
                is_split = attribution.end > span.after
            elif _stands_alone(paragraph, span, sentence, follows=is_split):
                follows = continues or start > sentence.start
                speaker = self.found[-1].speaker if follows else None
                self._add(paragraph, span, None, speaker, waits=not follows)
                start = span.after
        return start > sentence.start

    def _attributed(self, attribution: Attribution) -> Person | None:
        mention = attribution.mention
        if mention is None:
            return self._focus if attribution.refers_back else None
        person = self._person(mention)
        # A role or an office speaks under its own name, where nobody's is known.
        return person or (Person(mention.role) if mention.role else None)

    def _person(self, mention: Mention) -> Person | None:
        if mention.kind in ("pronoun", "epithet"):
            return self._focus
        if mention.kind == "group":
            return Person(mention.name) if mention.name else None
        return self.people.person(mention)

    def _add(
        self,
        paragraph: Paragraph,
        span: Span,
        verb: str | None,
        speaker: Person | None,
        *,
        waits: bool = False,
    ) -> None:
        words = paragraph.text[span.start : span.end]
        start = paragraph.at + span.start + len(words) - len(words.lstrip(_TRAILING))
        end = paragraph.at + span.start + len(words.rstrip(_TRAILING))
        self._settle(Found(start, end, verb, speaker, direct=True, waits=waits))

    def _settle(self, found: Found) -> None:
        """Paragraphs in marks alone are his between whose words they stand."""
        if not found.waits:
            waiting: list[Found] = []
            while len(waiting) < len(self.found) and self.found[-1 - len(waiting)].waits:
                waiting.append(self.found[-1 - len(waiting)])
            before = (
                self.found[-1 - len(waiting)].speaker if len(waiting) < len(self.found) else None
            )
            same = before and found.speaker and before.name == found.speaker.name
            for one in waiting:
                one.waits = False
                one.speaker = before if same else None
        self.found.append(found)

    def _read_report(self, paragraph: Paragraph, sentence: Sentence) -> None:
        text = paragraph.masked[sentence.start : sentence.end].rstrip()
        report = report_in(text, self.people.known)
        if report is None:
            self._unread.append(text)
            return
        mention = report.mention
        speaker = self._focus if mention is None else self._surely(mention)
        if speaker is None and mention is not None and mention.kind != "pronoun":
            return
        self._focus = speaker
        at = paragraph.at + sentence.start
        self._settle(
            Found(
                at + report.start,
                at + report.end,
                report.verb,
                speaker,
                direct=False,
                denied=report.denied,
            )
        )

    def _surely(self, mention: Mention) -> Person | None:
        """The person of a mention; None where it may be a firm or a place."""
        if mention.kind == "name" and not self.people.is_person(mention):
            return None
        return self._person(mention)

    def _introduce(self, text: str) -> None:
        """Whoever is introduced as a sentence's subject is who speaks next."""
        known = self.people.known
        if passive := _PASSIVE.search(text):
            mention = mention_at(text, passive.end(), known)
            if mention and mention.name and (person := self._surely(mention)):
                self._last = person
                return
        for start in subject_starts(text):
            mention = mention_at(text, start, known)
            if mention is None or mention.kind != "name":
                continue
            person = self._surely(mention)
            if person and (mention.role or set(person.name.split(" ")) & known):
                self._last = person
                return


def _stands_alone(paragraph: Paragraph, span: Span, sentence: Sentence, *, follows: bool) -> bool:
    """Whether words in marks are a sentence, and no title or nickname inside of one."""
    text = paragraph.text
    words = text[span.start : span.end].rstrip()
    if follows:
        return words.endswith(_ENDS_SPEECH) and text[
            max(0, span.opened - 3) : span.opened
        ].rstrip()[-1:] in (",", ".", ":")
    before = text[sentence.start : span.opened].strip(" ,.")
    after = text[span.after : sentence.end].strip(" .,\n")
    if before or after:
        return False
    if words.endswith(_ENDS_SPEECH) or text[span.after : span.after + 1] == ".":
        return " " in words
    return len(words.split()) >= _FEWEST_WORDS
