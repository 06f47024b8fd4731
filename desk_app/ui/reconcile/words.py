"""The words of "Nhập dữ liệu tỉnh": fields of an export, where a case stands, groups."""

from __future__ import annotations

from desk_app.core.case_compare import DIFFERENCE_KINDS
from desk_app.core.their_case import TheirStatus
from desk_app.qt.language import mark
from desk_app.ui.stage import Count

# What a column may hold, in the order in which people look for it. Together with FIELDS of the
# headings; the hours and our own number are recognised by themselves and are never asked.
FIELD_WORDS: tuple[tuple[str, str], ...] = (
    ("", mark("không dùng")),
    ("reference", mark("Mã hồ sơ")),
    ("procedure_name", mark("Tên thủ tục")),
    ("procedure_code", mark("Mã thủ tục")),
    ("field", mark("Lĩnh vực")),
    ("name", mark("Chủ hồ sơ")),
    ("organisation", mark("Tên tổ chức")),
    ("submitter", mark("Người nộp")),
    ("phone", mark("Số điện thoại")),
    ("address", mark("Địa chỉ")),
    ("email", mark("Email")),
    ("citizen_id", mark("Số định danh")),
    ("received", mark("Ngày tiếp nhận")),
    ("due", mark("Ngày hẹn trả")),
    ("ended", mark("Ngày có kết quả")),
    ("handed", mark("Ngày trả kết quả")),
    ("status", mark("Trạng thái")),
    ("overdue", mark("Quá hạn")),
    ("channel", mark("Hình thức nộp")),
    ("fee", mark("Phí, lệ phí")),
    ("content", mark("Nội dung")),
    ("note", mark("Ghi chú")),
)
STATUS_WORDS: tuple[tuple[TheirStatus, str], ...] = (
    ("open", mark("Đang xử lý")),
    ("expected", mark("Chờ tiếp nhận")),
    ("waiting", mark("Chờ bổ sung")),
    ("ready", mark("Có kết quả, chưa trả")),
    ("handed_over", mark("Đã trả kết quả")),
    ("refused", mark("Từ chối")),
    ("stopped", mark("Dừng giải quyết")),
    ("withdrawn", mark("Rút hoặc hủy")),
)
MISSING_WORDS: dict[str, str] = {
    "reference": mark("cột mã hồ sơ hoặc tên người nộp"),
    "procedure_name": mark("cột thủ tục"),
    "received": mark("cột ngày tiếp nhận"),
}

# As much room as a name may take where the window has it.
LONG_NAME = "Công Tằng Tôn Nữ Thị Ngọc Ánh Nguyệt, Công ty TNHH"

# The groups in which theirs and ours are shown, in their order.
GROUPS: tuple[str, ...] = (*DIFFERENCE_KINDS, "only_theirs", "only_ours", "expected")


def group_words(count: Count, group: str, n: int) -> str:
    """The head of a group: what its cases have in common, and how many they are."""
    words = {
        "status": count("Khác trạng thái: {n} hồ sơ", n),
        "due": count("Khác hạn trả: {n} hồ sơ", n),
        "procedure": count("Khác thủ tục: {n} hồ sơ", n),
        "received": count("Khác ngày tiếp nhận: {n} hồ sơ", n),
        "name": count("Khác tên: {n} hồ sơ", n),
        "reference": count("Thiếu hoặc khác mã hồ sơ: {n} hồ sơ", n),
        "contact": count("Khác liên hệ: {n} hồ sơ", n),
        "only_theirs": count("Chỉ có ở tỉnh: {n} hồ sơ", n),
        "only_ours": count("Chỉ có ở đây: {n} hồ sơ", n),
        "expected": count("Tỉnh còn chờ tiếp nhận: {n} hồ sơ", n),
    }
    return words[group]
