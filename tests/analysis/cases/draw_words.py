# ruff: noqa: SIM102, SIM905 (lists of words, as they are read)
"""Draw the candidates of the tables about words, before anybody labels them.

    python tests/analysis/cases/draw_words.py OUT_DIRECTORY

reads ``../shared/data/articles.jsonl.gz`` (from the project's root) and writes
one sheet a table: sub-kind, half, article and input, without labels.  Nothing
here knows what a good answer is: a sub-kind is a broad pattern over the forms
that the articles print, or a list of forms that must be covered; what is drawn
is drawn by frequency (its square root, so that rare forms are seen too), the
half is given by the seed, and the article is one of those that print the form.
The labels were given by hand afterwards; README.md says by which rules, and
which drawn candidates were left out.
"""

from __future__ import annotations

import collections
import gzip
import json
import math
import pathlib
import random
import re
import sys

SEED = 20241201
ROOT = pathlib.Path(__file__).resolve().parents[3]
DATA = ROOT.parent / "shared" / "data"
WORD = re.compile(r"[^\W_]+(?:[-'’‘`][^\W_]+)*")

# forms that the issue itself gives: rows of their own (article "issue", half dev)
ISSUE = set(
    "media menteri sekolah ketua berikan bali bekasi mempengaruhi memengaruhi mengkonsumsi "
    "mensosialisasikan merubah pemerintah maluku kediri semarang jokowi surya indah kementerian "
    "keuangan yg dgn utk nggak soeharto djakarta aktifitas milyar sholat jum'at jum’at al-qur'an hoax "
    "walikota kerjasama orangtua sepakbola dirumah diatas dimana".split()
) | {"wali kota", "kerja sama", "di tangkap"}

# --- stems: (sub-kind, pattern over lower-case forms, how many) --------------

V = "[aiueo]"
STEM_PATTERNS = [
    ("mem- + b f v", r"mem[bfv](?!er)\w{3,}", 4),
    ("mem- + vowel", rf"mem{V}\w{{3,}}", 4),
    ("memper-", r"memper\w{3,}", 4),
    ("men- + d c j z sy", r"men(?:[dcjz]|sy)\w{3,}", 5),
    ("men- + vowel", rf"men{V}\w{{3,}}", 5),
    ("meng- + g h kh", r"meng(?:g|h|kh)\w{3,}", 3),
    ("meng- + vowel", rf"meng{V}\w{{3,}}", 7),
    ("meny-", r"meny\w{3,}", 5),
    ("me- + l m r w y n", rf"me[lmrwyn]{V}\w{{3,}}", 5),
    ("menge- + one syllable", r"menge[^aiueo][aiueo][^aiueo]{1,2}(?:kan|i)?", 3),
    ("me- + kept p t s k", r"(?:memp|ment|mens|mengk)(?!er)\w{3,}", 6),
    ("pem-", rf"pem(?:[bpfv]|{V})\w{{3,}}", 5),
    ("pen-", rf"pen(?:[dcjtsz]|{V})\w{{3,}}", 5),
    ("peng-", r"peng\w{4,}", 6),
    ("peny-", r"peny\w{3,}", 4),
    ("pe- + l r m w t k s", rf"pe[lrmwtksj]{V}\w{{3,}}(?<!an)", 5),
    ("pe- -an", rf"pe[lmwrk]{V}\w{{2,}}an", 3),
    ("per- -an", r"per\w{4,}an", 6),
    ("pember- pemer- penye-", r"(?:pember|pemer|penge|pelap)\w{3,}an", 4),
    ("ber-", r"ber\w{3,}(?<!an)", 5),
    ("ber- -an", r"ber\w{4,}an", 4),
    ("ber- + prefix", r"ber(?:ke|pe|se)\w{4,}", 5),
    ("ter-", r"ter\w{3,}", 6),
    ("di- -kan", r"di\w{4,}kan", 4),
    ("di- -i", r"di\w{4,}i", 4),
    ("di-", r"di\w{4,}(?<!kan)(?<!i)", 4),
    ("diper- diber- dike- dise-", r"di(?:per|ber|ke|se|pe)\w{3,}", 4),
    ("ke- -an", r"ke\w{3,}an", 7),
    ("ke- + prefix", r"ke(?:ber|ter|tidak|se|pe|ke)\w{4,}", 6),
    ("ke- + number", r"ke(?:dua|tiga|empat|lima|enam|tujuh|sembilan|sekian|satu|seribu)\w*", 2),
    ("se-", r"se[bcdghjklmnprstwu]\w{3,}(?<!an)(?<!nya)", 6),
    ("se- -nya", r"se\w{4,}nya", 3),
    ("seper- sepe-", r"sepe\w{4,}", 2),
    ("-an", r"(?!me|pe|be|te|di|ke|se)\w{4,}an", 6),
    ("-kan", r"(?!me|pe|be|te|di|ke|se)\w{4,}kan", 4),
    ("-i", r"(?!me|pe|be|te|di|ke|se)\w{4,}i", 3),
    ("-nya", r"\w{4,}nya", 8),
    ("-ku -mu", r"\w{3,}(?:ku|mu)", 5),
    ("ku- kau-", r"(?:ku|kau)\w{4,}", 5),
    ("-lah -kah -tah", r"\w{3,}(?:lah|kah|tah)", 8),
    ("-pun", r"\w{3,}pun", 4),
    ("X-X", r"(\w{3,})-\1", 3),
    ("X-X with affixes", r"(?!(\w+)-\1$)[a-z]*([a-z]{3,})[a-z]*-[a-z]*\2[a-z]*", 12),
    ("X-Y", r"(?!\w*(\w{4,})\w*-\w*\1)[a-z]{4,9}-[a-z]{4,9}", 4),
    ("X2", r"[a-z]{3,}2(?!0)\w*", 3),
    ("foreign", r"\w{3,}(?:isasi|itas|isme|logi|asi|if|is|or|ik)(?:kan|nya|an)?", 8),
]
STEM_LISTS = [
    (
        "nonstandard",
        "mempengaruhi mempercayai memperoleh mengkonsumsi mensosialisasikan merubah dirubah "
        "dipublish mempunyai memperhatikan mengkomunikasikan mempedulikan memperdulikan "
        "mentaati menterjemahkan mempopulerkan mengkampanyekan mensukseskan mengklaim "
        "mengakibatkan menyontek mencontek memposting diupload mengupload menghimbau "
        "mentolerir melegalisir dipertanyakan memparkir mempatenkan mengkoordinasikan "
        "mentransfer mensejahterakan mengkritik mengkritisi mempesona mempidanakan "
        "pengrusakan pengrajin merelokasi men-download me-review di-bully ngevlog menyolok "
        "mengkhawatirkan mentertawakan menyukseskan memesona memercayai memedulikan memopulerkan "
        "mengomunikasikan mengoordinasikan mengonsumsi menyosialisasikan mengampanyekan mengubah "
        "diupdate didownload dishare mengupdate",
        26,
    ),
    (
        "looks affixed",
        "media menteri sekolah ketua berita persen terang peta beberapa makan ikan pekan "
        "bukan dekan sekian diri kami pelan perangkat dinas direktur kabupaten kecil "
        "kemarin kepala kereta kesan kelas meski metode menit mesin merah mereka melayu "
        "berlian bersih beras berat berani tersangka teror terus tertib termin perang "
        "perak perut perlu peluru pesan peran sejak segera sejarah sekarang seperti "
        "semester sepatu sidang simpan tangan tahun tuan awan badan depan jalan jangan "
        "bulan dengan hujan korban lapangan lawan makanan musuh pasukan papan rekan saran "
        "teman zaman polisi partai juri janji kursi lagi materi misi nanti pagi pasti "
        "polisi sisi suami tadi bumi buku suku paku kaku ilmu kamu tamu jamu waktu kuku "
        "masalah salah sudah sekolah telah kalah langkah berkah nikah mewah ampun himpun "
        "maupun pimpun hanya tanya punya karya surya daya budaya",
        34,
    ),
    (
        "X2, listed",
        "teman2 orang2 hati2 anak2 masing2 pura2 buah2an besar2an benar2 mobil2 s2 q2 pm2 usd2 no2 m2 "
        "sdp2 kata2 negara2 macam2 rata2 tiba2 gara2 mati2an",
        9,
    ),
    (
        "infix",
        "gerigi telunjuk gemetar gemuruh gelembung kinerja serabut gemilang temali "
        "berkesinambungan rerata tetangga lelembut leluhur telapak gelegar kemilau "
        "seruling jemari sesama bergemuruh bergerigi",
        10,
    ),
    (
        "ambiguous",
        "beruang berikan mengalami mengatakan pemerintah kebijakan pendidikan penyidik "
        "pengadilan keuangan perusahaan perempuan pengurus pelaku penduduk kesehatan "
        "kementerian keterangan seorang sebagai terhadap beragam mengukur mengurus memang "
        "menang mengenai mengena menanti mengajar mengaji mengajukan mengubah penilaian "
        "penerima peneliti peserta pertanian petani pelajar pelajaran belajar bekerja "
        "pekerja beralih berakhir berada berupa beruntung berevolusi beradu bermain pemilu "
        "pemilih pemilik penuh petugas petunjuk pejabat pegawai pengaruh pelanggan "
        "langganan pelanggaran pesanan pesawat perwira perancis penjara pengacara penyakit "
        "penyanyi menyanyi menyala menyatakan menyangkut penyelidikan selidik kenaikan "
        "kemenangan kerugian kekuasaan kenapa keluarga kelautan keamanan kematian kembali "
        "bagian perhatian kepolisian kejaksaan kecelakaan kepulauan pegunungan pedesaan "
        "perkotaan pemukiman permukiman bersama ternyata terutama terdakwa tersangka "
        "tertentu terkait terpidana tersenyum terima terapi seluruh sebuah setiap sejumlah "
        "sebelum setelah sementara sesuai sesuatu sepeda sepakat seputar salinan gerakan "
        "pasangan ruangan keduanya tanyakan akankah bangunan minuman lautan dewan ribuan "
        "melalui melainkan melaut mengolah mengolok memukau memakan memasak memasuki "
        "memesan mengemas mengira mengantar mengantuk mengikat mengungkap menyusul "
        "menyapu menyerang pengamat pengangguran penampilan penambang penanganan "
        "penasihat penerbangan penumpang pembangunan pemimpin pemain peringatan "
        "pernyataan pertanyaan pertandingan pertamina pergi periksa pertama "
        "kepemimpinan ketenagakerjaan kewarganegaraan keanekaragaman kebersamaan "
        "keberadaan keikutsertaan pertanggungjawaban dipertanggungjawabkan "
        "ketidakadilan pemberdayaan memberdayakan membelajarkan pemberhentian "
        "menindaklanjuti ditandatangani menyalahgunakan penyalahgunaan",
        66,
    ),
]
# forms that the articles write with a capital, that look affixed
NAME_PATTERN = r"(?:me|pe|be|te|di|ke|se)\w{4,}|\w{4,}(?:an|i|kan|ku|mu|lah|kah|nya|pun)"
NAMES = (
    "Bali Bekasi Jokowi Prabowo Beritasatu Kediri Semarang Maluku Mediawan Betawi "
    "Berau Kendari Tegal Demak Serang Papua Merauke Pelalawan Pertamina Terawan Didi Dinda "
    "Sekar Perindo Beni Megawati Ganjar Kalimantan Medan Penajam Dian Surya Indah"
)

# --- spelling ------------------------------------------------------------------

SPELLING_LISTS = [
    (
        "informal",
        "yg dgn utk dg tdk gak ga nggak enggak ngga gk krn karna jg bgt sdh udh udah tlh blm jgn jk "
        "klo kalo dlm dr pd spt skrg sm gw lu lg trs trus tp tpi hrs org ttg tsb ybs dll dkk dsb bpk "
        "tgl jl jln thn th bln kpd mrk makasih aja emang gimana gini gitu tau liat dapet bener temen "
        "malem pake sampe ntar kmrn kemaren td byk hny bhw lbh sy sbg pgn pengen pingin abis cuman "
        "bkn dikit ketemu ama ampe jd rb hr sya sdr",
        44,
    ),
    (
        "variant",
        "aktifitas milyar milyard milyaran sholat shalat jum'at jum’at qur'an al-qur'an quran hoax "
        "apotik ijin nopember pebruari resiko praktek sistim analisa antri antrian atlit obyek obyektif "
        "subyek propinsi tehnik tehnologi trilyun photo jaman mesjid nasehat nafas faham sekedar "
        "silahkan standarisasi konkrit kongkrit karir komplek coklat cabe hutang himbau himbauan "
        "ramadhan dzuhur ashar maghrib musholla mushola hadits hadist amandemen akte ambulan azas "
        "atmosfir capek cidera detil efektifitas elit formil frekwensi handal hapal hipotesa isteri "
        "jendral kadaluarsa katagori komersil komoditi konperensi kontinyu kordinasi kreatifitas "
        "kwitansi lobang mahluk managemen masal massal methoda metoda modern orisinil otopsi passport "
        "prosentase produktifitas putera puteri rapih rejeki relijius realita respon seksama sekertaris "
        "silaturahim supir sorga subyektif telpon tentram terlantar tropi urin varitas vila aqidah "
        "cengkraman deterjen do'a ekstrim goa hakekat hektar hirarki indera kafe otentik perduli "
        "syaraf syeikh taqwa tausiyah teoritis umroh adzan jamaah khasanah kyai kaedah diagnosa "
        "fotocopy nomer projek sutera mentri survey sinyal selebritis tarip ustadz ustad yoghurt "
        "jogjakarta jogja sumatra mubadzir koordinir dikoordinir mengkoordinir dianalisa ijinkan "
        "diijinkan mengijinkan berresiko beresiko dipraktekkan merubah kontrakan aktip negatip "
        "kwalitas propinsinya pengrajin zinah shubuh quota dicover blangko batalyon",
        56,
    ),
]
SPELLING_PATTERNS = [
    # (sub-kind, pattern, how many, written with a capital?)
    ("-in", r"(?!me|pe|be|te)[a-z]{3,}in", 12, False),
    ("nge-", r"nge(?!r[iu])[a-z]{3,}", 6, False),
    ("ng-", r"ng[aiou][a-z]{3,}", 6, False),
    ("ny-", r"ny[a-z]{3,}", 6, False),
    ("n- m-", rf"[nm]{V}[a-z]{{3,}}", 8, False),
    ("oe", r"\w*oe\w*", 18, True),
    ("dj", r"\w*dj\w*", 10, True),
    ("tj", r"\w*tj\w*", 10, True),
    ("sj nj j", r"\w*(?:sj|nj)\w*", 8, True),
    (
        "old, listed",
        r"soeharto|djakarta|soekarno|tjokroaminoto|wahjoe|djawa|oetomo|soebroto|soepratman|"
        r"djoko|tjipto|sjahrir|soerabaja|soedirman|boedi|djuanda|tjut|koesno|moehammad|"
        r"soetomo|sjafruddin|soekarnoputri|pramoedya|tjahjo|djarot|fadjar|gadjah",
        12,
        True,
    ),
]

# --- compounds -----------------------------------------------------------------

COMPOUND_LISTS = [
    (
        "compound, listed",
        "walikota;wali kota;wali-kota;kerjasama;kerja sama;orangtua;orang tua;sepakbola;sepak bola;"
        "bulutangkis;bulu tangkis;olahraga;olah raga;rumah sakit;rumahsakit;tandatangan;tanda tangan;"
        "tanggungjawab;tanggung jawab;bertanggungjawab;dinihari;dini hari;ibukota;ibu kota;"
        "terimakasih;terima kasih;batubara;gempabumi;ujicoba;uji coba;lalulintas;lalu lintas;"
        "balaikota;matahari;kacamata;kaca mata;warganegara;warga negara;sumberdaya;perempatfinal;"
        "beritahu;memberitahu;beri tahu;belasungkawa;ulangtahun;ulang tahun;unjukrasa;jurubicara;"
        "juru bicara;narasumber;nara sumber;budidaya;budi daya;tindaklanjut;menindaklanjuti;"
        "diujicoba;salahsatu;duabelas;gunungapi;jatidiri;petikemas;hulubalang;saputangan;"
        "segitiga;dukacita;sukacita;kasatmata;airmata;air mata;tandatangani;ditandatangani;"
        "menandatangani;bandarudara;atasnama;mengambilalih;diambilalih;kerjasamanya;bekerjasama;"
        "merahputih;serahterima;serah terima",
        34,
    ),
    (
        "particle, listed",
        "siapapun;siapa pun;manapun;mana pun;satupun;satu pun;walaupun;meskipun;ataupun;atau pun;"
        "sekalipun;apapun;apa pun;kapanpun;sedikitpun;bagaimanapun;seringkali;sering kali;"
        "berulangkali;pertamakali;perhari;per hari;perbulan;per bulan;pertahun;per tahun;perkapita;"
        "kadangkala;barangsiapa;darimana;dari mana;apalagi;daripada;padahal;mana pula",
        14,
    ),
    (
        "no joining, listed",
        "keluar;ke luar;di atas;diatasi;kepada;ke pada;kedua;ke dua;dikalahkan;dibalik;di balik;"
        "disalah;di muka;dimuka;dimulai;disita;di sini;dirumahkan;dibawa;dibawah;di bawah;disampingkan;"
        "kemeja;ke meja;dia;diri;kesan;kesana;ke sana;kemana;ke mana;terusan;persatu;per satu;"
        "pertiga;orang utan;orangutan;segitu;sesama;bagian;kebagian;dialami;pascal;antara;"
        "antarmuka;nonton;antik;multi;mantan;mantannya;perak;perannya;pastikan;jadikan;nantikan;"
        "kali bata;kalibata;pekan baru;pekanbaru;beruang;dipenjara;dikali;didata;dilaut;disebelah",
        22,
    ),
]
COMPOUND_PATTERNS = [
    # joined form that the articles also print as two words
    ("two words", 18),
    ("prefix", 18),
    ("prefix-hyphen", 8),
    ("di- place", 12),
    ("di verb", 6),
    ("ke- place", 5),
    ("hyphen", 6),
]
PREFIXES = (
    "pasca antar non anti multi eks sub pra semi super inter ultra dwi tri swa tuna nir kontra pro "
    "purna serba mini maha adi tata para makro mikro"
).split()

# what the first draw gave too few of, drawn by a generator of its own
MORE = {
    "stems": [
        (
            "ku- kau-, listed",
            "kubuat kutahu kutemui kuingin kuharap kukira kulihat kudengar kuberi kurasa kutulis kukatakan "
            "kucoba kusuka kaulihat kautahu kaubuat kauingin kauberi kaukira kaudengar kaumau",
            9,
        ),
        (
            "particle, listed",
            "akankah apakah benarkah bisakah haruskah mungkinkah adakah siapakah apatah manatah lihatlah "
            "jadilah biarlah pergilah marilah itulah bacalah dengarlah akupun merekapun diapun kamipun "
            "rumahkupun bukunyalah miliknyalah",
            9,
        ),
        (
            "stacked, listed",
            "memberlakukan pemberlakuan diberlakukan memberhentikan diberhentikan mempersatukan "
            "dipersatukan seperjalanan seperguruan sepeninggal kesinambungan keberagaman keberlanjutan "
            "keterlambatan keterlibatan berkepanjangan berkelanjutan berkecukupan berpengalaman "
            "berpenghasilan berpendapat berseberangan bersebelahan pemersatu pemerolehan "
            "menyeimbangkan menyepelekan ketersediaan ketidakpastian ketidaktahuan",
            12,
        ),
    ],
    "spelling": [
        (
            "-in, listed",
            "bikinin nyobain doain dengerin ngomongin beliin jelasin ikutin bantuin mikirin ngurusin biarin "
            "nemenin dapetin omongin masukin tunjukin laporin naikin nunjukin ninggalin dibenerin diapain",
            11,
        ),
        (
            "nasal only, listed",
            "nyari mikir nonton nangis nunggu nambah milih nulis numpang nabrak nempel megang manggil "
            "mancing nagih nengok nangkap nerima nitip narik nembak meluk nolak nyoba nyuruh nyiapin "
            "nyambung nyerah nyesel nyampe ngejar ngomong ngasih ngambil ngajak",
            12,
        ),
        (
            "sj nj j, listed",
            "sjamsoeddin sjaiful sjarif soenjoto sjafrie alisjahbana adriansjah soerabaja djaja wahjoe "
            "widjaja sudjana madjid atmadja kartasasmita padjadjaran",
            6,
        ),
    ],
    "compounds": [
        (
            "no joining, listed too",
            "diatasi;diakhiri;dirumahkan;kedalaman;keluarnya;ke luar;ditengahi;dibelakangi;disisipkan;"
            "diluruskan;disanggah;disitulah;kesanggupan;ditempatkan;dimanapun;didalami;diawali;"
            "kelapangan;ditangani;di tangan",
            10,
        ),
    ],
}

# --- abbreviations -----------------------------------------------------------------

PLAIN = (
    "Pemkot Pemprov Pemkab Pemda Sekda Sekdaprov Walkot Wawali Wabup Wagub Kadis Kadishub Kadisdik "
    "Diskominfo Dinkes Disdukcapil Dishub Disdik Disnaker Satpol Polsek Polres Polda Polresta "
    "Kapolda Kapolres Kapolsek Kapolri Kasat Kasatreskrim Satreskrim Bareskrim Kompol Kombes AKBP "
    "AKP Iptu Ipda Brigjen Irjen Letjen Mayjen Kodim Kodam Koramil Babinsa Bhabinkamtibmas "
    "Forkopimda Muspika Kejari Kejati Kejagung KPK DPRD DPR DPD MPR BPBD BNPB BPKP BPK BPS BPOM BNN "
    "BMKG KPAI Komnas Bawaslu KPUD Tangsel Jabar Jatim Jateng Jakbar Jaksel Jaktim Sumut Sumsel "
    "Kaltim Kalteng Kalbar Sulsel Kepri Jabodetabek Kab. Kec. Kel. Jl. Jln. Kemenkes Kemenkeu "
    "Kemendagri Kemlu Kemenhub Menkeu Menhub Mendagri Menkes Menko Menpora Wapres Ketum Sekjen "
    "Dirjen Dirut Kabid Kabag Kanit Kasi Lurah Camat Kades Perda Perpres Perppu Permen RUU KUHP "
    "KUHAP UMKM BUMN BUMD APBD APBN APBDes ASN PNS TNI Polri WNI WNA TKI LSM OTT PHK Ranperda "
    "Musrenbang Pilkada Pilgub Pilwalkot Pileg Pilpres Caleg Cagub Cawapres Posyandu Puskesmas "
    "RSUD RSUP BPJS PDAM PLN SPBU KRL MRT LRT KTP STNK SMA SMK SMP PAUD UGM ITB IPB NKRI "
    "Curanmor Curas Lakalantas Laka Damkar Ormas Parpol Ponpes Bansos Sembako Sertijab Rakor "
    "Rakernas Munas Bappeda Bappenas Banggar Kajari Kajati Danrem Dandim Pangdam Panglima "
    "Kanwil Kadin Disperindag Inspektorat Satgas Humas Pol Lapas Rutan KDRT HAM TPS"
).split()
# the ones that must be there, whatever the draw gives
NAMED = (
    "Sekda Walkot Wawali Kadis Diskominfo Dinkes Disdukcapil Kodim Bhabinkamtibmas Kejari Satpol "
    "Kab. Kec. Tangsel Jabar Forkopimda Babinsa Koramil Jl. Pilwalkot Ranperda Sekdaprov"
).split()
AMBIGUOUS = {
    "PKB": 4,
    "PMI": 4,
    "PKS": 3,
    "PP": 4,
    "KK": 3,
    "BPN": 3,
    "PT": 4,
    "PBB": 4,
    "MA": 4,
    "PM": 3,
    "AS": 3,
    "dr": 3,
    "Dr": 3,
    "MK": 2,
    "KPU": 2,
    "BI": 2,
    "SD": 2,
    "TK": 3,
    "UU": 2,
    "PN": 2,
    "PA": 3,
    "KM": 3,
    "HUT": 1,
    "SIM": 3,
    "BAP": 2,
    "BBM": 2,
    "RS": 2,
    "KA": 2,
    "BK": 2,
    "SP": 2,
    "DIY": 1,
    "UI": 1,
    "PU": 1,
    "AL": 2,
    "PD": 2,
    "RT": 2,
    "KB": 2,
    "SK": 1,
    "PAN": 2,
    "BEM": 1,
    "RI": 1,
    "PR": 2,
    "DI": 1,
    "ADA": 1,
    "PAS": 1,
    "DAN": 1,
    "TPA": 2,
    "LP": 2,
    "IT": 1,
    "PSI": 2,
    "SE": 1,
    "PK": 2,
    "PON": 1,
    "API": 1,
}
DEFINITION = re.compile(
    r"(?:[A-Z][\w-]+ (?:(?:dan|atau|untuk) )?){2,6}\(([A-Z][A-Za-z-]{1,12})\)"
    r"|\b([A-Z]{2,8}) \((?:[A-Z][\w-]+ ?){2,6}\)"
)

# --- tokens ------------------------------------------------------------------------

TOKEN_PATTERNS = [
    ("apostrophe", r"\w['’‘ʼ`\x92]\w", 4),
    ("apostrophe, Indonesian", r"(?i)\b(?:jum|ma|do|qur|sya|ka|syafi|mu|na)['’‘ʼ`\x92][a-z]+", 5),
    ("hyphen", r"\b[a-z]+-[a-z]+\b", 3),
    ("hyphen with a capital or number", r"\b(?:[A-Za-z]+-\d+|[A-Z]\w+-[A-Z]?\w+|\d+-an)\b", 3),
    ("url", r"https?://\S+|www\.\S+", 4),
    ("site", r"\b\w+\.(?:com|co\.id|go\.id|id)\b", 4),
    ("mention", r"(?<![\w.])@\w+", 3),
    ("hashtag", r"(?<!\w)#\w+", 3),
    ("e-mail", r"\b[\w.]+@\w+\.\w+", 2),
    ("rupiah", r"\bRp\.? ?\d[\d.,]*(?: ?(?:ribu|juta|miliar|milyar|triliun|M|T|jt|rb)\b)?", 7),
    (
        "other money",
        r"(?:\bUS\$|\$|€|£|¥|\bUSD|\bSGD) ?\d[\d.,]*(?: (?:ribu|juta|miliar|triliun))?",
        3,
    ),
    (
        "money behind",
        r"\b\d[\d.,]* ?(?:ribu|juta|miliar|triliun)? (?:rupiah|dolar AS|euro|ringgit)",
        3,
    ),
    (
        "money range",
        r"\bRp ?\d+[\d.,]*(?: ?(?:ribu|juta|miliar))? ?[-–] ?(?:Rp ?)?\d[\d.,]* (?:ribu|juta|miliar)",
        3,
    ),
    ("percent", r"\b\d[\d.,]* ?(?:%|persen)", 5),
    ("time", r"\b\d{1,2}[.:]\d{2}(?: (?:WIB|Wita|WITA|WIT)\b)?", 5),
    (
        "weekday with date",
        r"\b(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu),? \(\d{1,2}/\d{1,2}(?:/\d{2,4})?\)",
        4,
    ),
    (
        "date",
        r"\b\d{1,2} (?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember)(?: \d{4})?",
        4,
    ),
    ("doctor", r"\b(?:dr|Dr|Drs|Prof|Ir|H|Hj)\. ?[A-Z]\w+", 4),
    ("initials", r"\b[A-Z]\. ?[A-Z][a-z]+|, (?:S\.[A-Z]\w*|M\.[A-Z]\w*)", 4),
    (
        "decimal",
        r"(?<![\d.,] )(?<![\d.,])\b\d{1,3},\d{1,2} (?!WIB|persen|miliar|juta|triliun|ribu)[a-z]+",
        4,
    ),
    ("thousands", r"(?<![\d.,Rp] )\b\d{1,3}(?:\.\d{3})+\b", 3),
    ("quotation", r"[\"“”‘’'](?:\w+[ ,.]*){1,4}[\"“”‘’']", 5),
    ("invisible", "[\u200e\u200b\u200f\ufeff]", 3),
    ("soft hyphen", "\u00ad", 3),
    ("word joiner", "\u2060", 1),
    ("no-break hyphen or space", "[\u2011\u202f\u00a0]", 2),
    ("Windows apostrophe", r"\w\x92\w", 2),
    ("slash", r"\b[a-z]+/[a-z]+\b|\b[A-Z]+/[A-Z]+\b", 2),
    ("score", r"\b\d{1,2}-\d{1,2}\b", 2),
    ("ordinal", r"\bke-\d+|\bke-[a-z]+", 2),
    ("unit", r"\b\d+(?:[.,]\d+)?(?:kg|km|cm|cc|GB|mm|°C|m2|m²)|\d+ °C", 2),
    ("dash", r"\w ?[–—] ?\w", 2),
    ("name", r"[a-z,] (?:[A-Z][a-z]+ ){2,3}[a-z]", 8),
]
LIMIT = 12
ENDS = re.compile(r"(?:[a-z]{4,}|\))[.?!][\"”]?$")
TORN = re.compile(r" ,|,,|\t|\.\.\.|…|&\w+;|SUMBER|REFERENSI|Ã|Â|â€|[\x80-\x91\x93-\x9f\u2028]")


def articles():
    with gzip.open(DATA / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], row["title"] + "\n" + row["body"]


def weighted(rng, pool, count):
    """*count* of *pool* (form → frequency), by the square root of the frequency."""
    keyed = [
        (math.log(1.0 - rng.random()) / math.sqrt(frequency), form)
        for form, frequency in sorted(pool.items())
        if form not in ISSUE
    ]
    return [form for _, form in sorted(keyed, reverse=True)[:count]]


def halves(rng, count):
    order = ["dev", "test"] * ((count + 1) // 2)
    if rng.random() < 0.5:
        order = [{"dev": "test", "test": "dev"}[half] for half in order]
    order = order[:count]
    rng.shuffle(order)
    return order


class Sheet:
    def __init__(self, rng):
        self.rng = rng
        self.rows = []
        self.seen = set()

    def add(self, kind, forms):
        forms = [form for form in forms if form not in self.seen and form not in ISSUE]
        self.seen.update(forms)
        for form, half in zip(forms, halves(self.rng, len(forms)), strict=True):
            self.rows.append([kind, half, "", form])

    def write(self, path):
        with path.open("w", encoding="utf-8", newline="\n") as out:
            out.write("kind\thalf\tarticle\tinput\n")
            for row in self.rows:
                out.write("\t".join(row) + "\n")


def window(rng, text, start, end):
    """At most twelve words of the line around a match, or None where they are torn."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    spans = [(m.start(), m.end()) for m in re.finditer(r"\S+", text[left:right])]
    spans = [(left + a, left + b) for a, b in spans]
    first = next((i for i, (a, b) in enumerate(spans) if b > start), None)
    last = next((i for i, (a, b) in enumerate(spans) if b >= end), None)
    if first is None or last is None or last - first >= LIMIT:
        return None
    room = LIMIT - (last - first + 1)
    begin = None
    for i in range(first, max(-1, first - room - 1), -1):
        if i == 0 or ENDS.search(text[slice(*spans[i - 1])]):
            begin = i
            break
    if begin is None:
        begin = max(0, first - rng.randint(0, room))
    stop = min(len(spans), begin + LIMIT)
    for i in range(last, stop):
        if ENDS.search(text[slice(*spans[i])]):
            stop = i + 1
            break
    piece = text[spans[begin][0] : spans[stop - 1][1]]
    if stop - begin < 4 or TORN.search(piece):
        return None
    return piece


def main():
    out = pathlib.Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(SEED)
    count = collections.Counter()
    small = collections.Counter()
    pairs = collections.Counter()
    for _, text in articles():
        for line in text.split("\n"):
            before, stop = None, -2
            for match in WORD.finditer(line):
                word = match.group()
                form = word.lower()
                count[form] += 1
                if word == form:
                    small[form] += 1
                if before and match.start() == stop + 1:
                    pairs[before, form] += 1
                before, stop = form, match.end()

    def lower_share(form):
        return small[form] / count[form]

    # stems
    stems = Sheet(rng)
    for kind, words, number in STEM_LISTS:
        pool = {w: count[w] for w in words.split() if count[w]}
        stems.add(kind, weighted(rng, pool, number))
    common = {f: n for f, n in count.items() if n >= 3 and lower_share(f) >= 0.5}
    for kind, pattern, number in STEM_PATTERNS:
        match = re.compile(pattern).fullmatch
        pool = {f: n for f, n in common.items() if f not in stems.seen and match(f)}
        stems.add(kind, weighted(rng, pool, number))
    names = {
        f: n
        for f, n in count.items()
        if n >= 30 and lower_share(f) <= 0.05 and re.fullmatch(NAME_PATTERN, f) and f.isalpha()
    }
    stems.add("name", weighted(rng, names, 14))
    listed = {w.lower(): count[w.lower()] for w in NAMES.split() if count[w.lower()]}
    stems.add("name, listed", weighted(rng, listed, 18))

    # spelling
    spelling = Sheet(rng)
    for kind, words, number in SPELLING_LISTS:
        pool = {w: count[w] for w in words.split() if count[w]}
        spelling.add(kind, weighted(rng, pool, number))
    for kind, pattern, number, capital in SPELLING_PATTERNS:
        match = re.compile(pattern).fullmatch
        pool = {
            f: n
            for f, n in count.items()
            if n >= (1 if "listed" in kind else 2)
            and f not in spelling.seen
            and match(f)
            and (f.isalpha())
            and (lower_share(f) < 0.3 if capital else lower_share(f) > 0.6)
        }
        if kind == "n- m-":  # only where the form with me- is printed too
            pool = {f: n for f, n in pool.items() if count["me" + f] >= 3}
        spelling.add(kind, weighted(rng, pool, number))

    # compounds
    compounds = Sheet(rng)

    def printed(form):
        if " " in form:
            return pairs[tuple(form.split())]
        return count[form]

    for kind, words, number in COMPOUND_LISTS:
        pool = {w: printed(w) for w in words.split(";") if printed(w)}
        compounds.add(kind, weighted(rng, pool, number))
    two, place, tight, loose = {}, {}, {}, {}
    for (a, b), n in pairs.items():
        joined = a + b
        if not joined.isalpha() or n < 3:
            continue
        if a == "di":
            if count[joined] >= 3 and n > count[joined] and len(b) > 3:
                place[joined] = count[joined]
            elif count[joined] > 50 and n * 20 < count[joined] and len(b) > 3:
                tight["di " + b] = n
        elif a == "ke":
            if count[joined] >= 3 and n > 10 and len(b) > 3:
                loose[joined] = count[joined]
        elif len(a) >= 3 and len(b) >= 3 and count[joined] >= 3 and n >= 5:
            if small[a] > 20 and small[b] > 20 and a not in PREFIXES:
                two[rng.choice([joined, f"{a} {b}"])] = min(n, count[joined])
    pool_of = {"two words": two, "di- place": place, "di verb": tight, "ke- place": loose}
    pool_of["prefix"] = {
        f: n
        for f, n in count.items()
        if n >= 3
        and f.isalpha()
        and lower_share(f) > 0.4
        and any(
            f.startswith(p) and len(f) > len(p) + 3 and common.get(f[len(p) :], 0) > 30
            for p in PREFIXES
        )
    } | {
        f"{a} {b}": n
        for (a, b), n in pairs.items()
        if a in ("pasca", "antar", "non", "anti", "multi", "eks", "sub", "pra", "semi")
        and n >= 3
        and b.isalpha()
        and len(b) > 3
    }
    pool_of["prefix-hyphen"] = {
        f: n
        for f, n in count.items()
        if n >= 2 and f.split("-")[0] in PREFIXES and re.fullmatch(r"[a-z]+-[a-z]{3,}", f)
    }
    pool_of["hyphen"] = {
        f: n
        for f, n in count.items()
        if n >= 3
        and re.fullmatch(r"[a-z]{3,}-[a-z]{3,}", f)
        and f.split("-")[0] not in PREFIXES
        and f.split("-")[0] != f.split("-")[1]
        and (count[f.replace("-", "")] >= 2 or pairs[tuple(f.split("-"))] >= 3)
    }
    for kind, number in COMPOUND_PATTERNS:
        pool = {f: n for f, n in pool_of[kind].items() if f not in compounds.seen}
        compounds.add(kind, weighted(rng, pool, number))

    sheets = {"stems": stems, "spelling": spelling, "compounds": compounds}
    more = random.Random(f"{SEED} more")
    first = {name: len(sheet.rows) for name, sheet in sheets.items()}
    for name, lists in MORE.items():
        sheets[name].rng = more
        for kind, words, number in lists:
            separator = ";" if ";" in words else None
            pool = {w: printed(w) for w in words.split(separator) if printed(w)}
            pool = {w: n for w, n in pool.items() if w not in sheets[name].seen}
            sheets[name].add(kind, weighted(more, pool, number))

    # an article for every form
    wanted = {row[3] for sheet in sheets.values() for row in sheet.rows}
    where = collections.defaultdict(list)
    twice = {tuple(form.split()) for form in wanted if " " in form}
    contexts = collections.defaultdict(list)

    abbreviation = {
        a: re.compile(
            r"(?<![\w.-])" + re.escape(a) + (r"(?=\s)" if a.endswith(".") else r"(?![\w-])")
        )
        for a in [*PLAIN, *NAMED, *AMBIGUOUS]
    }
    shapes = [("token: " + kind, re.compile(pattern)) for kind, pattern, _ in TOKEN_PATTERNS]
    for ident, text in articles():
        found = set()
        printed_words = {}
        for line in text.split("\n"):
            before, stop = None, -2
            for match in WORD.finditer(line):
                form = match.group().lower()
                if form in wanted:
                    found.add(form)
                if before and match.start() == stop + 1 and (before, form) in twice:
                    if line[stop] == " ":
                        found.add(f"{before} {form}")
                before, stop = form, match.end()
                printed_words.setdefault(match.group(), match.start())
        for form in sorted(found):
            where[form].append(ident)
        for a, pattern in abbreviation.items():
            if a.rstrip(".") not in printed_words:
                continue
            matches = list(pattern.finditer(text))
            if matches:
                contexts[a].append((ident, [m.span() for m in matches]))
        matches = [m.span() for m in DEFINITION.finditer(text)]
        if matches:
            contexts["definition"].append((ident, matches))
        for kind, pattern in shapes:
            matches = [m.span() for m in pattern.finditer(text)]
            if matches:
                contexts[kind].append((ident, matches))

    for name, sheet in sheets.items():
        for number, row in enumerate(sheet.rows):
            chooser = rng if number < first[name] else more
            row[2] = chooser.choice(where[row[3]])
        sheet.write(out / f"{name}.tsv")

    # contexts: articles first, texts afterwards, so that no text is kept in memory
    picks = []

    def pick(table, kind, key, number):
        pool = contexts[key]
        spare = min(len(pool), number * 6)
        for order, (ident, spans) in enumerate(rng.sample(pool, spare)):
            picks.append([table, kind, key, number, order, ident, rng.choice(spans)])

    plain = [a for a in NAMED if contexts[a]]
    rest = {a: len(contexts[a]) for a in PLAIN if contexts[a] and a not in plain}
    plain += weighted(rng, rest, 62)
    for a in plain:
        pick("abbreviations", f"plain: {a}", a, 1)
    for a, number in AMBIGUOUS.items():
        if contexts[a]:
            pick("abbreviations", f"ambiguous: {a}", a, number)
    pick("abbreviations", "definition", "definition", 14)
    for kind, _, number in TOKEN_PATTERNS:
        if contexts["token: " + kind]:
            pick("tokens", kind, "token: " + kind, number)
    needed = collections.defaultdict(list)
    for item in picks:
        needed[item[5]].append(item)
    pieces = {}
    for ident, text in articles():
        for item in needed.get(ident, ()):
            local = random.Random(f"{SEED} {item[1]} {item[4]} {ident}")
            pieces[id(item)] = window(local, text, *item[6])
    for table in ("abbreviations", "tokens"):
        kept = collections.defaultdict(list)
        for item in picks:
            if item[0] != table or len(kept[item[1]]) >= item[3]:
                continue
            piece = pieces.get(id(item))
            if piece and piece not in [p for p, _ in kept[item[1]]]:
                kept[item[1]].append((piece, item[5]))
        order = halves(rng, sum(map(len, kept.values())))
        with (out / f"{table}.tsv").open("w", encoding="utf-8", newline="\n") as sheet:
            sheet.write("kind\thalf\tarticle\tinput\n")
            for kind, found_pieces in kept.items():
                for piece, ident in found_pieces:
                    sheet.write(f"{kind}\t{order.pop()}\t{ident}\t{piece}\n")


if __name__ == "__main__":
    main()
