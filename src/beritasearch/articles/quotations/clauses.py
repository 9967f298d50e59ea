"""Tells what somebody says from what he only speaks about."""

from __future__ import annotations

import re

from beritasearch.articles.quotations.lexicon import DENIES, EXPLAINS

_TOPIC = re.compile(
    r"(?:alasan|soal|tentang|terkait|mengenai|kisah|kronologi|apresiasi|permintaan|rasa|selamat|"
    r"terima|ucapan|"
    r"pesan|keinginan|komitmen|dukungan|penjelasan|permohonan|permintaan|kekecewaan|kekhawatiran|"
    r"harapan|"
    r"keresahan|pengumuman|pandangan|pendapat|kritik|klarifikasi|belasungkawa|duka|salam|maksud|"
    r"tujuan|cara|"
    r"detail|rincian|perbuatan|kesalahan|kesedihan|kegembiraan|kebahagiaan|perasaan|pengalaman|"
    r"curahan|isi|"
    r"aspirasi|imbauan|laporan|informasi|hasil|keterangan|pernyataan|pujian|sikap|modus|identitas|"
    r"apa|siapa|bagaimana|kenapa|mengapa|seperti|secara|lebih|sesuatu|fakta|data|penting|perlu|"
    r"ada|banyak|besar|"
    r"tinggi|kurang|minim|itu|ini|demikian|begitu|ke[a-z]+an(?=nya))(?:nya)?\b",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?:hal|tudingan|kabar|tuduhan|isu|anggapan|dugaan|pernyataan|informasi|rumor|kesaksian|"
    r"semua|klaim)"
    r"(?: (?:itu|ini|tersebut|senada|serupa|demikian))",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"\b(?:adalah|merupakan|akan|sudah|telah|tidak|tak|bukan|bisa|dapat|harus|ada|masih|belum|"
    r"sedang|tengah|"
    r"perlu|bakal|menjadi|siap|ingin|mau|boleh|pernah|sempat|tetap|terdapat|penting|paling|"
    r"sangat|cukup|lebih|"
    r"hanya|memang|itu hanya|mampu|wajib|harusnya|sebaiknya|justru|juga|meng\w+|men\w+|mem\w+|"
    r"meny\w+|me[lrnwy]\w+|"
    r"ber[a-z]{3,}|di(?!rinya|rektur|skusi)[a-z]{4,}|ter(?!sebut|kait|masuk|hadap|lalu|utama|"
    r"akhir|dekat|besar|kecil|tinggi|baru|baik)[a-z]{4,})\b"
)
_STRONG = re.compile(
    r"\b(?:adalah|merupakan|akan|sudah|telah|tidak|tak|bukan|bukanlah|bisa|dapat|harus|ada|masih|"
    r"belum|sedang|"
    r"tengah|perlu|bakal|siap|terdapat)\b"
)
_SUBORDINATE = re.compile(
    r"\b(?:yang|untuk|dengan|dalam|atas|agar|setelah|saat|ketika|usai|sebelum|sambil|guna|"
    r"tentang|terkait|soal|"
    r"sebagai|oleh|karena|di|ke|dari|akan|telah|sudah|bisa|dapat|sedang|pernah|tidak)\s(?:telah |"
    r"sudah |akan |"
    r"bisa |dapat |juga |sedang |pernah |tidak |tak |masih |ikut |turut )*$"
)
_FEWEST_DENIED, _FEWEST_EXPLAINED = 2, 5


def is_clause(content: str, verb: str) -> bool:
    """Whether what follows a verb without ``bahwa`` or a comma says something."""
    content = content.rstrip(" .,")
    if _THING.match(content):
        return False
    if verb in DENIES:
        return len(content.split()) >= _FEWEST_DENIED and not content.startswith(("dan ", "atau "))
    if verb not in EXPLAINS:
        return not re.match(r"(?:soal|tentang|terkait|mengenai|apa|bagaimana)\b", content)
    topic = _TOPIC.match(content)
    if topic and topic[0].lower() in ("perlu", "ada", "banyak", "penting", "besar", "tinggi"):
        topic = None
    if len(content.split()) < _FEWEST_EXPLAINED and content.endswith("nya"):
        return False
    predicates = _STRONG if topic else _PREDICATE
    return any(
        not _SUBORDINATE.search(content[: found.start()])
        for found in predicates.finditer(content)
        if found.start() > 0 or _STRONG.match(content)
    )
