"""The province's tables, as SQLAlchemy Core knows them; `migrations` makes them.

Every table of a commune begins its key with commune_id and is closed by row-level security on
PostgreSQL. `WIDE` names those that belong to nobody: which communes there are, in which commune a
desk works, what the province publishes for all.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()


def _of_commune(
    name: str,
    *columns: Column[object] | Index | UniqueConstraint,
    key: str,
    wide: bool = False,
) -> Table:
    """A table of one commune; key: the columns of its primary key after commune_id.

    wide: its rows are long; in the order of a key SQLite puts what is over 1,002 bytes of each on a
    page of its own.
    """
    return Table(
        name,
        METADATA,
        Column("commune_id", Text, nullable=False),
        *columns,
        PrimaryKeyConstraint("commune_id", *key.split()),
        # The rows lie in the order of the key: a chain is read as it was written.
        sqlite_with_rowid=wide,
    )


def _text(name: str, *, null: bool = False) -> Column[object]:
    return Column(name, Text, nullable=null)


def _number(name: str, *, null: bool = False) -> Column[object]:
    return Column(name, BigInteger, nullable=null)


def _bytes(name: str, *, null: bool = False) -> Column[object]:
    return Column(name, LargeBinary, nullable=null)


def _op_columns() -> tuple[Column[object], ...]:
    """What an op is, as the desk's own table has it."""
    return (
        _text("desk"), _number("epoch"), _number("seq"), _text("kind"), _number("version"),
        _text("subject"), _text("base"), _number("lamport"), _text("officer"), _number("wall"),
        _number("mono"), _text("boot"), _number("act"), _bytes("facts"),
        _bytes("salt", null=True), _bytes("person", null=True), _bytes("digest"), _bytes("hash"),
    )  # fmt: skip


# ---- of the province as a whole ------------------------------------------------------------------

PROVINCE = Table(
    "province",
    METADATA,
    Column("one", Integer, primary_key=True),
    Column("practice", Boolean, nullable=False),
    _text("server_epoch"),
    _number("created"),
    _text("message"),
)
COMMUNE = Table(
    "commune", METADATA, Column("commune_id", Text, primary_key=True), _number("created")
)
# The one table whose key does not begin with a commune: it says in which one a desk works, and
# that no desk works in two. On Citus it is a reference table.
PLACE = Table("place", METADATA, Column("desk", Text, primary_key=True), _text("commune_id"))
PACKAGE = Table(
    "package",
    METADATA,
    Column("sha256", Text, primary_key=True),
    _text("kind"),
    _text("name"),
    _text("valid_from"),
    _number("size"),
    _number("published"),
    _text("manifest"),
    _bytes("content"),
)
WIDE = ("province", "commune", "place", "package")

# ---- of one commune ------------------------------------------------------------------------------

# n: the number of the newest row of the commune's feed. Whoever writes locks this row first, so
# numbers become visible in their order, and whoever folds a subject has seen all its ops.
# erasures, asides: how many rows those tables have, so that most batches need not look there.
FEED = _of_commune(
    "feed",
    _number("n"),
    _number("erasures"),
    _number("asides"),
    _text("commune_key"),
    key="",
)
# Where the feed stood when a server epoch began: cursors of earlier epochs are good up to there.
EPOCH_START = _of_commune(
    "epoch_start", _text("server_epoch"), _number("place"), _number("n"), key="server_epoch"
)
# seen: how far the desk had the feed when it last asked; keys: ids of the commune keys it holds.
DESK = _of_commune(
    "desk",
    _text("desk"),
    _text("mark"),
    _number("serial"),
    _text("certificate"),
    _bytes("signing"),
    _text("state"),
    _text("keys"),
    _number("enrolled"),
    _number("seen"),
    _number("seen_at", null=True),
    _bytes("health", null=True),
    _text("app"),
    UniqueConstraint("commune_id", "mark", name="desk_mark"),
    key="desk",
)
CHAIN = _of_commune(
    "chain",
    _text("desk"),
    _number("epoch"),
    _number("seq"),
    _bytes("hash"),
    _number("server_time"),
    _text("server_epoch"),
    _number("lamport"),
    key="desk epoch",
)
# n: the place in the feed; none while the op is held because its desk is revoked.
OP = _of_commune(
    "op",
    *_op_columns(),
    _number("n", null=True),
    _number("received"),
    Index("op_in_feed", "commune_id", "n", unique=True),
    Index("op_of_subject", "commune_id", "subject"),
    key="desk epoch seq",
)
# Ops of a chain that went on twice: a restored or cloned disk.
BRANCH = _of_commune("branch", *_op_columns(), _number("received"), key="desk epoch seq hash")
RECEIPT = _of_commune(
    "receipt",
    _text("desk"),
    _number("epoch"),
    _number("seq"),
    _text("head"),
    _number("server_time"),
    _text("server_epoch"),
    _text("signature"),
    key="desk epoch seq server_epoch",
)
# What `desk_app.core.states.state_of` says of a subject; desk: who began it.
STATE = _of_commune(
    "state",
    _text("subject"),
    _text("family"),
    _text("desk"),
    _number("day", null=True),
    _bytes("digest"),
    _bytes("content"),
    _text("conflicts"),
    Index("state_of_day", "commune_id", "family", "day"),
    key="subject family",
    wide=True,
)
# changed: the number of the feed when the row was written or settled.
ASIDE = _of_commune(
    "aside",
    _text("op"),
    _text("desk"),
    _text("subject"),
    _text("code"),
    _text("filling"),
    _text("held_by", null=True),
    _number("since"),
    _number("settled", null=True),
    _text("settled_how"),
    _number("changed"),
    Index("aside_of_subject", "commune_id", "subject"),
    Index("aside_of_desk", "commune_id", "desk", "changed"),
    key="op",
)
# op: an op, or a subject whose every op is meant; n: the place of the erasure in the feed.
ERASURE = _of_commune("erasure", _text("op"), _text("erased_by"), _number("n"), key="op erased_by")
ATTACHMENT = _of_commune(
    "attachment",
    _text("sha256"),
    _text("op"),
    _text("case_id"),
    _number("size"),
    key="sha256 op",
)
BLOB = _of_commune("blob", _text("sha256"), _number("size"), _number("received"), key="sha256")
SEALED = _of_commune(
    "sealed",
    _text("key_id"),
    _text("to_desk"),
    _text("from_desk"),
    _text("content"),
    key="key_id to_desk",
)
# secret: the stretched code, never the code; request and answer: so that a lost answer is given
# again to whoever asks the same.
ENROLMENT = _of_commune(
    "enrolment",
    _text("id"),
    _bytes("secret"),
    _number("expires"),
    _number("tries"),
    _text("desk", null=True),
    _bytes("request", null=True),
    _bytes("answer", null=True),
    key="id",
)

OF_COMMUNE = tuple(name for name in METADATA.tables if name not in WIDE)
