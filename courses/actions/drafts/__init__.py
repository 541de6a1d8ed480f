"""Writes of a lesson's draft as a phone sends them; Wagtail edits the same draft.

Each write is one revision (Wagtail stamps its moment), and every block that it does not name
stays byte for byte as it was. What is written is compared with what its author saw, card by card
and not the whole page: cards that waited on a phone, and cards that others changed meanwhile, do
not get in each other's way.
"""

from courses.actions.drafts.cards import (
    Card,
    NothingToRestore,
    add_card,
    change_card,
    move_card,
    remove_card,
    restore_card,
)
from courses.actions.drafts.lessons import create_lesson, describe_lesson, send_lesson
from courses.actions.drafts.opening import CardChanged, LessonLocked, MayNotWrite

__all__ = [
    "Card",
    "CardChanged",
    "LessonLocked",
    "MayNotWrite",
    "NothingToRestore",
    "add_card",
    "change_card",
    "create_lesson",
    "describe_lesson",
    "move_card",
    "remove_card",
    "restore_card",
    "send_lesson",
]
