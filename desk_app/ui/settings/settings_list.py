"""The one list of what may be set at a desk; the settings page is made from it."""

from __future__ import annotations

from typing import Literal

import msgspec

from desk_app.qt.language import mark
from desk_app.ui.first_run.devices_view import SCREEN_WORDS

# number: typed; choice: from words; switch: on or off; text: typed; port, screen: what is there.
Kind = Literal["number", "choice", "switch", "text", "port", "screen"]


class Setting(msgspec.Struct, frozen=True):
    """One setting: its name in DeskSettings, what it is called and what it does."""

    name: str
    kind: Kind
    words: str
    explanation: str
    choices: tuple[tuple[str, str], ...] = ()
    group: str = ""


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
)
