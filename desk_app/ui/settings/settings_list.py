"""The one list of what may be set at a desk; the settings page is made from it."""

from __future__ import annotations

from typing import Literal

import msgspec

from desk_app.qt.language import mark
from desk_app.ui.first_run.devices_view import SCREEN_WORDS

# number: typed; choice: from words; switch: on or off; text: typed; folder, line: longer texts,
# kept as typed; port, screen: what is there.
Kind = Literal["number", "choice", "switch", "text", "folder", "line", "port", "screen"]


class Setting(msgspec.Struct, frozen=True):
    """One setting: its name in DeskSettings, what it is called and what it does."""

    name: str
    kind: Kind
    words: str
    explanation: str
    choices: tuple[tuple[str, str], ...] = ()
    group: str = ""


SCANS = mark("Bản quét")
DEADLINES = mark("Thời hạn hồ sơ")
COUNT_WORDS = (
    ("next_working_day", mark("từ ngày làm việc sau ngày nhận")),
    ("from_receipt", mark("từ giờ phút nhận, theo giờ làm việc")),
)
OUTSIDE_WORDS = (
    ("own_day", mark("coi là nhận ngày ấy")),
    ("next_working_day", mark("coi là nhận ngày làm việc sau")),
)
CLOCK_WORDS = (
    ("pause", mark("dừng tính, bổ sung xong tính tiếp")),
    ("restart", mark("bổ sung xong tính lại từ đầu")),
    ("run", mark("vẫn tính")),
)
PAPERS = mark("Giấy tờ của hồ sơ")
FILES = mark("Gửi ảnh và bản quét")
SLIP_WORDS = (
    ("a5_pair", mark("hai liên A5 trên một tờ A4")),
    ("a5", mark("hai tờ A5")),
    ("a4", mark("hai tờ A4")),
)
IDLE, RATING, WAITING, SCANNER = (
    mark("Khi không ai gõ"),
    mark("Người dân đánh giá"),
    mark("Danh sách chờ"),
    mark("Máy quét thẻ"),
)
SETTINGS: tuple[Setting, ...] = (
    Setting(
        "blank_minutes",
        "number",
        mark("Che tên sau"),
        mark("phút không ai gõ, từ 0 đến 120; 0 là không che."),
        group=IDLE,
    ),
    Setting(
        "lock_minutes",
        "number",
        mark("Khóa sau"),
        mark("phút không ai gõ, từ 0 đến 120; 0 là không tự khóa."),
        group=IDLE,
    ),
    Setting(
        "rating_screen",
        "choice",
        mark("Màn hình"),
        mark("Nơi năm khuôn mặt hiện ra. Không mời thì lượt vẫn được đếm là không trả lời."),
        SCREEN_WORDS,
        group=RATING,
    ),
    Setting(
        "citizen_screen",
        "screen",
        mark("Màn hình số"),
        mark("Khi máy có hơn hai màn hình. Màn hình không có thì dùng màn hình khác."),
        group=RATING,
    ),
    Setting(
        "rating_seconds",
        "number",
        mark("Đóng sau"),
        mark("giây không ai chạm, từ 8 đến 120."),
        group=RATING,
    ),
    Setting(
        "tickets",
        "switch",
        mark("Số thứ tự"),
        mark("Mỗi người chờ có một số để gọi."),
        group=WAITING,
    ),
    Setting(
        "ticket_prefix",
        "text",
        mark("Chữ trước số"),
        mark("Nhiều nhất ba chữ hoa, ví dụ A thành A1, A2; để trống cũng được."),
        group=WAITING,
    ),
    Setting(
        "scanner_port",
        "port",
        mark("Cổng COM"),
        mark("Chỉ cần khi máy quét đặt ở chế độ cổng COM; chế độ bàn phím thì không dùng."),
        group=SCANNER,
    ),
    Setting(
        "watch_folder",
        "folder",
        mark("Thư mục quét"),
        mark("Tệp quét vào đây được mời đưa vào hồ sơ đang mở; để trống là không."),
        group=SCANS,
    ),
    Setting(
        "opening_hours",
        "line",
        mark("Giờ làm việc"),
        mark("Viết như 07:30-11:30, 13:00-17:00. Mở thêm ngoài giờ không làm đổi ngày hẹn."),
        group=DEADLINES,
    ),
    Setting(
        "count_from",
        "choice",
        mark("Tính thời hạn"),
        mark("Hồ sơ đã nhận giữ cách tính lúc nhận."),
        COUNT_WORDS,
        group=DEADLINES,
    ),
    Setting(
        "outside_hours",
        "choice",
        mark("Nhận lúc nghỉ"),
        mark("Nhận vào ngày nghỉ hoặc sau giờ đóng cửa."),
        OUTSIDE_WORDS,
        group=DEADLINES,
    ),
    Setting(
        "clock",
        "choice",
        mark("Khi chờ bổ sung"),
        mark("Khi hồ sơ phải chờ người dân bổ sung giấy tờ."),
        CLOCK_WORDS,
        group=DEADLINES,
    ),
    Setting(
        "clock_rules",
        "line",
        mark("Riêng lĩnh vực"),
        mark("Viết như Hộ tịch: tính lại từ 01/03/2027; Đất đai: vẫn tính. Trống là như trên."),
        group=DEADLINES,
    ),
    Setting(
        "apology_days",
        "number",
        mark("Nhắc xin lỗi"),
        mark("ngày làm việc trước hạn, từ 0 đến 10."),
        group=DEADLINES,
    ),
    Setting(
        "max_extensions",
        "number",
        mark("Hẹn lại"),
        mark("lần nhiều nhất, từ 0 đến 9; thêm nữa thì có lời nhắc, không chặn."),
        group=DEADLINES,
    ),
    Setting(
        "slip_size",
        "choice",
        mark("Khổ giấy hẹn"),
        mark("Hai liên in như thế nào."),
        SLIP_WORDS,
        group=PAPERS,
    ),
    Setting(
        "slip_heading",
        "switch",
        mark("Ghi “bản tạm”"),
        mark("Giấy hẹn ghi “Bản tạm khi hệ thống gián đoạn”, để người dân không giữ hai giấy."),
        group=PAPERS,
    ),
    Setting(
        "office_phone",
        "line",
        mark("Số máy liên hệ"),
        mark("In trên phiếu yêu cầu bổ sung; để trống là không in."),
        group=PAPERS,
    ),
    Setting(
        "attachment_megabytes",
        "number",
        mark("Mỗi ngày đến"),
        mark("MB qua đường truyền; 0 là không giới hạn. Dùng khi mạng tính tiền theo dung lượng."),
        group=FILES,
    ),
    Setting(
        "attachments_after_hours",
        "switch",
        mark("Chỉ ngoài giờ"),
        mark("Chỉ gửi ảnh và bản quét ngoài giờ làm việc; lượt tiếp vẫn gửi ngay."),
        group=FILES,
    ),
    Setting(
        "attachments_fetched",
        "switch",
        mark("Tự lấy về"),
        mark("Lấy sẵn tệp của quầy khác; không thì khi mở mới lấy."),
        group=FILES,
    ),
)
