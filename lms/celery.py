"""The Celery application and its beat schedule."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")

app = Celery("bekal")
app.config_from_object("lms.celery_settings")
app.autodiscover_tasks()
