"""The payloads of a case's ops: what each step of a case keeps for ever, and what can be erased."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from desk_app.core.payloads import (
    Applicant,
    CalendarCode,
    CaseNumber,
    Digest,
    Dong,
    Facts,
    FileDigest,
    LateCode,
    MonthCode,
    OpCode,
    Person,
    ProcedureCode,
    UnitCode,
    VersionCode,
)

Channel = Literal["desk", "online", "post"]
# Who hands the case in: the applicant, somebody in their place (nộp thay), or an authorised person.
Submitter = Literal["self", "on_behalf", "authorised"]
LimitUnit = Literal["same_day", "working_days", "calendar_days", "hours"]
CountStart = Literal["next_working_day", "from_receipt"]
ClockPolicy = Literal["pause", "restart", "run"]
Payment = Literal["", "free", "cash", "transfer", "online"]
OnlineLevel = Literal["", "none", "part", "full"]
# The registers of certifications (sổ chứng thực); each year begins with number 1.
Book = Literal["", "certified_copy", "signature", "transaction", "register_copy"]
TransferTo = Literal["specialist", "other_office", "province"]
StopAsked = Literal["applicant", "office"]
HandOver = Literal["person", "proxy", "post", "online"]
Medium = Literal["jpeg", "png", "pdf"]
# trailing: more bytes behind the picture than belong to it (the films of telephones).
FileFlag = Literal["script", "launch", "embedded", "trailing"]

Count = Annotated[int, Meta(ge=0, le=100_000)]
LimitValue = Annotated[int, Meta(ge=0, le=3650)]


class CaseReceived(Facts, frozen=True):
    """A case was received, under which version of its procedure, and promised for when.

    due: the moment promised on the slip, kept as it was promised; None where no time is known.
    time, unit, start, calendar: what it was counted from, so that it can be explained.
    at_once: received and handed over in one go (ghi và trả ngay); such a case is never due.
    book, book_number: where a certification is entered; copies and pages are counted there.
    for_unit: the commune that decides the case, where it is another one.
    batch, row: the import that brought it, and the keyed hash of the row.
    """

    number: CaseNumber
    procedure: ProcedureCode
    version: VersionCode | None = None
    visit: OpCode | None = None
    channel: Channel = "desk"
    applicant: Applicant = "person"
    by: Submitter = "self"
    time: LimitValue = 0
    unit: LimitUnit | None = None
    start: CountStart = "next_working_day"
    due: int | None = None
    calendar: CalendarCode | None = None
    sets: Count = 1
    at_once: bool = False
    fee: Dong = 0
    payment: Payment = ""
    digitised: bool = False
    online_level: OnlineLevel = ""
    result_electronic: bool = False
    book: Book = ""
    book_number: Count = 0
    copies: Count = 0
    pages: Count = 0
    for_unit: UnitCode | None = None
    late: LateCode | None = None
    batch: OpCode | None = None
    row: Digest | None = None


class Enclosed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One paper of a case: what it is called, how many originals and copies were handed in."""

    name: str
    originals: int = 0
    copies: int = 0


class CasePerson(Person, frozen=True):
    """Whose case it is, and everything typed freely about it.

    organisation: the applicant where it is none of persons, with its representative;
    submitter: who handed it in for the applicant; reference: the official mã hồ sơ;
    content: what is asked for, where it differs from the procedure's name;
    result_place: where or how the result is wanted; papers: what was enclosed.
    """

    name: str = ""
    organisation: str = ""
    representative: str = ""
    submitter: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    id_key: str = ""
    id_hash: str = ""
    id_six: str = ""
    id_last4: str = ""
    id_number: str = ""
    reference: str = ""
    content: str = ""
    result_place: str = ""
    papers: tuple[Enclosed, ...] = ()
    note: str = ""


class CaseStep(Facts, frozen=True):
    """A step that says only in which visit it happened, if in one.

    undated: it ended the case on a day that nobody told, so that its moment proves nothing.
    """

    visit: OpCode | None = None
    undated: bool = False


class StepText(Person, frozen=True):
    """What was typed at a step.

    reason: why; items: what is asked for; place: the unit it went to; who: the person who takes
    it or fetches it; note: anything else.
    """

    reason: str = ""
    items: tuple[str, ...] = ()
    place: str = ""
    who: str = ""
    note: str = ""


class SupplementRequested(CaseStep, frozen=True):
    """clock: what the wait does to the time, as the desk's settings said on that day."""

    clock: ClockPolicy = "pause"


class Supplemented(CaseStep, frozen=True):
    """due: the moment promised from now on."""

    due: int | None = None


class CaseTransferred(CaseStep, frozen=True):
    to: TransferTo = "specialist"


class CaseExtended(CaseStep, frozen=True, kw_only=True):
    """due: the new moment; apology: whether a written apology went out with it."""

    due: int
    apology: bool = True


class CaseStopped(CaseStep, frozen=True):
    asked_by: StopAsked = "office"


class CaseReady(CaseStep, frozen=True):
    """The result exists. electronic: as a signed file."""

    electronic: bool = False


class CaseHandedOver(CaseStep, frozen=True):
    how: HandOver = "person"


class CasePaid(CaseStep, frozen=True, kw_only=True):
    """Fees taken after the receipt: the whole amount that is paid for the case now."""

    amount: Dong
    payment: Payment


class CaseCorrected(Facts, frozen=True):
    """Only what changed is set."""

    procedure: ProcedureCode | UnsetType = UNSET
    version: VersionCode | UnsetType | None = UNSET
    channel: Channel | UnsetType = UNSET
    applicant: Applicant | UnsetType = UNSET
    by: Submitter | UnsetType = UNSET
    time: LimitValue | UnsetType = UNSET
    unit: LimitUnit | UnsetType | None = UNSET
    due: int | UnsetType | None = UNSET
    act: int | UnsetType = UNSET
    sets: Count | UnsetType = UNSET
    fee: Dong | UnsetType = UNSET
    payment: Payment | UnsetType = UNSET
    digitised: bool | UnsetType = UNSET
    result_electronic: bool | UnsetType = UNSET
    copies: Count | UnsetType = UNSET
    pages: Count | UnsetType = UNSET


class CasePersonCorrected(Person, frozen=True):
    """Only what changed is set; the reason is always there."""

    reason: str
    name: str | UnsetType = UNSET
    organisation: str | UnsetType = UNSET
    representative: str | UnsetType = UNSET
    submitter: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    address: str | UnsetType = UNSET
    reference: str | UnsetType = UNSET
    content: str | UnsetType = UNSET
    result_place: str | UnsetType = UNSET
    papers: tuple[Enclosed, ...] | UnsetType = UNSET
    note: str | UnsetType = UNSET


class StepTakenBack(Facts, frozen=True):
    """A step that was recorded by mistake no longer counts."""

    step: OpCode


class CaseVoided(Facts, frozen=True):
    pass


class CaseRestored(Facts, frozen=True):
    """A voided case counts again."""


class EvidenceAttached(Facts, frozen=True):
    """A file was put to a case; its bytes are kept beside the database under their hash."""

    case: OpCode
    sha256: FileDigest
    size: Annotated[int, Meta(ge=1)]
    media: Medium
    width: Count = 0
    height: Count = 0
    pages: Count = 0
    flags: tuple[FileFlag, ...] = ()


class EvidenceName(Person, frozen=True):
    """What the file was called, and what it is said to be: both may name a person."""

    file: str = ""
    title: str = ""


class EvidenceRemoved(Facts, frozen=True):
    """The file no longer counts as one of the case's papers; the log still names it."""


class DayChanges(msgspec.Struct, frozen=True):
    """How many procedures of a list change on one civil day, as `clock.day_number` counts."""

    day: Annotated[int, Meta(ge=0, le=1_000_000)]
    changes: Count


class CatalogueImported(Facts, frozen=True):
    """A list of procedures was taken in: the digest of its file, and how many of each.

    days: when they begin to hold, or end; what holds from no known day on is left out.
    """

    digest: FileDigest
    new: Count = 0
    changed: Count = 0
    replaced: Count = 0
    abolished: Count = 0
    days: tuple[DayChanges, ...] = ()


class CalendarImported(Facts, frozen=True):
    """A working calendar was taken in: its id, the digest of its file, how many dated days."""

    calendar: CalendarCode
    digest: FileDigest
    days: Count = 0


class CoverageCounted(Facts, frozen=True):
    """How many cases of a month stand in the provincial export, and how many of them here."""

    month: MonthCode
    theirs: Count
    ours: Count
    digest: FileDigest | None = None


class AbsentCases(Person, frozen=True):
    """The mã hồ sơ that stand there and not here; what is typed as one may be a phone number."""

    references: tuple[str, ...] = ()
