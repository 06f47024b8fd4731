"""Values of cases for tests, as plain or as hostile as a test asks for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import resources
from desk_app.core.case_ops import Enclosed
from desk_app.core.case_paper import CasePaperValues, Extension, HandOverLine, PrintMark, SlipSize
from desk_app.core.clock import Millis, from_local
from desk_app.core.paper_form import PaperForm, load_paper_form
from desk_app.printing.case_paper import CasePage, case_papers_pdf
from desk_app.services.paper_forms import shipped_words

FORMS = (
    "case_01_receipt", "case_01_receipt_a5", "case_02_supplement", "case_03_refusal",
    "case_04_apology", "case_05_stop", "case_06_control", "congratulation", "condolence",
)  # fmt: skip
LONG_NAME = (
    "Nguyễn Phúc Hoàng Thị Bảo Ngọc Tường Vy Quỳnh Hương Thiên Kim Trâm Anh Lê Trần Đặng Vũ "
    "Bích Phượng Hồng Diễm Kiều Oanh Xuân"
)


def at(day: int, hour: int = 9, minute: int = 0, month: int = 11) -> Millis:
    """A moment of 2026."""
    return from_local(datetime(2026, month, day, hour, minute))


FIRST = PrintMark("K7QX-A-000031", 1, at(23, 9, 14))
SECOND = PrintMark("K7QX-A-000032", 2, at(21, 14, 2))


def a_case(**changes: Any) -> CasePaperValues:
    """A case of a ward in Bắc Giang with a word for everything."""
    values: dict[str, Any] = {
        "unit_lines": ("ỦY BAN NHÂN DÂN", "PHƯỜNG BẮC GIANG"),
        "unit": "Ủy ban nhân dân phường Bắc Giang",
        "unit_within": "phường Bắc Giang",
        "unit_code": "07210",
        "place": "Bắc Giang",
        "on": date(2026, 11, 23),
        "number": "K7QX-A-004213",
        "procedure": "Cấp Giấy xác nhận tình trạng hôn nhân",
        "procedure_code": "1.004873",
        "applicant": "Nguyễn Thị Minh Khuê",
        "address": "Số 12, tổ dân phố số 4, phường Bắc Giang",
        "phone": "0912 345 678",
        "papers": (
            Enclosed(name="Tờ khai (theo mẫu)", originals=1),
            Enclosed(name="Trích lục ghi chú ly hôn", originals=1, copies=2),
        ),
        "time": 3,
        "unit_of_time": "working_days",
        "received": at(23, 9, 12),
        "due": at(27, 17),
        "register_book": "K7QX-A/2026",
        "register_number": "4213",
        "officer": "Trần Thị Thu Hà",
        "items": ("Bản sao Giấy chứng tử", "Văn bản ủy quyền có chứng thực"),
        "reason": "tờ khai chưa ghi mục đích sử dụng",
        "old_due": at(27, 17),
        "new_due": at(4, 17, month=12),
        "step_at": at(26, 10),
        "stop_asked_by": "applicant",
        "stage": "waiting",
        "fee": 15_000,
        "payment": "cash",
        "extensions": (Extension(at=at(20), old_due=at(20, 17), new_due=at(27, 17)),),
        "hand_overs": (
            HandOverLine(way="receipt", at=at(23, 9, 12), giver="Nguyễn Thị Minh Khuê"),
            HandOverLine(
                way="back", at=at(26), office="Phòng Kinh tế", giver="Lê Văn Bình",
                receiver="Trần Thị Thu Hà", result="early",
            ),
        ),
        **changes,
    }  # fmt: skip
    return CasePaperValues(**values)


def a_form(name: str) -> PaperForm:
    """A form that comes with the program."""
    return load_paper_form(resources.read_text(f"forms/{name}.toml"), name)


def printed(
    name: str,
    *cases: CasePaperValues,
    mark: PrintMark | None = FIRST,
    size: SlipSize = "a4",
    check: str = "K7QX-20M4",
) -> bytes:
    """The papers of these cases on a shipped form."""
    pages = [CasePage(values=case, mark=mark, check=check) for case in cases or (a_case(),)]
    return case_papers_pdf(pages, a_form(name), shipped_words(), size)
