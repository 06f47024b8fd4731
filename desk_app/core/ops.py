"""Operations: what one holds, and the register of all kinds with their payloads.

A payload has two parts. Facts (codes, times, flags, counts, points) stay for ever and hold
nothing about a person; every text in them is a code with a pattern. The person part holds names,
numbers, addresses and free text, and can be erased without touching the chain.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from desk_app.core import case_ops
from desk_app.core.chain import Header
from desk_app.core.officer import Role
from desk_app.core.payloads import (
    Applicant,
    CheckCode,
    CriterionCode,
    Digest,
    Facts,
    FileDigest,
    Flag,
    KeyId,
    LateCode,
    OpCode,
    PaperNumber,
    Person,
    Points,
    ProcedureCode,
    SetCode,
    UnitCode,
)

Purpose = Literal["service", "question", "online_help"]
Outcome = Literal["accepted", "done", "refused", "returned", "supplement"]
Silence = Literal["declined", "timed_out", "not_offered"]
NotOffered = Literal["", "no_screen", "citizen_left", "minor", "busy", "other"]
# What a citizen may touch beside the answer: complaints after a low one, praise after a high one.
Complaint = Literal["slow", "many_trips", "unclear", "attitude", "too_many_papers", "other"]
Praise = Literal["quick", "clear", "friendly", "few_papers", "other"]
RatingTag = Literal[
    "slow", "many_trips", "unclear", "attitude", "too_many_papers",
    "quick", "clear", "friendly", "few_papers", "other",
]  # fmt: skip


Paper = Literal[
    "self_assessment", "month",
    "case_01", "case_02", "case_03", "case_04", "case_05", "case_06", "case_07",
    "certification_book", "fee_list", "letter", "day_sheet", "survey_report", "case_statistics",
]  # fmt: skip


class DeskOpened(Facts, frozen=True):
    """A desk began its log for this commune (code of 1/7/2025 and later).

    key: the id of the commune's key, which tells keys apart and nothing about them.
    """

    unit: UnitCode
    practice: bool = False
    key: KeyId | None = None


class DeskName(Person, frozen=True):
    name: str


class OfficerAdded(Facts, frozen=True):
    role: Role


class OfficerName(Person, frozen=True):
    name: str


class OfficerChanged(Facts, frozen=True):
    role: Role | UnsetType = UNSET
    active: bool | UnsetType = UNSET


class VisitLogged(Facts, frozen=True):
    """A citizen came: for what, and what came of it.

    batch and row: the import that brought the visit, and the keyed hash of the row it came from.
    """

    purpose: Purpose = "service"
    procedures: tuple[ProcedureCode, ...] = ()
    outcome: Outcome = "accepted"
    flags: tuple[Flag, ...] = ()
    applicant: Applicant = "person"
    late: LateCode | None = None
    batch: OpCode | None = None
    row: Digest | None = None


class VisitPerson(Person, frozen=True):
    """Who came. Of an ID number only keyed hashes and the last four digits are kept.

    on_behalf_of: for whom, when somebody else came (nộp thay / được ủy quyền).
    id_number: all twelve digits, only when a matter of the visit needs them in full.
    reference: the official mã hồ sơ. It is a code, but its shape is the province's to change, and
    what is typed in its place may be a phone number: so it can be erased.
    """

    name: str = ""
    organisation: str = ""
    on_behalf_of: str = ""
    phone: str = ""
    address: str = ""
    id_key: str = ""
    id_hash: str = ""
    id_six: str = ""
    id_last4: str = ""
    id_number: str = ""
    reference: str = ""
    note: str = ""
    late_note: str = ""


class VisitCorrected(Facts, frozen=True):
    """Only what changed is set."""

    purpose: Purpose | UnsetType = UNSET
    procedures: tuple[ProcedureCode, ...] | UnsetType = UNSET
    outcome: Outcome | UnsetType = UNSET
    flags: tuple[Flag, ...] | UnsetType = UNSET
    applicant: Applicant | UnsetType = UNSET
    act: int | UnsetType = UNSET


class VisitPersonCorrected(Person, frozen=True):
    """Only what changed is set; the reason is always there."""

    reason: str
    name: str | UnsetType = UNSET
    organisation: str | UnsetType = UNSET
    on_behalf_of: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    address: str | UnsetType = UNSET
    id_key: str | UnsetType = UNSET
    id_hash: str | UnsetType = UNSET
    id_six: str | UnsetType = UNSET
    id_last4: str | UnsetType = UNSET
    id_number: str | UnsetType = UNSET
    reference: str | UnsetType = UNSET
    note: str | UnsetType = UNSET


class VisitVoided(Facts, frozen=True):
    pass


class VisitRestored(Facts, frozen=True):
    """A voided visit counts again."""


class PersonUnmasked(Facts, frozen=True):
    """Somebody looked at the whole ID number of a visit's person."""


class Reason(Person, frozen=True):
    reason: str


class RatingGiven(Facts, frozen=True):
    """The citizen's own answer, 1 (rất không hài lòng) to 5 (rất hài lòng).

    tags: what was touched beside it; dwell: whole seconds from the window's opening to the last
    touch, None where the time was not taken.
    """

    answer: Annotated[int, Meta(ge=1, le=5)]
    tags: tuple[RatingTag, ...] = ()
    dwell: Annotated[int, Meta(ge=0, le=3600)] | None = None


class RatingNotGiven(Facts, frozen=True):
    outcome: Silence
    why: NotOffered = ""


class ImportStarted(Facts, frozen=True):
    rows: int


class SourceFile(Person, frozen=True):
    """The name of the imported file: whoever named it may have written a person's name."""

    file: str


class ImportCompleted(Facts, frozen=True):
    rows: int


class ImportCancelled(Facts, frozen=True):
    pass


class AssessmentClaimed(Facts, frozen=True):
    """The commune declares points for a criterion of a set; None takes the claim back."""

    criteria: SetCode
    criterion: CriterionCode
    points: Points | None


class PaperPrinted(Facts, frozen=True):
    """A copy left the printer. criteria and version: which criteria set it counts by, and its
    digest, on papers that show a score.
    """

    paper: Paper
    number: PaperNumber
    copy: Annotated[int, Meta(ge=1)]
    check: CheckCode
    criteria: SetCode | None = None
    version: FileDigest | None = None


class PersonErased(Facts, frozen=True):
    """The person parts of these ops are deleted, everywhere and for good.

    An op that began a visit stands for the whole visit: nothing about its person is kept any more.
    """

    ops: tuple[OpCode, ...]
    basis: Literal["request", "retention", "mistake"]


class Kind(msgspec.Struct, frozen=True):
    """One kind of op: its newest version, which projection it belongs to, and its two payloads."""

    name: str
    version: int
    family: str
    facts: type[Facts]
    person: type[Person] | None = None


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("desk.opened", 1, "desk", DeskOpened, DeskName),
        Kind("officer.added", 1, "officer", OfficerAdded, OfficerName),
        Kind("officer.changed", 1, "officer", OfficerChanged, OfficerName),
        Kind("visit.logged", 2, "visit", VisitLogged, VisitPerson),
        Kind("visit.corrected", 2, "visit", VisitCorrected, VisitPersonCorrected),
        Kind("visit.voided", 1, "visit", VisitVoided, Reason),
        Kind("visit.restored", 1, "visit", VisitRestored, Reason),
        Kind("person.unmasked", 1, "visit", PersonUnmasked),
        Kind("rating.given", 2, "visit", RatingGiven),
        Kind("rating.not_given", 1, "visit", RatingNotGiven),
        Kind("import.started", 1, "import", ImportStarted, SourceFile),
        Kind("import.completed", 1, "import", ImportCompleted),
        Kind("import.cancelled", 1, "import", ImportCancelled),
        Kind("assessment.claimed", 1, "assessment", AssessmentClaimed, Reason),
        Kind("paper.printed", 4, "paper", PaperPrinted),
        Kind("person.erased", 1, "erasure", PersonErased, Reason),
        Kind("case.received", 1, "case", case_ops.CaseReceived, case_ops.CasePerson),
        Kind("case.checked", 1, "case", case_ops.CaseStep, case_ops.StepText),
        Kind(
            "case.supplement_requested",
            1,
            "case",
            case_ops.SupplementRequested,
            case_ops.StepText,
        ),
        Kind("case.supplemented", 1, "case", case_ops.Supplemented, case_ops.StepText),
        Kind("case.refused", 1, "case", case_ops.CaseStep, case_ops.StepText),
        Kind("case.transferred", 1, "case", case_ops.CaseTransferred, case_ops.StepText),
        Kind("case.returned", 1, "case", case_ops.CaseStep, case_ops.StepText),
        Kind("case.extended", 1, "case", case_ops.CaseExtended, case_ops.StepText),
        Kind("case.stopped", 1, "case", case_ops.CaseStopped, case_ops.StepText),
        Kind("case.withdrawn", 1, "case", case_ops.CaseStep, case_ops.StepText),
        Kind("case.ready", 1, "case", case_ops.CaseReady, case_ops.StepText),
        Kind("case.handed_over", 1, "case", case_ops.CaseHandedOver, case_ops.StepText),
        Kind("case.archived", 1, "case", case_ops.CaseStep, case_ops.StepText),
        Kind("case.paid", 1, "case", case_ops.CasePaid, case_ops.StepText),
        Kind("case.corrected", 1, "case", case_ops.CaseCorrected, case_ops.CasePersonCorrected),
        Kind("case.step_taken_back", 1, "case", case_ops.StepTakenBack, case_ops.StepText),
        Kind("case.voided", 1, "case", case_ops.CaseVoided, Reason),
        Kind("case.restored", 1, "case", case_ops.CaseRestored, Reason),
        Kind("evidence.attached", 1, "evidence", case_ops.EvidenceAttached, case_ops.EvidenceName),
        Kind("evidence.removed", 1, "evidence", case_ops.EvidenceRemoved, Reason),
        Kind("catalogue.imported", 1, "catalogue", case_ops.CatalogueImported, SourceFile),
        Kind("calendar.imported", 1, "calendar", case_ops.CalendarImported, SourceFile),
        Kind("coverage.counted", 1, "coverage", case_ops.CoverageCounted, case_ops.AbsentCases),
    )
}


class Op(msgspec.Struct, frozen=True):
    """One operation as it stands in the log; facts and person are the bytes that were hashed."""

    header: Header
    facts: bytes
    salt: bytes | None
    person: bytes | None
    digest: bytes
    hash: bytes


@cache
def _decoder(part: type[Any]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(part)


_encode = msgspec.json.Encoder().encode


def payload_bytes(part: Facts | Person) -> bytes:
    """The bytes of one part of a payload, as they are hashed, stored and sent."""
    return _encode(part)


def is_known(header: Header) -> bool:
    """Whether this program knows the kind of an op in that version; others wait in the log."""
    kind = KINDS.get(header.kind)
    return kind is not None and header.version <= kind.version


def facts_of(op: Op) -> Any:
    """The typed facts of an op. Unknown kinds raise KeyError, bad bytes msgspec's errors."""
    return _decoder(KINDS[op.header.kind].facts).decode(op.facts)


def person_of(op: Op) -> Any:
    """The typed person part of an op; None when it has none or it was erased."""
    part = KINDS[op.header.kind].person
    if op.person is None or part is None:
        return None
    return _decoder(part).decode(op.person)
