"""What the long sets let other processes do; each call is a process of its own.

python -m tests.prove.acts prepare COUNT   an agency and COUNT lists of one award: prints their ids
python -m tests.prove.acts approve LIST    the head approves: prints the number
python -m tests.prove.acts approver        approves every list named on standard input, line by line
python -m tests.prove.acts ring JOB TIMES  sends the job's message TIMES times
python -m tests.prove.acts state           prints what is there, as JSON
"""

# ruff: noqa: T201

import json
import os
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from certificates import actions  # noqa: E402
from certificates.models import Batch, Certificate, CertificateFile  # noqa: E402
from certificates.queries.payloads import digest_of_list, waiting_awards  # noqa: E402
from common import jobs  # noqa: E402
from common.errors import DomainError  # noqa: E402
from common.models import Job  # noqa: E402
from people.models import User  # noqa: E402
from people.rules import Role  # noqa: E402
from tests import factories  # noqa: E402

FACTS = actions.AwardFacts(
    course_title="Jualan lewat WhatsApp",
    skills=(actions.AwardSkill("foto", "Saya bisa memotret produk", "I can photograph"),),
    score=86,
    finished_on="2026-11-18",
)


def prepare(count: int) -> list[int]:
    """Return the ids of new lists that wait for the head."""
    agency = factories.agency(slug="contoh", name="Balai Latihan Kerja Contoh")
    official = factories.person("Contoh Petugas", username="petugas")
    factories.membership(official, agency, Role.OFFICIAL)
    factories.membership(factories.person("Contoh Kepala", username="kepala"), agency, Role.HEAD)
    keys = []
    for number in range(count):
        learner = factories.person("Sari Wulandari", username=f"peserta{number}")
        award = actions.make_eligible(
            person=learner,
            agency=agency,
            key=f"course:1:person:{learner.pk}",
            title_id="Jualan lewat WhatsApp",
            title_en="Selling through WhatsApp",
            facts=FACTS,
            at=timezone.now(),
        )
        award = actions.confirm_name(
            award=award, by=learner, name="Sari Wulandari", at=timezone.now()
        )
        keys.append(actions.propose(awards=[award], by=official, at=timezone.now()).pk)
    return keys


def approve(key: int) -> str:
    """Return the number that the approval gave, or the name of the refusal."""
    batch = Batch.objects.get(pk=key)
    head = User.objects.get(username="kepala")
    try:
        done = actions.approve(
            batch=batch, by=head, seen=digest_of_list(waiting_awards(batch)), at=timezone.now()
        )
    except DomainError as refusal:
        return type(refusal).__name__
    return done[0].number


def approver() -> None:
    print("ready", flush=True)
    for line in sys.stdin:
        try:
            print(approve(int(line)), flush=True)
        except Exception as error:
            print(f"!{type(error).__name__}", flush=True)


def protection_off() -> None:
    """Take locks and constraints away, for the control that must see two certificates."""
    from certificates.actions import deciding
    from people.models import Agency

    deciding._locked = lambda batch: Batch.objects.select_related("agency").get(pk=batch.pk)
    deciding.lock_register = lambda key: Agency.objects.get(pk=key)


def drop_constraints() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'u' "
            "AND conrelid::regclass::text LIKE 'certificates_%%'",
            [],
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}" CASCADE')


def state() -> dict[str, object]:
    """Return what one certificate each means: rows, numbers, files on disk, work left."""
    root = Path(settings.CERTIFICATES_ROOT)
    return {
        "certificates": Certificate.objects.count(),
        "lists": Certificate.objects.values("batch").distinct().count(),
        "numbers": sorted(Certificate.objects.values_list("serial", flat=True)),
        "files": CertificateFile.objects.count(),
        "named": sorted(CertificateFile.objects.values_list("sha256", flat=True)),
        "on_disk": sorted(path.stem for path in root.rglob("*.pdf")),
        "open_jobs": Job.objects.filter(done_at=None).count(),
        "failed_jobs": Job.objects.exclude(failed_at=None).count(),
        "job": Job.objects.order_by("pk").values_list("pk", flat=True).last(),
    }


def main(word: str, *rest: str) -> None:
    if os.environ.get("BEKAL_UNSAFE_TEST"):
        protection_off()
    if word == "prepare":
        print(json.dumps(prepare(int(rest[0]))))
    elif word == "approve":
        print(approve(int(rest[0])))
    elif word == "approver":
        approver()
    elif word == "ring":
        for _ in range(int(rest[1])):
            jobs.ring(int(rest[0]))
    elif word == "drop-constraints":
        drop_constraints()
    elif word == "state":
        print(json.dumps(state()))
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
