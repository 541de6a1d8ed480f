"""A lesson may wait for a colleague: the task of an agency, and each sending to it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("courses", "0005_authoring_editor"),
        ("people", "0004_lessons_need_review"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewState",
            fields=[
                ("taskstate_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to="wagtailcore.taskstate")),
                ("digest", models.CharField(max_length=64)),
                ("sent_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            bases=("wagtailcore.taskstate",),
        ),
        migrations.CreateModel(
            name="ReviewTask",
            fields=[
                ("task_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to="wagtailcore.task")),
                ("agency", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="review_task", to="people.agency")),
                ("groups", models.ManyToManyField(help_text="Pages/snippets at this step in a workflow will be moderated or approved by these groups of users", to="auth.group", verbose_name="groups")),
            ],
            options={"verbose_name": "tinjauan rekan", "verbose_name_plural": "tinjauan rekan"},
            bases=("wagtailcore.task",),
        ),
    ]
