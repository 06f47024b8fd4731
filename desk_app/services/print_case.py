"""Papers of cases as the bytes that are previewed, printed and filed: one case, or a batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from desk_app.core.case_paper import CasePaper, CasePaperValues, PrintMark, SlipSize
from desk_app.core.check_code import code_of
from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.paper_words import PaperWords
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.units import Unit
from desk_app.printing.case_paper import CasePage, case_papers_pdf
from desk_app.services.case_paper_values import Desk, StepDraft, case_paper_values
from desk_app.services.changes import Changes
from desk_app.services.paper_forms import PaperForms
from desk_app.services.record_print import Copy, PaperName, next_copies, record_prints
from desk_app.store import cases
from desk_app.store.officers import all_officers
from desk_app.store.store import Reader
from desk_app.store.writer import Tx

FORM_OF: Mapping[CasePaper, str] = {
    "case_01": "case_01_receipt",
    "case_02": "case_02_supplement",
    "case_03": "case_03_refusal",
    "case_04": "case_04_apology",
    "case_05": "case_05_stop",
    "case_06": "case_06_control",
    "congratulation": "congratulation",
    "condolence": "condolence",
}
_LOGGED: Mapping[CasePaper, PaperName] = {
    "case_01": "case_01",
    "case_02": "case_02",
    "case_03": "case_03",
    "case_04": "case_04",
    "case_05": "case_05",
    "case_06": "case_06",
}


class CasePrinted(msgspec.Struct, frozen=True, kw_only=True):
    """Papers as one PDF: of which cases, under which check codes, with which copies.

    notes: why a form of the desk's own was not used; empty when all was well.
    """

    pdf: bytes
    paper: CasePaper
    cases: tuple[str, ...]
    checks: tuple[str, ...]
    copies: tuple[Copy, ...]
    notes: tuple[Problem, ...] = ()


def desk_of(
    reader: Reader,
    unit: Unit,
    *,
    interim: bool = True,
    office_phone: str = "",
    signature: str = "tm",
    signer_name: str = "",
) -> Desk:
    """Who prints: the commune with the names of everybody who ever worked at this desk."""
    return Desk(
        unit=unit,
        officers={officer.id: officer.name for officer in all_officers(reader.connection)},
        practice=reader.desk.practice,
        interim=interim,
        office_phone=office_phone,
        signature=signature,
        signer_name=signer_name,
    )


def print_cases(
    reader: Reader,
    catalogue: Catalogue,
    forms: PaperForms,
    desk: Desk,
    paper: CasePaper,
    case_ids: Sequence[str],
    today: date,
    *,
    size: SlipSize = "a5_pair",
    now: Millis | None = None,
    draft: StepDraft | None = None,
) -> CasePrinted:
    """One paper of each case, in this order, as one PDF.

    now: makes it the next printed copies, to be recorded with `record_case_print`; without it the
    bytes are a file that says no copy number. UserProblem when there is no such case, or it never
    took the step the paper speaks of. Equal log, day and copies give equal bytes.
    """
    if not case_ids:
        raise UserProblem(Problem("print.no_case", "case"))
    values = [_values(reader, catalogue, desk, paper, each, today, draft) for each in case_ids]
    words = forms.words()
    wanted = paper_of_letter(paper, values[0], words)
    form = forms.form(_file(wanted, size))
    checks = tuple(code_of(each) for each in values)
    copies = () if now is None else next_copies(reader, case_ids, now, logged_as(wanted))
    pages = [
        CasePage(
            values=each,
            mark=_mark(copies[place]) if copies else None,
            check="" if form.letter else checks[place],
        )
        for place, each in enumerate(values)
    ]
    return CasePrinted(
        pdf=case_papers_pdf(pages, form, words, size),
        paper=wanted,
        cases=tuple(case_ids),
        checks=checks,
        copies=copies,
        notes=forms.notes,
    )


def record_case_print(tx: Tx, printed: CasePrinted, officer: OfficerId) -> Changes | None:
    """Write the copies into the log; None when a number was used in the meantime."""
    prints = list(zip(printed.cases, printed.copies, printed.checks, strict=True))
    return record_prints(tx, prints, officer, logged_as(printed.paper))


def logged_as(paper: CasePaper) -> PaperName:
    """The name under which copies of a paper are counted."""
    return _LOGGED.get(paper, "letter")


def paper_of_letter(paper: CasePaper, values: CasePaperValues, words: PaperWords) -> CasePaper:
    """The letter that fits a case: joy or grief, whichever of the two was asked for.

    UserProblem where the case gives no reason for a letter.
    """
    if paper not in ("congratulation", "condolence"):
        return paper
    events = words.events
    if values.procedure_code in events.death:
        return "condolence"
    if values.procedure_code in (*events.birth, *events.marriage):
        return "congratulation"
    raise UserProblem(Problem("print.no_letter", "paper", {"number": values.number}))


def _file(paper: CasePaper, size: SlipSize) -> str:
    small = paper == "case_01" and size != "a4"
    return f"{FORM_OF[paper]}_a5" if small else FORM_OF[paper]


def _values(
    reader: Reader,
    catalogue: Catalogue,
    desk: Desk,
    paper: CasePaper,
    case_id: str,
    today: date,
    draft: StepDraft | None,
) -> CasePaperValues:
    case = cases.one(reader.connection, case_id)
    if case is None:
        raise UserProblem(Problem("print.no_such_case", "case", {"case": case_id}))
    if case.voided:
        raise UserProblem(Problem("print.voided_case", "case", {"number": case.number}))
    return case_paper_values(case, paper, desk, catalogue, today, draft)


def _mark(copy: Copy) -> PrintMark:
    return PrintMark(copy.number, copy.copy, copy.printed_at)
