"""From drafts to GIFT, so that reading gives the same drafts again."""

import re
from collections.abc import Sequence
from typing import Any

from quizzes.formats.drafts.model import Draft, faults, one_line, tidy

_MEANS_SOMETHING = re.compile(r"[\\~=#{}:]")
# At the start of a text these would mean something that cannot be escaped, or be read as HTML.
_NEEDS_TAG = re.compile(r"//|\$CATEGORY:|\[|%")
_LOOKS_LIKE_HTML = re.compile(r"[<&]")


def write_gift(drafts: Sequence[Draft]) -> bytes:
    """Return a GIFT file of the drafts, in UTF-8.

    Raises ValueError for a draft that could not be read again: see `faults`.
    """
    return "\n".join(_question(draft) for draft in drafts).encode()


def _question(draft: Draft) -> str:
    if found := faults(draft):
        raise ValueError(f"question {draft.line}: {' '.join(found)}")
    value = draft.value
    name = one_line(value["name"])
    lines = [
        *_comment(draft),
        f"{f'::{_escaped(name)}::' if name else ''}{_text(value['text'])} {{",
        *(_truth(value) if draft.type == "true_false" else _choices(draft)),
    ]
    if explanation := _text(value["explanation"]):
        lines.append(f"####{explanation}")
    return "\n".join([*lines, "}", ""])


def _comment(draft: Draft) -> list[str]:
    said = [("id", one_line(draft.key)), ("tag", one_line(draft.value["skill"]))]
    marks = [f"[{name}:{text.replace(']', chr(92) + ']')}]" for name, text in said if text]
    return [f"// {' '.join(marks)}"] if marks else []


def _truth(value: dict[str, Any]) -> list[str]:
    """Return the answer with what is said if it was missed, and if it was met."""
    missed, met = "feedback_false", "feedback_true"
    if not value["answer"]:
        missed, met = met, missed
    said = [_text(value[missed]), _text(value[met])]
    feedback = f"#{said[0]}#{said[1]}" if any(said) else ""
    return [f"{'TRUE' if value['answer'] else 'FALSE'}{feedback}"]


def _choices(draft: Draft) -> list[str]:
    choices = draft.value["choices"]
    share = f"{100 / max(1, sum(choice['right'] for choice in choices)):.5f}".rstrip("0")
    several = {True: f"~%{share.rstrip('.')}%", False: f"~%-{share.rstrip('.')}%"}
    marks = several if draft.type == "multiple_choice" else {True: "=", False: "~"}
    return [_choice(choice, mark=marks[bool(choice["right"])]) for choice in choices]


def _choice(choice: dict[str, Any], *, mark: str) -> str:
    feedback = _text(choice["feedback"])
    return f"{mark}{_text(one_line(choice['text']))}{f'#{feedback}' if feedback else ''}"


def _text(text: str) -> str:
    text = tidy(text)
    tag = "[plain]" if _NEEDS_TAG.match(text) or _LOOKS_LIKE_HTML.search(text) else ""
    return tag + _escaped(text)


def _escaped(text: str) -> str:
    return _MEANS_SOMETHING.sub(r"\\\g<0>", text).replace("\n", "\\n")
