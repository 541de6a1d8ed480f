"""Which pages a person writes: Wagtail's own permissions, asked in one place."""

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from people.models import User


def pages_written_by(person: User) -> QuerySet[Page]:
    """Return the pages that a person may change: those of her agency, in every language."""
    return PagePermissionPolicy().instances_user_has_any_permission_for(  # type: ignore[no-any-return]
        person, {"change"}
    )
