"""What a typed line means, and what becomes of a visit; no Qt, no store."""

from __future__ import annotations

import pytest

import resources
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.visit import VisitForm
from desk_app.ui.intake_presenter import IntakePresenter
from tests.support.presenters import run_now, say

CATALOGUE = load_catalogue(resources.read_text("procedures/catalogue.csv"))
COPY = "2.000815"


class Port:
    """A desk of plain values."""

    def __init__(self) -> None:
        self.logged: list[VisitForm] = []
        self.refusal: UserProblem | None = None

    def now(self) -> Millis:
        return Millis(0)

    def frequent(self) -> tuple[Procedure, ...]:
        return tuple(CATALOGUE)[:6]

    def find_procedures(self, words: str) -> tuple[Procedure, ...]:
        return tuple(CATALOGUE.search(words))

    def procedure(self, code: str) -> Procedure | None:
        return CATALOGUE.find(code)

    def log(self, form: VisitForm) -> str:
        if self.refusal is not None:
            raise self.refusal
        self.logged.append(form)
        return f"visit-{len(self.logged)}"


class View:
    """A page of plain values."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.matches: tuple[Procedure, ...] = ()
        self.matters: tuple[Procedure, ...] = ()
        self.meaning = ""
        self.problems: dict[str, str] = {}
        self.purpose = ""
        self.busy = False
        self.line_cleared = 0

    def read(self) -> VisitForm:
        return VisitForm(**self.values)  # type: ignore[arg-type]

    def fill(self, field: str, text: str) -> None:
        self.values[field] = text

    def clear_line(self) -> None:
        self.line_cleared += 1
        self.presenter.line_changed("")

    def clear_all(self) -> None:
        self.values = {}

    def show_matches(self, procedures: tuple[Procedure, ...]) -> None:
        self.matches = procedures

    def show_matters(self, procedures: tuple[Procedure, ...]) -> None:
        self.matters = procedures

    def show_meaning(self, text: str) -> None:
        self.meaning = text

    def show_problems(self, sentences: dict[str, str]) -> None:
        self.problems = sentences

    def show_purpose(self, purpose: str) -> None:
        self.purpose = purpose

    def show_busy(self, busy: bool) -> None:
        self.busy = busy

    presenter: IntakePresenter


class Intake:
    """Presenter, page and desk together."""

    def __init__(self) -> None:
        self.port, self.view = Port(), View()
        self.logged: list[str] = []
        self.presenter = IntakePresenter(
            self.port,
            run_now,
            say,
            lambda problem: f"<{problem.code}>",
            self.view,
            lambda visit, form: self.logged.append(visit),
        )
        self.view.presenter = self.presenter
        self.presenter.start()

    def type(self, text: str) -> None:
        self.presenter.line_changed(text)


@pytest.fixture
def intake() -> Intake:
    return Intake()


def test_the_empty_line_offers_the_six_most_used(intake: Intake) -> None:
    assert intake.view.matches == tuple(CATALOGUE)[:6]
    assert intake.view.meaning == ""


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("Trần Thị Thủy", "name"),
        ("024087004417", "citizen_id"),
        ("024 087 004 417", "citizen_id"),
        ("0912345678", "phone"),
        ("0912 345 678", "phone"),
    ],
)
def test_enter_puts_the_line_where_it_belongs(intake: Intake, typed: str, field: str) -> None:
    intake.type(typed)
    assert intake.presenter.take_line()
    assert intake.view.values == {field: typed}


def test_a_code_adds_its_matter_whoever_came(intake: Intake) -> None:
    intake.type(COPY)
    assert intake.presenter.take_line()
    assert [p.code for p in intake.view.matters] == [COPY]


def test_a_name_that_looks_like_a_matter_is_a_name_while_nobody_is_named(intake: Intake) -> None:
    intake.type("chứng thực")
    assert intake.view.meaning == "Enter: người đến"


def test_with_a_name_the_words_mean_a_matter(intake: Intake) -> None:
    intake.view.values["name"] = "Trần Thị Thủy"
    intake.type("khai sinh")
    assert intake.presenter.take_line()
    assert intake.view.matters[0].short_name == "Đăng ký khai sinh"


def test_alt_1_takes_what_the_strip_shows_and_twice_is_once(intake: Intake) -> None:
    intake.presenter.take_match(0)
    intake.presenter.take_match(0)
    assert [p.code for p in intake.view.matters] == [CATALOGUE.find(COPY).code]  # type: ignore[union-attr]


def test_a_place_of_the_strip_that_is_empty_takes_nothing(intake: Intake) -> None:
    intake.type("khai sinh lưu động xyz")
    intake.presenter.take_match(5)
    assert intake.view.matters == ()


def test_a_saved_visit_clears_everything_for_the_next(intake: Intake) -> None:
    intake.view.values.update(name="Trần Thị Thủy", phone="0912345678")
    intake.presenter.take_match(0)
    intake.presenter.save()
    assert intake.logged == ["visit-1"]
    assert intake.port.logged[0].procedures == (COPY,)
    assert intake.view.values == {}
    assert intake.view.matters == ()
    assert not intake.view.busy


def test_what_is_typed_in_the_line_is_logged_too(intake: Intake) -> None:
    intake.presenter.take_match(0)
    intake.type("Trần Thị Thủy")
    intake.presenter.save()
    assert intake.port.logged[0].name == "Trần Thị Thủy"


def test_problems_stand_beside_their_fields_and_the_text_stays(intake: Intake) -> None:
    intake.port.refusal = UserProblem(
        Problem("phone.length", "phone"), Problem("visit.procedure_missing", "procedures")
    )
    intake.view.values.update(name="Trần Thị Thủy", phone="0912")
    intake.presenter.save()
    assert intake.view.problems == {
        "phone": "<phone.length>",
        "procedures": "<visit.procedure_missing>",
    }
    assert intake.view.values["phone"] == "0912"
    assert intake.logged == []
    assert not intake.view.busy


def test_only_a_question_keeps_nothing_about_the_person(intake: Intake) -> None:
    intake.view.values.update(
        name="Trần Thị Thủy", phone="0912345678", citizen_id="024087004417", note="hỏi đất đai"
    )
    intake.presenter.toggle("question")
    intake.presenter.save()
    sent = intake.port.logged[0]
    assert sent.purpose == "question"
    assert (sent.name, sent.phone, sent.citizen_id, sent.address) == ("", "", "", "")
    assert sent.note == "hỏi đất đai"


def test_f4_and_back_loses_nothing(intake: Intake) -> None:
    intake.view.values.update(name="Trần Thị Thủy")
    intake.presenter.toggle("question")
    intake.presenter.step_back()
    assert intake.view.purpose == "service"
    assert intake.presenter.form().name == "Trần Thị Thủy"


def test_a_second_ctrl_enter_while_saving_logs_nothing_twice() -> None:
    intake = Intake()
    waiting: list[object] = []
    intake.presenter._run = lambda work, then, failed=None: waiting.append(work)
    intake.presenter.save()
    intake.presenter.save()
    assert len(waiting) == 1


def test_a_fault_of_the_machine_leaves_the_visit_as_typed(intake: Intake) -> None:
    waiting: list[object] = []
    intake.presenter._run = lambda work, then, failed=None: waiting.append(work)
    intake.view.values.update(name="Trần Thị Thủy")
    intake.presenter.save()
    intake.presenter.save_failed()
    assert intake.view.values["name"] == "Trần Thị Thủy"
    intake.presenter.save()
    assert len(waiting) == 2


def test_a_visit_for_somebody_found_fills_what_is_known(intake: Intake) -> None:
    intake.view.values["note"] = "đã gõ"
    intake.presenter.start_for("Nguyễn Thị Hoà", "0912345678", "")
    assert intake.view.values == {
        "note": "đã gõ",
        "name": "Nguyễn Thị Hoà",
        "phone": "0912345678",
    }
