"""What a row of a spreadsheet must fulfil to be logged as a visit."""

from __future__ import annotations

from datetime import datetime

import msgspec

from desk_app.core.clock import Millis, from_local
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.ops import VisitPerson
from desk_app.core.problems import Problem
from desk_app.core.visit import FindProcedure, NewVisit, check_visit
from desk_app.core.visit_sheet import SheetRow

# Letters lost or from an old font are never in one row only: the whole file is refused with the
# place of the first.
OF_THE_WHOLE_FILE = frozenset(("sheet.letters_lost", "sheet.legacy_letters"))

_NOBODY = "-"


def check_row(
    row: SheetRow, find_procedure: FindProcedure, now: Millis, hashed: KeyedHash
) -> NewVisit | tuple[Problem, ...]:
    """The visit to log, or everything a person must change in the row first.

    As at the desk, with two differences. A row is no late entry because it is old: the import says
    when it was written. And a row that the provincial system (by its mã hồ sơ) or a log (by its
    own id) can name needs no name of a person: the VNPT export has none, and an erased visit
    has lost it.
    """
    form = row.form
    act = from_local(datetime.fromisoformat(form.at))
    if not form.late_reason:
        now = min(now, act)
    nameless = not (form.name or form.organisation) and bool(form.reference or row.own_id)
    if nameless:
        form = msgspec.structs.replace(form, name=_NOBODY)
    checked = check_visit(form, find_procedure, now, hashed)
    if not nameless or isinstance(checked, tuple):
        return checked
    assert checked.person is not None
    person = msgspec.structs.replace(checked.person, name="")
    return NewVisit(checked.facts, None if person == VisitPerson() else person, checked.act)
