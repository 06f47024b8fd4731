"""What officers are called by their role."""

from __future__ import annotations

from desk_app.qt.language import mark

ROLES = {
    "officer": mark("cán bộ một cửa"),
    "clerk": mark("cán bộ phụ trách minh chứng"),
    "vice_chair": mark("phó chủ tịch, giám đốc trung tâm"),
    "secretary": mark("bí thư"),
    "chair": mark("chủ tịch"),
    "administrator": mark("quản trị"),
    "inspector": mark("thành viên đoàn kiểm tra"),
}
