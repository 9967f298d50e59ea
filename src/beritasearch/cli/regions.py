"""``beritasearch regions``."""

from __future__ import annotations

import click

from beritasearch.cli.options import format_option
from beritasearch.cli.output import chosen_format, print_json, print_lines
from beritasearch.regions.gazetteer import Gazetteer, Region, gazetteer
from beritasearch.regions.validity import Validity, validity


@click.command("regions")
@click.argument("text")
@format_option("table", "lines", "json")
def regions_command(text: str, form: str | None) -> int:
    """Look a place up: code, name, level, parents, validity. Ambiguous names give all candidates.

    \b
    Example:
      beritasearch regions Tangsel
      beritasearch regions Tangerang
    """
    places = gazetteer()
    found = places.candidates(text)
    if not found:
        places.resolve(text)  # raises, with names that are spelled nearly alike
    form = chosen_format(form)
    if form == "json":
        print_json([_described(region, places) for region in found])
    elif form == "lines":
        print_lines((region.code, region.name, region.level) for region in found)
    else:
        for region in found:
            around = ", ".join(places.label(code) for code in places.chain(region.code)[1:])
            inside = f" in {around}" if around else ""
            click.echo(f"{region.code:<9} {region.name} ({region.level}{inside})")
            if since := _since(validity(region.code), places):
                click.echo(f"{'':<9} {since}")
    return 0


def _since(known: Validity, places: Gazetteer) -> str:
    """A line on the past of a region that was moved or made by law; empty for the others."""
    if known.valid_from is None:
        return ""
    before = f"before in {places.label(known.former_province or '')} ({known.former_province})"
    codes = f", then as {', '.join(known.former_codes)}" if known.former_codes else ""
    return f"province since {known.valid_from} ({known.law}), {before}{codes}"


def _described(region: Region, places: Gazetteer) -> dict[str, object]:
    return {
        "code": region.code,
        "name": region.name,
        "level": region.level,
        "parents": [
            {"code": code, "name": places.label(code)} for code in places.chain(region.code)[1:]
        ],
        "validity": validity(region.code),
    }
