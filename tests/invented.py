"""Small invented articles: Indonesian words, invented facts, and datasets made of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from beritasearch.articles.article import (
    Article,
    Extraction,
    Headline,
    Image,
    PageRef,
    Quotation,
    RegionEvidence,
)
from beritasearch.dataset.dataset import Dataset
from beritasearch.dataset.incoming import Incoming
from beritasearch.dataset.merge import Merged, merge
from beritasearch.dataset.write import newest_tables, write_version, writing

PORTAL = "contoh.id"
CREATED_AT = "2025-01-01T00:00:00+00:00"


def id_of(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:16]


def when(text: str | None) -> dict[str, Any]:
    """The columns of a printed time (``2024-04-30 17:21``, WIB) or of a day alone."""
    if text is None:
        return {}
    if len(text) == 10:
        return {"published_on": date.fromisoformat(text)}
    at = datetime.fromisoformat(f"{text}+07:00")
    return {"published_at": at, "published_on": at.date(), "published_zone": "+07:00"}


def article(key: str, at: str | None = "2024-04-30 17:21", **columns: Any) -> Article:
    body = columns.pop("body", f"Isi berita {key} yang dikarang.")
    codes = columns.get("region_codes", ())
    columns.setdefault(
        "regions", tuple(RegionEvidence(code, "place", "dateline") for code in codes[:1])
    )
    return Article(
        **{
            "article_id": id_of(key),
            "portal": PORTAL,
            "title": f"Judul {key}",
            "url": f"https://{PORTAL}/{key}",
            "body": body,
            "word_count": len(body.split()),
            "text_sha256": sha256(body.encode()).hexdigest(),
            "pages": (PageRef(f"{key}.html", None, "0" * 64, None),),
            "extractor": "invented 1",
            **when(at),
            **columns,
        }
    )


def headline(title: str, at: str | None = "2024-04-30 17:21", **columns: Any) -> Headline:
    moment = when(at)
    moment.pop("published_zone", None)
    fixed = {
        "headline_id": id_of(f"headline {title} {at}"),
        "portal": PORTAL,
        "title": title,
        "title_cut": title.endswith(".."),
    }
    return Headline(**{**fixed, **moment, **columns})


def extraction(
    key: str,
    at: str | None = "2024-04-30 17:21",
    *,
    headlines: Sequence[Headline] = (),
    quoted: Sequence[tuple[str, str]] = (),
    **columns: Any,
) -> Extraction:
    """One page's rows; `quoted` holds pairs of a speaker and a piece of the body."""
    made = article(key, at, **columns)
    quotations = tuple(
        Quotation(
            article_id=made.article_id,
            ordinal=number,
            speaker=speaker,
            speaker_role=None,
            verb="kata",
            text=text,
            start=made.body.index(text),
            end=made.body.index(text) + len(text),
            direct=True,
            denied=False,
        )
        for number, (speaker, text) in enumerate(quoted)
    )
    return Extraction(article=made, headlines=tuple(headlines), quotations=quotations)


def incoming(extractions: Iterable[Extraction]) -> Incoming:
    taken = Incoming()
    for one in extractions:
        taken.add(one)
    return taken


def write(path: Path, *extractions: Extraction) -> tuple[Dataset, Merged]:
    """Write what pages say as the next version, if it says anything new."""
    with writing(path) as held:
        merged = merge(incoming(extractions), newest_tables(held))
        if merged.is_different:
            write_version(held, merged, created_at=CREATED_AT, tool="tests", settings={})
    return Dataset(path), merged


def news() -> list[Extraction]:
    """Articles for searching; their words are what the tests ask for."""
    quote = "Inovasi harus menyentuh warga"
    return [
        extraction(
            "inovasi",
            "2024-04-30 17:21",
            title="Sekda Dorong Inovasi Pelayanan Publik",
            lead="Penghargaan untuk kelurahan.",
            body=f"Sekretaris daerah membuka lomba.\n\n“{quote},” kata Budi Karangan.",
            section="BANTEN",
            tags=("sekda", "kota tangerang"),
            authors=("Sari Contoh",),
            region_codes=("36.71", "36"),
            images=(Image("https://contoh.id/1.jpg", "Suasana lomba kelurahan"),),
            quoted=[("Budi Karangan", quote)],
            headlines=[
                headline("Dapur MBG Terbakar di Tangsel", "2025-02-19 10:00", section="BANTEN"),
                headline("Wali Kota Resmikan Pasar ..", None),
            ],
        ),
        extraction(
            "inovasinya",
            "2024-05-02 08:00",
            title="Warga Memuji Kelurahan",
            body="Warga memuji inovasinya yang memudahkan pelayanan.",
            section="Banten",
            tags=("sekda",),
            region_codes=("36.74", "36"),
        ),
        extraction(
            "lobster",
            "2019-09-17 17:30",
            title="Penyelundupan Benih Lobster Digagalkan",
            body="Petugas menggagalkan penyelundupan benih lobster.\n\nNilainya Rp6 miliar.",
            section="Kriminal",
            tags=("lobster",),
            region_codes=("18.71", "18"),
            regions=(
                RegionEvidence("18.71", "place", "dateline"),
                RegionEvidence("36.71.01", "mentioned", "text"),
            ),
        ),
        extraction(
            "banjir",
            "2024-05-02",
            title="Banjir Merendam Wali Kota Baru",
            body="Banjir merendam pasar. Wali kota meninjau lokasi. Kota itu luas, kata wali.",
            section="banten",
            portal="lain.co.id",
        ),
        extraction(
            "undated",
            None,
            title="Banjir Tanpa Tanggal",
            body="Banjir merendam jalan <b>utama</b> & pasar\x1b[2J itu.\u202e",
            portal="lain.co.id",
            sponsored=True,
        ),
    ]


WORDS = [
    "air",
    "bandar",
    "candi",
    "danau",
    "embun",
    "fajar",
    "gunung",
    "hutan",
    "ikan",
    "jalan",
    "kebun",
]
SECTIONS = [None, "BANTEN", "Banten", "banten", "Nasional", "NASIONAL", "Tipikor"]
REGIONS = [
    (),
    ("36",),
    ("36.71", "36"),
    ("36.74", "36"),
    ("32.01", "32", "32.71"),
    ("16.08", "16"),
    ("36.71.01", "36.71", "36", "32.01", "32"),
]


def archive_of(number: int, seed: int = 7) -> list[Extraction]:
    """Many articles with random columns, for counting; words are common to all."""
    chosen = random.Random(seed)
    made = []
    for at in range(number):
        day = date(2022, 1, 1) + timedelta(days=chosen.randrange(900))
        time = chosen.choice([None, day.isoformat(), f"{day} {chosen.randrange(24):02}:15"])
        made.append(
            extraction(
                f"random {seed} {at}",
                time,
                title=" ".join(chosen.choices(WORDS, k=4)).title(),
                body=" ".join(chosen.choices(WORDS, k=30)) + f" ke-{at}",
                portal=chosen.choice([PORTAL, "lain.co.id", "ketiga.com"]),
                section=chosen.choice(SECTIONS),
                tags=tuple(chosen.sample(WORDS, chosen.randrange(4))),
                region_codes=chosen.choice(REGIONS),
            )
        )
    return made
