"""Build the shipped tables from the published lists of regions.

Run after a new edition appears::

    python -m beritasearch.regions.compile FOLDER

FOLDER holds ``wilayah_2025.csv`` and the earlier ``provinces_regencies_YEAR.csv`` of
cahyadsn/wilayah.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from beritasearch.regions.names import level_of, name_key, split_level

_HERE = Path(__file__).parent
_HELD = {"provinsi", "kabkota", "kecamatan"}


def read_regions(path: Path) -> dict[str, str]:
    """Return code → name of provinces, regencies, cities and districts; names trimmed."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] in _HELD]
    return {row["kode"]: " ".join(row["nama"].split()) for row in rows}


def read_short_names(path: Path = _HERE / "short_names.tsv") -> Iterator[tuple[str, list[str]]]:
    """Yield each hand-written name with its codes."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, codes, *_ = line.split("\t")
            yield name, codes.split()


def name_keys(code: str, name: str) -> set[str]:
    """Return the keys under which a region is found."""
    keys = {name_key(name)}
    if len(code) == 5:
        keys = {split_level(name)[1]}
    if "/" in name or "(" in name:  # "Tiro/Truseb", "Misool (Misool Utara)"
        keys |= {name_key(part) for part in name.replace("(", "/").split("/")}
    return keys - {""}


def compile_names(regions: dict[str, str], former: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return key → codes of every name: official, of an earlier edition, short.

    Parameters
    ----------
    former : code of today and the name that the region had, of provinces, regencies and cities.
    """
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for code, name in (*regions.items(), *former):
        for key in name_keys(code, name):
            codes[key].add(code)
    for name, meant in read_short_names():
        codes[name_key(name)].update(meant)
    return {key: " ".join(sorted(found)) for key, found in codes.items()}


def read_edition(path: Path) -> dict[str, str]:
    """Return code → name of an earlier edition; names trimmed, *KAB.* spelled out."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["kode"]: " ".join(row["nama"].replace("KAB. ", "Kabupaten ").split()) for row in rows
    }


def compile_moves(regions: dict[str, str], editions: Iterable[dict[str, str]]) -> dict[str, str]:
    """Return retired code → code of today, of regions that moved to another province."""
    today = {
        (split_level(name)[1], level_of(code)): code
        for code, name in regions.items()
        if len(code) == 5 and code[0] == "9"  # only Papua was split after 2018
    }
    return {
        code: today[split_level(name)[1], level_of(code)]
        for edition in editions
        for code, name in edition.items()
        if code not in regions
    }


def former_names(
    editions: Iterable[dict[str, str]], retired: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the code of today and a name of every region of earlier editions."""
    for edition in editions:
        for code, name in edition.items():
            yield retired.get(code, code), name


def write_table(path: Path, rows: Iterable[tuple[str, str]]) -> None:
    """Write lines in the order of their bytes, as SortedTable expects."""
    lines = sorted(f"{key}\t{value}\n".encode() for key, value in rows)
    path.write_bytes(b"".join(lines))


def main(source: Path, target: Path = _HERE) -> None:
    """Write the three tables."""
    regions = read_regions(source / "wilayah_2025.csv")
    editions = [read_edition(path) for path in sorted(source.glob("provinces_regencies_*.csv"))]
    retired = compile_moves(regions, editions)
    names = compile_names(regions, former_names(editions, retired))
    write_table(target / "regions.tsv", regions.items())
    write_table(target / "names.tsv", names.items())
    write_table(target / "retired.tsv", retired.items())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
