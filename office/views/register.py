"""The doors of the register and of one certificate."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

import certificates.actions as certificates
from certificates.models import Certificate
from certificates.permissions import certificates_visible_to
from certificates.queries import download_name, open_file
from common.doors import post_door
from common.errors import DomainError
from office.forms import ReplaceForm, RevokeForm
from office.queries.certificate import certificate_screen, for_screen
from office.queries.register import register_screen
from office.views.doors import refused, today, worker
from people.models import User
from people.permissions import agencies_where
from people.rules import Action


@login_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show one page of the certificates, or those that were searched."""
    person = worker(request, Action.SEE_REGISTER)
    asked = request.GET.get("halaman", "")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    screen = register_screen(person, on=today(), query=request.GET.get("q", ""), page=page)
    return render(request, "office/register.html", {"screen": screen})


@login_required
@require_safe
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one certificate."""
    person, found = _found(request, pk)
    return _certificate(request, person, found)


def _found(request: HttpRequest, pk: int) -> tuple[User, Certificate]:
    """Return a certificate of an agency whose register the person may see; 404 or 403 else."""
    person = worker(request, Action.SEE_REGISTER)
    visible = for_screen(certificates_visible_to(person, on=today()))
    found = get_object_or_404(visible, pk=pk)
    serves = agencies_where(person, Action.SEE_REGISTER, on=today())
    if not serves.filter(pk=found.agency_id).exists():
        raise PermissionDenied
    return person, found


def _certificate(
    request: HttpRequest,
    person: User,
    found: Certificate,
    *,
    status: int = 200,
    revoke_form: forms.Form | None = None,
    replace_form: forms.Form | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "screen": certificate_screen(person, found, on=today()),
        "revoke_form": revoke_form or RevokeForm(auto_id="revoke_%s"),
        "replace_form": replace_form
        or ReplaceForm(auto_id="replace_%s", initial={"name": found.payload["name"]}),
    }
    return render(request, "office/certificate.html", context, status=status)


@login_required
@require_safe
def certificate_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out the stored PDF."""
    _person, found = _found(request, pk)
    file = getattr(found, "file", None)
    if file is None:
        raise Http404
    return FileResponse(
        open_file(file),
        as_attachment=True,
        filename=download_name(found.number),
        content_type="application/pdf",
    )


@login_required
@post_door("office:certificate", "pk")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a certificate for ever."""
    person, found = _found(request, pk)
    form = RevokeForm(request.POST, auto_id="revoke_%s")
    worker(request, Action.REVOKE)
    if not form.is_valid():
        return _certificate(request, person, found, status=422, revoke_form=form)
    try:
        certificates.revoke(
            certificate=found, by=person, reason=form.cleaned_data["reason"], at=timezone.now()
        )
    except DomainError as refusal:
        status = refused(request, refusal)
        return _certificate(request, person, found, status=status, revoke_form=form)
    messages.success(request, _("Sertifikat dicabut. Halaman periksa sudah menuliskannya."))
    return redirect("office:certificate", pk=pk)


@login_required
@post_door("office:certificate", "pk")
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a certificate with the right name."""
    person, found = _found(request, pk)
    form = ReplaceForm(request.POST, auto_id="replace_%s")
    worker(request, Action.PROPOSE)
    if not form.is_valid():
        return _certificate(request, person, found, status=422, replace_form=form)
    try:
        certificates.propose_replacement(
            certificate=found, by=person, at=timezone.now(), **form.cleaned_data
        )
    except certificates.NameRefused as refusal:
        form.add_error("name", refusal.message)
        return _certificate(request, person, found, status=422, replace_form=form)
    except DomainError as refusal:
        status = refused(request, refusal)
        return _certificate(request, person, found, status=status, replace_form=form)
    messages.success(request, _("Sudah diusulkan. Yang lama berlaku sampai disetujui."))
    return redirect("office:certificate", pk=pk)


@login_required
@post_door("office:certificate", "pk")
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try again to make the PDF of a certificate."""
    person, found = _found(request, pk)
    try:
        certificates.retry_render(certificate=found, by=person, at=timezone.now())
    except DomainError as refusal:
        return _certificate(request, person, found, status=refused(request, refusal))
    messages.success(request, _("PDF dibuat lagi."))
    return redirect("office:certificate", pk=pk)
