"""2026-11-22: a whole day at the desk: who one came for, drafts, who waits, program times."""

from __future__ import annotations

from desk_app.store.migrations.steps import Step

_PROJECTIONS = """
ALTER TABLE visit ADD COLUMN on_behalf_of TEXT NOT NULL DEFAULT '';
ALTER TABLE visit ADD COLUMN id_number TEXT NOT NULL DEFAULT '';
CREATE INDEX visit_conflict ON visit (day) WHERE conflicts <> '';
CREATE INDEX visit_identity ON visit (id_hash) WHERE id_hash <> '';
"""

# Typed and not logged yet; who sits waiting; how long the program took, without whose visit.
_OUTSIDE_THE_LOG = """
CREATE TABLE draft (
  id TEXT PRIMARY KEY, form TEXT NOT NULL, officer TEXT NOT NULL, saved INTEGER NOT NULL,
  content TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE waiting (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket TEXT NOT NULL, since INTEGER NOT NULL, form TEXT NOT NULL
);
CREATE TABLE ticket_count (day INTEGER PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE visit_time (
  day INTEGER NOT NULL, tenths INTEGER NOT NULL, visits INTEGER NOT NULL,
  PRIMARY KEY (day, tenths)
) WITHOUT ROWID;
"""

STEP = Step(
    name="2026-11-22 second day at the desk",
    why=(
        "A proxy names whom they came for, some papers need the whole ID number, and what is "
        "typed, who waits and how long logging took must outlive a power cut."
    ),
    script=_PROJECTIONS + _OUTSIDE_THE_LOG,
)
