"""The right half of the search page: a person, a visit or a procedure as facts and rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

import msgspec

from desk_app.core.case_view import CaseView
from desk_app.core.citizen import Citizen
from desk_app.core.clock import Millis, local
from desk_app.core.masking import masked
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.visit_view import VisitView
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Row
from desk_app.ui.cases.case_words import CaseWords, short_number
from desk_app.ui.stage import Count, Say
from desk_app.ui.today_presenter import OUTCOME_STATES

Kind = Literal["person", "visit", "case", "procedure"]
Facts = tuple[tuple[str, str], ...]

CONFIDENCE = {
    "confirmed": mark("đã đối chiếu với bản công bố"),
    "partly": mark("đối chiếu được một phần"),
    "uncertain": mark("chưa đối chiếu được"),
}
PURPOSES = {
    "service": mark("làm thủ tục"),
    "question": mark("chỉ hỏi"),
    "online_help": mark("giúp nộp trực tuyến"),
}


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the right.

    masked: the ID number with its last four digits, "" when none is known; unmask: the visit that
    keeps it in full, "" when none does; why_not: why whoever acts may not look at it.
    head, head_facts: over the visits of a person; rows: those visits.
    """

    kind: Kind
    title: str
    second: str
    masked: str = ""
    unmask: str = ""
    why_not: Problem | None = None
    facts: Facts = ()
    note: str = ""
    head: str = ""
    head_facts: str = ""
    rows: tuple[Row, ...] = ()
    startable: bool = True


class DetailPort(Protocol):
    """What details look up; nothing of it waits."""

    def procedure(self, code: str) -> Procedure | None: ...
    def officer(self, officer_id: str) -> str: ...
    def desk_of(self, subject: str) -> str: ...
    def now(self) -> Millis: ...
    def why_not_unmask(self) -> Problem | None: ...


class Details:
    """Says them in the present language."""

    def __init__(
        self,
        port: DetailPort,
        say: Say,
        count: Count,
        matter: Callable[[VisitView], str],
        cases: CaseWords,
    ) -> None:
        self._port, self._say, self._count, self._matter = port, say, count, matter
        self._cases = cases

    def person(
        self,
        person: Citizen,
        visits: tuple[VisitView, ...],
        cases: tuple[CaseView, ...] = (),
    ) -> Detail:
        """A person, their open cases and visits, newest first; () while those are being read."""
        say, year = self._say, local(self._port.now()).year
        facts = [
            (say("Điện thoại"), person.phone),
            (say("Nơi cư trú"), person.address),
            (say("Tổ chức"), person.organisation if person.name else ""),
        ]
        facts += [(say("Hồ sơ đang mở"), self._open_case(case)) for case in cases]
        head_facts = [self._count("{n} lượt", person.this_year)]
        if person.visits > person.this_year:
            head_facts.append(self._count("tất cả {n} lượt", person.visits))
        return Detail(
            kind="person",
            title=person.name or person.organisation,
            second=say("người") if person.name else say("tổ chức"),
            masked=_masked(person.id_last4),
            unmask=next((visit.id for visit in visits if visit.full_id), ""),
            why_not=self._port.why_not_unmask(),
            facts=_known(facts),
            note=say("Chỉ biết tên: có thể là nhiều người trùng tên.")
            if person.only_a_name
            else "",
            head=say("Năm {year}", year=year),
            head_facts=" · ".join(head_facts),
            rows=tuple(self._rows(visits, year)),
        )

    def visit(self, visit: VisitView) -> Detail:
        """A visit: what is known of the person, the matters, the officer, the state."""
        say = self._say
        facts = [
            (say("Giờ tiếp"), local(visit.at).strftime("%d/%m/%Y %H:%M")),
            (say("Tình trạng"), self._state(visit).text),
            (say("Điện thoại"), visit.phone),
            (say("Nơi cư trú"), visit.address),
            (say("Tổ chức"), visit.organisation if visit.name else ""),
            (say("Nộp thay cho"), self._covered(visit.on_behalf_of, *visit.procedures)),
            (say("Mã hồ sơ"), visit.reference),
            (say("Mục đích"), say(PURPOSES[visit.purpose])),
        ]
        for code in visit.procedures:
            procedure = self._port.procedure(code)
            name = (procedure.short_name or procedure.name) if procedure else ""
            facts.append((say("Việc"), f"{name} {code}".strip()))
        facts.append((say("Ghi chú"), visit.note))
        facts.append((say("Cán bộ"), self._officer(visit.officer, visit.id)))
        facts.append((say("Đánh giá"), self._offered(visit)))
        if visit.late:
            logged = local(visit.recorded).strftime("%d/%m/%Y %H:%M")
            facts.append((say("Ghi muộn lúc"), logged))
            facts.append((say("Lý do ghi muộn"), visit.late_note))
        return Detail(
            kind="visit",
            title=self._covered(_who(visit), *visit.procedures) or say(PURPOSES[visit.purpose]),
            second=say("lượt tiếp"),
            masked=_masked(visit.id_last4),
            unmask=visit.id if visit.full_id else "",
            why_not=self._port.why_not_unmask(),
            facts=_known(facts),
            note=say("Dữ liệu cá nhân của lượt này đã được xóa.") if visit.erased else "",
            startable=bool(_who(visit)),
        )

    def case(self, case: CaseView) -> Detail:
        """A case: whose it is, where it stands; the page of cases tells the rest."""
        say, now = self._say, self._port.now()
        due = "" if case.due is None else local(case.due).strftime("%d/%m/%Y %H:%M")
        if due and case.held:
            due = say("{due}, đang dừng tính", due=due)  # the day on the paper holds no more
        facts = [
            (say("Thủ tục"), f"{self._cases.matter(case.procedure)} {case.procedure}"),
            (say("Tình trạng"), self._cases.brief(case, now).text),
            (say("Nhận lúc"), local(case.at).strftime("%d/%m/%Y %H:%M")),
            (say("Hẹn trả"), due),
            (say("Số"), case.number),
            (say("Mã hồ sơ"), case.reference),
            (say("Điện thoại"), case.phone),
            (say("Nơi cư trú"), case.address),
            (
                say("Người nộp"),
                self._covered(case.name if case.organisation else case.submitter, case.procedure),
            ),
            (say("Cán bộ"), self._officer(case.holder, case.id)),
        ]
        return Detail(
            kind="case",
            title=self._covered(case.whose, case.procedure),
            second=say("hồ sơ"),
            masked=_masked(case.id_last4),
            facts=_known(facts),
            note=say("Dữ liệu cá nhân của hồ sơ này đã được xóa.") if case.erased else "",
            startable=False,
        )

    def _officer(self, officer: str, subject: str) -> str:
        """Who, and at which desk where it was another one."""
        parts = (self._port.officer(officer), self._port.desk_of(subject))
        return " · ".join(part for part in parts if part)

    def _covered(self, name: str, *codes: str) -> str:
        """A name as lists show it: covered where one of the matters tells too much."""
        return masked(name) if any(map(self._cases.sensitive, codes)) else name

    def _open_case(self, case: CaseView) -> str:
        state = self._cases.brief(case, self._port.now()).text
        matter = self._cases.matter(case.procedure)
        other = self._port.desk_of(case.id)
        number = case.number if other else short_number(case.number)
        return f"{number} {matter} · {state}"

    def procedure(self, procedure: Procedure) -> Detail:
        """A procedure: what an officer is asked about it."""
        say = self._say
        facts = [
            (say("Mã"), procedure.code),
            (say("Mã gõ tắt"), procedure.short),
            (say("Tên đầy đủ"), procedure.name),
            (say("Lĩnh vực"), procedure.field),
            (say("Thời hạn"), procedure.limit_text),
            (say("Phí, lệ phí"), procedure.fee_text),
            (say("Cơ quan"), procedure.authority),
            (say("Nguồn"), self._source(procedure)),
        ]
        return Detail(
            kind="procedure",
            title=procedure.short_name or procedure.name,
            second=say("thủ tục"),
            facts=_known(facts),
            note="" if procedure.at_desk else say("Cơ quan khác tiếp nhận thủ tục này."),
            startable=procedure.at_desk,
        )

    def _source(self, procedure: Procedure) -> str:
        sure = self._say(CONFIDENCE[procedure.confidence])
        return f"{sure}: {procedure.confidence_note}" if procedure.confidence_note else sure

    def _rows(self, visits: tuple[VisitView, ...], year: int) -> list[Row]:
        rows: list[Row] = []
        for visit in visits:
            at = local(visit.at)
            if at.year != year:
                year = at.year
                number = sum(local(one.at).year == year for one in visits)
                head = f"{year} · {self._count('{n} lượt', number)}"
                group = (Cell(head), Cell(), Cell())
                rows.append(Row(f"year:{year}", group, group=True, selectable=False))
            question = visit.purpose == "question"
            matter = self._matter(visit)
            if question:
                asked = self._say("chỉ hỏi: {matter}", matter=matter)
                matter = asked if matter else self._say("chỉ hỏi")
            cells = (
                Cell(at.strftime("%d/%m/%Y")),
                Cell(matter, "text2" if question else "text"),
                self._state(visit),
            )
            rows.append(Row(visit.id, cells))
        return rows

    def _state(self, visit: VisitView) -> Cell:
        if visit.voided:
            return Cell(self._say("đã hủy"), "text3", "trash")
        if visit.conflicts:
            return Cell(self._say("hai cách ghi"), "held", "arrows-split-2")
        if visit.purpose == "question":
            return Cell(self._say("đã trả lời"), "text2", "check")
        icon, tone, words = OUTCOME_STATES[visit.outcome]
        return Cell(self._say(words), tone, icon)

    def _offered(self, visit: VisitView) -> str:
        # Whether it was offered, never what was answered.
        if not visit.rating:
            return ""
        return self._say("không mời") if visit.rating == "not_offered" else self._say("đã mời")


def grouped(number: str) -> str:
    """A whole ID number as one reads it aloud: three groups of four."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def _masked(last4: str) -> str:
    return f"•••• •••• {last4}" if last4 else ""


def _who(visit: VisitView) -> str:
    return visit.name or visit.organisation


def _known(facts: list[tuple[str, str]]) -> Facts:
    return tuple((label, text) for label, text in facts if text)
