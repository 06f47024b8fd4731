"""Keeps one setting after the other at once, each with a sentence; what is refused stays typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from desk_app.core.desk_settings import DeskSettings
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.rights import Action
from desk_app.qt.language import mark
from desk_app.ui.settings.settings_list import SETTINGS, Setting
from desk_app.ui.stage import Run, Say

SAVED = mark("Đã lưu: {words}.")


class SettingsPort(Protocol):
    """Where settings are kept; `change` is for a worker thread."""

    @property
    def settings(self) -> DeskSettings: ...
    def change(self, name: str, value: Any) -> None: ...
    def why_not(self, action: Action) -> Problem | None: ...


class SettingsView(Protocol):
    """What shows them."""

    def show_value(self, name: str, value: object) -> None: ...
    def show_error(self, name: str, sentence: str) -> None: ...
    def allow_settings(self, allowed: bool, why: str) -> None: ...
    def saved(self, sentence: str) -> None: ...


class SettingsPresenter:
    """One change at a time, in the order they were made."""

    def __init__(
        self,
        port: SettingsPort,
        run: Run,
        say: Say,
        sentence: Callable[[Problem], str],
        view: SettingsView,
    ) -> None:
        self._port, self._run, self._say, self._sentence = port, run, say, sentence
        self._view = view
        self._next: list[tuple[Setting, Any]] = []
        self._busy = False

    def start(self) -> None:
        """Show what holds now, and whether whoever acts may change it."""
        for setting in SETTINGS:
            self._show(setting)
        problem = self._port.why_not("settings.change")
        self._view.allow_settings(
            problem is None, "" if problem is None else self._sentence(problem)
        )

    def change(self, name: str, value: object) -> None:
        """Keep this value; a text for a number is read as one."""
        setting = next(one for one in SETTINGS if one.name == name)
        if setting.kind == "number":
            text = str(value).strip()
            if not (text.isascii() and text.isdigit() and len(text) <= 6):
                problem = Problem("first_run.whole_number", name, {"have": text})
                self._view.show_error(name, self._sentence(problem))
                return
            value = int(text)
        if setting.kind == "text":
            value = str(value).strip().upper()
        self._next.append((setting, value))
        self._go_on()

    def _go_on(self) -> None:
        if self._busy or not self._next:
            return
        setting, value = self._next.pop(0)
        if getattr(self._port.settings, setting.name) == value:
            self._view.show_error(setting.name, "")
            self._show(setting)
            self._go_on()
            return
        self._busy = True
        self._run(
            lambda: self._port.change(setting.name, value),
            lambda _none: self._on_kept(setting),
            lambda error: self._on_refused(setting, error),
        )

    def _on_kept(self, setting: Setting) -> None:
        self._busy = False
        self._view.show_error(setting.name, "")
        self._show(setting)
        self._view.saved(self._say(SAVED, words=self._say(setting.words)))
        self._go_on()

    def _on_refused(self, setting: Setting, error: UserProblem) -> None:
        self._busy = False
        self._view.show_error(setting.name, self._sentence(error.problems[0]))
        self._go_on()

    def failed(self) -> None:
        """The machine failed: what was asked for was not kept, and is shown as it was."""
        self._busy, self._next = False, []
        self.start()

    def _show(self, setting: Setting) -> None:
        self._view.show_value(setting.name, getattr(self._port.settings, setting.name))
