"""Settings, root URLs, Celery and the commands that start Bekal."""

from lms.celery import app as celery_app

__all__ = ["celery_app"]
