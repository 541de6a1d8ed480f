import pytest
from django.core.management import CommandError, call_command

from common.models import AuditEntry
from people.models import Agency

pytestmark = pytest.mark.django_db


def add(capsys, *options):
    call_command("add_agency", "contoh", "Balai Contoh", "--code", "CONTOHYANGPANJANG", *options)
    return capsys.readouterr().out


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "{n}/{code}",
        "{year}",
        "{n}/{year}/{nomor}",
        "{n:4d}/{year}",
        "{n}{year}{",
        "{n}{year}" + "x" * 90,
        "{n}{year}" + "{code}" * 11,
    ],
)
def test_a_pattern_that_makes_no_numbers_opens_nothing(capsys, pattern):
    with pytest.raises(CommandError):
        add(capsys, "--pattern", pattern)

    assert not Agency.objects.exists()


@pytest.mark.parametrize("zone", ["", "Asia/Malang", "../etc/passwd", "WIB"])
def test_a_zone_that_does_not_exist_opens_nothing(capsys, zone):
    with pytest.raises(CommandError, match="time zone"):
        add(capsys, "--time-zone", zone)

    assert not Agency.objects.exists()


def test_an_agency_begins_with_what_is_given(capsys):
    add(capsys, "--time-zone", "Asia/Makassar", "--pattern", "{n}/{year}")

    agency = Agency.objects.get()
    assert (agency.time_zone, agency.number_pattern) == ("Asia/Makassar", "{n}/{year}")


def test_a_second_call_changes_what_it_names_and_says_so(capsys):
    add(capsys, "--officials-may-approve")

    said = add(capsys, "--pattern", "{n}/{code}/{year}", "--time-zone", "Asia/Jayapura")

    agency = Agency.objects.get()
    assert agency.officials_may_approve
    assert (agency.time_zone, agency.number_pattern) == ("Asia/Jayapura", "{n}/{code}/{year}")
    assert "time_zone: Asia/Jakarta -> Asia/Jayapura" in said
    assert "officials_may_approve" not in said
    assert "officials_may_approve: True -> False" in add(capsys, "--no-officials-may-approve")
    assert AuditEntry.objects.filter(action="agency.changed").count() == 3


def test_a_second_call_without_options_changes_nothing(capsys):
    add(capsys)

    assert "->" not in add(capsys)
    assert not AuditEntry.objects.exists()
    assert Agency.objects.count() == 1


def test_an_agency_chooses_review_and_takes_it_back(capsys):
    said = add(capsys, "--lessons-need-review")
    agency = Agency.objects.get()
    assert agency.lessons_need_review
    assert agency.catalogue.get_workflow() is not None
    assert "A review needs two trainers" in said

    said = add(capsys, "--no-lessons-need-review")

    assert "lessons_need_review: True -> False" in said
    assert Agency.objects.get().catalogue.get_workflow() is None
    assert "two trainers" not in said
    assert AuditEntry.objects.filter(action="agency.changed").count() == 2
