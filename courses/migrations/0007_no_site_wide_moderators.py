"""One group of moderators for the whole site would read every agency's drafts: it ends."""

from django.db import migrations

SITE_WIDE = ["Moderators", "Editors"]


def end_site_wide_moderation(apps, schema_editor):
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    on_root = WorkflowPage.objects.filter(page__depth=1)
    Workflow.objects.filter(pk__in=on_root.values("workflow")).update(active=False)
    on_root.delete()
    GroupPagePermission.objects.filter(page__depth=1, group__name__in=SITE_WIDE).delete()


class Migration(migrations.Migration):
    dependencies = [("courses", "0006_review")]
    # Not reversible by itself: an administrator gives the groups their rights again in /cms/.
    operations = [migrations.RunPython(end_site_wide_moderation, migrations.RunPython.noop)]
