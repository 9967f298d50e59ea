"""Count the lexicons against the articles again, and say where a file differs.

    python tests/analysis/count_lexicons.py [--write]

Reads ../shared/data/articles.jsonl.gz once. A word counts where it stands whole: no letter or
digit beside it, apostrophes inside a word belong to it, a hyphen is a boundary. A space in an
entry stands for any white space within a line. An article counts once, title and body together.
Abbreviations and names are counted as they are printed, the rest without regard to case; but
informal spellings not where they stand in capitals, because TP, SM and PD are abbreviations.
"""

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT.parent / "shared" / "data" / "articles.jsonl.gz"
LEXICONS = ROOT / "src" / "beritasearch" / "analysis" / "indonesian" / "lexicons"

PRINTED, FOLDED, UNCAPITALISED = "as printed", "in any case", "in any case but all capitals"

# file, how its entries are read, {column of entries: column of its counts}
FILES = (
    ("abbreviations.tsv", PRINTED, {"abbreviation": "articles"}),
    ("names.tsv", PRINTED, {"everyday": "articles_everyday", "full": "articles_full"}),
    ("spelling.tsv", FOLDED, {"variant": "articles"}),
    ("compounds.tsv", FOLDED, {"joined": "articles_joined", "split": "articles_split"}),
)

APOSTROPHES = str.maketrans(dict.fromkeys("’‘`ʼ´", "'"))
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
GAP = re.compile(r"[^\S\n]+")
CAPITALS = re.compile(r"(?<![^\W_])[^\W\d_]{2,}(?![^\W_])")


class Counts:
    """In how many texts each entry stands, for all entries in one pass."""

    def __init__(self, entries: Iterable[str]):
        self.articles: Counter[str] = Counter()
        self._starts: dict[str, list[tuple[int, str, str, str, str]]] = defaultdict(list)
        for entry in set(entries):
            words = list(WORD.finditer(entry))
            if not words:
                raise ValueError(f"no word in {entry!r}")
            first, last = words[0], words[-1]
            before, after = entry[: first.start()], entry[last.end() :]
            inner = entry[first.start() : last.end()]
            self._starts[first[0]].append((len(words), inner, before, after, entry))

    def read(self, text: str) -> None:
        """Count the entries that stand in a text."""
        words = list(WORD.finditer(text))
        found = set()
        for at, word in enumerate(words):
            for length, inner, before, after, entry in self._starts.get(word[0], ()):
                if entry in found or at + length > len(words):
                    continue
                start, end = word.start(), words[at + length - 1].end()
                if (
                    (length == 1 or GAP.sub(" ", text[start:end]) == inner)
                    and text.startswith(after, end)
                    and text.endswith(before, 0, start)
                ):
                    found.add(entry)
        self.articles.update(found)


def texts() -> Iterator[str]:
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield f"{row['title']}\n{row['body']}"


def split(path: Path) -> tuple[list[str], list[str], list[list[str]]]:
    """Comment lines, header, rows."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    header, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"{path.name}: {len(row)} columns in {row}")
    return comments, header, rows


def way(name: str, how: str, header: list[str], row: list[str]) -> str:
    """How an entry is read."""
    informal = name == "spelling.tsv" and row[header.index("kind")] == "informal"
    return UNCAPITALISED if informal else how


def folded(text: str, how: str) -> str:
    text = text.translate(APOSTROPHES)
    if how == PRINTED:
        return text
    if how == UNCAPITALISED:
        text = CAPITALS.sub(lambda word: "|" if word[0].isupper() else word[0], text)
    return text.lower()


def main(arguments: list[str]) -> int:
    if not ARTICLES.exists():
        print(f"{ARTICLES.name} is not there: nothing counted", file=sys.stderr)
        return 2
    tables = {name: split(LEXICONS / name) for name, _, _ in FILES if (LEXICONS / name).exists()}
    entries: dict[str, set[str]] = {PRINTED: set(), FOLDED: set(), UNCAPITALISED: set()}
    for name, how, columns in FILES:
        if name not in tables:
            continue
        _, header, rows = tables[name]
        for row in rows:
            read = way(name, how, header, row)
            for column in columns:
                if entry := row[header.index(column)]:
                    entries[read].add(entry if read == PRINTED else entry.lower())
    counts = {how: Counts(found) for how, found in entries.items() if found}
    for text in texts():
        for how, counter in counts.items():
            counter.read(folded(text, how))
    different = 0
    for name, how, columns in FILES:
        if name not in tables:
            continue
        comments, header, rows = tables[name]
        for column, counted in columns.items():
            place, there = header.index(column), header.index(counted)
            for row in rows:
                read = way(name, how, header, row)
                entry = row[place] if read == PRINTED else row[place].lower()
                now = str(counts[read].articles[entry]) if entry else ""
                if row[there] != now:
                    print(f"{name}\t{entry}\t{row[there]} -> {now}")
                    row[there] = now
                    different += 1
        if "--write" in arguments:
            lines = [*comments, *("\t".join(row) for row in (header, *rows))]
            (LEXICONS / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{different} counts differ", file=sys.stderr)
    return 1 if different and "--write" not in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
