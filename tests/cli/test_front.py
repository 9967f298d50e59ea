"""What all commands share: exit codes, which dataset is meant, streams, colours, closed pipes."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import invented
from processes import beritasearch, environment

LOBSTER = invented.id_of("lobster")

# On the dataset of three versions: the command and its exit code.
CODES = [
    (["query", "lobster"], 0),
    (["query", ""], 0),
    (["query", "dapur MBG", "--kind", "headline"], 0),
    (["query", "zzyzx", "--no-fuzzy"], 1),
    (["query", "lobster", "--since", "2030"], 1),
    (["query", "lobster", "--limit", "0"], 0),
    (["facets"], 0),
    (["facets", "zzyzx"], 1),
    (["facets", "--since", "2030"], 1),
    (["show", LOBSTER], 0),
    (["show", "https://contoh.id/tiada"], 2),
    (["related", invented.id_of("inovasi")], 0),
    (["related", invented.id_of("inovasi"), "--before", "2001"], 1),
    (["related", "--all"], 0),
    (["related", "--all", "--before", "2001"], 1),
    (["suggest", "lobs"], 0),
    (["suggest", "zzyzx"], 1),
    (["suggest", ""], 1),
    (["suggest", "lobs", "--limit", "0"], 1),
    (["suggest", "lobs", "--kind", "planet"], 2),
    (["dataset", "versions"], 0),
    (["dataset", "verify"], 0),
    (["dataset", "verify", "--at", "2"], 0),
    (["dataset", "diff", "1", "2"], 0),
    (["dataset", "diff", "2", "2"], 1),
    (["index", "stats"], 0),
    (["index", "stats", "--engine", "reference"], 0),
]


@pytest.mark.parametrize(
    ("arguments", "code"), CODES, ids=lambda v: " ".join(v) if isinstance(v, list) else str(v)
)
def test_exit_codes(two_versions, ask, arguments, code):
    assert ask(*arguments, "-d", two_versions.path).code == code


@pytest.mark.parametrize(("name", "code"), [("Tangsel", 0), ("Tangerang", 0), ("Tangerng", 2)])
def test_exit_codes_of_regions(ask, name, code):
    assert ask("regions", name).code == code


HELP = [
    *([name] for name in ("build", "facets", "query", "regions", "related", "show", "suggest")),
    *(["dataset", name] for name in ("versions", "diff", "verify")),
    *(["index", name] for name in ("build", "update", "stats")),
]


@pytest.mark.parametrize("command", [[], ["dataset"], ["index"], *HELP], ids=" ".join)
def test_help_of_every_command(ask, command):
    answer = ask(*command, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"Usage: {' '.join(['beritasearch', *command])} ")
    if command in HELP or not command:
        assert "Example:\n    beritasearch " in answer.out
    assert answer.out == ask(*command, "-h").out


@pytest.mark.parametrize("command", [[], ["dataset"], ["index"]])
def test_a_group_alone_shows_its_help(ask, command):
    assert ask(*command) == ask(*command, "--help")


def test_the_version(ask):
    assert ask("--version").out.startswith("beritasearch 0.")


def test_stopped_by_the_keyboard(ask, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("beritasearch.regions.gazetteer.Gazetteer.candidates", stop)
    answer = ask("regions", "Banten")
    assert (answer.code, answer.out, answer.err.strip()) == (130, "", "Stopped.")


@pytest.fixture
def standing(tmp_path, monkeypatch):
    """The folder in which the person stands."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(dataset: Path, place: str) -> None:
    shutil.copytree(dataset, place)


def test_the_only_dataset_of_the_folder_is_meant(two_versions, standing, ask):
    put(two_versions.path, "datasets/satu")
    Path("datasets/bukan").mkdir()
    assert ask("query", "lobster").code == 0
    assert ask("dataset", "versions").code == 0


def test_one_of_several_datasets_must_be_named(two_versions, standing, ask, refused):
    for name in ("satu", "dua"):
        put(two_versions.path, f"datasets/{name}")
    said = "Error: No dataset was named, and 2 datasets are in ./datasets. Name one with -d DIR or"
    assert refused("query", "lobster") == f"{said} in $BERITASEARCH_DATASET."
    assert refused("index", "stats").startswith(said)
    assert ask("query", "lobster", "-d", "datasets/dua").code == 0


@pytest.mark.parametrize("command", [["query", "a"], ["facets"], ["show", "a"], ["index", "stats"]])
def test_none_is_named_and_there_is_none(standing, refused, command):
    assert refused(*command).startswith("Error: No dataset was named, and none is in ./datasets.")


def test_the_option_goes_before_the_environment_and_this_before_the_folder(
    two_versions, standing, ask, refused, monkeypatch
):
    put(two_versions.path, "datasets/satu")
    monkeypatch.setenv("BERITASEARCH_DATASET", "tiada")
    assert "There is no dataset in 'tiada'" in refused("query", "lobster")
    assert ask("query", "lobster", "-d", "datasets/satu").code == 0
    monkeypatch.setenv("BERITASEARCH_DATASET", str(two_versions.path))
    assert "There is no dataset in 'lain'" in refused("query", "lobster", "--dataset", "lain")
    shutil.rmtree("datasets")
    assert ask("query", "lobster").code == 0
    monkeypatch.setenv("BERITASEARCH_DATASET", "")
    assert "none is in ./datasets" in refused("query", "lobster")


@pytest.mark.parametrize("form", ["table", "lines", "json", "jsonl", "csv"])
def test_notices_go_to_stderr_only(two_versions, ask, form):
    notice = "Note: Date '2024-02-30' does not exist"
    answer = ask("query", "banjir date:2024-02-30", "-d", two_versions.path, "--format", form)
    assert notice in answer.err
    assert "Note:" not in answer.out
    assert answer.code == 0


def test_a_build_says_everything_on_stderr(standing, ask):
    Path("a.jsonl").write_text('{"title": "Judul", "body": "Isi berita."}\n')
    answer = ask("build", "a.jsonl", "-d", "berita")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.splitlines()[0] == "1 read, 1 new, 0 changed, 0 unchanged, 0 rejected"


def on_a_terminal(*arguments: str, code: int = 0, **variables: str) -> str:
    """What a command prints on a terminal of its own."""
    ours, theirs = pty.openpty()
    how = {"TERM": "xterm-256color", "COLUMNS": "120", **variables}
    command = [sys.executable, "-m", "beritasearch", *arguments]
    streams = dict.fromkeys(("stdin", "stdout", *(("stderr",) if code else ())), theirs)
    with subprocess.Popen(command, env=environment(**how), **streams) as process:
        os.close(theirs)
        printed = b""
        try:
            while part := os.read(ours, 1 << 16):
                printed += part
        except OSError:  # the other side is closed
            pass
    os.close(ours)
    assert process.returncode == code
    return printed.decode()


QUERY = ["query", "lobster", "--facet", "tag"]


@pytest.mark.parametrize("arguments", [QUERY, ["dataset", "versions"]], ids=" ".join)
def test_colours_on_a_terminal_unless_they_are_not_wanted(two_versions, arguments):
    arguments = [*arguments, "-d", str(two_versions.path)]
    coloured = on_a_terminal(*arguments)
    plain = on_a_terminal(*arguments, NO_COLOR="1")
    assert "\x1b[1m" in coloured
    assert "\x1b[3" not in plain
    # A table on a terminal, with what lines leave out.
    assert ("1 article for lobster" in plain) == (arguments[0] == "query")


def test_json_is_never_coloured(two_versions):
    named = [*QUERY, "-d", str(two_versions.path)]
    for form in ("json", "jsonl", "csv", "lines"):
        assert "\x1b" not in on_a_terminal(*named, "--format", form)


def progress_of(tmp_path, *arguments: str) -> tuple[str, str]:
    """What a command writes into a file, and on the terminal that its stderr is."""
    ours, theirs = pty.openpty()
    with (tmp_path / "out").open("wb") as out:
        command = [sys.executable, "-m", "beritasearch", *arguments]
        process = subprocess.Popen(command, stdout=out, stderr=theirs, env=environment())
        os.close(theirs)
        said = b""
        with suppress(OSError):  # the other side is closed
            while part := os.read(ours, 1 << 16):
                said += part
        os.close(ours)
        assert process.wait() == 0
    return (tmp_path / "out").read_text(), said.decode()


@pytest.mark.parametrize("form", ["lines", "csv", "jsonl", "trec"])
def test_progress_of_many_queries_is_shown_beside_their_hits(berita, ask, tmp_path, form):
    path = tmp_path / "queries.csv"
    path.write_text("id,query\n1,banjir\n2,lobtser\n3,zzyzx\n", "utf-8")
    asked = ["query", "--file", str(path), "-d", str(berita.path), "--format", form]
    out, said = progress_of(tmp_path, *asked)
    assert "Queries" in said
    assert "3/?" in said
    assert 'Note: query 2: "lobtser" is not in the archive' in said.replace("\r\n", " ")
    # What is printed is what is printed without a terminal.
    assert out == ask(*asked).out


def test_parquet_is_not_for_a_terminal(two_versions):
    asked = ["query", "lobster", "-d", str(two_versions.path), "--format", "parquet"]
    assert "send it to a file: --format parquet > hits.parquet" in on_a_terminal(*asked, code=2)


# Commands that print; each into a pipe that nobody reads.
PRINTING = [
    *(["query", "", "--limit", "all", "--format", f] for f in ("table", "lines", "json", "jsonl")),
    ["query", "", "--limit", "all", "--format", "parquet"],
    ["query", "", "--limit", "all", "--format", "csv"],
    ["query", "banjir", "--format", "trec"],
    *(["facets", "--format", form] for form in ("table", "lines", "json", "csv")),
    ["show", LOBSTER],
    ["show", LOBSTER, "--cite", "bibtex"],
    ["related", "--all"],
    ["dataset", "versions", "--format", "table"],
    ["dataset", "diff", "1", "3"],
    ["index", "stats"],
]
ALONE = [["regions", "Tangerang"], [], ["--help"], ["--version"], ["dataset"], ["query", "--help"]]


@pytest.mark.parametrize("arguments", [*PRINTING, *ALONE], ids=" ".join)
def test_a_closed_pipe_is_no_error(two_versions, arguments):
    named = ["-d", str(two_versions.path)] if arguments in PRINTING else []
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "beritasearch", *arguments, *named]
    done = subprocess.run(
        command, stdout=writing, stderr=subprocess.PIPE, env=environment(), text=True, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_goes_after_the_first_line(berita):
    """As `head -1` does, while there is far more than a pipe holds."""
    command = ["-m", "beritasearch", "related", "--all", "-d", str(berita.path)]
    with subprocess.Popen(
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout.readline().startswith(b'{"related_to":')
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [["regions", "Tangsel"], [], ["dataset"]], ids=" ".join)
def test_a_full_disk_is_an_error_in_one_sentence(arguments):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "beritasearch", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "Error: The output cannot be written: No space left on device.\n"


def test_what_the_encoding_of_the_output_cannot_hold_is_replaced(two_versions):
    # Where a stream is plain ASCII, click takes that for a mistake and writes UTF-8.
    how = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    shown = ["show", invented.id_of("inovasi"), "-d", str(two_versions.path)]
    done = beritasearch(*shown, env=how, encoding="latin-1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "?Inovasi harus menyentuh warga,?" in done.stdout


def test_a_page_cannot_write_to_the_terminal(two_versions, ask):
    for command in (["show", invented.id_of("undated")], ["query", "utama", "--format", "table"]):
        printed = ask(*command, "-d", two_versions.path).out
        assert "utama" in printed
        assert not {"\x1b", "\u202e"} & set(printed)
