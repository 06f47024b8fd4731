"""The menu bar: built from the list of commands, each with its words and its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from desk_app.ui.commands import COMMANDS, MENUS, SECOND_KEYS, Command
from desk_app.ui.stage import Stage

Act = Callable[[], None]


class Menus:
    """Owns the actions; the window says what each of them does."""

    def __init__(self, stage: Stage, window: QMainWindow, acts: Mapping[str, Act]) -> None:
        self._stage, self._window = stage, window
        self.actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
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
        if command.local:
            self._stage.bind(
                action, lambda text: action.setText(f"{text}\t{command.keys}"), command.text
            )
        else:
            self._stage.bind(action, action.setText, command.text)
        keys = [k for k in (command.keys, SECOND_KEYS.get(command.name, "")) if k]
        action.setShortcuts([QKeySequence(k) for k in keys if not command.local])
        # Without its argument: Qt also tells whether the action is checked.
        action.triggered.connect(lambda _checked=False, act=act: act())
        menu.addAction(action)
        self.actions[command.name] = action
        return action

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
