"""A day's rows, their state in words, and its sums by unit; no Qt, no store."""

from __future__ import annotations

import msgspec
import pytest

from desk_app.core.clock import Millis
from desk_app.core.procedure import Procedure
from desk_app.core.visit import VisitForm
from desk_app.core.visit_view import VisitView
from desk_app.qt.models import Row
from desk_app.ui.today_presenter import TodayPresenter
from tests.support.presenters import count, run_now, say
from tests.ui.test_search_presenter import CATALOGUE, VISIT


class Port:
    """A desk with these visits."""

    def __init__(self, *visits: VisitView) -> None:
        self.visits = visits

    def today(self) -> tuple[VisitView, ...]:
        return self.visits

    def procedure(self, code: str) -> Procedure | None:
        return CATALOGUE.find(code)

    def correct(self, visit_id: str, form: VisitForm, reason: str) -> None: ...
    def void(self, visit_id: str, reason: str) -> None: ...


class View:
    """A list of plain values."""

    rows: tuple[Row, ...] = ()
    facts = empty = ""

    def show_rows(self, rows: tuple[Row, ...], facts: str, empty: str) -> None:
        self.rows, self.facts, self.empty = rows, facts, empty


def shown(*visits: VisitView) -> tuple[View, list[Millis | None]]:
    view, lasts = View(), []  # type: ignore[var-annotated]
    TodayPresenter(Port(*visits), run_now, say, count, view, lasts.append).reload()
    return view, lasts


def changed(**values: object) -> VisitView:
    return msgspec.structs.replace(VISIT, **values)


def test_an_empty_day_says_how_it_starts() -> None:
    view, lasts = shown()
    assert view.empty.startswith("Chưa có lượt nào hôm nay.")
    assert view.facts == "0 lượt"
    assert lasts == [None]


def test_sums_count_each_unit_apart_and_leave_voided_ones_out() -> None:
    view, _ = shown(
        changed(id="A.0.1"),
        changed(id="A.0.2", purpose="question", name="", procedures=()),
        changed(id="A.0.3", voided=True),
    )
    assert view.facts == "2 lượt · 1 lượt chỉ hỏi · 1 lượt đã hủy"


def test_the_newest_stands_first_and_tells_the_truth_line() -> None:
    later = Millis(VISIT.at + 60_000)
    view, lasts = shown(VISIT, changed(id="A.0.9", at=later, recorded=later))
    assert [row.key for row in view.rows] == ["A.0.9", VISIT.id]
    assert lasts == [later]


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"outcome": "accepted"}, "đã nhận"),
        ({"outcome": "refused"}, "từ chối"),
        ({"outcome": "supplement"}, "cần bổ sung"),
        ({"late": "power"}, "ghi muộn"),
        ({"conflicts": ("name",)}, "hai cách ghi"),
        ({"voided": True, "late": "power"}, "đã hủy"),
    ],
)
def test_each_row_says_its_state_in_words(values: dict[str, object], state: str) -> None:
    view, _ = shown(changed(**values))
    assert view.rows[0].cells[-1].text == state


def test_several_matters_are_one_row_that_says_how_many() -> None:
    view, _ = shown(changed(procedures=("1.001193", "2.000815")))
    assert view.rows[0].cells[2].text == "Đăng ký khai sinh và 1 việc khác"
