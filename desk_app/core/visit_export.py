"""A visit as a row of an exported sheet, under the headings that the import knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from desk_app.core.clock import Millis, local
from desk_app.core.visit_sheet_words import FLAGS, LATE_REASONS, OUTCOMES, PURPOSES, written
from desk_app.core.visit_view import VisitView

Language = Literal["vi", "en"]
ExportCell = str | datetime

# Field, Vietnamese heading, English heading, width in characters. No rating, not even whether
# there was one; of an ID number no more than its last four digits.
COLUMNS: tuple[tuple[str, str, str, int], ...] = (
    ("id", "Mã lượt tiếp", "Visit id", 24),
    ("at", "Thời gian tiếp", "Time of visit", 18),
    ("purpose", "Mục đích", "Purpose", 14),
    ("name", "Họ và tên", "Full name", 26),
    ("organisation", "Tổ chức", "Organisation", 24),
    ("id_last4", "4 số cuối định danh", "Last four of the id", 10),
    ("phone", "Số điện thoại", "Phone", 14),
    ("address", "Địa chỉ", "Address", 34),
    ("procedures", "Mã thủ tục", "Procedure codes", 12),
    ("procedure_names", "Thủ tục", "Procedures", 40),
    ("outcome", "Kết quả", "Outcome", 16),
    ("flags", "Đối tượng ưu tiên", "Flags", 16),
    ("reference", "Mã hồ sơ", "Case reference", 24),
    ("note", "Ghi chú", "Note", 30),
    ("late", "Lý do ghi muộn", "Late reason", 16),
    ("late_note", "Ghi chú ghi muộn", "Late note", 20),
    ("recorded", "Ghi lúc", "Recorded", 18),
    ("officer", "Cán bộ", "Officer", 20),
)


def headings(language: Language) -> list[str]:
    """The heading row."""
    return [vi if language == "vi" else en for _, vi, en, _ in COLUMNS]


def export_row(
    view: VisitView,
    language: Language,
    procedure_names: Mapping[str, str],
    officer_names: Mapping[str, str],
) -> list[ExportCell]:
    """The cells of a visit, in the order of the headings; times are civil times (UTC+7)."""
    flags = (written(FLAGS, flag, language) for flag in view.flags)
    cells: dict[str, ExportCell] = {
        "at": _civil(view.at),
        "recorded": _civil(view.recorded),
        "purpose": written(PURPOSES, view.purpose, language),
        "outcome": written(OUTCOMES, view.outcome, language),
        "flags": "; ".join(flags),
        "procedures": "; ".join(view.procedures),
        "procedure_names": "; ".join(procedure_names.get(p, p) for p in view.procedures),
        "late": written(LATE_REASONS, view.late, language) if view.late else "",
        "officer": officer_names.get(view.officer, view.officer),
    }
    return [cells[name] if name in cells else getattr(view, name) for name, *_ in COLUMNS]


def _civil(moment: Millis) -> datetime:
    return local(moment).replace(tzinfo=None, microsecond=0)
