"""Work on several processes: in order, never far ahead, and never left behind."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import orjson
import pytest

from beritasearch.archive.parallel import mapped
from beritasearch.errors import BeritasearchError
from processes import start


def test_values_are_mapped_in_order():
    values = list(range(-2000, 2000))
    assert list(mapped(abs, iter(values), 2)) == list(map(abs, values))
    assert list(mapped(abs, values[:3], 2)) == [2000, 1999, 1998]
    assert list(mapped(abs, [], 2)) == []


def test_an_error_in_a_worker_is_raised_here():
    with pytest.raises(ValueError, match="satu"):
        list(mapped(int, ["1"] * 900 + ["satu"], 2))


def test_a_worker_that_is_killed_is_named():
    with pytest.raises(BeritasearchError, match=r"A worker process ended early.*--workers 1"):
        list(mapped(os._exit, [9] * 600, 2))


def test_whoever_stops_listening_does_not_wait_for_the_rest():
    asked = 0

    def endless():
        nonlocal asked
        while True:
            asked += 1
            yield -asked

    results = mapped(abs, endless(), 2)
    assert [next(results) for _ in range(3)] == [1, 2, 3]
    results.close()
    assert asked < 5_000


def test_of_heavy_values_few_are_looked_ahead_for():
    asked = 0

    def pages():
        nonlocal asked
        while True:
            asked += 1
            yield -asked

    # Each as heavy as 64 usual values: two make a chunk, and seven chunks are waited for.
    results = mapped(abs, pages(), 2, lambda page: 64)
    assert next(results) == 1
    results.close()
    assert asked <= 2 * 8


in_proc = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="looks for processes in /proc"
)

SCRIPT = """
import sys
from beritasearch.archive.build import build
if __name__ == "__main__":
    build([sys.argv[1]], sys.argv[2], workers=2, progress=lambda *told: print(*told, flush=True))
"""
RUN = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"


def members(group: int) -> list[int]:
    """The processes of a group that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[2]) == group and fields[0] != "Z":
                found.append(int(stat.parent.name))
    return found


def ignores_the_keyboard(process: int) -> bool:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            name, _, mask = line.partition(":")
            if name == "SigIgn":
                return bool(int(mask, 16) >> (signal.SIGINT - 1) & 1)
    return False


@in_proc
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_workers_end_with_the_build_and_nothing_is_written(tmp_path, how):
    rows = ({"title": f"Judul {at}", "body": f"Warga memuji ke-{at}."} for at in range(20_000))
    (tmp_path / "a.jsonl").write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    (tmp_path / "script.py").write_text(SCRIPT)
    given = [str(tmp_path / name) for name in ("script.py", "a.jsonl", "berita")]
    with start(RUN, *given, stdout=-1, stderr=-1, start_new_session=True) as building:
        assert building.stdout.readline().startswith(b"read")
        assert len(members(building.pid)) >= 3
        os.kill(building.pid, how)
        building.wait(20)
        until = time.monotonic() + 10
        while members(building.pid) and time.monotonic() < until:
            time.sleep(0.05)
    assert members(building.pid) == []
    assert not (tmp_path / "berita").exists()


@in_proc
def test_stopped_by_the_keyboard_says_only_that(tmp_path):
    """Ctrl-C reaches every process of a terminal; the workers have nothing to say to it."""
    rows = ({"title": f"Judul {at}", "body": f"Warga memuji ke-{at}."} for at in range(20_000))
    (tmp_path / "a.jsonl").write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    code = (
        "import sys; from beritasearch.cli.main import main\n"
        "if __name__ == '__main__':\n"
        "    sys.argv = ['beritasearch', 'build', *sys.argv[1:], '--workers', '2']\n"
        "    main()\n"
    )
    (tmp_path / "script.py").write_text(code)
    given = [str(tmp_path / "script.py"), str(tmp_path / "a.jsonl"), "-d", str(tmp_path / "berita")]
    with start(RUN, *given, stdout=-1, stderr=-1, start_new_session=True) as building:
        until = time.monotonic() + 20
        # Two workers and the watcher of their resources; while a worker starts it is not deaf yet.
        while sum(map(ignores_the_keyboard, members(building.pid))) < 3:
            assert time.monotonic() < until
            time.sleep(0.02)
        os.killpg(building.pid, signal.SIGINT)
        printed, said = building.communicate(timeout=20)
    assert (building.returncode, printed, said.decode().strip()) == (130, b"", "Stopped.")
    assert not (tmp_path / "berita").exists()
