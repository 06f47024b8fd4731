"""What the page of cases shows: lists, words of due moments, the case beside them; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from desk_app.core.case_lists import CaseEntry, Lateness, ListCounts, ListName
from desk_app.core.case_steps import legal_steps
from desk_app.core.case_view import CaseView
from desk_app.core.clock import Millis
from desk_app.core.due_steps import Due, explain
from desk_app.core.due_words import DueLine, due_lines
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.work_calendar import WorkCalendar
from desk_app.qt.language import load_sentences
from desk_app.qt.models import Row
from desk_app.services.case_file import CaseFile
from desk_app.services.case_lists import LIMIT, WorkList
from desk_app.ui.cases.case_deeds import BUTTONS
from desk_app.ui.cases.case_details import LINES, CaseDetail
from desk_app.ui.cases.case_words import CaseWords, Timed
from desk_app.ui.cases.cases_presenter import CasesPresenter
from desk_app.ui.cases.list_words import Foot
from tests.support.case_day import TODAY, at, days_ago
from tests.support.case_values import CASE, a_case, a_step
from tests.support.day_values import CATALOGUE
from tests.support.presenters import count, run_now, say

NOW = at(TODAY, 9, 21)
CALENDAR = WorkCalendar(id="t", title="bản thử")
TEXTS = load_sentences("vi")


def entry(number: int, **values: Any) -> CaseEntry:
    """A row of a list."""
    known: dict[str, Any] = {
        "id": f"DESK.0.{number}", "number": f"K7QX-A-{number:06d}", "procedure": "2.000815",
        "status": "checked", "due": at(TODAY, 17), "held": False, "at": at(days_ago(2), 9),
        "finished": None, "extensions": 0, "unit": "working_days", "name": f"Người {number}",
        "organisation": "", "reference": "",
    }  # fmt: skip
    return CaseEntry(**{**known, **values})


class Port:
    """A desk with these rows."""

    def __init__(self) -> None:
        self.entries: tuple[CaseEntry, ...] = (entry(1), entry(2), entry(3))
        self.counts = ListCounts(today=3, mine=5, mine_overdue=2, mine_today=1, mine_held=1)
        self.lateness: Lateness | None = None
        self.cases: dict[str, CaseView] = {}
        self.desks: dict[str, str] = {}
        self.due: Due | None = None
        self.offer = False
        self.refuses: Problem | None = None
        self.asked: list[tuple[str, str]] = []
        self.read: list[str] = []

    def now(self) -> Millis:
        return NOW

    def work_list(self, name: ListName, words: str) -> WorkList:
        self.asked.append((name, words))
        return WorkList(
            name=name,
            counts=self.counts,
            entries=self.entries,
            matched=len(self.entries),
            lateness=self.lateness,
        )

    def opened(self, case_id: str) -> CaseFile | None:
        self.read.append(case_id)
        case = self.cases.get(case_id, a_case(id=case_id))
        return CaseFile(case=case, due=self.due, calendar="bản thử", offer_apology=self.offer)

    def in_lists(self, case_id: str) -> tuple[ListName, ...]:
        return ("ready",) if case_id == "DESK.0.77" else ()

    def procedure(self, code: str) -> Procedure | None:
        return CATALOGUE.find(code)

    def officer(self, officer_id: str) -> str:
        return {"PRACT1": "Trần Thị Thủy"}.get(officer_id, "")

    def calendar(self) -> WorkCalendar:
        return CALENDAR

    def desk_of(self, subject: str) -> str:
        return self.desks.get(subject, "")

    def own_prefix(self) -> str:
        return "K7QX-A"

    def why_not_advance(self) -> Problem | None:
        return self.refuses


class View:
    """A page of plain values."""

    chosen = empty = forecast = want = ""
    counts = ListCounts()
    rows: tuple[Row, ...] = ()
    foot: Foot = ()
    detail: CaseDetail | None = None
    sorted_by: tuple[int, bool] = (-1, False)

    def show_lists(self, chosen: ListName, counts: ListCounts) -> None:
        self.chosen, self.counts = chosen, counts

    def show_rows(self, rows: tuple[Row, ...], empty: str, choose: str) -> None:
        self.rows, self.empty, self.want = rows, empty, choose

    def show_foot(self, facts: Foot, forecast: str) -> None:
        self.foot, self.forecast = facts, forecast

    def show_detail(self, detail: CaseDetail | None) -> None:
        self.detail = detail

    def show_sort(self, column: int, *, descending: bool) -> None:
        self.sorted_by = (column, descending)


class Page:
    """Presenter, page and desk together."""

    def __init__(self, run: Callable[..., Any] = run_now) -> None:
        self.port, self.view = Port(), View()

        def lines(due: Due, today: date) -> tuple[DueLine, ...]:
            return due_lines(due, TEXTS, today)

        self.presenter = CasesPresenter(
            self.port, run, say, count, TEXTS.sentence, lines, self.view
        )

    def open(self, **values: Any) -> CaseDetail:
        self.port.cases["DESK.0.1"] = a_case(id="DESK.0.1", **values)
        self.presenter.choose("DESK.0.1")
        self.presenter.read_case_again()
        assert self.view.detail is not None
        return self.view.detail

    def column(self, number: int) -> list[str]:
        return [row.cells[number].text for row in self.view.rows]


def words(status: str = "checked", due: Millis | None = None, **values: Any) -> tuple[str, str]:
    said = CaseWords(CATALOGUE.find, lambda: CALENDAR, say, count)
    timed = Timed(status, due, values.get("held", False), values.get("finished"))
    cell = said.due(timed, NOW)
    assert cell.icon
    return cell.text, cell.tone


def test_a_due_moment_says_first_what_needs_a_hand() -> None:
    assert words(due=at(days_ago(3), 17)) == ("quá hạn 3 ngày", "late")
    assert words(due=at(TODAY, 7)) == ("quá hạn 2 giờ", "late")
    assert words(due=at(TODAY, 9, 10)) == ("vừa quá hạn", "late")
    assert words(due=at(TODAY, 17)) == ("hôm nay 17:00", "near")
    assert words(due=at(date(2026, 11, 24), 17)) == ("24/11 · còn 2 ngày làm việc", "text")
    assert words(due=at(date(2027, 1, 4), 17))[0].startswith("04/01/2027 · còn ")
    assert words() == ("chưa có hạn", "text2")


def test_a_case_whose_clock_stands_says_why_instead() -> None:
    late = at(days_ago(3), 17)
    assert words("waiting", late, held=True) == ("chờ bổ sung", "held")
    assert words("waiting", late)[0] == "quá hạn 3 ngày"
    assert words("ready", late, finished=at(days_ago(2), 9)) == ("có kết quả từ 18/11", "good")
    assert words("handed_over", late)[0] == "đã trả kết quả"


def test_a_list_is_read_with_its_counts_and_foot() -> None:
    page = Page()
    page.presenter.show_list("mine")
    assert page.port.asked == [("mine", "")]
    assert page.view.chosen == "mine"
    assert page.column(0) == ["000001", "000002", "000003"]
    assert page.view.foot == (
        ("5 hồ sơ của tôi", ""),
        ("2 quá hạn", "late"),
        ("1 đến hạn hôm nay", "near"),
        ("1 dừng tính", "held"),
    )


def test_digits_choose_the_lists_in_their_order() -> None:
    page = Page()
    for digit in (1, 2, 3, 4, 5, 6):
        page.presenter.show_number(digit)
    page.presenter.show_number(7)
    assert [name for name, _ in page.port.asked] == [
        "today", "soon", "overdue", "waiting", "ready", "mine",
    ]  # fmt: skip


def test_a_number_of_another_desk_is_said_in_full() -> None:
    page = Page()
    page.port.entries = (msgspec.structs.replace(entry(1), number="B2B2-A-000009"),)
    page.presenter.reload()
    assert page.column(0) == ["B2B2-A-000009"]


def test_a_case_of_another_desk_bears_its_name_in_the_list_and_in_full_beside_it() -> None:
    page = Page()
    page.port.entries = (entry(1), entry(2))
    other = page.port.entries[1].id
    page.port.desks = {other: "Quầy 2"}
    page.presenter.reload()
    assert [row.cells[2].aside for row in page.view.rows] == ["", "Quầy 2"]
    assert page.view.rows[1].cells[0].tip.endswith("· Quầy 2")
    page.port.desks["DESK.0.1"] = "Quầy 2"
    assert page.open(number="M3PT-B-000001").facts.startswith("M3PT-B-000001 · Quầy 2 · ")
    page.port.desks = {}
    assert page.open(number="K7QX-A-000001").facts.startswith("000001 · ")


def test_a_sensitive_matter_covers_the_name_until_enter() -> None:
    page = Page()
    page.port.entries = (entry(1, procedure="1.014027", name="Lê Thị Hạnh"),)
    page.presenter.reload()
    assert page.column(1) == ["L••• T••• H•••"]
    assert "Enter" in page.view.rows[0].cells[1].tip
    detail = page.open(procedure="1.014027", name="Lê Thị Hạnh")
    assert detail.who == "L••• T••• H•••"
    assert "0912345678" not in detail.facts
    page.presenter.reveal()
    assert page.view.detail is not None
    assert page.view.detail.who == "Lê Thị Hạnh"
    page.presenter.choose("DESK.0.2")
    page.presenter.choose("DESK.0.1")
    assert page.view.detail.who == "L••• T••• H•••"


def test_an_empty_list_says_so_and_an_empty_filter_what_to_try() -> None:
    page = Page()
    page.port.entries = ()
    page.presenter.reload()
    assert page.view.empty == "Hôm nay không có hồ sơ nào đến hạn."
    page.presenter.filter("hoa")
    assert page.view.empty.startswith("Không có hồ sơ nào khớp")
    assert page.view.foot == (("0 hồ sơ khớp trong 3", ""),)


def test_the_same_words_are_not_asked_for_twice() -> None:
    page = Page()
    page.presenter.filter("Hoà")
    page.presenter.filter("hoa ")
    assert page.port.asked == [("today", "Hoà")]


def test_heads_order_the_list_once_twice_and_back() -> None:
    page = Page()
    names = ("Trần Văn Lực", "Lê Thị An", "Phạm Thị Mai")
    page.port.entries = tuple(entry(n, name=name) for n, name in enumerate(names))
    page.presenter.reload()
    page.presenter.sort(1)
    assert page.column(1) == ["Lê Thị An", "Trần Văn Lực", "Phạm Thị Mai"]
    page.presenter.sort(1)
    assert page.column(1) == ["Phạm Thị Mai", "Trần Văn Lực", "Lê Thị An"]
    assert page.view.sorted_by == (1, True)
    page.presenter.sort(1)
    assert page.column(1) == list(names)
    assert page.view.sorted_by == (-1, False)


def test_what_may_become_late_is_said_with_its_reckoning() -> None:
    page = Page()
    page.port.lateness = Lateness(due=12, before=0, days=3, half_cases=6, late=3)
    page.presenter.reload()
    assert page.view.forecast == (
        "12 hồ sơ đến hạn trong 3 ngày làm việc tới; mỗi ngày thường xong 3 hồ sơ: "
        "khoảng 3 hồ sơ có thể quá hạn."
    )
    page.port.lateness = Lateness(due=12, before=2, days=3, half_cases=5, late=7)
    page.presenter.reload()
    assert "sau 2 hồ sơ đã quá hạn" in page.view.forecast
    assert "2,5 hồ sơ" in page.view.forecast


def test_a_list_beyond_its_limit_says_what_is_shown() -> None:
    page = Page()
    page.port.counts = ListCounts(ready=LIMIT + 1)
    page.presenter.show_list("ready")
    assert page.view.foot[-1] == ("hiện 1.000 hồ sơ đầu", "second")


def test_an_answer_that_comes_too_late_is_not_shown() -> None:
    answers: list[Callable[[Any], None]] = []
    page = Page(lambda work, then, failed=None: answers.append(then))
    page.presenter.show_list("today")
    page.presenter.show_list("ready")
    answers[0](page.port.work_list("today", ""))
    assert page.view.rows == ()
    page.presenter.choose("DESK.0.1")
    page.presenter.choose("DESK.0.2")
    answers[2](CaseFile(case=a_case(id="DESK.0.1")))
    assert page.view.detail is None


def test_a_change_reads_the_list_once_and_only_the_open_case_again() -> None:
    page = Page()
    page.open()
    page.port.asked, page.port.read = [], []
    page.presenter.on_changed(("DESK.0.2", "DESK.0.3"))
    assert (len(page.port.asked), page.port.read) == (1, [])
    page.presenter.on_changed(("DESK.0.1",))
    assert (len(page.port.asked), page.port.read) == (2, ["DESK.0.1"])


def test_a_case_from_elsewhere_opens_with_the_list_it_stands_in() -> None:
    page = Page()
    page.port.entries = (entry(77, status="ready"),)
    page.presenter.show_case("DESK.0.77")
    assert page.view.chosen == "ready"
    assert page.view.want == "DESK.0.77"
    assert page.view.detail is not None
    assert page.view.detail.id == "DESK.0.77"


def test_a_case_that_stands_in_no_list_opens_all_the_same() -> None:
    page = Page()
    page.port.cases["DESK.0.88"] = a_case(id="DESK.0.88", status="archived")
    page.presenter.show_case("DESK.0.88")
    assert page.view.want == ""
    assert page.view.detail is not None
    assert page.view.detail.id == "DESK.0.88"


def test_whoever_may_not_see_cases_sees_none() -> None:
    page = Page()
    page.open()
    page.presenter.forget()
    assert (page.view.rows, page.view.detail) == ((), None)
    assert page.view.counts == ListCounts()


@pytest.mark.parametrize("status", BUTTONS)
def test_only_legal_steps_are_offered(status: str) -> None:
    detail = Page().open(status=status, fee=15_000)
    offered = {one.kind for one in (*detail.buttons, *detail.more)}
    assert offered == {kind.removeprefix("case.") for kind in legal_steps(status)}  # type: ignore[arg-type]
    assert len(detail.buttons) <= 2


def test_the_main_step_is_the_result_then_handing_it_over() -> None:
    assert Page().open().buttons[0].kind == "ready"
    assert Page().open(status="ready").buttons[0].kind == "handed_over"
    assert Page().open(status="waiting").buttons[0].kind == "supplemented"
    assert Page().open().buttons[0].keys == "Ctrl R"


def test_an_apology_in_time_stands_beside_the_result() -> None:
    page = Page()
    page.port.offer = True
    detail = page.open()
    assert [one.kind for one in detail.buttons] == ["ready", "extended"]
    assert any(tone == "near" and "17:00" in text for tone, text in detail.notes)


def test_fees_are_taken_only_while_they_are_owed() -> None:
    owing = Page().open(status="ready", fee=15_000)
    assert "paid" in {one.kind for one in owing.more}
    assert owing.papers[-1].right == "chưa thu"
    paid = Page().open(status="ready", fee=15_000, payment="cash")
    assert "paid" not in {one.kind for one in paid.more}
    assert "15.000\u00a0đồng" in paid.papers[-1].words


def test_a_voided_case_offers_nothing() -> None:
    detail = Page().open(voided=True)
    assert (detail.buttons, detail.more) == ((), ())
    assert detail.chip[2] == "Đã hủy"


def test_whoever_may_not_act_reads_why() -> None:
    page = Page()
    page.port.refuses = Problem("rights.case.advance", "officer")
    assert page.open().why_not == TEXTS.sentence(page.port.refuses)


def test_steps_are_told_with_what_was_taken_back_and_what_is_to_come() -> None:
    detail = Page().open(
        steps=(
            a_step("supplement_requested", at(days_ago(4), 9, 40)),
            a_step("supplemented", at(days_ago(2), 10, 15)),
            a_step("ready", at(days_ago(1), 9), taken_back=True),
            a_step("handed_over", at(days_ago(1), 9), illegal=True, detail="proxy", who="Lê An"),
        ),
        illegal=1,
    )
    told = [(line.words, line.right) for line in detail.steps]
    assert told == [
        ("Nhận hồ sơ", "12/11 15:20"),
        ("Yêu cầu bổ sung", "16/11 09:40"),
        ("Đã bổ sung", "18/11 10:15"),
        ("Có kết quả (đã bỏ)", "19/11 09:00"),
        ("Trả kết quả: cho người được ủy quyền, Lê An (không hợp trình tự)", "19/11 09:00"),
        ("Giải quyết", "Trần Thị Thủy"),
        ("Trả kết quả", ""),
    ]
    assert ("held", "1 bước không hợp trình tự được giữ lại và đánh dấu.") in detail.notes


def test_papers_asked_for_stand_with_those_that_came() -> None:
    asked = a_step("supplement_requested", at(days_ago(1), 9), items=("Giấy khai sinh",))
    detail = Page().open(status="waiting", held=True, steps=(asked,))
    assert ("Giấy khai sinh", "còn thiếu") in [(one.words, one.right) for one in detail.papers]


def test_the_reckoning_stands_there_line_by_line_and_folds_when_it_is_long() -> None:
    page = Page()
    page.port.due = explain(CASE.at, 30, "working_days", CALENDAR)
    detail = page.open(time=30)
    assert detail.why_head == "30 ngày làm việc"
    assert detail.why_hidden > 0
    assert len(detail.why_lines) == LINES - 1
    assert detail.why_lines[-1].tone == "due"
    page.presenter.toggle_whole()
    assert page.view.detail is not None
    assert page.view.detail.why_hidden == 0
    assert len(page.view.detail.why_lines) == detail.why_hidden + LINES - 1


def test_law_calendar_and_doubts_stand_below_the_reckoning() -> None:
    page = Page()
    due = explain(CASE.at, 5, "working_days", CALENDAR)
    doubt = Problem("deadline.differs", "due", {"promised": "17:00 20/11/2026", "counted": "x"})
    page.port.due = msgspec.structs.replace(due, warnings=(doubt,))
    foot = page.open().why_foot
    assert foot.startswith("Cách đếm: Bộ luật Dân sự 2015, Điều 147–148. Lịch: bản thử.")
    assert TEXTS.sentence(doubt) in foot


def test_the_head_says_whose_case_it_is_with_four_digits_at_most() -> None:
    detail = Page().open()
    assert detail.facts == (
        "004213 · 1.004884 · hộ tịch · số cuối 6120 · 0912345678 · mã hồ sơ H05.242-261112-0007"
    )
    company = Page().open(organisation="Hợp tác xã Hà Vị", representative="Lê An", name="Bùi Ba")
    assert company.who == "Hợp tác xã Hà Vị"
    assert "Lê An" in company.facts


def test_a_case_opened_from_elsewhere_stays_until_a_list_or_a_row_is_chosen() -> None:
    page = Page()
    page.port.cases["DESK.0.88"] = a_case(id="DESK.0.88", status="archived")
    page.presenter.show_case("DESK.0.88")
    stays = [page.presenter.stays]
    page.presenter.show_number(2)
    stays.append(page.presenter.stays)
    page.presenter.show_case("DESK.0.88")
    page.presenter.choose("DESK.0.1")
    stays.append(page.presenter.stays)
    assert stays == [True, False, False]


@pytest.mark.parametrize(
    ("values", "paper"),
    [
        ({"status": "checked"}, "case_01"),
        ({"status": "waiting"}, "case_02"),
        ({"status": "refused"}, "case_03"),
        ({"status": "stopped"}, "case_05"),
        ({"steps": (a_step("extended", at(TODAY, 9), detail="apology"),)}, "case_04"),
        ({"steps": (a_step("extended", at(TODAY, 9)),)}, "case_01"),
        ({"status": "archived"}, "case_01"),
    ],
)
def test_the_printing_key_means_the_paper_of_the_state(values: dict[str, Any], paper: str) -> None:
    detail = Page().open(**values)
    assert detail.paper is not None
    assert detail.paper.kind == paper
    assert detail.paper.words == f"In {paper[-2:]}"
    assert all(one.keys == "F8" for one in detail.prints if one.kind == paper)


def test_a_fee_that_nobody_wrote_down_is_not_said_to_be_none() -> None:
    unknown = Page().open(procedure="1.004884").papers[-1]
    assert (unknown.words, unknown.icon) == ("Chưa ghi phí", "circle-dashed")
    nothing = Page().open(procedure="1.014027").papers[-1]
    assert (nothing.words, nothing.icon) == ("Không thu phí", "circle-check")


def test_putting_a_case_away_is_not_called_saving() -> None:
    (button,) = Page().open(status="handed_over").buttons
    assert button.words == "Đưa vào lưu trữ"
