"""Tags as the dataset keeps them: `#KotaTangerang` is `kota tangerang`, whoever prints it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

# Where one hashtag ends and the next begins: `#sekda #kota tangerang`.
_NEXT_HASH = re.compile(r"(?:^|(?<=[\s,;]))#+")
# Words that were joined for a hashtag: a capital after a small letter, a number, an abbreviation.
_JOINT = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-zA-Z])(?=[0-9])|(?<=[0-9])(?=[A-Z])"
)
# Names that are printed as one word with a capital inside.
_ONE_WORD = frozenset(
    (
        "airasia", "bukalapak", "facebook", "ihsg", "iphone", "linkaja", "linkedin", "motogp",
        "mypertamina", "playstation", "shopeefood", "tiktok", "transjakarta", "whatsapp", "youtube",
    )
)  # fmt: skip
_EDGES = " \t\n.,;:\"“”'‘’()[]|"
# A letter or two on its own is no word: `#KPopers`, `#iPhone`.
_SHORTEST_WORD = 3


def normalise_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags in lower case without `#`, each once, in the page's order.

    >>> normalise_tags(["#KotaTangerang", "Kota  Tangerang", "#sekda #DKIJakarta", "#"])
    ('kota tangerang', 'sekda', 'dki jakarta')
    """
    return tuple(dict.fromkeys(filter(None, map(_normalised, _each(tags)))))


def _each(tags: Iterable[str]) -> Iterator[str]:
    for tag in tags:
        before, *hashtags = _NEXT_HASH.split(tag)
        yield before
        yield from map(_parted, hashtags)


def _parted(hashtag: str) -> str:
    """The words of a hashtag; a name that is one word stays one."""
    plain = hashtag.strip(_EDGES)
    if " " in plain or plain.lower() in _ONE_WORD:
        return plain
    words = _JOINT.sub(" ", plain.replace("_", " ")).split()
    are_words = all(len(word) >= _SHORTEST_WORD or _is_short_word(word) for word in words)
    return " ".join(words) if are_words or "_" in plain else plain


def _is_short_word(text: str) -> bool:
    return text.isdigit() or (len(text) > 1 and not text.islower())


def _normalised(tag: str) -> str:
    text = unicodedata.normalize("NFC", tag.lower()).replace("#", " ")
    return " ".join(text.split()).strip(_EDGES)
