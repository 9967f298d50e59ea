"""Pieces of Python in processes of their own, which may be killed wherever a test wants."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent

# Runs `code`, and dies as by `kill -9` at the n-th call of a function, before or after it.
_DYING = """
import importlib, os, signal, sys

module, name, number, when, code = sys.argv[1:6]
owner = importlib.import_module(module)
for part in name.split(".")[:-1]:
    owner = getattr(owner, part)
name = name.split(".")[-1]
original = getattr(owner, name)
calls = 0

def dying(*arguments, **named):
    global calls
    calls += 1
    if calls == int(number) and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    answer = original(*arguments, **named)
    if calls == int(number):
        os.kill(os.getpid(), signal.SIGKILL)
    return answer

setattr(owner, name, dying)
exec(code)
"""


def environment(**more: str) -> dict[str, str]:
    """This process's environment, in which tests' own modules are found."""
    kept = {name: value for name, value in os.environ.items() if name != "BERITASEARCH_DATASET"}
    paths = [str(TESTS), *filter(None, [kept.get("PYTHONPATH")])]
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), **more}


def start(code: str, *arguments: str, **how) -> subprocess.Popen:
    """Start a piece of Python and do not wait for it."""
    return subprocess.Popen([sys.executable, "-c", code, *arguments], env=environment(), **how)


def run_python(code: str, *arguments: str, **how) -> subprocess.CompletedProcess:
    """Run a piece of Python to its end."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment(**how.pop("env", {})),
        capture_output=True,
        text=True,
        check=False,
        **how,
    )


def run_and_kill(code: str, module: str, name: str, number: int, when: str) -> None:
    """Run a piece of Python that is killed at the n-th call of a function."""
    done = run_python(_DYING, module, name, str(number), when, code)
    assert done.returncode == -9, f"{name} was not called {number} times: {done.stderr}"


def beritasearch(*arguments: str, **how) -> subprocess.CompletedProcess:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "beritasearch", *arguments],
        env=environment(**how.pop("env", {})),
        capture_output=True,
        check=False,
        **{"text": True, **how},
    )
