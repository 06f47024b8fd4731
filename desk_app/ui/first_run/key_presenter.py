"""Step 4: the recovery key is shown, goes onto paper, and is asked back; then there is a desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.qt.language import mark
from desk_app.qt.printing import PrinterChoice
from desk_app.services.first_desk import FirstKey
from desk_app.services.first_run import FirstRun
from desk_app.ui.stage import Run, Say

CHECK = mark("Tiếp: đọc lại từ tờ giấy")
MAKE = mark("Tạo quầy")


class KeyPort(Protocol):
    """Where the key is drawn and the desk is made; all but `key` and `state` for a worker."""

    @property
    def state(self) -> FirstRun: ...
    @property
    def key(self) -> FirstKey: ...
    def print_key(self, printer: str) -> None: ...
    def save_key(self, target: Path) -> None: ...
    def make(self, typed: dict[int, str]) -> None: ...
    def remember(self, **changed: Any) -> None: ...
    def write(self) -> None: ...


class KeyView(Protocol):
    """What shows it."""

    def show_key(self, groups: tuple[str, ...], number: str) -> None: ...
    def ask_groups(self, places: tuple[int, ...]) -> None: ...
    def show_told(self, tone: str, words: str) -> None: ...
    def show_errors(self, sentences: dict[str, str]) -> None: ...
    def show_busy(self, busy: bool) -> None: ...


class KeyPresenter:
    """Two phases: the key in sight, then the key out of sight and the paper in the hand."""

    def __init__(
        self,
        port: KeyPort,
        run: Run,
        say: Say,
        sentence: Callable[[Problem], str],
        view: KeyView,
    ) -> None:
        self._port, self._run, self._say, self._sentence = port, run, say, sentence
        self._view = view
        self.asking = False
        self._void = ""
        self._told: Callable[[], tuple[str, str]] = self._nothing_told

    @property
    def words(self) -> str:
        """What the next button does now."""
        return MAKE if self.asking else CHECK

    def start(self) -> None:
        """Show the key of this sitting; say when a sheet of an earlier one is worth nothing."""
        key = self._port.key
        if self._port.state.sheet not in ("", key.number):
            self._void = self._port.state.sheet
        self.asking = False
        self._view.show_key(key.groups, key.number)
        self.say_again()

    def say_again(self) -> None:
        """Say how it stands in the present language."""
        self._view.show_told(*self._told())

    def _nothing_told(self) -> tuple[str, str]:
        if not self._void:
            return "", ""
        return "late", self._say(
            "Tờ khóa số {number} của lần trước không mở được gì. Xé bỏ tờ đó, dùng khóa mới này.",
            number=self._void,
        )

    # ---- onto paper -----------------------------------------------------------------------------

    def print_key(self, printer: PrinterChoice) -> None:
        """Print the sheet."""
        self._handing_out()
        self._run(
            lambda: self._port.print_key(printer.name),
            lambda _none: self._tell(
                "good", mark("Máy in {printer} đã nhận tờ khóa. Lấy giấy ra rồi bấm Tiếp."),
                printer=printer.words,
            ),
            self._refused,
        )  # fmt: skip

    def save_key(self, target: Path) -> None:
        """Save the sheet as a PDF, somewhere else than beside the data."""
        self._handing_out()
        self._run(
            lambda: self._port.save_key(target),
            lambda _none: self._tell(
                "good", mark("Đã lưu {file}. In ở máy khác, xong thì xóa tệp."), file=target.name
            ),
            self._refused,
        )

    def _handing_out(self) -> None:
        # Before the paper comes out: should the window close now, that paper is worth nothing.
        self._port.remember(sheet=self._port.key.number)
        self._run(self._port.write, lambda _none: None)
        self._tell("", mark("Đang gửi…"))

    def _tell(self, tone: str, source: str, **holes: str) -> None:
        self._told = lambda: (tone, self._say(source, **holes))
        self.say_again()

    def _refused(self, error: UserProblem) -> None:
        problem = error.problems[0]
        self._told = lambda: ("late", self._sentence(problem))
        self.say_again()

    # ---- back from paper ------------------------------------------------------------------------

    def go_on(self, typed: dict[int, str], agreed: Callable[[], None]) -> None:
        """Hide the key and ask; or make the desk, when the paper says what was shown."""
        if not self.asking:
            self.asking = True
            self._view.ask_groups(self._port.key.asked)
            return
        self._view.show_errors({})
        self._view.show_busy(True)
        self._run(lambda: self._port.make(typed), lambda _none: self._made(agreed), self._wrong)

    def show_again(self) -> bool:
        """Back to the key in sight; whether it was out of sight."""
        if not self.asking:
            return False
        self.start()
        return True

    def failed(self) -> None:
        """The machine failed: there is no desk, and one may try again."""
        self._view.show_busy(False)

    def _made(self, agreed: Callable[[], None]) -> None:
        self._view.show_busy(False)
        agreed()

    def _wrong(self, error: UserProblem) -> None:
        self._view.show_busy(False)
        self._view.show_errors({p.field: self._sentence(p) for p in error.problems})
