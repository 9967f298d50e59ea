"""Old spelling: Soeharto, Djakarta, Tjokroaminoto, as it was written before 1972 and in names."""

from __future__ import annotations

import re

from beritasearch.analysis.indonesian.morphology import analyses
from beritasearch.analysis.indonesian.roots import Roots

# A bare j was y, so the pairs with j are looked at before it.
# Before a vowel only: BPTJ, DJP and Letjen are abbreviations.
_OLD = re.compile(r"oe|tj(?=[aeiou])|dj(?=[aeiou])|sj(?=[aeiou])|nj|ch|j")
_NEW = {"oe": "u", "tj": "c", "dj": "j", "sj": "sy", "nj": "ny", "ch": "kh", "j": "y"}


# What only old spelling has; the others are in words of today too: banjir, jalan, Achmad.
_SURE = frozenset(("oe", "tj", "dj", "sj"))
# Four letters are too few against a word that news writes: does, Joel, Noel.
_SHORTEST = 4
_SHORTEST_HELD = 5
# What only old names have, also those that news writes so today: Pudjiastuti, Sjafrie, Roeslani.
_OLD_ANYWHERE = re.compile(
    r".*dj[aiou].*|(?:.*[aiou])?tj[aiou].*|sj[aiou].*|.*sjah|soe[a-z]{3,}|[bkmnprt]oe[a-z]{2,}[aiou]"
)
# No word of today, whatever the list of roots says: Djuanda, Sudjono, Sjafrie.
_NEVER_TODAY = re.compile(r"(?!adj[au]).*dj[aiou]|[st]j[aiou]")
# Other languages' names, and two words of today in one.
_SPARED = frozenset(
    (
        *("djandoubi", "djenne", "djibouti", "djimsiti", "djokovic", "goendogan", "koeman"),
        *("kramatjati", "midjourney", "nidji", "platje", "tatjana", "transjawa"),
    )
)
# What only names of Indonesia before 1972 look like: Soekmadi, Poerwanto, Sosrodihardjo.
_OLD_NAME = re.compile(r"[bdgkmnprstw]oe[a-z]{2,}[aiou]|[a-z]*[dts]j[aeiou](?:[a-z]*[aeiou])?")


def modernised(word: str, known: Roots) -> str:
    """A word in today's spelling, where that gives a better known word; else as it is.

    Words that news writes so lose only what no spelling of today has: *Soeharto* is *Suharto*,
    but *raja* is not *raya*, nor *Achmad* *Akhmad*.

    >>> from beritasearch.analysis.indonesian.roots import roots
    >>> modernised("djakarta", roots()), modernised("raja", roots())
    ('jakarta', 'raja')
    """
    marks = set(_OLD.findall(word))
    if not marks or len(word) < _SHORTEST or word in _SPARED:
        return word
    held = known.get(word)
    if held and len(word) < _SHORTEST_HELD:
        return word
    doubtful = marks - _SURE
    spelled_today = (
        held
        or len(word) < _SHORTEST_HELD
        or any(r.prefixes or r.suffixes for r in analyses(word, known.is_root))
    )
    for spared in (doubtful,) if spelled_today else (doubtful, set()):
        chosen = marks - spared
        new = _OLD.sub(lambda m: _NEW[m[0]] if m[0] in chosen else m[0], word)  # noqa: B023
        found = known.get(new) if new != word and len(new) >= _SHORTEST - 1 else None
        if found and (held is None or found.whole >= held.whole):
            return new
    is_name = held is None or held.root is None or _NEVER_TODAY.match(word)
    if is_name and _OLD_ANYWHERE.fullmatch(word):
        # A word that is old throughout: Tjahjono, Widjaja.
        return _OLD.sub(lambda m: m[0] if m[0] == "ch" else _NEW[m[0]], word)
    if held is None and not spelled_today and _OLD_NAME.fullmatch(word):
        return _OLD.sub(lambda m: _NEW[m[0]] if m[0] in _SURE else m[0], word)
    return word
