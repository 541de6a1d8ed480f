"""Doors that only take forms."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

type View = Callable[..., HttpResponse]


def post_door(page: str, *names: str) -> Callable[[View], View]:
    """Let a view take posts alone; who comes reading is led to the page that holds the form.

    Sign-in and the choice of a language end in such a visit: it does nothing, and says so.
    page: the name of that page's address; names: the arguments that it shares with the view.
    """

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def door(request: HttpRequest, **given: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, **given)
            messages.info(request, _("Kirim sekali lagi."))
            return redirect(reverse(page, kwargs={name: given[name] for name in names}))

        return door

    return decorate
