"""Completing the values of options in a shell: regions, tags, sections and portals of a dataset.

How it is switched on is in ``docs/commands.md``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from beritasearch.cli.options import dataset_path
from beritasearch.engines.registry import DEFAULT
from beritasearch.errors import BeritasearchError
from beritasearch.wording import counted

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_MOST = 50
_SPECIAL = re.compile(r"""([\s"'\\$&;|<>()*?`!#~{}\[\]])""")

Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def values_of(column: str) -> Complete:
    """A function for click that gives the values of a column which begin as typed.

    A shell cannot show an error here: without a dataset there is nothing to complete.
    """

    def complete(
        context: click.Context, parameter: click.Parameter, typed: str
    ) -> list[CompletionItem]:
        # Only while a shell asks.
        from click.shell_completion import CompletionItem

        from beritasearch.archive.archive import open as open_archive

        try:
            engine = context.params.get("engine") or DEFAULT
            archive = open_archive(dataset_path(context.params.get("dataset")), engine=engine)
            values = archive.values(column, typed)
        except BeritasearchError:
            return []
        return [
            CompletionItem(_as_typed(value), help=counted(count, "article"))
            for value, count in values[:_MOST]
        ]

    return complete


def _as_typed(value: str) -> str:
    """The value as a shell wants it: zsh and fish quote it themselves, bash does not.

    click's script for bash takes one backslash away, so there are two. Behind an open quotation
    mark bash takes everything literally.
    """
    if os.environ.get("_BERITASEARCH_COMPLETE") != "bash_complete":
        return value
    words = os.environ.get("COMP_WORDS", "").split("\n")
    if words[-1][:1] in ("'", '"'):
        return value
    return _SPECIAL.sub(r"\\\\\1", value)
