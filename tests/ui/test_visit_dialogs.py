"""Correcting and voiding: what was typed survives a refusal, and a digit stands for a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.visit import VisitForm
from desk_app.ui.not_offered import NotOfferedDialog
from desk_app.ui.visit_dialogs import CORRECT_REASONS, VOID_REASONS, CorrectDialog, VoidDialog
from tests.support.fit import cut_texts
from tests.support.window import OpenWindow, type_text

FORM = VisitForm(
    name="Trần Văn Lực",
    procedures=("2.000815",),
    flags=("proxy", "elderly"),
    on_behalf_of="Bà Trần Thị Bé",
    note="hẹn mai",
    reference="H55-250715-0003",
)


class Acts:
    """What a dialog asked for, refused until the test allows it."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.refuses: UserProblem | None = None

    def __call__(self, *asked: object) -> None:
        *what, then, failed = asked
        self.asked.append(tuple(what))
        if self.refuses is not None:
            failed(self.refuses)  # type: ignore[operator]
        else:
            then()  # type: ignore[operator]


def correct(opened: OpenWindow, act: Callable[..., None]) -> CorrectDialog:
    desk = opened.window.desk
    dialog = CorrectDialog(
        opened.stage, "09:17", FORM, desk.find_procedures, desk.procedure, act, opened.window.main
    )
    dialog.show()
    return dialog


def test_a_correction_begins_with_everything_the_visit_says(opened: OpenWindow) -> None:
    dialog = correct(opened, Acts())
    assert dialog.form() == FORM
    dialog.close()


def test_a_failed_save_keeps_everything_that_was_typed(opened: OpenWindow) -> None:
    acts = Acts()
    acts.refuses = UserProblem(
        Problem("visit.name_missing", "name"), Problem("visit.reason_missing", "reason")
    )
    dialog = correct(opened, acts)
    name = dialog.fields.fields["name"].field
    assert isinstance(name, QLineEdit)
    name.clear()
    type_text(name, "Trần Văn Lục")
    type_text(dialog.reason, "sai dấu")
    dialog.deed.click()
    assert dialog.isVisible()
    assert dialog.deed.isEnabled()
    assert name.text() == "Trần Văn Lục"
    assert dialog.reason.text() == "sai dấu"
    assert dialog.fields.fields["name"].aside.text() != ""
    dialog.work_failed()
    assert dialog.form().name == "Trần Văn Lục"
    acts.refuses = None
    dialog.deed.click()
    assert not dialog.isVisible()
    form, reason = acts.asked[-1]
    assert (form.name, form.on_behalf_of, reason) == ("Trần Văn Lục", "Bà Trần Thị Bé", "sai dấu")  # type: ignore[attr-defined]


def test_a_digit_alone_stands_for_a_usual_reason(opened: OpenWindow) -> None:
    acts = Acts()
    void = VoidDialog(opened.stage, "09:17", acts, opened.window.main)
    void.show()
    type_text(void.reason, "2")
    void.deed.click()
    assert acts.asked == [(VOID_REASONS[1],)]
    dialog = correct(opened, acts)
    type_text(dialog.reason, "1")
    dialog.deed.click()
    assert acts.asked[-1][1] == CORRECT_REASONS[0]


def test_a_reason_that_begins_with_a_digit_stays_as_it_was_typed(opened: OpenWindow) -> None:
    acts = Acts()
    void = VoidDialog(opened.stage, "09:17", acts, opened.window.main)
    void.show()
    for text in ("2 bản", "9", ""):
        void.reason.setText(text)
        void.show()
        void.deed.setEnabled(True)
        void.deed.click()
    assert acts.asked == [("2 bản",), ("9",), ("",)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_where_one_says_why_nobody_was_asked(
    opened: OpenWindow, language: str
) -> None:
    opened.stage.look.choose_scale(200)
    opened.stage.language.choose(language)
    dialog = NotOfferedDialog(opened.stage, "20/11/2026 09:17 · Hoàng Văn Quyết", Acts())
    dialog.show()
    opened.settle()
    assert cut_texts(dialog) == []
    dialog.show_error(UserProblem(Problem("visit.rated_already")))
    opened.settle()
    assert cut_texts(dialog) == []
    dialog.close()
