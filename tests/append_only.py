"""Lets the tests' own flush empty append-only tables, which the product never may.

Only tests with `transaction=True` need it: all others roll back.
"""

from typing import Any

from django.db import connection, transaction


def allow_flush(monkeypatch: Any) -> None:
    """Put the triggers aside while Django empties the tables between two tests."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def on_postgres(self: Any, statements: list[str]) -> None:
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for statement in statements:
                cursor.execute(statement)

    def on_sqlite(self: Any, statements: list[str]) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            flush(self, statements)
            for _, sql in triggers:
                cursor.execute(sql)

    chosen = on_postgres if connection.vendor == "postgresql" else on_sqlite
    monkeypatch.setattr(operations, "execute_sql_flush", chosen)
