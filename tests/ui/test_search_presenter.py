"""What was found, in which order, with which part matched, one of it opened; no Qt, no store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from desk_app.core.case_view import CaseView
from desk_app.core.citizen import Citizen, People
from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.visit_view import VisitView
from desk_app.qt.models import Row
from desk_app.services.search import LookedUp
from desk_app.ui.search.details import Detail
from desk_app.ui.search.result_rows import Group
from desk_app.ui.search_presenter import SearchPresenter
from tests.support.case_values import a_case
from tests.support.day_values import CATALOGUE, VISIT
from tests.support.presenters import count, run_now, say

YEAR = 365 * 86_400_000
PERSON = Citizen(
    visit=VISIT.id, name=VISIT.name, organisation="", phone=VISIT.phone, address=VISIT.address,
    id_last4="4417", visits=3, this_year=2, last=VISIT.at,
)  # fmt: skip


class Port:
    """A desk that finds what it was given."""

    def __init__(self) -> None:
        self.visits: tuple[VisitView, ...] = (VISIT,)
        self.people: tuple[Citizen, ...] = (PERSON,)
        self.cases: tuple[CaseView, ...] = ()
        self.desks: dict[str, str] = {}
        self.asked: list[tuple[str, int]] = []
        self.seen: list[str] = []
        self.refuses: Problem | None = None

    def look_up(self, words: str, people: int, visits: int) -> LookedUp:
        self.asked.append((words, people))
        known = People(self.people[:people], len(self.people))
        found = tuple(CATALOGUE.search(words, 10))
        return LookedUp(known, self.visits[:visits], found, 48_312, self.cases)

    def visits_of(self, visit_id: str, limit: int) -> tuple[VisitView, ...]:
        return self.visits[:limit] if visit_id == VISIT.id else ()

    def cases_of(self, visit_id: str) -> tuple[CaseView, ...]:
        return self.cases if visit_id == VISIT.id else ()

    def visit(self, visit_id: str) -> VisitView | None:
        return msgspec.structs.replace(VISIT, id=visit_id)

    def unmask(self, visit_id: str) -> str:
        self.seen.append(visit_id)
        return "001187004417"

    def desk_of(self, subject: str) -> str:
        return self.desks.get(subject, "")

    def why_not_unmask(self) -> Problem | None:
        return self.refuses

    def procedure(self, code: str) -> Procedure | None:
        return CATALOGUE.find(code)

    def officer(self, officer_id: str) -> str:
        return {"PRACT1": "Trần Thị Thủy"}.get(officer_id, "")

    def now(self) -> Millis:
        return VISIT.at


class View:
    """A page of plain values."""

    def __init__(self) -> None:
        self.rows: tuple[Row, ...] = ()
        self.summary = self.note = self.number = self.group = ""
        self.started: list[str] = []
        self.detail: Detail | None = None

    def show_rows(self, rows: tuple[Row, ...], summary: str, empty: str) -> None:
        self.rows, self.summary, self.note = rows, summary, empty

    def show_detail(self, detail: Detail | None) -> None:
        self.detail = detail

    def show_number(self, number: str) -> None:
        self.number = number

    def show_group(self, group: Group) -> None:
        self.group = group

    def start_visit(self, key: str) -> None:
        self.started.append(key)


class Page:
    """Presenter, page and desk together."""

    def __init__(self) -> None:
        self.port, self.view = Port(), View()
        self.presenter = SearchPresenter(
            self.port, run_now, say, count, self.view, lambda visit: "Chứng thực bản sao"
        )
        self.presenter.start()

    def find(self, words: str, choose: str = "") -> Detail:
        self.presenter.words_changed(words)
        self.presenter.choose(choose or "person:" + VISIT.id)
        assert self.view.detail is not None
        return self.view.detail

    def row_keys(self) -> list[str]:
        return [row.key for row in self.view.rows]

    def marked(self, key: str) -> list[str]:
        row = next(row for row in self.view.rows if row.key == key)
        return [cell.text[a:b] for cell in row.cells for a, b in cell.spans]


def many(number: int, **changed: Any) -> tuple[VisitView, ...]:
    return tuple(msgspec.structs.replace(VISIT, id=f"DESK.0.{n}", **changed) for n in range(number))


def test_an_empty_line_says_what_can_be_typed() -> None:
    page = Page()
    assert page.view.rows == ()
    assert page.view.note.startswith("Gõ tên")


def test_groups_stand_in_a_fixed_order_even_with_nothing_in_them() -> None:
    page = Page()
    page.presenter.words_changed("nguyen thi hoa")
    groups = [row.cells[0].text for row in page.view.rows if row.group]
    assert groups == ["Người · 1", "Hồ sơ · 0", "Lượt tiếp · 1", "Thủ tục · 0"]
    assert page.view.summary == "2 kết quả trong 48.312 lượt"


def test_nothing_found_says_what_one_can_try() -> None:
    page = Page()
    page.port.visits = page.port.people = ()
    page.presenter.words_changed("zzyzx")
    assert [row.group for row in page.view.rows] == [True, True, True, True]
    assert page.view.note.startswith("Không thấy gì. Thử bớt chữ")


@pytest.mark.parametrize("words", ["🙂", "-", "\u202e", "***"])
def test_what_holds_no_letter_and_no_digit_finds_nothing(words: str) -> None:
    page = Page()
    page.presenter.words_changed(words)
    assert page.port.asked == []
    assert page.view.summary == ""
    assert page.view.note.startswith("Không thấy gì.")


def test_the_rest_of_a_group_is_one_row_that_opens_it() -> None:
    page = Page()
    page.port.visits = many(16)
    page.presenter.words_changed("hoa")
    assert "more:visits" in page.row_keys()
    more = next(row for row in page.view.rows if row.key == "more:visits")
    assert more.cells[0].text == "… 12 lượt nữa"
    assert page.presenter.open_more("more:visits")
    assert "more:visits" not in page.row_keys()
    assert sum(key.startswith("DESK") for key in page.row_keys()) == 16
    assert not page.presenter.open_more("DESK.0.3")


def test_one_row_more_is_shown_rather_than_announced() -> None:
    page = Page()
    page.port.visits = many(5)
    page.presenter.words_changed("hoa")
    assert "more:visits" not in page.row_keys()


def test_people_out_of_sight_are_read_when_they_are_asked_for() -> None:
    page = Page()
    page.port.people = tuple(
        msgspec.structs.replace(PERSON, visit=f"DESK.0.{n}") for n in range(20)
    )
    page.presenter.words_changed("hoa")
    assert page.port.asked == [("hoa", 6)]
    page.presenter.open_more("more:people")
    assert page.port.asked[-1] == ("hoa", 30)
    assert sum(key.startswith("person:") for key in page.row_keys()) == 20


def test_a_list_that_was_cut_off_says_so() -> None:
    page = Page()
    page.port.visits = many(70)
    page.presenter.words_changed("0912")
    page.presenter.open_more("more:visits")
    assert page.view.summary == "ít nhất 51 kết quả trong 48.312 lượt"
    assert "Lượt tiếp · 50+, mới nhất trước" in [row.cells[0].text for row in page.view.rows]
    assert "cut:visits" in page.row_keys()


def test_narrowing_shows_one_group_whole_and_keeps_every_head() -> None:
    page = Page()
    page.port.visits = many(16)
    page.presenter.words_changed("hoa")
    page.presenter.narrow("visits")
    assert page.view.group == "visits"
    assert [row.key for row in page.view.rows if row.group] == [
        "group:people", "group:cases", "group:visits", "group:procedures",
    ]  # fmt: skip
    assert len(page.view.rows) == 4 + 16
    page.presenter.narrow("visits")
    assert page.view.group == ""
    assert "more:visits" in page.row_keys()


def test_an_erased_line_shows_all_groups_again() -> None:
    page = Page()
    page.presenter.words_changed("hoa")
    page.presenter.narrow("people")
    page.presenter.words_changed("")
    assert page.view.group == ""


def test_typed_accents_come_before_the_time_and_the_head_does_not_say_otherwise() -> None:
    page = Page()
    page.port.visits = many(3)
    page.presenter.words_changed("hoà")
    assert "Lượt tiếp · 3" in [row.cells[0].text for row in page.view.rows]


def test_what_matched_is_marked_where_it_stands() -> None:
    page = Page()
    page.presenter.words_changed("nguyen thi hoa")
    assert page.marked("person:" + VISIT.id) == ["Nguyễn Thị Hoà"]
    page.presenter.words_changed("004417")
    assert page.marked("person:" + VISIT.id) == ["4417"]
    page.presenter.words_changed("0912 345")
    assert page.marked(VISIT.id) == ["0912345"]


def test_an_organisation_of_earlier_stands_on_the_row_that_it_found() -> None:
    page = Page()
    page.port.people = (msgspec.structs.replace(PERSON, found_for="Hợp tác xã Sông Cầu"),)
    for words, marked in (("song cau", ["Sông Cầu"]), ("0912345678", ["0912345678"])):
        page.presenter.words_changed(words)
        assert page.marked("person:" + VISIT.id) == marked


def test_whom_somebody_came_for_stands_beside_the_name() -> None:
    page = Page()
    page.port.visits = (msgspec.structs.replace(VISIT, on_behalf_of="Đào Thị Sen"),)
    page.presenter.words_changed("dao sen")
    row = next(row for row in page.view.rows if row.key == VISIT.id)
    assert row.cells[0].text == "Nguyễn Thị Hoà, nộp thay Đào Thị Sen"
    assert page.marked(VISIT.id) == ["Đào", "Sen"]


def test_a_person_opens_with_visits_by_year_and_their_unit() -> None:
    page = Page()
    older = msgspec.structs.replace(VISIT, id="DESK.0.2", at=Millis(VISIT.at - YEAR))
    page.port.visits = (VISIT, older)
    detail = page.find("hoa")
    assert (detail.head, detail.head_facts) == ("Năm 2026", "2 lượt · tất cả 3 lượt")
    assert [row.key for row in detail.rows] == [VISIT.id, "year:2025", "DESK.0.2"]
    assert ("Điện thoại", "0912345678") in detail.facts


def test_only_the_last_four_digits_of_an_id_are_shown() -> None:
    page = Page()
    for key in ("person:" + VISIT.id, VISIT.id):
        detail = page.find("hoa", key)
        assert detail.masked == "•••• •••• 4417"
        assert "001187" not in str(detail)


def test_a_whole_number_is_shown_by_an_act_and_hidden_with_the_next_row() -> None:
    page = Page()
    page.port.visits = (VISIT, msgspec.structs.replace(VISIT, id="DESK.0.2", full_id=True))
    page.find("hoa")
    page.presenter.unmask()
    assert page.port.seen == ["DESK.0.2"]
    assert page.view.number == "0011 8700 4417"
    page.presenter.choose(VISIT.id)
    assert page.view.number == ""


def test_there_is_no_whole_number_where_none_is_kept() -> None:
    page = Page()
    assert page.find("hoa").unmask == ""
    page.presenter.unmask()
    assert page.port.seen == []


def test_whoever_may_not_look_is_told_and_sees_nothing() -> None:
    page = Page()
    page.port.refuses = Problem("rights.person.unmask", "officer")
    page.port.visits = (msgspec.structs.replace(VISIT, full_id=True),)
    assert page.find("hoa").why_not == page.port.refuses
    page.presenter.unmask()
    assert page.port.seen == []


def test_a_number_that_comes_after_another_row_was_chosen_is_not_shown() -> None:
    page, answers = Page(), []
    page.port.visits = (msgspec.structs.replace(VISIT, full_id=True),)
    page.find("hoa", VISIT.id)
    page.presenter._run = lambda work, then, failed=None: answers.append(then)
    page.presenter.unmask()
    page.presenter.choose("person:" + VISIT.id)
    answers[0]("001187004417")
    assert page.view.number == ""


def test_a_visit_opens_with_its_officer_its_state_and_its_notes() -> None:
    page = Page()
    page.port.visits = (
        msgspec.structs.replace(VISIT, note="hẹn thứ Hai", rating="declined", late="power"),
    )
    facts = dict(page.find("hoa", VISIT.id).facts)
    assert facts["Cán bộ"] == "Trần Thị Thủy"
    assert facts["Tình trạng"] == "xong"
    assert facts["Ghi chú"] == "hẹn thứ Hai"
    assert facts["Đánh giá"] == "đã mời"
    assert "Ghi muộn lúc" in facts


@pytest.mark.parametrize("rating", ["answered", "declined", "timed_out"])
def test_of_a_rating_only_the_offer_is_shown(rating: str) -> None:
    page = Page()
    page.port.visits = (msgspec.structs.replace(VISIT, rating=rating),)
    assert dict(page.find("hoa", VISIT.id).facts)["Đánh giá"] == "đã mời"


def test_what_another_desk_began_says_so_on_its_row_and_beside_its_officer() -> None:
    page = Page()
    case = a_case()
    page.port.desks = {VISIT.id: "Quầy 2", case.id: "Quầy 2"}
    page.port.cases = (case,)
    detail = page.find("hoa", VISIT.id)
    rows = {row.key: row for row in page.view.rows}
    assert rows[VISIT.id].cells[2].aside == "Quầy 2"
    assert rows[f"case:{case.id}"].cells[2].aside == "Quầy 2"
    assert dict(detail.facts)["Cán bộ"] == "Trần Thị Thủy · Quầy 2"
    opened = dict(page.find("hoa").facts)["Hồ sơ đang mở"]
    assert opened.startswith(case.number)


def test_an_erased_visit_and_a_question_start_no_visit() -> None:
    page = Page()
    page.port.visits = (
        msgspec.structs.replace(VISIT, id="DESK.0.7", name="", erased=True),
        msgspec.structs.replace(VISIT, id="DESK.0.8", name="", purpose="question"),
    )
    for key in ("DESK.0.7", "DESK.0.8"):
        assert not page.find("2.000815", key).startable
        page.presenter.start_visit()
        assert page.presenter.citizen(key) is None
    assert page.view.started == []


def test_a_procedure_opens_with_time_limit_fee_authority_and_how_sure_that_is() -> None:
    page = Page()
    detail = page.find("2.000815", "procedure:2.000815")
    facts = dict(detail.facts)
    assert {"Thời hạn", "Phí, lệ phí", "Cơ quan", "Nguồn"} <= set(facts)
    assert facts["Nguồn"].startswith("đối chiếu được một phần")
    assert page.presenter.procedure_code("procedure:2.000815") == "2.000815"


def test_a_visit_starts_from_the_newest_visit_of_the_person() -> None:
    page = Page()
    page.find("hoa")
    page.presenter.start_visit()
    assert page.view.started == [VISIT.id]
    assert page.presenter.visit(VISIT.id) == VISIT
    assert page.presenter.citizen(VISIT.id) == PERSON


def test_a_newest_visit_that_is_not_in_sight_is_read_first() -> None:
    page = Page()
    page.port.people = (msgspec.structs.replace(PERSON, visit="DESK.0.99"),)
    page.find("hoa", "person:DESK.0.99")
    page.presenter.start_visit()
    assert page.view.started == ["DESK.0.99"]
    assert page.presenter.visit("DESK.0.99") is not None
    assert page.presenter.citizen("DESK.0.99") == page.port.people[0]


def test_a_procedure_starts_a_visit_with_it() -> None:
    page = Page()
    page.find("2.000815", "procedure:2.000815")
    page.presenter.start_visit()
    assert page.view.started == ["procedure:2.000815"]


def test_a_person_of_whom_only_the_name_is_known_is_called_so() -> None:
    page = Page()
    page.port.people = (
        msgspec.structs.replace(PERSON, id_last4="", phone="", address="", visits=2),
    )
    assert "nhiều người trùng tên" in page.find("hoa").note
    row = next(row for row in page.view.rows if row.key == "person:" + VISIT.id)
    assert row.cells[1].text == "chỉ có tên"


def test_a_changed_visit_is_shown_anew_while_the_row_stays_chosen() -> None:
    page = Page()
    page.find("hoa", VISIT.id)
    page.port.visits = (msgspec.structs.replace(VISIT, note="mới ghi"),)
    page.presenter.search_again()
    assert page.view.detail is not None
    assert ("Ghi chú", "mới ghi") in page.view.detail.facts


def held() -> tuple[Page, list[Callable[[Any], None]]]:
    page = Page()
    answers: list[Callable[[Any], None]] = []

    def hold(
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[UserProblem], None] | None = None,
    ) -> None:
        answers.append(then)

    page.presenter._run = hold
    return page, answers


def test_an_answer_that_comes_too_late_is_not_shown() -> None:
    page, answers = held()
    page.presenter.words_changed("hoa")
    page.presenter.words_changed("hoan")
    answers[0](LookedUp(People((PERSON,), 1), (VISIT,), (), 1))
    assert not any(row.key == VISIT.id for row in page.view.rows)


def test_visits_of_somebody_chosen_before_are_not_shown() -> None:
    page = Page()
    other = msgspec.structs.replace(PERSON, visit="DESK.0.5", name="Lê Hoa")
    page.port.people = (PERSON, other)
    page.presenter.words_changed("hoa")
    answers: list[Callable[[Any], None]] = []
    page.presenter._run = lambda work, then, failed=None: answers.append(then)
    page.presenter.choose("person:" + VISIT.id)
    page.presenter.choose("person:DESK.0.5")
    answers[0](((VISIT,), ()))
    assert page.view.detail is not None
    assert page.view.detail.title == "Lê Hoa"
    assert page.view.detail.rows == ()


def test_a_case_whose_clock_stands_still_is_promised_for_no_day() -> None:
    page = Page()
    waits = a_case(name="Nguyễn Thị Hoà", due=VISIT.at, status="waiting", held=True)
    page.port.cases = (waits,)
    facts = dict(page.find("hoà", "case:" + waits.id).facts)
    assert facts["Hẹn trả"].endswith(", đang dừng tính")


def test_cases_stand_between_people_and_visits_and_open_with_their_state() -> None:
    page = Page()
    page.port.cases = (a_case(name="Nguyễn Thị Hoà", number="K7QX-A-004176", status="ready"),)
    detail = page.find("hoà", "case:" + page.port.cases[0].id)
    row = next(row for row in page.view.rows if row.key.startswith("case:"))
    assert row.cells[0].text == "004176 Nguyễn Thị Hoà"
    assert row.cells[0].spans == ((18, 21),)
    assert row.cells[1].text == "có kết quả"
    assert detail.kind == "case"
    assert ("Số", "K7QX-A-004176") in detail.facts
    assert not detail.startable


def test_open_cases_of_a_person_are_named_beside_them() -> None:
    page = Page()
    page.port.cases = (a_case(name="Nguyễn Thị Hoà", number="K7QX-A-004176", status="ready"),)
    facts = dict(page.find("hoà").facts)
    assert facts["Hồ sơ đang mở"].startswith("004176 ")


def test_sensitive_visits_and_cases_are_covered_as_lists_cover_them() -> None:
    page = Page()
    page.port.visits = (msgspec.structs.replace(VISIT, procedures=("1.014027",)),)
    page.port.cases = (a_case(procedure="1.014027"),)
    page.presenter.words_changed("nguyen")
    shown = {row.key: row.cells[0].text for row in page.view.rows}
    assert shown[VISIT.id] == "N••• T••• H•••"
    assert shown["case:DESK.0.1"] == "004213 L••• T••• N••• Á•••"
    page.presenter.choose(VISIT.id)
    assert page.view.detail is not None
    assert page.view.detail.title == "N••• T••• H•••"
    page.presenter.choose("case:DESK.0.1")
    assert page.view.detail.title == "L••• T••• N••• Á•••"
