"""CSV however it is written, and Parquet of any types."""

from __future__ import annotations

import csv
import gzip
import io
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from beritasearch.pages.page import Form, Page, Rejection
from beritasearch.pages.reader import MAX_PAGE_BYTES, read_file

NEWS = (
    "title,publish_date,author,content,keyword,category,source,link\n"
    'Judul,2024-04-30,Sari,"Isi, dengan koma\ndan baris",padi,Nusantara,contoh.id,https://contoh.id/1\n'
)


def read(path: Path, content: bytes) -> list[Page | Rejection]:
    path.write_bytes(content)
    return list(read_file(str(path)))


def rows(found: Iterable[Page | Rejection]) -> list[dict[str, object] | str]:
    """The fields of rows, and the reasons of what is none."""
    return [
        dict(one.row or {})
        if isinstance(one, Page) and one.form is Form.ROW
        else str(one.form)
        if isinstance(one, Page)
        else one.reason
        for one in found
    ]


ONE = {"title": "Judul", "body": "Isi"}
TWO = {"title": "Lain", "body": "Isi lagi"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("title,body\nJudul,Isi\nLain,Isi lagi\n", [ONE, TWO], id="comma"),
        pytest.param("title;body\nJudul;Isi\nLain;Isi lagi\n", [ONE, TWO], id="semicolon"),
        pytest.param("title\tbody\nJudul\tIsi\nLain\tIsi lagi", [ONE, TWO], id="tab, no last line"),
        pytest.param("title|body\nJudul|Isi\n", [ONE], id="bar"),
        pytest.param("sep=;\r\ntitle;body\r\nJudul;Isi\r\n", [ONE], id="as Excel says it"),
        pytest.param('"title","body"\n"Judul","Isi"\n', [ONE], id="all quoted"),
        pytest.param("title, body\nJudul, Isi\n", [ONE], id="spaces behind commas"),
        pytest.param("title,body\r\n\r\nJudul,Isi\r\n", [ONE], id="blank line"),
        pytest.param("title,body\n,\nJudul,Isi\n", [ONE], id="empty row"),
        pytest.param("title,body,\nJudul,Isi,\n", [ONE], id="comma at the end"),
        pytest.param("title,body\n", [], id="names alone"),
        pytest.param(
            'title,body\n"Kata ""warga""","Isi, lagi"\n',
            [{"title": 'Kata "warga"', "body": "Isi, lagi"}],
            id="doubled marks",
        ),
        pytest.param(
            'title,body\n"Kata \\"warga\\"","Isi, lagi"\n',
            [{"title": 'Kata "warga"', "body": "Isi, lagi"}],
            id="escaped marks",
        ),
        pytest.param(
            'title,body\nTV 50" murah,Isi\n', [{"title": 'TV 50" murah', "body": "Isi"}], id="inch"
        ),
        pytest.param(
            'title,body\n"Judul,Isi\nLain,Isi lagi\n',
            [{"title": '"Judul', "body": "Isi"}, TWO],
            id="mark never closed",
        ),
        pytest.param(
            'title,body\nJudul,Isi\n"Lain,Isi\nJudul,Isi\n',
            [ONE, {"title": '"Lain', "body": "Isi"}, ONE],
            id="mark never closed, later",
        ),
        pytest.param(
            "title,body\nJudul\nLain,Isi lagi", [{"title": "Judul"}, TWO], id="field missing"
        ),
        pytest.param(
            'title,body\n"Kata "warga" baru",Isi\n',
            [{"title": 'Kata warga" baru"', "body": "Isi"}],
            id="marks within marks",
        ),
        pytest.param(
            "title,body\nJudul,Isi,lebih\nLain,Isi lagi\n", ["broken-row", TWO], id="more"
        ),
        pytest.param(
            "judul,isi,situs\n" + "a,b,c\n" * 5,
            [{"judul": "a", "isi": "b", "situs": "c"}] * 5,
            id="own names",
        ),
        pytest.param(
            "kolom,lain,lagi\n" + "a,b,c\n" * 5,
            [{"kolom": "a", "lain": "b", "lagi": "c"}] * 5,
            id="unknown names, and every row agrees",
        ),
        # A copied page, whose first line has a comma.
        pytest.param("Judul, Berita\n\nSenin, 30 Apr 2024\n\nIsi.\n", ["text"], id="text"),
        pytest.param("Panen padi, jagung, dan tebu\nIsi.\n", ["text"], id="text with two commas"),
        pytest.param("Teks, Isi\nSiaran pers kementerian\nIsi.\n", ["text"], id="text of a name"),
        pytest.param("Home | Berita | Olahraga\nJudul berita\n", ["text"], id="menu"),
        pytest.param("title,title\na,b\n", ["text"], id="a name twice"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_however_a_table_is_written(
    tmp_path: Path, text: str, expected: list[object], encoding: str
) -> None:
    assert rows(read(tmp_path / "a", text.encode(encoding))) == expected
    packed = gzip.compress(text.encode(encoding))
    assert rows(read(tmp_path / "a", packed)) == expected


def test_a_table_of_news_watch(tmp_path: Path) -> None:
    (row,) = rows(read(tmp_path / "a.csv", NEWS.encode()))
    assert isinstance(row, dict)
    assert list(row) == NEWS.partition("\n")[0].split(",")
    assert row["content"] == "Isi, dengan koma\ndan baris"


def test_fields_in_windows_encoding_among_others(tmp_path: Path) -> None:
    content = b"title,body\n" + "Café – baru,Isi\n".encode("windows-1252") + "Kopi – é,Isi".encode()
    found = rows(read(tmp_path / "a", content))
    assert [row["title"] for row in found if isinstance(row, dict)] == ["Café – baru", "Kopi – é"]


def test_a_field_as_long_as_an_article_may_be(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    text = "title,body\nJudul," + "a" * 5_000_000 + "\nLain,Isi lagi\n"
    first, second = rows(read(tmp_path / "a", text.encode()))
    assert isinstance(first, dict)
    assert len(str(first["body"])) == 5_000_000
    assert second == TWO
    assert csv.field_size_limit() == limit


def test_a_row_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    text = "title,body\nJudul," + "a" * (MAX_PAGE_BYTES + 5) + "\nLain,Isi lagi\n"
    assert rows(read(tmp_path / "a", text.encode())) == ["too-large", TWO]


def test_marks_that_are_never_closed_do_not_take_the_square_of_the_time(tmp_path: Path) -> None:
    lines = ['"Judul,Isi\n'] + ["Lain,Isi lagi\n"] * 1000
    text = "title,body\n" + "".join(lines) * 100
    began = time.process_time()
    found = rows(read(tmp_path / "a", text.encode()))
    assert found == ([{"title": '"Judul', "body": "Isi"}] + [TWO] * 1000) * 100
    assert time.process_time() - began < 10


def test_a_table_whose_names_only_its_owner_knows(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"kepala,naskah\nJudul,Isi\n")
    assert rows(read_file(str(path))) == ["text"]
    assert rows(read_file(str(path), ["naskah"])) == [{"kepala": "Judul", "naskah": "Isi"}]


def test_names_as_people_write_them_are_read_as_well(tmp_path: Path) -> None:
    from beritasearch.articles.extract import extract

    (page,) = read(tmp_path / "a", b"Title,Content,Publish Date\nJudul,Isi berita,2024-04-30\n")
    assert isinstance(page, Page)
    article = extract(page).article
    assert (article.title, article.body) == ("Judul", "Isi berita")
    assert article.published_on == date(2024, 4, 30)


def parquet(table: pa.Table, **options: object) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream, **options)
    return stream.getvalue()


AT = datetime(2024, 4, 30, 10, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(pa.array(["a"]), "a", id="string"),
        pytest.param(pa.array(["a"], pa.large_string()), "a", id="large string"),
        pytest.param(pa.array(["a"]).dictionary_encode(), "a", id="dictionary"),
        pytest.param(pa.array([b"a\xff"]), "a\ufffd", id="binary"),
        pytest.param(pa.array([None], pa.string()), None, id="null"),
        pytest.param(pa.array([float("nan")]), None, id="no number"),
        pytest.param(pa.array([7]), 7, id="integer"),
        pytest.param(pa.array([Decimal("1.50")]), "1.50", id="decimal"),
        pytest.param(pa.array([date(2024, 4, 30)]), "2024-04-30", id="day"),
        pytest.param(pa.array([AT]), "2024-04-30T10:21:00+00:00", id="time with zone"),
        pytest.param(
            pa.array([AT.replace(tzinfo=None)], pa.timestamp("ns")), "2024-04-30T10:21:00", id="ns"
        ),
        pytest.param(pa.array([10**7], pa.date32()), None, id="a day far away"),
        pytest.param(pa.array([-(10**17)], pa.timestamp("us")), None, id="a time far away"),
        pytest.param(pa.array([["a", "b"]]), ["a", "b"], id="list"),
        pytest.param(pa.array([{"a": AT}]), {"a": "2024-04-30T10:21:00+00:00"}, id="struct"),
        pytest.param(
            pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int32())), [["a", 1]], id="map"
        ),
    ],
)
def test_types_of_parquet(tmp_path: Path, values: pa.Array, expected: object) -> None:
    table = pa.table({"title": values, "body": ["Isi"]})
    assert rows(read(tmp_path / "a", parquet(table))) == [{"title": expected, "body": "Isi"}]


def test_parquet_by_numbers_packed_and_piped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from beritasearch.pages.reader import read_pages

    content = parquet(pa.table({"body": [f"Isi {n}" for n in range(1000)]}), row_group_size=300)
    plain = read(tmp_path / "a", content)
    assert [one.offset for one in plain] == list(range(1000))
    packed = read(tmp_path / "b", gzip.compress(content))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    piped = list(read_pages(["-"]))
    assert rows(packed) == rows(piped) == rows(plain)


def test_broken_parquet_is_rejected_by_name(tmp_path: Path) -> None:
    content = parquet(pa.table({"body": ["Isi"] * 5000}))
    for broken in (content[:-9], content[:200] + bytes(400) + content[600:], b"PAR1PAR1"):
        found = read(tmp_path / "a", broken)
        assert rows(found)[-1] in ("broken-parquet", {"body": "Isi"})
        assert "broken-parquet" in rows(found) or len(found) == 5000
