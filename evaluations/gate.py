"""Floors: what a measure must reach, pinned beside the digest of its data."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

DATA = Path(__file__).parents[2] / "shared" / "data"
ARTICLES = DATA / "articles.jsonl.gz"
_FLOORS = Path(__file__).with_name("floors.toml")


def is_data_there() -> bool:
    if not DATA.is_dir():
        print(f"'{DATA}' is not there: nothing can be measured.", file=sys.stderr)
    return DATA.is_dir()


def check(name: str, reached: Mapping[str, float], data: Iterable[Path]) -> int:
    """0 where every floor of a gate is reached, 1 where one is not, 2 where the data differ."""
    floors = tomllib.loads(_FLOORS.read_text("utf-8"))[name]
    if (digest := _digest(data)) != floors["data"]:
        print(f"\nThe data are not those of the floors: {digest}", file=sys.stderr)
        return 2
    sunk = {what: floor for what, floor in floors["floor"].items() if reached[what] < floor}
    for what, floor in sunk.items():
        print(f"below its floor: {what} {reached[what]:.4f} < {floor}", file=sys.stderr)
    return 1 if sunk else 0


def _digest(paths: Iterable[Path]) -> str:
    # In an order that does not depend on where the folders lie.
    each = sorted(sha256(path.read_bytes()).digest() for path in paths)
    return sha256(b"".join(each)).hexdigest()[:16]
