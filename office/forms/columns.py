"""A lesson's cards with the forms that write them, and the forms for new ones."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from office.forms.cards import BODY_KINDS, QUESTION_KINDS, CardForm, can_be_written, is_typable
from office.forms.lessons import LessonForm
from office.queries.cards import CardView, LessonScreen, card_name


@dataclass(frozen=True)
class Typed:
    """What was sent and not stored: the form, and why, "" if the form itself says it."""

    form: CardForm
    reason: str = ""


@dataclass(frozen=True)
class Entry:
    """One card. form: None for what only a laptop writes; reason: why it was not stored."""

    card: CardView
    form: CardForm | None
    is_open: bool
    reason: str
    takes_new: bool


@dataclass(frozen=True)
class Offer:
    """One kind of card that may be added here."""

    label: str
    icon: str
    form: CardForm
    is_open: bool
    reason: str


@dataclass(frozen=True)
class Columns:
    """The two columns of a lesson. after: the card behind which a new one stands, "" for last."""

    cards: tuple[Entry, ...]
    questions: tuple[Entry, ...]
    new_cards: tuple[Offer, ...]
    new_questions: tuple[Offer, ...]
    head: LessonForm
    after: str


def columns(
    screen: LessonScreen,
    *,
    skills: list[tuple[str, str]],
    after: str,
    typed: Typed | None = None,
    head: LessonForm | None = None,
) -> Columns:
    """Return the forms of a screen; what was typed and not stored is in its own place again."""
    told = {"title": screen.title, "summary": screen.summary, "skill": screen.skill}
    ids = {card.id for card in screen.cards}
    after = after if after in ids else ""
    shared = _Shared(skills, screen.skill, typed, after)
    known = {card.id for card in (*screen.cards, *screen.questions)}
    return Columns(
        cards=tuple(shared.entries(screen.cards)),
        questions=tuple(shared.entries(screen.questions)),
        new_cards=tuple(shared.offers(BODY_KINDS, known=known)),
        new_questions=tuple(shared.offers(QUESTION_KINDS, known=known)),
        head=head or LessonForm(initial=told, skills=skills, auto_id="judul_%s"),
        after=after,
    )


@dataclass(frozen=True)
class _Shared:
    skills: list[tuple[str, str]]
    skill: str
    typed: Typed | None
    after: str

    def entries(self, cards: Iterable[CardView]) -> Iterable[Entry]:
        for card in cards:
            typed = self.typed if self.typed and self.typed.form.card_id == card.id else None
            yield Entry(
                card=card,
                form=typed.form if typed else self._form(card),
                is_open=typed is not None,
                reason=typed.reason if typed else "",
                takes_new=card.id == self.after,
            )

    def _form(self, card: CardView) -> CardForm | None:
        if not is_typable(card.kind, card.value):
            return None
        return CardForm(card.kind, card_id=card.id, value=card.value, skills=self.skills)

    def offers(self, kinds: Iterable[str], *, known: set[str]) -> Iterable[Offer]:
        for kind in filter(can_be_written, kinds):
            label, icon = card_name(kind)
            typed = self.typed if self.typed and self.typed.form.card_id not in known else None
            typed = typed if typed and typed.form.kind == kind else None
            fresh = CardForm(kind, card_id=str(uuid.uuid4()), skills=self.skills, skill=self.skill)
            yield Offer(
                label=label,
                icon=icon,
                form=typed.form if typed else fresh,
                is_open=typed is not None,
                reason=typed.reason if typed else "",
            )
