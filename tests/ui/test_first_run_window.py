"""The first run through its window: by keyboard to a working desk, resumable, no secret kept."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app import first_run_parts, homes, parts, window_parts
from desk_app.core.clock import day_of
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services import first_run
from desk_app.services.first_run import FirstRun, Step
from desk_app.services.list_visits import list_visits
from desk_app.services.sign_in import sign_in
from desk_app.ui.first_run.key_page import KeyPage
from desk_app.ui.first_run.people_page import PeoplePage
from desk_app.ui.first_run.place_page import PlacePage
from desk_app.ui.first_run.plain_pages import DevicesPage, SettledPage
from desk_app.ui.help import help_text
from tests.support.first_run import (
    ADMINISTRATOR,
    CHOSEN,
    OFFICER,
    PINS,
    OpenFirstRun,
    each_step,
    open_first_run,
)
from tests.support.fit import cut_texts
from tests.support.secret_service import SecretService
from tests.support.window import a_visit

TODAY = day_of(parts.system_clock().wall)
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the desk shall live."""
    return tmp_path / "desk"


@pytest.fixture
def wizard(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[OpenFirstRun]:
    """The window of a first run in an empty folder."""
    with open_first_run(qapp, home) as opened:
        yield opened


def bytes_of(home: Path) -> bytes:
    """Everything that lies in the folder."""
    return b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())


def choose_place(wizard: OpenFirstRun) -> None:
    """Step 1 by keyboard."""
    wizard.enter("bac giang", "Quầy 2")


def name_people(wizard: OpenFirstRun) -> None:
    """Step 2 by keyboard: Enter opens the dialog for whoever is missing."""
    for person, pin in PINS.items():
        wizard.press(Qt.Key.Key_Return)
        wizard.type(person.name)
        wizard.press(Qt.Key.Key_Return)
        wizard.press(Qt.Key.Key_Return)
        wizard.enter(pin, pin)


def read_back(wizard: OpenFirstRun) -> None:
    """Step 4 by keyboard, the groups as they stand on the paper."""
    key = wizard.port.key
    wizard.press(Qt.Key.Key_Return)
    wizard.enter(*(key.groups[place].lower() for place in key.asked))


def to_the_key(wizard: OpenFirstRun) -> None:
    """Steps 1 to 3."""
    choose_place(wizard)
    name_people(wizard)
    wizard.press(Qt.Key.Key_Return)
    wizard.window.go_on()
    wizard.settle()


def test_six_steps_by_keyboard_lead_to_a_desk_that_logs_a_visit(
    qapp: QApplication, home: Path, wizard: OpenFirstRun, unlocked_secret_service: SecretService
) -> None:
    assert wizard.at(Step.PLACE)
    choose_place(wizard)
    assert wizard.at(Step.PEOPLE)
    assert (wizard.port.state.unit, wizard.port.state.desk) == ("07210", "Quầy 2")
    name_people(wizard)
    assert wizard.focus is wizard.window.go
    wizard.press(Qt.Key.Key_Return)
    assert wizard.at(Step.DEVICES)
    wizard.press(Qt.Key.Key_Return)
    assert wizard.at(Step.KEY)
    wizard.press(Qt.Key.Key_P, CTRL)
    assert [name for name, _pdf in wizard.printed] == ["hp"]
    groups = wizard.port.key.groups
    pdf = PdfReader(io.BytesIO(wizard.printed[0][1]))
    assert len(pdf.pages) == 1
    assert all(group in pdf.pages[0].extract_text() for group in groups)
    read_back(wizard)
    assert wizard.at(Step.PROVINCE)
    assert len(unlocked_secret_service.secrets()) == 1
    wizard.press(Qt.Key.Key_Return)
    wizard.press(Qt.Key.Key_Return)
    assert wizard.finished
    assert wizard.told == []

    with parts.open_desk(home) as desk:
        first_run_parts.finish_first_run(desk, wizard.port.state)
        window, close = window_parts.build_window(qapp, desk, home)
        window.main.show()
        window.desk.act_as(window.desk.sign_in(OFFICER.name, PINS[OFFICER]))
        window.desk.log(a_visit())
        close()
        with desk.store.reader() as reader:
            assert [visit.name for visit in list_visits(reader, TODAY)] == ["Trần Thị Thủy"]
        window.main.close()
        window.main.deleteLater()
    assert first_run_parts.first_run_of(home) is None
    found = bytes_of(home)
    for secret in (*PINS.values(), *groups, ADMINISTRATOR.name, OFFICER.name):
        assert secret.encode() not in found


def test_enter_takes_the_commune_and_then_asks_for_the_name_without_a_reproach(
    wizard: OpenFirstRun,
) -> None:
    page = wizard.window.page
    assert isinstance(page, PlacePage)
    hint = page.name_row.aside.text()
    wizard.type("bac giang")
    page._on_pause()
    wizard.settle()
    wizard.press(Qt.Key.Key_Return)
    assert (wizard.at(Step.PLACE), wizard.focus is page.name) == (True, True)
    assert page.name_row.aside.text() == hint
    wizard.press(Qt.Key.Key_Return)
    assert page.name_row.aside.text() != hint
    wizard.type("Q")
    assert page.name_row.aside.text() == hint


def test_closed_at_any_step_the_next_start_opens_there_with_what_was_typed(
    qtbot: QtBot, qapp: QApplication, home: Path
) -> None:
    with open_first_run(qapp, home) as wizard:
        choose_place(wizard)
    with open_first_run(qapp, home) as wizard:
        assert wizard.at(Step.PEOPLE)
        name_people(wizard)
        wizard.press(Qt.Key.Key_Return)
    with open_first_run(qapp, home) as wizard:
        assert wizard.at(Step.DEVICES)
        assert wizard.port.state.people == (ADMINISTRATOR, OFFICER)
        assert (wizard.port.state.unit, wizard.port.state.desk) == ("07210", "Quầy 2")
        page = wizard.window.page
        assert isinstance(page, DevicesPage)
        page.view.screens["turned"].click()
        wizard.settle()
    with open_first_run(qapp, home) as wizard:
        page = wizard.window.page
        assert isinstance(page, DevicesPage)
        assert page.view.screens["turned"].isChecked()
    assert not any(pin.encode() in bytes_of(home) for pin in PINS.values())


def test_pins_that_were_not_kept_are_asked_for_again_before_the_key(
    qtbot: QtBot, qapp: QApplication, home: Path
) -> None:
    begun = FirstRun(step=Step.DEVICES, unit="07210", desk="Quầy 2", people=CHOSEN.people)
    with open_first_run(qapp, home, begun) as wizard:
        assert wizard.window.go.text() == wizard.stage.say("Tiếp: đặt lại mã PIN")
        wizard.window.go_on()
        wizard.settle()
        page = wizard.window.page
        assert isinstance(page, PeoplePage)
        for pin in PINS.values():
            wizard.press(Qt.Key.Key_Return)
            assert isinstance(page.dialog, QDialog)
            wizard.enter(pin, pin)
        wizard.press(Qt.Key.Key_Return)
        assert wizard.at(Step.KEY)
        assert all(wizard.port.has_pin(person) for person in CHOSEN.people)


def test_a_window_closed_at_the_key_comes_back_with_a_new_one_and_voids_the_old_sheet(
    qtbot: QtBot, qapp: QApplication, home: Path
) -> None:
    with open_first_run(qapp, home) as wizard:
        to_the_key(wizard)
        wizard.press(Qt.Key.Key_P, CTRL)
        groups, number = wizard.port.key.groups, wizard.port.key.number
    found = bytes_of(home)
    assert not any(group.encode() in found for group in groups)
    assert not homes.exists(home)
    with open_first_run(qapp, home) as wizard:
        assert wizard.at(Step.PEOPLE)
        for pin in PINS.values():
            wizard.press(Qt.Key.Key_Return)
            wizard.enter(pin, pin)
        wizard.press(Qt.Key.Key_Return)
        page = wizard.window.page
        assert isinstance(page, KeyPage)
        assert set(wizard.port.key.groups).isdisjoint(groups)
        assert number in page.told.text()


def test_no_desk_is_made_while_a_group_is_wrong(
    wizard: OpenFirstRun, home: Path, unlocked_secret_service: SecretService
) -> None:
    to_the_key(wizard)
    page = wizard.window.page
    assert isinstance(page, KeyPage)
    wizard.press(Qt.Key.Key_Return)
    shown = [label.text() for label in page.findChildren(type(page.told)) if label.isVisible()]
    assert not any(group in " ".join(shown) for group in wizard.port.key.groups)
    first = wizard.port.key.asked[0]
    wizard.enter("00000", "00000")

    assert wizard.focus is page.fields[first]
    assert page._rows[first].aside.text()
    assert wizard.at(Step.KEY)
    assert not homes.exists(home)
    assert unlocked_secret_service.secrets() == {}
    wizard.press(Qt.Key.Key_Q, ALT)
    assert wizard.at(Step.KEY)
    read_back(wizard)
    assert homes.exists(home)


@pytest.mark.usefixtures("no_secret_service")
def test_without_a_keyring_one_sentence_says_so_and_one_may_try_again(
    wizard: OpenFirstRun, home: Path
) -> None:
    to_the_key(wizard)
    read_back(wizard)

    assert [message.detail for message in wizard.told] == ["vault.no_keyring.create"]
    assert wizard.window.banner.isVisible()
    assert wizard.at(Step.KEY)
    assert wizard.window.go.isEnabled()
    assert not homes.exists(home)


def test_the_key_is_never_saved_beside_the_data_it_opens(
    wizard: OpenFirstRun, home: Path, tmp_path: Path
) -> None:
    to_the_key(wizard)
    page = wizard.window.page
    assert isinstance(page, KeyPage)
    page.presenter.save_key(home / "key.pdf")
    wizard.settle()
    assert not (home / "key.pdf").exists()
    assert page.told.text() == wizard.stage.language.sentence(Problem("first_run.key_beside_data"))
    page.presenter.save_key(tmp_path / "usb.pdf")
    wizard.settle()
    assert (tmp_path / "usb.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "usb.pdf").stat().st_mode & 0o777 == 0o600


def test_a_step_may_be_put_off_but_the_pins_and_the_key_may_not(wizard: OpenFirstRun) -> None:
    window = wizard.window
    assert window.later.isVisible()
    window.later.click()
    wizard.settle()
    assert wizard.at(Step.PEOPLE)
    assert not window.later.isVisible()
    wizard.window.go_on()
    wizard.settle()
    assert wizard.at(Step.PEOPLE)
    name_people(wizard)
    wizard.press(Qt.Key.Key_Return)
    assert wizard.at(Step.DEVICES)
    window.later.click()
    wizard.settle()
    # Nobody gave a commune yet: the key waits for it.
    assert wizard.at(Step.PLACE)
    choose_place(wizard)
    assert wizard.at(Step.KEY)
    assert not window.later.isVisible()
    assert wizard.port.state.later == (Step.DEVICES,)


def test_each_step_names_the_next_one_and_alt_q_goes_back(wizard: OpenFirstRun) -> None:
    say, window = wizard.stage.say, wizard.window
    assert window.go.text() == say("Tiếp: cán bộ và mã PIN")
    choose_place(wizard)
    assert window.go.text() == say("Tiếp: thử thiết bị")
    wizard.press(Qt.Key.Key_Q, ALT)
    assert wizard.at(Step.PLACE)
    assert wizard.port.state.desk == "Quầy 2"


def test_a_failing_device_says_what_to_do_and_blocks_nothing(
    qtbot: QtBot, qapp: QApplication, home: Path
) -> None:
    begun = FirstRun(step=Step.DEVICES, unit="07210", desk="Quầy 2")
    problem = Problem("vault.no_keyring.create")
    with open_first_run(qapp, home, begun, keyring=problem, printers=()) as wizard:
        page = wizard.window.page
        assert isinstance(page, DevicesPage)
        states = page.view.presenter.states
        assert {name for name, state in states.items() if state.tone == "late"} == {
            "printer", "disk",
        }  # fmt: skip
        assert all(state.deed for state in states.values() if state.tone == "late")
        assert wizard.window.note.text() == wizard.stage.count("{n} thiết bị cần chỉnh", 2)
        assert wizard.window.go.isEnabled()


def test_a_scan_is_judged_and_goes_nowhere_else(
    qtbot: QtBot, qapp: QApplication, home: Path
) -> None:
    begun = FirstRun(step=Step.DEVICES, unit="07210", desk="Quầy 2")
    with open_first_run(qapp, home, begun) as wizard:
        page = wizard.window.page
        assert isinstance(page, DevicesPage)
        wizard.enter("024190012345||Trần Thị Thủy|12051990|Nữ|xã Đồng Kỳ|01012022")
        state = page.view.presenter.states["scanner"]
        assert state.tone == "good"
        assert "2345" in state.fact
        assert "024190012345" not in state.fact
        assert page.view.scan.text() == ""
        assert wizard.at(Step.DEVICES)
    assert "Thủy".encode() not in bytes_of(home)
    assert b"024190012345" not in bytes_of(home)


def test_a_finished_step_of_a_made_desk_is_told_and_stays(
    wizard: OpenFirstRun, unlocked_secret_service: SecretService
) -> None:
    to_the_key(wizard)
    read_back(wizard)
    wizard.press(Qt.Key.Key_Q, ALT)
    page = wizard.window.page
    assert isinstance(page, SettledPage)
    assert not wizard.window.later.isVisible()
    wizard.press(Qt.Key.Key_Return)
    assert wizard.at(Step.PROVINCE)
    assert len(unlocked_secret_service.secrets()) == 1


def test_a_wrong_pin_or_the_same_person_twice_is_said_beside_the_field(
    wizard: OpenFirstRun,
) -> None:
    choose_place(wizard)
    page = wizard.window.page
    assert isinstance(page, PeoplePage)
    wizard.press(Qt.Key.Key_Return)
    wizard.type("Ngô Thị Hạnh")
    wizard.press(Qt.Key.Key_Return)
    wizard.press(Qt.Key.Key_Return)
    for first, second, field in (
        ("48291537", "4829153", "pin_again"), ("48291537", "", "pin_again"),
        ("123456", "123456", "pin"), ("12ab56", "12ab56", "pin"), ("", "", "pin"),
    ):  # fmt: skip
        assert page._dialog is not None
        page._dialog.pin.setText(first)
        page._dialog.again.setText(second)
        page._dialog.again.setFocus()
        wizard.press(Qt.Key.Key_Return)
        assert page._dialog is not None, (first, second)
        assert page._dialog.rows[field].aside.text()
        assert page._dialog.name.text() == "Ngô Thị Hạnh"
    assert page._dialog is not None
    page._dialog.pin.setText("48291537")
    page._dialog.again.setText("48291537")
    wizard.press(Qt.Key.Key_Return)
    wizard.press(Qt.Key.Key_Return)
    assert page.dialog is None
    with pytest.raises(UserProblem) as refused:
        wizard.port.add_person("ngo thi hanh", "administrator", "48291537", None)
    assert refused.value.problems[0].code == "first_run.same_person"


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("scale", [100, 150, 200])
def test_no_step_cuts_its_words(
    wizard: OpenFirstRun, code: str, scale: int, unlocked_secret_service: SecretService
) -> None:
    wizard.stage.language.choose(code)
    wizard.stage.look.choose_scale(scale)
    wizard.settle()

    def whole() -> None:
        wizard.settle()
        assert cut_texts(wizard.window) == [], wizard.step
        assert wizard.window._body.horizontalScrollBar().maximum() == 0

    whole()
    choose_place(wizard)
    whole()
    wizard.press(Qt.Key.Key_Return)
    dialog = wizard.application.activeModalWidget()
    assert isinstance(dialog, QDialog)
    assert cut_texts(dialog) == []
    assert dialog.height() <= wizard.window.height()
    dialog.reject()
    wizard.settle()
    name_people(wizard)
    whole()
    wizard.press(Qt.Key.Key_Return)
    whole()
    wizard.window.go_on()
    whole()
    read_back(wizard)
    whole()
    wizard.window.go_on()
    whole()
    assert wizard.at(Step.PRACTICE)
    assert len(unlocked_secret_service.secrets()) == 1


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_first_run_has_its_help(code: str) -> None:
    assert help_text(code, "first_run").startswith("# ")


def test_everything_one_may_touch_is_named_for_screen_readers(wizard: OpenFirstRun) -> None:
    deeds: tuple[Callable[[OpenFirstRun], None], ...] = (choose_place, name_people)
    for deed in deeds:
        for widget in wizard.window.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert widget.accessibleName(), widget
        deed(wizard)
    for button in wizard.window.findChildren(QPushButton):
        assert not button.isVisible() or button.accessibleName()


def test_the_practice_desk_opens_from_the_first_page_beside_the_real_one(
    wizard: OpenFirstRun, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Path] = []
    monkeypatch.setattr(window_parts, "_open_beside", lambda home, taken: started.append(home))
    wizard.press(Qt.Key.Key_T, ALT)

    practice = home.with_name("desk-practice")
    assert started == [practice]
    with parts.open_desk(practice) as desk:
        assert desk.store.desk.practice is True
        assert sign_in(desk.store, "Cán bộ thực hành", None).role == "officer"
    assert not homes.exists(home)
    assert first_run.load(home) is not None


def test_every_step_can_be_drawn(wizard: OpenFirstRun) -> None:
    assert list(each_step(wizard)) == list(Step)
    assert not wizard.told
