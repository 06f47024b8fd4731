"""What the month page says: the sentence, charts, tables and data quality; no Qt, no store."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from desk_app.core.charts.words import wrong_holes
from desk_app.core.clock import Millis
from desk_app.core.criteria import CriteriaSet
from desk_app.core.metrics import VisitCounts
from desk_app.core.period import Month
from desk_app.qt.models import Row
from desk_app.services.month_charts import MonthCharts
from desk_app.services.month_score import MonthFigures
from desk_app.ui.figures import percent, points, short_points, thousands
from desk_app.ui.month.tables import MonthTables
from desk_app.ui.month.words import chart_words
from desk_app.ui.month_presenter import Fact, MonthPresenter
from desk_app.ui.sentence import plain
from tests.support.design_month import NOW, design_figures
from tests.support.presenters import count, run_now, say
from tests.support.scores import criteria


class Port:
    """A desk with the design's month; the present moment is 20/11/2026 09:21."""

    def __init__(self, figures: MonthFigures) -> None:
        self._figures = figures
        self.asked: list[Month] = []

    def now(self) -> Millis:
        return NOW

    def criteria(self) -> CriteriaSet:
        return criteria()

    def month_figures(self, month: Month) -> MonthFigures:
        self.asked.append(month)
        score = msgspec.structs.replace(self._figures.score, month=month)
        return msgspec.structs.replace(self._figures, score=score)


class View:
    """A page of plain values."""

    title = model = until = ""
    charts: MonthCharts
    tables: MonthTables
    facts: tuple[Fact, ...] = ()
    next_allowed = True

    def show_month(self, title: str, model_notice: str, until: str) -> None:
        self.title, self.model, self.until = title, model_notice, until

    def show_charts(self, charts: MonthCharts) -> None:
        self.charts = charts

    def show_tables(self, tables: MonthTables) -> None:
        self.tables = tables

    def show_quality(self, facts: tuple[Fact, ...]) -> None:
        self.facts = facts

    def allow_next(self, allowed: bool) -> None:
        self.next_allowed = allowed


class Shown:
    """Presenter, page and desk together, opened."""

    def __init__(self, figures: MonthFigures | None = None) -> None:
        self.port, self.view = Port(figures or design_figures()), View()
        self.presenter = MonthPresenter(self.port, run_now, say, count, self.view)
        self.presenter.open()


def cells(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def test_the_present_month_is_open_and_has_no_month_after_it() -> None:
    shown = Shown()
    assert shown.view.title == "Điểm tháng 11/2026"
    assert shown.view.until == "đang mở, lũy kế đến 20/11 09:21"
    assert not shown.view.next_allowed
    shown.presenter.step(1)
    assert shown.port.asked == [Month(2026, 11)]


def test_one_goes_back_over_the_new_year_and_forward_again() -> None:
    shown = Shown()
    shown.presenter.step(-11)
    assert shown.view.title == "Điểm tháng 12/2025"
    assert shown.view.next_allowed
    assert shown.view.until == "lũy kế từ 01/01 đến 31/12/2025"
    shown.presenter.step(1)
    assert shown.view.title == "Điểm tháng 01/2026"


def test_a_point_of_the_line_leads_to_its_month_and_never_beyond_today() -> None:
    shown = Shown()
    shown.presenter.go_to("2026-03")
    assert shown.view.title == "Điểm tháng 03/2026"
    for nowhere in ("2026-12", "", "2026-13"):
        shown.presenter.go_to(nowhere)
    assert shown.view.title == "Điểm tháng 03/2026"


def test_the_sentence_says_proven_claimed_and_what_is_missing() -> None:
    charts = Shown().view.charts
    assert plain(charts.headline) == (
        "71,25 điểm chứng minh được. Cộng phần tự nhận là 79,75, còn thiếu 0,25 tới mốc 80."
    )
    assert charts.headline != plain(charts.headline)
    assert charts.bullet.sentence == plain(charts.headline)


def test_the_words_of_the_window_have_every_hole_they_need() -> None:
    assert wrong_holes(chart_words(say)) == ()


def test_the_month_alone_stands_beside_the_year_to_date() -> None:
    assert Shown().view.charts.month_alone.startswith("Riêng tháng 11: 71 lượt;")


def test_all_43_criteria_stand_under_their_groups() -> None:
    rows = Shown().view.tables.criteria
    assert len([r for r in rows if r.group]) == 5
    assert len([r for r in rows if not r.group]) == 43


def test_a_folded_group_keeps_its_sum_and_hides_its_criteria() -> None:
    shown = Shown()
    shown.presenter.fold("group:2", True)
    keys = [row.key for row in shown.view.tables.criteria]
    assert "group:2" in keys
    assert not [k for k in keys if k.startswith("2.")]
    shown.presenter.fold("group:2", False)
    assert "2.3" in [row.key for row in shown.view.tables.criteria]


def test_the_tables_hold_what_the_charts_draw() -> None:
    view = Shown().view
    (parts,) = view.tables.parts
    assert cells(parts) == ["71,25", "8,50", "3,00", "17,25", "100,00", "80,00"]
    criterion = next(row for row in view.tables.criteria if row.key == "2.3")
    assert cells(criterion)[2:5] == ["4,00", "6,00", "–2,00"]
    own = next(row for row in view.tables.criteria if row.key == "5.7")
    assert cells(own)[5] == "1,25"
    assert [cells(row)[0] for row in view.tables.months][::12] == ["11/2025", "11/2026"]
    assert cells(view.tables.months[-1])[1:] == ["71,25", "8,50", "3,00", "17,25"]
    assert "1 sao từ 80,00" in view.tables.criteria_foot


def test_a_month_without_data_has_a_dash_in_the_table_and_no_nought() -> None:
    figures = design_figures()
    line = (msgspec.structs.replace(figures.line[0], recorded=False), *figures.line[1:])
    rows = Shown(msgspec.structs.replace(figures, line=line)).view.tables.months
    assert cells(rows[0]) == ["11/2025", "–", "–", "–", "–"]


def test_the_table_of_answers_says_the_year_and_the_month() -> None:
    rows = {row.key: cells(row)[1:] for row in Shown().view.tables.answers}
    assert rows["level:5"] == ["148", "20"]
    assert rows["silent"] == ["167", "22"]
    assert rows["rate"] == ["60,0%", "63,3%"]
    assert rows["share"] == ["94,0%", "94,7%"]
    assert rows["worst"][0] == "56,5%"


def test_a_month_too_small_to_be_told_has_dashes_beside_the_year() -> None:
    figures = design_figures()
    own = msgspec.structs.replace(figures.own, satisfaction=None)
    rows = Shown(msgspec.structs.replace(figures, own=own)).view.tables.answers
    assert {cells(row)[2] for row in rows} == {"–"}
    assert cells(rows[0])[1] == "148"


def test_under_ten_answers_neither_chart_nor_table_says_anything_of_them() -> None:
    figures = design_figures()
    score = msgspec.structs.replace(figures.score, satisfaction=None)
    view = Shown(msgspec.structs.replace(figures, score=score)).view
    assert view.charts.answers is None
    assert view.tables.answers == ()
    assert view.tables.few == view.charts.answers_title == "Hài lòng tại quầy: chưa đủ 10 phiếu"
    assert not [fact for fact in view.facts if "đánh giá công bố" in fact.text]


def test_a_model_set_says_so() -> None:
    assert Shown().view.model == "Bộ tiêu chí mẫu – chưa phải của tỉnh"


def test_the_last_line_says_what_the_data_are_worth() -> None:
    assert [(fact.tone, fact.text) for fact in Shown().view.facts] == [
        ("second", "600 lượt từ đầu năm"),
        ("near", "12 lượt ghi muộn có lý do"),
        ("near", "40 lượt không mời đánh giá"),
        ("second", "đánh giá công bố đến 19/11"),
        ("second", "mới nhất 09:17 20/11"),
    ]


def test_conflicts_are_named_and_their_absence_is_not() -> None:
    figures = msgspec.structs.replace(design_figures(), conflicts=2)
    facts = Shown(figures).view.facts
    assert ("held", "2 lượt có hai quầy ghi khác nhau") in [(f.tone, f.text) for f in facts]


def test_nothing_logged_shows_nothing_wrong_and_claims_nothing_good() -> None:
    figures = design_figures()
    score = msgspec.structs.replace(
        figures.score, visits=VisitCounts(), satisfaction=None, latest=None, released=None
    )
    view = Shown(msgspec.structs.replace(figures, score=score, late=0)).view
    assert [fact.text for fact in view.facts] == ["0 lượt từ đầu năm"]


def test_the_same_figures_are_said_again_in_another_language() -> None:
    shown = Shown()
    shown.view.show_quality(())
    shown.presenter.say_again()
    assert len(shown.view.facts) == 5
    assert len(shown.port.asked) == 1


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (points(Decimal("-2")), "–2,00"),
        (points(Decimal("71.25")), "71,25"),
        (short_points(Decimal("20.00")), "20"),
        (short_points(Decimal("1.5")), "1,5"),
        (percent(Decimal("0.9402")), "94,0%"),
        (percent(Decimal("0.9999")), "99,9%"),
        (percent(Decimal("0.0001")), "0,1%"),
        (percent(Decimal(1)), "100,0%"),
        (thousands(48312), "48.312"),
    ],
)
def test_figures_are_written_as_an_office_writes_them(text: str, made: str) -> None:
    assert text == made
