"""Steps that mostly tell: devices around their tests, pairing, practice, and what is settled."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal

from desk_app.qt.language import mark
from desk_app.services.first_run import FirstRun, Step
from desk_app.ui.first_run.devices_presenter import MachinePort
from desk_app.ui.first_run.devices_view import DevicesView
from desk_app.ui.first_run.item_row import ItemRow, ItemState
from desk_app.ui.first_run.step_page import StepPage
from desk_app.ui.parts import DeedButton, Sheet, column, give_key
from desk_app.ui.stage import Stage


class StatePort(Protocol):
    """What was chosen so far."""

    @property
    def state(self) -> FirstRun: ...
    def remember(self, **changed: Any) -> None: ...
    def write(self) -> None: ...


class DevicesPage(StepPage):
    """Step 3."""

    def __init__(self, stage: Stage, port: StatePort, machine: MachinePort) -> None:
        super().__init__()
        self._stage, self._port = stage, port
        self.view = DevicesView(stage, machine)
        self.view.chosen.connect(self._on_chosen)
        self.view.changed.connect(self._on_changed)
        outside = column(self)
        outside.addWidget(self.view)
        outside.addStretch(1)

    def open_page(self) -> None:
        """Look what there is; a scan can come at once."""
        state = self._port.state
        self.view.start(state.printer, state.scanner_port, state.rating_screen)
        self.view.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, name: str, value: str) -> None:
        self._port.remember(**{name: value})
        self._stage.runner.run(self._port.write, lambda _none: None)

    def _on_changed(self) -> None:
        failing = self.view.presenter.failing
        self.note = self._stage.count("{n} thiết bị cần chỉnh", failing) if failing else ""
        self.changed.emit()


class ProvincePage(StepPage):
    """Step 5: what pairing needs and where it is done; the desk works without it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        sheet = Sheet()
        pairing = ItemRow(stage, "cloud-up", mark("Nối quầy với tỉnh"))
        alone = ItemRow(stage, "database", mark("Trong lúc chưa nối"), last=True)
        for row in (pairing, alone):
            sheet.inside.addWidget(row)

        def say() -> None:
            pairing.show_state(
                ItemState(
                    "",
                    stage.say("để sau"),
                    stage.say(
                        "Cần một địa chỉ và một mã 10 ký tự do tỉnh cấp, dùng một lần trong 72 giờ."
                    ),
                    stage.say(
                        "Có mã thì quản trị đăng nhập, bấm Ctrl 8 rồi Enter vào “Nối với tỉnh…”;"
                        " không có mạng thì nối bằng tệp. Số của quầy và giấy đã in không đổi."
                    ),
                    "circle-dashed",
                )
            )
            alone.show_state(
                ItemState(
                    "good",
                    stage.say("làm việc được đủ"),
                    "",
                    stage.say(
                        "Mọi lượt tiếp nằm trong nhật ký mã hóa trên máy này;"
                        " nối rồi thì gửi đi hết."
                    ),
                )
            )

        stage.language.changed.connect(say)
        say()
        outside = column(self, gap=12)
        outside.addWidget(sheet)
        outside.addStretch(1)

    def open_page(self) -> None:
        """Nothing to do but go on."""
        self.done_here.emit()


class PracticePage(StepPage):
    """Step 6: the practice desk, now or later."""

    practice_requested = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        sheet = Sheet()
        row = ItemRow(stage, "clipboard-check", mark("Quầy thực hành"))
        after = ItemRow(stage, "database", mark("Quầy của bạn"), last=True)
        self.practice = DeedButton(stage.look, "", "Alt T")
        give_key(self.practice, "Alt+T")
        stage.bind(self, self.practice.setText, mark("Mở quầy thực hành"))
        self.practice.clicked.connect(self.practice_requested)
        row.add_button(self.practice)

        def say() -> None:
            row.show_state(
                ItemState(
                    fact=stage.say("Mở trong một cửa sổ riêng, có khung màu và chữ CA THỰC HÀNH."),
                    deed=stage.say("Sau này mở lại bất cứ lúc nào: Tệp, Mở quầy thực hành."),
                )
            )
            after.show_state(
                ItemState(
                    "good",
                    stage.say("đã tạo"),
                    "",
                    stage.say("Bấm Enter để vào làm việc; lần sau mở chương trình là vào thẳng."),
                )
            )

        stage.language.changed.connect(say)
        say()
        for one in (row, after):
            sheet.inside.addWidget(one)
        outside = column(self, gap=12)
        outside.addWidget(sheet)
        outside.addStretch(1)

    def open_page(self) -> None:
        """One may go to work."""
        self.done_here.emit()


SETTLED = {
    Step.PLACE: mark("Quầy đã được tạo ở đây; xã, phường của một quầy không đổi nữa."),
    Step.PEOPLE: mark("Cán bộ đã có trong quầy. Thêm người hoặc đổi mã PIN ở trang Quản trị."),
    Step.KEY: mark("Tờ khóa số {number} mở được quầy này. Khóa chỉ hiện một lần, không lưu ở đâu."),
}


class SettledPage(StepPage):
    """A step of a desk that is made: it says so, and nothing can be changed here any more."""

    def __init__(self, stage: Stage, port: StatePort, step: Step) -> None:
        super().__init__()
        sheet = Sheet()
        row = ItemRow(stage, "check", mark("Đã xong"), last=True)
        sheet.inside.addWidget(row)

        def say() -> None:
            words = stage.say(SETTLED[step], number=port.state.sheet)
            row.show_state(ItemState("good", stage.say("đã tạo"), words))

        stage.language.changed.connect(say)
        say()
        outside = column(self)
        outside.addWidget(sheet)
        outside.addStretch(1)

    def open_page(self) -> None:
        """Nothing to do but go on."""
        self.done_here.emit()
