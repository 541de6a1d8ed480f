"""What is said about a file, in the language of its readers.

The formats say it in English, for commands and logs; trainers read Indonesian. Both stand here and
not in the catalogue: it begins with Indonesian.
"""

import re

WORDS = {
    "question": "soal",
    "explanation": "penjelasan",
    "name": "nama",
    "skill": "kemampuan",
    "choice": "pilihan",
    "feedback": "balasan",
}
# {} takes over what stands there.
PHRASES = {
    # GIFT.
    "The file is not UTF-8. Save it as UTF-8 and try again.": (
        "Berkas ini bukan UTF-8. Simpan sebagai UTF-8, lalu coba lagi."
    ),
    "The file holds more than 20,000 questions. Make several files of it.": (
        "Berkas ini lebih dari 20.000 soal. Bagi menjadi beberapa berkas."
    ),
    "A $CATEGORY line stands alone: put a blank line after it.": (
        "Baris $CATEGORY harus sendiri. Beri baris kosong setelahnya."
    ),
    "The question holds characters of no script. Type them again.": (
        "Ada huruf yang tidak dikenal. Ketik lagi."
    ),
    "The name begins with :: but does not end with ::.": "Nama soal belum ditutup dengan ::.",
    "A brace is missing: answers stand between { and }.": (
        "Kurung kurang satu. Jawaban ada di antara { dan }."
    ),
    "There is a second pair of braces: is a blank line missing above it?": (
        "Ada kurung kedua. Beri baris kosong di antara dua soal."
    ),
    "{} is no answer: write {} in capital letters.": "Tulis {1} dengan huruf besar.",
    "Each line of a matching question is = stem -> answer.": (
        "Baris soal jodoh ditulis = kiri -> kanan."
    ),
    "A matching question needs at least two pairs.": "Soal jodoh perlu paling sedikit dua pasang.",
    "A true/false question has at most two feedbacks.": (
        "Soal betul atau tidak punya paling banyak dua balasan."
    ),
    "A choice has = or a weight, not both.": "Pakai = atau angka persen. Jangan keduanya.",
    "Two choices have =. Several right ones have weights: ~%50%.": (
        "Ada dua tanda =. Bila beberapa betul, pakai ~%50%."
    ),
    "No choice is right.": "Belum ada pilihan yang betul.",
    "After ~ stands only feedback for all other numbers.": ("Setelah ~ hanya boleh ada balasan."),
    "An answer is empty.": "Ada jawaban yang kosong.",
    "The range {} runs backwards.": "Rentang {} terbalik.",
    "The tolerance in {} is negative.": "Toleransi di {} kurang dari nol.",
    "{} is not a number. Write a point, not a comma: 1.5": "{} bukan angka. Tulis titik: 1.5",
    "A weight looks like %50%.": "Angka persen ditulis %50%.",
    "A weight lies between -100 and 100, not {}.": "Persen ada di antara -100 dan 100.",
    "There are {} answers. Keep at most {}.": "Ada {} jawaban. Paling banyak {}.",
    "There is no question type for “{}” yet.": "Jenis soal “{}” belum ada di sini.",
    "A choice is partly right. Use = for the right one and ~ without weight for others.": (
        "Ada pilihan yang betul sebagian. Beri = pada satu pilihan, ~ pada yang lain."
    ),
    "Only one choice has a weight above 0. Write = before it instead.": (
        "Hanya satu pilihan yang betul. Tulis = di depannya."
    ),
    "The right choices have unequal weights, or not 100 together. Give each {}%.": (
        "Bagian pilihan yang betul tidak sama. Beri {}% pada setiap pilihan."
    ),
    "A wrong choice costs nothing here. The weight below 0 is left out.": (
        "Di sini pilihan salah tidak mengurangi nilai."
    ),
    "Here a wrong choice costs {}%, as much as a right one earns. The file says otherwise.": (
        "Di sini satu pilihan salah mengurangi {}%. Di berkas lain."
    ),
    "The first tag is the skill. Left out: {}.": "Kemampuan adalah tag pertama. Tidak dipakai: {}.",
    # Texts.
    "The {} has {} characters. Shorten it.": "Tulisan {} ada {} huruf. Pendekkan.",
    "The {} has {} characters. Shorten it to {} or fewer.": (
        "Tulisan {} ada {} huruf. Batasnya {}. Pendekkan."
    ),
    "The {} looks like HTML and is shown as written. Put [html] before it.": (
        "Tulisan {} seperti HTML. Tulis [html] di depannya."
    ),
    "The {} holds more than text ({}). Put it into the lesson instead.": (
        "Tulisan {} berisi selain teks ({}). Taruh itu di pelajaran."
    ),
    "Formatting was left out ({}).": "Bentuk tulisan tidak dipakai ({}).",
    # Any question.
    "The question has no text.": "Soal ini belum ada tulisannya.",
    "A choice question needs at least two choices.": "Tulis paling sedikit dua pilihan.",
    "There are {} choices. Keep at most {}.": "Ada {} pilihan. Paling banyak {}.",
    "A choice is empty.": "Ada pilihan yang kosong.",
    "Two choices are the same. Change or remove one.": "Ada dua pilihan yang sama. Ubah satu.",
    "Exactly one choice is right, not {}.": "Tandai tepat satu pilihan yang betul, bukan {}.",
    "Several choices are asked for: mark at least two as right.": (
        "Tandai paling sedikit dua pilihan yang betul."
    ),
    "The id “{}” stands above, at {}. Change it.": "Id “{}” sudah ada di baris {}. Ubah.",
    "There is no explanation. Write why the answer is right.": (
        "Belum ada penjelasan. Tulis mengapa jawabannya betul."
    ),
    "There is no skill. Name one that the question shows.": "Belum ada kemampuan. Pilih satu.",
    # Files and spreadsheets.
    "The file is larger than 5 MB. Make two files of it.": (
        "Berkas ini lebih dari 5 MB. Bagi menjadi dua berkas."
    ),
    "The file is empty.": "Berkas ini kosong.",
    "There are {} columns. Keep at most {}.": "Ada {} kolom. Paling banyak {}.",
    "Two columns are called “{}”. Keep one.": "Ada dua kolom “{}”. Sisakan satu.",
    "The first row names no column {}. Add it.": "Kolom {} belum ada di baris pertama. Tambahkan.",
    "The column “{}” is not read.": "Kolom “{}” tidak dibaca.",
    'A quotation mark is not closed, or stands inside a cell. There, write it twice: "".': (
        'Tanda kutip belum ditutup. Di dalam sel, tulis dua kali: "".'
    ),
    "A true/false question has no choices. Empty their cells.": (
        "Soal betul atau tidak tanpa pilihan. Kosongkan selnya."
    ),
    "“{}” is no answer. Write betul or salah; or fill in the choices.": (
        "“{}” bukan jawaban. Tulis betul atau salah, atau isi pilihannya."
    ),
    "Feedback {} belongs to no answer. 1 is true, 2 is false.": (
        "Balasan {} tidak punya jawaban. 1 untuk betul, 2 untuk salah."
    ),
    "Feedback {} belongs to no choice. Fill in the choice.": (
        "Balasan {} tidak punya pilihan. Isi pilihannya."
    ),
    "No choice is named as right. Write its number or letter.": (
        "Kolom benar kosong. Tulis nomor atau huruf pilihan."
    ),
    "“{}” names a choice twice.": "“{}” menyebut satu pilihan dua kali.",
    "“{}” names no choice. Write numbers or letters, such as 2 or A;C.": (
        "“{}” bukan pilihan. Tulis nomor atau huruf: 2, atau A;C."
    ),
    # Excel.
    "This is no Excel workbook (.xlsx). Save it as .xlsx, without a password.": (
        "Ini bukan buku kerja Excel. Simpan sebagai .xlsx tanpa kata sandi."
    ),
    "Unpacked, the workbook is larger than 50 MB. Remove its pictures.": (
        "Isi buku kerja lebih dari 50 MB. Hapus gambarnya."
    ),
    "The workbook is overloaded. Copy the cells into a new one.": (
        "Buku kerja ini terlalu penuh. Salin selnya ke yang baru."
    ),
    "The workbook has no sheet.": "Buku kerja ini tidak punya lembar.",
    "Only the first sheet of the workbook is read.": "Hanya lembar pertama yang dibaca.",
    "The sheet goes on below row {}. Delete what is there.": (
        "Lembar ini berlanjut di bawah baris {}. Hapus isinya."
    ),
    "The sheet has more than 2,000 rows. Make two files of it.": (
        "Lembar ini lebih dari 2.000 baris. Bagi menjadi dua berkas."
    ),
    "Cell {} holds a formula without a value. Type the text itself.": (
        "Sel {} berisi rumus tanpa hasil. Ketik tulisannya."
    ),
    "Cell {} holds the error {}. Type the text itself.": "Sel {} berisi {}. Ketik tulisannya.",
    "Cell {} holds a date or a time. Format the cell as text and type it again.": (
        "Sel {} berisi tanggal atau jam. Jadikan sel teks, lalu ketik lagi."
    ),
    "Cell {} holds a number too long to be exact. Format the cell as text and type it again.": (
        "Angka di sel {} terlalu panjang. Jadikan sel teks, lalu ketik lagi."
    ),
    "Cell {} holds a number in the format {}. Format the cell as text and type it again.": (
        "Angka di sel {} berbentuk {}. Jadikan sel teks, lalu ketik lagi."
    ),
    "Cell {} holds the number {}. To keep a comma, type it as text.": (
        "Sel {} berisi angka {}. Ketik sebagai teks bila perlu koma."
    ),
}


def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, phrase.split("{}"))) + r"(?: |\Z)", re.DOTALL)


_BOOK = [(_pattern(english), indonesian) for english, indonesian in PHRASES.items()]


def in_indonesian(reason: str) -> str:
    """Return the reason of a refusal or warning in Indonesian; what is not known stays English."""
    said: list[str] = []
    while reason:
        found = ((pattern.match(reason), phrase) for pattern, phrase in _BOOK)
        match, phrase = next(((m, p) for m, p in found if m), (None, ""))
        if match is None:
            return " ".join([*said, reason])
        said.append(_filled(phrase, [WORDS.get(value, value) for value in match.groups()]))
        reason = reason[match.end() :]
    return " ".join(said)


def _filled(phrase: str, values: list[str]) -> str:
    """Return a phrase with the values in order, or by number ({1} is the second)."""
    order = iter(values)
    return re.sub(
        r"\{(\d?)\}", lambda hole: values[int(hole[1])] if hole[1] else next(order), phrase
    )
