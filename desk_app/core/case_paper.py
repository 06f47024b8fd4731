"""What the papers of one case say (Mẫu 01–06 and its letters), as plain values and no sentences."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

import msgspec

from desk_app.core.case_ops import Enclosed
from desk_app.core.clock import Millis

# 01 slip of receipt, 02 request to supplement, 03 refusal, 04 apology, 05 stop, 06 control slip,
# and the letters that a commune sends with a birth, a marriage, a death.
CasePaper = Literal[
    "case_01", "case_02", "case_03", "case_04", "case_05", "case_06",
    "congratulation", "condolence",
]  # fmt: skip
CASE_PAPERS: tuple[CasePaper, ...] = get_args(CasePaper)
# Signed by the head of the office: the number is left blank for văn thư, no code, no reprint mark.
LETTERS: frozenset[CasePaper] = frozenset({"case_04", "case_05", "congratulation", "condolence"})

# The files of forms that an office may replace, by name.
FORM_FILES = (
    "case_01_receipt", "case_01_receipt_a5", "case_02_supplement", "case_03_refusal",
    "case_04_apology", "case_05_stop", "case_06_control", "congratulation", "condolence",
    "case_07_register", "certification_book", "fee_list",
)  # fmt: skip

# How the slip stands on paper: two A5 side by side on one A4 sheet, two A5 sheets, two A4 sheets.
SlipSize = Literal["a5_pair", "a5", "a4"]
SLIP_SIZES: tuple[SlipSize, ...] = get_args(SlipSize)

Result = Literal["", "early", "on_time", "overdue"]
# Why a case went from hand to hand: taken in, to somebody else and back, waiting for the citizen.
Way = Literal[
    "receipt", "away", "back", "ready", "handed_over", "supplement_requested", "supplemented",
]  # fmt: skip


class Extension(msgspec.Struct, frozen=True, kw_only=True):
    """One new date given to a case: when, from which moment to which, and why."""

    at: Millis
    old_due: Millis | None
    new_due: Millis
    reason: str = ""


class HandOverLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the control slip: who gave the case to whom, when, and how it stood in time.

    office: where it went or came from, where that is not the desk itself.
    """

    way: Way
    at: Millis
    giver: str = ""
    receiver: str = ""
    office: str = ""
    result: Result = ""
    note: str = ""


class CasePaperValues(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a paper of a case may say; what is unknown is empty, and the paper leaves room.

    on: the civil day the paper is made; number: ours; reference: the official mã hồ sơ;
    content: what is asked for; applicant: person or organisation, with its representative;
    by: "self", "on_behalf", "authorised"; time, unit: the limit as the catalogue has it;
    items, reason, note: what the step behind the paper says;
    solver: the code of the commune that decides it, where it is another one;
    old_due, new_due: of an apology; stage: the case's state when it was stopped (a status);
    office: the desk's name where the form's own words are not to be used; fee: in đồng;
    signature: the way of signing of letters; interim: headed as a paper for while the line is down.
    """

    unit_lines: tuple[str, ...]
    unit: str
    unit_within: str = ""
    unit_code: str
    place: str
    office: str = ""
    office_phone: str = ""
    on: date
    number: str
    reference: str = ""
    procedure: str
    procedure_code: str
    content: str = ""
    organisation: bool = False
    applicant: str
    representative: str = ""
    submitter: str = ""
    by: str = "self"
    address: str = ""
    phone: str = ""
    email: str = ""
    papers: tuple[Enclosed, ...] = ()
    sets: int = 1
    time: int = 0
    unit_of_time: str = ""
    received: Millis
    due: Millis | None = None
    result_place: str = ""
    register_book: str = ""
    register_number: str = ""
    officer: str = ""
    fee: int = 0
    payment: str = ""
    items: tuple[str, ...] = ()
    reason: str = ""
    note: str = ""
    step_at: Millis | None = None
    old_due: Millis | None = None
    new_due: Millis | None = None
    extensions: tuple[Extension, ...] = ()
    solver: str = ""
    stop_asked_by: str = ""
    stage: str = ""
    hand_overs: tuple[HandOverLine, ...] = ()
    signature: str = "tm"
    signer_name: str = ""
    interim: bool = True
    practice: bool = False


class PrintMark(msgspec.Struct, frozen=True):
    """How-manieth copy this is, when, under which number of printed papers; None of it in files."""

    number: str
    copy: int
    printed_at: Millis
