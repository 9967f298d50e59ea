"""The ``beritasearch`` command: its subcommands, and what happens when one fails."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module

import click

from beritasearch.errors import BeritasearchError

# Each command lives in its own module, imported when it is called: `--help` stays instant.
_COMMANDS = {
    "analyze": "analyze:analyze_command",
    "build": "build:build_command",
    "check": "check:check_command",
    "dataset": "dataset:dataset_group",
    "facets": "facets:facets_command",
    "index": "index:index_group",
    "query": "query:query_command",
    "regions": "regions:regions_command",
    "related": "related:related_command",
    "show": "show:show_command",
    "suggest": "suggest:suggest_command",
}
_SUMMARIES = {
    "analyze": "Show every step from a text to its terms.",
    "build": "Read pages into a new version of a dataset, and index it.",
    "check": "Show what was printed of a claim: passages, where and when first.",
    "dataset": "Versions of a dataset: list, compare, verify.",
    "facets": "Count articles by region, tag, section, portal or date.",
    "index": "The index of a dataset: build, update, verify, describe.",
    "query": "Search a dataset.",
    "regions": "Look a place up: code, name, level, parents, validity.",
    "related": "Show articles that are like one article.",
    "show": "Show one article for reading.",
    "suggest": "Complete what was typed: words, tags, regions, names.",
}
NOTHING_FOUND = 1
FAILED = 2


class _LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"beritasearch.cli.{module}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # Written from the table above, so that `--help` imports no command.
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_SUMMARIES.items()))


@click.command(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, param, asked: _print_version(ctx) if asked else None,
    help="Print the version and exit.",
)
def cli() -> None:
    """Indonesian news pages into a dataset, an index, and answers that can be cited.

    \b
    Example:
      beritasearch build examples/pages -d datasets/demo
      beritasearch query "inovasi pelayanan publik" -d datasets/demo --facet region,tag
    """


def _print_version(ctx: click.Context) -> None:
    from importlib.metadata import version

    click.echo(f"beritasearch {version('beritasearch')}")
    ctx.exit()


def main() -> None:
    """Run the command line; exit 0 found, 1 nothing found, 2 error."""
    _mend_streams()
    sys.exit(run(sys.argv[1:]))


def _mend_streams() -> None:
    """Print whatever the terminal can show, and go on where a stream is closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115, PTH123
        elif isinstance(stream, io.TextIOWrapper) and name == "stdout":
            stream.reconfigure(errors="replace")


def run(arguments: list[str]) -> int:
    """Run the command line with arguments, and return its exit code."""
    try:
        code = _call(arguments)
        # What is still held back would else fail at exit, where nobody can catch it.
        sys.stdout.flush()
        return code
    except (BrokenPipeError, SystemExit):
        # Whoever reads our output (head, less) has seen enough. click and rich then exit
        # with code 1, which says "nothing found".
        _silence_stdout()
        return 0
    except OSError as error:
        # The library turns its own into errors that say more; what is left are the streams.
        what = f"'{error.filename}'" if error.filename else "The output"
        click.echo(f"Error: {what} cannot be written: {error.strerror}.", err=True)
        _silence_stdout()
        return FAILED


def _call(arguments: list[str]) -> int:
    """The exit code of a command that could write what it had to say."""
    try:
        code = cli.main(arguments, "beritasearch", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except click.ClickException as error:
        error.show()
        return FAILED
    except click.Abort:
        click.echo("Stopped.", err=True)
        return 130
    except BeritasearchError as error:
        click.echo(f"Error: {error}", err=True)
        return FAILED


def _silence_stdout() -> None:
    """Write nothing more, at exit either: it could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
