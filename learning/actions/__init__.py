"""Writes of the journey, and of what is new in a lesson that somebody finished."""

from learning.actions.journey import (
    NotOpen,
    complete_courses,
    complete_lesson,
    enrol,
    join_cohort,
    start_quiz,
    submit_quiz,
    take_course,
)
from learning.actions.news import see_news, tell_news

__all__ = [
    "NotOpen",
    "complete_courses",
    "complete_lesson",
    "enrol",
    "join_cohort",
    "see_news",
    "start_quiz",
    "submit_quiz",
    "take_course",
    "tell_news",
]
