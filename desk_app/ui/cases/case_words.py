"""Where a case stands, what a step was and when it is due, each in a few words."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from desk_app.core.case_steps import OPEN
from desk_app.core.case_view import CaseView, StepView
from desk_app.core.clock import Millis, day_number, day_of, local
from desk_app.core.masking import is_sensitive, masked
from desk_app.core.procedure import Procedure
from desk_app.core.work_calendar import WorkCalendar
from desk_app.qt.language import mark
from desk_app.qt.models import Cell
from desk_app.ui.figures import thousands
from desk_app.ui.stage import Count, Say

HOUR = 3_600_000

# Icon, tone and words of each state.
STATUSES = {
    "received": ("clock", "text", mark("Đang giải quyết")),
    "checked": ("clock", "text", mark("Đang giải quyết")),
    "waiting": ("player-pause", "held", mark("Chờ bổ sung")),
    "transferred": ("arrows-split-2", "text", mark("Đã chuyển xử lý")),
    "ready": ("circle-check", "good", mark("Có kết quả")),
    "handed_over": ("circle-check", "good", mark("Đã trả kết quả")),
    "refused": ("x", "late", mark("Từ chối giải quyết")),
    "stopped": ("player-pause", "held", mark("Đã dừng giải quyết")),
    "withdrawn": ("arrow-back-up", "text", mark("Người nộp đã rút")),
    "archived": ("circle-check", "text", mark("Đã đưa vào lưu trữ")),
}
STEPS = {
    "received": mark("Nhận hồ sơ"),
    "checked": mark("Hồ sơ đầy đủ, hợp lệ"),
    "supplement_requested": mark("Yêu cầu bổ sung"),
    "supplemented": mark("Đã bổ sung"),
    "refused": mark("Từ chối giải quyết"),
    "transferred": mark("Chuyển xử lý"),
    "returned": mark("Nhận lại"),
    "extended": mark("Xin lỗi, gia hạn"),
    "stopped": mark("Dừng giải quyết"),
    "withdrawn": mark("Người nộp rút hồ sơ"),
    "ready": mark("Có kết quả"),
    "handed_over": mark("Trả kết quả"),
    "archived": mark("Đưa vào lưu trữ"),
    "paid": mark("Thu phí, lệ phí"),
}
TRANSFERS = {
    "specialist": mark("công chức chuyên môn"),
    "other_office": mark("cơ quan khác"),
    "province": mark("cấp tỉnh"),
}
HANDED = {
    "person": mark("cho người nộp"),
    "proxy": mark("cho người được ủy quyền"),
    "post": mark("qua bưu chính"),
    "online": mark("trực tuyến"),
}
PAYMENTS = {
    "free": mark("được miễn"),
    "cash": mark("tiền mặt"),
    "transfer": mark("chuyển khoản"),
    "online": mark("thanh toán trực tuyến"),
}
ASKED = {"applicant": mark("theo đề nghị của người nộp"), "office": mark("theo cơ quan")}


class Timed(msgspec.Struct, frozen=True):
    """What decides how a due moment reads; a case and its row in a list both have it."""

    status: str
    due: Millis | None
    held: bool
    finished: Millis | None


class CaseWords:
    """Says cases in the present language; `calendar` counts working days."""

    def __init__(
        self,
        procedure: Callable[[str], Procedure | None],
        calendar: Callable[[], WorkCalendar],
        say: Say,
        count: Count,
    ) -> None:
        self._procedure, self._calendar = procedure, calendar
        self._say, self._count = say, count

    def matter(self, code: str) -> str:
        """The procedure's name in daily use; its code when the catalogue does not know it."""
        found = self._procedure(code)
        return code if found is None else found.short_name or found.name

    def sensitive(self, code: str) -> bool:
        """Whether this matter covers the name of who came for it."""
        found = self._procedure(code)
        return found is not None and is_sensitive(found.field)

    def who(self, name: str, code: str) -> str:
        """The applicant as lists and sentences name them."""
        return masked(name) if self.sensitive(code) else name

    def deed(self, case: CaseView) -> str:
        """Which case, for a sentence about what was just done: "004213 Lê Thị Hoa"."""
        return f"{short_number(case.number)} {self.who(case.whose, case.procedure)}".strip()

    def due(self, timed: Timed, now: Millis) -> Cell:
        """When it is promised for, as one reads a list: what needs a hand first."""
        if timed.status not in OPEN or timed.held:
            return self._standing(timed, now)
        if timed.due is None:
            return Cell(self._say("chưa có hạn"), "text2", "circle-dashed")
        if timed.due < now:
            return Cell(self.overdue(timed.due, now), "late", "alert-triangle")
        if day_number(timed.due) == day_number(now):
            words = self._say("hôm nay {time}", time=local(timed.due).strftime("%H:%M"))
            return Cell(words, "near", "hourglass")
        left = self._calendar().between(day_of(now), day_of(timed.due))
        words = self._count("{day} · còn {n} ngày làm việc", left, day=day_words(timed.due, now))
        return Cell(words, "text", "clock")

    def brief(self, case: CaseView, now: Millis) -> Cell:
        """The same in two or three words, for lists of something else."""
        timed = Timed(case.status, case.due, case.held, case.finished)
        if case.voided:
            return Cell(self._say("đã hủy"), "text3", "trash")
        if case.status == "ready":
            return Cell(self._say("có kết quả"), "good", "circle-check")
        running = case.status in OPEN and not case.held and case.due is not None
        if running and case.due is not None and day_number(case.due) > day_number(now):
            words = self._say("hẹn {day}", day=day_words(case.due, now))
            return Cell(words, "text", "clock")
        return self.due(timed, now)

    def _standing(self, timed: Timed, now: Millis) -> Cell:
        """A case whose clock does not run."""
        if timed.status in OPEN:
            return Cell(self._say("chờ bổ sung"), "held", "player-pause")
        if timed.status == "ready":
            day = day_words(timed.finished or now, now)
            return Cell(self._say("có kết quả từ {day}", day=day), "good", "circle-check")
        icon, tone, words = STATUSES[timed.status]
        return Cell(lower_first(self._say(words)), "text2" if tone == "text" else tone, icon)

    def overdue(self, due: Millis, now: Millis) -> str:
        """How long ago the moment passed: in days, on its own day in hours."""
        days = day_number(now) - day_number(due)
        if days:
            return self._count("quá hạn {n} ngày", days)
        hours = (now - due) // HOUR
        return self._count("quá hạn {n} giờ", hours) if hours else self._say("vừa quá hạn")

    def step(self, step: StepView) -> str:
        """What a step was, with what belongs to it."""
        say = self._say
        words = say(STEPS.get(step.kind, step.kind))
        more = {
            "transferred": TRANSFERS,
            "handed_over": HANDED,
            "paid": PAYMENTS,
            "stopped": ASKED,
        }.get(step.kind, {})
        detail = step.place or (say(more[step.detail]) if step.detail in more else "")
        if step.who:
            detail = f"{detail}, {step.who}" if detail else step.who
        return f"{words}: {detail}" if detail else words


def short_number(number: str) -> str:
    """The counter of our number, as one says it: "004213" of "K7QX-A-004213"."""
    return number.rsplit("-", 1)[-1]


def day_words(moment: Millis, now: Millis) -> str:
    """A day inside the present year without it."""
    at = local(moment)
    return at.strftime("%d/%m" if at.year == local(now).year else "%d/%m/%Y")


def moment_words(moment: Millis, now: Millis) -> str:
    """A day and its time, inside the present year without it."""
    return f"{day_words(moment, now)} {local(moment):%H:%M}"


def money(dong: int) -> str:
    """15.000 đồng."""
    return f"{thousands(dong)} đồng"


def lower_first(text: str) -> str:
    """The same words inside a sentence."""
    return text[:1].lower() + text[1:]
