"""What a matter costs, when it is promised and how both were counted, each in a few words."""

from __future__ import annotations

from desk_app.core.clock import Millis, day_of, local
from desk_app.core.matter import (
    UNPAID,
    MatterForm,
    counts_pages,
    fee_of,
    fees_of,
    payment_of,
    whole,
)
from desk_app.core.procedure import Fee, Procedure, TimeLimit
from desk_app.qt.language import mark
from desk_app.ui.figures import thousands
from desk_app.ui.stage import Count, Say

WEEKDAYS = (
    mark("T2"), mark("T3"), mark("T4"), mark("T5"), mark("T6"), mark("T7"), mark("CN"),
)  # fmt: skip
PAYMENTS = (
    ("cash", mark("tiền mặt")),
    ("transfer", mark("chuyển khoản")),
    ("online", mark("thanh toán trực tuyến")),
    ("free", mark("được miễn")),
    (UNPAID, mark("chưa thu")),
)
CHANNELS = (
    ("desk", mark("Trực tiếp")),
    ("online", mark("Trực tuyến")),
    ("post", mark("Bưu chính")),
)
SUBMITTERS = (
    ("self", mark("Tự nộp")),
    ("on_behalf", mark("Nộp thay")),
    ("authorised", mark("Được ủy quyền")),
)
OFFERS = {
    "hand_over": mark("Trả kết quả {number}"),
    "supplement": mark("Nhận bổ sung {number}"),
}
DEEDS = {
    "hand_over": mark("Trả kết quả: {matter}"),
    "supplement": mark("Nhận bổ sung: {matter}"),
}

TURNED = {"refused": mark("từ chối"), "supplement": mark("chờ bổ sung")}


def short_number(number: str) -> str:
    """The counter of our number, as one says it: "004213" of "K7QX-A-004213"."""
    return number.rsplit("-", 1)[-1]


def dong(amount: int) -> str:
    """15.000 đ."""
    return f"{thousands(amount)} đ"


class MatterWords:
    """Says fees, times and moments in the present language."""

    def __init__(self, say: Say, count: Count) -> None:
        self._say, self._count = say, count

    def due(self, due: Millis | None, now: Millis) -> str:
        """The moment promised: its day of the week, its date, its time."""
        if due is None:
            return self._say("chưa rõ hạn")
        if day_of(due) == day_of(now):
            return self._say("hôm nay {time}", time=local(due).strftime("%H:%M"))
        return f"{self.day(due, now)} {local(due):%H:%M}"

    def day_or_time(self, due: Millis, now: Millis) -> str:
        """The time of a moment today, the day of any other: "T4 25/11"."""
        today = day_of(due) == day_of(now)
        return self.due(due, now) if today else self.day(due, now)

    def day(self, moment: Millis, now: Millis) -> str:
        """A day with its day of the week, in the present year without it: "T4 25/11"."""
        at = local(moment)
        date = at.strftime("%d/%m" if at.year == local(now).year else "%d/%m/%Y")
        return f"{self._say(WEEKDAYS[at.weekday()])} {date}"

    def fee(self, amount: int | None) -> str:
        """An amount, that there is none, or that nobody knows it."""
        if amount is None:
            return self._say("chưa rõ")
        return dong(amount) if amount else self._say("miễn phí")

    def limit(self, limit: TimeLimit) -> str:
        """A time with its condition: "5 ngày làm việc (cần xác minh)"."""
        if limit.unit == "same_day":
            text = self._say("trong ngày")
        elif limit.unit == "working_days":
            text = self._count("{n} ngày làm việc", limit.value)
        elif limit.unit == "calendar_days":
            text = self._count("{n} ngày", limit.value)
        else:
            text = self._count("{n} giờ", limit.value)
        return f"{text} ({limit.case})" if limit.case else text

    def payment(self, procedure: Procedure, form: MatterForm) -> str:
        """How it is paid; "" where nothing is to be paid."""
        code = payment_of(procedure, form) or UNPAID
        words = next((words for one, words in PAYMENTS if one == code), "")
        return self._say(words) if fee_of(procedure, form) and words else ""

    def working(self, procedure: Procedure, form: MatterForm) -> str:
        """How the amount was counted; "" where there is nothing to count."""
        if form.fee.strip() or form.payment == "free":
            return ""
        fees = [fee for fee in fees_of(procedure, form) if fee.amount]
        if not fees:
            return ""
        pages = sorted((f for f in fees if f.per == "page"), key=lambda fee: fee.first)
        if pages and counts_pages(procedure):
            return self._of_pages(pages, form)
        first = next((f for f in fees if form.fee_case and f.case == form.fee_case), fees[0])
        copies = whole(form.copies, 1)
        if first.per == "copy":
            each = dong(first.amount or 0)
            return self._count("{n} bản × {each}", copies, each=each)
        return ""

    def _of_pages(self, fees: list[Fee], form: MatterForm) -> str:
        say, copies, pages = self._say, whole(form.copies, 1), whole(form.pages, 1)
        # Two plural forms in one sentence: each half is said by its own number.
        size = f"{self._count('{n} bản', copies)} × {self._count('{n} trang', pages)}"
        steps = [say("{each} một trang", each=dong(fees[0].amount or 0))]
        steps += [
            say("từ trang thứ {n} là {each}", n=fee.first, each=dong(fee.amount or 0))
            for fee in fees[1:]
        ]
        tops = [fee.top for fee in fees if fee.top is not None]
        if tops:
            steps.append(say("nhiều nhất {top} một bản", top=dong(min(tops))))
        return f"{size}: {', '.join(steps)}"

    def exempt(self, procedure: Procedure, form: MatterForm) -> str:
        """The words that stand beside the amount wherever it is shown."""
        return " ".join(dict.fromkeys(fee.text for fee in fees_of(procedure, form) if fee.text))
