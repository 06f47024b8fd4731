"""What an op is called on screen: what was done, and to what; never by a person's name."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.core.clock import Millis
from desk_app.core.procedure import Procedure
from desk_app.qt.language import mark
from desk_app.services.sync_values import Thing
from desk_app.ui.intake.matter_words import short_number
from desk_app.ui.stage import Say
from sync.client.truth import moment

# A test holds this list against the register of kinds.
DEEDS = {
    "desk.opened": mark("mở quầy"),
    "officer.added": mark("thêm cán bộ"),
    "officer.changed": mark("đổi thông tin cán bộ"),
    "visit.logged": mark("ghi lượt tiếp"),
    "visit.corrected": mark("sửa lượt tiếp"),
    "visit.voided": mark("hủy lượt tiếp"),
    "visit.restored": mark("tính lại lượt tiếp"),
    "person.unmasked": mark("xem đủ số định danh"),
    # Nobody at the desk learns from here whether a citizen answered.
    "rating.given": mark("mời đánh giá"),
    "rating.not_given": mark("mời đánh giá"),
    "import.started": mark("bắt đầu nhập dữ liệu"),
    "import.completed": mark("nhập xong dữ liệu"),
    "import.cancelled": mark("dừng nhập dữ liệu"),
    "assessment.claimed": mark("ghi điểm tự chấm"),
    "paper.printed": mark("in giấy"),
    "person.erased": mark("xóa dữ liệu cá nhân"),
    "case.received": mark("tiếp nhận hồ sơ"),
    "case.checked": mark("hồ sơ đầy đủ, hợp lệ"),
    "case.supplement_requested": mark("yêu cầu bổ sung"),
    "case.supplemented": mark("nhận bổ sung"),
    "case.refused": mark("từ chối giải quyết"),
    "case.transferred": mark("chuyển xử lý"),
    "case.returned": mark("nhận lại hồ sơ"),
    "case.extended": mark("xin lỗi, gia hạn"),
    "case.stopped": mark("dừng giải quyết"),
    "case.withdrawn": mark("người nộp rút hồ sơ"),
    "case.ready": mark("có kết quả"),
    "case.handed_over": mark("trả kết quả"),
    "case.archived": mark("đưa vào lưu trữ"),
    "case.paid": mark("thu phí, lệ phí"),
    "case.corrected": mark("sửa hồ sơ"),
    "case.step_taken_back": mark("bỏ bước ghi nhầm"),
    "case.voided": mark("hủy hồ sơ"),
    "case.restored": mark("tính lại hồ sơ"),
    "evidence.attached": mark("gắn ảnh, bản quét"),
    "evidence.removed": mark("bỏ ảnh, bản quét"),
    "catalogue.imported": mark("nhập danh mục thủ tục"),
    "calendar.imported": mark("nhập lịch làm việc"),
    "coverage.counted": mark("đối chiếu với tỉnh"),
}
_NEWER = mark("việc của bản chương trình mới hơn")


class OpWords:
    """Says ops and what they are about. find: a procedure by its code."""

    def __init__(self, say: Say, find: Callable[[str], Procedure | None]) -> None:
        self._say, self._find = say, find

    def deed(self, kind: str) -> str:
        """What was done."""
        return self._say(DEEDS.get(kind, _NEWER))

    def what(self, thing: Thing, now: Millis) -> str:
        """Which visit or case; "" for what has no name of its own."""
        if thing.family == "case" and thing.number:
            name = self._say("Hồ sơ {number}", number=short_number(thing.number))
        elif thing.family == "visit" and thing.at is not None:
            name = self._say("Lượt {at}", at=moment(thing.at, now))
        else:
            return ""
        procedure = self._find(thing.procedure) if thing.procedure else None
        if procedure is None:
            return name
        return f"{name} · {procedure.short_name or procedure.name}"

    def title(self, kind: str, thing: Thing, now: Millis) -> str:
        """What an op is about, or what was done where that has no name."""
        what = self.what(thing, now)
        deed = self.deed(kind)
        return what or deed[:1].upper() + deed[1:]
