"""The learner's addresses."""

from django.urls import path

from learning import views

app_name = "learning"

urlpatterns = [
    path("belajar/", views.home, name="home"),
    path("kelas/", views.catalogue, name="catalogue"),
    path("kelas/<slug:course>/", views.course, name="course"),
    path("kelas/<slug:course>/ikut/", views.enrol, name="enrol"),
    path("belajar/<slug:course>/<slug:lesson>/", views.lesson, name="lesson"),
    path(
        "belajar/<slug:course>/<slug:lesson>/selesai/",
        views.complete_lesson,
        name="complete_lesson",
    ),
    path("belajar/<slug:course>/<slug:lesson>/kuis/", views.start_quiz, name="start_quiz"),
    path("kuis/<uuid:attempt>/", views.resume, name="resume"),
    path("kuis/<uuid:attempt>/<int:slot>/", views.question, name="question"),
    path("kuis/<uuid:attempt>/selesai/", views.submit_quiz, name="submit_quiz"),
    path("kuis/<uuid:attempt>/hasil/", views.review, name="review"),
    path("kemampuan/", views.skills, name="skills"),
    path("sertifikat/", views.certificate_list, name="certificates"),
    path("sertifikat/<int:award>/", views.certificate, name="certificate"),
    path("sertifikat/<int:award>/nama/", views.confirm_name, name="confirm_name"),
    path("sertifikat/<int:award>/pdf/", views.certificate_pdf, name="certificate_pdf"),
    path("saya/", views.me, name="me"),
    path("kabar/", views.inbox, name="inbox"),
    path("kabar/semua/", views.read_all, name="read_all"),
    path("kabar/<int:pk>/", views.open_message, name="open_message"),
]
