"""The documentation is what the program does: its sessions and examples are run here."""

from __future__ import annotations

import doctest
import importlib.util
import re
import shlex
import shutil
from pathlib import Path

import pytest

from beritasearch.archive.build import build
from beritasearch.cli.main import run

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
WITH_SESSIONS = [page for page in PAGES if "```console" in page.read_text("utf-8")]
WITH_EXAMPLES = [page for page in PAGES if "\n>>> " in page.read_text("utf-8")]

# What differs between two runs of one command.
_VARYING = re.compile(r"\d[\d.,]*(?= ms\b| s\b| articles/s\b)")
_LINK = re.compile(r"\]\(([^)#\s]+)?(?:#([^)\s]+))?\)")


@pytest.fixture
def newcomer(tmp_path, monkeypatch):
    """A folder like a fresh copy of the repository, with the example page's dataset built."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("BERITASEARCH_DATASET", raising=False)
    build(["examples/pages"], "datasets/aliansinews")
    return tmp_path


def test_the_command_reference_is_what_help_says():
    specification = importlib.util.spec_from_file_location("writer", DOCS / "write_commands.py")
    writer = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(writer)
    assert writer.PAGE.read_text("utf-8") == writer.page(), "stale: run `make docs`"


@pytest.mark.parametrize("page", WITH_SESSIONS, ids=lambda page: page.name)
def test_sessions_print_what_the_page_shows(page, newcomer, capfd, monkeypatch):
    # A session is shown as on a terminal.
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    for command, expected in sessions(page):
        capfd.readouterr()
        run(shlex.split(command)[1:])
        out, err = capfd.readouterr()
        assert masked(err + out) == masked(expected), command


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.name)
def test_examples_in_python_give_what_the_page_shows(page, newcomer):
    failed, _ = doctest.testfile(
        str(page),
        module_relative=False,
        encoding="utf-8",
        optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE,
    )
    assert not failed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target, heading in _LINK.findall(page.read_text("utf-8")):
        if "://" in target:
            continue
        linked = (page.parent / target) if target else page
        assert linked.exists(), f"{page.name} links to {target}"
        if heading:
            assert heading in headings(linked), f"{page.name} links to {target}#{heading}"


def test_the_readme_shows_a_session_within_its_first_thirty_lines():
    head = (ROOT / "README.md").read_text("utf-8").splitlines()[:30]
    fences = [number for number, line in enumerate(head) if line.startswith("```")]
    assert any(line == "```console" for line in head)
    assert len(fences) % 2 == 0, "the session ends after line 30"


def sessions(page: Path) -> list[tuple[str, str]]:
    """The commands of a page, each with what it is said to print."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            if command.startswith("beritasearch "):
                found.append((command, printed))
    return found


def masked(text: str) -> list[str]:
    return [_VARYING.sub("N", line).rstrip() for line in text.strip().splitlines()]


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
