"""Which parts of a lesson are the ones that stood there before."""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from html import escape, unescape
from typing import Any

from courses.formats.course_folder.model import Block, Quiz
from quizzes.formats.drafts import Draft

# A question of the same type whose words are so much alike is the same one, reworded.
ALIKE = 0.75

_PATHS = ("path", "captions", "poster")
_TEXTS = ("html", "transcript")
_FILE_LINK = re.compile(r'(?<=<a href=")((?:files|images|audio|video)/[^"]*)')


def comparable(block: Block, *, digest: Callable[[str], str]) -> Block:
    """Return a block that equals every other of the same content, whatever its files are called.

    digest: of a file by its path. Questions lose the line on which they stood.
    """
    if isinstance(block, Quiz):
        return replace(block, questions=tuple(replace(q, line=1) for q in block.questions))
    changes: dict[str, Any] = {}
    for name in _PATHS:
        if path := getattr(block, name, ""):
            changes[name] = digest(path)
    for name in _TEXTS:
        if text := getattr(block, name, ""):
            changes[name] = _FILE_LINK.sub(lambda m: escape(digest(unescape(m[0]))), text)
    return replace(block, **changes)


def matched[Part](
    old: Sequence[Part], new: Sequence[Part], *rules: Callable[[Part], Hashable]
) -> list[int | None]:
    """Return for each new part the place of the old one that it continues, or None.

    rules: from strict to loose; parts match when a rule gives both the same value but None. Each
    old part is continued once; among equals, the first.
    """
    found: list[int | None] = [None] * len(new)
    free = dict.fromkeys(range(len(old)))
    for rule in rules:
        for place, part in enumerate(new):
            value = rule(part)
            if found[place] is not None or value is None:
                continue
            found[place] = next((n for n in free if rule(old[n]) == value), None)
            free.pop(found[place], None)  # type: ignore[arg-type]
    return found


def matched_questions(old: Sequence[Draft], new: Sequence[Draft]) -> list[int | None]:
    """Return for each question without a key the place of the old one that it continues.

    Those with a key are known by it and continue nothing here.
    """
    known = {draft.key for draft in new if draft.key}
    places = [place for place, draft in enumerate(old) if draft.key not in known]
    before = [old[place] for place in places]
    asking = [place for place, draft in enumerate(new) if not draft.key]
    unkeyed = [new[place] for place in asking]
    found = matched(before, unkeyed, _words, _name)
    free = [n for n in range(len(before)) if n not in found]
    for place, draft in enumerate(unkeyed):
        if found[place] is None:
            found[place] = next((n for n in free if _is_alike(before[n], draft)), None)
            free = [n for n in free if n != found[place]]
    continued: list[int | None] = [None] * len(new)
    for place, n in zip(asking, found, strict=True):
        continued[place] = None if n is None else places[n]
    return continued


def _words(draft: Draft) -> Hashable:
    return draft.type, draft.value["text"]


def _name(draft: Draft) -> Hashable:
    return (draft.type, draft.value["name"]) if draft.value["name"] else None


def _is_alike(old: Draft, new: Draft) -> bool:
    if old.type != new.type:
        return False
    return SequenceMatcher(None, old.value["text"], new.value["text"]).ratio() >= ALIKE
