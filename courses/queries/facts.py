"""A lesson as plain values, for the rules: what its blocks hold, whoever wrote them."""

from collections.abc import Iterable
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.images.models import Rendition

from common.blocks import is_complete, written
from courses.models import LessonPage
from courses.rules import LessonFacts, Part, Question, plain_text
from quizzes.question_types import question_type

# What a sharp phone of 360 points loads first; see templates/blocks/picture.html.
WEIGHED_PICTURE = "format-avif|width-640"


def facts_of(page: LessonPage) -> LessonFacts:
    """Return the facts of a lesson page or of a draft of it. At most one query more than its body.

    A picture that was never shown has no weight yet.
    """
    blocks, quiz = page.written_blocks, page.quiz_block
    weights = _picture_weights(blocks)
    return LessonFacts(
        skill=page.skill,
        parts=tuple(_part(block, weights) for block in blocks),
        quiz=str(quiz.id) if quiz else "",
        questions=tuple(_questions(quiz, page.skill)) if quiz else (),
    )


def _part(block: StreamValue.StreamChild, weights: dict[int, int]) -> Part:
    value = block.value
    made = {
        "id": str(block.id),
        "kind": block.block_type,
        "text": _text(value),
        "is_complete": is_complete(block.block, value),
    }
    match block.block_type:
        case "picture":
            image = value["image"]
            weight = weights.get(image.pk, 0) if image else 0
            return Part(**made, alt=value["alt"] or "", has_file=bool(image), bytes=weight)
        case "audio" | "video":
            return Part(
                **made,
                transcript=_rich(value["transcript"]),
                has_file=bool(value["file"]),
                has_captions=bool(value.get("captions")),
                bytes=_size(value["file"]),
                seconds=value["seconds"] or 0,
            )
        case "download":
            return Part(**made, has_file=bool(value["file"]), bytes=_size(value["file"]))
    return Part(**made)


def _text(value: Any) -> str:
    """Return the words of a block's value, a line a paragraph; files and dates have none."""
    if hasattr(value, "source"):
        return _rich(value)
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "\n".join(_text(part) for key, part in value.items() if key != "alt")
    if isinstance(value, Iterable) and not hasattr(value, "pk"):
        return "\n".join(map(_text, value))
    return ""


def _rich(value: Any) -> str:
    return plain_text(value.source) if value else ""


def _size(file: Any) -> int:
    return (file.get_file_size() or 0) if file else 0


def _picture_weights(blocks: list[StreamValue.StreamChild]) -> dict[int, int]:
    """Return the bytes of the pictures that were made already, by image key. One query or none."""
    images = [block.value["image"] for block in blocks if block.block_type == "picture"]
    keys = [image.pk for image in images if image]
    if not keys:
        return {}
    made = Rendition.objects.filter(image__in=keys, filter_spec=WEIGHED_PICTURE)
    return {rendition.image_id: _size_on_disk(rendition) for rendition in made}


def _size_on_disk(rendition: Rendition) -> int:
    try:
        return int(rendition.file.size)
    except OSError:
        return 0


def _questions(quiz: StreamValue.StreamChild, skill: str) -> Iterable[Question]:
    for child in written(quiz.value["questions"]):
        kind = question_type(child.block_type)
        content = kind.content_of(child.value)
        yield Question(
            id=str(child.id),
            text=content["text"],
            explanation=content["explanation"],
            skill=content["skill"] or skill,
            problems=tuple(kind.problems(content)),
        )
