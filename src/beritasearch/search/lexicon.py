"""A user's own abbreviations, names and synonyms, by which queries are widened.

Nothing is rebuilt: the index stays as it is, and what a form stands for is looked for beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from beritasearch.analysis.analyzer import Analyzer
from beritasearch.errors import InputError

_WHAT = "Lexicon"
_FORM, _MEANS = "form", "means"
# As many as a prefix or a fuzzy word may stand for: each is one more clause in every text.
_MOST = 64

Terms = tuple[str, ...]


class Lexicon:
    """What forms stand for, in both directions.

    *PMK* may stand for *penyakit mulut dan kuku* and for *peraturan menteri keuangan*; each of
    these stands for *PMK*, and neither for the other.

    Parameters
    ----------
    meanings : by the surface terms of a form, what it stands for.
    """

    def __init__(self, meanings: Mapping[Terms, tuple[str, ...]]) -> None:
        self._meanings = meanings
        self.longest = max(map(len, meanings), default=0)

    def meanings(self, terms: Sequence[str]) -> tuple[str, ...]:
        """What these words stand for together, as the file has it; empty where nothing is known."""
        return self._meanings.get(tuple(terms), ())


NO_LEXICON = Lexicon({})


def read_lexicon(path: str | Path, analyzer: Analyzer) -> Lexicon:
    """The lexicon in a file: CSV or TSV whose first line names the columns ``form`` and ``means``.

    Several lines for one form are alternatives. Other columns are for the people who keep it.

    Raises
    ------
    InputError : it cannot be read, or a line says nothing; the message names the line.
    """
    # Only who has a lexicon needs these.
    import csv

    from beritasearch.pages.inputs import named_input, open_text

    name = named_input(str(path), _WHAT)
    found: dict[Terms, dict[str, None]] = {}
    try:
        with open_text(str(path), _WHAT) as lines:
            for number, form, means in _rows(lines, name):
                where = f"Line {number} of {name[0].lower()}{name[1:]}"
                one, other = _terms(form, analyzer, where), _terms(means, analyzer, where)
                if one == other:
                    raise InputError(f"{where}: '{form}' and '{means}' are the same words.")
                _add(found, one, means, where)
                _add(found, other, form, where)
    except csv.Error as error:
        raise InputError(f"{name} is no CSV that can be read: {error}.") from error
    return Lexicon({terms: tuple(texts) for terms, texts in found.items()})


def _rows(lines: TextIO, name: str) -> Iterator[tuple[int, str, str]]:
    """Line number, form and meaning of each row."""
    import csv

    first = next(lines, "").rstrip("\r\n")
    delimiter = max("\t;,", key=first.count)
    columns = [
        column.strip().lower() for column in next(csv.reader([first], delimiter=delimiter), [])
    ]
    if not {_FORM, _MEANS} <= set(columns):
        raise InputError(
            f"{name} needs a first line with the columns {_FORM} and {_MEANS}; "
            f"its first line is '{first[:80]}'."
        )
    reader = csv.reader(lines, delimiter=delimiter)
    for row in reader:
        if len(row) > len(columns):
            raise InputError(
                f"Line {reader.line_num + 1} of {name[0].lower()}{name[1:]} has more columns than "
                "the first one. Put quotation marks around a value that holds a separator."
            )
        if any(row):
            values = dict(zip(columns, row, strict=False))
            yield reader.line_num + 1, values[_FORM], values.get(_MEANS, "")


def _terms(text: str, analyzer: Analyzer, where: str) -> Terms:
    terms = tuple(analyzer.surface(text))
    if not terms:
        raise InputError(f"{where} needs a word under {_FORM} and one under {_MEANS}.")
    return terms


def _add(found: dict[Terms, dict[str, None]], terms: Terms, text: str, where: str) -> None:
    meanings = found.setdefault(terms, {})
    meanings[" ".join(text.split())] = None
    if len(meanings) > _MOST:
        raise InputError(f"{where}: '{' '.join(terms)}' stands for more than {_MOST} others.")


def stem_rows(texts: Iterable[str], analyzer: Analyzer) -> tuple[Terms, ...]:
    """What stands for each text in the stem stream, in a row."""
    rows: dict[Terms, None] = {}
    for text in texts:
        terms = analyzer.surface(text)
        rows[tuple(" ".join(analyzer.stems(terms)).split())] = None
        if form := analyzer.form(terms):
            rows[form.stems] = None
    return tuple(rows)
