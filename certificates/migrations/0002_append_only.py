"""The database itself refuses to change or delete what has been issued, filed, revoked or registered."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = (
    "certificates_certificate",
    "certificates_certificatefile",
    "certificates_revocation",
    "certificates_registerentry",
)

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION certificates_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        MESSAGE = TG_TABLE_NAME || ' is append-only',
        ERRCODE = 'integrity_constraint_violation';
END
$$
"""
POSTGRES_TRIGGERS = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION certificates_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION certificates_append_only();
"""
# With PRAGMA recursive_triggers=ON the delete trigger stops INSERT OR REPLACE as well. SQLite drops
# the triggers of a table that a later migration rebuilds: such a migration makes them again.
SQLITE_TRIGGER = """
CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""


def refuse_changes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION, params=None)
        for table in TABLES:
            schema_editor.execute(POSTGRES_TRIGGERS.format(table=table), params=None)
        return
    for table in TABLES:
        for event in ("update", "delete"):
            schema_editor.execute(SQLITE_TRIGGER.format(table=table, event=event), params=None)


def allow_changes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    on_postgres = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for event in ("change", "truncate") if on_postgres else ("update", "delete"):
            suffix = f" ON {table}" if on_postgres else ""
            schema_editor.execute(f"DROP TRIGGER {table}_no_{event}{suffix}", params=None)
    if on_postgres:
        schema_editor.execute("DROP FUNCTION certificates_append_only()", params=None)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
