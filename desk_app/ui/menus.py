"""The menu bar: built from the list of commands, each with its words and its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from desk_app.ui.commands import COMMANDS, MENUS, SECOND_KEYS, Command
from desk_app.ui.stage import Stage

Act = Callable[[], None]


def key_words(keys: str) -> str:
    """A key as people read it on its cap: Ctrl Enter for Ctrl+Return, Ctrl + for Ctrl++."""
    held, _, key = keys.rpartition("+") if not keys.endswith("++") else (keys[:-2], "", "+")
    return " ".join([*held.split("+"), key.replace("Return", "Enter")]).strip()


class Menus:
    """Owns the actions; the window says what each of them does."""

    def __init__(self, stage: Stage, window: QMainWindow, acts: Mapping[str, Act]) -> None:
        self._stage, self._window = stage, window
        self.actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._words: dict[str, str] = {}
        groups: dict[str, QActionGroup] = {}
        for name in MENUS:
            menu = QMenu(window)
            stage.bind(menu, menu.setTitle, name)
            window.menuBar().addMenu(menu)
            self._menus[name] = menu
        for command in COMMANDS:
            action = self._action(command, acts[command.name])
            if command.group:
                group = groups.setdefault(command.group, QActionGroup(window))
                action.setCheckable(True)
                group.addAction(action)
        stage.look.changed.connect(self._draw_icons)
        self._draw_icons()

    def _action(self, command: Command, act: Act) -> QAction:
        menu = self._menus[command.menu]
        if command.separated:
            menu.addSeparator()
        action = QAction(self._window)
        keys = [k for k in (command.keys, SECOND_KEYS.get(command.name, "")) if k]
        self._words[command.name] = command.text
        # What stands behind the tab is shown as the key: Ctrl Enter, as on the buttons.
        shown = "\t" + " · ".join(key_words(k) for k in keys) if keys else ""
        self._stage.bind(
            action,
            lambda _text: action.setText(self._stage.say(self._words[command.name]) + shown),
            command.text,
        )
        action.setShortcuts([QKeySequence(k) for k in keys if not command.local])
        # A key held a moment too long is one act: not ten people put into the waiting list.
        action.setAutoRepeat(False)
        # Without its argument: Qt also tells whether the action is checked.
        action.triggered.connect(lambda _checked=False, act=act: act())
        menu.addAction(action)
        self.actions[command.name] = action
        return action

    def name(self, name: str, text: str) -> None:
        """Say by another source text what a command does on the page that is shown."""
        action = self.actions[name]
        _before, tab, keys = action.text().partition("\t")
        self._words[name] = text
        action.setText(self._stage.say(text) + tab + keys)

    def check(self, name: str) -> None:
        """Mark the choice that holds."""
        self.actions[name].setChecked(True)

    def allow(self, allowed: Mapping[str, bool]) -> None:
        """Switch off what the present officer may not do."""
        for name, may in allowed.items():
            self.actions[name].setEnabled(may)

    def _draw_icons(self) -> None:
        for command in COMMANDS:
            if command.icon:
                self.actions[command.name].setIcon(self._stage.look.icon(command.icon, 15))
