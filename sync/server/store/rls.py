"""Row-level security on PostgreSQL: a transaction sees the rows of the commune it named, no other.

It is forced, so it binds the tables' owner too; only a superuser or a role with BYPASSRLS would
pass it, and the server refuses to work as such a one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sync.server.store.tx import Tx

_MINE = "commune_id = nullif(current_setting('mot_cua.commune', true), '')"
# A desk names itself to learn its commune: it sees its own row.
_MY_PLACE = f"{_MINE} OR desk = nullif(current_setting('mot_cua.desk', true), '')"


def statements(tables: Iterable[str]) -> Iterator[str]:
    """What closes these tables."""
    for table in tables:
        seen = _MY_PLACE if table == "place" else _MINE
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
        yield f"CREATE POLICY own_commune ON {table} USING ({seen}) WITH CHECK ({_MINE})"


def passes_it(tx: Tx) -> bool:
    """Whether the role we work as is above row-level security."""
    row = tx.one("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    return row is not None and bool(row[0])
