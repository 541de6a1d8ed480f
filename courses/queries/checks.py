"""What a trainer should mend in a lesson, in her words, and what the lesson weighs."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.models import LessonPage
from courses.queries.facts import facts_of
from courses.rules import Code, Finding, Level, Meter, check_lesson, measure


@dataclass(frozen=True)
class Check:
    """One thing to mend. where: the id of the block, "" for the lesson; words: what; mend: how."""

    level: Level
    code: Code
    where: str
    words: str
    mend: str


@dataclass(frozen=True)
class LessonReport:
    """What an author sees beside her lesson."""

    checks: list[Check]
    meter: Meter

    @property
    def refusals(self) -> list[Check]:
        """What keeps the lesson from going live."""
        return [check for check in self.checks if check.level is Level.REFUSE]

    @property
    def warnings(self) -> list[Check]:
        """What may stay, though learners pay for it."""
        return [check for check in self.checks if check.level is Level.WARN]


def lesson_checks(page: LessonPage) -> list[Check]:
    """Return what to mend in a lesson page as it stands, saved or not; refusals come first."""
    return [_in_words(finding) for finding in check_lesson(facts_of(page))]


def lesson_refusals(page: LessonPage) -> list[Check]:
    """Return what keeps a lesson page from going live as it stands; empty if it may."""
    return [check for check in lesson_checks(page) if check.level is Level.REFUSE]


def lesson_minutes(page: LessonPage) -> int:
    """Return how long a lesson page takes as it stands."""
    return measure(facts_of(page), html_bytes=0).minutes


def lesson_report(page: LessonPage, *, html_bytes: int) -> LessonReport:
    """Return the checks and the meter of a page. html_bytes: its body as it travels."""
    facts = facts_of(page)
    checks = [_in_words(finding) for finding in check_lesson(facts)]
    return LessonReport(checks=checks, meter=measure(facts, html_bytes=html_bytes))


def _in_words(finding: Finding) -> Check:
    words, mend = _WORDS[finding.code]
    return Check(
        level=finding.level,
        code=finding.code,
        where=finding.where,
        words=str(words) % {"detail": finding.detail},
        mend=str(mend) % {"detail": finding.detail},
    )


# What is found, and how to mend it.
_WORDS: dict[Code, tuple[str | Promise, str | Promise]] = {
    Code.NO_SKILL: (_("Kemampuan belum dipilih."), _("Pilih satu kemampuan di atas isi.")),
    Code.NO_TEXT: (_("Pelajaran ini belum punya tulisan."), _("Tulis isinya di blok Teks.")),
    Code.NO_PICTURE: (
        _("Blok gambar belum berisi gambar."),
        _("Pilih gambar, atau hapus bloknya."),
    ),
    Code.NO_ALT: (
        _("Gambar belum punya teks alternatif."),
        _("Tulis apa yang terlihat dan apa yang penting."),
    ),
    Code.NO_FILE: (_("Blok ini belum berisi berkas."), _("Pilih berkasnya, atau hapus bloknya.")),
    Code.NO_TRANSCRIPT: (
        _("Isi suara atau video belum ditulis."),
        _("Tulis kata-katanya di kotak isi."),
    ),
    Code.NO_CAPTIONS: (_("Video belum punya teks video."), _("Unggah berkas teks VTT.")),
    Code.UNFINISHED: (
        _("Blok ini belum lengkap."),
        _("Isi kotak yang wajib, atau hapus bloknya."),
    ),
    Code.EMPTY_QUIZ: (_("Kuis belum punya soal."), _("Tulis satu soal, atau hapus kuisnya.")),
    Code.NO_QUESTION_TEXT: (
        _("Satu soal belum punya pertanyaan."),
        _("Tulis pertanyaannya, atau hapus soalnya."),
    ),
    Code.BAD_QUESTION: (_("Satu soal belum bisa dijawab."), "%(detail)s"),
    Code.NO_EXPLANATION: (
        _("Satu soal belum punya penjelasan."),
        _("Tulis mengapa jawabannya begitu."),
    ),
    Code.SKILL_NOT_ASKED: (
        _("Belum ada soal untuk kemampuan ini."),
        _("Tambah satu soal. Jawaban betul menjadi buktinya."),
    ),
    Code.HEAVY_PICTURES: (
        _("Gambar memakai %(detail)s. Batasnya 40 KB."),
        _("Hapus satu gambar, atau pakai latar polos."),
    ),
    Code.HEAVY_SPEECH: (
        _("Suara memakai %(detail)s. Itu berat."),
        _("Simpan sebagai Opus 16 kbps, satu saluran."),
    ),
    Code.HEAVY_VIDEO: (
        _("Video memakai %(detail)s. Itu berat."),
        _("Pakai gambar dan suara, atau perkecil videonya."),
    ),
    Code.LONG_SENTENCE: (
        _("Kalimat ini lebih dari 15 kata: “%(detail)s”"),
        _("Bagi menjadi dua kalimat."),
    ),
    Code.LONG_SENTENCES: (
        _("Rata-rata %(detail)s kata tiap kalimat."),
        _("Sebaiknya 8. Satu kalimat, satu hal."),
    ),
    Code.LONG_WORDS: (_("Banyak kata panjang: %(detail)s."), _("Pakai kata sehari-hari.")),
}
