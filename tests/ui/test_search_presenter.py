"""What was found, in which order, with which part matched; no Qt, no store."""

from __future__ import annotations

import msgspec
import pytest

import resources
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.clock import Millis
from desk_app.core.procedure import Procedure
from desk_app.core.visit_view import VisitView
from desk_app.qt.models import Row
from desk_app.services.search import Found
from desk_app.ui.search_presenter import Detail, SearchPresenter, spans
from tests.support.presenters import count, run_now, say

CATALOGUE = load_catalogue(resources.read_text("procedures/catalogue.csv"))
VISIT = VisitView(
    id="DESK.0.1", at=Millis(1_795_000_000_000), recorded=Millis(1_795_000_000_000),
    officer="PRACT1", purpose="service", procedures=("2.000815",), outcome="done", flags=(),
    applicant="person", reference="", late="", row="", name="Nguyễn Thị Hoà", organisation="",
    phone="0912345678", address="Tổ dân phố Hà Vị 1", id_last4="4417", note="", late_note="",
    voided=False, corrected=False, erased=False, rating="", conflicts=(),
)  # fmt: skip


class Port:
    """A desk that finds what it was given."""

    def __init__(self) -> None:
        self.visits: tuple[VisitView, ...] = (VISIT,)
        self.asked: list[str] = []

    def search(self, words: str, limit: int) -> Found:
        self.asked.append(words)
        return Found(self.visits[:limit], tuple(CATALOGUE.search(words, 3)), 0.4)

    def procedure(self, code: str) -> Procedure | None:
        return CATALOGUE.find(code)


class View:
    """A page of plain values."""

    def __init__(self) -> None:
        self.rows: tuple[Row, ...] = ()
        self.summary = self.empty = ""
        self.detail: Detail | None = None

    def show_rows(self, rows: tuple[Row, ...], summary: str, empty: str) -> None:
        self.rows, self.summary, self.empty = rows, summary, empty

    def show_detail(self, detail: Detail | None) -> None:
        self.detail = detail


class Page:
    """Presenter, page and desk together."""

    def __init__(self) -> None:
        self.port, self.view = Port(), View()
        self.presenter = SearchPresenter(
            self.port, run_now, say, count, self.view, lambda visit: "Chứng thực bản sao"
        )
        self.presenter.start()


def test_an_empty_line_says_what_can_be_typed() -> None:
    page = Page()
    assert page.view.rows == ()
    assert page.view.empty.startswith("Gõ tên")


def test_groups_stand_in_a_fixed_order_even_with_nothing_in_them() -> None:
    page = Page()
    page.presenter.words_changed("nguyen thi hoa")
    groups = [row.cells[0].text for row in page.view.rows if row.group]
    assert groups == ["Lượt tiếp · 1, mới nhất trước", "Thủ tục · 0"]
    assert page.view.summary == "1 kết quả"


def test_a_list_that_was_cut_off_says_so() -> None:
    page = Page()
    page.port.visits = tuple(msgspec.structs.replace(VISIT, id=f"DESK.0.{n}") for n in range(1, 70))
    page.presenter.words_changed("hoa")
    assert page.view.summary.endswith("kết quả đầu, gõ thêm để thu hẹp")


def test_only_the_last_four_digits_of_an_id_are_shown() -> None:
    page = Page()
    page.presenter.words_changed("hoa")
    page.presenter.choose(VISIT.id)
    assert page.view.detail is not None
    assert ("Số định danh", "số cuối 4417") in page.view.detail.facts
    assert page.view.detail.startable


def test_a_procedure_opens_with_its_time_limit_and_fee() -> None:
    page = Page()
    page.presenter.words_changed("2.000815")
    page.presenter.choose("procedure:2.000815")
    assert page.view.detail is not None
    assert "Thời hạn" in dict(page.view.detail.facts)
    assert page.presenter.procedure_code("procedure:2.000815") == "2.000815"


def test_an_answer_that_comes_too_late_is_not_shown() -> None:
    page, answers = Page(), []
    page.presenter._run = lambda work, then, failed=None: answers.append(then)
    page.presenter.words_changed("hoa")
    page.presenter.words_changed("hoan")
    answers[0](Found((VISIT,), (), 0.4))
    assert not any(row.key == VISIT.id for row in page.view.rows)


@pytest.mark.parametrize(
    ("text", "words", "matched"),
    [
        ("Nguyễn Thị Hoà", "nguyen hoa", ["Nguyễn", "Hoà"]),
        ("Nguyễn Thị Hòa", "hoà", ["Hòa"]),
        ("Đỗ Quang Huy", "do qu", ["Đỗ", "Qu"]),
        ("số cuối 4417", "4417", ["4417"]),
        ("Lương Thị Mai", "lan", []),
    ],
)
def test_the_matched_part_is_marked(text: str, words: str, matched: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, words)] == matched
