"""Known items: a title as somebody remembers it, and the one article that it stands on.

Of each title drawn, one word is misspelt, one is in another form, and one is missing. The rule
uses no analyzer, so that it favours none.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

# Whoever remembers fewer words does not look for a title.
_FEWEST_WORDS = 6
_SHORTEST = 5
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = ("di", "ber", "ter", "ke", "se")
_BEHIND = ("nya", "kan", "an", "i")
# A form that is printed less often is as likely a slip.
_LEAST_PRINTED = 3


def remembered_titles(
    titles: Mapping[str, str], printed: Mapping[str, int], number: int, seed: int
) -> Iterator[tuple[str, str]]:
    """Ids of articles with a query for each.

    Parameters
    ----------
    titles : by article id; a title that stands on several articles is not drawn.
    printed : how often each word is printed in the archive, in lower case.
    """
    times = Counter(title.lower() for title in titles.values())
    chance = random.Random(seed)
    names = [name for name in sorted(titles) if times[titles[name].lower()] == 1]
    chance.shuffle(names)
    found = 0
    for name in names:
        if found == number:
            return
        if query := _remembered(_WORD.findall(titles[name]), printed, chance):
            found += 1
            yield name, query


def _remembered(
    words: Sequence[str], printed: Mapping[str, int], chance: random.Random
) -> str | None:
    """The words with three of them changed; None where they cannot be."""
    changeable = [at for at, word in enumerate(words) if len(word) >= _SHORTEST]
    chance.shuffle(changeable)
    inflected = next((at for at in changeable if other_forms(words[at], printed)), None)
    rest = [at for at in changeable if at != inflected]
    if len(words) < _FEWEST_WORDS or inflected is None or len(rest) < 2:
        return None
    changed = list(words)
    forms = other_forms(words[inflected], printed)
    changed[inflected] = max(forms, key=lambda form: (printed[form], form))
    changed[rest[0]] = misspelt(words[rest[0]], chance)
    del changed[rest[1]]
    return " ".join(changed)


def other_forms(word: str, printed: Mapping[str, int]) -> list[str]:
    """Other printed forms of a word: with one ending or beginning more, or one less."""
    plain = word.lower()
    made = [plain + end for end in _BEHIND] + [start + plain for start in _BEFORE]
    made += [plain.removesuffix(end) for end in _BEHIND if plain.endswith(end)]
    made += [plain.removeprefix(start) for start in _BEFORE if plain.startswith(start)]
    return [
        form for form in made if len(form) >= _SHORTEST and printed.get(form, 0) >= _LEAST_PRINTED
    ]


def misspelt(word: str, chance: random.Random) -> str:
    """A word with one slip of the finger: two letters exchanged, one missing, or one twice."""
    at = chance.randrange(1, len(word) - 1)
    exchanged = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    slips = [word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]]
    return chance.choice([exchanged, *slips] if exchanged != word else slips)
