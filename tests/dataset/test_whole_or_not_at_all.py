"""A version appears whole or not at all, whatever is killed or fails, and whenever."""

from __future__ import annotations

import os
import random
import shutil
import signal
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import invented
from beritasearch.dataset import parts, write
from beritasearch.dataset.dataset import Dataset, open_dataset
from beritasearch.dataset.verify import verify
from beritasearch.errors import DatasetDamaged, DatasetError, DatasetNotFound
from processes import run_and_kill, start

WRITE = "beritasearch.dataset.write"

# What the killed process does: one more article in 2023, one changed in 2024, one new headline.
NEXT = """
import invented
from pathlib import Path
invented.write(
    Path({folder!r}),
    invented.extraction("ketiga", "2023-06-01 08:00"),
    invented.extraction("baru", body="Isi lain.", headlines=[invented.headline("Pasar Dibuka")]),
)
"""
FIRST = (invented.extraction("lama", "2023-05-01 08:00"), invented.extraction("baru"))


def faults(dataset):
    return [list(verify(dataset, version)) for version in dataset.versions()]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("module", "function", "number", "when", "versions"),
    [
        ("invented", "newest_tables", 1, "after", [1]),
        (WRITE, "write_part", 1, "before", [1]),
        (WRITE, "write_part", 1, "after", [1]),
        (WRITE, "write_part", 3, "before", [1]),
        (WRITE, "write_part", 5, "after", [1]),
        (WRITE, "_manifest", 1, "after", [1]),
        (WRITE, "write_texts", 1, "before", [1]),
        (WRITE, "card", 1, "after", [1]),
        (WRITE, "hash_file", 2, "after", [1]),
        (WRITE, "write_texts", 1, "after", [1]),
        (WRITE, "Path.rename", 1, "before", [1]),
        (WRITE, "Path.rename", 1, "after", [1, 2]),
        ("invented", "write_version", 1, "after", [1, 2]),
    ],
)
def test_killed_at_any_moment(tmp_path, module, function, number, when, versions):
    invented.write(tmp_path, *FIRST)
    code = NEXT.format(folder=str(tmp_path))
    run_and_kill(code, module, function, number, when)
    dataset = open_dataset(tmp_path)
    assert dataset.versions() == versions
    assert faults(dataset) == [[]] * len(versions)
    # The next build cleans up, and ends where the killed one would have.
    exec(code)
    assert dataset.versions() == [1, 2]
    assert names(dataset.versions_path) == ["1", "2"]
    assert faults(dataset) == [[], []]
    assert dataset.manifest().counts == {
        "articles": 3,
        "headlines": 1,
        "quotations": 0,
        "duplicates": 0,
    }


def test_killed_at_random_moments(tmp_path):
    chosen = random.Random(5)
    invented.write(tmp_path, *FIRST)
    code = "import invented; from pathlib import Path\n" + (
        f"print('ready', flush=True); invented.write(Path({str(tmp_path)!r}),"
        " *invented.archive_of(300))"
    )
    for _ in range(8):
        with start(code, stdout=-1) as writer:
            assert writer.stdout.read(1)
            time.sleep(chosen.uniform(0, 0.15))
            writer.kill()
        dataset = open_dataset(tmp_path)
        assert dataset.versions() in ([1], [1, 2])
        assert faults(dataset) == [[]] * len(dataset.versions())
        shutil.rmtree(dataset.versions_path / "2", ignore_errors=True)


def no_space(*arguments, **named):
    raise OSError(28, "No space left on device")


def no_space_for_arrow(*arguments, **named):
    # As Arrow raises it: an OSError without strerror.
    raise pa.lib.ArrowIOError("Error writing bytes to file. Detail: [errno 28] No space left")


@pytest.mark.parametrize(
    ("owner", "name", "failing", "message"),
    [
        pytest.param(parts.pq, "write_table", no_space_for_arrow, "No space left", id="a part"),
        pytest.param(write, "sync", no_space, "No space left on device", id="syncing"),
        pytest.param(write, "hash_file", no_space, "No space left on device", id="hashing"),
        pytest.param(Path, "write_bytes", no_space, "No space left on device", id="the manifest"),
        pytest.param(Path, "write_text", no_space, "No space left on device", id="the checksums"),
        pytest.param(Path, "rename", no_space, "No space left on device", id="the last step"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_write_that_fails_leaves_what_was_there(
    tmp_path, monkeypatch, owner, name, failing, message, is_first
):
    if not is_first:
        invented.write(tmp_path, *FIRST)
    dataset, code = Dataset(tmp_path), NEXT.format(folder=str(tmp_path))
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, failing)
        with pytest.raises(DatasetError, match=rf"{message}.*The dataset is as it was before\."):
            exec(code)
    assert dataset.versions() == ([] if is_first else [1])
    assert faults(dataset) == [[]] * len(dataset.versions())
    assert names(dataset.versions_path) == ([] if is_first else ["1"])
    exec(code)
    assert dataset.versions() == ([1] if is_first else [1, 2])
    assert faults(dataset) == [[]] * len(dataset.versions())


def test_a_part_of_the_parent_that_cannot_be_read_stops_a_build(tmp_path):
    dataset, _ = invented.write(tmp_path, *FIRST)
    part = dataset.folder() / "articles/2023.parquet"
    whole = part.read_bytes()
    for content in (None, b"", whole[: len(whole) // 2]):
        part.unlink()
        if content is not None:
            part.write_bytes(content)
        with pytest.raises(DatasetDamaged, match=r"2023\.parquet.*beritasearch dataset verify"):
            exec(NEXT.format(folder=str(tmp_path)))
        part.write_bytes(whole)
    assert dataset.versions() == [1]
    assert faults(dataset) == [[]]


def test_two_writers_at_once_lose_nothing(tmp_path):
    code = (
        "import invented, sys; from pathlib import Path\n"
        "for number in range(6):\n"
        "    page = invented.extraction(f'{sys.argv[1]} {number}')\n"
        f"    invented.write(Path({str(tmp_path)!r}), page)\n"
    )
    writers = [start(code, name) for name in ("a", "b", "c")]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    dataset = open_dataset(tmp_path)
    expected = {invented.id_of(f"{name} {number}") for name in "abc" for number in range(6)}
    assert set(dataset.read("articles")["article_id"].to_pylist()) == expected
    assert dataset.versions() == list(range(1, 19))
    assert faults(dataset) == [[]] * 18
    # Each version has one article more than its parent: nobody built on an older one.
    counts = [dataset.manifest(version).counts["articles"] for version in dataset.versions()]
    assert counts == dataset.versions()


def test_a_second_writer_waits_for_the_first(tmp_path):
    order = []

    def second():
        with write.writing(tmp_path):
            order.append("second")

    with write.writing(tmp_path):
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join(10)
    assert order == ["first", "second"]


def test_the_lock_ends_with_its_process(tmp_path):
    code = (
        "from pathlib import Path; from beritasearch.dataset.write import writing; import time\n"
        f"with writing(Path({str(tmp_path)!r})):\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    with start(code, stdout=-1) as holder:
        assert holder.stdout.read(4)
        os.kill(holder.pid, signal.SIGKILL)
    dataset, _ = invented.write(tmp_path, *FIRST)
    assert dataset.versions() == [1]


def test_leftovers_of_a_killed_first_build_are_no_dataset(tmp_path):
    run_and_kill(NEXT.format(folder=str(tmp_path)), WRITE, "write_part", 2, "after")
    with pytest.raises(DatasetNotFound, match="A first build did not come to its end"):
        open_dataset(tmp_path)


def test_lost_versions_are_not_begun_anew(tmp_path):
    invented.write(tmp_path, *FIRST)
    (tmp_path / "index").mkdir()
    shutil.rmtree(tmp_path / "versions")
    message = "has lost its versions.*Restore that folder from a copy"
    with pytest.raises(DatasetDamaged, match=message):
        open_dataset(tmp_path)
    with pytest.raises(DatasetDamaged, match=message):
        invented.write(tmp_path, *FIRST)


@pytest.mark.parametrize("name", ["berkas", "berkas/berita", "berkas/a/b"])
def test_where_a_file_stands_nothing_is_written(tmp_path, name):
    (tmp_path / "berkas").write_text("penting")
    with pytest.raises(DatasetError, match="cannot be written"):
        invented.write(tmp_path / name, *FIRST)
    with pytest.raises(DatasetError, match=r"cannot be written: '.*berkas' is a file"):
        write.require_writable(tmp_path / name)
    assert (tmp_path / "berkas").read_text() == "penting"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_refused_before_anything_is_read(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(DatasetError, match="read-only"):
        write.require_writable(tmp_path / "berita")
    tmp_path.chmod(0o700)


def test_foreign_names_among_the_versions_are_passed_over(tmp_path):
    dataset, _ = invented.write(tmp_path, *FIRST)
    for name in ("0", "01", "²", "٣", "latest", "2.old"):
        (dataset.versions_path / name).mkdir()
    assert dataset.versions() == [1]
    assert pq.read_table(dataset.folder() / "articles").num_rows == 2
