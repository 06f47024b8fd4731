"""2026-11-22: cases from intake to result, with what explains and accompanies them."""

from __future__ import annotations

from desk_app.store.migrations.steps import Step

_CASES = """
CREATE TABLE cases (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL, number TEXT NOT NULL, prefix TEXT NOT NULL, counter INTEGER NOT NULL,
  procedure TEXT NOT NULL, version TEXT NOT NULL, status TEXT NOT NULL,
  officer TEXT NOT NULL, holder TEXT NOT NULL,
  recorded INTEGER NOT NULL, act INTEGER NOT NULL, day INTEGER NOT NULL,
  channel TEXT NOT NULL, applicant TEXT NOT NULL, submitted_by TEXT NOT NULL,
  time INTEGER NOT NULL, unit TEXT NOT NULL, start TEXT NOT NULL, calendar TEXT NOT NULL,
  due INTEGER, due_day INTEGER, first_due INTEGER, held INTEGER NOT NULL,
  supplements INTEGER NOT NULL, extensions INTEGER NOT NULL, apology_in_time INTEGER NOT NULL,
  finished INTEGER, finished_day INTEGER, closed INTEGER, closed_day INTEGER,
  at_once INTEGER NOT NULL, sets INTEGER NOT NULL, fee INTEGER NOT NULL, payment TEXT NOT NULL,
  paid_at INTEGER, paid_day INTEGER, digitised INTEGER NOT NULL, online_level TEXT NOT NULL,
  result_electronic INTEGER NOT NULL, book TEXT NOT NULL, book_number INTEGER NOT NULL,
  copies INTEGER NOT NULL, pages INTEGER NOT NULL, for_unit TEXT NOT NULL,
  late TEXT, batch TEXT, row TEXT, visit TEXT,
  name TEXT NOT NULL, organisation TEXT NOT NULL, representative TEXT NOT NULL,
  submitter TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL, address TEXT NOT NULL,
  id_key TEXT NOT NULL, id_hash TEXT NOT NULL, id_six TEXT NOT NULL, id_last4 TEXT NOT NULL,
  id_number TEXT NOT NULL, reference TEXT, content TEXT NOT NULL, result_place TEXT NOT NULL,
  papers TEXT NOT NULL, note TEXT NOT NULL,
  illegal INTEGER NOT NULL, voided INTEGER NOT NULL, corrected INTEGER NOT NULL,
  erased INTEGER NOT NULL, conflicts TEXT NOT NULL
);
CREATE UNIQUE INDEX cases_id ON cases (id);
CREATE INDEX cases_number ON cases (prefix, counter);
CREATE INDEX cases_day ON cases (day, act);
CREATE INDEX cases_reference ON cases (reference) WHERE reference IS NOT NULL;
CREATE INDEX cases_row ON cases (row) WHERE row IS NOT NULL;
CREATE INDEX cases_book ON cases (book, day, book_number) WHERE book <> '';
CREATE INDEX cases_visit ON cases (visit) WHERE visit IS NOT NULL;
CREATE INDEX cases_identity ON cases (id_hash) WHERE id_hash <> '';

CREATE TABLE case_step (
  op TEXT PRIMARY KEY, case_id TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL,
  at INTEGER NOT NULL, day INTEGER NOT NULL, recorded INTEGER NOT NULL, officer TEXT NOT NULL,
  status TEXT NOT NULL, visit TEXT NOT NULL, detail TEXT NOT NULL, due INTEGER,
  reason TEXT NOT NULL, items TEXT NOT NULL, place_name TEXT NOT NULL, who TEXT NOT NULL,
  note TEXT NOT NULL, illegal INTEGER NOT NULL, taken_back INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX case_step_case ON case_step (case_id, place);
CREATE TABLE case_visit (
  case_id TEXT NOT NULL, visit TEXT NOT NULL, PRIMARY KEY (case_id, visit)
) WITHOUT ROWID;
CREATE INDEX case_visit_visit ON case_visit (visit);

CREATE VIEW cases_counted AS
  SELECT * FROM cases
  WHERE batch IS NULL OR batch IN (SELECT id FROM import_batch WHERE state = 'completed');
"""

# How many cases of a month the province holds, and how many of them stand here.
_COVERAGE = """
CREATE TABLE coverage (
  month TEXT PRIMARY KEY, theirs INTEGER NOT NULL, ours INTEGER NOT NULL,
  absent TEXT NOT NULL, officer TEXT NOT NULL, counted INTEGER NOT NULL
) WITHOUT ROWID;
"""

# The work lists: what is open, ready or finished is few among all, and each list one short scan.
_CASE_LISTS = """
CREATE INDEX cases_open ON cases (
  due, due_day, n, held, status, holder, officer, extensions, unit, procedure, batch
) WHERE voided = 0 AND at_once = 0 AND status IN ('received', 'checked', 'waiting', 'transferred');
CREATE INDEX cases_ready ON cases (finished, n, batch)
  WHERE voided = 0 AND at_once = 0 AND status = 'ready';
CREATE INDEX cases_finished ON cases (finished_day, procedure, holder, batch)
  WHERE voided = 0 AND at_once = 0 AND finished_day IS NOT NULL;
"""

# Each case as figures see it, and how many there are of each kind by month (store/case_figures.py).
_FIGURES = """
CREATE TABLE case_figure (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, procedure TEXT NOT NULL,
  received INTEGER NOT NULL, day INTEGER NOT NULL, month INTEGER NOT NULL, batch TEXT NOT NULL,
  promised INTEGER, promised_month INTEGER NOT NULL,
  finished INTEGER, finished_month INTEGER NOT NULL, fate TEXT NOT NULL,
  at_once INTEGER NOT NULL, held INTEGER NOT NULL, apology INTEGER NOT NULL,
  supplemented_again INTEGER NOT NULL, online INTEGER NOT NULL, eligible INTEGER NOT NULL,
  digitised INTEGER NOT NULL, electronic INTEGER NOT NULL, with_fee INTEGER NOT NULL,
  paid_online INTEGER NOT NULL
);
CREATE INDEX case_figure_day ON case_figure (day, received);
CREATE INDEX case_figure_finished ON case_figure (finished) WHERE finished IS NOT NULL;
CREATE INDEX case_figure_open ON case_figure (promised_month, promised, month, apology, batch)
  WHERE fate = 'open';
CREATE TABLE case_count (
  month INTEGER NOT NULL, batch TEXT NOT NULL, promised_month INTEGER NOT NULL,
  finished_month INTEGER NOT NULL, fate TEXT NOT NULL,
  total INTEGER NOT NULL, apology INTEGER NOT NULL, supplemented_again INTEGER NOT NULL,
  online INTEGER NOT NULL, eligible INTEGER NOT NULL, digitised INTEGER NOT NULL,
  electronic INTEGER NOT NULL, with_fee INTEGER NOT NULL, paid_online INTEGER NOT NULL,
  PRIMARY KEY (month, batch, promised_month, finished_month, fate)
) WITHOUT ROWID;

-- When procedures of an imported list changed, and on which day the desk took the list in.
CREATE TABLE catalogue_day (
  op TEXT NOT NULL, day INTEGER NOT NULL, taken INTEGER NOT NULL, changes INTEGER NOT NULL,
  PRIMARY KEY (op, day)
) WITHOUT ROWID;
"""

# The files of cases. Their bytes lie encrypted beside the database (attachments/keep.py); the
# small pictures are kept here, outside the log, and can be made again.
_EVIDENCE = """
CREATE TABLE evidence (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
  media TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, pages INTEGER NOT NULL,
  flags TEXT NOT NULL, file TEXT NOT NULL, title TEXT NOT NULL, officer TEXT NOT NULL,
  act INTEGER NOT NULL, removed INTEGER NOT NULL, erased INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX evidence_case ON evidence (case_id, act);
CREATE INDEX evidence_file ON evidence (sha256, erased, removed);
CREATE TABLE thumbnail (sha256 TEXT PRIMARY KEY, picture BLOB NOT NULL) WITHOUT ROWID;
"""

# Working calendars that were taken in, each under the digest its op names; the last one holds.
_CALENDAR = """
CREATE TABLE calendar_file (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  digest TEXT NOT NULL, calendar TEXT NOT NULL, content TEXT NOT NULL, imported INTEGER NOT NULL
);
"""

# What a person once said about the columns and words of a province's export, outside the log.
_SHEET_MAPPING = """
CREATE TABLE sheet_mapping (signature TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
"""

# Versions of procedures beyond the shipped ones, and those that cases were received under; what an
# import changed, so that officers can be told. Outside the log: the log keeps digests and counts.
_CATALOGUE = """
CREATE TABLE procedure_version (
  version TEXT PRIMARY KEY, code TEXT NOT NULL, in_list INTEGER NOT NULL, content TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE procedure_change (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  taken INTEGER NOT NULL, first_day INTEGER, content TEXT NOT NULL
);
CREATE INDEX procedure_change_taken ON procedure_change (taken);
CREATE INDEX procedure_change_day ON procedure_change (first_day) WHERE first_day IS NOT NULL;
"""

STEP = Step(
    name="2026-11-22 third cases",
    why=(
        "A case goes from intake to result over days: where it stands, what was promised and "
        "which visits belong to it must be listed without folding the log."
    ),
    script=(
        _CASES
        + _CASE_LISTS
        + _COVERAGE
        + _FIGURES
        + _EVIDENCE
        + _CALENDAR
        + _SHEET_MAPPING
        + _CATALOGUE
    ),
)
