"""A program run as a process of its own: its wall time, and the memory of its whole tree."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

OURS = str(Path(sys.executable).with_name("beritasearch"))
_INTERVAL = 0.05
_KILOBYTE = 1024


@dataclass
class Run:
    """What a process took.

    Parameters
    ----------
    own, tree : peak resident megabytes, of the process alone and of it with all its workers.
        Pages that processes share count once for each: the tree's real peak is lower.
    """

    seconds: float
    own: float = 0.0
    tree: float = 0.0


def run(command: list[str]) -> Run:
    """Run to the end, sampling memory; what it printed is shown when it fails."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        measured = Run(0.0)
        sampler = threading.Thread(target=_sample, args=(process, measured))
        sampler.start()
        printed, _ = process.communicate()
        measured.seconds = time.perf_counter() - began
        sampler.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{printed.decode()}")
    return measured


def wall_time(command: list[str]) -> float:
    """Seconds from start to end, with nothing beside it."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def peak_memory(program: str) -> float:
    """Peak resident megabytes of a Python program, as it reads them at its end: its life is too
    short to sample."""
    status = f"{program}\nprint(open('/proc/self/status').read())"
    told = subprocess.run(
        [sys.executable, "-c", status], check=True, capture_output=True, text=True
    )
    (peak,) = (line for line in told.stdout.splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) * _KILOBYTE / 1e6


def _sample(process: subprocess.Popen[bytes], measured: Run) -> None:
    while process.poll() is None:
        children = _children()
        sizes = [_resident(pid) for pid in _tree(process.pid, children)]
        if sizes:
            measured.own = max(measured.own, sizes[0])
            measured.tree = max(measured.tree, sum(sizes))
        time.sleep(_INTERVAL)


def _children() -> dict[int, list[int]]:
    """Process ids by their parent's; nothing where there is no /proc."""
    found: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name, in parentheses, may hold spaces and parentheses of its own.
            fields = entry.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        found.setdefault(int(fields[1]), []).append(int(entry.parent.name))
    return found


def _tree(root: int, children: dict[int, list[int]]) -> list[int]:
    tree = [root]
    for pid in tree:
        tree += children.get(pid, ())
    return tree


def _resident(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/status").read_text("utf-8", "replace").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * _KILOBYTE / 1e6
    except OSError:
        pass
    return 0.0
