"""2026-11-22: the province, what it confirmed, what is set aside and what desks disagree on."""

from __future__ import annotations

from desk_app.store.migrations.steps import Step

# Projections: made from the log alone, dropped and made again by `rebuild`.
_PROJECTIONS = """
CREATE TABLE desk (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, unit TEXT NOT NULL, practice INTEGER NOT NULL,
  opened INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE conflict (
  subject TEXT NOT NULL, field TEXT NOT NULL, family TEXT NOT NULL, since INTEGER NOT NULL,
  PRIMARY KEY (subject, field)
) WITHOUT ROWID;
CREATE INDEX conflict_since ON conflict (since, subject, field);
"""

# What the desks of this log said when they began it. Disputed fields are listed when the
# program opens the database next (store/catch_up.py): only the fold knows them.
_FILL = """
INSERT INTO desk
SELECT op.desk, coalesce(json_extract(CAST(person AS TEXT), '$.name'), ''),
  json_extract(CAST(facts AS TEXT), '$.unit'),
  coalesce(json_extract(CAST(facts AS TEXT), '$.practice'), 0), act
FROM chain JOIN op ON op.desk = chain.desk AND op.epoch = 0 AND op.seq = 1
WHERE chain.epoch = 0 AND op.kind = 'desk.opened';
"""

# With whom this desk is paired, and by which keys they know each other.
_PAIRED = """
CREATE TABLE province (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  url TEXT NOT NULL, name TEXT NOT NULL, public_key BLOB NOT NULL, recipient TEXT NOT NULL,
  practice INTEGER NOT NULL, server_epoch TEXT NOT NULL, paired INTEGER NOT NULL,
  words TEXT NOT NULL
);
CREATE TABLE desk_key (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  signing BLOB NOT NULL, sealing BLOB NOT NULL, age TEXT NOT NULL, certificate TEXT NOT NULL
);
CREATE TABLE commune_key (
  key_id TEXT PRIMARY KEY, key BLOB NOT NULL, main INTEGER NOT NULL
) WITHOUT ROWID;
"""

# No table says what waits: that is this desk's ops above its last receipt. Every receipt is kept.
_MOVING = """
CREATE TABLE receipt (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  desk TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, head TEXT NOT NULL,
  server_time INTEGER NOT NULL, server_epoch TEXT NOT NULL, content BLOB NOT NULL
);
CREATE INDEX receipt_chain ON receipt (desk, epoch, server_epoch, seq);
CREATE TABLE sync_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE blob_receipt (sha256 TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE package (
  sha256 TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, valid_from TEXT NOT NULL,
  content BLOB NOT NULL, signature TEXT NOT NULL, received INTEGER NOT NULL, activated INTEGER
) WITHOUT ROWID;
CREATE INDEX package_kind ON package (kind, name, valid_from);
"""

# Ops that could not be folded, here or at the province, with the reason; both forget nothing.
_ASIDE = """
CREATE TABLE aside (
  op TEXT NOT NULL, source TEXT NOT NULL CHECK (source IN ('here', 'province')),
  code TEXT NOT NULL, details TEXT NOT NULL, held_by TEXT NOT NULL, subject TEXT NOT NULL,
  since INTEGER NOT NULL, settled INTEGER,
  PRIMARY KEY (op, source)
) WITHOUT ROWID;
CREATE INDEX aside_open ON aside (since, op) WHERE settled IS NULL;
CREATE INDEX aside_subject ON aside (subject) WHERE settled IS NULL;
"""

# The other end of a fork: ops whose place in a chain another op holds here.
_BRANCH = """
CREATE TABLE op_branch (
  desk TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  kind TEXT NOT NULL, version INTEGER NOT NULL, subject TEXT NOT NULL, base TEXT NOT NULL,
  lamport INTEGER NOT NULL, officer TEXT NOT NULL,
  wall INTEGER NOT NULL, mono INTEGER NOT NULL, boot TEXT NOT NULL, act INTEGER NOT NULL,
  facts BLOB NOT NULL, salt BLOB, person BLOB, digest BLOB NOT NULL, hash BLOB NOT NULL,
  found INTEGER NOT NULL,
  PRIMARY KEY (desk, epoch, seq, hash)
) WITHOUT ROWID;
"""

STEP = Step(
    name="2026-11-22 to the province",
    why=(
        "Ops travel to the province and between desks: what was confirmed, what could not be read "
        "and what two desks set differently must outlive a power cut and be listed without the log."
    ),
    script=_PROJECTIONS + _FILL + _PAIRED + _MOVING + _ASIDE + _BRANCH,
)
