"""Fields that two desks may set differently: what each is called, and its values in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from desk_app.core.clock import Millis, local
from desk_app.core.conflicts import CITIZEN_ID, PAID, RATING, STEPS, VOIDED
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.qt.language import mark
from desk_app.ui.figures import thousands
from desk_app.ui.stage import Say
from desk_app.ui.sync.op_words import DEEDS

_CODES = {
    "service": mark("làm thủ tục"),
    "question": mark("chỉ hỏi"),
    "online_help": mark("giúp nộp trực tuyến"),
    "accepted": mark("tiếp nhận"),
    "done": mark("xong ngay"),
    "refused": mark("từ chối"),
    "returned": mark("trả lại"),
    "supplement": mark("yêu cầu bổ sung"),
    "person": mark("cá nhân"),
    "self": mark("tự nộp"),
    "on_behalf": mark("nộp thay"),
    "authorised": mark("được ủy quyền"),
    "desk": mark("trực tiếp"),
    "online": mark("trực tuyến"),
    "post": mark("bưu chính"),
    "free": mark("được miễn"),
    "cash": mark("tiền mặt"),
    "transfer": mark("chuyển khoản"),
    "same_day": mark("trong ngày"),
    "working_days": mark("ngày làm việc"),
    "calendar_days": mark("ngày"),
    "hours": mark("giờ"),
    "proxy": mark("nộp thay, được ủy quyền"),
    "priority": mark("ưu tiên"),
    "elderly": mark("cao tuổi"),
    "disabled": mark("khuyết tật"),
}
# Words of a code that mean something else in this field.
_OWN = {("applicant", "organisation"): mark("tổ chức"), ("payment", ""): mark("chưa thu")}
_PHONE = 10
_MONEY = frozenset({"fee"})
_MOMENTS = frozenset({"act", "due"})
_PLAIN = frozenset({
    "name", "organisation", "on_behalf_of", "representative", "submitter", "phone", "email",
    "address", "reference", "content", "result_place", "note", "late_note",
})  # fmt: skip


class FieldWords:
    """Says fields and values. find: a procedure by its code."""

    def __init__(
        self,
        say: Say,
        sentence: Callable[[Problem], str],
        find: Callable[[str], Procedure | None],
    ) -> None:
        self._say, self._sentence, self._find = say, sentence, find

    def field(self, name: str) -> str:
        """What a field is called; one of a newer program shows its own name."""
        criteria, space, criterion = name.partition(" ")  # a claim is named by set and criterion
        if space and criteria:
            return self._say("tiêu chí {criterion}", criterion=criterion)
        return self._sentence(Problem(f"conflict.field.{name}")).removeprefix("conflict.field.")

    def value(self, field: str, value: Any) -> str:
        """A value as a person reads it."""
        own = self._of_this_field(field, value)
        if own:
            return own
        if isinstance(value, bool):
            return self._say("có") if value else self._say("không")
        if isinstance(value, int):
            return self._number(field, value)
        if value is None or value == "" or value in ((), []):
            return self._say("để trống")
        if isinstance(value, list | tuple):
            return ", ".join(self.value(field, one) for one in value)
        return self._text(field, value)

    def _of_this_field(self, field: str, value: Any) -> str:
        """What only this field says so; "" where it says values as others do."""
        say = self._say
        if field == VOIDED:
            return say("hủy, không tính") if value else say("vẫn tính")
        if field == RATING:
            return say("một lần mời đánh giá")  # what was answered is never shown here
        if field == STEPS:
            return say(DEEDS.get(str(value), mark("việc của bản chương trình mới hơn")))
        if field == PAID and isinstance(value, Sequence) and len(value) == 2:
            how = self.value("payment", value[1])
            return say("{amount} đồng, {how}", amount=thousands(int(value[0])), how=how)
        known = _OWN.get((field, value)) if isinstance(value, str) else None
        return "" if known is None else say(known)

    def _number(self, field: str, value: int) -> str:
        if field in _MOMENTS:
            return local(Millis(value)).strftime("%H:%M %d/%m/%Y")
        if field in _MONEY:
            return self._say("{amount} đồng", amount=thousands(value))
        return thousands(value)

    def _text(self, field: str, value: Any) -> str:
        text = str(getattr(value, "name", value))  # a paper that was enclosed has a name
        if field == "phone":
            return spaced(text)
        if field in _PLAIN:
            return text
        if field == CITIZEN_ID:
            return f"…{text[-4:]}"
        found = self._find(text) if field in ("procedure", "procedures") else None
        if found is not None:
            return found.short_name or found.name
        known = _CODES.get(text)
        return text if known is None else self._say(known)


def spaced(phone: str) -> str:
    """A telephone number as one reads it out: 0912 345 678."""
    if len(phone) != _PHONE or not phone.isdigit():
        return phone
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}"
