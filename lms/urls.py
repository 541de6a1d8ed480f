"""The root of all addresses."""

from allauth.account.views import login, logout
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from lms import views

to_sign_in = RedirectView.as_view(pattern_name="account_login")

lms_urls = (
    [
        path("", views.front, name="front"),
        path("mulai/", views.start, name="start"),
        path("demo/<slug:door>/", views.enter, name="enter"),
    ],
    "lms",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(lms_urls)),
    path("", include("learning.urls")),
    path("", include("certificates.urls")),
    path("", include("courses.urls")),
    path("kantor/", include("office.urls")),
    path("akun/masuk/", login, name="account_login"),
    path("akun/keluar/", logout, name="account_logout"),
    # django-allauth reverses these names; accounts are opened by an agency, never on the web.
    path("akun/daftar/", to_sign_in, name="account_signup"),
    path("akun/lupa/", to_sign_in, name="account_reset_password"),
    path("bahasa/", set_language, name="set_language"),
    path("cms/login/", to_sign_in),
    path("cms/", include(wagtailadmin_urls)),
    path("berkas/", include(wagtaildocs_urls)),
    path("halaman/", RedirectView.as_view(pattern_name="learning:catalogue")),
    path("halaman/", include(wagtail_urls)),
]
