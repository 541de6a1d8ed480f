"""Where the files of lessons lie."""

from django.urls import path

from courses import views

app_name = "courses"

urlpatterns = [
    path("media/images/<path:name>", views.picture, name="picture"),
    # Before Wagtail's own address of the same form, which cannot send parts.
    path("berkas/<int:pk>/<str:name>", views.document, name="document"),
]
