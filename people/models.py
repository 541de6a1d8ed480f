"""Persons, agencies, places, roles and cohorts."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from people.rules import Role, called_name


class User(AbstractUser):
    """One row: one person who signs in."""

    class CallForm(models.TextChoices):
        IBU = "ibu", _("Ibu")
        BAPAK = "bapak", _("Bapak")
        MBAK = "mbak", _("Mbak")
        MAS = "mas", _("Mas")
        KAK = "kak", _("Kak")

    name = models.CharField(_("nama lengkap"), max_length=100, blank=True)
    short_name = models.CharField(_("nama panggilan"), max_length=40, blank=True)
    call_form = models.CharField(max_length=8, choices=CallForm, blank=True)
    uses_pin = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    class Meta(AbstractUser.Meta):
        constraints = [
            # Sign-in does not tell capitals from small letters: neither may two accounts.
            models.UniqueConstraint(
                Lower("username"),
                name="one_username_whatever_its_case",
                violation_error_message=_("Nama masuk ini sudah dipakai."),
            )
        ]

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        return self.name or self.username

    @property
    def called(self) -> str:
        """How to address the person: "Bu Sari"."""
        return called_name(
            call_form=self.call_form, short_name=self.short_name, name=self.get_full_name()
        )

    @property
    def phone_mark(self) -> str:
        """A mark by which a phone keeps one person's unsent work apart; it tells nothing of her."""
        return salted_hmac("bekal.unsent", str(self.pk), algorithm="sha256").hexdigest()[:16]


class Agency(models.Model):
    """One row: one office or partner organisation, with its own register of certificates."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    number_pattern = models.CharField(
        max_length=80,
        default="{n:04d}/{code}/{roman_month}/{year}",
        help_text=_("{n}, {n:04d}, {code}, {month}, {roman_month}, {year}"),
    )
    code = models.CharField(max_length=20, help_text=_("Kode lembaga di nomor sertifikat"))
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")
    officials_may_approve = models.BooleanField(
        default=False, help_text=_("Petugas kedua boleh menyetujui, selain kepala.")
    )
    lessons_need_review = models.BooleanField(
        default=False, help_text=_("Pelajaran tayang sesudah disetujui rekan.")
    )
    is_demo = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """One row: one kecamatan. The list is data; another regency loads its own."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One row: a person holds a role in an agency, from one day to another."""

    person = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=[(role.value, role.value) for role in Role])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency", "role"], name="one_membership_a_role"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.agency_id}"


class Cohort(models.Model):
    """One row: people who learn together, with a place, dates and a helper."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=80)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    helper_name = models.CharField(max_length=80, blank=True)
    helper_phone = models.CharField(
        max_length=20, blank=True, help_text=_("Nomor WhatsApp, dengan kode negara: 62…")
    )
    members = models.ManyToManyField(User, related_name="cohorts", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="one_cohort_name_an_agency"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="cohort_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.agency_id})"
