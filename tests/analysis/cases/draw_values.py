"""Draws the candidates of money.tsv, numbers.tsv, dates.tsv and times.tsv.

``python draw_values.py money`` prints candidates as tab-separated text with an empty
``expected``; a person reads each, cuts the input to what is needed and labels it. The seed, the
sub-kinds and their order decide what is drawn and in which half it is, before any label.
``--context 30`` adds a column with that many words on either side, for the reader only.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

ARTICLES = Path(__file__).parents[4] / "shared" / "data" / "articles.jsonl.gz"
SEED = 20241130
WIB = timezone(timedelta(hours=7))
WORDS = 12

NUM = r"\d+(?:[.,]\d+)*"
UNIT = r"(?:ribu|juta|mil[iy]ar|tril[iy]un)"
SMALL = r"(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)"
ABOUT = r"(?:lebih(?: dari)?|hampir|sekitar|kurang lebih|kira-kira|nyaris|sekira)"
DAY = r"(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad)"
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
MONTH = rf"(?:{'|'.join(MONTHS)})"
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
TO = r"(?:\s?[-–—]\s?| hingga | sampai | sampai dengan | s/d )"


class Place(NamedTuple):
    """A match inside one line of an article, with the article's day."""

    line: str
    match: re.Match[str]
    published: date | None


class Kind(NamedTuple):
    """A sub-kind: how many to draw, what it looks like, and what else must hold."""

    name: str
    count: int
    pattern: str
    holds: Callable[[Place], bool] = lambda place: True


class Candidate(NamedTuple):
    article: str
    published: str
    line: str
    start: int
    end: int


def in_quotation(place: Place) -> bool:
    """Whether a quotation that opens in the same line is still open at the match."""
    before = place.line[: place.match.start()]
    plain = before.count('"') % 2 == 1
    return plain or before.rfind("“") > before.rfind("”")


def outside(place: Place) -> bool:
    return not in_quotation(place) and place.published is not None


def inside(place: Place) -> bool:
    """Inside of a quotation whose opening or closing mark is near enough to be shown."""
    if not in_quotation(place) or place.published is None:
        return False
    near = place.line[max(0, place.match.start() - 45) : place.match.end() + 45]
    return any(mark in near for mark in '"“”')


def dated(place: Place) -> bool:
    return place.published is not None


def undated(place: Place) -> bool:
    return place.published is None


def _disagrees(place: Place) -> bool:
    """Whether the printed weekday is another than that of the printed date."""
    group = place.match.groupdict()
    month = group["month"]
    try:
        number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
        if group.get("year"):
            day = date(int(group["year"]), number, int(group["day"]))
        elif place.published is not None:
            around = place.published.year
            days = [
                date(year, number, int(group["day"])) for year in (around - 1, around, around + 1)
            ]
            published = place.published
            day = min(days, key=lambda other: abs(other - published))
        else:
            return False
    except ValueError:
        return True
    weekday = re.sub(r"['’]", "", group["weekday"]).replace("Ahad", "Minggu")
    return DAYS[day.weekday()] != weekday


def agrees(place: Place) -> bool:
    return dated(place) and not _disagrees(place)


def disagrees(place: Place) -> bool:
    return dated(place) and _disagrees(place)


WEEKDAY_DM = rf"(?P<weekday>{DAY})(?: \w+)? \((?P<day>\d\d?)/(?P<month>\d\d?)\)"
WEEKDAY_DMY = rf"(?P<weekday>{DAY})(?: \w+)? \((?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>\d{{4}})\)"
WEEKDAY_LONG = rf"(?P<weekday>{DAY}),? \(?(?P<day>\d\d?) (?P<month>{MONTH}) (?P<year>\d{{4}})"
RELATIVE_DAY = r"\b[Kk]emarin\b|\b[Hh]ari ini\b|\b[Bb]esok\b|\b[Ll]usa\b"
RELATIVE_PERIOD = r"\b(?:pekan|bulan|tahun) (?:lalu|ini|depan)\b"

KINDS: dict[str, list[Kind]] = {
    "money": [
        Kind("thousands", 5, r"Rp\.? ?\d{1,3}(?:\.\d{3})+(?![.,]?\d)(?! (?:ribu|juta|mil|tri))"),
        Kind("unit", 5, rf"Rp\.? ?\d+ {UNIT}\b"),
        Kind("unit, comma decimal", 5, rf"Rp\.? ?\d+,\d\d? {UNIT}\b"),
        Kind("unit, dot decimal", 8, rf"Rp\.? ?\d+\.\d\d? {UNIT}\b"),
        Kind("unit, comma and three digits", 7, rf"Rp\.? ?\d+,\d{{3}} {UNIT}\b"),
        Kind("unit, dot and three digits", 5, rf"Rp\.? ?\d+\.\d{{3}} {UNIT}\b"),
        Kind(
            "Rp alone, comma and three digits",
            9,
            rf"Rp\.? ?\d+,\d{{3}}(?![.,]?\d)(?! ?(?i:{UNIT}|t\b|m\b))",
        ),
        Kind("comma groups", 4, r"Rp\.? ?\d+,\d{3},\d{3}"),
        Kind(
            "cents and dashes",
            7,
            r"Rp\.? ?\d+(?:\.\d{3})*(?:,(?:\d\d\b|-+|=)|\.-)(?! ?(?i:rib|jut|mil|tri|m\b|t\b))",
        ),
        Kind(
            "unit, capital or attached",
            5,
            rf"Rp\.? ?{NUM}(?: ?(?:Ribu|Juta|Mil[iy]ar|Tril[iy]un)|{UNIT})\b",
        ),
        Kind("M and T after Rp", 6, r"Rp\.? ?\d+(?:[.,]\d+)? ?(?:M|T)\b"),
        Kind("jt, rb and k after Rp", 6, r"[Rr]p\.? ?\d+(?:[.,]\d+)? ?(?:[Jj]t|JT|[Rr]b|RB|K|k)\b"),
        Kind("letters without Rp", 3, r"(?<![\w.,$])(?<!Rp )(?<!Rp\. )\d+ ?(?:M|T)\b(?! [A-Z])"),
        Kind("range, one unit", 9, rf"Rp\.? ?{NUM}{TO}{NUM} {UNIT}"),
        Kind("range, two units", 6, rf"Rp\.? ?{NUM} {UNIT}{TO}Rp\.? ?{NUM}"),
        Kind("range, thousands", 5, rf"Rp\.? ?\d+\.\d{{3}}{TO}(?:Rp\.? ?)?\d+\.\d{{3}}"),
        Kind("from and to", 4, rf"dari Rp\.? ?{NUM}(?: {UNIT})? (?:menjadi|ke) Rp\.? ?{NUM}"),
        Kind("rupiah after", 6, rf"(?<!Rp )(?<!Rp)\b{NUM}(?: {UNIT})? rupiah\b"),
        Kind(
            "spelled",
            7,
            rf"\b(?:{SMALL}|se\w+|satu)(?: (?:{SMALL}|puluh|belas|ratus|ribu|juta))* (?:ribu|"
            r"ratus|juta|mil[iy]ar) rupiah",
        ),
        Kind(
            "no number",
            4,
            rf"\b(?:puluhan|ratusan|belasan|jutaan|miliaran|beberapa)(?: {UNIT})? rupiah",
        ),
        Kind(
            "an",
            6,
            rf"Rp\.? ?{NUM}(?: ?-? ?an\b|(?: ?-? ?an)? (?:ribuan|jutaan|mil[iy]aran|"
            r"tril[iy]unan))",
        ),
        Kind("about before", 7, rf"\b{ABOUT} Rp\.? ?{NUM}(?: {UNIT})?"),
        Kind("about after", 4, rf"Rp\.? ?{NUM}(?: {UNIT})? lebih\b"),
        Kind(
            "bound",
            6,
            r"\b(?:hingga|sampai|minimal|maksimal|mencapai|paling banyak|di atas|di bawah|"
            rf"setidaknya|sedikitnya) Rp\.? ?{NUM}(?: {UNIT})?",
        ),
        Kind("US$", 6, rf"(?:US\$|USD|U\$) ?{NUM}(?: {UNIT})?"),
        Kind("US$ range", 3, rf"(?:US\$|USD|\$) ?{NUM}{TO}(?:US\$|USD|\$)? ?{NUM}"),
        Kind("$", 3, rf"(?<![A-Za-z])\$ ?{NUM}"),
        Kind("dolar AS", 5, rf"{NUM}(?: {UNIT})? dol+ar (?:AS|Amerika)\b"),
        Kind("dolar", 3, rf"{NUM}(?: {UNIT})? dol+ar\b(?! (?:AS|Amer|Sing|Aus|Hong|Kan|US))"),
        Kind("RM", 2, rf"(?<![A-Za-z])RM ?{NUM} (?:juta|ribu)|(?<![A-Za-z])RM ?\d+[.,]\d+"),
        Kind("other signs", 5, rf"(?<![A-Za-zâ])(?:S\$|A\$|€|£|¥|HK\$) ?{NUM}"),
        Kind("other codes", 4, rf"(?<![A-Za-z])(?:SGD|AUD|SAR|EUR|GBP|MYR|CNY|JPY|RM) ?{NUM}"),
        Kind(
            "other words",
            12,
            rf"{NUM}(?: {UNIT})? (?:euro|yen|ringgit|[Rr]iyal|pound\w*|poundsterling|yuan|won|"
            r"baht|franc|rubel|dirham|dol+ar (?:Singapura|Australia|Hong Kong|Kanada))\b",
        ),
        Kind("rate", 4, rf"Rp\.? ?{NUM} per (?:dol+ar|US)"),
        Kind(
            "converted",
            4,
            r"(?:US\$|USD|dol+ar AS|euro|ringgit)[^.]{0,30}(?:setara|sekitar|atau) "
            r"[^.]{0,12}Rp",
        ),
        Kind("IDR", 2, r"\bIDR ?\d"),
    ],
    "numbers": [
        Kind("thousands", 5, r"(?<![Rp$\d.,] )(?<![\w.,$])\d{1,3}(?:\.\d{3})+ [a-z]{3,}"),
        Kind(
            "no separator",
            4,
            r"(?<![Rp$\d.,] )(?<![\w.,$/-])[1-9]\d{4,6} (?:orang|warga|unit|siswa|hek|rumah|"
            r"jiwa|peserta|penonton|kali|ton|meter)",
        ),
        Kind(
            "year-like count",
            4,
            r"(?<![Rp$\d.,] )(?<![\w.,$/-])(?:19|20)\d\d (?:orang|unit|meter|warga|kilometer|"
            r"hektar|siswa|personel|buah|ton)",
        ),
        Kind(
            "comma decimal",
            4,
            r"(?<![Rp$\d.,] )(?<![\w.,$])\d+,\d\d? (?!persen|juta|ribu|mil|tri)[a-z]+",
        ),
        Kind(
            "dot decimal",
            5,
            r"(?<![Rp$\d.,] )(?<!ukul )(?<!am )(?<![\w.,$])\d+\.\d (?!persen)[a-z]+|\b\d\.\d "
            r"SR",
        ),
        Kind(
            "comma and three digits",
            5,
            r"(?<![Rp$\d.,] )(?<![\w.,$])\d+,\d{3} (?!persen|rib|jut|mil|tri)[a-z]+",
        ),
        Kind("zero, dot and three digits", 2, r"(?<![\w.,$])0\.\d{3}\b"),
        Kind("thousands and decimals", 3, r"(?<![Rp$\d.,] )(?<![\w.,$])\d+\.\d{3},\d\d?\b"),
        Kind(
            "multiplier",
            7,
            r"(?<!Rp )(?<![\w.,$])\d+(?:[.,]\d+)? (?:ribu|juta|miliar|milyar|triliun) ("
            r"?!rupiah|dol|euro|yen)[a-z]{3,}",
        ),
        Kind(
            "spelled small",
            6,
            rf"\b{SMALL} (?!ratus|puluh|belas|ribu|juta|mil|tri|hing|per|sam|atau)[a-z]{{4,}}",
        ),
        Kind(
            "spelled compound",
            7,
            rf"\b{SMALL} (?:puluh|belas|ratus|ribu)(?: (?:{SMALL}|puluh|belas|ratus|ribu))* "
            rf"[a-z]{{3,}}",
        ),
        Kind(
            "se- with a multiplier",
            4,
            r"\b(?:seratus|seribu|sepuluh|sebelas|sejuta|satu juta) [a-z]{4,}",
        ),
        Kind(
            "satu and se-",
            5,
            r"\bsalah satu\b|\bsatu orang\b|\bsatu-satunya\b|\bsatu per satu\b|\bseorang\b|"
            r"\bsebuah\b",
        ),
        Kind(
            "no number",
            3,
            r"\b(?:puluhan|ratusan|ribuan|belasan|jutaan)(?: (?:ribu|juta))? (?!rup|"
            r"dol)[a-z]{4,}",
        ),
        Kind(
            "range",
            6,
            rf"(?<![\w.,$/-])(?<!Rp )\d+(?:,\d+)?{TO}\d+(?:,\d+)? (?:orang|tahun|hari|menit|km|"
            r"kilometer|meter|jam|kali|unit|kg|bulan|derajat|ton|gram|cm|liter)\b",
        ),
        Kind("range, spelled", 5, rf"\b{SMALL}(?:-| hingga | sampai | atau ){SMALL} [a-z]{{4,}}"),
        Kind("about before", 5, rf"\b{ABOUT} {NUM} (?!persen|juta rup|dol|mil)[a-z]{{4,}}"),
        Kind(
            "about after",
            4,
            r"(?<!Rp )(?<![\w.,$])\d+(?:\.\d{3})? (?:orang )?lebih (?!dari)[a-z]{4,}",
        ),
        Kind(
            "an",
            5,
            r"(?<![Rp$\d.,] )(?<![\w.,$])\d{1,3}(?:\.\d{3})?-?an [a-z]{4,}|\b(?:dua|tiga|"
            r"empat|lima) (?:puluhan|ratusan) [a-z]+",
        ),
        Kind("ordinal", 4, r"\bke-\d+\b|\bperingkat \d+|\bkedua\b"),
        Kind(
            "name or code",
            9,
            r"Covid-19|\bU-\d\d\b|\b[Pp]asal \d+|\bKM \d+|\bB-\d\d\b|\bG-?20\b|\bNomor \d+|"
            r"\biPhone \d+|\b[Ll]antai \d+|\b5G\b|\bLiga 1\b|\bRT ?\d+|\bjalur \d\b",
        ),
        Kind("score", 4, r"\b(?:skor|menang|kalah|unggul|imbang)[^.]{0,25} \d+-\d+\b"),
        Kind(
            "telephone and plate",
            3,
            r"\b08\d{8,11}\b|\b[A-Z]{1,2} \d{3,4} [A-Z]{2,3}\b|\b0\d{2,3}-\d{6,8}\b",
        ),
        Kind(
            "fraction",
            6,
            rf"\b{SMALL}[ -]?per[ -]?(?:empat|tiga|lima|enam|delapan|sepuluh)(?!an)\b",
        ),
        Kind("fraction, digits", 5, r"(?<![\d/.,])\b(?:\d )?[1-5]/[2-8] (?!Final|final)[a-z]+|½|¼"),
        Kind("sepertiga", 2, r"\bsepertiga\b|\bseperempat\b"),
        Kind("and a half", 4, rf"\b(?:{SMALL}|satu|\d+) setengah\b"),
        Kind("times", 3, rf"\b(?:{SMALL}|\d+) kali(?: lipat)?\b"),
        Kind(
            "unit attached",
            5,
            r"(?<![\w.,$])\d+(?:[.,]\d+)?(?:km|kg|cm|m|GB|MP|ml|mm|gr|cc|TB|Mbps|mAh)\b",
        ),
        Kind("age in brackets", 4, r"[A-Z]\w+ \(\d\d\)"),
        Kind("dimension", 3, r"(?<![\w.,$])\d+ ?[xX×] ?\d+ [a-z]+"),
        Kind("index", 3, r"\b(?:IHSG|level|magnitudo|indeks)[^.]{0,20} \d[\d.]*,\d+"),
        Kind("minus", 3, r"\bminus \d+(?:,\d+)? (?!persen)[a-z]{4,}|(?<= )-\d+(?:,\d+)? derajat"),
        Kind("percent, comma", 4, r"(?<![\w.,$-])\d+,\d+ persen\b"),
        Kind("percent, sign", 5, r"(?<![\w.,$-])\d+(?:[.,]\d+)? ?%"),
        Kind("percent, dot", 5, r"(?<![\w.,$-])\d+\.\d\d? ?(?:persen\b|%)"),
        Kind("percent, three digits", 5, r"(?<![\w.,$-])\d+[.,]\d{3} ?(?:persen\b|%)"),
        Kind(
            "percent, minus",
            6,
            r"\bminus \d+(?:[.,]\d+)?(?: ?%| persen)| [-−–]\d+(?:[.,]\d+)? ?(?:%|persen)",
        ),
        Kind(
            "percent, range",
            7,
            rf"(?<![\w.,$-])\d+(?:[.,]\d+)?(?: ?persen| ?%)?{TO}\d+(?:[.,]\d+)? ?(?:persen\b|%)",
        ),
        Kind(
            "percent, spelled",
            4,
            rf"\b(?:{SMALL}|seratus|sepuluh|nol)(?: (?:{SMALL}|puluh|belas|koma|ratus))* persen",
        ),
        Kind(
            "percent, about",
            4,
            rf"\b{ABOUT} \d+(?:[.,]\d+)?(?:-an)? ?(?:persen\b|%)|\d+-an persen|persen lebih",
        ),
        Kind(
            "percent, from and to",
            2,
            r"dari \d+(?:[.,]\d+)?(?: persen|%)? (?:menjadi|ke) \d+(?:[.,]\d+)? ?(?:persen|%)",
        ),
    ],
    "dates": [
        Kind("weekday (d/m)", 10, WEEKDAY_DM, agrees),
        Kind(
            "weekday (d/m), other year",
            4,
            WEEKDAY_DM,
            lambda place: (
                dated(place)
                and place.published is not None
                and abs(int(place.match["month"]) - place.published.month) >= 4
            ),
        ),
        Kind("weekday (d/m), disagrees", 8, WEEKDAY_DM, disagrees),
        Kind("weekday (d/m/y)", 7, WEEKDAY_DMY, agrees),
        Kind("weekday (d/m/y), disagrees", 7, WEEKDAY_DMY, disagrees),
        Kind("weekday, d month y", 5, WEEKDAY_LONG, agrees),
        Kind("weekday, d month y, disagrees", 5, WEEKDAY_LONG, disagrees),
        Kind("Jum'at and Ahad", 4, rf"\b(?:Jum['’]at|Ahad)\b,? (?:\(|{NUM})", dated),
        Kind("d month y", 4, rf"(?<![\d/-])\b\d\d? {MONTH} \d{{4}}"),
        Kind(
            "d month",
            6,
            rf"(?<![\d/-])(?<!, )\b\d\d? {MONTH}\b(?! (?:\d{{4}}|lalu|mend))",
            dated,
        ),
        Kind("d month lalu", 3, rf"(?<![\d/-])\b\d\d? {MONTH} (?:lalu|mendatang|silam)", dated),
        Kind(
            "short and old months",
            5,
            r"\b\d\d? (?:Nopember|Pebruari|Sept|Agt|Agst|Okt|Des|Jan|Feb|Apr|Nov)\b\.?",
        ),
        Kind(
            "digits",
            5,
            r"(?<![\d/.-])(?:\d{4}-\d\d-\d\d|\d\d?[-.]\d\d?[-.](?:19|20)\d\d)(?![\d/.-])",
        ),
        Kind("two-digit year", 4, r"(?<![\d/])\d\d?/\d\d?/\d\d(?![\d/])"),
        Kind("month and year", 5, rf"(?<!\d )\b{MONTH} \d{{4}}"),
        Kind(
            "month lalu",
            5,
            rf"(?<!\d )(?:\b{MONTH} (?:lalu|mendatang|ini|depan)|bulan {MONTH}\b(?! \d))",
            dated,
        ),
        Kind(
            "part of a period",
            5,
            rf"\b(?:awal|akhir|pertengahan) (?:tahun |bulan )?(?:\d{{4}}|{MONTH}|ini|lalu|"
            r"pekan)",
            dated,
        ),
        Kind("tahun y", 3, r"\b[Tt]ahun (?:19|20)\d\d\b"),
        Kind("y", 4, r"\b(?:pada|sejak|hingga|di|sampai) (?:19|20)\d\d\b"),
        Kind("y in a name", 3, r"\b[A-Z][a-z]+ (?:19|20)\d\d\b(?![/-])"),
        Kind("years", 4, r"(?<![\d/])(?:19|20)\d\d ?[-–] ?(?:19|20)?\d\d\b(?![-/])"),
        Kind("season", 3, r"(?<![\d/])20\d\d/(?:20)?\d\d\b(?!/)"),
        Kind("decade", 5, r"\b(?:tahun |era |dekade )(?:19|20)?\d0-?an\b|\b(?:19|20)\d0-?an\b"),
        Kind("days of a month", 6, rf"(?<![\d/])\b\d\d?{TO}\d\d? {MONTH}"),
        Kind("days of a month (d-d/m)", 4, r"\(\d\d? ?[-–] ?\d\d?/\d\d?(?:/\d{4})?\)"),
        Kind("days over months", 4, rf"\b\d\d? {MONTH}(?: \d{{4}})?{TO}\d\d? {MONTH}"),
        Kind("months", 4, rf"(?<!\d )\b{MONTH}{TO}{MONTH}"),
        Kind("two days", 3, rf"\b\d\d? dan \d\d? {MONTH}"),
        Kind("malam before a weekday", 5, rf"\b[Mm]alam {DAY}\b", dated),
        Kind(
            "malam after a weekday",
            4,
            r"\b(?:Minggu|Sabtu|Kamis) (?:malam|dini hari|siang|sore)\b(?! \()",
            outside,
        ),
        Kind("minggu lalu", 5, r"\bminggu (?:lalu|ini|depan|kemarin)\b", outside),
        Kind("Minggu lalu", 4, r"\b(?:pada|hari) Minggu (?:lalu|kemarin|ini|depan)\b", dated),
        Kind("Minggu", 3, r"\b(?:pada|hari) Minggu\b(?! (?:\(|lalu|,))", dated),
        Kind("minggu as a length", 3, rf"\b(?:{SMALL}|\d+|satu|per) minggu\b"),
        Kind("relative day", 7, RELATIVE_DAY, outside),
        Kind(
            "relative day with a date",
            4,
            rf"(?:[Kk]emarin|[Hh]ari ini|[Bb]esok|[Ll]usa),? (?:{DAY} )?\(",
            dated,
        ),
        Kind("relative day, in a quotation", 8, RELATIVE_DAY, inside),
        Kind("relative day, undated", 3, RELATIVE_DAY, undated),
        Kind("relative period", 8, RELATIVE_PERIOD, outside),
        Kind("relative period, in a quotation", 5, RELATIVE_PERIOD, inside),
        Kind(
            "N days ago",
            6,
            rf"\b(?:{SMALL}|\d+|se)[ ]?(?:hari|pekan|minggu|bulan|tahun) (?:yang )?(?:lalu|"
            r"lagi|silam)\b",
            outside,
        ),
        Kind(
            "bare weekday",
            6,
            rf"(?:pada|hari) {DAY}\b(?! \(|,| lalu| depan| mend| ini| malam)",
            outside,
        ),
        Kind(
            "weekday to come",
            6,
            rf"\b{DAY} (?:depan|mendatang|besok|pekan depan|nanti)\b|\bakan [^.\"]{{5,40}} "
            rf"{DAY}\b(?! \(|,)",
            dated,
        ),
        Kind("weekday ago", 3, rf"(?<!Minggu )\b{DAY} (?:lalu|kemarin|pekan lalu)\b", dated),
        Kind("every weekday", 4, rf"\bsetiap (?:hari )?{DAY}\b|\b{DAY}[-–]{DAY}\b"),
        Kind("undated (d/m)", 4, WEEKDAY_DM, undated),
        Kind("tanggal", 3, rf"\btanggal \d\d?\b(?!/| {MONTH}|-)", dated),
        Kind(
            "no date",
            6,
            r"\b24/7\b(?!\))|\b9/11\b|\bRT ?\d+/|\b[Aa]ksi Kamisan\b|\b[1-3]/[345] (?:bagian|"
            r"suara|dari)|\bSalat Jumat\b|\bKoran Minggu\b|\bNo(?:mor|\.) ?\d+/|\btekanan "
            r"darah \d+/",
        ),
        Kind(
            "this morning",
            4,
            r"\b(?:malam|pagi|siang|sore) (?:ini|tadi)\b|\btadi (?:pagi|malam|siang|sore)\b|"
            r"\bsemalam\b",
            outside,
        ),
    ],
    "times": [
        Kind("pukul H.M zone", 4, rf"\b[Pp]ukul {CLOCK} WIB"),
        Kind("H.M zone", 4, rf"(?<!ukul )(?<!am )(?<![-\d.,] )\b{CLOCK} WIB"),
        Kind("pukul H.M", 3, rf"\b[Pp]ukul {CLOCK}(?! ?W|\s?[-–])"),
        Kind("other zones", 5, rf"\b{CLOCK} (?:WITA|Wita|WIT|GMT|waktu)\b"),
        Kind("two zones", 3, rf"{CLOCK} WIB[^.]{{1,8}}{CLOCK} W"),
        Kind("colon", 3, r"(?<![\d:/.])(?:[01]?\d|2[0-3]):[0-5]\d\b(?![:\d])"),
        Kind("seconds", 2, r"\b[Pp]ukul (?:[01]?\d|2[0-3])[.:][0-5]\d[.:][0-5]\d\b"),
        Kind(
            "hour and half of the day",
            6,
            r"\b(?:pukul|jam) \d\d? (?:pagi|siang|sore|malam|dini hari|petang|subuh)\b",
        ),
        Kind("twelve", 3, r"\b(?:pukul|jam) (?:12|dua belas)(?:[.:]00)? (?:malam|siang)\b"),
        Kind(
            "minutes and half of the day",
            3,
            r"\b(?:pukul|jam) (?:[1-9]|1[0-2])[.:][0-5]\d (?:pagi|siang|sore|malam)\b",
        ),
        Kind(
            "spelled",
            4,
            rf"\b(?:pukul|jam) (?:{SMALL}|satu|sepuluh|sebelas)\b(?: (?:pagi|siang|sore|malam|"
            r"dini hari))?",
        ),
        Kind(
            "setengah",
            7,
            rf"\b(?:pukul|jam|sekitar) setengah (?:{SMALL}|satu|sepuluh|sebelas|\d+)\b|"
            rf"\bsetengah (?:{SMALL}|sepuluh|sebelas) (?:pagi|malam|siang|sore)\b",
        ),
        Kind(
            "hour alone",
            3,
            r"\b(?:pukul|jam) \d\d?\b(?![.:,]\d| (?:pagi|siang|sore|malam|dini|petang|subuh|W|"
            r"-|hingga|sampai)|-)",
        ),
        Kind("range", 6, rf"\b{CLOCK}(?: WIB)?{TO}(?:pukul )?{CLOCK}"),
        Kind(
            "range, hours",
            4,
            rf"\b(?:pukul|jam) \d\d?(?: (?:pagi|siang|sore|malam))?{TO}(?:pukul |jam )?\d\d?\b("
            r"?! ?(?:orang|kali))",
        ),
        Kind("range without an end", 2, rf"{CLOCK}(?: WIB)?(?: ?[-–] ?| sampai | hingga )selesai"),
        Kind("twenty-four", 3, r"\b24[.:]00\b"),
        Kind("pkl", 2, r"\b[Pp]kl\.? ?\d"),
        Kind("a length", 4, rf"(?<!ukul )\b(?:\d+|{SMALL}) jam\b"),
        Kind("lap time", 2, r"\b\d:\d\d[.,]\d{3}\b|\b\d+ menit \d+[.,]\d+ detik"),
        Kind(
            "no time",
            4,
            r"\b(?:1\d|2[0-3])\.[0-5]\d (?:persen|juta|meter|poin|mil|%|km)|\b(?:16:9|18:9|"
            r"4:3)\b|\bQS\.?[^.)]{1,25} \d+: ?\d+",
        ),
        Kind("an", 2, r"\b(?:jam|pukul) \d\d?-an\b"),
    ],
}


def published_day(text: str) -> date | None:
    """The day in WIB of a publication time; a time without a zone is WIB already."""
    if not text:
        return None
    at = datetime.fromisoformat(text)
    return (at.astimezone(WIB) if at.tzinfo else at).date()


def lines() -> Iterator[tuple[str, date | None, str]]:
    """Every line of title and body, entities resolved, with its article."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as rows:
        for row in rows:
            article = json.loads(row)
            day = published_day(article["published"])
            text = html.unescape(article["title"] + "\n" + article["body"])
            for line in re.split(r"[\n\t\r]+", text):
                yield article["id"], day, line


def found(kinds: list[Kind]) -> dict[str, list[Candidate]]:
    """Every match of every sub-kind, one an article."""
    patterns = [(kind, re.compile(kind.pattern)) for kind in kinds]
    matches: dict[str, list[Candidate]] = {kind.name: [] for kind in kinds}
    for article, day, line in lines():
        for kind, pattern in patterns:
            if matches[kind.name] and matches[kind.name][-1].article == article:
                continue
            for match in pattern.finditer(line):
                if kind.holds(Place(line, match, day)):
                    published = day.isoformat() if day else ""
                    place = Candidate(article, published, line, match.start(), match.end())
                    matches[kind.name].append(place)
                    break
    return matches


def stretch(line: str, start: int, end: int, words: int) -> str:
    """The match with as many words on either side as make `words` in all."""
    spans = [word.span() for word in re.finditer(r"\S+", line)]
    first = next(i for i, span in enumerate(spans) if span[1] > start)
    last = next(i for i, span in enumerate(spans) if span[1] >= end)
    spare = max(0, words - (last - first + 1))
    first = max(0, first - (spare + 1) // 2)
    last = min(len(spans) - 1, last + spare // 2)
    return line[spans[first][0] : spans[last][1]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", choices=list(KINDS))
    parser.add_argument("--context", type=int, default=0, help="words on either side")
    parser.add_argument("--counts", action="store_true", help="only count the matches")
    asked = parser.parse_args()
    kinds = KINDS[asked.table]
    matches = found(kinds)
    if asked.counts:
        for kind in kinds:
            print(len(matches[kind.name]), kind.name, sep="\t")
        return
    chance = random.Random(SEED)
    print("half", "article", "published", "input", "expected", "why", sep="\t")
    taken: set[str] = set()
    for kind in kinds:
        chance.shuffle(matches[kind.name])
        fresh = [place for place in matches[kind.name] if place.article not in taken]
        first = chance.randrange(2)
        for number, place in enumerate(fresh[: kind.count]):
            taken.add(place.article)
            half = ("dev", "test")[(number + first) % 2]
            text = stretch(place.line, place.start, place.end, WORDS)
            row = [half, place.article, place.published, text, "", kind.name]
            if asked.context:
                words = 2 * asked.context
                row.append(stretch(place.line, place.start, place.end, words))
            print(*row, sep="\t")


if __name__ == "__main__":
    sys.exit(main())
