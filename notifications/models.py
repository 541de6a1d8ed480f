"""What was told to whom, and by which way."""

from django.conf import settings
from django.db import models


class Message(models.Model):
    """One row: one person is told one thing. Her account's end is the end of her messages.

    params: the words of the kind's text; url: a path of this site; key: the occasion, once for
    each person, so that work which is done twice tells once.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=500)
    key = models.CharField(max_length=120, db_index=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="one_message_an_occasion")
        ]
        indexes = [
            models.Index(
                fields=["person"],
                name="message_unread",
                condition=models.Q(read_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.person_id}"


class Delivery(models.Model):
    """One row: a message went out by one way. So far there is one: the inbox."""

    class Channel(models.TextChoices):
        INBOX = "inbox", "inbox"

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=12, choices=Channel)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "channel"], name="one_delivery_a_channel")
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.channel}"
