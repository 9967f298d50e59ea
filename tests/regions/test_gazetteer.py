import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest

from beritasearch.errors import RegionAmbiguous, RegionNotFound
from beritasearch.regions.gazetteer import Region, gazetteer

CASES = Path(__file__).parent / "cases"
DATA = Path(__file__).parents[2] / ".." / "shared" / "data" / "regions"


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("name", "expected", "why"), rows("lookups.tsv"))
def test_lookups(name: str, expected: str, why: str) -> None:
    kind, _, codes = expected.partition(" ")
    if kind not in {"ambiguous", "unknown"}:
        assert gazetteer().resolve(name).code == expected, why
        return
    error = RegionAmbiguous if kind == "ambiguous" else RegionNotFound
    with pytest.raises(error) as raised:
        gazetteer().resolve(name)
    positions = [str(raised.value).find(code) for code in codes.split()]
    assert -1 not in positions, why
    assert positions == sorted(positions), why


def test_messages_say_what_to_do_next() -> None:
    with pytest.raises(RegionNotFound) as unknown:
        gazetteer().resolve("Tangerng")
    assert str(unknown.value) == (
        "Region 'Tangerng' is not known. "
        "Did you mean: Kota Tangerang (36.71), Kabupaten Tangerang (36.03)?"
    )
    with pytest.raises(RegionAmbiguous) as ambiguous:
        gazetteer().resolve("Bogor")
    assert str(ambiguous.value) == (
        "Region 'Bogor' is ambiguous: Kabupaten Bogor (32.01), Kota Bogor (32.71). "
        "Give one of these names or codes."
    )


def test_candidates_put_large_regions_first() -> None:
    codes = [region.code for region in gazetteer().candidates("Serang")]
    assert codes[:2] == ["36.04", "36.73"]
    assert all(len(code) == 8 for code in codes[2:])
    assert gazetteer().candidates("Atlantis") == ()


@pytest.mark.parametrize("name", [",", " ", "a", "Kota ", "36.", "Bogor, "])
def test_what_is_far_too_long_for_a_name_is_none(name: str) -> None:
    assert gazetteer().candidates(name * 5000) == ()
    with pytest.raises(RegionNotFound) as unknown:
        gazetteer().resolve(name * 5000)
    assert len(str(unknown.value)) < 600


def test_codes() -> None:
    regions = gazetteer()
    assert regions.get("36.71") == Region("36.71", "Kota Tangerang", "city")
    assert regions.get("36.71").parent == "36"
    assert regions.get("36").parent is None
    assert regions.chain("36.74.01") == ("36.74.01", "36.74", "36")
    assert regions.label("36.01.12") == "Labuan"
    assert regions.label("77.77") == "77.77"
    with pytest.raises(RegionNotFound, match=r"36\.71\.01"):
        regions.get("36.71.01.1001")


def test_children() -> None:
    codes = [region.code for region in gazetteer().children("36")]
    assert codes == ["36.01", "36.02", "36.03", "36.04", "36.71", "36.72", "36.73", "36.74"]
    assert gazetteer().children("36.74.01") == ()


def test_codes_that_papua_lost_still_work() -> None:
    assert gazetteer().resolve("91.01").code == "93.01"
    assert gazetteer().label("92.71") == "Kota Sorong"


@pytest.mark.parametrize("year", [2018, 2022, 2023])
def test_names_and_codes_of_earlier_editions_are_found(year: int) -> None:
    path = DATA / f"provinces_regencies_{year}.csv"
    if not path.exists():
        pytest.skip("needs ../shared/data/regions beside the repository")
    from beritasearch.regions.compile import read_edition

    for code, name in read_edition(path).items():
        assert name == name.strip()
        region = gazetteer().get(code)
        assert region in gazetteer().candidates(name), name


def test_every_region_is_found_under_its_own_name() -> None:
    regions = gazetteer()
    provinces = [r for code in range(11, 97) for r in _maybe(str(code))]
    assert len(provinces) == 38
    inside = [r for p in provinces for r in regions.children(p.code)]
    assert len(inside) == 514
    assert all(regions.resolve(r.name) == r for r in [*provinces, *inside])
    prefix = {"city": "Kota ", "regency": "Kabupaten "}
    assert all(r.name.startswith(prefix[r.level]) for r in inside)


def _maybe(code: str) -> list[Region]:
    return [gazetteer().get(code)] if gazetteer().label(code) != code else []


def test_tables_agree_with_the_published_list() -> None:
    source = DATA / "wilayah_2025.csv"
    if not source.exists():
        pytest.skip("needs ../shared/data/regions/wilayah_2025.csv beside the repository")
    with source.open(encoding="utf-8", newline="") as file:
        published = {
            row["kode"]: " ".join(row["nama"].split())
            for row in csv.DictReader(file)
            if row["level"] != "desa_kelurahan"
        }
    assert len(published) == 38 + 514 + 7285
    assert {code: gazetteer().label(code) for code in published} == published


def test_shipped_tables_are_what_compile_writes(tmp_path: Path) -> None:
    if not (DATA / "wilayah_2025.csv").exists():
        pytest.skip("needs ../shared/data/regions beside the repository")
    from beritasearch.regions import compile as compiler

    compiler.main(DATA, tmp_path)
    shipped = Path(compiler.__file__).parent
    for name in ("regions.tsv", "names.tsv", "retired.tsv"):
        assert (tmp_path / name).read_bytes() == (shipped / name).read_bytes(), name


def test_lookups_load_neither_pyarrow_nor_rapidfuzz() -> None:
    code = (
        "import sys; from beritasearch.regions.gazetteer import gazetteer; g = gazetteer();"
        "g.resolve('Tangsel'); g.label('36.71');"
        "print(sorted({'pyarrow', 'rapidfuzz', 'csv'} & set(sys.modules)))"
    )
    root = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout.strip() == "[]"


def test_lookups_are_quick() -> None:
    regions = type(gazetteer())()
    start = time.perf_counter()
    for _ in range(100):
        regions.label("36.71")
        regions.resolve("Tangsel")
    # Measured 0.02 ms for the pair; the bound leaves room for a busy machine.
    assert (time.perf_counter() - start) / 100 < 0.002
