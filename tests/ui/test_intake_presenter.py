"""What becomes of a visit from the first key to the log; no Qt, no store."""

from __future__ import annotations

import pytest

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.core.visit import VisitForm
from tests.support.intake import BIRTH, COPY, NUMBER, Intake, a_citizen


@pytest.fixture
def intake() -> Intake:
    return Intake()


def test_alt_1_takes_what_the_strip_shows_and_twice_is_once(intake: Intake) -> None:
    intake.presenter.take_match(0)
    intake.presenter.take_match(0)
    assert [p.code for p in intake.view.matters] == [COPY]


def test_the_strip_shows_what_was_learnt_to_come_most_often(
    intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt = intake.port.frequent()[::-1]
    monkeypatch.setattr(intake.port, "frequent", lambda: learnt)
    intake.presenter.say_again()
    intake.presenter.take_match(0)
    assert [p.code for p in intake.view.matters] == [learnt[0].code]


def test_a_matter_taken_by_mistake_goes_again(intake: Intake) -> None:
    intake.take("BS")
    intake.take("KS")
    intake.presenter.cases.remove(COPY)
    assert [p.code for p in intake.view.matters] == [BIRTH]


def test_a_saved_visit_clears_everything_for_the_next(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy", phone="0912345678")
    intake.presenter.take_match(0)
    intake.presenter.save()
    assert intake.logged == ["visit-1"]
    assert intake.port.logged[0].procedures == (COPY,)
    assert intake.view.form == VisitForm()
    assert intake.view.matters == ()
    assert intake.presenter.is_empty
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
    intake.edit(name="Trần Thị Thủy", phone="0912")
    intake.presenter.save()
    assert intake.view.problems == {
        "phone": "<phone.length>",
        "procedures": "<visit.procedure_missing>",
    }
    assert intake.view.form.phone == "0912"
    assert intake.logged == []
    assert not intake.view.busy


def test_nothing_typed_logs_nothing_and_says_so(intake: Intake) -> None:
    intake.presenter.save()
    assert intake.port.logged == []
    assert intake.view.meaning == "chưa có gì để ghi"
    assert intake.view.problems == {}


def test_only_a_question_keeps_nothing_about_the_person(intake: Intake) -> None:
    intake.edit(
        name="Trần Thị Thủy", phone="0912345678", citizen_id=NUMBER, note="hỏi đất đai",
        organisation="Hợp tác xã Hà Vị", flags=("proxy",), on_behalf_of="Lê Văn Bình",
    )  # fmt: skip
    intake.presenter.toggle("question")
    intake.presenter.save()
    sent = intake.port.logged[0]
    assert sent.purpose == "question"
    about = (sent.name, sent.phone, sent.citizen_id, sent.address, sent.organisation)
    assert about == ("", "", "", "", "")
    assert sent.on_behalf_of == ""
    assert sent.note == "hỏi đất đai"


def test_only_a_question_of_somebody_known_is_not_linked_to_them(intake: Intake) -> None:
    intake.port.people = (a_citizen(),)
    intake.take("4417")
    intake.presenter.toggle("question")
    intake.presenter.save()
    assert intake.port.logged[0].known_visit == ""


def test_f4_and_enter_is_a_question(intake: Intake) -> None:
    intake.presenter.toggle("question")
    assert not intake.presenter.take_line()
    intake.presenter.save()
    assert intake.port.logged[0].purpose == "question"


def test_f4_and_back_loses_nothing(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy")
    intake.presenter.toggle("question")
    intake.presenter.step_back()
    assert intake.view.purpose == "service"
    assert intake.presenter.form().name == "Trần Thị Thủy"


def test_ctrl_enter_held_down_logs_once(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy")
    intake.presenter.take_match(0)
    intake.hands.wait = True
    for _ in range(20):
        intake.presenter.save()
    intake.hands.let_go()
    for _ in range(20):
        intake.presenter.save()
    intake.hands.let_go()
    assert len(intake.port.logged) == 1


def test_what_is_typed_while_a_visit_is_saved_begins_the_next(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy")
    intake.presenter.take_match(0)
    intake.hands.wait = True
    intake.presenter.save()
    intake.type("Lê V")
    intake.hands.let_go()
    assert intake.port.logged[0].name == "Trần Thị Thủy"
    assert intake.view.line == "Lê V"
    assert intake.view.form == VisitForm()


def test_keys_pressed_while_a_visit_is_saved_act_on_the_next(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy")
    intake.presenter.take_match(0)
    intake.hands.wait = True
    intake.presenter.save()
    intake.presenter.toggle("online_help")
    intake.presenter.take_match(1)
    intake.presenter.start_for("Lê Văn Bình", "", "")
    intake.hands.let_go()
    assert (intake.port.logged[0].purpose, intake.port.logged[0].procedures) == ("service", (COPY,))
    form = intake.presenter.form()
    assert (form.purpose, form.procedures, form.name) == ("online_help", (BIRTH,), "Lê Văn Bình")


def test_keys_pressed_while_a_save_is_refused_do_not_change_that_visit(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy")
    intake.port.refusal = UserProblem(Problem("visit.procedure_missing", "procedures"))
    intake.hands.wait = True
    intake.presenter.save()
    intake.presenter.toggle("question")
    intake.presenter.take_match(1)
    intake.hands.let_go()
    assert (intake.presenter.purpose, intake.presenter.form().procedures) == ("service", ())


def test_keys_pressed_while_somebody_is_put_to_wait_act_on_the_next(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy")
    handed = intake.presenter.park()
    assert handed is not None
    intake.presenter.take_match(0)
    intake.presenter.parked()
    assert handed[0].procedures == ()
    assert [p.code for p in intake.view.matters] == [COPY]


def test_a_fault_of_the_machine_leaves_the_visit_as_typed(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy")
    intake.presenter.take_match(0)
    intake.pass_time(1000)
    intake.port.full = True
    with pytest.raises(EnvironmentProblem):
        intake.presenter.save()
    intake.presenter.save_failed()
    assert intake.view.form.name == "Trần Thị Thủy"
    assert list(intake.port.kept) == ["draft-1"]
    intake.port.full = False
    intake.presenter.save()
    assert len(intake.port.logged) == 1
    assert intake.port.kept == {}


def test_the_time_from_the_first_key_to_saved_is_measured(intake: Intake) -> None:
    intake.pass_time(60_000)
    intake.type("T")
    intake.pass_time(4_000)
    intake.take("Trần Thị Thủy")
    intake.pass_time(2_500)
    intake.presenter.take_match(0)
    intake.presenter.save()
    assert intake.port.took == [6_500]


def test_each_visit_is_measured_from_its_own_first_key(intake: Intake) -> None:
    intake.type("nhầm")
    intake.pass_time(9_000)
    intake.type("")
    intake.pass_time(9_000)
    for took in (1_000, 3_000):
        intake.edit(name="Trần Thị Thủy")
        intake.pass_time(took)
        intake.presenter.save()
    assert intake.port.took == [1_000, 3_000]


def test_a_clock_set_back_an_hour_changes_no_time(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy")
    intake.pass_time(5_000)
    intake.port.wall -= 3_600_000  # type: ignore[assignment]
    intake.presenter.save()
    assert intake.port.took == [5_000]
    assert intake.port.logged[0].at == ""


def test_a_time_alone_is_one_of_today(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy", at="8:15", late_reason="power")
    assert intake.presenter.form().at == "20/11/2026 8:15"
    intake.edit(at="19/11/2026 08:15")
    assert intake.presenter.form().at == "19/11/2026 08:15"


def test_a_visit_for_somebody_found_fills_what_is_known(intake: Intake) -> None:
    intake.edit(note="đã gõ")
    intake.presenter.start_for("Nguyễn Thị Hoà", "0912345678", "", visit="v1", last4="4417")
    form = intake.presenter.form()
    assert (form.name, form.phone, form.note) == ("Nguyễn Thị Hoà", "0912345678", "đã gõ")
    assert form.known_visit == "v1"
    assert intake.view.facts == "số cuối 4417"


def test_somebody_found_never_takes_the_place_of_who_is_in_hand(intake: Intake) -> None:
    intake.edit(name="Lê Văn Bình")
    intake.presenter.start_for("Nguyễn Thị Hoà", "0912345678", "", visit="v1", last4="4417")
    assert (intake.view.form.name, intake.view.form.phone) == ("Lê Văn Bình", "")
    assert intake.view.note == "<intake.somebody_in_hand>"


def test_an_undone_visit_comes_back_into_the_empty_form_only(intake: Intake) -> None:
    undone = VisitForm(name="Trần Thị Thủy", procedures=(COPY,), flags=("elderly",), note="gấp")
    intake.edit(name="Lê Văn Bình")
    assert not intake.presenter.restore(undone)
    assert intake.view.note == "<intake.not_empty_for_undo>"
    assert intake.view.form.name == "Lê Văn Bình"
    intake.presenter.clear()
    assert intake.presenter.restore(undone)
    assert intake.presenter.form() == undone


def test_a_visit_put_back_is_not_timed(intake: Intake) -> None:
    intake.presenter.restore(VisitForm(name="Trần Thị Thủy", procedures=(COPY,)))
    intake.edit(phone="0912345678")
    intake.presenter.save()
    assert intake.port.took == [None]


def test_a_visit_goes_to_the_waiting_list_with_its_line_and_its_draft(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy")
    intake.pass_time(1000)
    intake.type("BS")
    handed = intake.presenter.park()
    assert handed is not None
    form, draft = handed
    assert (form.name, form.procedures, draft) == ("Trần Thị Thủy", (COPY,), "draft-1")
    intake.presenter.parked()
    assert intake.presenter.is_empty
    assert intake.port.kept == {}


def test_a_visit_that_could_not_wait_stays(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy")
    assert intake.presenter.park() is not None
    intake.presenter.stay()
    assert intake.presenter.form().name == "Trần Thị Thủy"
    intake.presenter.save()
    assert len(intake.port.logged) == 1


def test_somebody_unknown_may_wait_too(intake: Intake) -> None:
    assert intake.presenter.park() == (VisitForm(), "draft-1")
