"""The sample course, out of its folder into Wagtail pages, published as a trainer would."""

import json
import uuid
from io import BytesIO, StringIO
from typing import Any

from django.conf import settings
from django.core.files.images import ImageFile
from django.core.management import call_command
from wagtail.images.models import Image
from wagtail.models import Collection

from common.clean import rich
from courses.actions import open_catalogue
from courses.models import Course, CoursePage, LessonPage, ModulePage
from people.models import Agency

DEMO_DIR = settings.BASE_DIR / "demo"
COURSE_DIR = DEMO_DIR / "courses" / "jualan-lewat-whatsapp"
ONE_NAMESPACE = uuid.UUID("8b1f5a52-6b0e-4f39-9d3f-5f1f6f1d7c11")


def load_course(*, agency: Agency) -> Course:
    """Load the framework and the sample course and publish every lesson."""
    call_command("load_framework", verbosity=0, stdout=StringIO())
    content = json.loads((COURSE_DIR / "course.json").read_text())
    catalogue = open_catalogue(agency=agency)
    course = CoursePage(title=content["title"], slug=content["slug"], summary=content["summary"])
    catalogue.add_child(instance=course)
    images = _load_images(agency)
    for module_content in content["modules"]:
        module = ModulePage(title=module_content["title"], slug=module_content["slug"])
        course.add_child(instance=module)
        for lesson in module_content["lessons"]:
            module.add_child(instance=_lesson_page(lesson, images=images))
    for page in course.get_descendants(inclusive=True).specific():
        page.save_revision().publish()
    return Course.objects.get(slug=content["slug"])


def _load_images(agency: Agency) -> dict[str, Image]:
    collection = Collection.objects.get(name=agency.name)
    return {
        f"images/{path.name}": Image.objects.create(
            title=path.stem.replace("-", " "),
            file=ImageFile(BytesIO(path.read_bytes()), name=path.name),
            collection=collection,
        )
        for path in sorted((COURSE_DIR / "images").glob("*.webp"))
    }


def _lesson_page(content: dict[str, Any], *, images: dict[str, Image]) -> LessonPage:
    return LessonPage(
        title=content["title"],
        slug=content["slug"],
        summary=content["summary"],
        minutes=content["minutes"],
        skill=content["skill"],
        body=json.dumps(
            [
                {
                    "type": block["type"],
                    "value": _value(block, images=images),
                    "id": _id(content["slug"], number),
                }
                for number, block in enumerate(content["blocks"])
            ]
        ),
    )


def _value(block: dict[str, Any], *, images: dict[str, Image]) -> Any:
    """Return the stored form of one block's value."""
    value = block["value"]
    match block["type"]:
        case "text":
            return rich(value)
        case "picture":
            return {**value, "image": images[value["image"]].pk}
        case "tip" | "example":
            return {**value, "text": rich(value["text"])}
        case "steps" | "checklist":
            return {**value, "items": _items(value["items"], value["title"])}
        case "quiz":
            return {
                "title": value["title"],
                "pass_percent": 60,
                "questions": [_question(question) for question in value["questions"]],
            }
    return value


def _question(question: dict[str, Any]) -> dict[str, Any]:
    value = {key: question[key] for key in question if key not in ("type", "choices")}
    if "choices" in question:
        value["choices"] = _items(question["choices"], question["text"])
    return {"type": question["type"], "value": value, "id": _id("question", question["text"])}


def _items(values: list[Any], place: str) -> list[dict[str, Any]]:
    return [
        {"type": "item", "value": value, "id": _id(place, number)}
        for number, value in enumerate(values)
    ]


def _id(place: str, thing: object) -> str:
    """Return an id that is the same at every load."""
    return str(uuid.uuid5(ONE_NAMESPACE, f"{place}/{thing}"))
