"""What the search page shows: visits and procedures found, matched parts, one of them opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from desk_app.core.clock import local
from desk_app.core.procedure import Procedure
from desk_app.core.text import fold, tokens
from desk_app.core.visit_view import VisitView
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Row
from desk_app.services.search import Found
from desk_app.ui.stage import Count, Run, Say
from desk_app.ui.today_presenter import OUTCOME_STATES

SHOWN = 50
_PROCEDURES = "procedure:"


class SearchPort(Protocol):
    """What the search page needs from the desk."""

    def search(self, words: str, limit: int) -> Found: ...
    def procedure(self, code: str) -> Procedure | None: ...


class Detail(msgspec.Struct, frozen=True):
    """The right half: a title, facts as label and words, whether a visit may start from it."""

    title: str
    second: str
    facts: tuple[tuple[str, str], ...]
    startable: bool


class SearchView(Protocol):
    """What the presenter asks of the page."""

    def show_rows(self, rows: tuple[Row, ...], summary: str, empty: str) -> None: ...
    def show_detail(self, detail: Detail | None) -> None: ...


class SearchPresenter:
    """Searches while one types and shows the newest answer only."""

    def __init__(
        self,
        port: SearchPort,
        run: Run,
        say: Say,
        count: Count,
        view: SearchView,
        matter: Callable[[VisitView], str],
    ) -> None:
        self._port, self._run, self._say, self._count = port, run, say, count
        self._view, self._matter = view, matter
        self._words = ""
        self._found = Found((), (), 0)
        self._chosen = ""

    def start(self) -> None:
        """Show the empty page."""
        self._show()

    def words_changed(self, text: str) -> None:
        """Search for what is typed now."""
        self._words = text.strip()
        if not tokens(self._words):
            self._found = Found((), (), 0)
            self._show()
            return
        asked = self._words
        self._run(
            lambda: self._port.search(asked, SHOWN), lambda found: self._on_found(asked, found)
        )

    def search_again(self) -> None:
        """A visit changed: what is shown may be old."""
        if self._words:
            self.words_changed(self._words)

    def say_again(self) -> None:
        """Say the same answer in the present language."""
        self._show()
        self.choose(self._chosen)

    def choose(self, key: str) -> None:
        """Show one of the rows on the right."""
        self._chosen = key
        self._view.show_detail(self._detail(key))

    def visit(self, key: str) -> VisitView | None:
        """The visit of a row."""
        return next((v for v in self._found.visits if v.id == key), None)

    def procedure_code(self, key: str) -> str:
        """The code of a procedure's row, or nothing."""
        return key.removeprefix(_PROCEDURES) if key.startswith(_PROCEDURES) else ""

    @property
    def _more(self) -> bool:
        return len(self._found.visits) >= SHOWN

    def _on_found(self, asked: str, found: Found) -> None:
        if asked == self._words:
            self._found = found
            self._show()

    def _show(self) -> None:
        if not self._words:
            empty = self._say("Gõ tên, 4 hoặc 6 số cuối định danh, điện thoại, mã hồ sơ, thủ tục.")
            self._view.show_rows((), "", empty)
            self._view.show_detail(None)
            return
        rows = [self._head("visits", mark("Lượt tiếp"), len(self._found.visits), self._more)]
        rows += [self._visit_row(v) for v in self._found.visits]
        rows.append(self._head("procedures", mark("Thủ tục"), len(self._found.procedures), False))
        rows += [self._procedure_row(p) for p in self._found.procedures]
        total = len(self._found.visits) + len(self._found.procedures)
        summary = self._count("{n} kết quả", total)
        if self._more:
            summary = self._count("{n} kết quả đầu, gõ thêm để thu hẹp", total)
        self._view.show_rows(tuple(rows), summary, "")
        self._view.show_detail(self._detail(self._chosen))

    def _head(self, key: str, words: str, number: int, more: bool) -> Row:
        count = f"{number}+" if more else str(number)
        head = f"{self._say(words)} · {count}"
        if key == "visits" and number:
            head = self._say("{head}, mới nhất trước", head=head)
        cells = (Cell(head, strong=True), Cell(), Cell(), Cell())
        return Row(f"group:{key}", cells, group=True, selectable=False)

    def _visit_row(self, visit: VisitView) -> Row:
        name = visit.name or visit.organisation or self._say("chỉ hỏi")
        second = "text3" if visit.voided else "text"
        last = self._say("số cuối {last}", last=visit.id_last4) if visit.id_last4 else ""
        cells = (
            Cell(name, second, spans=spans(name, self._words)),
            Cell(last, "text2", spans=spans(last, self._words)),
            Cell(self._matter(visit), second),
            Cell(local(visit.at).strftime("%d/%m/%Y"), second),
        )
        return Row(visit.id, cells)

    def _procedure_row(self, procedure: Procedure) -> Row:
        name = procedure.short_name or procedure.name
        cells = (
            Cell(name, spans=spans(name, self._words), tip=procedure.name),
            Cell(procedure.code, "text2"),
            Cell(procedure.field, "text2"),
            Cell(),
        )
        return Row(_PROCEDURES + procedure.code, cells)

    def _detail(self, key: str) -> Detail | None:
        visit = self.visit(key)
        if visit is not None:
            return self._visit_detail(visit)
        procedure = self._port.procedure(self.procedure_code(key)) if key else None
        return self._procedure_detail(procedure) if procedure is not None else None

    def _visit_detail(self, visit: VisitView) -> Detail:
        say = self._say
        at = local(visit.at).strftime("%d/%m/%Y %H:%M")
        state = say(OUTCOME_STATES[visit.outcome][2])
        facts = [(say("Giờ tiếp"), at), (say("Kết quả"), say("đã hủy") if visit.voided else state)]
        if visit.id_last4:
            facts.append((say("Số định danh"), say("số cuối {last}", last=visit.id_last4)))
        for words, text in (
            (mark("Điện thoại"), visit.phone),
            (mark("Nơi ở"), visit.address),
            (mark("Tổ chức"), visit.organisation if visit.name else ""),
            (mark("Mã hồ sơ"), visit.reference),
            (mark("Ghi chú"), visit.note),
        ):
            if text:
                facts.append((say(words), text))
        for code in visit.procedures:
            procedure = self._port.procedure(code)
            name = (procedure.short_name or procedure.name) if procedure else ""
            facts.append((say("Việc"), f"{name} {code}".strip()))
        if visit.late:
            logged = local(visit.recorded).strftime("%d/%m/%Y %H:%M")
            facts.append((say("Ghi muộn lúc"), logged))
        title = visit.name or visit.organisation or say("chỉ hỏi")
        named = bool(visit.name or visit.organisation)
        return Detail(title, say("lượt tiếp"), tuple(facts), named)

    def _procedure_detail(self, procedure: Procedure) -> Detail:
        say = self._say
        facts = [(say("Mã"), procedure.code), (say("Tên đầy đủ"), procedure.name)]
        for words, text in (
            (mark("Lĩnh vực"), procedure.field),
            (mark("Thời hạn"), procedure.limit_text),
            (mark("Phí, lệ phí"), procedure.fee_text),
            (mark("Cơ quan"), procedure.authority),
        ):
            if text:
                facts.append((say(words), text))
        title = procedure.short_name or procedure.name
        return Detail(title, say("thủ tục"), tuple(facts), True)


def spans(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where the typed words stand in `text`, as character ranges; accents do not matter."""
    wanted = tokens(words)
    found = []
    at = 0
    for part in text.split(" "):
        folded = fold(part)
        hit = max((w for w in wanted if folded.startswith(w)), key=len, default="")
        if hit:
            end = len(part) if len(hit) == len(folded) else min(len(part), len(hit))
            found.append((at, at + end))
        at += len(part) + 1
    return tuple(found)
