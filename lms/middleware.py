"""Habits of Wagtail's pages: their policy, and writes that are whole or refused in words."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.csp import CSP, build_policy
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin import messages

from common.errors import DomainError

CMS = "/cms/"
# What a page is sent for besides being saved, by the names of the editor's buttons.
SENDING = (
    "action-publish",
    "action-submit",
    "action-restart-workflow",
    "action-workflow-action",
)

type View = Callable[..., HttpResponseBase]

CMS_CSP: dict[str, Any] = {
    **settings.SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "frame-src": [CSP.SELF],
    "worker-src": [CSP.SELF, "blob:"],
}


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Loosen the policy below /cms/ alone."""
    header = str(CSP.HEADER_ENFORCE)

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(CMS):
            response.headers[header] = build_policy(CMS_CSP)
        return response

    return middleware


class RefusalsInTheCms:
    """Let a write below /cms/ happen whole or not at all, and say a refusal instead of failing.

    Text that was sent to be published is kept as a draft when publishing is refused.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Run the view of a write in one transaction."""
        if request.method != "POST" or not request.path.startswith(CMS):
            return None
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except DomainError as refusal:
            kept = self._keep_draft(request, view, args, kwargs)
            messages.error(request, str(refusal))
            return kept or _back(request)

    def _keep_draft(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not any(name in request.POST for name in SENDING):
            return None
        fields = request.POST.copy()
        for name in SENDING:
            fields.pop(name, None)
        request.POST = fields  # type: ignore[assignment]
        with transaction.atomic():
            return view(request, *args, **kwargs)


def _back(request: HttpRequest) -> HttpResponse:
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    address = came_from if is_ours else reverse("wagtailadmin_home")
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        # As Wagtail's dialogs end.
        return JsonResponse({"step": "success", "redirect": address})
    return redirect(address)
