"""Parts of one article in one build and in later ones, as HTML, rows and copied text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from beritasearch.archive.build import BuildReport, build
from beritasearch.dataset.dataset import open_dataset
from beritasearch.index.verify import verify_index

URL = "https://www.karangan.id/berita/1/panen"
TEXTS = {
    1: "Karangan.id-Kota Karangan, Warga memanen padi bersama-sama di sawah.",
    2: "Bupati datang pada siang hari dan berbicara dengan para petani.",
    3: "Hasilnya dijual ke pasar induk, dan warga pulang pada sore hari.",
}
BODY = {1: "Warga memanen padi bersama-sama di sawah.", 2: TEXTS[2], 3: TEXTS[3]}
WHOLE = "\n\n".join(BODY.values())


def copied(number: int, total: int = 2, title: str = "Warga Karangan Panen Padi") -> str:
    """A page as a person copies it: only the first names its portal."""
    pager = "\n".join(map(str, range(1, total + 1)))
    pager = pager + "\nBerikutnya" if number < total else pager
    pager = "Sebelumnya\n" + pager if number > 1 else pager
    return (
        f"{title}\nBANTEN\nSelasa, 30 Apr 2024  17:21\n\n{TEXTS[number]}\n\n{pager}\nTAG:\n#panen\n"
    )


def held(path: Path) -> list[dict[str, Any]]:
    return open_dataset(path).read("articles").to_pylist()


class Archive:
    """A dataset that pages are built into."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path, self.builds = folder, folder / "berita", 0

    def add(self, *pages: str) -> BuildReport:
        self.builds += 1
        files = self.folder / f"pages-{self.builds}"
        files.mkdir()
        for number, page in enumerate(pages):
            (files / f"{number}.txt").write_text(page, encoding="utf-8")
        return build([str(files)], self.path, engine="reference")

    def only(self) -> dict[str, Any]:
        (article,) = held(self.path)
        return article


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_in_one_build(archive: Archive, order: tuple[int, ...]) -> None:
    report = archive.add(*map(copied, order))
    article = archive.only()
    assert article["body"] == f"{BODY[1]}\n\n{BODY[2]}"
    assert (article["parts_total"], article["parts_held"]) == (2, 2)
    assert (article["portal"], article["dateline"]) == ("karangan.id", "Kota Karangan")
    assert [page["part"] for page in article["pages"]] == [1, 2]
    assert (report.read, report.new) == (2, 1)


def test_in_later_builds(archive: Archive) -> None:
    archive.add(copied(1))
    assert (archive.only()["parts_total"], archive.only()["parts_held"]) == (2, 1)
    report = archive.add(copied(2))
    assert (report.new, report.changed, report.version) == (0, 1, 2)
    assert archive.only()["body"] == f"{BODY[1]}\n\n{BODY[2]}"
    assert archive.only()["parts_held"] == 2
    assert not verify_index(open_dataset(archive.path), "reference").faults


def test_a_part_that_comes_again_changes_nothing(archive: Archive) -> None:
    archive.add(copied(1), copied(2))
    for number in (1, 2):
        report = archive.add(copied(number))
        assert (report.new, report.changed, report.is_new) == (0, 0, False)
    assert archive.only()["parts_held"] == 2


def test_titles_that_a_later_part_lists_were_seen_in_the_article(archive: Archive) -> None:
    listed = (
        "Berita Terkait\nPasar Karangan Ramai Pembeli Sekali\nBANTEN   Kamis, 2 Mei 2024  00:05\n"
    )
    archive.add(copied(1), copied(2) + listed)
    (headline,) = open_dataset(archive.path).read("headlines").to_pylist()
    assert headline["seen_in"] == [archive.only()["article_id"]]
    assert headline["portal"] == "karangan.id"


def test_of_two_copies_of_a_part_the_richer_one_is_taken(archive: Archive) -> None:
    poorer = copied(1).replace("TAG:\n#panen\n", "")
    archive.add(poorer, copied(1), copied(2))
    assert archive.only()["tags"] == ["panen"]
    assert archive.only()["body"] == f"{BODY[1]}\n\n{BODY[2]}"


def test_a_later_part_of_another_article_stays_alone(archive: Archive) -> None:
    archive.add(copied(1))
    archive.add(copied(2, title="Pasar Karangan Ramai Pembeli"))
    assert sorted(article["parts_held"] for article in held(archive.path)) == [1, 1]


def row(body: str, total: int, number_held: int) -> bytes:
    """A row of a dataset."""
    return orjson.dumps(
        {
            "article_id": "x",
            "text_sha256": "x",
            "published_on": "2024-04-30",
            "parts_total": total,
            "parts_held": number_held,
            "url": URL,
            "title": "Panen",
            "body": body,
        }
    )


def test_a_whole_article_is_not_given_away_for_a_part_of_it(tmp_path: Path) -> None:
    page, path = tmp_path / "a.jsonl", tmp_path / "berita"
    page.write_bytes(row(WHOLE, 1, 1))
    build([str(page)], path, engine="reference")
    (whole,) = held(path)
    page.write_bytes(row(BODY[1], 3, 1))
    report = build([str(page)], path, engine="reference")
    assert (report.changed, report.is_new) == (0, False)
    assert held(path) == [whole]


def test_a_whole_article_takes_the_place_of_its_parts(tmp_path: Path) -> None:
    page, path = tmp_path / "a.jsonl", tmp_path / "berita"
    page.write_bytes(row(BODY[1], 3, 1))
    build([str(page)], path, engine="reference")
    page.write_bytes(row(WHOLE, 1, 1))
    assert build([str(page)], path, engine="reference").changed == 1
    (article,) = held(path)
    assert (article["body"], article["parts_held"], article["parts_total"]) == (WHOLE, 1, 1)


def test_what_was_joined_survives_its_export(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(copied(1), copied(2))
    exported = tmp_path / "export.jsonl"
    exported.write_bytes(orjson.dumps(archive.only(), default=str))
    build([str(exported)], tmp_path / "lagi", engine="reference")
    (article,) = held(tmp_path / "lagi")
    for column in ("body", "parts_total", "parts_held"):
        assert article[column] == archive.only()[column]
