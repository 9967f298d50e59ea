"""What was removed is gone from everywhere, all else stays, and nothing brings it back."""

from __future__ import annotations

import random
import shutil
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pyarrow as pa
import pytest

import invented
from beritasearch.archive.archive import open as open_archive
from beritasearch.archive.build import build
from beritasearch.archive.removal import prune, remove, restore
from beritasearch.articles.article import Image, ReadAlso, RelatedLink
from beritasearch.dataset import replace as replacing
from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.schema import TABLES
from beritasearch.dataset.verify import verify
from beritasearch.dataset.write import writing
from beritasearch.engines.clauses import AllOf
from beritasearch.engines.registry import engine_names
from beritasearch.errors import ArticleNotFound, DatasetError, InputError
from beritasearch.index.build import build_index
from beritasearch.index.fields import FIELDS
from beritasearch.index.open import open_index
from beritasearch.index.verify import verify_index
from processes import run_and_kill, start

NOW = datetime(2025, 2, 1, tzinfo=UTC)
TITLE = "Kolonel Zarquon Membuka Gudang Vexillo"
AT = "2024-04-30 17:21"
SAID = "gudang vexillo ini milik semua orang di kampung"
BODY = f"Zarquon meresmikan gudang.\n\n“{SAID},” kata Zarquon Wibbleton. " + " ".join(
    f"kata{number} penutup" for number in range(60)
)
# Words that no other article has, one at least in each column that holds text.
OWN_WORDS = (
    *("zarquon", "vexillo", "wibbleton", "terasnya-qix", "kanalqix", "tagarqix", "penulisqix"),
    *("dateqix", "kodeqix", "gambarqix", "keteranganqix", "sumberqix", "hanyadisiniqix"),
)
GONE = invented.extraction(
    "zarquon",
    AT,
    title=TITLE,
    lead="Ringkasan terasnya-qix.",
    body=BODY,
    section="KANALQIX",
    tags=("tagarqix",),
    authors=("Penulisqix Contoh",),
    dateline="Dateqix",
    byline_code="kodeqix",
    source_id="sumberqix",
    other_ids=("sumberqix",),
    images=(Image("https://contoh.id/gambarqix.jpg", "Keteranganqix"),),
    quoted=[("Zarquon Wibbleton", SAID)],
    headlines=[
        invented.headline(
            "Hanyadisiniqix Warga Menanam Padi", AT, seen_in=(invented.id_of("zarquon"),)
        ),
        invented.headline(
            "Jalan Baru Diresmikan Bupati",
            AT,
            seen_in=(invented.id_of("zarquon"), invented.id_of("inovasi")),
        ),
    ],
)
# Its lists name the article: whole, cut, and another one of that day.
LISTING = invented.extraction(
    "daftar",
    "2024-05-03 10:00",
    read_also=(ReadAlso(TITLE, False, None), ReadAlso("Banjir Surut", False, None)),
    related=(
        RelatedLink("Kolonel Zarquon Membuka Gudang Vex ..", True, None, None, None),
        RelatedLink(TITLE, False, None, None, invented.when(AT)["published_at"]),
        RelatedLink("Panen Padi", False, None, None, None),
    ),
    headlines=[invented.headline(TITLE, "2024-04-30 17:21")],
)


def make(path: Path, *, engines: tuple[str, ...] = ()) -> Dataset:
    """Three versions: without it, with it, and with it changed and listed."""
    invented.write(path, *invented.news())
    dataset, _ = invented.write(path, GONE)
    for engine in engines:
        build_index(dataset, engine)
    changed = replace(GONE.article, body=f"{BODY} Ralat zarquon.", text_sha256="1" * 64)
    invented.write(
        path,
        replace(GONE, article=changed),
        LISTING,
        invented.extraction("salinan", "2024-05-04", body=BODY.replace("Zarquon", "Tokoh")),
    )
    for engine in engines:
        build_index(dataset, engine)
    return dataset


def rows(dataset: Dataset) -> dict[tuple[int, str], list[dict]]:
    return {
        (version, table): dataset.read(table, version).to_pylist()
        for version in dataset.versions()
        for table in TABLES
    }


def readable(dataset: Dataset) -> str:
    """All that can be read from a dataset's folder, as one text in small letters."""
    pieces = [repr(rows(dataset))]
    for engine in sorted(path.name for path in (dataset.path / "index").glob("*")):
        for version in sorted(
            int(p.name) for p in (dataset.path / "index" / engine).glob("[0-9]*")
        ):
            index = open_index(dataset, engine, version)
            pieces += [repr(index.engine.vocabulary(field)) for field in FIELDS.text]
            found = index.engine.top(AllOf(()), 10_000, "tie")
            pieces += [index.engine.stored(match).decode() for match in found.matches]
    for file in sorted(dataset.path.rglob("*")):
        if file.is_file():
            pieces.append(file.read_bytes().decode("latin-1"))
    return "\n".join(pieces).lower()


def tree(path: Path) -> dict[str, bytes]:
    return {
        file.relative_to(path).as_posix(): file.read_bytes()
        for file in sorted(path.rglob("*"))
        if file.is_file() and file.name != ".lock"
    }


@pytest.mark.parametrize("engine", engine_names())
def test_nothing_of_it_can_be_read_any_more(tmp_path, engine):
    dataset = make(tmp_path, engines=(engine,))
    before = readable(dataset)
    assert [word for word in OWN_WORDS if word not in before] == []
    assert SAID in before
    report = remove(tmp_path, [GONE.article.article_id], reason="Atas permintaan", now=NOW)
    assert [row.id for row in report.removed] == [GONE.article.article_id]
    assert report.amended == ("2.r1", "3.r1")
    after = readable(dataset)
    # What a copy under another title says too is not only its own.
    assert [word for word in OWN_WORDS if word in after] == ["vexillo", "wibbleton"]
    assert GONE.article.article_id not in after
    assert list(verify(dataset)) == []
    for version in sorted(int(p.name) for p in (tmp_path / "index" / engine).glob("[0-9]*")):
        assert verify_index(dataset, engine, version).faults == []
    archive = open_archive(tmp_path, engine=engine)
    assert archive.search("zarquon", facets=["tag", "author", "section"]).total == 0
    assert archive.search("banjir").version == "3.r1"
    assert archive.suggest("zarq") == archive.suggest("kanalq") == []
    assert "3.r1" in archive.cite(invented.id_of("inovasi"))


def test_all_other_rows_stay_as_they_were(tmp_path):
    dataset = make(tmp_path)
    before = rows(dataset)
    remove(tmp_path, [GONE.article.article_id], reason="Alasan", now=NOW)
    name, others = GONE.article.article_id, {}
    listed = {"Banjir Surut", "Panen Padi"}
    for (version, table), held in before.items():
        kept = [row for row in held if name not in (row.get("article_id"), row.get("earliest_id"))]
        if table == "headlines":
            kept = [row for row in kept if row["seen_in"] != [name] and row["title"] != TITLE]
            for row in kept:
                row["seen_in"] = [one for one in row["seen_in"] if one != name]
        if table == "articles":
            for row in kept:
                for column in ("read_also", "related"):
                    row[column] = [link for link in row[column] if link["title"] in listed]
        others[version, table] = kept
    assert rows(dataset) == others
    assert others[3, "headlines"]
    assert others[3, "duplicates"] == []
    assert before[3, "duplicates"] != []


def test_manifest_card_and_log_say_so(tmp_path):
    dataset = make(tmp_path)
    first = tree(dataset.folder(1))
    remove(tmp_path, [GONE.article.article_id], reason="Salah orang", now=NOW)
    assert tree(dataset.folder(1)) == first
    second, third = dataset.manifest(2), dataset.manifest(3)
    assert (second.label, third.label) == ("2.r1", "3.r1")
    (amendment,) = third.amendments
    assert (amendment.articles, amendment.headlines, amendment.lists) == (1, 2, 1)
    assert (amendment.reason, amendment.date) == ("Salah orang", "2025-02-01T00:00:00+00:00")
    assert (second.changes.new, third.changes.new, third.changes.changed) == (0, 2, 0)
    assert "version 3.r1" in (dataset.folder(3) / "README.md").read_text()
    (line,) = (tmp_path / "removals.jsonl").read_bytes().splitlines()
    logged = orjson.loads(line)
    assert sorted(logged) == ["action", "date", "ids", "reason", "texts", "titles"]
    assert set(logged["texts"]) == {GONE.article.text_sha256, "1" * 64}
    assert all(len(each) == 64 for name in ("ids", "titles") for each in logged[name])


def test_a_part_of_several_versions_is_written_once(tmp_path):
    dataset = make(tmp_path)
    for number in range(4):
        dataset, _ = invented.write(tmp_path, invented.extraction(f"baru {number}", "2025-01-01"))
    path = "articles/2024.parquet"
    shared = {(dataset.folder(v) / path).stat().st_ino for v in range(3, 8)}
    remove(tmp_path, [GONE.article.article_id], reason="Alasan", now=NOW)
    assert len(shared) == 1
    now = {(dataset.folder(v) / path).stat().st_ino for v in range(3, 8)}
    assert len(now) == 1
    assert now != shared
    untouched = {(dataset.folder(v) / "articles/2019.parquet").stat().st_ino for v in range(1, 8)}
    assert len(untouched) == 1


def test_copies_find_another_earliest(tmp_path):
    body = BODY.replace("Zarquon", "Tokoh")
    names = ("awal", "kedua", "ketiga")
    for day, name in enumerate(names, 1):
        invented.write(
            tmp_path, invented.extraction(name, f"2024-05-0{day}", body=f"{body} {name}")
        )
    report = remove(tmp_path, [invented.id_of("awal")], reason="Alasan", now=NOW)
    assert {copy.article_id for copy in report.copies} == set(map(invented.id_of, names[1:]))
    (row,) = Dataset(tmp_path).read("duplicates").to_pylist()
    assert (row["article_id"], row["earliest_id"]) == (
        invented.id_of("ketiga"),
        invented.id_of("kedua"),
    )


# Rows as a build reads them: an article, a copy of its text elsewhere, and one that lists it.
ROWS = [
    {"url": "https://contoh.id/zarquon", "title": TITLE, "body": BODY, "published": AT},
    {"url": "https://lain.co.id/9", "title": "Lain", "body": BODY, "published": "2024-05-01"},
    {"url": "https://contoh.id/b", "title": "Panen", "body": f"Petani panen. {'padi ' * 90}"},
]


def write_rows(path: Path, rows: list[dict]) -> str:
    path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    return str(path)


def test_a_build_of_the_same_input_does_not_bring_it_back(tmp_path):
    source, path = write_rows(tmp_path / "rows.jsonl", ROWS), tmp_path / "berita"
    build([source], path, created_at=NOW)
    dataset = Dataset(path)
    report = remove(path, [ROWS[0]["url"]], reason="Alasan", now=NOW)
    assert report.inputs == (source,)
    assert [copy.title for copy in report.copies] == ["Lain"]
    held, amended = rows(dataset), tree(dataset.folder(1))
    # The same page, and its text under another address; its copy was held and may stay.
    moved = write_rows(tmp_path / "moved.jsonl", [{**ROWS[0], "url": "https://contoh.id/lain"}])
    again = build([source, moved], path, created_at=NOW)
    assert (again.rejected, again.is_new, again.unchanged) == ({"removed": 2}, False, 2)
    assert [rejection.reason for rejection in again.rejections] == ["removed", "removed"]
    assert "dataset restore" in again.rejections[0].detail
    assert (rows(dataset), tree(dataset.folder(1))) == (held, amended)
    assert restore(path, [ROWS[0]["url"]], now=NOW) == 1
    back = build([source], path, created_at=NOW)
    assert (back.new, back.rejected, back.version) == (1, {}, 2)
    with pytest.raises(ArticleNotFound, match="Nothing that was removed"):
        restore(path, [ROWS[0]["url"]])


def test_a_later_page_does_not_bring_it_back_in_its_lists(tmp_path):
    dataset = make(tmp_path / "berita")
    remove(dataset.path, [GONE.article.article_id], reason="Alasan", now=NOW)
    row = {
        "article_id": "00aa00aa00aa00aa",
        "portal": invented.PORTAL,
        "title": "Berita Baru",
        "body": f"Isi baru. {'padi ' * 90}",
        "text_sha256": "2" * 64,
        "published_on": "2024-06-01",
        "read_also": [
            {"title": title, "title_cut": False, "url": None} for title in (TITLE, "Tetap")
        ],
    }
    source = write_rows(tmp_path / "rows.jsonl", [row])
    build([source], dataset.path, created_at=NOW)
    (held,) = [r for r in dataset.read("articles").to_pylist() if r["title"] == "Berita Baru"]
    assert [link["title"] for link in held["read_also"]] == ["Tetap"]


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"names": ["sumberqix"]}, ["zarquon"]),
        ({"names": ["https://contoh.id/zarquon"]}, ["zarquon"]),
        ({"portal": "lain.co.id"}, ["banjir", "undated"]),
        ({"query": "banjir wali kota"}, ["banjir"]),
        ({"query": "tag:lobster"}, ["lobster"]),
    ],
)
def test_what_is_meant(tmp_path, how, expected):
    dataset = make(tmp_path, engines=("tantivy",))
    before = tree(tmp_path)
    report = remove(tmp_path, **how, reason="", dry_run=True)
    assert {row.id for row in report.removed} == set(map(invented.id_of, expected))
    assert report.amended == ()
    assert tree(tmp_path) == before
    remove(tmp_path, **how, reason="Alasan", now=NOW)
    left = set(dataset.read("articles")["article_id"].to_pylist())
    assert not left & set(map(invented.id_of, expected))
    assert list(verify(dataset)) == []


@pytest.mark.parametrize(
    ("how", "error", "message"),
    [
        ({}, InputError, "Nothing was named"),
        ({"names": ["tiada"]}, ArticleNotFound, "known as 'tiada'. Nothing was removed"),
        ({"names": ["sumberqix", "tiada"]}, ArticleNotFound, "known as 'tiada'"),
        ({"portal": "tiada.id"}, ArticleNotFound, "of portal 'tiada.id'"),
        ({"query": "banjir lobster"}, ArticleNotFound, "matches 'banjir lobster'"),
        ({"names": ["sumberqix"], "reason": " "}, InputError, "--reason"),
    ],
)
def test_what_is_refused(tmp_path, how, error, message):
    make(tmp_path, engines=("tantivy",))
    before = tree(tmp_path)
    with pytest.raises(error, match=message):
        remove(tmp_path, **{"reason": "Alasan", **how})
    assert tree(tmp_path) == before


REMOVE = """
from datetime import UTC, datetime
from beritasearch.archive.removal import remove
remove({folder!r}, [{name!r}], reason="Alasan", now=datetime(2025, 2, 1, tzinfo=UTC))
"""
AMEND, STEPS = "beritasearch.dataset.amend", "beritasearch.dataset.removal"
MOMENTS = [
    (STEPS, "replace_file", 1, "before"),
    (STEPS, "replace_file", 1, "after"),
    (STEPS, "replace_file", 2, "after"),
    (AMEND, "write_part", 1, "after"),
    (AMEND, "link_part", 2, "after"),
    (AMEND, "write_texts", 1, "after"),
    ("beritasearch.dataset.replace", "_exchange", 1, "after"),
    (AMEND, "replace_folder", 1, "after"),
    (AMEND, "write_part", 3, "after"),
    (AMEND, "replace_folder", 2, "before"),
    (AMEND, "replace_folder", 2, "after"),
    ("beritasearch.index.anew", "build_index", 1, "before"),
    ("beritasearch.index.anew", "build_index", 1, "after"),
    ("beritasearch.archive.removal", "removal.end_removal", 1, "before"),
]


@pytest.fixture(scope="module")
def removals(tmp_path_factory):
    """A dataset before, and after a removal that nothing stopped."""
    before, after = (tmp_path_factory.mktemp(name) / "berita" for name in ("before", "after"))
    make(before, engines=("tantivy",))
    shutil.copytree(before, after)
    remove(after, [GONE.article.article_id], reason="Alasan", now=NOW)
    return before, after


@pytest.mark.parametrize(("module", "function", "number", "when"), MOMENTS)
def test_killed_at_any_moment(tmp_path, removals, module, function, number, when):
    before, after = removals
    path = tmp_path / "berita"
    shutil.copytree(before, path)
    code = REMOVE.format(folder=str(path), name=GONE.article.article_id)
    run_and_kill(code, module, function, number, when)
    dataset = Dataset(path)
    assert dataset.versions() == [1, 2, 3]
    for version in dataset.versions():
        states = [tree(folder / "versions" / str(version)) for folder in (before, after)]
        assert tree(dataset.folder(version)) in states
    has_begun = (path / ".removing").exists()
    assert (list(verify(dataset)) != []) == has_begun
    # Any later build goes on with it; before it had begun it must be asked for again.
    with pytest.raises(ArticleNotFound) if has_begun else pytest.MonkeyPatch().context():
        remove(path, [GONE.article.article_id], reason="Alasan", now=NOW)
    assert tree(path / "versions") == tree(after / "versions")
    assert (path / "removals.jsonl").read_bytes() == (after / "removals.jsonl").read_bytes()
    assert not (path / ".removing").exists()
    assert "zarquon" not in readable(dataset)
    assert not list(path.rglob(".unfinished*"))


@pytest.mark.slow
def test_killed_at_random_moments(tmp_path, removals):
    before, after = removals
    chosen = random.Random(7)
    code = "import sys; print('ready', flush=True)\n" + REMOVE
    for number in range(40):
        path = tmp_path / str(number) / "berita"
        shutil.copytree(before, path)
        with start(code.format(folder=str(path), name=GONE.article.article_id), stdout=-1) as one:
            assert one.stdout.read(1)
            time.sleep(chosen.uniform(0, 1.5))
            one.kill()
        dataset = Dataset(path)
        assert dataset.versions() == [1, 2, 3]
        for version in dataset.versions():
            states = [tree(folder / "versions" / str(version)) for folder in (before, after)]
            assert tree(dataset.folder(version)) in states
        with suppress(ArticleNotFound):
            remove(path, [GONE.article.article_id], reason="Alasan", now=NOW)
        assert tree(path / "versions") == tree(after / "versions")
        assert "zarquon" not in readable(dataset)


def test_a_build_ends_what_was_begun(tmp_path, removals):
    before, after = removals
    path = tmp_path / "berita"
    shutil.copytree(before, path)
    code = REMOVE.format(folder=str(path), name=GONE.article.article_id)
    run_and_kill(code, AMEND, "replace_folder", 1, "before")
    source = write_rows(tmp_path / "rows.jsonl", ROWS[2:])
    build([source], path, created_at=NOW)
    dataset = Dataset(path)
    assert dataset.versions() == [1, 2, 3, 4]
    for version in (1, 2, 3):
        assert tree(dataset.folder(version)) == tree(after / "versions" / str(version))
    assert "zarquon" not in readable(dataset)


def test_where_folders_cannot_be_exchanged(tmp_path, removals, monkeypatch):
    before, after = removals
    path = tmp_path / "berita"
    shutil.copytree(before, path)
    monkeypatch.setattr(replacing, "_exchange", lambda one, other: False)
    remove(path, [GONE.article.article_id], reason="Alasan", now=NOW)
    assert tree(path / "versions") == tree(after / "versions")
    # Killed between the two steps, the old folder is put back by whoever writes next.
    old = path / "versions" / "2"
    old.rename(path / "versions" / ".replaced-2")
    with writing(path) as held:
        assert held.versions() == [1, 2, 3]
    assert tree(path / "versions") == tree(after / "versions")


def test_a_full_disk_stops_it_and_the_next_call_goes_on(tmp_path, removals, monkeypatch):
    before, after = removals
    path = tmp_path / "berita"
    shutil.copytree(before, path)

    def no_space(*arguments, **named):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(f"{AMEND}.write_part", no_space)
        with pytest.raises(DatasetError, match="did not come to its end: No space left"):
            remove(path, [GONE.article.article_id], reason="Alasan", now=NOW)
    assert tree(path / "versions" / "3") == tree(before / "versions" / "3")
    with pytest.raises(ArticleNotFound):
        remove(path, [GONE.article.article_id], reason="Alasan", now=NOW)
    assert tree(path / "versions") == tree(after / "versions")


def test_the_last_article_can_be_removed(tmp_path):
    dataset, _ = invented.write(tmp_path, GONE)
    remove(tmp_path, [GONE.article.article_id], reason="Alasan", now=NOW)
    assert dataset.manifest().counts == dict.fromkeys(TABLES, 0) | {"headlines": 1}
    assert (dataset.manifest().first_day, dataset.manifest().portals) == (None, {})
    assert list(verify(dataset)) == []
    assert isinstance(dataset.read("articles"), pa.Table)
    dataset, merged = invented.write(tmp_path, invented.extraction("baru"))
    assert (dataset.versions(), len(merged.new)) == ([1, 2], 1)


@pytest.mark.parametrize("engine", engine_names())
def test_pruning_keeps_the_newest_versions(tmp_path, engine):
    dataset = make(tmp_path, engines=(engine,))
    newest = tree(dataset.folder(3))
    assert prune(tmp_path, 1, now=NOW, reason="Hemat ruang") == [1, 2]
    assert dataset.versions() == [3]
    assert tree(dataset.folder(3)) == newest
    assert [path.name for path in (tmp_path / "index" / engine).glob("[0-9]*")] == ["3"]
    assert orjson.loads((tmp_path / "removals.jsonl").read_bytes())["versions"] == [1, 2]
    assert open_archive(tmp_path, engine=engine).search("zarquon").total == 1
    assert prune(tmp_path, 1) == []
    with pytest.raises(InputError, match="Keep 1 at least"):
        prune(tmp_path, 0)
    dataset, _ = invented.write(tmp_path, invented.extraction("baru"))
    assert dataset.versions() == [3, 4]
