"""What each step of a case asks for before it is written: fields, notes and the deed in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import msgspec

from desk_app.core.case_view import CaseView
from desk_app.core.clock import Millis, local
from desk_app.core.matter_case import usually_enclosed
from desk_app.core.procedure import Procedure
from desk_app.qt.language import mark
from desk_app.services.case_file import Proposed
from desk_app.ui.cases.case_words import (
    HANDED,
    PAYMENTS,
    TRANSFERS,
    CaseWords,
    moment_words,
    money,
)
from desk_app.ui.cases.step_answers import CORRECTED
from desk_app.ui.stage import Count, Say

FieldKind = Literal["line", "choice", "ticks", "text", "check"]

DEEDS = {
    "checked": mark("Hồ sơ đầy đủ"),
    "supplement_requested": mark("Yêu cầu bổ sung"),
    "supplemented": mark("Đã bổ sung"),
    "refused": mark("Từ chối giải quyết"),
    "transferred": mark("Chuyển xử lý"),
    "returned": mark("Nhận lại"),
    "extended": mark("Xin lỗi, gia hạn"),
    "stopped": mark("Dừng giải quyết"),
    "withdrawn": mark("Người nộp rút"),
    "ready": mark("Có kết quả"),
    "handed_over": mark("Trả kết quả"),
    "archived": mark("Đưa vào lưu trữ"),
    "paid": mark("Thu phí, lệ phí"),
    "void": mark("Hủy hồ sơ này"),
    "correct": mark("Ghi bản sửa"),
}
TITLES = {"void": mark("Hủy hồ sơ"), "correct": mark("Sửa hồ sơ")}
# Written at once: nothing has to be asked, and the undo bar takes it back.
AT_ONCE = frozenset({"checked", "returned", "ready", "archived"})
# Enough at this desk for a case that is not sent anywhere: the ones a button stands for.
REASONS: dict[str, tuple[str, ...]] = {
    "supplement_requested": (mark("thiếu giấy tờ"), mark("giấy tờ chưa hợp lệ")),
    "refused": (mark("không thuộc thẩm quyền"), mark("không đủ điều kiện")),
    "extended": (mark("chờ cơ quan khác trả lời"), mark("hồ sơ phức tạp"), mark("quá tải")),
    "stopped": (mark("chờ kết luận của cơ quan khác"), mark("người nộp đề nghị dừng")),
    "withdrawn": (mark("người nộp không còn nhu cầu"), mark("nộp ở nơi khác")),
    "void": (mark("ghi nhầm người"), mark("ghi nhầm việc"), mark("ghi hai lần")),
    "correct": (mark("gõ sai"), mark("ghi thiếu")),
}
# Whoever asks for a paper means it: on the paper there is no "if there is one".
_IF_ANY = re.compile(r",?\s*\(?nếu có\)?", re.IGNORECASE)
_LABELS = {
    "name": mark("Họ và tên"),
    "organisation": mark("Tổ chức"),
    "representative": mark("Người đại diện"),
    "phone": mark("Điện thoại"),
    "address": mark("Nơi cư trú"),
    "reference": mark("Mã hồ sơ"),
    "content": mark("Nội dung yêu cầu"),
    "result_place": mark("Nhận kết quả tại"),
    "note": mark("Ghi chú"),
}


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field: which part of the form it fills, its words, and what may be chosen in it.

    only: the field is asked for while the choice `only[0]` holds one of `only[1]`.
    """

    name: str
    label: str
    kind: FieldKind = "line"
    text: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    only: tuple[str, frozenset[str]] | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A step's dialog in words, all of it in the present language.

    notes: what the step does, above the fields; warning: what is unusual about it now; reasons:
    the usual ones, by their digit; reason_needed: whether it cannot be left out.
    """

    kind: str
    title: str
    who: str
    deed: str
    fields: tuple[Field, ...] = ()
    notes: tuple[str, ...] = ()
    warning: str = ""
    reasons: tuple[str, ...] = ()
    reason: bool = False


class Parts(msgspec.Struct, frozen=True):
    """The part of a plan that depends on the step."""

    fields: tuple[Field, ...] = ()
    notes: tuple[str, ...] = ()
    warning: str = ""


class StepPlans:
    """Makes the plan of a step for a case."""

    def __init__(
        self,
        procedure: Callable[[str], Procedure | None],
        words: CaseWords,
        say: Say,
        count: Count,
        now: Callable[[], Millis],
    ) -> None:
        self._procedure, self._words = procedure, words
        self._say, self._count, self._now = say, count, now

    def plan(self, kind: str, case: CaseView, proposed: Proposed) -> Plan:
        """The plan of this step."""
        say = self._say
        parts = self._parts(kind, case, proposed)
        who = f"{self._words.deed(case)} · {self._words.matter(case.procedure)}"
        return Plan(
            kind=kind,
            title=say(TITLES.get(kind, DEEDS[kind])),
            who=who,
            deed=say(DEEDS[kind]),
            fields=parts.fields,
            notes=parts.notes,
            warning=parts.warning,
            reasons=tuple(say(words) for words in REASONS.get(kind, ())),
            reason=kind in REASONS,
        )

    def _parts(self, kind: str, case: CaseView, proposed: Proposed) -> Parts:
        made: dict[str, Callable[[], Parts]] = {
            "supplement_requested": lambda: Parts(
                self._supplement(case), (self._clock_note(proposed.clock),)
            ),
            "supplemented": lambda: Parts(
                (self._brought(case), self._note()), (self._new_due(case, proposed),)
            ),
            "transferred": lambda: Parts(self._transfer()),
            "extended": lambda: self._extend(case, proposed),
            "stopped": self._stop,
            "refused": lambda: Parts(
                notes=(self._say("Lý do được in trong phiếu từ chối giao người nộp."),)
            ),
            "handed_over": lambda: Parts(self._hand_over(case), warning=self._owed(case)),
            "paid": lambda: Parts((self._paid(case),), warning=self._owed(case)),
            "void": self._void,
            "correct": lambda: Parts(self._correct(case)),
        }
        return made.get(kind, lambda: Parts((self._note(),)))()

    def _stop(self) -> Parts:
        say = self._say
        asked = Field(
            name="choice",
            label=say("Theo đề nghị của"),
            kind="choice",
            choices=(("office", say("cơ quan")), ("applicant", say("người nộp"))),
        )
        return Parts((asked,), (say("Hồ sơ đã dừng không tính thời hạn nữa."),))

    def _void(self) -> Parts:
        return Parts(
            notes=(
                self._say("Hồ sơ đã hủy vẫn còn trong nhật ký với lý do, và không được tính nữa."),
            )
        )

    def _note(self) -> Field:
        return Field(name="note", label=self._say("Ghi chú"))

    def _brought(self, case: CaseView) -> Field:
        choices = [("desk", self._say("tại quầy")), ("sent", self._say("trực tuyến, bưu chính"))]
        if case.channel != "desk":
            choices.reverse()
        return Field(
            name="choice", label=self._say("Nộp bổ sung"), kind="choice", choices=tuple(choices)
        )

    def _supplement(self, case: CaseView) -> tuple[Field, ...]:
        say = self._say
        procedure = self._procedure(case.procedure)
        papers = list(procedure.papers) if procedure is not None else []
        given = {paper.name for paper in case.papers}
        # What is missing stands first: it is what one asks for most often. What only some cases
        # need, "nếu có", stands last.
        papers.sort(key=lambda paper: (not usually_enclosed(paper), paper.name in given))
        asked = [paper.name for paper in papers]
        ticks = Field(
            name="items",
            label=say("Giấy tờ cần bổ sung"),
            kind="ticks",
            choices=tuple((_IF_ANY.sub("", name), name) for name in asked),
        )
        lines = Field(
            name="more",
            label=say("Giấy tờ khác") if asked else say("Giấy tờ cần bổ sung"),
            kind="text",
            hint=say("mỗi dòng một giấy tờ"),
        )
        return (ticks, lines) if asked else (lines,)

    def _clock_note(self, clock: str) -> str:
        at = local(self._now()).strftime("%H:%M %d/%m/%Y")
        if clock == "run":
            return self._say("Thời hạn vẫn tính trong lúc chờ bổ sung.")
        if clock == "restart":
            return self._say("Thời hạn dừng từ {at}; bổ sung đủ thì tính lại từ đầu.", at=at)
        return self._say("Thời hạn tạm dừng từ {at} đến khi người dân bổ sung.", at=at)

    def _new_due(self, case: CaseView, proposed: Proposed) -> str:
        if proposed.due is None:
            return self._say("Hồ sơ này chưa có hạn trả.")
        now = self._now()
        new = moment_words(proposed.due, now)
        if case.due == proposed.due:
            return self._say("Hạn trả giữ nguyên: {due}.", due=new)
        old = moment_words(case.due, now) if case.due is not None else self._say("chưa có hạn")
        return self._say("Hạn trả mới: {due} (trước đó {old}).", due=new, old=old)

    def _transfer(self) -> tuple[Field, ...]:
        say = self._say
        return (
            Field(
                name="choice",
                label=say("Chuyển đến"),
                kind="choice",
                choices=tuple((code, say(words)) for code, words in TRANSFERS.items()),
            ),
            Field(name="place", label=say("Đơn vị")),
            Field(name="who", label=say("Người nhận")),
            self._note(),
        )

    def _extend(self, case: CaseView, proposed: Proposed) -> Parts:
        say, now = self._say, self._now()
        text = local(proposed.due).strftime("%d/%m/%Y %H:%M") if proposed.due is not None else ""
        fields = (
            Field(name="due", label=say("Hạn trả mới"), text=text, hint=say("ngày/tháng/năm giờ")),
            Field(
                name="apology",
                label=say("Có văn bản xin lỗi gửi người nộp"),
                kind="check",
                text="yes",
            ),
        )
        notes = [say("Đề xuất: thêm đúng một lần thời hạn của thủ tục.")] if text else []
        if case.due is not None and not case.held:
            due = moment_words(case.due, now)
            notes.append(
                say("Hạn đã hẹn: {due}. Chỉ xin lỗi gửi trước lúc đó mới được tính.", due=due)
                if now <= case.due
                else say("Đã quá hạn {due}: xin lỗi bây giờ không còn được tính là kịp.", due=due)
            )
        warning = ""
        if case.extensions >= proposed.max_extensions:
            most = self._count("Cài đặt ở đây cho gia hạn {n} lần.", proposed.max_extensions)
            had = self._count("Hồ sơ này đã gia hạn {n} lần.", case.extensions)
            warning = f"{had} {most}"
        return Parts(fields, tuple(notes), warning)

    def _hand_over(self, case: CaseView) -> tuple[Field, ...]:
        say = self._say
        named = frozenset({"proxy"})
        fields = [
            Field(
                name="choice",
                label=say("Trả kết quả"),
                kind="choice",
                choices=tuple((code, say(words)) for code, words in HANDED.items()),
            ),
            Field(name="who", label=say("Người nhận thay"), only=("choice", named)),
        ]
        if _owes(case):
            fields.append(self._paid(case))
        return tuple(fields)

    def _paid(self, case: CaseView) -> Field:
        say = self._say
        choices = [(code, say(words)) for code, words in PAYMENTS.items() if code != "free"]
        choices.append(("free", say(PAYMENTS["free"])))
        if case.status == "ready":
            choices.append(("", say("chưa thu")))
        return Field(
            name="payment",
            label=say("Thu {fee}", fee=money(case.fee)),
            kind="choice",
            choices=tuple(choices),
        )

    def _owed(self, case: CaseView) -> str:
        if not _owes(case):
            return ""
        return self._say("Phí, lệ phí chưa thu: {fee}.", fee=money(case.fee))

    def _correct(self, case: CaseView) -> tuple[Field, ...]:
        return tuple(
            Field(name=name, label=self._say(_LABELS[name]), text=getattr(case, name))
            for name in CORRECTED
        )


def _owes(case: CaseView) -> bool:
    return case.fee > 0 and not case.payment
