"""Generated people at every stage of the way. They exist in demo mode only."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

import certificates.actions as certificates
import learning.actions as learning
import quizzes.actions as quizzes
from certificates.models import Award, Batch, Certificate
from certificates.queries.payloads import digest_of_list, waiting_awards
from courses.models import Course
from courses.queries import outline
from learning.models import Enrolment
from people.actions import add_membership
from people.models import Agency, Cohort, Place, User
from people.rules import Role
from quizzes.models import Attempt
from quizzes.queries import Slot, slots_of
from quizzes.question_types import question_type

DEMO_PIN = "481526"
STAFF = (
    ("contoh-pelatih", "Ratna Dewi (contoh)", Role.TRAINER),
    ("contoh-petugas", "Budi Santoso (contoh)", Role.OFFICIAL),
    ("contoh-kepala", "Endang Lestari (contoh)", Role.HEAD),
)


@dataclass(frozen=True)
class Learner:
    """A generated learner: how far she came.

    lessons: finished ones; left: those not finished yet, instead of `lessons`; answers: given in
    the quiz under way; failed: tries not passed; stage: what happened to the certificate ("",
    named, proposed, valid, replaced, revoked).
    """

    username: str
    name: str
    call_form: str
    lessons: int = 0
    left: int | None = None
    answers: int | None = None
    failed: int = 0
    stage: str = ""
    days_ago: int = 1


LEARNERS = (
    Learner("contoh-peserta", "Sari Wulandari", "ibu", left=2, days_ago=1),
    Learner("contoh-mulai", "Siti Aminah", "mbak", days_ago=0),
    Learner("contoh-satu", "Dwi Rahayu", "ibu", lessons=3, days_ago=9),
    Learner("contoh-kuis", "Nur Hidayah", "mbak", lessons=3, answers=1, days_ago=2),
    Learner("contoh-ulang", "Yuliati", "ibu", left=2, failed=2, days_ago=3),
    Learner("contoh-tiga", "Agus Prasetyo", "bapak", lessons=5, days_ago=1),
    Learner("contoh-selesai", "Sri Wahyuni", "ibu", left=0, days_ago=2),
    Learner("contoh-nama", "Lilik Suryani", "ibu", left=0, stage="named", days_ago=4),
    Learner("contoh-antre", "Wiwik Handayani", "ibu", left=0, stage="proposed", days_ago=6),
    Learner("contoh-sah", "Tutik Indrawati", "mbak", left=0, stage="valid", days_ago=12),
    Learner("contoh-ganti", "Rina Kusuma", "kak", left=0, stage="replaced", days_ago=15),
    Learner("contoh-cabut", "Eko Purnomo", "mas", left=0, stage="revoked", days_ago=20),
)
LESSONS_A_DAY = 4


def load_agency(*, at: datetime) -> Agency:
    """Make the sample agency with its trainer, official and head."""
    agency = Agency.objects.create(
        slug="lembaga-contoh", name="Lembaga Contoh", code="CONTOH", is_demo=True
    )
    for username, name, role in STAFF:
        person = _person(username, name)
        add_membership(
            person=person, agency=agency, role=role, starts_on=(at - timedelta(days=90)).date()
        )
    return agency


def load_learners(*, agency: Agency, course: Course, at: datetime) -> None:
    """Make the cohort and its twelve learners, by the actions that real people use."""
    cohort = Cohort.objects.create(
        agency=agency,
        name="Angkatan Contoh 1",
        place=Place.objects.get(name="Kepanjen"),
        starts_on=(at - timedelta(days=30)).date(),
        ends_on=(at + timedelta(days=60)).date(),
        helper_name="Ratna Dewi (contoh)",
    )
    learning.take_course(cohort=cohort, course=course, at=at)
    for learner in sorted(LEARNERS, key=lambda one: one.days_ago, reverse=True):
        person = _person(learner.username, learner.name, learner=learner)
        cohort.members.add(person)
        _walk(learner, person, course=course, now=at)


def _person(username: str, name: str, *, learner: Learner | None = None) -> User:
    person = User(username=username, name=name, is_demo=True, uses_pin=learner is not None)
    if learner:
        person.call_form = learner.call_form
        person.short_name = learner.name.split(" ")[0]
        person.set_password(DEMO_PIN)
    else:
        person.set_unusable_password()
    person.save()
    return person


def _walk(learner: Learner, person: User, *, course: Course, now: datetime) -> None:
    """Let one learner do what she did, ending `days_ago` days before now."""
    place = LEARNERS.index(learner)
    end = now - timedelta(days=learner.days_ago, hours=2 + place % 4, minutes=place * 17 % 60)
    lessons = outline(course.edition_id or 0).lessons
    finished = learner.lessons if learner.left is None else len(lessons) - learner.left
    joined = _moment(end, before=finished) - timedelta(hours=1)
    enrolment = learning.enrol(person=person, course=course, at=joined)
    for number, lesson in enumerate(lessons[:finished]):
        at = _moment(end, before=finished - 1 - number)
        _take_quiz(enrolment, lesson.quiz_version or 0, at=at, wrong=(number + place) % 4 < 2)
    if finished < len(lessons):
        quiz = lessons[finished].quiz_version or 0
        for _try in range(learner.failed):
            _take_quiz(enrolment, quiz, at=end, wrong=True, is_passing=False)
        if learner.answers is not None:
            attempt = learning.start_quiz(person=enrolment.person, quiz_version_id=quiz, at=end)
            for slot in slots_of(attempt)[: learner.answers]:
                _answer(attempt, slot, is_right=True, at=end)
    if learner.stage:
        _award(learner, person, at=end + timedelta(hours=1))


def _moment(end: datetime, *, before: int) -> datetime:
    """Return when she finished a lesson, `before` lessons before her last one."""
    days, lessons = divmod(before, LESSONS_A_DAY)
    return end - timedelta(days=days, minutes=25 * lessons)


def _take_quiz(
    enrolment: Enrolment, quiz: int, *, at: datetime, wrong: bool, is_passing: bool = True
) -> None:
    """Take a quiz: all right, one wrong (still passed), or all wrong."""
    attempt = learning.start_quiz(
        person=enrolment.person, quiz_version_id=quiz, at=at - timedelta(minutes=6)
    )
    for slot in slots_of(attempt):
        is_right = is_passing and not (wrong and slot.number == 2)
        _answer(attempt, slot, is_right=is_right, at=at - timedelta(minutes=1))
    learning.submit_quiz(attempt=attempt, at=at)


def _answer(attempt: Attempt, slot: Slot, *, is_right: bool, at: datetime) -> None:
    kind = question_type(slot.question.type)
    values = [choice.value for choice in slot.choices()]
    single = [[value] for value in values]
    tries = [*single, *[values[:n] for n in range(2, len(values) + 1)]]
    tries += [[a, b] for a in values for b in values if a < b]
    for candidate in tries:
        try:
            response = kind.parse(slot.question.content, candidate)
        except ValueError:
            continue
        if (kind.mark(slot.question.content, response) > 0.99) == is_right:
            quizzes.answer(
                attempt=attempt, event_id=uuid.uuid4(), slot=slot.number, values=candidate, at=at
            )
            return


def _award(learner: Learner, person: User, *, at: datetime) -> None:
    """Carry a certificate to the learner's stage."""
    official = User.objects.get(username="contoh-petugas")
    head = User.objects.get(username="contoh-kepala")
    award = Award.objects.get(person=person)
    certificates.confirm_name(award=award, by=person, name=learner.name, at=at)
    if learner.stage == "named":
        return
    batch = certificates.propose(
        awards=[award], by=official, at=at + timedelta(days=1, minutes=-52)
    )
    if learner.stage == "proposed":
        return
    certificate = _approve(batch, head, at=at + timedelta(days=2, minutes=-25))
    if learner.stage == "replaced":
        renewal = certificates.propose_replacement(
            certificate=certificate,
            by=official,
            name=f"{learner.name} Dewi",
            reason="Nama di KTP lebih lengkap.",
            at=at + timedelta(days=4, minutes=14),
        )
        _approve(renewal, head, at=at + timedelta(days=5, minutes=-37))
    if learner.stage == "revoked":
        certificates.revoke(
            certificate=certificate,
            by=head,
            reason="Kuis dikerjakan orang lain.",
            at=at + timedelta(days=6, minutes=21),
        )


def _approve(batch: Batch, head: User, *, at: datetime) -> Certificate:
    seen = digest_of_list(waiting_awards(batch))
    certificate = certificates.approve(batch=batch, by=head, seen=seen, at=at)[0]
    certificates.render(certificate_id=certificate.pk, at=at + timedelta(minutes=1))
    return certificate
