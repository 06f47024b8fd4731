CREATE VIEW cases_counted AS
  SELECT * FROM cases
  WHERE batch IS NULL OR batch IN (SELECT id FROM import_batch WHERE state = 'completed');
CREATE VIEW visit_counted AS
  SELECT * FROM visit
  WHERE batch IS NULL OR batch IN (SELECT id FROM import_batch WHERE state = 'completed');
CREATE TRIGGER op_never_changed BEFORE UPDATE ON op
WHEN NOT (
  OLD.person IS NOT NULL AND NEW.person IS NULL AND NEW.salt IS NULL
  AND (NEW.arrival, NEW.desk, NEW.epoch, NEW.seq, NEW.kind, NEW.version, NEW.subject, NEW.base,
       NEW.lamport, NEW.officer, NEW.wall, NEW.mono, NEW.boot, NEW.act, NEW.facts, NEW.digest,
       NEW.hash)
   IS (OLD.arrival, OLD.desk, OLD.epoch, OLD.seq, OLD.kind, OLD.version, OLD.subject, OLD.base,
       OLD.lamport, OLD.officer, OLD.wall, OLD.mono, OLD.boot, OLD.act, OLD.facts, OLD.digest,
       OLD.hash)
)
BEGIN SELECT raise(ABORT, 'an operation is never changed'); END;
CREATE TRIGGER op_never_deleted BEFORE DELETE ON op
BEGIN SELECT raise(ABORT, 'an operation is never deleted'); END;
CREATE TRIGGER op_never_replaced BEFORE INSERT ON op
WHEN EXISTS (
  SELECT 1 FROM op WHERE (desk, epoch, seq) = (NEW.desk, NEW.epoch, NEW.seq)
) OR EXISTS (SELECT 1 FROM op WHERE arrival = NEW.arrival)
BEGIN SELECT raise(ABORT, 'an operation is never replaced'); END;
CREATE TABLE aside (
  op TEXT NOT NULL, source TEXT NOT NULL CHECK (source IN ('here', 'province')),
  code TEXT NOT NULL, details TEXT NOT NULL, held_by TEXT NOT NULL, subject TEXT NOT NULL,
  since INTEGER NOT NULL, settled INTEGER,
  PRIMARY KEY (op, source)
) WITHOUT ROWID;
CREATE TABLE blob_receipt (sha256 TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE calendar_file (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  digest TEXT NOT NULL, calendar TEXT NOT NULL, content TEXT NOT NULL, imported INTEGER NOT NULL
);
CREATE TABLE case_count (
  month INTEGER NOT NULL, batch TEXT NOT NULL, promised_month INTEGER NOT NULL,
  finished_month INTEGER NOT NULL, fate TEXT NOT NULL,
  total INTEGER NOT NULL, apology INTEGER NOT NULL, supplemented_again INTEGER NOT NULL,
  online INTEGER NOT NULL, eligible INTEGER NOT NULL, digitised INTEGER NOT NULL,
  electronic INTEGER NOT NULL, with_fee INTEGER NOT NULL, paid_online INTEGER NOT NULL,
  PRIMARY KEY (month, batch, promised_month, finished_month, fate)
) WITHOUT ROWID;
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
CREATE TABLE case_step (
  op TEXT PRIMARY KEY, case_id TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL,
  at INTEGER NOT NULL, day INTEGER NOT NULL, recorded INTEGER NOT NULL, officer TEXT NOT NULL,
  status TEXT NOT NULL, visit TEXT NOT NULL, detail TEXT NOT NULL, due INTEGER,
  reason TEXT NOT NULL, items TEXT NOT NULL, place_name TEXT NOT NULL, who TEXT NOT NULL,
  note TEXT NOT NULL, illegal INTEGER NOT NULL, taken_back INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE case_visit (
  case_id TEXT NOT NULL, visit TEXT NOT NULL, PRIMARY KEY (case_id, visit)
) WITHOUT ROWID;
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
CREATE TABLE catalogue_day (
  op TEXT NOT NULL, day INTEGER NOT NULL, taken INTEGER NOT NULL, changes INTEGER NOT NULL,
  PRIMARY KEY (op, day)
) WITHOUT ROWID;
CREATE TABLE chain (
  desk TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL,
  ops INTEGER NOT NULL, lamport INTEGER NOT NULL, wall INTEGER NOT NULL,
  PRIMARY KEY (desk, epoch)
) WITHOUT ROWID;
CREATE TABLE claim (
  period TEXT NOT NULL, criteria TEXT NOT NULL, criterion TEXT NOT NULL,
  points TEXT NOT NULL, reason TEXT NOT NULL, officer TEXT NOT NULL, act INTEGER NOT NULL,
  conflict TEXT NOT NULL,
  PRIMARY KEY (period, criteria, criterion)
) WITHOUT ROWID;
CREATE TABLE commune_key (
  key_id TEXT PRIMARY KEY, key BLOB NOT NULL, main INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE conflict (
  subject TEXT NOT NULL, field TEXT NOT NULL, family TEXT NOT NULL, since INTEGER NOT NULL,
  PRIMARY KEY (subject, field)
) WITHOUT ROWID;
CREATE TABLE coverage (
  month TEXT PRIMARY KEY, theirs INTEGER NOT NULL, ours INTEGER NOT NULL,
  absent TEXT NOT NULL, officer TEXT NOT NULL, counted INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE desk (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, unit TEXT NOT NULL, practice INTEGER NOT NULL,
  opened INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE desk_key (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  signing BLOB NOT NULL, sealing BLOB NOT NULL, age TEXT NOT NULL, certificate TEXT NOT NULL
);
CREATE TABLE draft (
  id TEXT PRIMARY KEY, form TEXT NOT NULL, officer TEXT NOT NULL, saved INTEGER NOT NULL,
  content TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE erasure (op TEXT PRIMARY KEY, erased_by TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE evidence (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
  media TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, pages INTEGER NOT NULL,
  flags TEXT NOT NULL, file TEXT NOT NULL, title TEXT NOT NULL, officer TEXT NOT NULL,
  act INTEGER NOT NULL, removed INTEGER NOT NULL, erased INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE import_batch (
  id TEXT PRIMARY KEY, state TEXT NOT NULL, rows INTEGER NOT NULL,
  officer TEXT NOT NULL, started INTEGER NOT NULL, file TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE officer (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, active INTEGER NOT NULL,
  conflicts TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE op (
  arrival INTEGER PRIMARY KEY,
  desk TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  kind TEXT NOT NULL, version INTEGER NOT NULL, subject TEXT NOT NULL, base TEXT NOT NULL,
  lamport INTEGER NOT NULL, officer TEXT NOT NULL,
  wall INTEGER NOT NULL, mono INTEGER NOT NULL, boot TEXT NOT NULL, act INTEGER NOT NULL,
  facts BLOB NOT NULL, salt BLOB, person BLOB, digest BLOB NOT NULL, hash BLOB NOT NULL
);
CREATE TABLE op_branch (
  desk TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  kind TEXT NOT NULL, version INTEGER NOT NULL, subject TEXT NOT NULL, base TEXT NOT NULL,
  lamport INTEGER NOT NULL, officer TEXT NOT NULL,
  wall INTEGER NOT NULL, mono INTEGER NOT NULL, boot TEXT NOT NULL, act INTEGER NOT NULL,
  facts BLOB NOT NULL, salt BLOB, person BLOB, digest BLOB NOT NULL, hash BLOB NOT NULL,
  found INTEGER NOT NULL,
  PRIMARY KEY (desk, epoch, seq, hash)
) WITHOUT ROWID;
CREATE TABLE package (
  sha256 TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, valid_from TEXT NOT NULL,
  content BLOB NOT NULL, signature TEXT NOT NULL, received INTEGER NOT NULL, activated INTEGER
) WITHOUT ROWID;
CREATE TABLE paper (
  op TEXT PRIMARY KEY, subject TEXT NOT NULL, number TEXT NOT NULL, copy INTEGER NOT NULL,
  check_code TEXT NOT NULL, officer TEXT NOT NULL, printed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE pin (
  officer TEXT PRIMARY KEY, verifier TEXT NOT NULL,
  wrong INTEGER NOT NULL, blocked_until INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE procedure_change (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  taken INTEGER NOT NULL, first_day INTEGER, content TEXT NOT NULL
);
CREATE TABLE procedure_version (
  version TEXT PRIMARY KEY, code TEXT NOT NULL, in_list INTEGER NOT NULL, content TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE province (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  url TEXT NOT NULL, name TEXT NOT NULL, public_key BLOB NOT NULL, recipient TEXT NOT NULL,
  practice INTEGER NOT NULL, server_epoch TEXT NOT NULL, paired INTEGER NOT NULL,
  words TEXT NOT NULL
);
CREATE TABLE rating_count (
  day INTEGER NOT NULL, batch TEXT NOT NULL,
  very_dissatisfied INTEGER NOT NULL, dissatisfied INTEGER NOT NULL, neutral INTEGER NOT NULL,
  satisfied INTEGER NOT NULL, very_satisfied INTEGER NOT NULL,
  PRIMARY KEY (day, batch)
) WITHOUT ROWID;
CREATE TABLE receipt (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  desk TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, head TEXT NOT NULL,
  server_time INTEGER NOT NULL, server_epoch TEXT NOT NULL, content BLOB NOT NULL
);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sheet_mapping (signature TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sync_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE this_desk (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  desk TEXT NOT NULL, epoch INTEGER NOT NULL, unit TEXT NOT NULL, name TEXT NOT NULL,
  practice INTEGER NOT NULL, commune_key BLOB NOT NULL
);
CREATE TABLE thumbnail (sha256 TEXT PRIMARY KEY, picture BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE ticket_count (day INTEGER PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE visit (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL, officer TEXT NOT NULL, recorded INTEGER NOT NULL,
  act INTEGER NOT NULL, day INTEGER NOT NULL,
  purpose TEXT NOT NULL, procedures TEXT NOT NULL, outcome TEXT NOT NULL, flags TEXT NOT NULL,
  applicant TEXT NOT NULL, reference TEXT, late TEXT, batch TEXT, row TEXT,
  name TEXT NOT NULL, organisation TEXT NOT NULL, phone TEXT NOT NULL, address TEXT NOT NULL,
  id_key TEXT NOT NULL, id_hash TEXT NOT NULL, id_six TEXT NOT NULL, id_last4 TEXT NOT NULL,
  note TEXT NOT NULL, late_note TEXT NOT NULL,
  voided INTEGER NOT NULL, corrected INTEGER NOT NULL, erased INTEGER NOT NULL,
  rating TEXT, answer INTEGER, rated_at INTEGER, rated_again INTEGER NOT NULL,
  conflicts TEXT NOT NULL
, on_behalf_of TEXT NOT NULL DEFAULT '', id_number TEXT NOT NULL DEFAULT '');
CREATE TABLE visit_count (
  day INTEGER NOT NULL, batch TEXT NOT NULL,
  total INTEGER NOT NULL, with_service INTEGER NOT NULL, questions_only INTEGER NOT NULL,
  online_help INTEGER NOT NULL, offered INTEGER NOT NULL, answered INTEGER NOT NULL,
  declined INTEGER NOT NULL, timed_out INTEGER NOT NULL, not_offered INTEGER NOT NULL,
  refused INTEGER NOT NULL, late INTEGER NOT NULL,
  PRIMARY KEY (day, batch)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE visit_search USING fts5(words, prefix='1 2 3 4 5 6', detail=none,
  tokenize="unicode61 remove_diacritics 0");
CREATE TABLE 'visit_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'visit_search_content'(id INTEGER PRIMARY KEY, c0);
CREATE TABLE 'visit_search_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'visit_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE 'visit_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE visit_time (
  day INTEGER NOT NULL, tenths INTEGER NOT NULL, visits INTEGER NOT NULL,
  PRIMARY KEY (day, tenths)
) WITHOUT ROWID;
CREATE TABLE waiting (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket TEXT NOT NULL, since INTEGER NOT NULL, form TEXT NOT NULL
);
CREATE INDEX aside_open ON aside (since, op) WHERE settled IS NULL;
CREATE INDEX aside_subject ON aside (subject) WHERE settled IS NULL;
CREATE INDEX case_figure_day ON case_figure (day, received);
CREATE INDEX case_figure_finished ON case_figure (finished) WHERE finished IS NOT NULL;
CREATE INDEX case_figure_open ON case_figure (promised_month, promised, month, apology, batch)
  WHERE fate = 'open';
CREATE INDEX case_step_case ON case_step (case_id, place);
CREATE INDEX case_visit_visit ON case_visit (visit);
CREATE INDEX cases_book ON cases (book, day, book_number) WHERE book <> '';
CREATE INDEX cases_day ON cases (day, act);
CREATE INDEX cases_finished ON cases (finished_day, procedure, holder, batch)
  WHERE voided = 0 AND at_once = 0 AND finished_day IS NOT NULL;
CREATE UNIQUE INDEX cases_id ON cases (id);
CREATE INDEX cases_identity ON cases (id_hash) WHERE id_hash <> '';
CREATE INDEX cases_number ON cases (prefix, counter);
CREATE INDEX cases_open ON cases (
  due, due_day, n, held, status, holder, officer, extensions, unit, procedure, batch
) WHERE voided = 0 AND at_once = 0 AND status IN ('received', 'checked', 'waiting', 'transferred');
CREATE INDEX cases_ready ON cases (finished, n, batch)
  WHERE voided = 0 AND at_once = 0 AND status = 'ready';
CREATE INDEX cases_reference ON cases (reference) WHERE reference IS NOT NULL;
CREATE INDEX cases_row ON cases (row) WHERE row IS NOT NULL;
CREATE INDEX cases_visit ON cases (visit) WHERE visit IS NOT NULL;
CREATE INDEX conflict_since ON conflict (since, subject, field);
CREATE INDEX evidence_case ON evidence (case_id, act);
CREATE INDEX evidence_file ON evidence (sha256, erased, removed);
CREATE UNIQUE INDEX op_identity ON op (desk, epoch, seq);
CREATE INDEX op_subject ON op (subject);
CREATE INDEX package_kind ON package (kind, name, valid_from);
CREATE INDEX paper_number ON paper (number);
CREATE INDEX procedure_change_day ON procedure_change (first_day) WHERE first_day IS NOT NULL;
CREATE INDEX procedure_change_taken ON procedure_change (taken);
CREATE INDEX receipt_chain ON receipt (desk, epoch, server_epoch, seq);
CREATE INDEX visit_conflict ON visit (day) WHERE conflicts <> '';
CREATE INDEX visit_day ON visit (day, act);
CREATE UNIQUE INDEX visit_id ON visit (id);
CREATE INDEX visit_identity ON visit (id_hash) WHERE id_hash <> '';
CREATE INDEX visit_reference ON visit (reference) WHERE reference IS NOT NULL;
CREATE INDEX visit_row ON visit (row) WHERE row IS NOT NULL;
