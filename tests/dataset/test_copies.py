"""Near-copies: which texts are one, which article is the earliest, and that no order matters."""

from __future__ import annotations

import random
import time
from hashlib import sha256

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import invented
from beritasearch.dataset.copies import find_copies
from beritasearch.dataset.same_text import Printed, copy_similarity, phrases, similarity
from beritasearch.dataset.schema import ARTICLES, DUPLICATES

COLUMNS = [
    "article_id", "body", "title", "portal", "published_on", "published_at", "text_sha256",
]  # fmt: skip
SCHEMA = pa.schema([ARTICLES.field(name) for name in COLUMNS])
NOTHING = DUPLICATES.empty_table()
VERBS = [
    "membuka",
    "menutup",
    "melihat",
    "meninjau",
    "membeli",
    "menjual",
    "mengirim",
    "mencari",
    "memeriksa",
    "menunda",
]
NOUNS = [
    "pasar",
    "jalan",
    "sekolah",
    "kantor",
    "kapal",
    "sawah",
    "kebun",
    "rumah",
    "gudang",
    "pabrik",
    "sungai",
    "bukit",
]
WHO = ["warga", "petugas", "pedagang", "nelayan", "petani", "guru", "sopir", "panitia"]


def sentence(chance: random.Random) -> str:
    words = [chance.choice(WHO)]
    for _ in range(4):
        words += [chance.choice(VERBS), chance.choice(NOUNS), "di", chance.choice(NOUNS)]
    return f"{' '.join(words)}.".capitalize()


def paragraphs(seed: int, number: int = 8) -> list[str]:
    chance = random.Random(seed)
    return [f"{sentence(chance)} {sentence(chance)}" for _ in range(number)]


def joined(parts: list[str]) -> str:
    return "\n\n".join(parts)


TEXT = paragraphs(1)
OTHER = paragraphs(2)
PRICES = (
    "Petugas memeriksa harga emas di pasar: {} per gram, {} per 5 gram, {} per 10 gram, {} naik."
)
PRICED = [*TEXT[:6], PRICES]


@pytest.mark.parametrize(
    ("text", "least"),
    [
        pytest.param(TEXT, 1.0, id="the very same"),
        pytest.param([part.replace(" di ", "  di ") for part in TEXT], 0.9, id="spaces"),
        pytest.param([part.replace(".", " .") for part in TEXT], 0.9, id="marks"),
        pytest.param([*TEXT[:5], "Baris baru.", *TEXT[6:]], 0.85, id="a paragraph replaced"),
        pytest.param(TEXT[3:] + TEXT[:3], 0.99, id="moved"),
        pytest.param(TEXT[::-1], 0.99, id="in another order"),
        pytest.param(TEXT[:4], 0.6, id="the first half alone"),
        pytest.param(TEXT[4:], 0.6, id="the second half alone"),
        pytest.param(OTHER[:2] + TEXT, 0.85, id="a new beginning"),
        pytest.param([TEXT[0].replace("pasar", "PASAR"), *TEXT[1:]], 0.9, id="capitals"),
    ],
)
def test_a_copy_is_found_however_it_was_changed(text, least):
    one, other = Printed(joined(TEXT), "Judul", "a.id"), Printed(joined(text), "Lain", "b.id")
    alike = copy_similarity(one, other)
    assert alike is not None
    assert alike >= least
    assert copy_similarity(other, one) == pytest.approx(alike)
    assert found(row("asli", joined(TEXT), day=1), row("salinan", joined(text), day=2)) == {
        "salinan": "asli"
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(joined(TEXT), joined(OTHER), id="another text"),
        pytest.param(joined(TEXT), joined(TEXT[:2]), id="a piece of less than a third"),
        pytest.param(joined(TEXT[:4] + OTHER[:4]), joined(TEXT[:4] + paragraphs(3, 4)), id="half"),
        pytest.param(
            joined(PRICED).format(501, 2_505, 5_010, 9),
            joined(PRICED).format(502, 2_510, 5_020, 7),
            id="prices of two days",
        ),
        pytest.param("", "", id="nothing"),
        pytest.param("Ia pergi.", "Ia pulang.", id="too short to tell"),
    ],
)
def test_other_articles_are_no_copies(one, other):
    assert found(row("pertama", one, day=1), row("kedua", f"{other} ", day=2)) == {}


def test_of_one_portal_under_another_title_the_same_background_is_no_copy():
    titles = ("Petani Menunda Panen", "Nelayan Mencari Kapal")
    bodies = [joined([*news, *TEXT[:5]]) for news in (OTHER[:3], paragraphs(4, 3))]
    retold = [Printed(b, t, "a.id") for b, t in zip(bodies, titles, strict=True)]
    copied = [retold[0], Printed(bodies[1], titles[1], "b.id")]
    again = [retold[0], Printed(bodies[1], f"{titles[0]} Lagi", "a.id")]
    assert copy_similarity(*retold) is None
    assert copy_similarity(*copied) == copy_similarity(*again) == pytest.approx(0.8375, abs=0.01)


def test_a_correction_of_a_number_is_a_copy():
    body = joined([*TEXT, "Petugas menyita Rp6 miliar, 12 kapal dan 40 rumah pada 3 hari."])
    corrected = body.replace("Rp6", "Rp60")
    assert found(row("salah", body, day=1), row("benar", corrected, day=2)) == {"benar": "salah"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"day": 1}, {"day": 2}, id="days"),
        pytest.param({"day": 2, "hour": 8}, {"day": 2, "hour": 17}, id="times of a day"),
        pytest.param({"day": 2, "hour": 17}, {"day": 2}, id="a time before a day alone"),
        pytest.param({"day": 9}, {}, id="a day before none"),
        pytest.param({}, {}, id="of equals the lower id"),
    ],
)
@pytest.mark.parametrize("same", [True, False])
def test_the_earliest(first, second, same):
    body = joined(TEXT if same else [*TEXT[:7], OTHER[0]])
    rows = row("a", joined(TEXT), **first), row("b", body, **second)
    assert found(*rows) == found(*rows[::-1]) == {"b": "a"}
    if first != second:
        rows = row("b", joined(TEXT), **first), row("a", body, **second)
        assert found(*rows) == {"a": "b"}


def test_texts_without_a_telling_phrase_are_copies_when_equal_to_the_letter():
    table = [row(key, "Hujan deras.", day=day) for day, key in enumerate("abc", start=1)]
    assert found(*table, row("d", "Hujan reda.", day=4)) == {"b": "a", "c": "a"}


def test_a_phrase_of_a_portal_makes_no_candidates():
    boilerplate = "Redaksi menerima kiriman foto dan video melalui surat elektronik setiap hari."
    rows = [row(str(at), joined([*paragraphs(at + 10), boilerplate])) for at in range(30)]
    assert found(*rows) == {}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("m" * 300_000, id="one word"),
        pytest.param("." * 300_000 + "a", id="dots"),
        pytest.param(",." * 150_000 + "a", id="marks"),
        pytest.param("m " * 150_000, id="short words"),
        pytest.param("m" + " " * 300_000 + "m", id="spaces"),
        pytest.param("\n \n" * 100_000 + "m", id="empty lines"),
        pytest.param("membeli ikan di pasar kota. " * 3_500, id="a sentence again and again"),
        pytest.param(joined(TEXT) * 60, id="a very long text"),
    ],
)
def test_no_text_takes_long(text):
    began = time.process_time()
    phrases(text)
    copy_similarity(Printed(text, "A", "a.id"), Printed(f"awal {text} ya", "B", "a.id"))
    similarity(text[:50_000], f"awal {text[:50_000]} ya")
    assert time.process_time() - began < 5


def test_case_makes_no_other_phrase_and_phrases_go_on_over_borders():
    assert phrases("IA MEMBELI\n\nIKAN DI PASAR KOTA.") == phrases(
        "Ia membeli ikan (di pasar) kota"
    )
    assert phrases("Ia pergi ke pasar ikan") == frozenset()


ROWS = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from(["", "drop", "move", "edit", "half", "add"]),
        st.integers(0, 4),
        st.sampled_from(["a.id", "b.id"]),
        st.sampled_from(["Judul Pertama", "Berita Kedua"]),
    ),
    min_size=2,
    max_size=12,
)


def table_of(drawn):
    return [
        row(f"{at:02}", joined(edited(paragraphs(seed), how)), day or None, None, portal, title)
        for at, (seed, how, day, portal, title) in enumerate(drawn)
    ]


def edited(parts, how):
    return {
        "": parts,
        "drop": parts[1:],
        "move": parts[4:] + parts[:4],
        "edit": [*parts[:3], OTHER[3], *parts[4:]],
        "half": parts[: len(parts) // 2],
        "add": [OTHER[7], *parts],
    }[how]


@settings(max_examples=60, deadline=None)
@given(drawn=ROWS, order=st.randoms(use_true_random=False), cut=st.integers(0, 12))
def test_neither_the_order_nor_the_builds_matter(drawn, order, cut):
    rows = table_of(drawn)
    whole = sorted_rows(find_copies(articles(rows), NOTHING, ids(rows)))
    order.shuffle(rows)
    first, later = rows[:cut], rows[cut:]
    held = find_copies(articles(first), NOTHING, ids(first))
    assert sorted_rows(find_copies(articles(rows), held, ids(later))) == whole


@settings(max_examples=60, deadline=None)
@given(drawn=ROWS, gone=st.sets(st.integers(0, 11), max_size=4))
def test_after_a_removal_the_table_is_that_of_the_rest(drawn, gone):
    rows = table_of(drawn)
    held = find_copies(articles(rows), NOTHING, ids(rows))
    rest = [one for at, one in enumerate(rows) if at not in gone]
    expected = sorted_rows(find_copies(articles(rest), NOTHING, ids(rest)))
    assert sorted_rows(find_copies(articles(rest), held, set())) == expected


@settings(max_examples=60, deadline=None)
@given(drawn=ROWS)
def test_the_earliest_is_the_first_of_all_texts_that_are_alike(drawn):
    rows = table_of(drawn)
    rows.sort(key=lambda one: (one["published_on"] is None, str(one["published_on"])))
    texts = list({one["body"]: one for one in reversed(rows)}.values())[::-1]
    texts.sort(key=rows.index)
    expected = {}
    for one in rows:
        first = next(text for text in texts if text["body"] == one["body"])
        before = texts[: texts.index(first)]
        earliest = next((text for text in before if are_copies(text, first)), first)
        if earliest is not one:
            expected[one["article_id"]] = earliest["article_id"]
    assert found(*rows) == expected


def are_copies(one, other):
    texts = (Printed(row["body"], row["title"], row["portal"]) for row in (one, other))
    return copy_similarity(*texts) is not None


def test_a_version_names_copies_and_duckdb_recounts_those_of_equal_texts(tmp_path):
    pages = [
        invented.extraction(f"{seed} {day}", f"2024-0{day}-01 08:00", body=joined(paragraphs(seed)))
        for seed in (1, 2, 3)
        for day in range(seed, 5)
    ]
    near = invented.extraction("dekat", "2024-05-01", body=joined(TEXT[1:]), portal="lain.id")
    dataset, _ = invented.write(tmp_path, *pages, near)
    articles = f"'{dataset.folder()}/articles/*.parquet'"
    counted = duckdb.sql(
        f"SELECT article_id, first(article_id) OVER same AS earliest_id FROM {articles} "
        "WINDOW same AS (PARTITION BY text_sha256 ORDER BY published_on, published_at, article_id) "
        "QUALIFY article_id <> earliest_id ORDER BY article_id"
    ).fetchall()
    rows = sorted(dataset.read("duplicates").to_pylist(), key=lambda one: one["article_id"])
    equal = [(one["article_id"], one["earliest_id"]) for one in rows if one["similarity"] == 1]
    assert equal == counted
    (copy,) = [one for one in rows if one["similarity"] < 1]
    assert (copy["article_id"], copy["earliest_id"]) == (
        near.article.article_id,
        invented.id_of("1 1"),
    )
    assert dataset.manifest().counts["duplicates"] == len(counted) + 1


def test_a_later_build_finds_copies_of_what_is_held_and_earlier_texts_take_over(tmp_path):
    text, copied = joined(TEXT), joined([*TEXT[:7], OTHER[0]])
    invented.write(tmp_path, invented.extraction("kedua", "2024-05-02 08:00", body=text))
    dataset, _ = invented.write(
        tmp_path, invented.extraction("ketiga", "2024-05-03 08:00", body=copied, portal="b.id")
    )
    assert earliest_of(dataset) == {invented.id_of("ketiga"): invented.id_of("kedua")}
    dataset, _ = invented.write(
        tmp_path, invented.extraction("pertama", "2024-05-01 08:00", body=text, portal="c.id")
    )
    assert earliest_of(dataset) == {
        invented.id_of(key): invented.id_of("pertama") for key in ("kedua", "ketiga")
    }
    changed_text = invented.extraction(
        "pertama", "2024-05-01 08:00", body=joined(OTHER), portal="c.id"
    )
    dataset, _ = invented.write(tmp_path, changed_text)
    assert earliest_of(dataset) == {invented.id_of("ketiga"): invented.id_of("kedua")}


def row(key, body, day=None, hour=None, portal="contoh.id", title="Judul"):
    at = None if day is None else f"2024-05-{day:02}" + ("" if hour is None else f" {hour:02}:00")
    columns = invented.when(at)
    return {
        "article_id": key,
        "body": body,
        "title": title,
        "portal": portal,
        "published_on": columns.get("published_on"),
        "published_at": columns.get("published_at"),
        "text_sha256": sha256(body.encode()).hexdigest(),
    }


def articles(rows):
    return pa.Table.from_pylist(list(rows), schema=SCHEMA)


def ids(rows):
    return {one["article_id"] for one in rows}


def sorted_rows(table):
    assert table.schema == DUPLICATES
    return sorted(table.to_pylist(), key=lambda one: one["article_id"])


def found(*rows):
    return {
        one["article_id"]: one["earliest_id"]
        for one in find_copies(articles(rows), NOTHING, ids(rows)).to_pylist()
    }


def earliest_of(dataset):
    return {one["article_id"]: one["earliest_id"] for one in dataset.read("duplicates").to_pylist()}
