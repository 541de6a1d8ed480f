"""The public door: anybody may ask whether a certificate is real."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from certificates.forms import CodeForm, FileForm, HashedUpload
from certificates.queries import Compared, address, compare, find, verify_screen

PUBLIC_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: HttpRequest) -> HttpResponse:
    """Take a typed code and go to its page."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("certificates:verify", code=form.cleaned_data["code"])
    context = {"screen": {"address": address()}, "form": form}
    status = 422 if form.errors else 200
    return _public(render(request, "certificates/lookup.html", context, status=status))


# The handler must be in place before the CSRF check reads the body, so the check comes second.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the register says of a code; a PDF that is sent is compared and not kept."""
    upload = HashedUpload(request)
    request.upload_handlers = [upload]
    return _verify(request, code, upload)


@csrf_protect
def _verify(request: HttpRequest, code: str, upload: HashedUpload) -> HttpResponse:
    certificate = find(code)
    form = FileForm(request.POST if request.method == "POST" else None)
    compared: Compared | None = None
    if request.method == "POST" and certificate is not None:
        form.is_valid()
        if upload.problem:
            form.add_error("file", upload.problem)
        else:
            compared = compare(
                certificate,
                sha256=upload.sha256,
                is_pdf=upload.is_pdf,
                file_name=upload.name,
            )
    screen = verify_screen(text=code, certificate=certificate, at=timezone.now(), compared=compared)
    status = 404 if screen.is_unknown else 422 if form.errors else 200
    context = {"screen": screen, "form": form}
    return _public(render(request, "certificates/verify.html", context, status=status))


def _public(response: HttpResponse) -> HttpResponse:
    for name, value in PUBLIC_HEADERS.items():
        response.headers[name] = value
    return response
