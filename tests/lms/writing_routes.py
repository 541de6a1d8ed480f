"""The doors of writing on a phone: what each takes, and which page it needs."""

from courses.models import LessonPage, ModulePage

_LESSON = {"lesson": "GET", "preview_lesson": "GET", "describe_lesson": "POST"}
_CARDS = dict.fromkeys(
    ("send_lesson", "save_card", "move_card", "remove_card", "restore_card"), "POST"
)
OF_ONE_LESSON = {
    f"office:{name}": ("object", method) for name, method in (_LESSON | _CARDS).items()
}
ROUTES = {
    "office:lessons": ("office", "GET"),
    "office:new_lesson": ("object", "BOTH"),
    **OF_ONE_LESSON,
}
FORM_OF = {
    name: "office:lesson" for name, (_kind, method) in OF_ONE_LESSON.items() if method == "POST"
}


def args():
    """Return the arguments of each door, for the first lesson there is."""
    module, lesson = ModulePage.objects.first(), LessonPage.objects.first()
    return {"office:new_lesson": [module.pk], **{key: [lesson.pk] for key in OF_ONE_LESSON}}
