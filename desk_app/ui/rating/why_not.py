"""Why a citizen cannot be asked now, as whole sentences that say what to do."""

from __future__ import annotations

from typing import Protocol

from desk_app.core.desk_settings import DeskSettings
from desk_app.core.visit_view import VisitView
from desk_app.ui.stage import Say


class HasSettings(Protocol):
    """Whoever knows how this desk asks."""

    @property
    def settings(self) -> DeskSettings: ...


class HasSecond(Protocol):
    """Whoever knows whether there is a second screen."""

    def has_second(self) -> bool: ...


class WhyNot:
    """ "" where nothing stands in the way."""

    def __init__(self, port: HasSettings, view: HasSecond, say: Say) -> None:
        self._port, self._view, self._say = port, view, say

    def here(self) -> str:
        """Why not at this desk."""
        how = self._port.settings.rating_screen
        if how == "off":
            return self._say(
                "Quầy này đang tắt màn hình đánh giá. Bật lại ở trang Quản trị, hoặc nhấn Ctrl R "
                "để ghi vì sao không mời."
            )
        if how == "second" and not self._view.has_second():
            return self._say(
                "Không thấy màn hình thứ hai. Nối lại màn hình rồi nhấn F7, hoặc nhấn Ctrl R để "
                "ghi vì sao không mời."
            )
        return ""

    def rated(self, visit: VisitView | None) -> str:
        """Why not about this visit."""
        if visit is None or visit.voided or visit.purpose == "question":
            return self._say("Lượt chỉ hỏi và lượt đã hủy không mời đánh giá. Chọn lượt khác.")
        if visit.rating:
            return self._say("Lượt này đã mời đánh giá rồi. Mỗi lượt chỉ mời một lần.")
        return ""
