"""What the month page says: the sentence, the parts, the answers; no Qt, no store."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desk_app.core.assessment import Claim
from desk_app.core.charts import BulletBar
from desk_app.core.clock import Millis, from_local, local
from desk_app.core.criteria import CriteriaSet
from desk_app.core.metrics import RatingCounts, VisitCounts
from desk_app.core.period import Month
from desk_app.qt.models import Cell, Row
from desk_app.services.month_score import MonthScore
from desk_app.ui.figures import percent, points, short_points, thousands
from desk_app.ui.month_presenter import Answers, MonthPresenter
from desk_app.ui.sentence import plain
from tests.support.presenters import count, run_now, say
from tests.support.scores import claim, criteria, month_score

VISITS = VisitCounts(total=600, with_service=418, questions_only=182, answered=251, not_offered=40)
RATINGS = RatingCounts(
    very_dissatisfied=1, dissatisfied=3, neutral=11, satisfied=88, very_satisfied=148
)


class Port:
    """A desk of plain values; the present moment is 20/11/2026 09:21."""

    def __init__(self, visits: VisitCounts, ratings: RatingCounts, claims: dict[str, Claim]):
        self._figures = (visits, ratings, claims)
        self.asked: list[Month] = []

    def now(self) -> Millis:
        return from_local(local(Millis(0)).replace(2026, 11, 20, 9, 21))

    def criteria(self) -> CriteriaSet:
        return criteria()

    def month(self, month: Month) -> MonthScore:
        self.asked.append(month)
        visits, ratings, claims = self._figures
        return month_score(visits, ratings, claims, month)


class View:
    """A page of plain values."""

    title = model = open_words = sentence = foot = ""
    bar: BulletBar
    legend: tuple[Cell, ...] = ()
    rows: tuple[Row, ...] = ()
    answers: Answers
    next_allowed = True

    def show_month(self, title: str, model_notice: str, open_words: str) -> None:
        self.title, self.model, self.open_words = title, model_notice, open_words

    def show_score(self, sentence: str, bar: BulletBar, legend: tuple[Cell, ...]) -> None:
        self.sentence, self.bar, self.legend = plain(sentence), bar, legend

    def show_criteria(self, rows: tuple[Row, ...], foot: str) -> None:
        self.rows, self.foot = rows, foot

    def show_answers(self, answers: Answers) -> None:
        self.answers = answers

    def allow_next(self, allowed: bool) -> None:
        self.next_allowed = allowed


class Shown:
    """Presenter, page and desk together, opened."""

    def __init__(
        self,
        visits: VisitCounts = VISITS,
        ratings: RatingCounts = RATINGS,
        claims: dict[str, Claim] | None = None,
    ) -> None:
        self.port, self.view = Port(visits, ratings, claims or {}), View()
        self.presenter = MonthPresenter(self.port, run_now, say, count, self.view)
        self.presenter.open()


def test_the_present_month_is_open_and_has_no_month_after_it() -> None:
    shown = Shown()
    assert shown.view.title == "Điểm tháng 11/2026"
    assert shown.view.open_words == "đang mở, tính đến 20/11 09:21"
    assert not shown.view.next_allowed
    shown.presenter.step(1)
    assert shown.port.asked == [Month(2026, 11)]


def test_one_goes_back_over_the_new_year_and_forward_again() -> None:
    shown = Shown()
    shown.presenter.step(-11)
    assert shown.view.title == "Điểm tháng 12/2025"
    assert shown.view.next_allowed
    assert shown.view.open_words == ""
    shown.presenter.step(1)
    assert shown.view.title == "Điểm tháng 01/2026"


def test_the_sentence_says_proven_claimed_and_what_is_missing() -> None:
    shown = Shown(claims={"1.1": claim("2", evidence=1), "1.4": claim("1.5")})
    assert shown.view.sentence == (
        "1,50 điểm chứng minh được. Cộng phần tự nhận là 3,50, còn thiếu 76,50 tới mốc 80."
    )
    assert [cell.text for cell in shown.view.legend] == [
        "chứng minh được 1,50",
        "tự nhận 2,00",
        "chưa có minh chứng 1,50",
        "mất 95,00",
    ]
    assert shown.view.bar.unproven == Decimal("1.5")


def test_the_parts_of_the_bar_and_what_is_lost_are_the_maximum() -> None:
    shown = Shown(claims={"1.1": claim("2", evidence=1), "1.4": claim("1.5")})
    total = shown.presenter.figures.sheet.total  # type: ignore[union-attr]
    bar = shown.view.bar
    assert bar.proven + bar.claimed + bar.unproven + total.lost == bar.most


def test_all_43_criteria_stand_under_their_groups() -> None:
    rows = Shown().view.rows
    assert len([r for r in rows if r.group]) == 5
    assert len([r for r in rows if not r.group]) == 43


def test_a_folded_group_keeps_its_sum_and_hides_its_criteria() -> None:
    shown = Shown()
    shown.presenter.fold("group:2", True)
    keys = [row.key for row in shown.view.rows]
    assert "group:2" in keys
    assert not [k for k in keys if k.startswith("2.")]
    shown.presenter.fold("group:2", False)
    assert "2.3" in [row.key for row in shown.view.rows]


def test_a_model_set_says_so() -> None:
    assert Shown().view.model == "Bộ tiêu chí mẫu – chưa phải của tỉnh"


def test_satisfaction_never_stands_without_its_response_rate() -> None:
    answers = Shown().view.answers
    assert answers.title == "Hài lòng tại quầy: 236/251 = 94,0%"
    assert answers.lines[0] == "trả lời 251/418 lượt = 60,0% · Wilson 95%: 90,4%–96,3%"
    assert answers.lines[1] == "xấu nhất, nếu người im lặng đều không hài lòng: 56,5%"
    assert answers.bar.silent == 167


def test_under_ten_answers_there_is_no_percentage() -> None:
    answers = Shown(VisitCounts(with_service=30), RatingCounts(satisfied=9)).view.answers
    assert "%" not in answers.title + " ".join(answers.lines)
    assert answers.title == "Hài lòng tại quầy: chưa đủ 10 phiếu"


def test_nothing_logged_shows_nothing_wrong() -> None:
    shown = Shown(VisitCounts(), RatingCounts())
    assert shown.view.sentence.startswith("0,00 điểm chứng minh được.")
    assert shown.view.answers.bar.silent == 0


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
