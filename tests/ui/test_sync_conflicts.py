"""Choosing between two values: what is said, what is asked of the desk, how it is undone; no Qt."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.ops import KINDS
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.qt.language import load_sentences
from desk_app.services import conflicts as service
from desk_app.services.changes import Changes
from desk_app.services.conflicts import About, Disputed
from desk_app.services.settle_conflict import Settled
from desk_app.services.sync_values import Choice
from desk_app.ui.sync.conflict_presenter import ConflictPresenter
from desk_app.ui.sync.field_words import FieldWords
from desk_app.ui.sync.op_words import DEEDS
from desk_app.ui.sync.ports import ConflictCard
from desk_app.ui.sync.truth_presenter import TruthPresenter
from desk_app.ui.undo.undo_stack import Act
from sync.client.truth import Known
from tests.support import sync_sights as values
from tests.support.design_month import NOW
from tests.support.presenters import count, run_now, say

TEXTS = load_sentences("vi")
PHONE, ADDRESS, VOIDED = values.conflicts(NOW)


class Port:
    """Settles in memory; `refuses` is why not."""

    def __init__(self) -> None:
        self.done: list[tuple[str, Choice, str]] = []
        self.back: list[Settled] = []
        self.refuses: Problem | None = None
        self.forbids: Problem | None = None

    def now(self) -> Millis:
        return NOW

    def procedure(self, code: str) -> Procedure | None:
        return None

    def why_not_settle(self, conflict: Disputed) -> Problem | None:
        return self.forbids

    def settle(self, conflict: Disputed, choice: Choice, reason: str) -> Settled:
        if self.refuses is not None:
            raise UserProblem(self.refuses)
        self.done.append((conflict.field, choice, reason))
        return Settled(Changes(), ("DESK.0.9",))

    def take_back(self, settled: Settled, reason: str) -> None:
        self.back.append(settled)


class View:
    """A column of plain values."""

    card: ConflictCard | None = None
    place = facts = empty = foot = sentence = words = ""

    def show_conflict(
        self, card: ConflictCard | None, place: str, facts: str, empty: str, foot: str
    ) -> None:
        self.card, self.place, self.facts, self.empty, self.foot = card, place, facts, empty, foot

    def show_sentence(self, sentence: str) -> None:
        self.sentence = sentence

    def typed(self) -> str:
        return self.words


class Shown:
    """Presenter, column and desk together."""

    def __init__(self, *conflicts: Disputed) -> None:
        self.port, self.view = Port(), View()
        self.acts: list[Act] = []
        self.presenter = ConflictPresenter(
            self.port, run_now, say, count, TEXTS.sentence, self.acts.append, self.view
        )
        self.presenter.show(conflicts, "")

    @property
    def card(self) -> ConflictCard:
        assert self.view.card is not None
        return self.view.card


def test_nothing_to_choose_is_one_line_that_says_what_would_stand_there() -> None:
    shown = Shown()
    assert shown.view.card is None
    assert "Không có gì phải chọn" in shown.view.empty


def test_both_values_stand_with_who_when_and_which_desk_the_one_in_use_first() -> None:
    card = Shown(PHONE).card
    assert (card.title, card.field) == ("Hồ sơ 004213", "điện thoại")
    assert [one.value for one in card.offers] == ["0912 345 678", "0912 345 687"]
    assert [one.stands for one in card.offers] == [True, False]
    assert card.offers[1].who == "Quầy 1 · Vũ Thu Trang · 18/11 09:21"
    assert card.typed == "Giá trị khác:"
    assert card.case == PHONE.subject


def test_a_choice_is_written_with_a_reason_and_can_be_taken_back() -> None:
    shown = Shown(PHONE)
    shown.presenter.settle(PHONE.sides[0].op)
    ((field, choice, reason),) = shown.port.done
    assert (field, choice.op, choice.text) == ("phone", PHONE.sides[0].op, "")
    assert reason
    (act,) = shown.acts
    assert "0912 345 687" in act.sentence
    act.undo(lambda: None, lambda _error: None)
    assert len(shown.port.back) == 1


def test_another_value_is_cleaned_and_an_empty_one_is_asked_for() -> None:
    shown = Shown(PHONE)
    shown.presenter.settle("")
    assert "Gõ giá trị khác" in shown.view.sentence
    shown.view.words = "  0987654321 "
    shown.presenter.settle("")
    assert shown.port.done[0][1] == Choice("", "0987654321")
    assert shown.view.sentence == ""


def test_a_value_that_cannot_be_is_said_and_one_may_try_again() -> None:
    shown = Shown(PHONE)
    shown.port.refuses = Problem("conflict.only_choose")
    shown.presenter.settle(PHONE.sides[0].op)
    assert shown.view.sentence == TEXTS.sentence(Problem("conflict.only_choose"))
    assert shown.acts == []
    shown.port.refuses = None
    shown.presenter.settle(PHONE.sides[0].op)
    assert len(shown.acts) == 1


def test_who_may_not_choose_reads_why_and_writes_nothing() -> None:
    shown = Shown(PHONE)
    shown.port.forbids = Problem("rights.case.correct")
    shown.presenter.say_again()
    assert shown.card.why_not == TEXTS.sentence(Problem("rights.case.correct"))
    shown.presenter.settle(PHONE.sides[0].op)
    assert shown.port.done == []
    assert shown.view.sentence != ""


def test_a_second_enter_does_not_settle_twice() -> None:
    shown = Shown(PHONE)
    waiting: list[Any] = []

    def held(work: Any, then: Any, failed: Any = None) -> None:
        waiting.append((work, then))

    shown.presenter._run = held
    shown.presenter.settle(PHONE.sides[0].op)
    shown.presenter.settle(PHONE.sides[1].op)
    assert len(waiting) == 1
    shown.presenter.work_failed()
    shown.presenter.settle(PHONE.sides[0].op)
    assert len(waiting) == 2


def test_later_goes_to_the_next_and_a_settled_one_makes_room_for_the_one_after_it() -> None:
    shown = Shown(PHONE, ADDRESS, VOIDED)
    assert shown.view.place == "1/3"
    shown.presenter.later()
    assert (shown.view.place, shown.card.field) == ("2/3", "địa chỉ")
    shown.presenter.show((PHONE, VOIDED), "")
    assert shown.card.field == "hủy hay còn tính"
    shown.presenter.show((VOIDED, PHONE), "")
    assert shown.card.field == "hủy hay còn tính"  # what one looks at stays
    shown.presenter.show((PHONE,), "")
    assert (shown.view.place, shown.card.field) == ("", "điện thoại")


def test_what_cannot_be_typed_offers_no_field_and_what_is_only_told_no_choice() -> None:
    card = Shown(VOIDED).card
    assert card.typed == ""
    assert [one.value for one in card.offers] == ["vẫn tính", "hủy, không tính"]
    rated = replace(VOIDED, field="rating", told=True)
    shown = Shown(rated)
    assert "Không phải chọn" in shown.card.told
    shown.presenter.settle(rated.sides[0].op)
    assert shown.port.done == []


def test_conflicts_of_the_self_assessment_and_of_officers_are_named() -> None:
    claim = replace(
        PHONE, family="assessment", subject="assessment:2026", field="bacgiang_2023 5.7",
        about=About(year="2026"),
    )  # fmt: skip
    assert Shown(claim).card.title == "Bảng tự chấm năm 2026"
    assert Shown(claim).card.field == "tiêu chí 5.7"
    officer = replace(PHONE, family="officer", about=About(name="Vũ Thu Trang"))
    assert Shown(officer).card.title == "Cán bộ Vũ Thu Trang"


WORDS = FieldWords(say, TEXTS.sentence, lambda code: None)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("phone", "0912345678", "0912 345 678"),
        ("phone", "", "để trống"),
        ("citizen_id", "4417", "…4417"),
        ("fee", 15_000, "15.000 đồng"),
        ("paid", (15_000, "cash"), "15.000 đồng, tiền mặt"),
        ("paid", [0, ""], "0 đồng, chưa thu"),
        ("voided", True, "hủy, không tính"),
        ("steps", "case.ready", "có kết quả"),
        ("digitised", False, "không"),
        ("flags", ("elderly", "priority"), "cao tuổi, ưu tiên"),
        ("flags", (), "để trống"),
        ("applicant", "organisation", "tổ chức"),
        ("due", NOW, "09:21 20/11/2026"),
        ("due", None, "để trống"),
        ("name", "desk", "desk"),
        ("rating", 2, "một lần mời đánh giá"),
        ("rating", "declined", "một lần mời đánh giá"),
    ],
)
def test_a_value_reads_as_a_person_writes_it(field: str, value: object, words: str) -> None:
    assert WORDS.value(field, value) == words


def test_every_field_that_may_be_typed_has_a_name() -> None:
    fields = {field for typed in service.TYPED.values() for field in typed}
    assert [one for one in sorted(fields) if WORDS.field(one) == one] == []


def test_every_kind_of_op_has_words() -> None:
    assert set(DEEDS) == set(KINDS)


def test_no_row_tells_whether_a_citizen_answered() -> None:
    assert DEEDS["rating.given"] == DEEDS["rating.not_given"]


# ---- the foot of every page


class Foot:
    """The truth line in plain values."""

    said: tuple[str, str, str] | None = None

    def show_truth(self, text: str, tone: str, icon: str) -> None:
        self.said = (text, tone, icon)

    def forget_truth(self) -> None:
        self.said = None


class Desk:
    """What is known now."""

    def __init__(self, known: Known) -> None:
        self.is_so = known
        self.at = NOW

    def now(self) -> Millis:
        return self.at

    def known(self) -> Known:
        return self.is_so


def test_the_line_says_what_waits_and_after_a_day_without_the_province_it_stands_out() -> None:
    desk, foot = Desk(values.no_line(NOW).known), Foot()
    presenter = TruthPresenter(desk, run_now, TEXTS.sentence, TEXTS.sentence, foot)
    presenter.reload()
    assert foot.said == ("3 chưa gửi · gửi lần cuối 09:14", "plain", "cloud-up")
    desk.at = Millis(NOW + 25 * 3_600_000)
    presenter.say_again()
    assert foot.said is not None
    assert foot.said[1:] == ("near", "alert-triangle")
    desk.is_so = Known()
    presenter.reload()
    assert foot.said is None
