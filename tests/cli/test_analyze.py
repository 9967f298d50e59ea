"""``analyze``: every step from a text to its terms, for people and for programs."""

from __future__ import annotations

import io
import sys

import orjson
import pytest

TEXT = "Pemkot Tangsel menyiapkan Rp6 miliar, Senin (29/4)"
DAY = ("--date", "2024-04-30")
MONEY = {
    "type": "money",
    "amount": 6_000_000_000,
    "high": None,
    "currency": "IDR",
    "about": False,
    "doubtful": False,
}


def test_one_object_a_line_with_offsets_and_values(ask):
    answer = ask("analyze", TEXT, *DAY, "--format", "jsonl")
    (line,) = map(orjson.loads, answer.lines)
    assert (answer.code, answer.err, line["text"]) == (0, "", TEXT)
    for token in line["tokens"]:
        assert TEXT[token["start"] : token["end"]] == token["surface"]
    kinds = {token["surface"]: token["kind"] for token in line["tokens"]}
    assert (kinds["menyiapkan"], kinds["Rp6 miliar"]) == ("word", "money")
    assert [token["values"] for token in line["tokens"] if token["kind"] == "money"] == [[MONEY]]
    (day,) = (token["values"][0] for token in line["tokens"] if token["kind"] == "date")
    assert (day["type"], day["date"], day["doubtful"]) == ("date", "2024-04-29", False)
    assert orjson.loads(ask("analyze", TEXT, *DAY, "--format", "json").out) == line


def test_a_person_sees_the_readings_and_what_stands_behind_an_abbreviation(ask):
    answer = ask("analyze", TEXT, "--format", "table")
    assert "stands for: pemerintah kota" in answer.out
    assert "meN + siap + kan" in answer.out
    assert "value: type money, amount 6000000000, currency IDR" in answer.out


@pytest.mark.parametrize("piped", [False, True])
def test_many_texts_one_a_line(piped, ask, tmp_path, monkeypatch):
    content = b"Banjir di Bekasi\r\n\nHarga naik 5%\n"
    path = tmp_path / "kalimat.txt"
    path.write_bytes(content)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    answer = ask("analyze", "--file", "-" if piped else path, "--format", "jsonl")
    texts = [orjson.loads(line)["text"] for line in answer.lines]
    assert (answer.code, texts) == (0, ["Banjir di Bekasi", "", "Harga naik 5%"])


def test_nothing_to_analyse_is_nothing_found(ask):
    assert ask("analyze", "…", "--format", "jsonl").code == 1


REFUSED = {
    "no text": ((), "Give either a TEXT, or many with --file FILE"),
    "two": (("a", "--file", "b"), "Give either a TEXT, or many with --file FILE"),
    "no file": (("--file", "tiada.txt"), "File 'tiada.txt' does not exist or is no file"),
    "a folder": (("--file", "."), "File '.' does not exist or is no file"),
    "not UTF-8": (("--file", "rusak.txt"), "File 'rusak.txt' is not UTF-8: invalid start byte"),
    "no day": (("a", "--date", "2024-13-40"), "'2024-13-40' is no day. Give one such as"),
    "no day of news": (("a", "--date", "9999-12-31"), "news is of 1900 to 2100"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_analysed_is_named(case, refused, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rusak.txt").write_bytes(b"\xff\xfe")
    arguments, message = REFUSED[case]
    assert message in refused("analyze", *arguments)
