"""The states of the intake page that are drawn and stretched."""

from __future__ import annotations

from functools import partial

import msgspec

from desk_app.core.visit import VisitForm
from desk_app.services.waiting import leave, wait, waiting
from desk_app.ui.intake.draft_offer import Offer
from tests.support.case_values import CASE
from tests.support.sight import LONG_NAME
from tests.support.window import OpenWindow

# The seven fields of a citizen card's QR code; nobody has this number.
CARD = "024187004417||Trần Thị Thủy|15031987|Nữ|Tổ dân phố Hà Vị 1, Bắc Giang|12052021"


def typed_with_problems(opened: OpenWindow) -> None:
    """A form with two matters that may not be saved yet."""
    intake = opened.window.intake
    intake.fill("name", "Trần Thị Thủy")
    intake.fill("phone", "091234567")
    intake.presenter.take_match(0)
    intake.presenter.take_match(1)
    intake.presenter.save()


def three_matters_late(opened: OpenWindow) -> None:
    """Three matters of somebody with a long name, entered late."""
    intake = opened.window.intake
    intake.fill("name", LONG_NAME)
    for number in (0, 1, 2):
        intake.presenter.take_match(number)
    if not intake.fields.late:
        intake.toggle_late()


def three_cases(opened: OpenWindow) -> None:
    """Three cases, and the code of one more in the line."""
    intake = opened.window.intake
    intake.fill("name", LONG_NAME)
    for code in ("2.000815", "2.000635", "1.004873"):
        intake.presenter.add(code)
    intake.line.input.setText("3x12")
    intake.presenter.take_line()


def matter_sheet(opened: OpenWindow) -> None:
    """The sheet of one matter, open."""
    three_cases(opened)
    intake = opened.window.intake
    intake.presenter.add("1.000894")
    intake.presenter.cases.open("1.000894")


def results_to_fetch(opened: OpenWindow) -> None:
    """Somebody comes for a result; one is ready, one is not."""
    presenter = opened.window.intake.presenter
    presenter.cases.offer(msgspec.structs.replace(CASE, status="ready"))
    presenter.take_match(5)
    presenter.cases.offer(msgspec.structs.replace(CASE, id="DESK.0.2", status="waiting"))


def clear(opened: OpenWindow) -> None:
    """An empty form again."""
    opened.window.intake.clear_visit()
    opened.window.main.undo.hide_act()


def question(opened: OpenWindow) -> None:
    """A question, which asks for nothing about the person."""
    opened.window.intake.toggle_question()


def scanned(opened: OpenWindow) -> None:
    """A citizen card, just read."""
    opened.window.scans.scanners.take(CARD)


def some_wait(opened: OpenWindow) -> None:
    """Three people wait."""
    people = (
        VisitForm(name="Giáp Văn Tuấn", procedures=("2.000635",)),
        VisitForm(name=LONG_NAME, procedures=("2.000815",), flags=("elderly",)),
        VisitForm(),
    )
    for form in people:
        opened.desk.store.writer.run(partial(wait, form=form))
    opened.window.day.waiting.reload()


def nobody_waits(opened: OpenWindow) -> None:
    """They have gone."""
    with opened.desk.store.reader() as reader:
        numbers = [one.n for one in waiting(reader)]
    for n in numbers:
        opened.desk.store.writer.run(partial(leave, n=n))
    opened.window.day.waiting.reload()


def draft_offered(opened: OpenWindow) -> None:
    """A draft is offered."""
    say = opened.stage.say
    opened.window.intake.sheet.offer.show_offer(
        Offer(f"09:14 · {LONG_NAME}", f"Trần Thị Thủy · {say('Chứng thực bản sao')}", "1/3")
    )


def no_draft(opened: OpenWindow) -> None:
    """It is offered no more."""
    opened.window.intake.sheet.offer.show_offer(None)


def undo_bar(opened: OpenWindow) -> None:
    """The bar that offers to undo."""
    sentence = opened.stage.say("Đã hủy lượt {at}: {what}", at="09:12", what=LONG_NAME)
    opened.window.main.undo.show_act(sentence)


def no_undo_bar(opened: OpenWindow) -> None:
    """The bar is gone."""
    opened.window.main.undo.hide_act()


def banner(opened: OpenWindow) -> None:
    """A fault of the program, told."""
    say = opened.stage.say
    text = say("Chương trình gặp lỗi của chính nó. Dữ liệu đã ghi vẫn an toàn trên máy này.")
    opened.window.main.banner.show_text(text, "late")


def no_banner(opened: OpenWindow) -> None:
    """It is told no more."""
    opened.window.main.banner.show_text("", "late")
