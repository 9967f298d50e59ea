"""Names of currencies, before and behind an amount."""

from __future__ import annotations

BEFORE = {
    "rp": "IDR", "idr": "IDR", "us$": "USD", "us $": "USD", "usd": "USD", "$": "USD", "s$": "SGD",
    "sgd": "SGD", "hk$": "HKD", "hkd": "HKD", "a$": "AUD", "au$": "AUD", "aud": "AUD", "rm": "MYR",
    "myr": "MYR", "£": "GBP", "gbp": "GBP", "€": "EUR", "eur": "EUR", "euro": "EUR", "¥": "JPY",
    "jpy": "JPY", "sar": "SAR", "cny": "CNY", "c$": "CAD", "nt$": "TWD", "₩": "KRW", "krw": "KRW",
    "thb": "THB", "php": "PHP", "₹": "INR", "chf": "CHF",
}  # fmt: skip
_DOLLARS = {
    "as": "USD", "amerika serikat": "USD", "amerika": "USD", "us": "USD", "singapura": "SGD",
    "australia": "AUD", "hong kong": "HKD", "hongkong": "HKD", "kanada": "CAD", "taiwan": "TWD",
    "selandia baru": "NZD", "brunei": "BND",
}  # fmt: skip
BEHIND = {
    "rupiah": "IDR", "idr": "IDR", "usd": "USD", "us$": "USD", "us dollar": "USD", "us": "USD",
    "dolar": "USD", "dollar": "USD", "dolars": "USD", "dollars": "USD", "$": "USD",
    **{f"{word} {of}": code for word in ("dolar", "dollar") for of, code in _DOLLARS.items()},
    "euro": "EUR", "eur": "EUR", "yen": "JPY", "yen jepang": "JPY", "yuan": "CNY", "won": "KRW",
    "won korea": "KRW", "baht": "THB", "bath": "THB", "riyal": "SAR", "riyal saudi": "SAR",
    "sar": "SAR", "ringgit": "MYR", "ringgit malaysia": "MYR", "myr": "MYR",
    "poundsterling": "GBP", "pound sterling": "GBP", "pounds sterling": "GBP", "pound": "GBP",
    "poundsterling inggris": "GBP", "peso": "PHP", "rupee": "INR", "rupee india": "INR",
    "franc": "CHF", "franc swiss": "CHF", "sgd": "SGD", "aud": "AUD", "hkd": "HKD", "gbp": "GBP",
    "dirham": "AED", "lira": "TRY", "rubel": "RUB", "dong": "VND",
}  # fmt: skip
# Units behind Rp only: elsewhere 2019 M is a year and 3T a name.
SHORT_SCALES = {"m": 1e9, "t": 1e12, "jt": 1e6, "rb": 1e3}
# What ends a currency or a minus sign before a number.
LAST_LETTERS = frozenset("prdymo$£€¥₩₹-sbwf")
