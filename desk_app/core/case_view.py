"""A case and its steps as pages, papers and the command line see them."""

from __future__ import annotations

import msgspec

from desk_app.core.case_ops import Enclosed
from desk_app.core.clock import Millis


class StepView(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a case.

    kind: as the op without "case."; status: the state after it; due: the moment it promised;
    detail: the clock of a supplement, where it was transferred, how it was handed over, "apology",
    "electronic", who asked to stop, how it was paid; taken_back, illegal: kept, and counts nothing.
    """

    op: str
    kind: str
    at: Millis
    recorded: Millis
    officer: str
    status: str
    visit: str = ""
    detail: str = ""
    due: Millis | None = None
    reason: str = ""
    items: tuple[str, ...] = ()
    place: str = ""
    who: str = ""
    note: str = ""
    illegal: bool = False
    taken_back: bool = False

    @property
    def counts(self) -> bool:
        """Whether the step moved the case."""
        return not self.illegal and not self.taken_back


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """A case as it is listed, opened and printed.

    number: ours; reference: the official mã hồ sơ, if it is known; at: when it was received;
    due: the moment promised last, first_due: the one on the slip; None where no time is known;
    held: its clock stands still; holder: the officer of its last step; finished: when the result
    was ready or it ended otherwise; closed: when it was handed over or ended; visits: every visit
    that opened, fed or closed it; steps: empty in lists. Money is in đồng.
    """

    id: str
    number: str
    procedure: str
    version: str
    status: str
    at: Millis
    recorded: Millis
    officer: str
    holder: str
    channel: str
    applicant: str
    by: str
    time: int
    unit: str
    start: str
    calendar: str
    due: Millis | None
    first_due: Millis | None
    held: bool
    supplements: int
    extensions: int
    apology_in_time: bool
    finished: Millis | None
    closed: Millis | None
    at_once: bool
    sets: int
    fee: int
    payment: str
    paid_at: Millis | None
    digitised: bool
    online_level: str
    result_electronic: bool
    book: str
    book_number: int
    copies: int
    pages: int
    for_unit: str
    late: str
    name: str
    organisation: str
    representative: str
    submitter: str
    phone: str
    email: str
    address: str
    id_last4: str
    full_id: bool
    reference: str
    content: str
    result_place: str
    note: str
    papers: tuple[Enclosed, ...] = ()
    visits: tuple[str, ...] = ()
    steps: tuple[StepView, ...] = ()
    illegal: int = 0
    voided: bool = False
    corrected: bool = False
    erased: bool = False
    conflicts: tuple[str, ...] = ()

    @property
    def whose(self) -> str:
        """The applicant as lists name them: the organisation, else the person."""
        return self.organisation or self.name
