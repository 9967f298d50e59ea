"""A user's own words: what the file says is looked for too, both ways, and is said."""

from __future__ import annotations

import pytest

import invented
from beritasearch.analysis.analyzer import analyzer
from beritasearch.archive.archive import open as open_archive
from beritasearch.engines.registry import engine_names
from beritasearch.errors import InputError
from beritasearch.index.build import build_index
from beritasearch.search.lexicon import read_lexicon

ARTICLES = {
    "wabah": "Wabah PMK meluas di kandang.",
    "penyakit": "Penyakit mulut dan kuku menyerang sapi.",
    "keuangan": "Peraturan menteri keuangan terbit kemarin.",
    "tercerai": "Kuku dan mulut sapi sehat, tanpa penyakit dan tanpa keuangan menteri.",
    "zebrax": "Klub zebrax menang di kandang.",
    "bau": "Bau asap tercium.",
    "klub": "Klub Kuda Belang menang lagi.",
}
LEXICON = """form,means,source
PMK,penyakit mulut dan kuku,dinas
PMK,peraturan menteri keuangan
Zebrax,"Kuda Belang"
sapj anjang,tercium
kandank,asap
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("lexicon") / "berita"
    texts = (invented.extraction(key, title="Kabar", body=body) for key, body in ARTICLES.items())
    dataset, _ = invented.write(path, *texts)
    for engine in engine_names():
        build_index(dataset, engine)
    path.with_name("lexicon.csv").write_text(LEXICON, "utf-8")
    return path


@pytest.fixture(params=engine_names())
def archive(request, path):
    return open_archive(path, engine=request.param, lexicon=path.with_name("lexicon.csv"))


NAMES = {invented.id_of(key): key for key in ARTICLES}


def found(archive, text, **how):
    return {NAMES[hit.article_id] for hit in archive.search(text, limit=None, **how)}


PMK = "penyakit mulut dan kuku, peraturan menteri keuangan"
FINDS = [
    # Every alternative of an abbreviation; one of them gives the abbreviation, not the others.
    ("PMK", {"wabah", "penyakit", "keuangan"}, ["PMK", PMK]),
    ("penyakit mulut dan kuku", {"wabah", "penyakit", "tercerai"}, ["kuku", "PMK"]),
    ("wabah penyakit mulut dan kuku kandang", {"wabah"}, ["kuku", "PMK"]),
    ("zebrax menang", {"zebrax", "klub"}, ["zebrax", "Kuda Belang"]),
    ("kuda belang", {"zebrax", "klub"}, ["kuda belang", "Zebrax"]),
    # Within operators and fields.
    ("sapi OR zebrax", {"penyakit", "tercerai", "zebrax", "klub"}, ["zebrax", "Kuda Belang"]),
    ("sapi OR (kuda belang)", {"penyakit", "tercerai", "zebrax", "klub"}, ["belang", "Zebrax"]),
    ("body:pmk", {"wabah", "penyakit", "keuangan"}, ["pmk", PMK]),
    ("title:pmk", set(), ["pmk", PMK]),
    ("menang -zebrax", set(), ["zebrax", "Kuda Belang"]),
    # A word that the lexicon knows is not corrected.
    ("zebrax", {"zebrax", "klub"}, ["zebrax", "Kuda Belang"]),
    ("sapj anjang", {"bau"}, ["sapj anjang", "tercium"]),
    # Quotation marks keep words as they are.
    ('"kuda belang"', {"klub"}, []),
    ("kuda menang", {"klub"}, []),
]


@pytest.mark.parametrize(("text", "expected", "said"), FINDS, ids=lambda v: str(v))
def test_what_a_lexicon_finds(archive, text, expected, said):
    assert found(archive, text) == expected
    assert not any("not in the archive" in notice for notice in archive.search(text).notices)
    notices = [n for n in archive.search(text).notices if n.endswith("(lexicon).")]
    assert len(notices) == bool(said)
    assert all(part in notices[0] for part in said)


def test_exact_keeps_words_as_they_are(archive):
    assert found(archive, "PMK", exact=True) == {"wabah"}


def test_only_the_words_as_typed_count_as_exact(archive):
    results = archive.search("PMK")
    assert (results.total, results.total_exact) == (3, 1)


def test_what_stands_for_a_word_is_marked(archive):
    hit = next(h for h in archive.search("zebrax") if h.article_id == invented.id_of("klub"))
    assert hit.matched["zebrax"] == ("kuda belang",)
    assert "<mark>Kuda Belang</mark>" in hit.snippet.to_html()


def test_without_a_lexicon_nothing_is_widened(path):
    archive = open_archive(path)
    assert found(archive, "zebrax") == {"zebrax"}
    assert archive.search("PMK").notices == ()


READ = {
    "tabs": "form\tmeans\nPMK\tpenyakit mulut\n",
    "semicolons and a mark": "\ufeffForm;Means\r\nPMK;penyakit  mulut\r\n",
    "columns in another order, blank lines": "means,note,form\n\npenyakit mulut,,PMK\n\n",
}


@pytest.mark.parametrize("name", READ)
def test_reads(name, tmp_path):
    path = tmp_path / "lexicon"
    path.write_text(READ[name], "utf-8", newline="")
    lexicon = read_lexicon(path, analyzer())
    assert lexicon.meanings(["pmk"]) == ("penyakit mulut",)
    assert lexicon.meanings(["penyakit", "mulut"]) == ("PMK",)
    assert (lexicon.meanings(["mulut"]), lexicon.longest) == ((), 2)


MANY = "form,means\n" + "".join(f"PMK,kata{n}\n" for n in range(65))
REFUSED = {
    "empty": (b"", "needs a first line with the columns form and means"),
    "no columns": (b"PMK,penyakit\n", "its first line is 'PMK,penyakit'"),
    "no meaning": (b"form,means\nPMK,penyakit\nRS,\n", "Line 3 of lexicon '.*' needs a word"),
    "one value": (b"form,means\nPMK\n", "Line 2 of .* needs a word under form and one under means"),
    "no word": (b"form,means\n?!,penyakit\n", "Line 2 of .* needs a word under form"),
    "the same": (b"form,means\nPMK,pmk\n", "Line 2 of .*: 'PMK' and 'pmk' are the same words"),
    "three values": (b"form,means\nPMK,a,b\n", "Line 2 of .* has more columns than the first"),
    "not utf-8": (b"form,means\nPMK,\xff\n", "is not UTF-8"),
    "too many": (MANY.encode(), "Line 66 of .*: 'pmk' stands for more than 64 others"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refuses_with_the_line(name, tmp_path):
    content, message = REFUSED[name]
    path = tmp_path / "lexicon.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_lexicon(path, analyzer())


def test_refuses_a_file_that_is_not_there():
    with pytest.raises(InputError, match=r"Lexicon 'tiada\.csv' does not exist"):
        read_lexicon("tiada.csv", analyzer())


def test_words_of_a_lexicon_are_no_slips(archive, path):
    assert archive.search("kandank").suggestions == ()
    assert open_archive(path).search("kandank").suggestions == ("kandang",)
