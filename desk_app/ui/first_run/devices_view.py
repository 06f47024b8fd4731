"""The four device tests as rows of a sheet; in the first run and on the settings page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton

from desk_app.core.desk_settings import RatingScreen
from desk_app.qt.language import mark
from desk_app.qt.printing import PrinterChoice
from desk_app.qt.serial_ports import SerialPort
from desk_app.ui.fields import Combo
from desk_app.ui.first_run.devices_presenter import (
    DISK,
    PRINTER,
    SCANNER,
    SCREENS,
    DevicesPresenter,
    MachinePort,
)
from desk_app.ui.first_run.item_row import ItemRow, ItemState
from desk_app.ui.first_run.screen_numbers import screens_seen, show_numbers
from desk_app.ui.flow import Flow
from desk_app.ui.parts import DeedButton, Sheet, frame, label, line
from desk_app.ui.stage import Stage

# A scanner that sends no Enter: so long after its last letter it is done.
SCAN_PAUSE = 250
SCREEN_WORDS: tuple[tuple[RatingScreen, str], ...] = (
    ("second", mark("Màn hình thứ hai quay về người dân")),
    ("turned", mark("Xoay màn hình của tôi về người dân")),
    ("off", mark("Không mời đánh giá ở quầy này")),
)


class DevicesView(Sheet):
    """Shows and asks; what a test says is the presenter's."""

    chosen = Signal(str, str)
    """A choice to keep: printer, scanner_port or rating_screen, and its value."""
    changed = Signal()

    def __init__(self, stage: Stage, port: MachinePort) -> None:
        super().__init__()
        self._stage = stage
        self._printers: tuple[PrinterChoice, ...] = ()
        self._kept: dict[str, str] = {}
        self._may_choose = True
        names = (
            (PRINTER, "printer", mark("Máy in")),
            (SCANNER, "scan", mark("Máy quét thẻ")),
            (SCREENS, "device-desktop", mark("Màn hình cho người dân")),
            (DISK, "database", mark("Ổ đĩa, kho khóa và đồng hồ")),
        )
        self.rows = {
            device: ItemRow(stage, icon, name, last=device == DISK) for device, icon, name in names
        }
        for row in self.rows.values():
            self.inside.addWidget(row)
        self.presenter = DevicesPresenter(
            port, stage.runner.run, stage.say, stage.language.sentence, self
        )
        self._printer_parts()
        self._scanner_parts()
        self._screen_parts()
        self._machine_parts()
        stage.language.changed.connect(self._say_again)
        stage.look.changed.connect(self.fit)
        self.fit()

    def start(self, printer: str, port: str, screen: RatingScreen | None) -> None:
        """Look what there is, with what was chosen before."""
        self._kept = {"printer": printer, "scanner_port": port}
        for code, button in self.screens.items():
            button.setChecked(code == screen)
        self.presenter.start(screens_seen(self.window()), screen)

    def allow_choices(self, allowed: bool) -> None:
        """Whether what is chosen here may be kept; testing is for everybody."""
        self._may_choose = allowed
        self.port.setEnabled(allowed)
        for button in self.screens.values():
            button.setEnabled(allowed)

    # ---- the parts of each row ------------------------------------------------------------------

    def _button(self, device: str, words: str, act: Callable[[], object]) -> DeedButton:
        button = DeedButton(self._stage.look)
        self._stage.bind(self, button.setText, words)
        button.clicked.connect(act)
        self.rows[device].add_button(button)
        return button

    def _printer_parts(self) -> None:
        self.printer = Combo(self._stage)
        self._stage.bind(self, self.printer.setAccessibleName, mark("Máy in"))
        self.printer.activated.connect(self._on_printer)
        self.printer.hide()
        self.rows[PRINTER].below.addWidget(self.printer, 0, Qt.AlignmentFlag.AlignLeft)
        self.print_button = self._button(PRINTER, mark("In trang thử"), self._print)
        self.find_printers = self._button(
            PRINTER, mark("Xem lại"), self.presenter.look_for_printers
        )
        self.find_printers.hide()

    def _scanner_parts(self) -> None:
        stage, row = self._stage, self.rows[SCANNER]
        self.scan = QLineEdit()
        self.scan.setMaxLength(2000)
        stage.bind(self, self.scan.setPlaceholderText, mark("Quét một thẻ vào đây"))
        stage.bind(self, self.scan.setAccessibleName, mark("Quét một thẻ vào đây"))
        kept = label(level="second")
        stage.bind(self, kept.setText, mark("không lưu lại gì"))
        across = line(gap=8)
        across.addWidget(self.scan, 100)
        across.addWidget(kept)
        across.addStretch(1)
        row.below.addLayout(across)
        self.port = Combo(stage)
        stage.bind(self, self.port.setAccessibleName, mark("Cổng của máy quét"))
        self.port.activated.connect(self._on_port)
        self._port_word = label(level="second")
        stage.bind(self, self._port_word.setText, mark("Máy quét qua cổng COM:"))
        self._ports = frame("plain")
        ports = line(self._ports, gap=8)
        ports.addWidget(self._port_word)
        ports.addWidget(self.port)
        ports.addStretch(1)
        self._ports.hide()
        row.below.addWidget(self._ports)
        self._scan_done = QTimer(self)
        self._scan_done.setSingleShot(True)
        self._scan_done.setInterval(SCAN_PAUSE)
        self._scan_done.timeout.connect(self._on_scanned)
        self.scan.textEdited.connect(self._on_letters)
        self.scan.installEventFilter(self)

    def _screen_parts(self) -> None:
        self.screens: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        across = Flow(16)
        for code, words in SCREEN_WORDS:
            button = QRadioButton()
            button.setObjectName(code)
            self._stage.bind(self, button.setText, words)
            self._stage.bind(self, button.setAccessibleName, words)
            self._group.addButton(button)
            self.screens[code] = button
            across.add(button)
        self._group.buttonClicked.connect(self._on_screen)
        self.rows[SCREENS].below.addWidget(across)
        self._button(SCREENS, mark("Hiện số"), self._show_numbers)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._on_screens)
        application.screenRemoved.connect(self._on_screens)

    def _machine_parts(self) -> None:
        self.right = self._button(DISK, mark("Giờ đúng"), lambda: self.presenter.clock_is(True))
        self.wrong = self._button(DISK, mark("Giờ sai"), lambda: self.presenter.clock_is(False))
        self.look_again = self._button(DISK, mark("Xem lại"), self.presenter.look_at_machine)

    # ---- what the presenter asks for --------------------------------------------------------

    def show_state(self, device: str, state: ItemState) -> None:
        """Say how a device stands; buttons that would do nothing go."""
        self.rows[device].show_state(state)
        if device == PRINTER:
            self.print_button.setVisible(bool(self._printers))
            self.find_printers.setVisible(not self._printers)
        if device == DISK:
            self.right.setVisible(state.tone == "")
            self.wrong.setVisible(state.tone == "")
            self.look_again.setVisible(state.tone in ("late", "near"))
        self.rows[device].fit()
        self.changed.emit()

    def show_printers(self, found: tuple[PrinterChoice, ...]) -> None:
        """These print queues are there."""
        self._printers = found
        self.printer.clear()
        for one in found:
            self.printer.addItem(one.words, one.name)
        self.printer.setCurrentIndex(max(0, self.printer.findData(self._kept["printer"])))
        self.printer.setVisible(len(found) > 1)

    def show_ports(self, found: tuple[SerialPort, ...]) -> None:
        """A scanner may hang at one of these; without any there is nothing to choose."""
        self.port.clear()
        self.port.addItem(self._stage.say("không dùng"), "")
        for one in found:
            words = f"{one.product} ({one.device})" if one.product else one.device
            self.port.addItem(words, one.device)
        self.port.setCurrentIndex(max(0, self.port.findData(self._kept["scanner_port"])))
        self._ports.setVisible(bool(found))

    def show_screens(self, count: int) -> None:
        """A second screen can be chosen when there is one; a choice that was made stays."""
        second = self.screens["second"]
        second.setEnabled(self._may_choose and (count > 1 or second.isChecked()))

    # ---- what a person does -----------------------------------------------------------------

    def _print(self) -> None:
        place = self.printer.currentIndex()
        if 0 <= place < len(self._printers):
            self.chosen.emit("printer", self._printers[place].name)
            self.presenter.print_test_page(self._printers[place])

    def _on_printer(self) -> None:
        self.chosen.emit("printer", str(self.printer.currentData() or ""))

    def _on_port(self) -> None:
        self.chosen.emit("scanner_port", str(self.port.currentData() or ""))

    def _on_screen(self, button: QRadioButton) -> None:
        code = next(code for code, one in self.screens.items() if one is button)
        self.chosen.emit("rating_screen", code)
        self.presenter.choose_screen(code)  # type: ignore[arg-type]  # one of SCREEN_WORDS

    def _on_screens(self) -> None:
        self.presenter.screens_seen(screens_seen(self.window()))

    def _show_numbers(self) -> None:
        self.presenter.screens_seen(screens_seen(self.window()))
        show_numbers(self._stage, self)

    def _on_letters(self, _text: str) -> None:
        self._scan_done.start()

    def _on_scanned(self) -> None:
        self._scan_done.stop()
        text = self.scan.text()
        self.scan.clear()
        self.presenter.scanned(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The Enter or Tab a scanner ends with judges the scan and goes nowhere else."""
        if (
            watched is self.scan
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
            and self.scan.text()
        ):
            self._on_scanned()
            return True
        return super().eventFilter(watched, event)

    def _say_again(self) -> None:
        self.presenter.say_again()

    def fit(self) -> None:
        """Take the present measures."""
        look = self._stage.look
        self.scan.setMinimumWidth(look.px(180))
        self.scan.setMaximumWidth(look.px(400))
        self.scan.setMinimumHeight(look.height(11, 10))
        for field in (self.printer, self.port):
            field.setMinimumHeight(look.height(10.5, 10))
