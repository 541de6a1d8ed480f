"""Decisions about persons: what a role may do, how to address somebody, which PIN is too easy."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in an agency. Learners need no role: their enrolments speak for them."""

    TRAINER = "trainer"
    MENTOR = "mentor"
    OFFICIAL = "official"
    HEAD = "head"
    AUDITOR = "auditor"


class Action(StrEnum):
    """What a role may be allowed to do in its agency."""

    SEE_COHORTS = "see cohorts"
    SEE_REGISTER = "see the register of certificates"
    PROPOSE = "propose certificates"
    APPROVE = "approve certificates"
    REVOKE = "revoke certificates"
    WRITE_LESSONS = "write lessons"
    REVIEW_LESSONS = "review lessons"


# The one table of who may do what. An agency may also let a second official approve.
# Trainers review each other's lessons, never their own (courses.rules.review_actions).
POLICY: dict[Role, frozenset[Action]] = {
    Role.TRAINER: frozenset({Action.SEE_COHORTS, Action.WRITE_LESSONS, Action.REVIEW_LESSONS}),
    Role.MENTOR: frozenset(),
    Role.OFFICIAL: frozenset({Action.SEE_COHORTS, Action.SEE_REGISTER, Action.PROPOSE}),
    Role.HEAD: frozenset({Action.SEE_COHORTS, Action.SEE_REGISTER, Action.APPROVE, Action.REVOKE}),
    Role.AUDITOR: frozenset({Action.SEE_COHORTS, Action.SEE_REGISTER}),
}


def roles_that_may(action: Action) -> frozenset[Role]:
    """Return the roles that the table allows the action."""
    return frozenset(role for role, allowed in POLICY.items() if action in allowed)


SHORT_FORMS = {"ibu": "Bu", "bapak": "Pak", "mbak": "Mbak", "mas": "Mas", "kak": "Kak"}


def called_name(*, call_form: str, short_name: str, name: str) -> str:
    """Return how to address a person: "Bu Sari"; without a chosen form, the first name alone."""
    first = short_name or name.split(" ")[0]
    return f"{SHORT_FORMS[call_form]} {first}" if call_form in SHORT_FORMS else first


def whatsapp_number(typed: str) -> str:
    """Return an Indonesian number in the one form that opens a chat: 62812…; "" if it is none.

    Accepts 0812…, +62 812…, 0062812… and 62812…, with spaces, dots and hyphens.
    """
    digits = typed.translate(dict.fromkeys(map(ord, " .-()+")))
    if not digits or not all(c in "0123456789" for c in digits):
        return ""
    for prefix in ("0062", "62", "0"):
        if digits.startswith(prefix):
            rest = digits.removeprefix(prefix).removeprefix("0")
            return f"62{rest}" if rest.startswith("8") and 9 <= len(rest) <= 12 else ""
    return ""


PIN_LENGTH = 6


def pin_problem(pin: str) -> str:
    """Return why a PIN is refused, as a key ("digits", "easy"), or "" if it is good.

    ASCII digits only: str.isdigit() also accepts digits of other scripts.
    """
    if len(pin) != PIN_LENGTH or not all(c in "0123456789" for c in pin):
        return "digits"
    steps = {(int(b) - int(a)) % 10 for a, b in zip(pin, pin[1:], strict=False)}
    is_row = steps in ({0}, {1}, {9})
    is_repeated = pin[:2] * 3 == pin or pin[:3] * 2 == pin
    return "easy" if is_row or is_repeated else ""
