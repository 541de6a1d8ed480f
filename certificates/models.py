"""Awards, lists of them, certificates with their files, and the register of each agency."""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from certificates.rules import AwardState, BatchState, EntryKind, RenderingState
from people.models import Agency

# As long as the title of a page may be.
TITLE_LENGTH = 255


def choices_of(states: type[StrEnum]) -> list[tuple[str, str]]:
    """Return an enumeration as Django's choices."""
    return [(state.value, state.value) for state in states]


def values_of(states: type[StrEnum]) -> list[str]:
    """Return the plain values, so that migrations need no code of ours."""
    return [state.value for state in states]


class Batch(models.Model):
    """One row: awards that one person proposed together, for another person to decide on."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="batches")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposed_batches"
    )
    proposed_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=choices_of(BatchState), default=BatchState.PROPOSED.value
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="decided_batches"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "batches"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=BatchState.APPROVED.value)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="batch_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state__in=values_of(BatchState)), name="batch_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"batch {self.pk}"


class Award(models.Model):
    """One row: why one person may get a certificate, and how far that has come.

    `facts` is what the caller handed in: course_title, skills [{code, title_id, title_en}],
    score (0..100 or null), finished_on (ISO date). `batch` is the latest list it was proposed in;
    `replaces` is set while a replacement waits.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="awards")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="awards")
    key = models.CharField(max_length=120, unique=True)
    title_id = models.CharField(max_length=TITLE_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH)
    facts = models.JSONField(default=dict)
    earned_at = models.DateTimeField()
    printed_name = models.CharField(max_length=100, blank=True)
    name_confirmed_at = models.DateTimeField(null=True)
    state = models.CharField(
        max_length=10, choices=choices_of(AwardState), default=AwardState.ELIGIBLE.value
    )
    since = models.DateTimeField(help_text="The moment of the last step.")
    returned_reason = models.CharField(max_length=300, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="awards")
    replaces = models.ForeignKey(
        "certificates.Certificate", models.PROTECT, null=True, related_name="replacements_waiting"
    )

    class Meta:
        indexes = [models.Index(fields=["agency", "state"], name="award_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=values_of(AwardState)), name="award_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=AwardState.ELIGIBLE.value) | ~Q(printed_name=""),
                name="award_named_before_proposed",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Certificate(models.Model):
    """One row: one issued certificate, frozen. Its number is never used again.

    `payload` is the whole wording; `payload_sha256` the SHA-256 of its canonical JSON;
    `design_sha256` names the design it was approved with.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="certificates")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="certificates")
    edition = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="certificates")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=120)
    code = models.CharField(max_length=16, unique=True)
    payload = models.JSONField()
    payload_sha256 = models.CharField(max_length=64)
    design_sha256 = models.CharField(max_length=64)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposed_certificates"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="approved_certificates"
    )
    approved_at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "edition"], name="one_certificate_an_edition"),
            models.UniqueConstraint(
                fields=["agency", "year", "serial"], name="one_certificate_a_serial"
            ),
            models.UniqueConstraint(fields=["number", "agency"], name="one_certificate_a_number"),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("approved_by")), name="certificate_needs_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.agency_id})"


class Rendering(models.Model):
    """One row: whether the PDF of one certificate has been made."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="rendering")
    state = models.CharField(
        max_length=10, choices=choices_of(RenderingState), default=RenderingState.PENDING.value
    )
    error = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField(help_text="The moment of the last step.")

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.state}"


class CertificateFile(models.Model):
    """One row: the one PDF of a certificate, found by its SHA-256; never changed."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="file")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField(help_text="bytes")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class Revocation(models.Model):
    """One row: a certificate is no longer worth anything, and why; never changed."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="revocation")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="revocations")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.certificate_id} revoked"


class Counter(models.Model):
    """One row: the last serial number of an agency in one calendar year of its zone."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="counters")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year"], name="one_counter_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.year}: {self.last}"


class RegisterEntry(models.Model):
    """One row: one line of an agency's register, chained to the line before; never changed."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="register")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=choices_of(EntryKind))
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="entries")
    content = models.JSONField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "register entries"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "position"], name="one_register_entry_a_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}:{self.position} {self.kind}"
