"""Citations: what a reader needs to find an article again, in three styles."""

from __future__ import annotations

from dataclasses import asdict

import orjson
import pytest

import invented
from beritasearch.answers.citations import cite

ROW = asdict(
    invented.article(
        "kutipan",
        "2024-04-30 00:10",
        title="Harga 50% [Naik] & *Turun*",
        authors=("Sari Contoh", "Budi Karangan"),
        language="id",
    )
)
BARE = asdict(invented.article("polos", None, title=None, url=None))
PAGE = "page sha256 " + "0" * 64


def test_markdown():
    assert cite(ROW, "berita", "3.r1", "markdown") == (
        rf"Sari Contoh, Budi Karangan. [Harga 50% \[Naik\] & \*Turun\*](<{ROW['url']}>). "
        f"contoh.id, 2024-04-30 00:10. (berita version 3.r1, article {ROW['article_id']}, {PAGE})"
    )
    assert cite(BARE, "berita", "1", "markdown").startswith("(no title). contoh.id, undated. (")


def test_csl():
    (entry,) = orjson.loads(cite(ROW, "berita", "3", "csl"))
    assert entry["type"] == "article-newspaper"
    assert entry["issued"] == {"date-parts": [[2024, 4, 30]]}
    assert entry["author"] == [{"literal": "Sari Contoh"}, {"literal": "Budi Karangan"}]
    assert entry["note"] == f"berita version 3, article {ROW['article_id']}, {PAGE}"
    (bare,) = orjson.loads(cite(BARE, "berita", "1", "csl"))
    assert not {"title", "URL", "issued", "author"} & bare.keys()


def test_bibtex():
    printed = cite(ROW, "berita", "3", "bibtex")
    assert printed.startswith(f"@online{{{ROW['article_id']},\n")
    assert r"  title = {{Harga 50\% [Naik] \& *Turun*}}," in printed
    assert "  author = {{Sari Contoh} and {Budi Karangan}}," in printed
    assert "  date = {2024-04-30}," in printed
    assert printed.count("{") - printed.count("\\{") == printed.count("}") - printed.count("\\}")


def test_a_style_that_is_not_known():
    with pytest.raises(ValueError, match=r"'apa' is not known\. Styles: markdown, csl, bibtex"):
        cite(ROW, "berita", "1", "apa")
