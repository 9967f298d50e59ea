"""Finds the quotations of an article."""

from __future__ import annotations

from beritasearch.articles.article import Quotation
from beritasearch.articles.quotations.marks import paragraphs
from beritasearch.articles.quotations.people import with_place
from beritasearch.articles.quotations.reader import Reader


def find_quotations(article_id: str, body: str, title: str | None = None) -> tuple[Quotation, ...]:
    """The quotations of an article in the order of its text.

    Returns
    -------
    Rows with ``body[start:end] == text``. The speaker is null where the text does not name him.
    Words in marks that nobody says (titles, nicknames) give none.
    """
    read = list(paragraphs(body))
    reader = Reader("\n\n".join(paragraph.masked for paragraph in read))
    for paragraph in read:
        reader.read(paragraph)
    people = {name: reader.people.latest(name) for name in reader.speakers()}
    context = body if title is None else f"{title}\n{body}"
    roles = {name: with_place(person.role, context) for name, person in people.items()}
    return tuple(
        Quotation(
            article_id=article_id,
            ordinal=ordinal,
            speaker=found.speaker.name if found.speaker else None,
            speaker_role=roles[found.speaker.name] if found.speaker else None,
            verb=found.verb,
            text=body[found.start : found.end],
            start=found.start,
            end=found.end,
            direct=found.direct,
            denied=found.denied,
        )
        for ordinal, found in enumerate(reader.found, start=1)
    )
