"""What was looked up as rows: groups in a fixed order with their counts, what matched marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from desk_app.core.case_view import CaseView
from desk_app.core.citizen import Citizen
from desk_app.core.clock import Millis, local
from desk_app.core.masking import masked
from desk_app.core.match import matched, matched_tail
from desk_app.core.procedure import Procedure
from desk_app.core.visit_view import VisitView
from desk_app.qt.models import Cell, Row
from desk_app.services.search import LookedUp
from desk_app.ui.cases.case_words import CaseWords
from desk_app.ui.stage import Count, Say

Group = Literal["", "people", "cases", "visits", "procedures"]

PERSON, CASE, PROCEDURE, MORE = "person:", "case:", "procedure:", "more:"
# How many rows of each group stand there before one asks for more: every group in sight.
FIRST: dict[Group, int] = {"people": 4, "cases": 4, "visits": 4, "procedures": 3}
# How many there are, and whether that is only as far as was counted.
Counts = dict[Group, tuple[int, bool]]


class Shown(msgspec.Struct, frozen=True):
    """How much of what was found is shown: one group only, and groups shown in full."""

    only: Group = ""
    whole: frozenset[str] = frozenset()


class ResultRows:
    """Says what was found in the present language."""

    def __init__(
        self,
        say: Say,
        count: Count,
        matter: Callable[[VisitView], str],
        cases: CaseWords,
        now: Callable[[], Millis],
        desk: Callable[[str], str],
    ) -> None:
        self._say, self._count, self._matter = say, count, matter
        self._desk = desk
        self._cases, self._now = cases, now

    def rows(self, found: LookedUp, words: str, shown: Shown, counts: Counts) -> tuple[Row, ...]:
        """Every group with its head; counts: how many of each there are, as far as counted."""
        made: dict[Group, list[Row]] = {
            "people": [self._person(one, words) for one in found.people.first],
            "cases": [self._case(one, words) for one in found.cases],
            "visits": [self._visit(one, words) for one in found.visits],
            "procedures": [self._procedure(one, words) for one in found.procedures],
        }
        rows: list[Row] = []
        for group, own in made.items():
            number, more = counts[group]
            rows.append(self._head(group, number, more, words))
            if shown.only in ("", group):
                whole = group in shown.whole or shown.only == group
                rows += self._part(group, own, number, whole, more)
        return tuple(rows)

    def _part(
        self, group: Group, own: list[Row], number: int, whole: bool, more: bool
    ) -> Sequence[Row]:
        hidden = number - FIRST[group]
        # One row more takes no more room than the words about it.
        if hidden > 1 and (not whole or len(own) < number):
            words = self._more(group, hidden)
            cells = (Cell(words, "text2"), Cell(), Cell(), Cell())
            return [*own[: FIRST[group]], Row(MORE + group, cells)]
        if more:
            words = self._count("Chỉ hiện {n} dòng đầu. Gõ thêm để thu hẹp.", len(own))
            cells = (Cell(words, "text2"), Cell(), Cell(), Cell())
            return [*own, Row(f"cut:{group}", cells, selectable=False)]
        return own

    def _head(self, group: Group, number: int, more: bool, words: str) -> Row:
        text = self._name(group, number)
        name = text.partition(" · ")[0]
        if more:
            text += "+"
        # Typed accents come before the time.
        if group in ("cases", "visits") and number > 1 and words.isascii():
            text = self._say("{head}, mới nhất trước", head=text)
        head = Cell(text, strong=True, spans=((0, len(name)),))
        return Row(f"group:{group}", (head, Cell(), Cell(), Cell()), group=True, selectable=False)

    def _name(self, group: Group, number: int) -> str:
        if group == "people":
            return self._count("Người · {n}", number)
        if group == "cases":
            return self._count("Hồ sơ · {n}", number)
        if group == "visits":
            return self._count("Lượt tiếp · {n}", number)
        return self._count("Thủ tục · {n}", number)

    def _more(self, group: Group, number: int) -> str:
        if group == "people":
            return self._count("… {n} người nữa", number)
        if group == "cases":
            return self._count("… {n} hồ sơ nữa", number)
        if group == "visits":
            return self._count("… {n} lượt nữa", number)
        return self._count("… {n} thủ tục nữa", number)

    def _person(self, person: Citizen, words: str) -> Row:
        name = person.name or person.organisation
        # Else nothing on the row would say why it was found.
        old = person.found_for if matched(person.found_for, words) else ""
        if person.name and (old or person.organisation):
            name = f"{person.name} · {old or person.organisation}"
        number = self._number(words, person.id_last4, person.phone)
        if not number.text:
            number = Cell(self._say("chỉ có tên") if person.only_a_name else "", "text2")
        cells = (
            Cell(name, spans=matched(name, words)),
            number,
            Cell(person.address, "text2"),
            Cell(self._count("{n} lượt", person.visits)),
        )
        return Row(PERSON + person.visit, cells)

    def _case(self, case: CaseView, words: str) -> Row:
        covered = self._cases.sensitive(case.procedure)
        name = self._cases.deed(case)
        if case.organisation and not covered and matched(case.name, words):
            name = f"{name} · {case.name}"
        matter = self._cases.matter(case.procedure)
        for number in (case.reference, case.phone):
            if matched(number, words):
                matter = f"{number} · {matter}"
                break
        cells = (
            Cell(name, "text3" if case.voided else "text", spans=matched(name, words)),
            self._cases.brief(case, self._now()),
            Cell(matter, spans=matched(matter, words), aside=self._desk(case.id)),
            Cell(local(case.at).strftime("%d/%m/%Y")),
        )
        return Row(CASE + case.id, cells)

    def _visit(self, visit: VisitView, words: str) -> Row:
        tone = "text3" if visit.voided else "text"
        name = visit.name or visit.organisation
        if visit.name and matched(visit.organisation, words):
            name = f"{visit.name} · {visit.organisation}"
        if visit.on_behalf_of:
            whom = visit.on_behalf_of
            name = self._say("{name}, nộp thay {whom}", name=name, whom=whom)
        if any(map(self._cases.sensitive, visit.procedures)):
            name = masked(visit.name or visit.organisation)
        shown = name or self._say("chỉ hỏi")
        matter = self._matter(visit)
        if visit.voided:
            matter = self._say("đã hủy: {matter}", matter=matter)
        cells = (
            Cell(shown, tone, spans=matched(name, words)),
            self._number(words, visit.id_last4, visit.phone, visit.reference),
            Cell(matter, tone, "trash" if visit.voided else "", aside=self._desk(visit.id)),
            Cell(local(visit.at).strftime("%d/%m/%Y"), tone),
        )
        return Row(visit.id, cells)

    def _procedure(self, procedure: Procedure, words: str) -> Row:
        name = procedure.short_name or procedure.name
        cells = (
            Cell(name, spans=matched(name, words), tip=procedure.name),
            Cell(procedure.code, "text2", spans=matched(procedure.code, words)),
            Cell(procedure.field, "text2", spans=matched(procedure.field, words)),
            Cell(),
        )
        return Row(PROCEDURE + procedure.code, cells)

    def _number(self, words: str, last: str, phone: str, reference: str = "") -> Cell:
        """The number that was typed, if one was; else the last four digits, else the phone."""
        for text in (reference, phone):
            found = matched(text, words)
            if found:
                return Cell(text, "text2", spans=found)
        if not last:
            return Cell(phone, "text2")
        text = self._say("số cuối {last}", last=last)
        at = text.rfind(last)
        found = matched(last, words) or matched_tail(last, words)
        return Cell(text, "text2", spans=tuple((at + start, at + end) for start, end in found))
