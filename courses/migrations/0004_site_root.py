"""Agencies' catalogues lie directly below the root; Wagtail's welcome page goes."""

from django.db import migrations


def use_root(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    root = Page.objects.get(depth=1)
    Site.objects.update(root_page=root, site_name="Bekal")
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page")
    if welcome.exists():
        welcome.delete()
        root.numchild = Page.objects.filter(depth=2).count()
        root.save(update_fields=["numchild"])


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0003_frozen"),
        ("wagtailcore", "0054_initial_locale"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    # Not reversible: the welcome page held nothing.
    operations = [migrations.RunPython(use_root, migrations.RunPython.noop)]
