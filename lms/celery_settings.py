"""Celery's settings: a killed worker's message comes back, and the outbox row stays the record."""

from celery.schedules import crontab
from django.conf import settings

from common.rules import TASK_HARD_LIMIT_SECONDS, TASK_LIMIT_SECONDS

broker_url = settings.REDIS_URL
task_ignore_result = True
task_acks_late = True
task_reject_on_worker_lost = True
worker_prefetch_multiplier = 1
worker_hijack_root_logger = False
worker_cancel_long_running_tasks_on_connection_loss = True
broker_connection_retry_on_startup = True
task_soft_time_limit = TASK_LIMIT_SECONDS
task_time_limit = TASK_HARD_LIMIT_SECONDS
broker_transport_options = {
    "visibility_timeout": 60,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
}
timezone = settings.TIME_ZONE

beat_schedule = {
    # The bell can be lost with the broker; the sweeper reads the outbox and rings again.
    "sweep-outbox": {"task": "common.tasks.sweep", "schedule": 5.0, "options": {"expires": 5}},
    # A lesson taken out of a course may leave people with nothing more to finish.
    "complete-courses": {
        "task": "learning.tasks.complete_courses",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    # A role ends by its date; its holder then writes no more.
    "sync-authors": {
        "task": "courses.tasks.sync_authors",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    # Sessions and done work would only grow.
    "tidy": {"task": "common.tasks.tidy", "schedule": crontab(hour=3, minute=10)},
    # Messages read long ago say nothing any more.
    "forget-messages": {
        "task": "notifications.tasks.forget_old",
        "schedule": crontab(hour=3, minute=20),
    },
    # Uploads of courses that were looked at and left.
    "sweep-imports": {"task": "courses.tasks.sweep_imports", "schedule": crontab(minute=40)},
    # Wagtail's scheduled publishing is a command; lessons go live within a minute of their time.
    "publish-scheduled": {
        "task": "courses.tasks.publish_scheduled",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
}
