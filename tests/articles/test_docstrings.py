"""The examples in the docstrings of the reading side are true."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import iter_modules

import pytest

FOLDERS = ("pages", "articles", "regions", "analysis")
MODULES = [
    f"beritasearch.{folder}.{module.name}"
    for folder in FOLDERS
    for module in iter_modules(import_module(f"beritasearch.{folder}").__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
