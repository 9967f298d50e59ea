"""A whole build, from gzipped JSONL to dataset and index, beside the least that it could be.

Run as a program (`python -m benchmarks.build ARTICLES FOLDER`) this module is the peer: it
reads the gzip, writes one Parquet file, and indexes title and body with tantivy's own
tokenizer. No regions, dates, quotations, duplicates, stems, checksums, versions.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import count_lines, read_rows
from benchmarks.figures import Figure
from benchmarks.process import OURS, run

_PEER = "Parquet + tantivy"


def measure(articles: Path, dataset: Path, work: Path) -> Iterator[Figure]:
    rows = count_lines(articles)
    print("... build", file=sys.stderr, flush=True)
    ours = run([OURS, "build", str(articles), "-d", str(dataset)])
    print("... its peer", file=sys.stderr, flush=True)
    peer = run([sys.executable, "-m", "benchmarks.build", str(articles), str(work / "peer")])
    yield Figure(
        "build, whole", rows / ours.seconds, rows / peer.seconds, _PEER, "articles/s", target=1_500
    )
    yield Figure("build, peak memory, workers too", ours.tree, peer.tree, _PEER, "MB", target=1_000)
    yield Figure("build, peak memory, main process", ours.own, peer.own, _PEER, "MB")


def prepare(articles: Path, dataset: Path) -> None:
    """The dataset that the other parts measure on."""
    run([OURS, "build", str(articles), "-d", str(dataset)])


def _peer(articles: Path, folder: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq
    import tantivy

    folder.mkdir()
    columns = ("id", "source", "url", "title", "published", "section", "tags", "body")
    rows = [{column: row.get(column) for column in columns} for row in read_rows(articles)]
    pq.write_table(pa.Table.from_pylist(rows), folder / "articles.parquet", compression="zstd")
    schema = tantivy.SchemaBuilder().add_text_field("title").add_text_field("body").build()
    (folder / "index").mkdir()
    writer = tantivy.Index(schema, str(folder / "index")).writer(200_000_000, 1)
    for row in rows:
        writer.add_document(tantivy.Document(title=row["title"] or "", body=row["body"]))
    writer.commit()
    writer.wait_merging_threads()


if __name__ == "__main__":
    _peer(Path(sys.argv[1]), Path(sys.argv[2]))
