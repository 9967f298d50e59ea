"""The analyzer: surface terms and stems, and a fingerprint that tells analyzers apart."""

from __future__ import annotations

import re
import unicodedata
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from beritasearch.analysis.indonesian.forms import Form, Forms, forms
from beritasearch.analysis.indonesian.roots import LEXICONS, Roots, roots
from beritasearch.analysis.indonesian.spelling import modernised
from beritasearch.analysis.indonesian.stemmer import Ranked, Stemmer, stemmer
from beritasearch.analysis.indonesian.values.digits import plain_number
from beritasearch.analysis.indonesian.values.scan import may_state_value
from beritasearch.analysis.tokenizer import terms, without_marks

# Raised by hand whenever tokenizer or analyzer give other terms for some text.
_RULES_VERSION = 4
# What decides about terms beside the rules. The last two are read for senses.
_TABLES = (
    "roots.tsv",
    "affixes.tsv",
    "exceptions.tsv",
    "forms.tsv",
    "abbreviations.tsv",
    "topics.tsv",
)
# Stands between what a text says and what its abbreviations stand for, so that no phrase
# reaches across.
BORDER = "|"
# `anak2` is `anak-anak`, but CO2, FP2 and Rp2 are not; and Moto2 is a name.
_DOUBLED = re.compile(r"([a-z]{3,})2(?:an|nya|kan|i)?")
_BOUND = re.compile(
    r"(pasca|antar|non|multi|ultra)([a-z]{4,})"
    # Shorter rests are in names: Prawiro, Pramana.
    r"|(eks|anti|sub|super|pra|semi|pro|mikro|makro|mini|kontra|nir|purna|hidro|tele)([a-z]{5,})"
)
_SPELLINGS = frozenset(("informal", "old", "variant"))
# So many capitals are an abbreviation, whatever the word means in small letters.
_SHORT = 3
_NOT_DOUBLED = frozenset(("moto",))


class _Stems(dict[str, str]):
    """Stems by surface term; grows with the vocabulary, not with the text."""

    def __init__(self) -> None:
        self._forms: Forms = forms()
        self.roots: Roots = roots()
        self.stemmer: Stemmer = stemmer()

    def __missing__(self, term: str) -> str:
        stem = self[term] = self._stem(term)
        return stem

    def _stem(self, term: str) -> str:
        if meant := self._forms.stems(term):
            return meant
        if not term.isalpha():
            return self.doubled(term)
        root = self.stemmer.stem(modernised(term, self.roots))
        if root == term:
            return self._parted(term)
        # dengerin -> denger -> dengar; aktifitasnya -> aktifitas -> aktivitas.
        return self._forms.stems(root) or root

    def _parted(self, term: str) -> str:
        """`pascagempa` as *pasca gempa*: written joined, apart and with a hyphen alike."""
        match = _BOUND.fullmatch(term)
        # The first kind parts also what is a root of its own (*multimedia*), *promosi* stays whole.
        if match is None or (match[3] and term in self.roots):
            return term
        prefix, bound = match[1] or match[3], match[2] or match[4]
        rest = self[bound]
        is_known = self.roots.is_root(rest) or self._forms.stems(bound) is not None
        return f"{prefix} {rest}" if is_known else term

    def standard(self, word: str) -> str:
        """A word in standard spelling; abbreviations and compounds as they are."""
        form = self._forms.get(word)
        is_spelling = form is not None and form.kind in _SPELLINGS and len(form.words) == 1
        return form.words[0] if form is not None and is_spelling else word

    def doubled(self, term: str) -> str:
        """What stands for a term with digits: its word where a `2` doubles it, or its number."""
        match = _DOUBLED.fullmatch(term)
        if match and match[1] not in _NOT_DOUBLED and self.roots.is_root(match[1]):
            return self[match[1]]
        return plain_number(term)


class Analyzer:
    """Turns text into the terms that engines store and look up.

    Two streams of terms stand for a text: its words as printed, folded to lower case, and their
    stems. The second one holds what the words stand for: roots, standard spellings, the words of
    abbreviations, compounds split.

    Attributes
    ----------
    fingerprint : changes whenever the same text could give other terms; an index keeps the
        one it was built with, and another one is refused. Readable, so that a person sees
        what differs.
    """

    def __init__(self) -> None:
        self._stems = _Stems()
        self._forms = forms()
        self.fingerprint = _fingerprint()

    def surface(self, text: str) -> list[str]:
        """The words of a text as written, folded to lower case."""
        return terms(text)

    def stem(self, term: str) -> str:
        """What stands for a surface term: one stem, or several parted by spaces."""
        return self._stems[term]

    def stems(self, surface: Sequence[str]) -> list[str]:
        """What stands for surface terms, one string each, in order."""
        return list(map(self._stems.__getitem__, surface))

    def root(self, word: str, *, is_name: bool = False) -> str:
        """The root of one printed word: its lemma, in standard spelling.

        Abbreviations, names and joined compounds stay one word here; :meth:`stem` gives what
        they stand for.

        Parameters
        ----------
        word : as printed; may hold hyphens and apostrophes.
        is_name : whether the text shows it to be a name.

        >>> analyzer().root("mensosialisasikannya"), analyzer().root("Pemkot")
        ('sosialisasi', 'pemkot')
        """
        plain = self.spelled(word)
        if not plain.isalpha() and "-" not in plain:
            return self._stems.doubled(plain)
        return self._stems.standard(self._stems.stemmer.stem(plain, is_name=is_name))

    def spelled(self, word: str) -> str:
        """A printed word in today's standard spelling, in lower case, with all its affixes.

        >>> analyzer().spelled("Jum'at"), analyzer().spelled("Soeharto"), analyzer().spelled("dgn")
        ('jumat', 'suharto', 'dengan')
        """
        plain = without_marks(word.lower().replace("\u2011", "-"))
        # LG and HRS are abbreviations, not *lagi* and *harus*.
        if not (word.isupper() and 1 < len(word) <= _SHORT):
            plain = self._stems.standard(plain)
        return modernised(plain, self._stems.roots)

    def load(self) -> None:
        """Read all tables now, so that the first texts are analysed as fast as the others."""
        self._forms.load()
        self._stems.roots.load()

    def readings(self, word: str) -> list[Ranked]:
        """Every reading of a printed word without hyphens, best first."""
        return self._stems.stemmer.ranked(modernised(word.lower(), self._stems.roots))

    def is_function_word(self, term: str) -> bool:
        """Whether a term says how words belong together, not what a text is about."""
        return term in _function_words()

    def is_word(self, form: str) -> bool:
        """Whether a form's root is a known word, and not only a name."""
        return self._stems.roots.is_root(self._stems.stemmer.stem(form))

    def is_known_name(self, term: str) -> bool:
        """Whether a term is known, but only as a name."""
        return self._stems.roots.is_name(term)

    def stem_terms(self, text: str, surface: Sequence[str], published: date | None = None) -> str:
        """The stems of a text, parted by spaces; at its end what its context gives, and values.

        Parameters
        ----------
        surface : the surface terms of the same text.
        published : the day of publication, from which relative dates are counted.
        """
        from beritasearch.analysis.indonesian.values.printed import printed_terms  # of documents

        stems = " ".join(map(self._stems.__getitem__, surface))
        more = (*self.given_by_context(text, surface), *printed_terms(text, published))
        return f" {BORDER} ".join((stems, *more)) if more else stems

    def values_of_words(self, words: Sequence[str]) -> list[tuple[int, int, str]]:
        """The values that words in a row state: first word, the word after the last, term."""
        if not may_state_value(words):
            return []
        from beritasearch.analysis.indonesian.values.find import find_values  # of few queries

        text, starts = "", []
        for word in words:
            starts.append(len(text))
            text += f"{word} "
        return [
            (
                bisect_right(starts, found.start) - 1,
                bisect_left(starts, found.end),
                found.value.term,
            )
            for found in find_values(text)
            if found.value
        ]

    def given_by_context(self, text: str, surface: Sequence[str]) -> list[str]:
        """The stems of abbreviations whose sense the text decides, parted by spaces, each."""
        # Loads the senses, which most queries do not need.
        from beritasearch.analysis.indonesian.senses import senses

        return [" ".join(sense.stems) for sense in senses().expansions(text, surface)]

    def form(self, terms: Sequence[str]) -> Form | None:
        """What several surface terms in a row stand for together; None where nothing is known."""
        return self._forms.get(" ".join(terms))

    def forms_of(self, stem: str) -> tuple[str, ...]:
        """Printed forms that stand for a stem and do not show it: abbreviations, variants."""
        return self._forms.standing_for(stem)


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    lines = (LEXICONS / "function_words.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _fingerprint() -> str:
    checksum = 0
    for name in _TABLES:
        checksum = zlib.crc32((LEXICONS / name).read_bytes(), checksum)
    parts = (
        f"rules={_RULES_VERSION}",
        f"tables={checksum:08x}",
        f"unicode={unicodedata.unidata_version}",
    )
    return " ".join(parts)


@lru_cache(maxsize=1)
def analyzer() -> Analyzer:
    """The project's analyzer; its table of stems is shared by all who ask."""
    return Analyzer()
