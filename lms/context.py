"""What every template may ask about the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Return whether this is a demo site with sample people."""
    return {"is_demo_site": settings.DEMO}
