"""The addresses of the office; included below /kantor/."""

from django.urls import path

from office.views import cohorts, home, proposals, register

app_name = "office"

urlpatterns = [
    path("", home.home, name="home"),
    path("kotak-masuk/", home.inbox, name="inbox"),
    path("kotak-masuk/semua/", home.read_all, name="read_all"),
    path("kotak-masuk/<int:pk>/", home.open_message, name="open_message"),
    path("kelompok/", cohorts.cohorts, name="cohorts"),
    path("kelompok/<int:pk>/", cohorts.cohort, name="cohort"),
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
