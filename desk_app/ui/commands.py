"""Every action of the window: its menu, its words, its key. What is not here cannot be done."""

from __future__ import annotations

import msgspec

from desk_app.qt.language import mark


class Command(msgspec.Struct, frozen=True):
    """One action: name for the code, words for the menu, keys as Qt writes them."""

    name: str
    menu: str
    text: str
    keys: str = ""
    icon: str = ""
    group: str = ""
    """Commands of one group are choices of which one holds."""
    separated: bool = False
    local: bool = False
    """The page listens to the key itself; the menu only shows it."""


FILE, EDIT, VISIT, CASE = mark("Tệp"), mark("Sửa"), mark("Lượt tiếp"), mark("Hồ sơ")
SCORE, VIEW, HELP = mark("Điểm"), mark("Xem"), mark("Trợ giúp")
MENUS = (FILE, EDIT, VISIT, CASE, SCORE, VIEW, HELP)

COMMANDS = (
    Command("print", FILE, mark("Xem và in bảng tự chấm"), "Ctrl+P", "printer"),
    Command("lock", FILE, mark("Khóa, đổi người"), "F12", "lock"),
    Command("practice", FILE, mark("Mở quầy thực hành"), separated=True),
    Command("real_desk", FILE, mark("Mở quầy làm việc thật")),
    Command("sync_now", FILE, mark("Gửi ngay lên tỉnh"), "Alt+D", "cloud-up", separated=True),
    Command("carry", FILE, mark("Gửi bằng USB…"), "", "usb"),
    Command("pair", FILE, mark("Nối với tỉnh…")),
    Command("quit", FILE, mark("Thoát"), "Ctrl+Q", separated=True),
    Command("edit_undo", EDIT, mark("Hoàn tác"), "Ctrl+Z"),
    Command("edit_cut", EDIT, mark("Cắt"), "Ctrl+X", separated=True),
    Command("edit_copy", EDIT, mark("Chép"), "Ctrl+C"),
    Command("edit_paste", EDIT, mark("Dán"), "Ctrl+V"),
    Command("edit_all", EDIT, mark("Chọn hết"), "Ctrl+A"),
    Command("visit_log", VISIT, mark("Ghi và tiếp"), "Ctrl+Return", "device-floppy"),
    Command("visit_at_once", VISIT, mark("Ghi và trả ngay"), "Ctrl+T"),
    Command("visit_question", VISIT, mark("Chỉ hỏi"), "F4"),
    Command("visit_online", VISIT, mark("Giúp nộp trực tuyến"), "F2"),
    Command("visit_outcome", VISIT, mark("Chọn kết quả"), "Ctrl+K"),
    Command("visit_late", VISIT, mark("Ghi muộn"), "Ctrl+M", "clock"),
    Command("visit_clear", VISIT, mark("Xóa trắng lượt đang ghi"), "Ctrl+L"),
    Command("visit_check", VISIT, mark("Cho người dân xem lại"), "Ctrl+I"),
    Command("visit_rate", VISIT, mark("Mời đánh giá"), "F7", separated=True),
    Command("visit_not_offered", VISIT, mark("Không mời đánh giá…"), "Ctrl+R"),
    Command("waiting_add", VISIT, mark("Đưa vào danh sách đợi"), "Ctrl+H", separated=True),
    Command("waiting_call", VISIT, mark("Gọi số tiếp theo"), "Ctrl+G"),
    Command("waiting_list", VISIT, mark("Danh sách đang đợi"), "Ctrl+J"),
    Command("visit_today", VISIT, mark("Danh sách hôm nay"), "F5", separated=True),
    Command("visit_correct", VISIT, mark("Sửa lượt đã chọn…"), "Ctrl+E"),
    Command("visit_void", VISIT, mark("Hủy lượt đã chọn…"), "Ctrl+D"),
    Command(
        "search_visit",
        VISIT,
        mark("Ghi lượt mới cho người đã tìm"),
        "Ctrl+N",
        separated=True,
        local=True,
    ),
    Command("search_unmask", VISIT, mark("Xem đủ số định danh"), "Ctrl+U", local=True),
    Command("case_due", CASE, mark("Hồ sơ đến hạn"), "F6", "hourglass"),
    Command("case_slip", CASE, mark("In giấy của hồ sơ"), "F8", "printer"),
    Command("case_letter", CASE, mark("In thư chúc mừng, chia buồn"), "Alt+T", local=True),
    Command(
        "case_main", CASE, mark("Có kết quả, trả kết quả"), "Ctrl+R", separated=True, local=True
    ),
    Command("case_supplement", CASE, mark("Yêu cầu bổ sung, nhận bổ sung"), "Ctrl+B", local=True),
    Command("case_extend", CASE, mark("Xin lỗi, gia hạn…"), "Alt+G", local=True),
    Command("case_transfer", CASE, mark("Chuyển giải quyết…")),
    Command("case_refuse", CASE, mark("Từ chối…")),
    Command("case_stop", CASE, mark("Dừng giải quyết…")),
    Command("case_withdraw", CASE, mark("Người nộp rút hồ sơ…")),
    Command("case_more", CASE, mark("Bước và giấy khác"), "Alt+K", local=True),
    Command("case_take_back", CASE, mark("Bỏ bước vừa ghi")),
    Command("case_correct", CASE, mark("Sửa hồ sơ…"), "Ctrl+E", separated=True, local=True),
    Command("case_void", CASE, mark("Hủy hồ sơ…"), "Ctrl+D", local=True),
    Command("case_why", CASE, mark("Vì sao hạn này"), "Ctrl+I", local=True),
    Command("case_import", CASE, mark("Nhập dữ liệu tỉnh…"), icon="file-import", separated=True),
    Command("case_copy", CASE, mark("Chép sang hệ thống của tỉnh"), "Alt+C"),
    Command("registers", CASE, mark("In sổ và bảng kê…"), icon="file-export"),
    Command("score_previous", SCORE, mark("Tháng trước"), "Ctrl+["),
    Command("score_next", SCORE, mark("Tháng sau"), "Ctrl+]"),
    Command("score_working", SCORE, mark("Cách tính tiêu chí đã chọn"), "Ctrl+Y"),
    Command("score_table", SCORE, mark("Bảng số thay cho hình"), "T", local=True),
    Command(
        "score_claim", SCORE, mark("Ghi điểm tự chấm"), "Ctrl+S", "device-floppy", separated=True
    ),
    Command("reports", SCORE, mark("Báo cáo…"), "F11", "file-export", separated=True),
    Command("page_intake", VIEW, mark("Tiếp nhận"), "Ctrl+1", "user-plus"),
    Command("page_cases", VIEW, mark("Hồ sơ"), "Ctrl+2", "clipboard-check"),
    Command("page_search", VIEW, mark("Tra cứu"), "Ctrl+3", "search"),
    Command("page_month", VIEW, mark("Điểm tháng"), "Ctrl+5", "chart-bar"),
    Command("page_assessment", VIEW, mark("Tự chấm"), "Ctrl+6", "list-check"),
    Command("page_sync", VIEW, mark("Đồng bộ"), "Ctrl+8", "cloud-up"),
    Command("page_settings", VIEW, mark("Quản trị"), "Ctrl+9", "settings"),
    Command("scheme_system", VIEW, mark("Sáng tối theo máy"), group="scheme", separated=True),
    Command("scheme_light", VIEW, mark("Nền sáng"), group="scheme"),
    Command("scheme_dark", VIEW, mark("Nền tối"), group="scheme"),
    Command("scale_up", VIEW, mark("Chữ to hơn"), "Ctrl+=", separated=True),
    Command("scale_down", VIEW, mark("Chữ nhỏ hơn"), "Ctrl+-"),
    Command("scale_100", VIEW, mark("Chữ cỡ 100%"), "Ctrl+0"),
    Command("language_vi", VIEW, "Tiếng Việt", group="language", separated=True),
    Command("language_en", VIEW, "English", group="language"),
    Command("help", HELP, mark("Trợ giúp trang này"), "F1"),
    Command("catalogue", HELP, mark("Danh mục thủ tục…"), separated=True),
    Command("catalogue_week", HELP, mark("Danh mục thay đổi tuần này…")),
    Command("packages", HELP, mark("Gói của tỉnh…")),
    Command("about", HELP, mark("Giới thiệu Một Cửa")),
)

# The same under the key officers know from other programs. Plus needs Shift on most keyboards,
# and Ctrl with Shift switches the typing tool, so it is not the key that is shown.
SECOND_KEYS = {"page_search": "F3", "page_month": "F9", "scale_up": "Ctrl++"}
