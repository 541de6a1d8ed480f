"""Where the pictures of lessons lie."""

from django.urls import path

from courses import views

app_name = "courses"

urlpatterns = [path("media/images/<path:name>", views.picture, name="picture")]
