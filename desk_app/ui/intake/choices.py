"""The words for what a visit may be: its outcome, its purpose, its flags, why it came late."""

from __future__ import annotations

from desk_app.qt.language import mark

OUTCOMES = (
    ("accepted", mark("Nhận hồ sơ")),
    ("done", mark("Xong ngay, đã trả")),
    ("supplement", mark("Yêu cầu bổ sung")),
    ("refused", mark("Từ chối tiếp nhận")),
    ("returned", mark("Trả kết quả cũ")),
)
PURPOSES = (
    ("service", mark("Làm thủ tục")),
    ("question", mark("Chỉ hỏi")),
    ("online_help", mark("Giúp nộp trực tuyến")),
)
FLAGS = (
    ("proxy", mark("Nộp thay")),
    ("priority", mark("Ưu tiên")),
    ("elderly", mark("Cao tuổi")),
    ("disabled", mark("Khuyết tật")),
)
LATE_REASONS = (
    ("", mark("Chọn lý do")),
    ("power", mark("Mất điện")),
    ("line", mark("Mất đường truyền")),
    ("busy", mark("Quá đông người")),
    ("outside", mark("Tiếp ngoài trụ sở")),
    ("other", mark("Lý do khác")),
)
