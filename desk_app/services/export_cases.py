"""Export cases in the columns of a provincial system, so that its own import reads them again."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from desk_app.core.case_view import CaseView
from desk_app.core.clock import Millis, local, number_of
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.sheets.whole_file import whole_file
from desk_app.sheets.write_csv import write_csv
from desk_app.sheets.write_workbook import write_workbook
from desk_app.store import case_matching
from desk_app.store.store import Reader

_HEADINGS = (
    "Mã hồ sơ", "Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Chủ hồ sơ", "Tên tổ chức", "Người nộp",
    "Số điện thoại", "Địa chỉ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày có kết quả",
    "Ngày trả kết quả", "Trạng thái", "Hình thức nộp", "Lệ phí", "Nội dung yêu cầu", "Ghi chú",
    "Số tại quầy",
)  # fmt: skip
_WIDTHS = (24, 12, 40, 16, 26, 26, 22, 14, 30, 18, 18, 18, 18, 22, 14, 12, 30, 30, 18)
_KINDS = {".csv": "csv", ".xlsx": "xlsx"}
# As the province's own export says it (domain.md 2.3), so that it is read back as the same state.
_STATUS = {
    "received": "Đang xử lý",
    "checked": "Đang xử lý",
    "transferred": "Đang xử lý",
    "waiting": "Chờ bổ sung / Tạm dừng",
    "ready": "Chờ trả kết quả",
    "handed_over": "Đã trả kết quả",
    "archived": "Đã trả kết quả",
    "refused": "Từ chối chuyên ngành",
    "stopped": "Dừng xử lý",
    "withdrawn": "Đã hủy",
}
_CHANNEL = {"desk": "Trực tiếp", "online": "Trực tuyến", "post": "Bưu chính"}
Cells = tuple[str | datetime, ...]


def export_cases(
    reader: Reader,
    target: Path,
    catalogue: Catalogue,
    *,
    first: date,
    last: date,
    replace: bool = False,
) -> int:
    """Write the cases received from `first` to `last`; returns how many there are.

    The suffix decides between CSV and XLSX. Voided cases are left out.
    """
    kind = _KINDS.get(target.suffix.lower())
    if kind is None:
        values = {"have": target.suffix or target.name, "known": ".csv, .xlsx"}
        raise UserProblem(Problem("export.suffix", "output", values))
    views = case_matching.between(reader.connection, number_of(first), number_of(last))
    rows = (_row(view, catalogue) for view in views if not view.voided)
    with whole_file(target, replace=replace) as out:
        if kind == "csv":
            return write_csv(out, _HEADINGS, rows)
        return write_workbook(out, _HEADINGS, _WIDTHS, rows, "Hồ sơ")


def _row(view: CaseView, catalogue: Catalogue) -> Cells:
    procedure = catalogue.find(view.procedure)
    handed = view.closed if view.status in ("handed_over", "archived") else None
    named = procedure.name if procedure is not None else view.content
    return (
        view.reference,
        view.procedure if procedure is not None or not view.content else "",
        named,
        procedure.field if procedure is not None else "",
        view.name,
        view.organisation,
        view.submitter,
        view.phone,
        view.address,
        *(_moment(at) for at in (view.at, view.due, view.finished, handed)),
        _STATUS.get(view.status, view.status),
        _CHANNEL.get(view.channel, view.channel),
        str(view.fee) if view.fee else "",
        view.content if procedure is not None else "",
        view.note,
        view.number,
    )


def _moment(at: Millis | None) -> str | datetime:
    return "" if at is None else local(at).replace(tzinfo=None)
