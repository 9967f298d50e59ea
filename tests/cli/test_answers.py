"""``query``, ``facets``, ``show``, ``related`` and ``regions``: what is printed in which format."""

from __future__ import annotations

import csv
import io
import sys

import orjson
import pytest

import invented
from beritasearch.index.build import build_index

INOVASI = invented.id_of("inovasi")
GROUPS = ("same_text", "same_story", "background")
LOBSTER = invented.id_of("lobster")


@pytest.fixture
def asked(ask, two_versions):
    """A command on the dataset of three versions."""
    return lambda *arguments: ask(*arguments, "-d", two_versions.path)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def ids(form: str, out: str) -> list[str]:
    """The articles that an answer of one of the formats for programs names."""
    if form == "json":
        answer = orjson.loads(out)
        groups = (answer.get(name, []) for name in ("hits", *GROUPS))
        return [hit["article_id"] for group in groups for hit in group]
    if form == "jsonl":
        return [orjson.loads(line)["article_id"] for line in out.splitlines()]
    if form == "csv":
        return [row["article_id"] for row in rows(out)]
    return [line.split("\t")[0] for line in out.splitlines()]


@pytest.mark.parametrize("form", ["lines", "json", "jsonl", "csv"])
@pytest.mark.parametrize("command", [["query", "pelayanan"], ["related", INOVASI]], ids=" ".join)
def test_every_format_names_the_same_articles(asked, command, form):
    expected = ids("lines", asked(*command).out)  # piped: lines
    assert len(expected) == len(set(expected)) > 0
    assert ids(form, asked(*command, "--format", form).out) == expected


@pytest.mark.parametrize("form", ["lines", "json", "jsonl", "csv"])
def test_nothing_found_is_an_empty_answer(asked, form):
    answer = asked("query", "zzyzx", "--no-fuzzy", "--format", form)
    assert (answer.code, ids(form, answer.out)) == (1, [])


def test_the_table_of_a_query(asked):
    out = asked("query", "lobster", "--format", "table", "--facet", "tag,region").out
    lines = out.splitlines()
    assert lines[0].startswith("1 article for lobster; 1 with the words as typed (berita version 3")
    assert "  1. Benih Lobster Digagalkan" in lines
    assert (
        f"     2019-09-17 17:30 · contoh.id · Kriminal · Kota Bandar Lampung, Lampung · {LOBSTER}"
    ) in lines
    tags = lines[lines.index("tag") : lines.index("region")]
    assert tags[1].split()[:2] == ["lobster", "1"]
    assert tags[2] == "  1 distinct"
    assert [line.split()[:-1] for line in lines[-3:-1]] == [
        ["Lampung", "1"],
        ["Kota", "Bandar", "Lampung", "1"],
    ]


def test_csv_joins_lists_and_quotes_what_needs_it(asked):
    (row,) = rows(asked("query", "inovasi kelurahan sekretaris", "--format", "csv").out)
    assert (row["region_codes"], row["tags"]) == ("36.71|36", "sekda|kota tangerang")
    assert (row["title"], row["sponsored"]) == ("Sekda Dorong Inovasi Pelayanan Publik", "False")


def test_meta_is_a_first_line_of_what_the_hits_leave_out(asked):
    plain = asked("query", "pelayanan", "--format", "jsonl").lines
    first, *hits = asked(
        "query", "pelayanan", "--format", "jsonl", "--meta", "--facet", "tag"
    ).lines
    whole = orjson.loads(asked("query", "pelayanan", "--format", "json", "--facet", "tag").out)
    assert hits == plain
    meta = orjson.loads(first)
    assert meta.keys() == whole.keys() - {"hits"}
    assert (meta["total"], meta["facets"]) == (whole["total"], whole["facets"])


@pytest.mark.parametrize(
    ("options", "notes"),
    [
        (["--facet", "tag"], ["Facets"]),
        (["--facet", "tag", "--format", "csv"], ["Facets"]),
        (["--facet", "tag", "--format", "jsonl"], ["Facets"]),
        (["--facet", "tag", "--format", "jsonl", "--meta"], []),
        (["--facet", "tag", "--format", "json"], []),
        (["--facet", "tag", "--format", "table"], []),
        (["--meta", "--format", "json"], ["--meta"]),
        (["--format", "trec", "--facet", "tag"], ["Facets"]),
        (["--explain"], ["Explanations"]),
        (["--explain", "--format", "csv"], ["Explanations"]),
        (["--explain", "--format", "parquet"], ["Explanations"]),
        (["--explain", "--format", "json"], []),
        (["--explain", "--format", "table"], []),
        (["--explain", "--format", "jsonl", "--sort", "newest"], ["--sort"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_what_has_no_place_in_the_output_is_said(asked, options, notes):
    answer = asked("query", "banjir", *options)
    said = [line.split()[1] for line in answer.err.splitlines()]
    assert (answer.code, said) == (0, notes)


def test_an_explanation_adds_up_to_the_score(asked):
    (line,) = asked("query", "lobster", "--explain", "--format", "jsonl").lines
    hit = orjson.loads(line)
    assert sum(part["score"] for part in hit["explanation"]) == pytest.approx(hit["score"], 1e-3)
    shown = asked("query", "lobster", "--explain", "--format", "table").out
    assert all(f"{part['field']}: {part['term']} (×" in shown for part in hit["explanation"])
    assert "explanation" not in asked("query", "lobster", "--format", "json").out


def test_what_is_new_since_a_version(asked):
    for version, expected in ((1, {"tambahan", "ketiga"}), (2, {"ketiga"}), (3, set())):
        answer = asked("query", "", "--new-since", str(version), "--kind", "article")
        assert set(ids("lines", answer.out)) == {invented.id_of(key) for key in expected}
        assert answer.code == (0 if expected else 1)


def test_an_older_version_is_searched_and_shown(asked):
    assert asked("query", "panen", "--no-fuzzy", "--at", "2").code == 1
    assert asked("query", "panen", "--no-fuzzy").code == 0
    assert asked("show", invented.id_of("ketiga"), "--at", "2").code == 2
    assert asked("facets", "--at", "2", "--facet", "portal").code == 0


@pytest.mark.parametrize(("limit", "number"), [("0", 0), ("1", 1), ("3", 3), ("all", 9)])
def test_as_many_hits_as_were_asked_for(asked, limit, number):
    assert len(asked("query", "", "--limit", limit).lines) == number
    assert len(asked("query", "", "--limit", limit, "--offset", "8").lines) == min(number, 1)


def test_filters_may_be_repeated(asked):
    one = asked("query", "", "--portal", "contoh.id", "--kind", "article").lines
    both = ["--portal", "contoh.id", "--portal", "lain.co.id", "--kind", "article"]
    assert (len(one), len(asked("query", "", *both).lines)) == (5, 7)
    assert len(asked("query", "", *both, "--since", "2024-05", "--until", "2024-05").lines) == 2


def test_facets_in_every_format(asked):
    facets = ["facets", "--facet", "tag,region"]
    whole = orjson.loads(asked(*facets, "--format", "json").out)
    lines = [line.split("\t") for line in asked(*facets).lines]
    assert ["tag", "sekda", "2"] in lines
    assert [["tag", v["value"], str(v["count"])] for v in whole["facets"]["tag"]] == [
        line for line in lines if line[0] == "tag"
    ]
    # A region's own line goes before those inside of it.
    regions = [line[1] for line in lines if line[0] == "region"]
    assert regions.index("36") < regions.index("36.71")
    table = asked(*facets, "--format", "table").lines
    assert table[0] == "7 articles"
    assert [row["value"] for row in rows(asked(*facets, "--format", "csv").out)] == [
        line[1] for line in lines
    ]


def test_shares_of_all_articles_of_a_value(asked):
    share = ["facets", "banjir", "--facet", "portal", "--share"]
    (value,) = orjson.loads(asked(*share, "--format", "json").out)["facets"]["portal"]
    assert value == {"value": "lain.co.id", "count": 2, "share": 1.0}
    assert asked(*share).out == "portal\tlain.co.id\t2\t1.000000\n"
    csv_rows = rows(asked(*share, "--format", "csv").out)
    assert csv_rows == [
        {"facet": "portal", "value": "lain.co.id", "count": "2", "share": "1.000000"}
    ]
    assert "100.0%" in asked(*share, "--format", "table").out
    assert "share" not in asked(*share[:-1], "--format", "json").out
    assert asked(*share[:-1]).out == "portal\tlain.co.id\t2\n"


def test_an_article_for_reading(asked):
    lines = asked("show", INOVASI).lines
    assert lines[0] == "Sekda Dorong Inovasi Pelayanan Publik"
    assert lines[1] == (
        "2024-04-30 17:21 · contoh.id · BANTEN · Kota Tangerang, Banten · Sari Contoh"
    )
    assert lines[2] == f"https://contoh.id/inovasi · {INOVASI}"
    assert "tags: sekda, kota tangerang" in lines


def test_where_the_bytes_came_from(asked):
    out = asked("show", INOVASI, "--provenance").out
    assert "  part 1: inovasi.html\n" in out
    assert f"    sha256 {'0' * 64}, fetched at an unknown time\n" in out
    assert "  extractor: invented 1; rights: " in out
    assert "provenance" not in asked("show", INOVASI).out


def test_how_an_article_changed(asked):
    out = " ".join(asked("show", LOBSTER, "--history").out.split())
    assert "version 1, 2025-01-01 00:00: added version 2, 2025-01-01 00:00: changed" in out
    assert "title: [-Penyelundupan -]Benih Lobster Digagalkan" in out
    assert "[-benih-]{+yang+} [-lobster. Nilainya Rp6 miliar.-]{+dikarang.+}" in out
    changes = orjson.loads(asked("show", LOBSTER, "--history", "--format", "json").out)["history"]
    assert [(each["version"], each["kind"]) for each in changes] == [
        ("1", "added"),
        ("2", "changed"),
    ]
    assert "history" not in orjson.loads(asked("show", LOBSTER, "--format", "json").out)


@pytest.mark.parametrize(
    ("style", "part"),
    [
        ("markdown", "https://contoh.id/inovasi"),
        ("csl", '"title"'),
        ("bibtex", "title = {"),
    ],
)
def test_a_citation_names_the_version(asked, style, part):
    out = asked("show", INOVASI, "--cite", style).out
    assert part in out
    assert "berita" in out
    assert "version 3" in out
    assert INOVASI in out


def test_a_headline_has_no_text_to_show(asked):
    (line,) = asked("query", "dapur MBG").lines
    answer = asked("show", line.split("\t")[0])
    assert answer.code == 2
    assert "is a headline: its article is not in" in answer.err


def test_only_what_came_before_is_related(asked):
    assert ids("json", asked("related", INOVASI, "--format", "json").out)
    before = asked("related", INOVASI, "--format", "json", "--before", "2024-05-02")
    assert (before.code, ids("json", before.out)) == (1, [])


def test_related_of_every_article(asked):
    lines = [orjson.loads(line) for line in asked("related", "--all", "--limit", "2").lines]
    assert len(lines) == len({line["related_to"] for line in lines}) == 7
    for line in lines:
        assert all(len(line[group]) <= 2 for group in GROUPS)
        assert line["related_to"] not in ids("json", orjson.dumps(line))


@pytest.mark.parametrize("source", ["file", "standard input"])
def test_related_to_a_text_that_is_not_held(asked, source, tmp_path, monkeypatch):
    text = "Penyelundupan benih lobster digagalkan petugas."
    path = tmp_path / "catatan.txt"
    path.write_text(text)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    answer = asked("related", path if source == "file" else "-")
    assert (answer.code, ids("lines", answer.out)[0]) == (0, LOBSTER)


def test_related_in_a_table_says_what_is_shared(asked):
    out = asked("related", INOVASI, "--format", "table").out
    assert "  1. Warga Memuji Kelurahan\n" in out
    assert "tag sekda" in out
    assert asked("related", INOVASI, "--before", "2001", "--format", "table").out == (
        "Nothing related is in the dataset.\n"
    )


def test_copies_are_one_line_that_says_who_was_first(ask, tmp_path):
    body = "Benih lobster senilai Rp6 miliar disita petugas karantina di Bandar Lampung. " * 3
    dataset, _ = invented.write(
        tmp_path / "berita",
        invented.extraction("satu", "2024-01-01 08:00", title="Yang Pertama", body=body),
        invented.extraction("dua", "2024-01-02 08:00", body=body, portal="lain.co.id"),
        invented.extraction("tiga", "2024-01-03 08:00", body=f"{body} Lagi.", portal="lagi.id"),
    )
    build_index(dataset, "tantivy")
    table = ask("related", invented.id_of("dua"), "-d", dataset.path, "--format", "table").lines
    assert table[0] == "Same text:"
    assert table[1].strip().startswith("2 copies with at least ")
    assert "Earliest in this dataset: 2024-01-01 08:00 · contoh.id · Yang Pertama" in table[2]
    of_first = ask("related", invented.id_of("satu"), "-d", dataset.path, "--format", "table")
    assert "Earliest in this dataset: the one that was asked about." in of_first.out
    explained = ask(
        "related", invented.id_of("dua"), "-d", dataset.path, "--format", "table", "--explain"
    ).out
    assert "  1. Yang Pertama\n" in explained
    assert "100% of the text" in explained
    assert "1 day earlier, shared:" in explained


def test_related_bounded_by_portals(asked):
    assert ids("lines", asked("related", INOVASI, "--same-portal").out)
    assert asked("related", INOVASI, "--other-portals").code == 1
    assert asked("related", INOVASI, "--portal", "lain.co.id").code == 1
    assert ids("lines", asked("related", INOVASI, "--region", "Banten").out)
    refused = asked("related", INOVASI, "--same-portal", "--other-portals")
    assert (refused.code, "not both" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Tangsel", ["36.74"]),
        ("36.71", ["36.71"]),
        ("Kota Tangerang", ["36.71"]),
        ("Tangerang", ["36.03", "36.71", "36.71.01"]),
        ("DIY", ["34"]),
    ],
)
def test_a_place_and_all_that_it_may_be(ask, name, codes):
    assert ids("lines", ask("regions", name).out) == codes
    described = orjson.loads(ask("regions", name, "--format", "json").out)
    assert [each["code"] for each in described] == codes
    table = ask("regions", name, "--format", "table").lines
    assert [line.split()[0] for line in table if not line.startswith(" ")] == codes


def test_a_region_tells_since_when_it_is_there(ask):
    out = ask("regions", "Nabire", "--format", "table").out
    assert "province since 2022-" in out
    assert "before in Papua (91), then as 91." in out
    validity = orjson.loads(ask("regions", "Nabire", "--format", "json").out)[0]["validity"]
    assert validity["valid_from"].startswith("2022-")
    assert (
        orjson.loads(ask("regions", "Kota Bandung", "--format", "json").out)[0]["validity"][
            "valid_from"
        ]
        is None
    )
