"""Build the shipped tables from the published lists of regions.

Run after a new edition appears::

    python -m beritasearch.regions.compile FOLDER

FOLDER holds ``wilayah_2025.csv`` and ``provinces_regencies_2018.csv`` of cahyadsn/wilayah.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from beritasearch.regions.names import name_key, split_level

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


def compile_names(regions: dict[str, str]) -> dict[str, str]:
    """Return key → codes of every name, official and short."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for code, name in regions.items():
        for key in name_keys(code, name):
            codes[key].add(code)
    for name, meant in read_short_names():
        codes[name_key(name)].update(meant)
    return {key: " ".join(sorted(found)) for key, found in codes.items()}


def compile_moves(regions: dict[str, str], earlier: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return retired code → code of today, and code → former province, of regions that moved."""
    with earlier.open(encoding="utf-8", newline="") as file:
        then = {row["kode"]: row["nama"] for row in csv.DictReader(file)}
    today = {
        (name_key(name), code[3:5] >= "71"): code
        for code, name in ((c, n.removeprefix("Kabupaten ")) for c, n in regions.items())
        if len(code) == 5 and code[0] == "9"  # only Papua was split after 2018
    }
    retired: dict[str, str] = {}
    for code, name in then.items():
        if len(code) != 5 or code in regions:
            continue
        key = (name_key(name.replace("KAB. ", "")), code[3:5] >= "71")
        retired[code] = today[key]
    former = {now: code[:2] for code, now in retired.items() if now[:2] != code[:2]}
    former |= {now[:2]: code for now, code in former.items() if now[:2] != code}
    return retired, former


def write_table(path: Path, rows: Iterable[tuple[str, str]]) -> None:
    """Write lines in the order of their bytes, as SortedTable expects."""
    lines = sorted(f"{key}\t{value}\n".encode() for key, value in rows)
    path.write_bytes(b"".join(lines))


def main(source: Path, target: Path = _HERE) -> None:
    """Write the four tables."""
    regions = read_regions(source / "wilayah_2025.csv")
    retired, former = compile_moves(regions, source / "provinces_regencies_2018.csv")
    write_table(target / "regions.tsv", regions.items())
    write_table(target / "names.tsv", compile_names(regions).items())
    write_table(target / "retired.tsv", retired.items())
    write_table(target / "former.tsv", former.items())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
