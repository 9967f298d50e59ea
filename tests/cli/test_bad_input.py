"""Bad input: one sentence with the value and what to do, exit code 2, and nothing is lost."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
from pathlib import Path

import orjson
import pytest

import invented
from beritasearch.archive.archive import open as open_archive
from beritasearch.dataset.dataset import Dataset
from beritasearch.engines.registry import engine_names
from beritasearch.index.build import build_index
from beritasearch.pages.reader import MAX_PAGE_BYTES
from cli.conftest import tree

LONG = 50_000_000
INDEX = "index/tantivy/3"


def row(key: str) -> bytes:
    """A row that is an article."""
    fields = {
        "url": f"https://contoh.id/{key}",
        "title": f"Banjir {key}",
        "published": "2024-05-01T08:00:00+07:00",
        "body": f"Banjir merendam pasar {key} di kota itu.",
    }
    return json.dumps(fields).encode() + b"\n"


@pytest.fixture
def held(tmp_path, ask, monkeypatch):
    """A dataset of one article, in the folder in which the person stands."""
    monkeypatch.chdir(tmp_path)
    Path("lama.jsonl").write_bytes(row("lama"))
    assert ask("build", "lama.jsonl", "-d", "berita").code == 0
    return Path("berita")


# File name, content, the reason in the summary, and what is said of it.
REJECTED = {
    "empty": ("a.txt", b"", "empty-file", "The file holds nothing to read."),
    "blank": ("a.html", b"\xef\xbb\xbf \r\n\t\n", "empty-file", "The file holds nothing to read."),
    "empty gzip": ("a.gz", gzip.compress(b""), "empty-file", "The file holds nothing to read."),
    "binary": ("a.txt", bytes(range(256)) * 40, "binary", "binary, no page and no text"),
    "a picture": ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(99), "unsupported-form", "an image"),
    "parquet": ("a.jsonl", b"PAR1" + bytes(99), "broken-parquet", "no whole Parquet"),
    "a feed": ("a.xml", b'<?xml version="1.0"?><rss>', "empty-feed", "has no entries"),
    "a cut feed": (
        "a.xml",
        b"<rss><channel><item><title>Judul</title><description>Isi yang",
        "broken-feed",
        "The file ends before this entry does.",
    ),
    "a ZIP": ("a.zip", b"PK\x03\x04" + bytes(99), "broken-zip", "ZIP file cannot be read"),
    "broken UTF-8 in a row": (
        "a.jsonl",
        b'{"title": "a\xff", "body": "isi"}\n',
        "not-json",
        "The line is not JSON: .* not valid UTF-8",
    ),
    "a line of 50 MB": (
        "a.jsonl",
        b'{"body": "' + b"a" * LONG + b'"}\n',
        "too-large",
        f"The line has {LONG + 13:,} bytes; {MAX_PAGE_BYTES:,} are allowed.",
    ),
    "a packed line of 50 MB": (
        "a.jsonl.gz",
        gzip.compress(b'{"body": "' + b"a" * LONG + b'"}\n', 1),
        "too-large",
        "The line has 50,000,013 bytes",
    ),
    "a page of 50 MB": ("a.txt", b"a" * LONG, "too-large", "more than 32,000,000 bytes"),
    "a row without a body": (
        "a.json",
        b'{"title": "Judul", "views": 7}',
        "not-an-article",
        "The row has no body. Its fields: title, views.",
    ),
    "no rows in an array": ("a.json", b"[1]", "not-an-article", "is JSON, but no object"),
    "a cut row": ("a.json", b'{"title": "Ju', "not-json", "not JSON: unexpected end of data"),
    "brackets without end": ("a.json", b"[" * 99_999, "not-json", "ends before its JSON array"),
    "a cut gzip": ("a.gz", gzip.compress(row("x") * 99)[:60], "broken-gzip", "decompressed: .*end"),
    "no gzip": ("a.gz", b"\x1f\x8bnot packed", "broken-gzip", "cannot be decompressed: "),
    "a text that is no page": ("a.txt", b"Halo dunia.\n", "no-date", "No line of the text is a d"),
    "HTML without an article": (
        "a.html",
        b"<!DOCTYPE html><html><body><p>404</p></body></html>",
        "no-|not-an-article",
        ".",
    ),
}


@pytest.mark.parametrize("case", REJECTED)
def test_a_file_that_gives_no_article_is_refused(case, held, refused):
    name, content, reason, detail = REJECTED[case]
    Path(name).write_bytes(content)
    before = tree(held)
    said = refused("build", name, "-d", held)
    assert re.match(f"Error: No article could be read from '{name}': .*{detail}", said), said
    assert re.search(rf"\(({reason})[a-z0-9-]*\)$", said), said
    assert len(said) < 400
    assert tree(held) == before


@pytest.mark.parametrize("case", REJECTED)
def test_beside_good_input_it_is_counted_and_named_and_the_rest_goes_on(case, held, ask):
    name, content, reason, detail = REJECTED[case]
    Path(name).write_bytes(content)
    Path("z.jsonl").write_bytes(row("baru"))
    answer = ask("build", name, "z.jsonl", "-d", held, "--keep-rejected", "ditolak.jsonl")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith("2 read, 1 new, 0 changed, 0 unchanged, 1 rejected\n")
    assert re.search(rf"^  rejected 1: ({reason})[a-z0-9-]*$", answer.err, re.MULTILINE), answer
    assert re.search(rf"^    {name}( at 0)?: .*{detail}", answer.err, re.MULTILINE), answer.err
    assert open_archive(held).search("banjir merendam").total == 2
    kept = orjson.loads(Path("ditolak.jsonl").read_bytes())
    assert list(kept) == ["uri", "offset", "reason", "detail", "count"]
    assert (kept["uri"], re.match(reason, kept["reason"]) is not None) == (name, True)


def test_the_lines_after_a_line_of_50_mb_are_read(held, ask):
    Path("a.jsonl").write_bytes(b'{"body": "' + b"a" * LONG + b'"}\n' + row("baru"))
    answer = ask("build", "a.jsonl", "-d", held)
    assert (answer.code, open_archive(held).search("banjir").total) == (0, 2)
    assert "    a.jsonl at 0: The line has 50,000,013 bytes" in answer.err


def test_a_broken_page_of_html_is_read_as_far_as_it_goes(held, ask):
    words = b"Isi berita \xff yang panjang sekali tentang lobster. " * 30
    page = b"<!DOCTYPE html><html><body><article><h1>Judul</h1><p>" + words + b"</p></article>"
    Path("a.html").write_bytes(page)
    assert ask("build", "a.html", "-d", held).code == 0
    assert ask("query", "lobster", "-d", held).code == 0


# What an input names, made by a piece of code; what is said of it.
REFUSED_INPUTS = {
    "missing": (lambda: "tiada.html", "Input 'tiada.html' does not exist. Give a file, a folder"),
    "a glob of nothing": (lambda: "tiada/*.html", "Input 'tiada/[*].html' does not exist"),
    "an empty folder": (lambda: Path("kosong").mkdir() or "kosong", "'kosong' holds no file"),
    "a folder of hidden files": (
        lambda: folder("kosong", {".a.html": b"x"}),
        "Folder 'kosong' holds no file.",
    ),
    "a folder without pages": (
        lambda: folder("tanpa", {"a.bin": bytes(99), "b.txt": b"", "c.txt": b""}),
        "No article could be read from 'tanpa': 2 empty-file, 1 binary. "
        "The first one, 'tanpa/a.bin': The file is binary",
    ),
    "a link to nowhere": (
        lambda: Path("putus").mkdir() or Path("putus/a.txt").symlink_to("tiada") or "putus",
        r"No article .* 'putus': The file cannot be read: No such file or directory\. \(unreadabl",
    ),
    "no rows": (lambda: file("a.json", b"[]"), "No article could be read from 'a.json': no page"),
}


def file(name: str, content: bytes) -> str:
    Path(name).write_bytes(content)
    return name


def folder(name: str, files: dict[str, bytes]) -> str:
    for each, content in files.items():
        path = Path(name, each)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return name


@pytest.mark.parametrize("case", REFUSED_INPUTS)
def test_an_input_that_gives_nothing_is_refused(case, held, refused):
    make, message = REFUSED_INPUTS[case]
    before = tree(held)
    assert re.match(f"Error: .*{message}", refused("build", make(), "-d", held))
    assert tree(held) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_an_unreadable_file_and_folder(held, refused):
    Path("a.jsonl").write_bytes(row("x"))
    Path("a.jsonl").chmod(0)
    assert "'a.jsonl': The file cannot be read: Permission" in refused(
        "build", "a.jsonl", "-d", held
    )
    Path("tertutup").mkdir(0)
    assert "'tertutup' cannot be read: Permission" in refused("build", "tertutup", "-d", held)


def test_a_file_that_fails_while_it_is_read(held, refused, ask, monkeypatch):
    """As on a broken disk, or where the rights are missing."""

    def fail(uri):
        if uri == "rusak.jsonl":
            raise PermissionError(13, "Permission denied", uri)
        return Path(uri).open("rb")

    monkeypatch.setattr("beritasearch.pages.reader.open_input", fail)
    Path("rusak.jsonl").write_bytes(row("x"))
    message = "from 'rusak.jsonl': The file cannot be read: Permission denied. (unreadable)"
    assert message in refused("build", "rusak.jsonl", "-d", held)
    assert "rejected 1: unreadable" in ask("build", "rusak.jsonl", "lama.jsonl", "-d", held).err


def test_a_first_build_of_nothing_leaves_no_folder(held, refused):
    refused("build", "tiada.html", "-d", "lain")
    Path("a.txt").write_bytes(b"")
    refused("build", "a.txt", "-d", "lain")
    assert not Path("lain").exists()


BUILD = ["build", "lama.jsonl"]
REFUSED_BUILDS = {
    "no input": (["build", "-d", "berita"], "Missing argument 'INPUT...'"),
    "no dataset": (BUILD, "No dataset was named, and none is in ./datasets. .* -d datasets/berita"),
    "a file as dataset": (
        [*BUILD, "-d", "lama.jsonl"],
        "'lama.jsonl' cannot be written: .* a file",
    ),
    "inside a file": (
        [*BUILD, "-d", "lama.jsonl/x"],
        "'lama.jsonl/x' cannot be written: .* a file",
    ),
    "no engine": ([*BUILD, "-d", "berita", "--engine", "lucene"], "'lucene' is not one of 'ref"),
    "no workers": ([*BUILD, "-d", "berita", "--workers", "0"], "0 is not in the range x>=1"),
    "no time": ([*BUILD, "-d", "berita", "--created-at", "besok"], "'besok' is no time in seconds"),
    "an endless time": ([*BUILD, "-d", "berita", "--created-at", "9" * 40], "is no time in second"),
    "a map without =": (
        [*BUILD, "-d", "berita", "--map", "judul"],
        "'judul' is not of the form ti",
    ),
    "half a map": ([*BUILD, "-d", "berita", "--map", "title=a,body="], "'title=a,body=' is not of"),
    "a map of one twice": ([*BUILD, "-d", "berita", "--map", "title=a,title=b"], "each name once"),
    "a map of an unknown column": (
        [*BUILD, "-d", "berita", "--map", "judul=title,isi=body"],
        "There is no column 'isi' .* Columns: authors, body, language, lead, modified_at, portal, "
        "published_at, published_on, section, source_id, tags, title, url.",
    ),
    "rejections into nowhere": (
        [*BUILD, "-d", "berita", "--keep-rejected", "tiada/a.jsonl"],
        "'tiada/a.jsonl' cannot be written: No such file or directory.",
    ),
}


@pytest.mark.parametrize("case", REFUSED_BUILDS)
def test_a_build_that_is_refused_before_it_reads(case, held, refused, monkeypatch):
    arguments, message = REFUSED_BUILDS[case]
    before = tree(held)
    monkeypatch.setattr("beritasearch.archive.build._extracted", None)  # nothing may be read
    assert re.match(f"Error: .*{message}", refused(*arguments))
    assert tree(held) == before


# The command, and what is said; each on the dataset of three versions.
NOT_UNDERSTOOD = {
    "region": (
        ["query", "banjir", "--region", "Tangerng"],
        r"Region 'Tangerng' is not known\. Did you mean: Kota Tangerang \(36\.71\), ",
    ),
    "ambiguous region": (
        ["facets", "--region", "Tangerang"],
        r"Region 'Tangerang' is ambiguous: Kabupaten Tangerang \(36\.03\), Kota Tang.* Give one ",
    ),
    "mentioned region": (
        ["query", "a", "--region-mentioned", "Atlantis"],
        "Region 'Atlantis' is n",
    ),
    "code of a region": (
        ["query", "a", "--region", "99.99"],
        "Region '99.99' is not known. Give a",
    ),
    "region in the query": (["query", "banjir region:Tangerng"], "Region 'Tangerng' .* Did you"),
    "region to look up": (["regions", "Tangerng"], "Region 'Tangerng' is not known. Did you mean"),
    "no region": (["regions", ""], "Region '' is not known. Give a name .* or a code"),
    "day": (
        ["query", "a", "--since", "2024-02-30"],
        "'2024-02-30' does not .* from 01 to 29.* Give",
    ),
    "month": (["facets", "--until", "2024-13"], "'2024-13' does not exist: months .* 01 to 12. Gi"),
    "year": (["query", "a", "--since", "0000"], "'0000' does not exist: years begin with 0001. Gi"),
    "no date": (
        ["query", "a", "--since", "besoknya lusa"],
        "'besoknya lusa' is not a date. Give a",
    ),
    "period": (
        ["query", "a", "--since", "2024-05", "--until", "2024-04"],
        "from 2024-05-01 until 2024-04-30 ends before it begins. Swap",
    ),
    "day before": (["related", "ID", "--before", "2024-02-30"], "Date '2024-02-30' does not exist"),
    "facet": (["query", "a", "--facet", "kota"], "Facet 'kota' is not known. Facets: region, tag"),
    "number of values": (["facets", "--facet", "tag:0"], "'tag:0' needs a number .* 'tag:20'"),
    "kind": (["query", "a", "--kind", "buku"], "'buku' is not one of 'article', 'headline', 'all'"),
    "order": (["query", "a", "--sort", "acak"], "'acak' is not one of 'relevance', 'newest', 'old"),
    "limit": (["query", "a", "--limit", "-1"], "'-1' is neither a number nor 'all'"),
    "limit in words": (["query", "a", "--limit", "²"], "'²' is neither a number nor 'all'"),
    "offset": (["query", "a", "--offset", "-1"], "-1 is not in the range"),
    "format": (["query", "a", "--format", "yaml"], "'yaml' is not one of 'table'"),
    "format of another command": (["facets", "--format", "trec"], "'trec' is not one of 'table'"),
    "engine": (
        ["query", "a", "--engine", "lucene"],
        "'lucene' is not one of 'reference', 'tantivy', 'whoosh'",
    ),
    "version": (["query", "a", "--at", "9"], "has no version 9. Versions: 1, 2, 3"),
    "version without an index": (
        ["index", "verify", "--version", "1"],
        "no tantivy index of version 1. Make it: beritasearch index build -d .* --version 1",
    ),
    "version to compare": (["query", "a", "--new-since", "9"], "has no version 9. Versions: 1, 2"),
    "version of a word": (["dataset", "diff", "satu", "2"], "'satu' is not a valid integer"),
    "version to list": (["dataset", "diff", "1", "9"], "has no version 9. Versions: 1, 2, 3"),
    "version to verify": (
        ["dataset", "verify", "--at", "0"],
        "has no version 0. Versions: 1, 2, 3",
    ),
    "version to index": (["index", "build", "--version", "9"], "has no version 9. Versions: 1, 2"),
    "version to show": (["show", "ID", "--at", "9"], "has no version 9. Versions: 1, 2, 3"),
    "id": (["show", "tiada"], "No article of .* is known as 'tiada'. Give an article_id, a source"),
    "empty id": (["show", ""], "No article of .* is known as ''"),
    "long id": (["related", "x" * 5000], f"is known as '{'x' * 200}…'. Give"),
    "style": (["show", "ID", "--cite", "apa"], "'apa' is not one of 'markdown', 'csl', 'bibtex'"),
    "nothing to relate": (["related"], "Give either one ID, URL, FILE or -, or --all"),
    "one and all": (["related", "ID", "--all"], "Give either one ID, URL, FILE or -, or --all"),
    "no text": (["query"], "Give either the TEXT of one query, or many with --file FILE"),
    "file of queries": (
        ["query", "--file", "tiada.csv"],
        "'tiada.csv' does not exist or is no file",
    ),
    "option": (["query", "a", "--wilayah", "Banten"], "No such option '--wilayah'"),
    "command": (["cari"], "No such command 'cari'"),
    "command of a group": (["dataset", "hapus"], "No such command 'hapus'"),
}
WITHOUT_DATASET = {"cari", "regions"}


@pytest.mark.parametrize("case", NOT_UNDERSTOOD)
def test_what_is_not_understood_is_named(case, two_versions, refused):
    arguments, message = NOT_UNDERSTOOD[case]
    arguments = [invented.id_of("lobster") if each == "ID" else each for each in arguments]
    named = () if arguments[0] in WITHOUT_DATASET or "hapus" in arguments else ("-d",)
    said = refused(*arguments, *named, *([two_versions.path] if named else []))
    assert re.match(f"Error: .*{message}", said), said


# Of a file whose text is looked for in the archive, and of standard input.
NOT_RELATED = {
    "empty": (b"", "holds no article: The file holds nothing to read."),
    "binary": (bytes(range(256)), "holds no article: The file is binary"),
    "a row without a body": (b'{"title": "a"}', "holds no article: The row has no body"),
    "too large": (b"a" * (MAX_PAGE_BYTES + 1), "more than 32,000,000 bytes"),
}


@pytest.mark.parametrize("case", NOT_RELATED)
def test_a_file_that_nothing_can_be_related_to(case, two_versions, tmp_path, refused):
    content, message = NOT_RELATED[case]
    path = tmp_path / "halaman"
    path.write_bytes(content)
    said = refused("related", path, "-d", two_versions.path)
    assert said.startswith(f"Error: File '{path}' ")
    assert message in said


def remove(*paths: str):
    def change(dataset: Path) -> None:
        for path in paths:
            if (dataset / path).is_dir():
                shutil.rmtree(dataset / path)
            else:
                (dataset / path).unlink()

    return change


def write(path: str, content: bytes):
    def change(dataset: Path) -> None:
        (dataset / path).unlink()  # a new file: others may share the old one
        (dataset / path).write_bytes(content)

    return change


def another_version(dataset: Path) -> None:
    shutil.rmtree(dataset / "versions/3")
    shutil.copytree(dataset / "versions/2", dataset / "versions/3")


def another_analyzer(dataset: Path) -> None:
    path = dataset / INDEX / "manifest.json"
    fields = orjson.loads(path.read_bytes())
    fields["settings"]["analyzer"] = "rules=0 tables=none"
    write(f"{INDEX}/manifest.json", orjson.dumps(fields))(dataset)


MEND = "beritasearch index build -d .*berita --engine tantivy"
OF_INDEX = (
    *(["query", "banjir"], ["facets"], ["show", "ID"], ["related", "ID"], ["related", "--all"]),
    ["index", "stats"],
)
OF_DATASET = (["dataset", "versions"], ["dataset", "verify"], ["dataset", "diff", "2", "3"])
DAMAGE = {
    "no dataset": (
        remove("versions", "index"),
        r"There is no dataset in '.*'\. Make one with: beritasearch build INPUT -d ",
        [*OF_INDEX, *OF_DATASET, ["index", "build"], ["index", "update"]],
    ),
    "all versions gone": (
        remove("versions"),
        "has lost its versions: .* Restore that folder from a copy",
        [*OF_INDEX, *OF_DATASET, ["index", "build"], ["index", "update"], ["build", "PAGE"]],
    ),
    "no manifest": (
        remove("versions/3/manifest.json"),
        "Version 3 in .* is damaged: its manifest.json is missing. Restore the folder from a copy",
        [*OF_DATASET, *OF_INDEX, ["index", "build"], ["build", "PAGE"]],
    ),
    "a manifest of rubbish": (
        write("versions/3/manifest.json", b"\x00\xff"),
        "Version 3 in .* is damaged: its manifest.json cannot be read .* Restore the folder",
        [*OF_DATASET, *OF_INDEX, ["index", "build"], ["build", "PAGE"]],
    ),
    "a part gone": (
        remove("versions/3/articles/2024.parquet"),
        r"(Version 3: 'articles/2024\.parquet' is missing|Part '.*2024\.parquet' cannot be read)",
        [["dataset", "verify"], ["dataset", "diff", "2", "3"], ["build", "PAGE"]],
    ),
    "a part gone, asked through the index": (
        remove("versions/3/articles/2024.parquet"),
        "Version 3 in .* is damaged: its articles/2024.parquet is missing. Restore the folder from",
        OF_INDEX,
    ),
    "a part of rubbish": (
        write("versions/3/articles/2024.parquet", b"PAR1 rubbish PAR1"),
        r"(Version 3: 'articles/2024\.parquet' was altered|Part '.*2024\.parquet' cannot be read)",
        [["dataset", "verify"], ["dataset", "diff", "2", "3"], ["index", "build"]],
    ),
    "no index": (remove("index"), f"has no tantivy index. Make it: {MEND}", OF_INDEX),
    "no pointer to the index": (
        remove("index/tantivy/CURRENT"),
        f"has no tantivy index. Make it: {MEND}",
        OF_INDEX,
    ),
    "a pointer of rubbish": (
        write("index/tantivy/CURRENT", b"\xff"),
        f"CURRENT' cannot be read .* Make the index anew: {MEND}",
        OF_INDEX,
    ),
    "another analyzer": (
        another_analyzer,
        r"made with another analyzer \(rules=0 tables=none; this release has .*\), so its answers "
        f"could be wrong. Make it anew: {MEND}",
        OF_INDEX,
    ),
    "another version of the same number": (
        another_version,
        "made from another version 3 of the dataset, so its answers could be wrong. "
        f"Make it anew: {MEND}",
        OF_INDEX,
    ),
    "an index without its manifest": (
        remove(f"{INDEX}/manifest.json"),
        f"is damaged: its manifest.json cannot be read .* Make it anew: {MEND}",
        OF_INDEX,
    ),
    "an index without its engine": (remove(f"{INDEX}/engine"), f"Make it anew: {MEND}", OF_INDEX),
    "an index without its columns": (
        remove(f"{INDEX}/columns"),
        f"Make it anew: {MEND}",
        [["facets"], ["query", "banjir", "--facet", "tag"]],
    ),
}


@pytest.fixture
def damaged(two_versions, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("halaman.jsonl").write_bytes(row("baru"))
    return Path(shutil.copytree(two_versions.path, tmp_path / "berita"))


@pytest.mark.parametrize(
    ("case", "arguments"),
    [(case, arguments) for case, (_, _, commands) in DAMAGE.items() for arguments in commands],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_dataset_that_is_not_whole(case, arguments, damaged, refused):
    change, message, _ = DAMAGE[case]
    change(damaged)
    before = tree(damaged)
    named = {"ID": invented.id_of("banjir"), "PAGE": "halaman.jsonl"}
    said = refused(*(named.get(each, each) for each in arguments), "-d", damaged)
    assert re.search(message, said), said
    assert tree(damaged) == before


@pytest.mark.parametrize(
    "case", [case for case, (_, message, _) in DAMAGE.items() if MEND in message]
)
def test_the_command_that_is_named_mends_the_index(case, damaged, refused, ask):
    DAMAGE[case][0](damaged)
    said = refused("facets", "-d", damaged)
    command = re.search(r"beritasearch (index build .*)$", said).group(1)
    assert ask(*command.split()).code == 0
    assert ask("facets", "banjir", "-d", damaged).code == 0


def test_every_engine_is_refused_and_mended_on_its_own(damaged, refused, ask):
    remove("index/reference")(damaged)
    assert "has no reference index" in refused("query", "a", "-d", damaged, "--engine", "reference")
    for engine in engine_names():
        build_index(Dataset(damaged), engine)
        assert ask("query", "banjir", "-d", damaged, "--engine", engine).code == 0


def test_a_file_of_queries_with_a_word_longer_than_csv_allows(two_versions, tmp_path, refused):
    path = tmp_path / "queries.csv"
    path.write_text(f"id,query\n1,{'x' * 200_000}\n")
    said = refused("query", "--file", path, "-d", two_versions.path)
    wrong = "field larger than field limit (131072)"
    assert said == f"Error: File of queries '{path}' is no CSV that can be read: {wrong}."


@pytest.mark.parametrize("form", ["table", "lines", "json", "csv"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("b*", 0),
        ("*", 1),
        ("yang di", 0),
        ("😀🚨", 1),
        ("\0banjir\0", 0),
        ("\u202ebanjir\u202c", 0),
        ("banjir \x1b[2J \ud800", 1),
        ("(" * 10_000 + "banjir" + ")" * 10_000, 0),
        ("banjir pasar kota\n" * 20_000, 0),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_an_odd_query_has_an_answer(text, code, form, two_versions, ask):
    answer = ask("query", text, "-d", two_versions.path, "--format", form, "--no-fuzzy")
    assert (answer.code in (0, code), "Traceback" in answer.err) == (True, False)
    assert not set("\x1b\0\u202e") & set(answer.err)
    if form != "json":  # which escapes them
        assert not set("\x1b\0\u202e") & set(answer.out)


@pytest.mark.parametrize("text", [" OR ".join(["banjir"] * 10_000), "banjir" * 10_000])
def test_too_much_is_refused(text, two_versions, refused, tmp_path):
    assert "Ask it in parts: `beritasearch query --file" in refused(
        "query", text, "-d", two_versions.path
    )
    path = tmp_path / "queries.jsonl"
    path.write_bytes(orjson.dumps({"id": "1", "query": text}))
    said = refused("query", "--file", path, "-d", two_versions.path)
    assert "Ask it in parts" in said
