"""The outbox of work to do, and the record of what was decided."""

from django.db import models
from django.utils import timezone


class Job(models.Model):
    """One row: one piece of work promised by a committed transaction.

    The row is the record and the broker only its bell. `next_try` is also the lease: who claims
    the row moves it into the future, so a killed worker gives the row back by doing nothing.
    """

    task = models.CharField(max_length=120)
    kwargs = models.JSONField(default=dict)
    on_failure = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    next_try = models.DateTimeField(default=timezone.now)
    rung_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try"],
                name="job_due",
                condition=models.Q(done_at=None, failed_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.task} #{self.pk}"


class AuditEntry(models.Model):
    """One row: who decided what about whom. Labels and ids, no foreign keys; never changed."""

    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=150)
    action = models.CharField(max_length=60, db_index=True)
    about = models.CharField(max_length=120, db_index=True)
    details = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.about}"
