"""What may be claimed, what is refused, and what stands beside it; no Qt, no store."""

from __future__ import annotations

from decimal import Decimal

from desk_app.core.assessment import Claim
from desk_app.core.clock import Millis, from_local, local
from desk_app.core.criteria import CriteriaSet
from desk_app.core.errors import UserProblem
from desk_app.core.metrics import RatingCounts, VisitCounts
from desk_app.core.period import Month
from desk_app.core.problems import Problem
from desk_app.qt.models import Cell, Row
from desk_app.services.month_score import MonthScore
from desk_app.ui.assessment_presenter import AssessmentPresenter, Opened
from tests.support.presenters import run_now, say
from tests.support.scores import claim, criteria, month_score

VISITS = VisitCounts(total=100, with_service=100, answered=60)


class Port:
    """A desk of plain values that keeps claims."""

    def __init__(self, claims: dict[str, Claim]) -> None:
        self.claims = claims
        self.refusal: UserProblem | None = None

    def now(self) -> Millis:
        return from_local(local(Millis(0)).replace(2026, 11, 20))

    def criteria(self) -> CriteriaSet:
        return criteria()

    def month(self, month: Month) -> MonthScore:
        return month_score(VISITS, RatingCounts(satisfied=60), self.claims, month)

    def claim(self, year: int, criterion: str, points: Decimal | None, reason: str) -> None:
        assert year == 2026
        if self.refusal is not None:
            raise self.refusal
        if points is None:
            del self.claims[criterion]
        else:
            self.claims[criterion] = claim(str(points), reason)


class View:
    """A page of plain values."""

    title = model = words = ""
    saved = ""

    def __init__(self) -> None:
        self.rows: tuple[Row, ...] = ()
        self.opened: Opened | None = None
        self.problems: dict[str, str] = {}
        self.legend: tuple[Cell, ...] = ()

    def show_year(self, title: str, model_notice: str) -> None:
        self.title, self.model = title, model_notice

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        self.rows = rows

    def show_foot(self, words: str, legend: tuple[Cell, ...]) -> None:
        self.words, self.legend = words, legend

    def show_opened(self, opened: Opened | None) -> None:
        self.opened = opened

    def show_problems(self, sentences: dict[str, str]) -> None:
        self.problems = sentences

    def show_saved(self, text: str) -> None:
        self.saved = text


class Page:
    """Presenter, page and desk together, read."""

    def __init__(self, **claims: Claim) -> None:
        self.port = Port({key.replace("_", "."): value for key, value in claims.items()})
        self.view = View()
        self.presenter = AssessmentPresenter(
            self.port, run_now, say, lambda problem: f"<{problem.code}>", self.view
        )
        self.presenter.reload()

    def row(self, key: str) -> list[str]:
        return [cell.text for cell in next(r for r in self.view.rows if r.key == key).cells]


def test_the_first_criterion_is_open_at_once() -> None:
    page = Page()
    assert page.view.opened is not None
    assert page.view.opened.key == "1.1"
    assert page.view.title == "Tự chấm năm 2026"


def test_data_and_claim_stand_side_by_side() -> None:
    page = Page(**{"1_4": claim("1.5")})
    assert page.row("5.7")[3:] == ["1,50", "1,50", "khớp"]
    assert page.row("1.4")[3:] == ["–", "1,50", "chưa có minh chứng"]
    assert page.row("1.1")[3:] == ["–", "–", "chưa khai"]
    assert page.view.words == "Tự chấm 3,00/100"


def test_a_claim_below_the_data_is_told_apart() -> None:
    page = Page(**{"5_7": claim("1")})
    assert page.row("5.7")[3:] == ["1,50", "1,00", "tự chấm thấp hơn"]


def test_a_claim_is_written_with_a_decimal_comma_and_shown_again() -> None:
    page = Page()
    page.presenter.choose("1.4")
    page.presenter.save("1,25", "có ba hình thức")
    assert page.port.claims["1.4"].points == Decimal("1.25")
    assert page.view.saved == "Đã ghi 1,25 điểm tự chấm cho tiêu chí 1.4."
    assert page.row("1.4")[4] == "1,25"


def test_points_that_may_not_be_claimed_are_refused_beside_the_field() -> None:
    page = Page()
    page.presenter.choose("1.4")
    for typed, code in (
        ("hai", "claim.not_a_number"),
        ("2", "claim.above_max"),
        ("0,3", "claim.off_step"),
        ("-1", "claim.negative"),
    ):
        page.presenter.save(typed, "lý do")
        assert page.view.problems == {"points": f"<{code}>"}
    assert page.port.claims == {}


def test_a_missing_reason_is_said_beside_the_reason() -> None:
    page = Page()
    page.port.refusal = UserProblem(Problem("claim.reason_missing", "reason"))
    page.presenter.save("1", "")
    assert page.view.problems == {"reason": "<claim.reason_missing>"}


def test_a_claim_taken_back_leaves_what_the_data_prove() -> None:
    page = Page(**{"5_7": claim("1")})
    page.presenter.choose("5.7")
    page.presenter.take_back("ghi nhầm")
    assert page.row("5.7")[4] == "1,50"
    assert page.view.saved == "Đã rút điểm tự chấm của tiêu chí 5.7."


def test_the_opened_criterion_shows_its_working() -> None:
    page = Page()
    page.presenter.choose("5.7")
    assert page.view.opened is not None
    text = " ".join(page.view.opened.lines)
    assert "60/100 lượt = 60,0%" in text
    assert "Đạt mức từ 30,0%: 1,50 điểm." in text
