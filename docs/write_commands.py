"""Write docs/commands.md, the command reference, from the `--help` of every command.

Run by `make docs`; a test fails when the page is not what this writes.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from beritasearch.cli.main import cli

PAGE = Path(__file__).with_name("commands.md")
WIDTH = 88

# The library's twin of each command, as docs/python.md describes it.
TWINS = {
    "analyze": "[`analyse`](python.md#what-a-text-becomes)",
    "build": "[`beritasearch.build`](python.md#building)",
    "dataset diff": "[`diff`](python.md#versions)",
    "dataset prune": "[`prune`](python.md#removal)",
    "dataset remove": "[`remove`](python.md#removal)",
    "dataset restore": "[`restore`](python.md#removal)",
    "dataset verify": "[`verify`](python.md#versions)",
    "dataset versions": "[`Dataset.versions` and `Dataset.manifest`](python.md#versions)",
    "facets": "[`Archive.facets`](python.md#counting)",
    "index build": "[`build_index`](python.md#the-index)",
    "index stats": "[`Archive.coverage`](python.md#opening)",
    "index update": "[`build_index`](python.md#the-index)",
    "index verify": "[`verify_index`](python.md#the-index)",
    "query": "[`Archive.search`](python.md#searching)",
    "regions": "[`gazetteer`](regions.md#looking-a-name-up)",
    "related": "[`Archive.related`](python.md#related-articles)",
    "show": "[`Archive.article`](python.md#one-article)",
    "suggest": "[`Archive.suggest`](python.md#completing)",
}

INTRODUCTION = """\
# Commands

<!-- Written by docs/write_commands.py from `--help`: run `make docs` after a change. -->

What holds for all of them:

* **Exit code** 0: something was found. 1: nothing was found. 2: an error, with one sentence that
  says what failed and what to do. As `grep` does ([why](decisions/0003-exit-codes.md)).
* **Results** go to standard output, all else (summaries, notices, errors, the progress bar) to
  standard error: `beritasearch query banjir --format jsonl > hits.jsonl` gives a clean file.
* **`-d`** names the dataset. Without it `BERITASEARCH_DATASET` does, or the only dataset in
  `./datasets`.
* **`--format`** is `table` on a terminal and `lines` (fields parted by tabs) in a pipe, unless you
  name one. JSON is never coloured; `NO_COLOR=1` takes the colours from tables too.
* Filters may be repeated: `--tag sekda --tag kpk` is one or the other. Filters of different kinds
  must all hold.

How to write a query: [query-language.md](query-language.md). What can be counted:
[facets.md](facets.md). What the words mean:
[glossary.md](glossary.md).
"""


COMPLETION = """\
## Completion in a shell

The Tab key completes commands, options, and from the dataset the values of `--region`, `--tag`,
`--section`, `--portal` and `--author`, whatever their case. Put the line for your shell into the
file that it reads at its start:

```bash
# bash, ~/.bashrc
eval "$(_BERITASEARCH_COMPLETE=bash_source beritasearch)"
# zsh, ~/.zshrc
eval "$(_BERITASEARCH_COMPLETE=zsh_source beritasearch)"
# fish, ~/.config/fish/completions/beritasearch.fish
_BERITASEARCH_COMPLETE=fish_source beritasearch | source
```

The values are those of the dataset that `-d` names before them, else of the default one.
"""


def page() -> str:
    """The whole page."""
    sections = [INTRODUCTION, _section("beritasearch", cli, "##")]
    sections += [_section(name, command, "##") for name, command in _commands(cli)]
    return "\n".join((*sections, COMPLETION))


def _commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its whole name, those inside a group after it."""
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if command is None:
                continue
            yield f"{before}{name}", command
            if isinstance(command, click.Group):
                yield from _commands(command, f"{before}{name} ")


def _section(name: str, command: click.Command, heading: str) -> str:
    whole = name if name == "beritasearch" else f"beritasearch {name}"
    context = click.Context(command, info_name=whole, terminal_width=WIDTH, max_content_width=WIDTH)
    context.help_option_names = ["-h", "--help"]
    text = inspect.cleandoc(command.get_help(context))
    twin = f"\nIn Python: {TWINS[name]}.\n" if name in TWINS else ""
    return f"{heading} {name}\n\n```text\n{text}\n```\n{twin}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
