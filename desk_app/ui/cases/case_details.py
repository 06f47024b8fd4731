"""The right half of the page "Hồ sơ": one case, why it is due when it is, and what may follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from desk_app.core import case_steps
from desk_app.core.case_view import CaseView, StepView
from desk_app.core.clock import Millis, day_of
from desk_app.core.due_steps import Due
from desk_app.core.due_words import DueLine
from desk_app.core.masking import masked
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.qt.language import mark
from desk_app.services.case_file import CaseFile
from desk_app.ui.cases.case_deeds import CaseDeeds, StepButton
from desk_app.ui.cases.case_words import (
    PAYMENTS,
    STATUSES,
    CaseWords,
    Timed,
    lower_first,
    moment_words,
    money,
    short_number,
)
from desk_app.ui.stage import Count, Say

# Lines of the reckoning that stand there before one asks for all of them.
LINES = 14
# What is still to come in each state, for the list of steps.
_AHEAD: dict[str, tuple[str, ...]] = {
    "received": (mark("Giải quyết"), mark("Trả kết quả")),
    "checked": (mark("Giải quyết"), mark("Trả kết quả")),
    "transferred": (mark("Giải quyết"), mark("Trả kết quả")),
    "waiting": (mark("Chờ người dân bổ sung"), mark("Trả kết quả")),
    "ready": (mark("Chờ người dân đến nhận"),),
}
_LIMITS = {
    "working_days": mark("{value} ngày làm việc"),
    "calendar_days": mark("{value} ngày"),
    "hours": mark("{value} giờ làm việc"),
    "same_day": mark("trong ngày"),
}


class Line(msgspec.Struct, frozen=True):
    """One line with an icon: words left, a date or fact at the right end."""

    words: str
    right: str = ""
    icon: str = ""
    tone: str = "text"
    strong: bool = False
    tip: str = ""


class CaseDetail(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the right.

    buttons: the first is the main one; more: the other legal steps; prints: papers;
    paper: the one that belongs to the state; why_not: why none of the steps may be taken by
    whoever acts.
    """

    id: str
    title: str
    chip: tuple[str, str, str]
    who: str
    facts: str
    notes: tuple[tuple[str, str], ...] = ()
    why_head: str = ""
    why_note: str = ""
    why_lines: tuple[DueLine, ...] = ()
    why_hidden: int = 0
    why_foot: str = ""
    steps: tuple[Line, ...] = ()
    papers: tuple[Line, ...] = ()
    buttons: tuple[StepButton, ...] = ()
    more: tuple[StepButton, ...] = ()
    prints: tuple[StepButton, ...] = ()
    paper: StepButton | None = None
    why_not: str = ""
    can_take_back: bool = False


class CaseDetails:
    """Says a case in the present language."""

    def __init__(
        self,
        words: CaseWords,
        procedure: Callable[[str], Procedure | None],
        officer: Callable[[str], str],
        desk: Callable[[str], str],
        lines: Callable[[Due, date], tuple[DueLine, ...]],
        why_not: Callable[[], Problem | None],
        sentence: Callable[[Problem], str],
        say: Say,
        count: Count,
    ) -> None:
        self._words, self._procedure, self._officer = words, procedure, officer
        self._desk = desk
        self._lines, self._why_not, self._sentence = lines, why_not, sentence
        self._deeds = CaseDeeds(say)
        self._say, self._count = say, count

    def detail(self, opened: CaseFile, now: Millis, *, named: bool, whole: bool) -> CaseDetail:
        """One case. named: its name is shown though the matter covers it; whole: every line."""
        case, say = opened.case, self._say
        named = named or not self._words.sensitive(case.procedure)
        procedure = opened.version or self._procedure(case.procedure)
        lines, hidden = self._why_lines(opened, now, whole=whole)
        why_not = self._why_not()
        buttons, more = self._deeds.buttons(opened)
        return CaseDetail(
            id=case.id,
            title=self._words.matter(case.procedure),
            chip=self._chip(case, now),
            who=case.whose if named else masked(case.whose),
            facts=self._facts(case, procedure, named=named),
            notes=self._notes(opened, now),
            why_head=self._limit(case),
            why_note=self._version_note(opened),
            why_lines=lines,
            why_hidden=hidden,
            why_foot=self._why_foot(opened) if lines else say("Hồ sơ này không có hạn trả."),
            steps=self._steps(case, now),
            papers=self._papers(case, procedure),
            buttons=buttons,
            more=more,
            prints=self._deeds.prints(case, procedure),
            paper=self._deeds.paper(case),
            why_not="" if why_not is None else self._sentence(why_not),
            can_take_back=any(step.counts for step in case.steps) and not case.voided,
        )

    def _chip(self, case: CaseView, now: Millis) -> tuple[str, str, str]:
        if case.voided:
            return "trash", "text", self._say("Đã hủy")
        timed = Timed(case.status, case.due, case.held, case.finished)
        if case.status in case_steps.OPEN and not case.held and case.due and case.due < now:
            cell = self._words.due(timed, now)
            return cell.icon, cell.tone, cell.text[:1].upper() + cell.text[1:]
        icon, tone, words = STATUSES[case.status]
        return icon, tone, self._say(words)

    def _facts(self, case: CaseView, procedure: Procedure | None, *, named: bool) -> str:
        say = self._say
        # Of two desks each has a case 000001: another's is called as it is printed.
        desk = self._desk(case.id)
        number = (case.number, desk) if desk else (short_number(case.number),)
        facts = [*number, case.procedure]
        if procedure is not None and procedure.field:
            facts.append(lower_first(procedure.field))
        if case.organisation and case.name and named:
            facts.append(case.representative or case.name)
        if case.submitter and named:
            facts.append(say("nộp thay: {who}", who=case.submitter))
        if case.id_last4:
            facts.append(say("số cuối {last}", last=case.id_last4))
        if case.phone and named:
            facts.append(case.phone)
        if case.reference:
            facts.append(say("mã hồ sơ {reference}", reference=case.reference))
        return " · ".join(facts)

    def _notes(self, opened: CaseFile, now: Millis) -> tuple[tuple[str, str], ...]:
        case, say = opened.case, self._say
        notes: list[tuple[str, str]] = []
        if case.erased:
            notes.append(("", say("Dữ liệu cá nhân của hồ sơ này đã được xóa.")))
        if case.conflicts:
            words = say("Hai quầy ghi khác nhau cùng một mục: cần một người chọn.")
            notes.append(("held", words))
        if case.illegal:
            words = self._count(
                "{n} bước không hợp trình tự được giữ lại và đánh dấu.", case.illegal
            )
            notes.append(("held", words))
        if opened.offer_apology and case.due is not None:
            words = say(
                "Sắp đến hạn: gửi văn bản xin lỗi trước {due} thì được tính là kịp.",
                due=moment_words(case.due, now),
            )
            notes.append(("near", words))
        if case.content:
            notes.append(("", case.content))
        if case.note:
            notes.append(("", case.note))
        return tuple(notes)

    # ---- why this date ----------------------------------------------------------------------

    def _limit(self, case: CaseView) -> str:
        if not case.unit:
            return ""
        return self._say(_LIMITS[case.unit], value=f"{case.time:02d}")

    def _version_note(self, opened: CaseFile) -> str:
        version = opened.version
        if not opened.case.unit:
            return ""
        if version is None:
            return self._say("theo thời hạn ghi lúc nhận")
        if version.decision:
            return self._say("theo {decision}, bản có hiệu lực lúc nhận", decision=version.decision)
        return self._say("theo bản danh mục có hiệu lực lúc nhận")

    def _why_lines(
        self, opened: CaseFile, now: Millis, *, whole: bool
    ) -> tuple[tuple[DueLine, ...], int]:
        if opened.due is None:
            return (), 0
        lines = self._lines(opened.due, day_of(now))
        if whole or len(lines) <= LINES:
            return lines, 0
        # The beginning and the end say most: how it was received, and what the due day is.
        head, tail = lines[: LINES - 4], lines[-3:]
        return (*head, *tail), len(lines) - len(head) - len(tail)

    def _why_foot(self, opened: CaseFile) -> str:
        say = self._say
        parts = [say("Cách đếm: Bộ luật Dân sự 2015, Điều 147–148.")]
        if opened.calendar:
            parts.append(say("Lịch: {name}.", name=opened.calendar))
        if opened.due is not None:
            parts += [self._sentence(problem) for problem in opened.due.warnings]
        return " ".join(parts)

    # ---- steps, papers, fee -----------------------------------------------------------------

    def _steps(self, case: CaseView, now: Millis) -> tuple[Line, ...]:
        say = self._say
        lines = [
            Line(
                say("Nhận hồ sơ"),
                moment_words(case.at, now),
                "circle-check",
                "good",
                tip=self._officer(case.officer),
            )
        ]
        lines += [self._step(step, now) for step in case.steps]
        ahead = _AHEAD.get(case.status, ()) if not case.voided else ()
        for place, words in enumerate(ahead):
            here = place == 0
            icon = "circle-half-2" if here else "circle-dashed"
            who = self._officer(case.holder) if here and case.status != "ready" else ""
            lines.append(Line(say(words), who, icon, "accent" if here else "text2", here))
        return tuple(lines)

    def _step(self, step: StepView, now: Millis) -> Line:
        words, right = self._words.step(step), moment_words(step.at, now)
        tip = " · ".join(
            part for part in (self._officer(step.officer), step.reason, *step.items) if part
        )
        if step.taken_back:
            return Line(self._say("{step} (đã bỏ)", step=words), right, "x", "text3", tip=tip)
        if step.illegal:
            words = self._say("{step} (không hợp trình tự)", step=words)
            return Line(words, right, "alert-triangle", "held", tip=tip)
        icon, tone = {
            "supplement_requested": ("player-pause", "held"),
            "extended": ("hourglass", "near"),
            "refused": ("x", "late"),
            "stopped": ("player-pause", "held"),
        }.get(step.kind, ("circle-check", "good"))
        return Line(words, right, icon, tone, tip=tip)

    def _papers(self, case: CaseView, procedure: Procedure | None) -> tuple[Line, ...]:
        say = self._say
        lines = [
            Line(
                paper.name,
                self._copies(paper.originals, paper.copies),
                "circle-check",
                "good",
                tip=paper.name,
            )
            for paper in case.papers
        ]
        missing = self._missing(case)
        lines += [
            Line(name, say("còn thiếu"), "circle-dashed", "held", tip=name) for name in missing
        ]
        if case.book_number:
            lines.append(
                Line(say("Sổ chứng thực"), say("số {n}", n=case.book_number), "list-check")
            )
        lines.append(self._fee(case, procedure))
        return tuple(lines)

    def _missing(self, case: CaseView) -> tuple[str, ...]:
        """What the last request for a supplement asked for, while one waits for it."""
        if case.status != "waiting":
            return ()
        asked = [step for step in case.steps if step.kind == "supplement_requested" and step.counts]
        return asked[-1].items if asked else ()

    def _fee(self, case: CaseView, procedure: Procedure | None) -> Line:
        say = self._say
        if case.payment == "free":
            return Line(say("Phí, lệ phí: miễn"), "", "circle-check", "good")
        if not case.fee:
            fees = procedure.fees if procedure is not None else ()
            if fees and all(fee.amount == 0 for fee in fees):
                return Line(say("Không thu phí"), "", "circle-check", "good")
            return Line(say("Chưa ghi phí"), "", "circle-dashed", "text2")
        words = say("Phí, lệ phí: {fee}", fee=money(case.fee).replace(" ", "\u00a0"))
        if not case.payment:
            return Line(words, say("chưa thu"), "circle-dashed", "near")
        return Line(words, say(PAYMENTS[case.payment]), "circle-check", "good")

    def _copies(self, originals: int, copies: int) -> str:
        parts = []
        if originals:
            parts.append(self._count("{n} bản chính", originals))
        if copies:
            parts.append(self._count("{n} bản sao", copies))
        return ", ".join(parts)
