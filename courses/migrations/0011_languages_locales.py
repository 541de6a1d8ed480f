"""The languages of lessons: Indonesian, in which they are written, and English."""

from django.db import migrations

CODES = ["id", "en"]


def add_languages(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    for code in CODES:
        Locale.objects.get_or_create(language_code=code)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0010_languages_frozen"),
        ("wagtailcore", "0054_initial_locale"),
    ]
    # Backwards nothing is taken away: pages may lie in either language.
    operations = [migrations.RunPython(add_languages, migrations.RunPython.noop)]
