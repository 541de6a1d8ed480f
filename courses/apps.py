from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        from courses import receivers  # noqa: F401
        from courses.forms import LessonForm
        from courses.models import LessonPage

        # Forms stand above the models that they edit, so the page cannot name its own.
        LessonPage.base_form_class = LessonForm
