"""In which language is a text? Told by the words that every sentence needs.

The rule: of the first words of a text those are counted that are function words of English, of
both Indonesian and Malay, or of one of these alone. The family with more of them is the text's;
between Indonesian and Malay the words decide that only one of them spells so (*bahwa*, *bahawa*).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files

# Those that are told apart.
LANGUAGES = ("en", "id", "ms")

# A text tells its language in its first paragraphs; reading on changes nothing but the time.
_READ = 160
_LETTERS = 1_400
# Below this a text says nothing: a caption, a table of results, a list of names.
_LEAST_WORDS = 20
# Of 30,273 articles of Indonesian portals two have less among their first words: a prayer in Arabic
# and a table of the weather. Both stay undecided. English news has 35 % of its own.
_LEAST_SHARE = 0.04
# Indonesian articles may begin with what they quote in English, but have their own words as well:
# in each of the six of 30,273 that do there are .57 of them to one English word, or more.
_FEW = 0.2
# Dutch and German have some words of English, but not many.
_ENGLISH_SHARE = 0.15
# Indonesian articles have a Malay word now and then: none of the 30,273 has two different ones, and
# fewer that are Indonesian only.
_LEAST_MALAY = 2

_CODE = re.compile("[a-z]{2,3}")
# As pages state it: `id-ID`, `in` (Java's old code), `Indonesian`.
_NAMED = {"in": "id", "ind": "id", "indonesia": "id", "indonesian": "id", "english": "en",
          "eng": "en", "msa": "ms", "may": "ms", "malay": "ms", "melayu": "ms"}  # fmt: skip


def _words_of(languages: str) -> frozenset[str]:
    table = files("beritasearch.articles").joinpath("function_words.tsv").read_text("utf-8")
    lines = (line.partition("\t") for line in table.splitlines())
    return frozenset(next(words for named, _, words in lines if named == languages).split())


_ENGLISH, _INDONESIAN, _MALAY = map(_words_of, LANGUAGES)
_OURS = _words_of("id ms") | _INDONESIAN | _MALAY


def detected(text: str) -> str | None:
    """``id``, ``ms`` or ``en``; None where a text is too short, or of another language.

    >>> detected("Pemerintah kota mengatakan bahwa jalan itu akan ditutup karena banjir. " * 3)
    'id'
    """
    words = text[:_LETTERS].lower().split(maxsplit=_READ)[:_READ]
    if len(words) < _LEAST_WORDS:
        return None
    english, ours = _count(words, _ENGLISH), _count(words, _OURS)
    if english > ours:
        words = text.lower().split()
        english, ours = _count(words, _ENGLISH), _count(words, _OURS)
        if ours < _FEW * english:
            return "en" if english > _ENGLISH_SHARE * len(words) else None
    if ours < _LEAST_SHARE * len(words):
        return None
    malay = _MALAY.intersection(words)
    if len(malay) < _LEAST_MALAY:
        return "id"
    return "ms" if len(malay) > _count(words, _INDONESIAN) else "id"


def _count(words: Iterable[str], known: frozenset[str]) -> int:
    return sum(map(known.__contains__, words))


def normalised(stated: str | None) -> str | None:
    """The code of a language as pages and rows state it: ``id-ID`` is ``id``.

    >>> normalised("id_ID"), normalised("Indonesian"), normalised("")
    ('id', 'id', None)
    """
    name = re.split(r"[-_;,\s]", (stated or "").strip().lower())[0]
    code = _NAMED.get(name, name)
    return code if _CODE.fullmatch(code) else None
