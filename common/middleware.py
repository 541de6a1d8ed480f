"""Habits of every page: the chosen language, and privacy of personal pages."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation


class GZipPages(GZipMiddleware):
    """Compress pages, never files: those are packed already, and parts must stay as they are."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """Leave a streamed response alone."""
        return response if response.streaming else super().process_response(request, response)


type GetResponse = Callable[[HttpRequest], HttpResponse]


def chosen_language(get_response: GetResponse) -> GetResponse:
    """Use the language that the person chose on this device; Indonesian if she chose none.

    A phone's own setting does not count: many came home with a phone set to another language.
    """
    known = {code for code, _ in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def personal_pages_are_private(get_response: GetResponse) -> GetResponse:
    """Keep pages of a signed-in person out of every cache, on the phone and on the way."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Cache-Control" not in response.headers and request.user.is_authenticated:
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return middleware
