"""What a shell is told when a person presses Tab, by click's own protocol."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from processes import environment

# The values of two commands' options: what is typed, and what completes it.
ASKED = [
    (["query", "x", "--region", "kota tang"], ["Kota Tangerang", "Kota Tangerang Selatan"]),
    (["query", "x", "--region-mentioned", "kota b"], ["Kota Bandar Lampung"]),
    (["query", "--tag", "lob"], ["lobster"]),
    (["query", "--section", "ban"], ["BANTEN"]),
    (["facets", "--portal", "la"], ["lain.co.id"]),
    (["facets", "--author", "Sari"], ["Sari Contoh"]),
    (["query", "--tag", "zzyzx"], []),
]


def complete(shell, words, **more):
    """The lines that the command prints for a shell."""
    instruction = {
        "_BERITASEARCH_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "\n".join(("beritasearch", *words)),
        "COMP_CWORD": str(len(words)),
        **more,
    }
    done = subprocess.run(
        [sys.executable, "-m", "beritasearch"],
        env=environment() | instruction,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def typed(words):
    """Words as they stand on a command line."""
    return [word.replace(" ", "\\ ") for word in words]


@pytest.mark.parametrize(("words", "expected"), ASKED)
def test_values_of_options(two_versions, words, expected):
    before, asked = words[:1], words[1:]
    given = typed([*before, "-d", str(two_versions.path), *asked])
    lines = complete("zsh", given)
    assert sorted(lines[1::3]) == expected
    assert all(count.endswith(("article", "articles")) for count in lines[2::3])


def test_the_default_dataset_is_asked(two_versions):
    given = {"BERITASEARCH_DATASET": str(two_versions.path)}
    assert complete("bash", ["query", "--tag", "lob"], **given) == ["plain,lobster"]


def test_without_a_dataset_nothing_is_completed(tmp_path):
    assert complete("bash", ["query", "-d", str(tmp_path), "--tag", "lob"]) == [""]


def test_commands_and_options():
    assert complete("bash", ["sug"]) == ["plain,suggest"]
    assert complete("bash", ["query", "--reg"]) == ["plain,--region", "plain,--region-mentioned"]


def test_bash_gets_a_value_that_it_can_put_in(two_versions):
    dataset = ["-d", str(two_versions.path)]
    bare = complete("bash", ["query", *dataset, "--region", "kota\\ bandar"])
    quoted = complete("bash", ["query", *dataset, "--region", '"kota bandar'])
    assert bare == [r"plain,Kota\\ Bandar\\ Lampung"]
    assert quoted == ["plain,Kota Bandar Lampung"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_itself(two_versions, tmp_path):
    """The script that click writes for bash, called as bash calls it."""
    program = tmp_path / "beritasearch"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m beritasearch "$@"\n')
    program.chmod(0o755)
    script = f"""
eval "$(_BERITASEARCH_COMPLETE=bash_source beritasearch)"
COMP_WORDS=(beritasearch query -d "{two_versions.path}" --region 'Kota\\ B')
COMP_CWORD=5
_beritasearch_completion beritasearch
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        env=environment() | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("Kota\\ Bandar\\ Lampung\n", "")
