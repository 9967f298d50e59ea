"""Whether a plain number counts or measures something, or only names it (`Pasal 26`, `B40`)."""

from __future__ import annotations

import re

from beritasearch.analysis.indonesian.values.lazily import Lazy

# What digits behind these only name.
_NAMING = Lazy(
    r"(?:\b(?:pasal|ayat|nomor|no|nomer|kelas|lantai|episode|eps|rt|rw|km|blok|peringkat|rangking|ranking|urutan"
    r"|posisi|juara|jalan|jl|gang|gg|seri|tipe|type|versi|grup|group|jalur|lajur|bab|huruf|butir|huruf \w angka|tahap|jilid"
    r"|edisi|sesi|halaman|hal|urut|nopol|tanggal|abad|gate|terminal|zona|ring|level|fase|gelombang|volume|vol|dapil|kloter"
    r"|unggulan|skor|(?:hari|tahun|kali|bulan|minggu|anak|menit|pekan|abad|laga|gol|putaran|tahap|urutan|peringkat|posisi|yang) ke|pukul|jam|pkl|pos|telp|telepon|hp|wa|sma|smp|sd|sdn|smpn|sman|smk|smkn|mi|mts|mtsn|man|menit ke"
    r"|pada menit|di menit|liga|divisi|formula|galaxy|note|windows|android|redmi|iphone|boeing|airbus|moto|pilar|sila"
    r"|golongan|tingkat|semester|eselon|alinea|huruf|lampiran|tabel|gambar|kolom|ruang|kamar|bus|kereta|rute|nim|nik"
    r"|kategori|day|undang|watch|skuadron|daop|pintu|kodim|menit|bagian|part|chapter|season|musim|poin ke|hari ke|paragraf|rumah nomor|kavling|kav|sektor|distrik|unit ke"
    r"|pertamax|pertalite|fantasy|perang dunia|piala dunia u|usia u|pp|uu|perppu|perpres|permen|kepres|keppres|pm)[.:]?"
    r"|#|\bke-)\s?$"
)
# A level is measured where its number has marks: `ke level 6.342,17`, `posisi 2.700`.
_LEVELS = Lazy(r"(?:level|posisi|ke|angka|skor)\s?$")
_PARTICLES = frozenset(
    ("dan", "atau", "yang", "di", "ke", "dari", "pada", "dengan", "untuk", "dalam", "itu",
     "ini", "saat", "akan", "juga", "tentang", "adalah", "telah", "sudah", "serta", "oleh",
     "karena", "bahwa", "jika", "agar", "per", "menjadi", "sebagai")
)  # fmt: skip


_RANK = Lazy(r"\s?besar\b")
# Milestones, phone numbers, ratios, coordinates, laps, plates.
_NO_COUNT_BEHIND = Lazy(r"\s?\d*:\d|[:+]\d|/\d|[-–]\d|[°’'′]|\s(?:rt|rw|ls|lu|bt|bb)\b|-[a-z]{2,}/")
_OTHER_MONTHS = Lazy(
    r"\s(?:suro|muharram|safar|rabiul|jumadil|rajab|sya'?ban|ramadh?an|syawal|zulka?idah|zulhij+ah|dzulhijjah)\b"
)
# `2 jam 30 menit`: jam names no hour there.
_LENGTH = Lazy(r"\s(?:menit|detik)\b")
# Telephone numbers, and years of documents: `0812-3456-7890`, `109/PUU-XIII/2015`.
_IN_A_ROW = Lazy(r"(?:\d-|\w/)\Z")
_DESIGNATION = Lazy(r"\s[a-z]{1,3}\d")
# An age or a count stands behind a name, the number of a list behind nothing: `CATATAN: (1)`.
_BEHIND_NAME = Lazy(r"\b(?!(?:ayat|angka|huruf|butir)\b)\w+[”\"’]?\s?\($")
# The numbers behind a first that is named: `Pasal 263, 264, dan 372`.
_NAMED_LIST = Lazy(
    r"\b(?:pasal|ayat|nomor|no\.|kelas|lantai|huruf|angka|butir)\s\(?\d[\d()\s,]*(?:(?:dan|atau|serta|juncto|jo)\s)?$"
)
_DOCUMENT = Lazy(r"/[a-z]")
_GLUED = Lazy(r"[^\W\d_]+")
_LIST_BEFORE = (". ", ", ", "; ", ": ")


_VERSION = Lazy(r"\d\.0")
_WORD_BEHIND = Lazy(r"\s([^\W\d_]+)")
_NAME_BEFORE = Lazy(r"(?:^|[\s(“\"])([\w.&-]*[A-Z][\w.&-]*)\s$")
# Capitals before a number that begin a sentence or stand in a headline, and name nothing.
_STARTS = frozenset(
    ("untuk", "ada", "sebanyak", "sekitar", "total", "dari", "di", "dalam", "selama",
     "setelah", "dengan", "sebelumnya", "lebih", "hampir", "kurang", "minimal", "maksimal",
     "pada", "ke", "sisa", "sudah", "tinggal", "usia", "masih", "hanya", "yang", "dan",
     "atau", "rata", "jumlah", "capai", "tembus", "raih", "sita", "tangkap", "amankan",
     "bagikan", "salurkan", "terima", "punya", "butuh", "tambah", "target", "rp",
     "sejumlah", "setidaknya", "paling", "hingga", "sampai", "jadi", "ini", "inilah",
     "berikut", "usai", "baru", "bangun", "jual", "gelar", "kerahkan", "turunkan",
     "siapkan", "targetkan", "bawa", "beri", "kirim", "bunuh", "tewaskan", "tewas", "rawat",
     "tahan", "periksa", "dapat", "hadirkan", "libatkan", "bantu", "naik", "turun", "catat",
     "miliki", "kini", "satu", "saat", "seluruh", "para", "bersama", "lalu", "tutup",
     "buka", "cetak", "borong", "kumpulkan", "tetapkan", "angkut", "korban", "berusia",
     "umur")
)  # fmt: skip


_VERBS = Lazy(r"(?:me|di|ter|ber|se)[a-z]{4,}$")
_COUNTING = Lazy(
    r"\s?(?:orang|meter|km|kilometer|cm|mm|hektare?|ha|ton|kg|gram|unit|buah|jiwa|ekor|liter|mahasiswa|personel|personil"
    r"|warga|kali|tahun|bulan|minggu|pekan|hari|jam|menit|detik|poin|persen|derajat|pemain|siswa|korban|anak|desa"
    r"|kecamatan|kabupaten|kota|provinsi|negara|rumah|unit|kursi|suara|kasus|lokasi|titik|tersangka|pelaku|gol|kilogram"
    r"|peserta|pasien|perusahaan|karyawan|pekerja|anggota|kepala|butir|lembar|paket|barel|mw|gb|mp|inci|watt|cc|mah)\b"
)


def is_counted(text: str, low: str, start: int, end: int, raw: str) -> bool:
    """Whether digits count or measure.

    Parameters
    ----------
    start, end : of the number in the text, with what belongs to it.
    raw : its digits and marks.
    """
    if raw[0] == "0" and len(raw) > 1 and raw.isdigit():
        return False
    if raw.isdigit() and _DOCUMENT.match(low, end):
        return False
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper():
        # The number of a player: `19-Manor Solomon`.
        return False
    if _NO_COUNT_BEHIND.match(low, end) or _RANK.match(low, end) or _OTHER_MONTHS.match(low, end):
        return False
    if len(raw) == 4 and _DESIGNATION.match(low, end):
        return False
    before = text[start - 1 : start]
    if before == "(" and text[end : end + 1] == ")":
        return _BEHIND_NAME.search(low, max(0, start - 24), start) is not None
    glued = _GLUED.match(text, end)
    if glued is None and _IN_A_ROW.search(low, max(0, start - 2), start) and before in "-/":
        return before == "/" and len(raw) != 4
    if glued is None:
        if _NAMING.search(low, max(0, start - 18), start) and not (
            _is_level(low, start, raw) or _LENGTH.match(low, end)
        ):
            return False
        if _is_list_mark(text, start, end):
            return False
        if _NAMED_LIST.search(low, max(0, start - 44), start) and not _COUNTING.match(low, end):
            return False
    elif glued[0] in ("G", "D", "T", "K", "S") or len(glued[0]) > 4:
        return False
    following = _WORD_BEHIND.match(low, end)
    if _VERSION.fullmatch(raw):
        return following is not None and following[1] not in _PARTICLES and before != " "
    return not _is_named(text, low, start, end, raw, following)


def _is_level(low: str, start: int, raw: str) -> bool:
    return not raw.isdigit() and _LEVELS.search(low, max(0, start - 8), start) is not None


def _is_list_mark(text: str, start: int, end: int) -> bool:
    """`2.` before an item of a list."""
    if text[end : end + 1] not in (".", ")") or text[end + 1 : end + 2] not in (
        " ",
        "\n",
        "\u00a0",
    ):
        return False
    before = text[max(0, start - 2) : start]
    if not before.strip():
        return True
    listed = before in _LIST_BEFORE or before[-1:] in ",;.\n"
    return listed and text[end + 2 : end + 3].isupper()


def _is_named(
    text: str, low: str, start: int, end: int, raw: str, following: re.Match[str] | None
) -> bool:
    """Whether a name stands before: `Windows 10`, `Jatisari 2`; not `Ada 3`, `Polisi Sita 5 Motor`."""
    name = _NAME_BEFORE.search(text, max(0, start - 24), start)
    if name is None:
        return False
    word = name[1].lower().strip(".")
    if word in _STARTS or _VERBS.match(word) or _COUNTING.match(low, end):
        return False
    if len(name[1]) <= 2 and name[1].isupper():
        # A number plate, a zone: `F 1196 DH`, `RI 1`.
        return True
    if _begins_sentence(text, name.start(1)) and _is_noun(text, following):
        return False
    if not raw.isdigit():
        return re.fullmatch(r"\d\.\d", raw) is not None
    # In a headline every word has a capital: there a noun behind decides.
    in_headline = following is not None and text[following.start(1)].isupper()
    return not (in_headline and len(raw) < 4 and name[1].istitle() and _is_headline(text))


def _begins_sentence(text: str, start: int) -> bool:
    """Whether a capital shows nothing, as in `Masukkan 9 digit`."""
    before = text[max(0, start - 2) : start].strip(" ")
    return not before or before[-1] in '.!?\n"“:'


def _is_noun(text: str, following: re.Match[str] | None) -> bool:
    if following is None or following[1] in _PARTICLES:
        return False
    word = text[following.start(1) : following.end(1)]
    return word[0].islower() or (len(word) > 1 and word.isupper())


def _is_headline(text: str) -> bool:
    if len(text) > _LONGEST_HEADLINE or "\n" in text:
        return False
    words = [word for word in text.split() if word[0].isalpha()]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


_LONGEST_HEADLINE = 160
