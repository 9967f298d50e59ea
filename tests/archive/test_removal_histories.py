"""After a removal each version is what it would be had the article never been read."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import invented
from beritasearch.archive.removal import remove
from beritasearch.articles.article import ReadAlso, RelatedLink
from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.verify import verify

NAMES = ("satu", "dua", "tiga", "empat")
DAYS = {"satu": "2023-12-31", "dua": "2024-01-01 08:00", "tiga": "2024-01-01", "empat": None}
# Long enough for copies to be found; the endings make them differ a little, or not at all.
TEXT = " ".join(f"makna{number} menulis kata tentang hal" for number in range(20))


def title(name: str) -> str:
    return f"Judul Panjang Sekali Tentang Berita {name.title()}"


def page(name: str, text: int, lists: tuple[str, ...], cut: bool, gone: str | None = None):
    """A page with a text, and a list of others in which `gone` is not named."""
    listed = [one for one in lists if one not in (name, gone)]
    # A list that is never empty: an empty one makes a source the poorer.
    always = ReadAlso("Selalu Ada", False, None)
    shown = [f"{title(one)[:-2]}.." if cut else title(one) for one in listed]
    return invented.extraction(
        name,
        DAYS[name],
        title=title(name),
        # 0 is a text that all share; others are an article's own.
        body=f"{TEXT} {'' if text == 0 else f'{name} edisi {text}'}",
        read_also=(always, *(ReadAlso(one, cut, None) for one in shown)),
        related=tuple(RelatedLink(one, cut, None, None, None) for one in shown),
        headlines=[
            invented.headline(f"{title(one)} dari {name}", seen_in=(invented.id_of(name),))
            for one in lists
        ],
    )


PAGES = st.tuples(
    st.sampled_from(NAMES),
    st.integers(0, 2),
    st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(tuple),
    st.booleans(),
)
HISTORIES = st.lists(st.lists(PAGES, max_size=4), min_size=1, max_size=4)


def write(path: Path, history, gone: str | None) -> Dataset:
    for at, pages in enumerate(history):
        made = [page(*one, gone=gone) for one in pages if one[0] != gone]
        # One more article a version, so that each is written whatever else it says.
        own = invented.extraction(f"selalu {at}", "2022-01-01", body=f"Isi {at}.")
        invented.write(path, own, *made)
    return Dataset(path)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORIES, st.sampled_from(NAMES))
def test_each_version_is_as_if_it_had_never_been_there(history, gone):
    if not any(one[0] == gone for pages in history for one in pages):
        history = [*history, [(gone, 0, ("satu", "dua"), False)]]
    with tempfile.TemporaryDirectory() as folder:
        dataset = write(Path(folder) / "a" / "berita", history, None)
        expected = write(Path(folder) / "b" / "berita", history, gone)
        remove(dataset.path, [invented.id_of(gone)], reason="Alasan")
        assert dataset.versions() == expected.versions()
        assert list(verify(dataset)) == []
        for version in dataset.versions():
            ours, theirs = dataset.manifest(version), expected.manifest(version)
            # Hashes of parts: the very bytes.
            assert ours.parts == theirs.parts
            for name in ("counts", "changes", "first_day", "last_day", "portals"):
                assert getattr(ours, name) == getattr(theirs, name), name
