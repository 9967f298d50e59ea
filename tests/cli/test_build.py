"""``build`` at the command line: what it reads, counts, keeps and says."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from pathlib import Path

import orjson
import pytest

from beritasearch.dataset.dataset import open_dataset


def row(key: str, **fields: str) -> bytes:
    body = f"Isi berita {key} yang dikarang."
    return json.dumps({"id": key, "title": f"Judul {key}", "body": body, **fields}).encode() + b"\n"


@pytest.fixture(autouse=True)
def standing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def titles(dataset: str = "berita") -> list[str]:
    return sorted(open_dataset(dataset).read("articles")["title"].to_pylist())


def test_a_summary_of_new_changed_unchanged_and_merged(ask):
    Path("a.jsonl").write_bytes(row("a") + row("b"))
    first = ask("build", "a.jsonl", "-d", "berita").err.splitlines()
    assert first[0] == "2 read, 2 new, 0 changed, 0 unchanged, 0 rejected"
    assert first[-1].startswith("berita: version 1 (")
    again = ask("build", "a.jsonl", "-d", "berita").err.splitlines()
    assert again[0] == "2 read, 0 new, 0 changed, 2 unchanged, 0 rejected"
    assert again[-1].startswith("berita: version 1, as before (")
    Path("b.jsonl").write_bytes(row("a", body="Isi lain.") + row("b") * 2 + row("c") + b"{}\n")
    third = ask("build", "b.jsonl", "-d", "berita").err.splitlines()
    assert third[0] == (
        "5 read, 1 new, 1 changed, 1 unchanged, 1 rejected, 1 of an article read before"
    )
    assert third[1] == "  rejected 1: not-an-article"
    assert third[-1].startswith("berita: version 2 (")


def test_only_the_first_rejections_are_shown_and_all_are_kept(ask):
    Path("a.jsonl").write_bytes(row("a") + b"{}\n" * 7)
    answer = ask("build", "a.jsonl", "-d", "berita", "--keep-rejected", "ditolak.jsonl")
    shown = [line for line in answer.err.splitlines() if line.startswith("    a.jsonl at ")]
    kept = [orjson.loads(line) for line in Path("ditolak.jsonl").read_bytes().splitlines()]
    assert (len(shown), len(kept)) == (5, 7)
    assert {each["reason"] for each in kept} == {"not-an-article"}
    assert [each["offset"] for each in kept[:2]] == [len(row("a")), len(row("a")) + 3]


def test_what_was_rejected_is_kept_as_csv_where_the_name_says_so(ask):
    Path("a.jsonl").write_bytes(row("a") + b"{}\n")
    ask("build", "a.jsonl", "-d", "berita", "--keep-rejected", "ditolak.CSV")
    (kept,) = csv.DictReader(Path("ditolak.CSV").read_text("utf-8").splitlines())
    assert (kept["uri"], kept["offset"]) == ("a.jsonl", str(len(row("a"))))
    assert (kept["reason"], kept["detail"]) == (
        "not-an-article",
        "The row has no body. Its fields: none.",
    )


def test_articles_of_another_language_are_rejected_where_one_is_asked_for(ask):
    english = "The city said that the road will be closed because of the flood in the north. " * 3
    Path("a.jsonl").write_bytes(row("a") + row("b", body=english))
    assert ask("build", "a.jsonl", "-d", "semua").code == 0
    answer = ask("build", "a.jsonl", "-d", "berita", "--lang", "id")
    assert "  rejected 1: other-language" in answer.err.splitlines()
    assert (titles("semua"), titles()) == (["Judul a", "Judul b"], ["Judul a"])


@pytest.mark.parametrize(("content", "code", "kept"), [(b"{}\n", 2, 1), (row("a"), 0, 0)])
def test_what_was_rejected_is_kept_whether_the_build_succeeds_or_not(ask, content, code, kept):
    Path("a.jsonl").write_bytes(content)
    Path("ditolak.jsonl").write_bytes(b"of a build before\n" * 9)
    answer = ask("build", "a.jsonl", "-d", "berita", "--keep-rejected", "ditolak.jsonl")
    assert answer.code == code
    assert len(Path("ditolak.jsonl").read_bytes().splitlines()) == kept


# Inputs as they are typed, and the articles that they give.
INPUTS = {
    "a file": (["a.jsonl"], "a"),
    "files": (["b.jsonl", "a.jsonl"], "ab"),
    "a folder": (["."], "abcd"),
    "a glob": (["*.jsonl"], "ab"),
    "a glob of all folders": (["**/*.gz"], "cd"),
    "one twice": (["a.jsonl", "a.jsonl", "*.jsonl"], "ab"),
    "standard input": (["-"], "s"),
    "standard input and a file": (["-", "a.jsonl"], "as"),
}


@pytest.mark.parametrize("case", INPUTS)
def test_inputs(case, ask, monkeypatch):
    for key, name in (("a", "a.jsonl"), ("b", "b.jsonl"), ("c", "d/c.gz"), ("d", "d/e/d.gz")):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(gzip.compress(row(key)) if name.endswith("gz") else row(key))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(row("s"))))
    inputs, expected = INPUTS[case]
    assert ask("build", *inputs, "-d", "berita").code == 0
    assert titles() == [f"Judul {key}" for key in expected]


def test_fields_are_mapped_by_name(ask):
    Path("a.json").write_text('{"judul": "Judul", "isi": "Isi.", "ubah": "2024-05-02T08:00:00Z"}')
    mapped = "title=judul, body = isi,modified_at=ubah"
    assert ask("build", "a.json", "-d", "berita", "--map", mapped).code == 0
    (held,) = open_dataset("berita").read("articles").to_pylist()
    assert (held["title"], held["body"]) == ("Judul", "Isi.")
    assert held["modified_at"].isoformat() == "2024-05-02T08:00:00+00:00"


def test_a_name_that_no_row_has_is_said(ask):
    Path("a.json").write_text('{"judul": "Judul", "isi": "Isi."}')
    answer = ask("build", "a.json", "-d", "berita", "--map", "title=jdul,body=isi")
    assert "No row has the field 'jdul' that --map names." in answer.err
    assert "'isi'" not in answer.err
    refused = ask("build", "a.json", "-d", "lain", "--map", "title=judul,body=teks")
    assert refused.code == 2
    assert refused.err.endswith(" No row has the field 'teks'.\n")


def test_a_feed_alone_makes_a_dataset_of_headlines(ask):
    Path("a.xml").write_text(
        "<rss><channel><item><title>Warga Karangan Panen Padi</title>"
        "<link>https://contoh.id/panen</link><pubDate>Tue, 30 Apr 2024 10:21:00 GMT</pubDate>"
        "</item></channel></rss>"
    )
    answer = ask("build", "a.xml", "-d", "berita")
    assert answer.err.splitlines()[:2] == [
        "1 read, 0 new, 0 changed, 0 unchanged, 0 rejected",
        "1 new headlines",
    ]
    assert "Warga Karangan Panen Padi" in ask("query", "padi", "-d", "berita").out
    # When the article arrives, it meets its headline.
    row = {"url": "https://contoh.id/panen", "title": "Warga Karangan Panen Padi", "body": "Isi."}
    Path("b.json").write_text(json.dumps(row))
    ask("build", "b.json", "-d", "berita")
    (headline,) = open_dataset("berita").read("headlines").to_pylist()
    (article,) = open_dataset("berita").read("articles").to_pylist()
    assert headline["article_id"] == article["article_id"] == headline["headline_id"]


def test_records_of_an_archive_that_are_no_pages_are_counted_by_reason(ask):
    answers = [b"HTTP/1.1 301 Moved\r\n\r\n"] * 3 + [b"HTTP/1.1 404 Tiada\r\n\r\n"] * 2
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n"
    )
    Path("a.warc").write_bytes(b"".join(record % (len(a), a) for a in answers))
    Path("b.jsonl").write_bytes(row("b"))
    lines = ask("build", "a.warc", "b.jsonl", "-d", "berita").err.splitlines()
    assert lines[0] == "6 read, 1 new, 0 changed, 0 unchanged, 5 rejected"
    assert lines[1:3] == ["  rejected 2: error-status", "  rejected 3: redirect"]


def test_the_time_of_a_reproducible_build(ask, monkeypatch):
    Path("a.jsonl").write_bytes(row("a"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764547200")
    ask("build", "a.jsonl", "-d", "berita")
    assert open_dataset("berita").manifest().created_at == "2025-12-01T00:00:00+00:00"


def test_the_only_dataset_of_the_folder_is_built_on(ask):
    Path("a.jsonl").write_bytes(row("a"))
    Path("b.jsonl").write_bytes(row("b"))
    assert ask("build", "a.jsonl", "-d", "datasets/berita").code == 0
    assert ask("build", "b.jsonl").code == 0
    assert titles("datasets/berita") == ["Judul a", "Judul b"]


@pytest.mark.parametrize("engine", ["reference", "tantivy"])
def test_the_index_of_the_engine_is_made(ask, engine):
    Path("a.jsonl").write_bytes(row("a"))
    assert ask("build", "a.jsonl", "-d", "berita", "--engine", engine).code == 0
    assert [path.name for path in Path("berita/index").glob("*/")] == [engine]
    assert ask("query", "dikarang", "-d", "berita", "--engine", engine).code == 0


def test_a_fact_check_is_found_by_its_claim_and_shown_apart_from_it(ask):
    body = "NARASI : Air laut akan menenggelamkan Karangan. PENJELASAN : Foto itu dari kota lain."
    Path("a.jsonl").write_bytes(row("a", title="[SALAH] Karangan Tenggelam", body=body) + row("b"))
    ask("build", "a.jsonl", "-d", "berita", "--engine", "reference")
    hits = ask("query", "menenggelamkan", "-d", "berita", "--engine", "reference").out.splitlines()
    assert len(hits) == 1
    assert "[SALAH] Karangan Tenggelam" in hits[0]
    name = next(
        held["article_id"]
        for held in open_dataset("berita").read("articles").to_pylist()
        if held["fact_check"]
    )
    shown = ask("show", name, "-d", "berita", "--engine", "reference").out
    assert "PENJELASAN : Foto itu dari kota lain." in shown
    assert "Fact-check. Verdict: SALAH" in shown
    assert "Claim: Air laut akan menenggelamkan Karangan." in shown
