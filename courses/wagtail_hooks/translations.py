"""Doors of translators: wagtail-localize's own, asking whose page it is, and what has changed.

wagtail-localize asks for one permission of the whole site. Here every page must be the person's
own; what is not is not there.
"""

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import JavaScriptCatalog
from wagtail import hooks
from wagtail.admin import messages
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import (
    SegmentOverride,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.views import convert, edit_translation, submit_translations
from wagtail_localize.views.report import TranslationsReportView

from common.errors import DomainError
from courses import actions
from courses.permissions import pages_written_by
from courses.queries import changes_since_translation, translation_of
from people.models import User

LINKS = ("https://", "http://", "mailto:")
PICTURES, FILES = ("image", "poster"), ("file", "captions")
CHOSEN = ("choose", "change", "add")


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _own_page(request: HttpRequest, pk: int) -> Page:
    return get_object_or_404(pages_written_by(_person(request)), pk=pk)


def _own_source(request: HttpRequest, pk: int) -> TranslationSource:
    own = pages_written_by(_person(request)).values("translation_key")
    return get_object_or_404(TranslationSource, pk=pk, object_id__in=own)


def submit(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Begin the translation of a page, with what lies below it if so wished."""
    page = _own_page(request, page_id).specific
    if page.is_translation:
        raise Http404
    done = page.get_translations(inclusive=True).filter(alias_of=None)
    missing = Locale.objects.exclude(pk__in=done.values("locale"))
    if request.method == "GET" and len(missing) == 1:
        # One language is no choice: its box is ticked.
        query = request.GET.copy()
        query["select_locale"] = missing[0].language_code
        request.GET = query  # type: ignore[assignment]
    view = submit_translations.SubmitPageTranslationView.as_view()
    return view(request, page_id=page_id)  # type: ignore[no-any-return]


@require_http_methods(["GET", "HEAD", "POST"])
def update(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """Show what changed since a page was translated, and let its translations follow."""
    source = _own_source(request, translation_source_id)
    translations = list(source.translations.filter(enabled=True).select_related("target_locale"))
    if not translations:
        raise Http404
    edit_url = reverse("wagtailadmin_pages:edit", args=[translations[0].get_target_instance().pk])
    if request.method == "POST":
        actions.renew_translations(source=source)
        messages.success(request, _("Terjemahkan yang berubah, lalu publikasi."))
        return redirect(edit_url)
    context = {
        "source": source,
        "changes": changes_since_translation(source),
        "edit_url": edit_url,
    }
    return render(request, "courses/update_translation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, page_id: int) -> HttpResponse:
    """Hand a translation to the agency's reviewers; wagtail-localize knows no review."""
    page = _own_page(request, page_id)
    translation = translation_of(page)
    if translation is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.submit_translation(translation=translation, by=_person(request))
            messages.success(request, _("Terjemahan menunggu tinjauan."))
        except DomainError as refusal:
            messages.error(request, refusal.message)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "courses/review_translation.html", {"page": page})


class OwnTranslations(TranslationsReportView):
    """Every translation of the agency: is it complete, and has its original gone on since?"""

    template_name = "courses/translations_report.html"
    results_template_name = "courses/translations_report_results.html"

    def get_queryset(self) -> QuerySet[Translation]:
        own = pages_written_by(_person(self.request)).values("translation_key")
        pages = Page.objects.filter(translation_key=OuterRef("source__object_id"))
        written = pages.filter(locale=OuterRef("source__locale"))
        made = pages.filter(locale=OuterRef("target_locale"))
        found: QuerySet[Translation] = (
            super()
            .get_queryset()
            .filter(source__object_id__in=own, enabled=True)
            .select_related("source", "target_locale")
            .annotate(
                written_id=written.values("pk")[:1],
                published_at=written.values("last_published_at")[:1],
                made_id=made.values("pk")[:1],
                made_title=made.values("draft_title")[:1],
                is_live=made.values("live")[:1],
                is_behind=Q(source__last_updated_at__lt=F("published_at")),
            )
            .filter(made_id__isnull=False)
            .order_by("source__object_repr", "pk")
        )
        return found


@transaction.atomic
def edit_override(
    request: HttpRequest, translation_id: int, overridable_segment_id: int
) -> HttpResponseBase:
    """Take another picture, file or link for the translation, if the person may use it."""
    response: HttpResponseBase = edit_translation.edit_override(
        request, translation_id, overridable_segment_id
    )
    stored = SegmentOverride.objects.filter(
        context__overridablesegment=overridable_segment_id,
        locale__translations=translation_id,
    ).first()
    if stored and not _may_use(_person(request), str(stored.data), stored.context):
        # Nothing was taken: the transaction ends with the refusal.
        raise Http404
    return response


def _may_use(person: User, value: str, context: TranslationContext) -> bool:
    """Whether a link leads to the web, or a picture or file is one that the person may choose."""
    place = context.field_path.rsplit(".", 1)[-1]
    if place in PICTURES or place in FILES:
        model = get_image_model() if place in PICTURES else get_document_model()
        policy = policy_registry.get_by_type(model)
        chosen = policy.instances_user_has_any_permission_for(person, CHOSEN)
        return value.isdigit() and bool(chosen.filter(pk=value).exists())
    return value.startswith(LINKS)


@require_POST
def upload_pofile(request: HttpRequest, translation_id: int) -> HttpResponseBase:
    """Take a translator's PO file; one that names no translation is no such file."""
    try:
        response: HttpResponseBase = edit_translation.upload_pofile(request, translation_id)
    except (KeyError, ValueError):
        messages.error(request, _("Berkas ini bukan berkas PO dari halaman ini."))
        return redirect("wagtailadmin_home")
    return response


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Give a translation up; its learners read the original again."""
    response: HttpResponseBase = convert.convert_to_alias(request, page_id)
    if request.method == "POST":
        page = Page.objects.get(pk=page_id)
        actions.rebuild_editions_around(page=page, at=timezone.now())
    return response


# The paths are wagtail-localize's own; these stand before them.
GUARDED: list[URLPattern] = [
    path("jsi18n/", JavaScriptCatalog.as_view()),
    path("submit/page/<int:page_id>/", submit),
    path("update/<int:translation_source_id>/", update),
    path("review/page/<int:page_id>/", review, name="review_translation"),
    path(
        "translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
        edit_override,
    ),
    path("translate/<int:translation_id>/pofile/upload/", upload_pofile),
    path("page/<int:page_id>/convert_to_alias/", convert_to_alias),
    path("reports/translations/", OwnTranslations.as_view()),
    path("reports/translations/results/", OwnTranslations.as_view(results_only=True)),
]


@hooks.register("register_admin_urls", order=-1)  # type: ignore[untyped-decorator]
def guarded_urls() -> list[URLResolver]:
    """Ask before wagtail-localize whose page it is."""
    return [path("localize/", include(GUARDED))]


@hooks.register("before_edit_page", order=-1)  # type: ignore[untyped-decorator]
def say_what_changed(request: HttpRequest, page: Page) -> None:
    """Tell who opens a translation what has changed in its original, and how it is reviewed."""
    translation = translation_of(page) if request.method == "GET" else None
    if translation is None or page.alias_of_id:
        return
    _warn_of_changes(request, translation.source)
    may = page.permissions_for_user(request.user)
    if not may.can_publish() and may.can_submit_for_moderation():
        url = reverse("review_translation", args=[page.pk])
        button = messages.button(url, _("Ajukan untuk ditinjau"))
        messages.info(request, _("Terjemahan ini ditinjau dulu."), buttons=[button])


@hooks.register("after_publish_page")  # type: ignore[untyped-decorator]
def say_what_is_behind(request: HttpRequest, page: Page) -> None:
    """Tell who publishes a lesson that its translation is behind now."""
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source and source.translations.filter(enabled=True).exists():
        _warn_of_changes(request, source)


def _warn_of_changes(request: HttpRequest, source: TranslationSource) -> None:
    count = len(changes_since_translation(source))
    if not count:
        return
    text = ngettext(
        "%(count)d teks berubah sejak diterjemahkan.",
        "%(count)d teks berubah sejak diterjemahkan.",
        count,
    )
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    button = messages.button(url, _("Lihat yang berubah"))
    messages.warning(request, text % {"count": count}, buttons=[button])
