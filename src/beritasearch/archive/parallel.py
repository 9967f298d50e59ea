"""`map` on several processes: in order, with a bounded look-ahead."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import connection, get_context, parent_process
from typing import TypeVar

from beritasearch.errors import BeritasearchError

A = TypeVar("A")
B = TypeVar("B")

# In usual values. Small enough to keep all workers busy, large enough that handing over costs
# little beside it.
_CHUNK = 128
# Fewer values are done sooner than a worker has started.
_WORTH_IT = 512
_AHEAD = 3


# How seldom Python looks for cycles among objects, as `gc.set_threshold` takes it.
_SELDOM = (200_000, 50, 100)


@contextmanager
def cycles_looked_for_seldom() -> Iterator[None]:
    """Spare this process 4 % of a build: it makes millions of rows, and none in a cycle."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def available_cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def mapped(
    function: Callable[[A], B],
    values: Iterable[A],
    workers: int,
    weight: Callable[[A], float] = lambda value: 1,
) -> Iterator[B]:
    """``map(function, values)`` on several processes, in the order of the values.

    Parameters
    ----------
    function : a function of a module, so that workers can import it.
    workers : processes beside this one; below 2 everything runs in this one.
    weight : how many usual values a value counts as, so that a bounded number of bytes is
        looked ahead for.
    """
    if workers < 2:
        yield from map(function, values)
        return
    chunks = _chunks(values, weight)
    first = list(islice(chunks, _WORTH_IT // _CHUNK))
    if len(first) < _WORTH_IT // _CHUNK:
        for chunk in first:
            yield from map(function, chunk)
        return
    # Fresh processes, not copies of this one: a copy of a process with threads can hang.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin_worker)
    with pool:
        waiting: deque[Future[list[B]]] = deque()
        try:
            for chunk in chain(first, chunks):
                waiting.append(pool.submit(_each, function, chunk))
                if len(waiting) > workers * _AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise BeritasearchError(
                "A worker process ended early. Nothing that was there is lost. Was the memory "
                "full? Try again with fewer workers: --workers 1. In a script of your own, call "
                'this under `if __name__ == "__main__":`.'
            ) from error
        finally:
            for chunk_result in waiting:
                chunk_result.cancel()


def _chunks(values: Iterable[A], weight: Callable[[A], float]) -> Iterator[list[A]]:
    chunk: list[A] = []
    weighs = 0.0
    for value in values:
        chunk.append(value)
        weighs += weight(value)
        if weighs >= _CHUNK:
            yield chunk
            chunk, weighs = [], 0.0
    if chunk:
        yield chunk


def _each(function: Callable[[A], B], chunk: list[A]) -> list[B]:
    return list(map(function, chunk))


def _begin_worker() -> None:
    gc.set_threshold(*_SELDOM)
    _end_with_parent()


def _end_with_parent() -> None:
    """Let no worker outlive a process that was killed."""
    # Ctrl-C reaches every process of a terminal; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            connection.wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
