"""The public addresses of certificates; included at the root."""

from django.urls import path

from certificates import views

app_name = "certificates"

urlpatterns = [
    path("v/", views.lookup, name="lookup"),
    # As it stands in the QR code, without the last stroke.
    path("v/<str:code>", views.verify, name="scan"),
    path("v/<str:code>/", views.verify, name="verify"),
]
