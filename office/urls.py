"""The addresses of the office; included below /kantor/."""

from django.urls import path

from office.views import cards, cohorts, home, lessons, proposals, register

app_name = "office"

urlpatterns = [
    path("", home.home, name="home"),
    path("kotak-masuk/", home.inbox, name="inbox"),
    path("kotak-masuk/semua/", home.read_all, name="read_all"),
    path("kotak-masuk/<int:pk>/", home.open_message, name="open_message"),
    path("kelompok/", cohorts.cohorts, name="cohorts"),
    path("kelompok/<int:pk>/", cohorts.cohort, name="cohort"),
    path("pelajaran/", lessons.lessons, name="lessons"),
    path("pelajaran/baru/<int:module>/", lessons.new_lesson, name="new_lesson"),
    path("pelajaran/<int:pk>/", lessons.lesson, name="lesson"),
    path("pelajaran/<int:pk>/judul/", lessons.describe_lesson, name="describe_lesson"),
    path("pelajaran/<int:pk>/kirim/", lessons.send_lesson, name="send_lesson"),
    path("pelajaran/<int:pk>/lihat/", lessons.preview_lesson, name="preview_lesson"),
    path("pelajaran/<int:pk>/kartu/", cards.save_card, name="save_card"),
    path("pelajaran/<int:pk>/pindah/", cards.move_card, name="move_card"),
    path("pelajaran/<int:pk>/hapus/", cards.remove_card, name="remove_card"),
    path("pelajaran/<int:pk>/kembali/", cards.restore_card, name="restore_card"),
    path("sertifikat/", proposals.queue, name="queue"),
    path("sertifikat/usulkan/", proposals.propose, name="propose"),
    path("persetujuan/", proposals.approvals, name="approvals"),
    path("persetujuan/<int:batch>/setujui/", proposals.approve, name="approve"),
    path("persetujuan/<int:batch>/kembalikan/", proposals.return_batch, name="return_batch"),
    path("daftar/", register.register, name="register"),
    path("daftar/<int:pk>/", register.certificate, name="certificate"),
    path("daftar/<int:pk>/pdf/", register.certificate_pdf, name="certificate_pdf"),
    path("daftar/<int:pk>/cabut/", register.revoke, name="revoke"),
    path("daftar/<int:pk>/ganti/", register.replace, name="replace"),
    path("daftar/<int:pk>/ulang/", register.retry, name="retry"),
]
