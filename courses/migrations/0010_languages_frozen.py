"""Lessons in other languages are never changed: the database refuses."""

from django.db import migrations

FROZEN = ["courses_lessontranslation"]

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION bekal_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION USING
    MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = 'restrict_violation';
END $$ LANGUAGE plpgsql;
"""
POSTGRES = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION bekal_append_only();
"""


def freeze(apps, schema_editor):
    on_postgres = schema_editor.connection.vendor == "postgresql"
    if on_postgres:
        schema_editor.execute(POSTGRES_FUNCTION)
    for table in FROZEN:
        for verb in ["UPDATE", "DELETE"] + (["TRUNCATE"] if on_postgres else []):
            template = POSTGRES if on_postgres else SQLITE
            schema_editor.execute(template.format(table=table, verb=verb))


def thaw(apps, schema_editor):
    on_postgres = schema_editor.connection.vendor == "postgresql"
    for table in FROZEN:
        for verb in ["UPDATE", "DELETE"] + (["TRUNCATE"] if on_postgres else []):
            where = f" ON {table}" if on_postgres else ""
            schema_editor.execute(f"DROP TRIGGER {table}_no_{verb}{where}")


class Migration(migrations.Migration):
    dependencies = [("courses", "0009_languages_translations")]
    operations = [migrations.RunPython(freeze, thaw, elidable=False)]
