"""Write ``forms.tsv`` from the hand-made lists.

Run after a change of any of them::

    python -m beritasearch.analysis.indonesian.compile

A test fails when the file is not what this writes.
"""

from __future__ import annotations

from collections.abc import Iterator

from beritasearch.analysis.indonesian.lists import abbreviations, is_certain, rows
from beritasearch.analysis.indonesian.roots import LEXICONS
from beritasearch.analysis.indonesian.stemmer import stem_of, stemmer

FORMS = LEXICONS / "forms.tsv"
FORMS_BY_STEM = LEXICONS / "forms_by_stem.tsv"


def meanings() -> dict[str, tuple[str, str]]:
    """Words and kind by form in lower case; a form that several lists have is the first's."""
    found: dict[str, tuple[str, str]] = {}
    for form, words, kind in (
        *_abbreviations(),
        *_spellings(),
        *_names(),
        *_compounds(),
        *_parted(),
    ):
        if form != words:
            found.setdefault(form, (words, kind))
    return found


def _abbreviations() -> Iterator[tuple[str, str, str]]:
    """Those with one sense in any case; the others need their text, see ``senses.py``."""
    for form, same in abbreviations().items():
        if is_certain(same):
            yield _form(form), same[0]["expansion"], "abbreviation"


def _spellings() -> Iterator[tuple[str, str, str]]:
    for row in rows("spelling.tsv"):
        variant, standard = _form(row["variant"]), row["standard"].lower()
        # `nyanyi` for *bernyanyi* is a root of its own, and `ngomong` is N- + *omong*.
        if stem_of(standard) != variant and not (row["kind"] == "informal" and _is_made(variant)):
            yield variant, standard, row["kind"]


def _is_made(variant: str) -> bool:
    """Whether the stemmer explains an informal word by itself."""
    return stemmer().ranked(variant)[0].analysis.prefixes[:1] == ("N",)


def _names() -> Iterator[tuple[str, str, str]]:
    for row in rows("names.tsv"):
        everyday = (row["everyday"], *row["other"].split("|"))
        for form in everyday:
            if form:
                yield _form(form.lower()), _form(row["full"].lower()), "name"


def _compounds() -> Iterator[tuple[str, str, str]]:
    for row in rows("compounds.tsv"):
        joined, split = row["joined"].lower(), row["split"].lower()
        # `ke dua` stands for *kedua*, which stays one word.
        yield (split, joined, "parted") if row["kind"] == "joined" else (joined, split, "compound")


def _parted() -> Iterator[tuple[str, str, str]]:
    for row in rows("parted.tsv"):
        yield row["split"], row["joined"], "parted"


def _form(text: str) -> str:
    """As the tokenizer's terms: no apostrophes, hyphens as spaces."""
    plain = text.lower()
    for mark in "'’`":
        plain = plain.replace(mark, "")
    return " ".join(plain.replace("-", " ").replace(".", " ").split())


def compiled() -> str:
    """The whole file."""
    found = meanings()
    lines = []
    for form in sorted(found, key=str.encode):
        words, kind = found[form]
        meant = [part for word in _form(words).split() for part in _resolved(word, found, kind)]
        stems = " ".join(stem_of(word) for word in meant)
        lines.append(f"{form}\t{stems}\t{' '.join(meant)}\t{kind}\n")
    return "".join(lines)


def _resolved(word: str, found: dict[str, tuple[str, str]], kind: str) -> list[str]:
    """A standard word may itself be written joined (*kerjasama*), a part of it be short."""
    further = found.get(word)
    kinds = ("compound", "variant", *(("abbreviation",) if kind == "compound" else ()))
    return _form(further[0]).split() if further and further[1] in kinds else [word]


def by_stem(forms: str) -> str:
    """The forms of one word by each stem that they stand for, from the compiled file."""
    found: dict[str, list[str]] = {}
    for line in forms.splitlines():
        form, stems, *_ = line.split("\t")
        for stem in dict.fromkeys(stems.split()) if " " not in form else ():
            found.setdefault(stem, []).append(form)
    return "".join(f"{s}\t{' '.join(found[s])}\n" for s in sorted(found, key=str.encode))


if __name__ == "__main__":
    FORMS.write_text(compiled(), "utf-8")
    FORMS_BY_STEM.write_text(by_stem(FORMS.read_text("utf-8")), "utf-8")
