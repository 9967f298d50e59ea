"""Whether the text says that an amount is not exact: *sekitar*, *lebih dari*, *atau lebih*."""

from __future__ import annotations

from beritasearch.analysis.indonesian.values.lazily import Lazy

_ABOUT = Lazy(
    r"(?:\blebih(?: kurang)?(?: dari)?|\bhampir|\bsekitar(?:an)?|\bsekira(?:nya)?|\bkurang lebih|\bkira-kira|\bnyaris"
    r"|kisaran(?: level| harga)?|\bberkisar(?: di| pada)?|\bsekitaran)"
    r"(?:\s(?:antara|level|angka|pada|di|harga))?\s?\(?$"
)
_ABOUT_WORDS = frozenset(
    ("lebih", "hampir", "sekitar", "sekitaran", "sekira", "sekiranya", "kurang", "kira-kira",
     "nyaris", "kisaran", "berkisar", "dari")
)  # fmt: skip
# `lebih` behind an amount is about, but not where it compares: `20 persen lebih tinggi`.
_COMPARED = (
    r"(?!\s(?:tinggi|rendah|besar|kecil|banyak|sedikit|murah|mahal|cepat|lambat|lama|baik|buruk|efisien|hemat"
    r"|memilih|suka|awal|dulu|dahulu|jauh|dekat|tua|muda|ringan|berat|panjang|pendek|dari|lanjut|dalam|luas"
    r"|kuat|lemah|aman|mudah|sulit|sering|jarang|kencang|unggul|bagus|menguntungkan|efektif|produktif|me\w+)\b)"
)


_MORE = Lazy(rf"\s(?:atau\s)?(?:(?!per\b|atau\b|dan\b)[a-z]+\s)?lebih\b{_COMPARED}")


def is_about(low: str, start: int, end: int) -> bool:
    """Whether the text says that an amount is not exact."""
    before = low[max(0, start - 32) : start]
    # A look at the words first: the pattern takes ten times as long.
    if not _ABOUT_WORDS.isdisjoint(before.replace("(", " ").split()) and _ABOUT.search(before):
        return True
    return "lebih" in low[end : end + 24] and _MORE.match(low, end) is not None
