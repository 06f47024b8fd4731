"""Leaves a superuser's rights behind with each connection: row-level security does not bind one.

Whoever starts PostgreSQL for one province often has no other role than its administrator. What
is given to us is used once, to make an ordinary role, and from then on we are that role.
"""

from __future__ import annotations

from typing import Any

from psycopg import errors
from sqlalchemy import event

from sync.server.store.engine import Store

ROLE = "mot_cua_province"
_WHO = (
    "SELECT rolsuper, (SELECT tableowner FROM pg_tables WHERE schemaname = current_schema() "
    "AND tablename = 'province') FROM pg_roles WHERE rolname = current_user"
)


def step_down(store: Store) -> None:
    """From now on every new connection of a superuser works as the owner of our tables."""
    if not store.postgres:
        return

    @event.listens_for(store.engine, "connect")
    def _connected(connection: Any, record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_WHO)
            above, owner = cursor.fetchone()
            if above:
                if owner is None:
                    _make_role(connection)
                cursor.execute("SELECT set_config('role', %s, false)", (owner or ROLE,))
        connection.commit()


def _make_role(connection: Any) -> None:
    try:
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
    except (errors.DuplicateObject, errors.UniqueViolation):
        pass  # from another province here, or made by another process in this moment
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE, CREATE ON SCHEMA public TO {ROLE}")
