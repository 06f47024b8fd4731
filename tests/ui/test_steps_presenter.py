"""Taking steps: what each asks for, what is written, and the way back from it; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from desk_app.core.case_steps import STATUSES, legal_steps
from desk_app.core.case_view import CaseView, StepView
from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.work_calendar import WorkCalendar
from desk_app.qt.language import load_sentences
from desk_app.services.advance_case import StepForm
from desk_app.services.case_file import Proposed
from desk_app.services.correct_case import CaseCorrection
from desk_app.services.take_steps import Taken
from desk_app.ui.cases.case_words import CaseWords
from desk_app.ui.cases.step_answers import Answers
from desk_app.ui.cases.step_plans import AT_ONCE, Plan
from desk_app.ui.cases.steps_presenter import StepsPresenter
from desk_app.ui.undo.undo_stack import Act
from tests.support.case_day import TODAY, at, days_ago
from tests.support.case_values import CASE, a_case, a_step
from tests.support.day_values import CATALOGUE
from tests.support.presenters import count, run_now, say

NOW = at(TODAY, 9, 21)
TEXTS = load_sentences("vi")


class Port:
    """A desk that writes down what it is asked for."""

    def __init__(self) -> None:
        self.done: list[tuple[Any, ...]] = []
        self.proposed = Proposed(due=at(days_ago(-5), 17))
        self.refuses: Problem | None = None
        self.fails: Problem | None = None
        self.visit = ""

    def now(self) -> Millis:
        return NOW

    def procedure(self, code: str) -> Procedure | None:
        return CATALOGUE.find(code)

    def propose(self, case_id: str, kind: str) -> Proposed:
        return self.proposed

    def take(self, steps: Sequence[tuple[str, StepForm]]) -> tuple[Taken, ...]:
        if self.fails is not None:
            raise UserProblem(self.fails)
        self.done.append(("take", *steps))
        return tuple(
            Taken(case, f"op{n}", self.visit if form.kind == "handed_over" else "")
            for n, (case, form) in enumerate(steps)
        )

    def take_back(self, steps: Sequence[Taken], reason: str) -> None:
        self.done.append(("back", tuple(one.step for one in steps), reason))

    def take_again(self, case_id: str, step: StepView, reason: str) -> None:
        self.done.append(("again", case_id, step.op))

    def correct(self, case_id: str, correction: CaseCorrection, reason: str) -> None:
        self.done.append(("correct", correction.name, reason))

    def void(self, case_id: str, reason: str) -> None:
        self.done.append(("void", reason))

    def restore(self, case_id: str, reason: str) -> None:
        self.done.append(("restore", reason))

    def why_not_advance(self) -> Problem | None:
        return self.refuses

    def why_not_correct(self) -> Problem | None:
        return self.refuses


class View:
    """What was asked for and said."""

    def __init__(self) -> None:
        self.plans: list[Plan] = []
        self.said: list[str] = []
        self.steps: list[str] = []
        self.visits: list[str] = []

    def ask(self, plan: Plan, case: CaseView) -> None:
        self.plans.append(plan)

    def say_no(self, sentence: str) -> None:
        self.said.append(sentence)

    def taken(self, kind: str, case: CaseView) -> None:
        self.steps.append(kind)

    def visited(self, visit_id: str) -> None:
        self.visits.append(visit_id)


class Hands:
    """The presenter with everything around it in sight."""

    def __init__(self) -> None:
        self.port, self.view = Port(), View()
        self.acts: list[Act] = []
        words = CaseWords(CATALOGUE.find, lambda: WorkCalendar(id="t"), say, count)
        self.presenter = StepsPresenter(
            self.port, run_now, say, count, TEXTS.sentence, words, self.acts.append, self.view
        )

    def plan(self, kind: str, case: CaseView = CASE) -> Plan:
        self.presenter.begin(kind, case)
        return self.view.plans[-1]

    def answer(self, kind: str, case: CaseView = CASE, reason: str = "", **texts: str) -> StepForm:
        plan = self.plan(kind, case)
        self.presenter.submit(plan, case, Answers(texts), reason, _done, _refused)
        form: StepForm = self.port.done[-1][-1][1]
        return form

    def undo(self) -> str:
        ended: list[str] = []
        self.acts[-1].undo(lambda: ended.append(self.acts[-1].undone), _refused)
        return ended[0]


def _done() -> None:
    """The dialog closes."""


def _refused(error: UserProblem) -> None:
    raise error


def test_the_result_is_written_at_once_and_taken_back_by_undo() -> None:
    hands = Hands()
    hands.presenter.begin("ready", CASE)
    assert hands.view.plans == []
    assert hands.port.done == [("take", (CASE.id, StepForm(kind="ready")))]
    assert hands.acts[-1].sentence == "004213 Lương Thị Ngọc Ánh: đã có kết quả"
    assert hands.undo() == "004213 Lương Thị Ngọc Ánh: trở lại như trước."
    assert hands.port.done[-1] == ("back", ("op0",), "hoàn tác")
    assert hands.view.steps == ["ready"]


def test_a_result_wanted_as_a_file_is_written_as_one() -> None:
    hands = Hands()
    hands.presenter.begin("ready", a_case(result_electronic=True))
    assert hands.port.done[0][1][1].choice == "electronic"


def test_a_covered_name_stays_covered_in_the_undo_bar() -> None:
    hands = Hands()
    hands.presenter.begin("ready", a_case(procedure="1.014027", name="Lê Thị Hạnh"))
    assert "L••• T••• H•••" in hands.acts[-1].sentence
    assert "Hạnh" not in hands.acts[-1].sentence


@pytest.mark.parametrize("status", STATUSES)
def test_every_legal_step_has_its_plan_or_is_written_at_once(status: str) -> None:
    case = a_case(status=status, fee=15_000)
    for kind in (step.removeprefix("case.") for step in legal_steps(status)):  # type: ignore[arg-type]
        hands = Hands()
        hands.presenter.begin(kind, case)
        assert bool(hands.view.plans) != (kind in AT_ONCE), kind
        assert hands.view.said == []


def test_what_is_not_legal_now_is_said_and_not_asked() -> None:
    hands = Hands()
    hands.presenter.begin("handed_over", CASE)
    assert hands.view.said == [TEXTS.sentence(Problem("case.not_now.checked"))]
    hands.presenter.begin("ready", a_case(voided=True))
    assert hands.view.said[-1] == TEXTS.sentence(Problem("case.voided"))
    assert hands.port.done == []


def test_whoever_may_not_act_reads_why() -> None:
    hands = Hands()
    hands.port.refuses = Problem("rights.case.advance", "officer")
    hands.presenter.begin("ready", CASE)
    hands.presenter.begin("void", CASE)
    hands.presenter.take_back_last(CASE)
    hands.presenter.ready_many((("a", "checked"),))
    assert hands.view.said == [TEXTS.sentence(hands.port.refuses)] * 4
    assert (hands.port.done, hands.view.plans) == ([], [])


def test_a_supplement_offers_the_papers_of_the_procedure_and_says_what_the_clock_does() -> None:
    hands = Hands()
    plan = hands.plan("supplement_requested")
    assert plan.notes == ("Thời hạn tạm dừng từ 09:21 20/11/2026 đến khi người dân bổ sung.",)
    assert plan.reason
    hands.port.proposed = Proposed(clock="run")
    assert hands.plan("supplement_requested").notes == ("Thời hạn vẫn tính trong lúc chờ bổ sung.",)
    hands.port.proposed = Proposed(clock="restart")
    assert hands.plan("supplement_requested").notes[0].endswith("bổ sung đủ thì tính lại từ đầu.")


def test_ticked_papers_and_free_lines_are_asked_for_together() -> None:
    hands = Hands()
    plan = hands.plan("supplement_requested")
    answers = Answers({"more": "Ảnh 3x4\n\n  Sổ hộ khẩu cũ "}, ("Tờ khai",))
    hands.presenter.submit(plan, CASE, answers, "thiếu giấy tờ", _done, _refused)
    form = hands.port.done[-1][1][1]
    assert form.items == ("Tờ khai", "Ảnh 3x4", "Sổ hộ khẩu cũ")
    assert form.reason == "thiếu giấy tờ"


def test_the_new_date_is_shown_before_a_supplement_is_taken_in() -> None:
    hands = Hands()
    waiting = a_case(status="waiting", held=True)
    assert hands.plan("supplemented", waiting).notes == (
        "Hạn trả mới: 25/11 17:00 (trước đó 20/11 17:00).",
    )
    hands.port.proposed = Proposed(due=waiting.due)
    assert hands.plan("supplemented", waiting).notes == ("Hạn trả giữ nguyên: 20/11 17:00.",)
    hands.port.proposed = Proposed()
    assert hands.plan("supplemented", waiting).notes == ("Hồ sơ này chưa có hạn trả.",)


def test_an_extension_proposes_the_same_time_again_and_warns_the_second_time() -> None:
    hands = Hands()
    plan = hands.plan("extended")
    assert plan.fields[0].text == "25/11/2026 17:00"
    assert plan.warning == ""
    assert "20/11 17:00" in plan.notes[1]
    again = hands.plan("extended", a_case(extensions=1))
    assert again.warning.startswith("Hồ sơ này đã gia hạn 1 lần.")
    late = hands.plan("extended", a_case(due=at(days_ago(2), 17)))
    assert late.notes[1].startswith("Đã quá hạn 18/11 17:00")


def test_an_extension_is_written_with_its_apology_or_without() -> None:
    due = "25/11/2026 17:00"
    form = Hands().answer("extended", reason="quá tải", due=due, apology="yes")
    assert (form.choice, form.due, form.reason) == ("apology", due, "quá tải")
    assert Hands().answer("extended", reason="quá tải", due=due, apology="").choice == "none"


def test_nobody_is_called_late_while_the_clock_stands_still() -> None:
    passed = a_case(due=1)
    assert any("Đã quá hạn" in note for note in Hands().plan("extended", passed).notes)
    waits = msgspec.structs.replace(passed, status="waiting", held=True)
    notes = Hands().plan("extended", waits).notes
    assert not any("quá hạn" in note or "Hạn đã hẹn" in note for note in notes)


def test_a_transfer_says_to_whom() -> None:
    form = Hands().answer("transferred", choice="other_office", place="Phòng Kinh tế", who="Lê An")
    assert (form.choice, form.place, form.who) == ("other_office", "Phòng Kinh tế", "Lê An")


def test_handing_over_takes_a_fee_that_is_owed_in_the_same_act() -> None:
    hands = Hands()
    owing = a_case(status="ready", fee=15_000)
    plan = hands.plan("handed_over", owing)
    assert plan.warning == "Phí, lệ phí chưa thu: 15.000 đồng."
    assert [field.name for field in plan.fields] == ["choice", "who", "payment"]
    answers = Answers({"choice": "person", "payment": "cash"})
    hands.presenter.submit(plan, owing, answers, "", _done, _refused)
    _take, (_, paid), (_, handed) = hands.port.done[-1]
    assert (paid.kind, paid.choice, paid.amount) == ("paid", "cash", 15_000)
    assert (handed.kind, handed.choice) == ("handed_over", "person")
    hands.undo()
    assert hands.port.done[-1] == ("back", ("op0", "op1"), "hoàn tác")


def test_a_paid_case_is_handed_over_without_a_word_about_fees() -> None:
    plan = Hands().plan("handed_over", a_case(status="ready", fee=15_000, payment="cash"))
    assert plan.warning == ""
    assert [field.name for field in plan.fields] == ["choice", "who"]


def test_an_exempt_fee_is_nothing_taken() -> None:
    owing = a_case(status="ready", fee=15_000)
    hands = Hands()
    hands.presenter.submit(
        hands.plan("paid", owing), owing, Answers({"payment": "free"}), "", _done, _refused
    )
    assert hands.port.done[-1][1][1].amount == 0


def test_what_the_desk_refuses_goes_to_the_dialog_and_is_no_act() -> None:
    hands = Hands()
    hands.port.fails = Problem("case.reason_missing", "reason")
    told: list[UserProblem] = []
    plan = hands.plan("refused")
    hands.presenter.submit(plan, CASE, Answers(), "", _done, told.append)
    assert told[0].problems[0].field == "reason"
    assert hands.acts == []
    hands.presenter.begin("ready", CASE)
    assert hands.view.said == [TEXTS.sentence(hands.port.fails)]


def test_the_last_step_is_taken_back_without_a_question_and_can_come_again() -> None:
    hands = Hands()
    ready = a_step("ready", at(TODAY, 9))
    case = a_case(status="ready", steps=(ready, a_step("checked", NOW, taken_back=True)))
    hands.presenter.take_back_last(case)
    assert hands.port.done == [("back", (ready.op,), "hoàn tác")]
    assert hands.acts[-1].sentence.endswith("đã bỏ bước “Có kết quả”")
    assert hands.undo().endswith("bước “Có kết quả” được ghi lại.")
    assert hands.port.done[-1] == ("again", case.id, ready.op)
    hands.presenter.take_back_last(CASE)
    assert hands.view.said == [TEXTS.sentence(Problem("case.nothing_to_undo"))]


def test_voiding_and_correcting_are_undone_as_well() -> None:
    hands = Hands()
    hands.presenter.submit(hands.plan("void"), CASE, Answers(), "ghi hai lần", _done, _refused)
    assert hands.undo().endswith("được tính lại như trước khi hủy.")
    plan = hands.plan("correct")
    assert plan.fields[0].text == CASE.name
    answers = Answers({"name": "Lương Ngọc Anh"})
    hands.presenter.submit(plan, CASE, answers, "gõ sai", _done, _refused)
    hands.undo()
    assert hands.port.done == [
        ("void", "ghi hai lần"),
        ("restore", "hoàn tác"),
        ("correct", "Lương Ngọc Anh", "gõ sai"),
        ("correct", CASE.name, "hoàn tác"),
    ]


def test_results_of_several_cases_are_written_together_and_the_others_named() -> None:
    hands = Hands()
    hands.presenter.ready_many((("a", "checked"), ("b", "waiting"), ("c", "received")))
    assert [case for case, _form in hands.port.done[0][1:]] == ["a", "c"]
    assert hands.acts[-1].sentence == (
        "2 hồ sơ: đã có kết quả; 1 hồ sơ giữ nguyên vì chưa làm được bước này"
    )
    assert hands.undo() == "2 hồ sơ trở lại như trước."
    hands.presenter.ready_many((("b", "waiting"),))
    assert hands.view.said[-1].startswith("Không hồ sơ nào trong số đã chọn")


def test_one_key_means_what_the_state_asks_for() -> None:
    hands = Hands()
    hands.presenter.begin_main(CASE)
    assert hands.view.steps == ["ready"]
    hands.presenter.begin_main(a_case(status="ready"))
    assert hands.view.plans[-1].kind == "handed_over"
    hands.presenter.begin_supplement(CASE)
    assert hands.view.plans[-1].kind == "supplement_requested"
    hands.presenter.begin_supplement(a_case(status="waiting"))
    assert hands.view.plans[-1].kind == "supplemented"
    hands.presenter.begin_main(None)
    assert len(hands.view.plans) == 3


def test_the_visit_that_was_logged_with_a_step_is_told_and_goes_with_it() -> None:
    hands = Hands()
    hands.port.visit = "DESK.0.9"
    hands.answer("handed_over", a_case(status="ready"), choice="person")
    assert hands.acts[-1].sentence.endswith("đã trả kết quả · đã ghi 1 lượt")
    assert hands.view.visits == ["DESK.0.9"]
    assert hands.undo().endswith("trở lại như trước; 1 lượt đã ghi được bỏ.")


def test_a_step_with_a_paper_says_which_key_prints_it() -> None:
    hands = Hands()
    hands.answer("supplement_requested", reason="thiếu giấy tờ", more="Giấy khai sinh")
    assert hands.acts[-1].sentence.endswith("đã yêu cầu bổ sung · F8 in mẫu 02")
    hands.answer("extended", reason="quá tải", due="27/11/2026 17:00", apology="")
    assert hands.acts[-1].sentence.endswith("đã xin lỗi, gia hạn")
    hands.answer("extended", reason="quá tải", due="27/11/2026 17:00", apology="yes")
    assert hands.acts[-1].sentence.endswith("F8 in mẫu 04")


def test_a_supplement_is_not_asked_for_without_a_reason() -> None:
    hands = Hands()
    plan = hands.plan("supplement_requested")
    with pytest.raises(UserProblem) as refused:
        hands.presenter.submit(plan, CASE, Answers({"more": "Giấy"}), "", _done, _refused)
    assert refused.value.problems[0] == Problem("case.reason_missing", "reason")
    assert hands.port.done == []


def test_papers_that_only_some_cases_need_stand_last_and_are_asked_for_plainly() -> None:
    (ticks, _more) = Hands().plan("supplement_requested", a_case(procedure="1.001193")).fields
    asked = [code for code, _words in ticks.choices]
    assert not any("nếu có" in code for code in asked)
    assert ["nếu có" in words for _code, words in ticks.choices].index(True) > 1


def test_extensions_are_counted_against_the_settings() -> None:
    hands = Hands()
    hands.port.proposed = Proposed(due=at(days_ago(-5), 17), max_extensions=2)
    assert hands.plan("extended", a_case(extensions=1)).warning == ""
    assert hands.plan("extended", a_case(extensions=2)).warning == (
        "Hồ sơ này đã gia hạn 2 lần. Cài đặt ở đây cho gia hạn 2 lần."
    )


def test_papers_of_a_case_that_came_by_itself_are_thought_to_come_so_too() -> None:
    hands = Hands()

    def first(case: CaseView) -> str:
        return hands.plan("supplemented", case).fields[0].choices[0][0]

    assert first(a_case(status="waiting")) == "desk"
    assert first(a_case(status="waiting", channel="online")) == "sent"


def test_the_title_covers_a_sensitive_name() -> None:
    who = Hands().plan("refused", a_case(procedure="1.014027")).who
    assert "L••• T••• N••• Á•••" in who
    assert CASE.name not in who
