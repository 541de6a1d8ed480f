"""What a remark about a course folder says, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from courses.formats.course_folder.model import Remark
from quizzes.formats.drafts import in_indonesian


def words_of(remark: Remark) -> str:
    """Return the sentence of a remark: what is wrong, and how to mend it."""
    values = dict(remark.values)
    if remark.code == "question" and get_language() != "en":
        values["reason"] = in_indonesian(str(values["reason"]))
    return str(WORDS[remark.code]) % values


def place_of(remark: Remark) -> str:
    """Return where a remark belongs: the file, and its line if there is one."""
    if not remark.path:
        return str(_("seluruh folder"))
    return f"{remark.path}:{remark.line}" if remark.line else remark.path


WORDS: dict[str, str | Promise] = {
    # The container.
    "zip_broken": _("Ini bukan ZIP yang utuh. Buat ZIP-nya lagi."),
    "zip_large": _("ZIP ini lebih dari %(most)s MB. Kecilkan suara atau videonya."),
    "zip_many": _("Isinya lebih dari %(most)s berkas. Hapus yang tidak dipakai."),
    "zip_total": _("Isinya lebih dari %(most)s MB. Kecilkan suara atau videonya."),
    "zip_ratio": _("Isi berkas ini tidak wajar untuk ZIP. Hapus berkasnya."),
    "zip_encrypted": _("Berkas ini dikunci sandi. Buat ZIP tanpa sandi."),
    "zip_link": _("Ini tautan, bukan berkas. Ganti dengan berkasnya."),
    "zip_method": _("Cara memadatkannya tidak dikenal. Buat ZIP biasa."),
    "zip_damaged": _("Berkas ini rusak di dalam ZIP. Buat ZIP-nya lagi."),
    "name_bad": _("Nama berkas ini tidak bisa dipakai. Pakai huruf, angka, tanda hubung."),
    "name_twice": _("Nama berkas ini ada dua kali. Ganti salah satu."),
    # The folder.
    "no_course": _("Berkas course.md tidak ada. Buat di folder teratas."),
    "no_module": _("Berkas module.md tidak ada. Buat di folder bab ini."),
    "no_lessons": _("Bab ini belum punya pelajaran."),
    "module_name": _("Nama folder bab: angka, tanda hubung, alamat. Contoh: 01-foto-produk."),
    "lesson_name": _("Nama berkas pelajaran: angka, tanda hubung, alamat. Contoh: 01-cahaya.md."),
    "number_twice": _("Nomornya sama dengan %(other)s. Ganti salah satu."),
    "address": _("Alamat “%(address)s” tidak bisa dipakai. Pakai huruf a-z, angka, tanda hubung."),
    "address_twice": _("Alamat “%(address)s” dipakai dua kali di sini. Ganti salah satu."),
    "too_many_lessons": _("Pelajarannya lebih dari %(most)s. Bagi menjadi dua kelas."),
    "questions_twice": _("Soalnya ada dua: berkas ini dan %(other)s. Hapus salah satu."),
    "questions_alone": _("Soal ini tanpa pelajaran. Berkas %(lesson)s tidak ada."),
    "file_unused": _("Berkas ini tidak dipakai pelajaran mana pun."),
    # Text files.
    "not_utf8": _("Berkas ini bukan UTF-8. Simpan lagi sebagai UTF-8."),
    "control": _("Ada tanda yang bukan tulisan di baris ini. Hapus tandanya."),
    "text_too_large": _("Berkas ini lebih dari %(most)s KB. Bagi menjadi dua pelajaran."),
    "no_front": _("Baris pertama harus ---, lalu title: dan seterusnya."),
    "front_open": _("Bagian atas belum ditutup. Tambah baris --- sesudahnya."),
    "no_pair": _("Baris ini bukan “nama: isi”. Contoh: title: Foto produk."),
    "bad_quote": _("Tanda kutipnya belum ditutup. Tutup dengan tanda kutip."),
    "unknown_key": _("“%(key)s” tidak dikenal. Yang dikenal: %(known)s."),
    "key_twice": _("“%(key)s” ditulis dua kali. Hapus salah satu."),
    "key_missing": _("“%(key)s” belum ada. Tulis di bagian atas."),
    "one_line": _("“%(key)s” harus satu baris."),
    "number": _("“%(key)s” harus angka dari %(least)s sampai %(most)s."),
    "body_here": _("Di sini tidak boleh ada isi. Pindahkan ke berkas pelajaran."),
    "too_long": _("Tulisan ini %(length)s huruf. Batasnya %(limit)s. Pendekkan."),
    "file_title": _("Judul berkas harus terisi, paling banyak %(most)s huruf."),
    # Blocks.
    "block_open": _("Blok “%(word)s” belum ditutup. Tambah baris ::: sesudahnya."),
    "block_close": _("Baris ::: ini tidak menutup apa pun. Hapus barisnya."),
    "block_word": _("Blok “%(word)s” tidak dikenal. Yang dikenal: %(known)s."),
    "braces": _("Isi { } tidak terbaca. Contoh: {seconds=60}."),
    "brace_key": _("“%(key)s” tidak dikenal di blok %(word)s. Yang dikenal: %(known)s."),
    "rule_here": _("Baris --- hanya memisahkan dua teks. Hapus barisnya."),
    "quiz_twice": _("Kuis hanya boleh satu. Hapus salah satu."),
    "quiz_without_questions": _("Kuis ini belum punya soal."),
    "checked_day": _("Tanggal “%(value)s” tidak terbaca. Contoh: 2026-11-24."),
    "machine_word": _("Tulis machine=yes, atau hapus. “%(value)s” tidak dikenal."),
    "download_body": _("Blok unduhan tidak punya isi. Hapus baris ini."),
    "picture_line": _("Baris gambar tidak terbaca. Contoh: ![apa isinya](images/foto.webp)."),
    "title_missing": _("Blok “%(word)s” belum punya judul."),
    "alt_missing": _("Gambar ini belum punya teks alternatif."),
    "file_missing": _("Blok ini belum menyebut berkasnya."),
    "seconds_missing": _("Lamanya belum ditulis. Contoh: {seconds=60}."),
    "transcript_missing": _("Kata-kata di suara atau video ini belum ditulis."),
    "few_points": _("Blok “%(word)s” perlu paling sedikit %(least)s butir."),
    "skill_missing": _("Baris skill belum ada."),
    "skill_unknown": _("Kemampuan “%(skill)s” tidak dikenal. Mungkin: %(known)s."),
    "question": "%(reason)s",
    "question_id_twice": _("Dua soal punya id yang sama. Hapus satu baris id."),
    # Markdown.
    "heading_here": _("Di blok ini tidak boleh ada judul. Hapus tanda #."),
    "heading_level": _("Judul memakai ## atau ###."),
    "heading_in_list": _("Judul tidak boleh di dalam daftar."),
    "blockquote": _("Tanda > tidak dipakai. Tulis blok example."),
    "code_block": _("Tulisan kode tidak dipakai. Hapus spasi di depan atau tanda `."),
    "fence": _("Tulisan kode tidak dipakai. Hapus tanda ``` atau ~~~."),
    "hr": _("Garis seperti ini tidak dipakai. Hapus barisnya."),
    "html": _("HTML tidak dipakai. Tulis dengan tanda Markdown."),
    "markdown": _("Bentuk “%(kind)s” tidak dipakai di sini."),
    "picture_in_text": _("Gambar harus sendiri. Beri baris kosong di atas dan bawahnya."),
    "list_start": _("Daftar bernomor mulai dari 1."),
    "list_paragraphs": _("Satu butir hanya boleh satu paragraf."),
    "list_too_deep": _("Daftar ini terlalu dalam. Paling dalam lima tingkat."),
    "not_one_list": _("Isi blok ini harus satu daftar dengan tanda %(mark)s."),
    "point_not_plain": _("Butir di sini tanpa tebal, miring, tautan, atau daftar."),
    "link_address": _("Alamat “%(address)s” tidak bisa dipakai. Mulai dengan https://."),
    "link_title": _("Tautan tidak punya judul. Hapus tulisan dalam kutip."),
    "link_target": _("Pelajaran “%(target)s” tidak ada di folder ini."),
    # Files that lessons name.
    "no_file": _("Berkas %(name)s tidak ada di folder ini."),
    "file_letters": _("Berkas %(name)s tidak ada. Yang ada: %(near)s."),
    "file_place": _("Berkas %(name)s harus di dalam folder: %(places)s."),
    "file_kind": _("%(name)s: jenis “%(ending)s” tidak bisa di sini. Bisa: %(endings)s."),
    "file_empty": _("Berkas %(name)s kosong."),
    "file_content": _("Isi %(name)s bukan %(ending)s. Simpan lagi dari aplikasinya."),
    "picture_broken": _("Gambar %(name)s rusak. Simpan lagi gambarnya."),
    "picture_name": _("Isi %(name)s adalah %(kind)s. Ganti akhir namanya: %(endings)s."),
    "picture_pixels": _("%(name)s %(width)s × %(height)s piksel. Batasnya %(most)s juta."),
    "picture_large": _("Gambar %(name)s lebih dari %(most)s MB. Kecilkan gambarnya."),
    # The site.
    "address_taken": _("Alamat “%(address)s” sudah dipakai kelas lain. Ganti nama foldernya."),
    "page_locked": _("Halaman “%(title)s” sedang dikunci. Buka kuncinya dulu."),
    "cannot_publish": "%(reason)s",
    # What an export cannot carry.
    "block_unknown": _("Blok “%(kind)s” tidak ikut: belum ada bentuknya di folder."),
    "field_left": _("Isian “%(field)s” tidak ikut: belum ada tempatnya di folder."),
    "file_deleted": _("Satu berkas sudah dihapus, jadi tidak ikut."),
    "file_gone": _("Berkas ini hilang dari penyimpanan, jadi tidak ikut."),
    "link_lost": _("Satu tautan menuju halaman yang sudah tidak ada."),
    "link_outside": _("Tautan ke kelas lain menjadi alamat biasa: %(address)s."),
    "question_unfinished": _("Soal “%(question)s” belum lengkap: %(reason)s"),
}
