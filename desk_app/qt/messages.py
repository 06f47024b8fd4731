"""The one door for messages: banners for the environment, one dialog for our own mistakes."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.qt.language import Language

Watch = Callable[["Message"], None]


class Message(msgspec.Struct, frozen=True):
    """Something the window tells by itself: kind is done, environment or bug."""

    kind: str
    text: str
    detail: str = ""


class Messages(QObject):
    """Shows, and writes to the log, whatever the program has to say by itself."""

    banner_changed = Signal(str, str)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__()
        self._language = language
        self.parent_window = parent
        self.watch: Watch | None = None
        self._log = logging.getLogger("mot_cua.window")

    def done(self, text: str) -> None:
        """Say in one line what was done; the next deed replaces it."""
        self._tell(Message("done", text), "good")

    def environment(self, problem: Problem | EnvironmentProblem) -> None:
        """Say what the machine cannot do now; the banner stays until it is closed."""
        found = problem.problem if isinstance(problem, EnvironmentProblem) else problem
        self._tell(Message("environment", self._language.sentence(found), found.code), "late")

    def sorry(self, text: str) -> None:
        """Say a whole sentence about the environment that has no code."""
        self._tell(Message("environment", text), "late")

    def clear(self) -> None:
        """Take the banner away."""
        self.banner_changed.emit("", "")

    def bug(self, error: BaseException) -> None:
        """Apologise for a mistake of ours and offer a report without personal data."""
        report = _report(error)
        message = Message("bug", type(error).__name__, report)
        self._log.error("bug: %s", report)
        if self.watch is not None:
            self.watch(message)
            return
        self._ask_to_copy(report)

    def _tell(self, message: Message, tone: str) -> None:
        self._log.info("%s %s", message.kind, message.detail)
        if self.watch is not None:
            self.watch(message)
        self.banner_changed.emit(message.text, tone)

    def _ask_to_copy(self, report: str) -> None:
        say = self._language.say
        box = QMessageBox(self.parent_window)
        box.setWindowTitle("Một Cửa")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(
            say("Chương trình gặp lỗi của chính nó. Dữ liệu đã ghi vẫn an toàn trên máy này.")
        )
        box.setInformativeText(say("Bản báo lỗi không chứa tên hay số của người dân."))
        copy = box.addButton(say("Chép báo lỗi"), QMessageBox.ButtonRole.ActionRole)
        close = box.addButton(say("Quay lại làm việc"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(close)
        box.exec()
        if box.clickedButton() is copy:
            QGuiApplication.clipboard().setText(report)


def _report(error: BaseException) -> str:
    # Places and types only: the words of an exception may quote what somebody typed.
    lines = [type(error).__name__]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}")
    return "\n".join(lines)
