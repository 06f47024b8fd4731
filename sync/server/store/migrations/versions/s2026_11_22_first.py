"""The first tables: log, feed, states, receipts, quarantine, desks, packages.

Written down as they were on the day, so that later changes of `tables` do not change this step.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sync.server.store import rls

revision = "2026_11_22_first"
down_revision = None

_CLOSED = (
    "aside",
    "attachment",
    "blob",
    "branch",
    "chain",
    "desk",
    "enrolment",
    "epoch_start",
    "erasure",
    "feed",
    "op",
    "place",
    "receipt",
    "sealed",
    "state",
)
# What was erased must not lie in a page of the file until a fifth of the table has changed, which
# is PostgreSQL's own idea of when to clean. Rows of the log change by an erasure only.
_FORGET = (
    "ALTER TABLE op SET (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0)",
    "ALTER TABLE branch SET (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0)",
    "ALTER TABLE state SET (autovacuum_vacuum_scale_factor = 0.01)",
)


def upgrade() -> None:
    """Make them, and close those that belong to a commune."""
    _tables()
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        for statement in (*rls.statements(_CLOSED), *_FORGET):
            connection.exec_driver_sql(statement)


def _tables() -> None:
    op.create_table(
        "aside",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("filling", sa.Text(), nullable=False),
        sa.Column("held_by", sa.Text(), nullable=True),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("settled", sa.BigInteger(), nullable=True),
        sa.Column("settled_how", sa.Text(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("commune_id", "op"),
        sqlite_with_rowid=False,
    )
    op.create_index("aside_of_desk", "aside", ["commune_id", "desk", "changed"], unique=False)
    op.create_index("aside_of_subject", "aside", ["commune_id", "subject"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("commune_id", "sha256", "op"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "blob",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("commune_id", "sha256"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "branch",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("lamport", sa.BigInteger(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("wall", sa.BigInteger(), nullable=False),
        sa.Column("mono", sa.BigInteger(), nullable=False),
        sa.Column("boot", sa.Text(), nullable=False),
        sa.Column("act", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("person", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("commune_id", "desk", "epoch", "seq", "hash"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "chain",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("server_time", sa.BigInteger(), nullable=False),
        sa.Column("server_epoch", sa.Text(), nullable=False),
        sa.Column("lamport", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("commune_id", "desk", "epoch"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "commune",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("commune_id"),
    )
    op.create_table(
        "desk",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("serial", sa.BigInteger(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("signing", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("enrolled", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.Column("health", sa.LargeBinary(), nullable=True),
        sa.Column("app", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("commune_id", "desk"),
        sa.UniqueConstraint("commune_id", "mark", name="desk_mark"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "enrolment",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=True),
        sa.Column("request", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("commune_id", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "epoch_start",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("server_epoch", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("commune_id", "server_epoch"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "erasure",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("erased_by", sa.Text(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("commune_id", "op", "erased_by"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "feed",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("erasures", sa.BigInteger(), nullable=False),
        sa.Column("asides", sa.BigInteger(), nullable=False),
        sa.Column("commune_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("commune_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "op",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("lamport", sa.BigInteger(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("wall", sa.BigInteger(), nullable=False),
        sa.Column("mono", sa.BigInteger(), nullable=False),
        sa.Column("boot", sa.Text(), nullable=False),
        sa.Column("act", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("person", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=True),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("commune_id", "desk", "epoch", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("op_in_feed", "op", ["commune_id", "n"], unique=True)
    op.create_index("op_of_subject", "op", ["commune_id", "subject"], unique=False)
    op.create_table(
        "package",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("published", sa.BigInteger(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "place",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("desk"),
    )
    op.create_table(
        "province",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("server_epoch", sa.Text(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("one"),
    )
    op.create_table(
        "receipt",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("server_time", sa.BigInteger(), nullable=False),
        sa.Column("server_epoch", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("commune_id", "desk", "epoch", "seq", "server_epoch"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sealed",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("to_desk", sa.Text(), nullable=False),
        sa.Column("from_desk", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("commune_id", "key_id", "to_desk"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "state",
        sa.Column("commune_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("day", sa.BigInteger(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("conflicts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("commune_id", "subject", "family"),
    )
    op.create_index("state_of_day", "state", ["commune_id", "family", "day"], unique=False)
