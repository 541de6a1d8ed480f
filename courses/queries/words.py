"""What the parts of an outline are called in a language. Old outlines know only their own."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Words:
    """What a lesson is called in one language. translation: id; None where it was written.

    is_behind: the lesson has changed since it was translated.
    """

    language: str
    title: str
    summary: str
    translation: int | None = None
    is_behind: bool = False


def named_in(language: str, stored: dict[str, Any], *names: str) -> dict[str, str]:
    """Return the named words of a stored course or module, with the "language" they are in."""
    said = stored.get("translations", {}).get(language)
    found = {name: (said or stored)[name] for name in names}
    return {**found, "language": language if said else settings.LANGUAGE_CODE}


def lesson_in(language: str, stored: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a stored lesson: its words, those in the language first."""
    words = [
        Words(settings.LANGUAGE_CODE, stored["title"], stored["summary"]),
        *(
            Words(code, said["title"], said["summary"], said["id"], said["is_behind"])
            for code, said in stored.get("translations", {}).items()
        ),
    ]
    words.sort(key=lambda each: each.language != language)
    kept = {key: value for key, value in stored.items() if key != "translations"}
    return {**kept, "title": words[0].title, "summary": words[0].summary, "words": tuple(words)}
