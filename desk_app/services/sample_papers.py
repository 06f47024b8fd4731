"""A form as it would be printed, filled with an invented case, to look at before it is used."""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec

from desk_app.core.case_ops import Enclosed
from desk_app.core.case_paper import CasePaperValues, Extension, HandOverLine, SlipSize
from desk_app.core.clock import VN, Millis, from_local
from desk_app.core.office_forms import FORMS, REGISTERS
from desk_app.core.register_form import ROW_NAMES, WHOLE_NAMES
from desk_app.core.units import Unit
from desk_app.printing.case_paper import CasePage, case_papers_pdf
from desk_app.printing.register_paper import RegisterSection, RegisterValues
from desk_app.services.paper_forms import PaperForms
from desk_app.services.print_register import print_register

_DAY = 86_400_000
# A number that no desk prints: its mark is no desk's.
_NUMBER = "0000-A-000001"
_EVENTS = {"congratulation": "1.001193", "condolence": "1.000656"}
SAMPLES = (*FORMS, *REGISTERS)


def sample_pdf(forms: PaperForms, paper: str, unit: Unit, today: date) -> bytes:
    """One form with an invented case, marked as of no value; equal forms, equal bytes."""
    for register in REGISTERS:
        if paper == register:
            values = _register(forms, RegisterValues(
                paper=register, book="certified_copy", on=today, one_day=True,
                unit_code=unit.code, sections=(), whole={}, practice=True,
            ), unit)  # fmt: skip
            return print_register(values, forms).pdf
    page = CasePage(values=sample_case(unit, today, _EVENTS.get(paper, "1.004873")))
    size: SlipSize = "a5_pair" if paper.endswith("_a5") else "a4"
    return case_papers_pdf((page,), forms.form(paper), forms.words(), size)


def sample_case(unit: Unit, today: date, procedure: str) -> CasePaperValues:
    """An invented case with a word for everything a form may name."""

    def at(days: int, hour: int) -> Millis:
        return Millis(from_local(datetime.combine(today, time(hour), VN)) + days * _DAY)

    return CasePaperValues(
        unit_lines=("ỦY BAN NHÂN DÂN", unit.name.upper()),
        unit=f"Ủy ban nhân dân {unit.within_sentence}",
        unit_within=unit.within_sentence,
        unit_code=unit.code,
        place=unit.place,
        office_phone="0204 3 000 000",
        on=today,
        number=_NUMBER,
        procedure="Thủ tục dùng để xem mẫu",
        procedure_code=procedure,
        applicant="Nguyễn Văn Mẫu",
        submitter="Trần Thị Mẫu",
        by="authorised",
        address="Số 1, tổ dân phố Mẫu",
        phone="0900 000 000",
        papers=(
            Enclosed(name="Tờ khai (theo mẫu)", originals=1),
            Enclosed(name="Giấy tờ chứng minh kèm theo", copies=2),
        ),
        time=3,
        unit_of_time="working_days",
        received=at(-1, 9),
        due=at(3, 17),
        register_book=f"0000-A/{today.year}",
        register_number="1",
        officer="Lê Thị Mẫu",
        fee=15_000,
        payment="cash",
        items=("Giấy tờ thứ nhất còn thiếu", "Giấy tờ thứ hai còn thiếu"),
        reason="Lý do được ghi ở bước xử lý hồ sơ",
        step_at=at(0, 9),
        old_due=at(3, 17),
        new_due=at(7, 17),
        extensions=(Extension(at=at(-1, 9), old_due=at(1, 17), new_due=at(3, 17)),),
        stop_asked_by="applicant",
        stage="checked",
        hand_overs=(
            HandOverLine(way="receipt", at=at(-1, 9), giver="Trần Thị Mẫu", receiver="Lê Thị Mẫu"),
            HandOverLine(way="away", at=at(0, 8), giver="Lê Thị Mẫu", office="bộ phận chuyên môn"),
            HandOverLine(way="ready", at=at(0, 15), giver="Lê Thị Mẫu", result="early"),
        ),
        practice=True,
    )


def _register(forms: PaperForms, values: RegisterValues, unit: Unit) -> RegisterValues:
    """The register with three invented rows: every name a column may ask for has a word."""
    day = f"{values.on:%d/%m/%Y}"
    known = {
        "codes": _NUMBER, "number": _NUMBER, "procedure": "Thủ tục dùng để xem mẫu",
        "content": "Thủ tục dùng để xem mẫu", "document": "Giấy tờ dùng để xem mẫu",
        "whose": "Nguyễn Văn Mẫu", "sets": "1",
        "contact": "Số 1, tổ dân phố Mẫu; 0900 000 000", "received_day": day, "due_day": day,
        "returned_day": day, "fee": "15.000", "copies": "1", "pages": "2", "paid": "09:00",
        "office": f"Ủy ban nhân dân {unit.within_sentence}", "how": "Trực tiếp",
    }  # fmt: skip
    rows = tuple(
        {**dict.fromkeys(ROW_NAMES[values.paper], ""), **known, "n": str(n), "book_number": str(n)}
        for n in (1, 2, 3)
    )
    whole = {
        **dict.fromkeys(WHOLE_NAMES[values.paper], "0"), "first": day, "last": day, "count": "3",
        "place": unit.place, "month": f"{values.on.month:02d}", "year": str(values.on.year),
        "day": f"{values.on.day:02d}", "committee": f"ỦY BAN NHÂN DÂN {unit.name.upper()}",
        "unit_above": "ỦY BAN NHÂN DÂN", "unit_name": unit.name.upper(),
        "unit": f"Ủy ban nhân dân {unit.within_sentence}", "unit_within": unit.within_sentence,
        "fee_sum": "45.000", "cash": "45.000", "cash_words": "Bốn mươi lăm nghìn đồng",
        "copies_count": "3", "pages_count": "6", "returned_count": "3",
    }  # fmt: skip
    name = forms.words().words.way_of_cash if values.paper == "fee_list" else ""
    section = RegisterSection(rows=rows, name=name, sum="45.000")
    return msgspec.structs.replace(values, sections=(section,), whole=whole)
