"""Keys: each does one thing, none belongs to the typing tool, and menus and help name them."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

import resources
from desk_app.ui.commands import COMMANDS, MENUS, SECOND_KEYS
from desk_app.ui.help import HELP_PAGES, HelpWindow, help_text
from desk_app.ui.main_window import PAGES
from tests.support.sights import every_sight
from tests.support.ui_texts import ROOT
from tests.support.window import OpenWindow

# Keys that a field, a list or a dialog understands by itself.
PLAIN_KEYS = {
    "Enter", "Esc", "Tab", "Space", "Delete", "Page Up", "Page Down", "T", *"12345678",
    *(f"Alt {digit}" for digit in "1234567890"),
}  # fmt: skip
_GIVEN = re.compile(r"^(?:Ctrl|Alt)\+[A-Z0-9]$|^F\d{1,2}$")
_KEY = re.compile(
    r"^(?:(?:Ctrl|Alt|Shift) )*"
    r"(?:F\d{1,2}|Enter|Esc|Tab|Space|Delete|Page Up|Page Down|[A-Z0-9\[\]+\-=])$"
)
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def as_shown(keys: str) -> str:
    """Ctrl+Return as Ctrl Enter, the way keys are written for people."""
    if keys in ("Ctrl++", "Ctrl+-", "Ctrl+="):
        return f"Ctrl {keys[-1]}"
    return keys.replace("Return", "Enter").replace("+", " ")


def command_keys() -> list[str]:
    return [command.keys for command in COMMANDS if command.keys] + list(SECOND_KEYS.values())


def test_every_command_is_in_a_menu_with_its_key(opened: OpenWindow) -> None:
    menus = opened.window.main.menus
    bar = opened.window.main.menuBar()
    shown = {action.text(): action.menu() for action in bar.actions()}
    assert list(shown) == [opened.stage.say(name) for name in MENUS]
    for command in COMMANDS:
        action = menus.actions[command.name]
        menu = shown[opened.stage.say(command.menu)]
        assert isinstance(menu, QWidget)
        assert action in menu.actions(), command.name
        written = [sequence.toString() for sequence in action.shortcuts()]
        if command.keys:
            key = action.text().partition("\t")[2].split(" · ")[0]
            assert key == as_shown(command.keys), command.name
        if command.keys and not command.local:
            assert written[0] == QKeySequence(command.keys).toString(), command.name
            assert action.isShortcutVisibleInContextMenu() or written


def test_no_two_commands_share_a_key() -> None:
    # A command of one page may stand under the key of another page's: the page decides.
    keys = [command.keys for command in COMMANDS if command.keys and not command.local]
    counted = Counter(QKeySequence(key).toString() for key in (*keys, *SECOND_KEYS.values()))
    assert [keys for keys, times in counted.items() if times > 1] == []


def test_no_command_has_the_keys_of_the_typing_tool() -> None:
    assert [keys for keys in command_keys() if "Shift" in keys] == []


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("page", HELP_PAGES)
def test_every_page_and_dialog_has_its_help_in_both_languages(
    opened: OpenWindow, page: str, code: str
) -> None:
    opened.window.choices.language(code)
    assert resources.path(f"help/{code}/{page}.md").is_file()
    window = HelpWindow(opened.stage, page, opened.window.main)
    lines = help_text(code, page).splitlines()
    shown = window.text.toPlainText()
    window.close()
    assert lines[0].startswith("# ")
    assert shown.startswith(lines[0].removeprefix("# "))
    assert len(shown.split()) > 30


def test_every_page_of_the_window_has_help() -> None:
    assert {page.name for page in PAGES} <= set(HELP_PAGES)


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("search", "search"),
        ("settings", "settings"),
        ("lock", "lock"),
        ("correct", "correct"),
        ("void", "void"),
        ("not-offered", "rating"),
        ("working", "working"),
        ("preview", "preview"),
        ("officer", "settings"),
        ("first-run-place", "first_run"),
    ],
)
def test_f1_opens_the_help_of_what_is_in_sight(opened: OpenWindow, name: str, page: str) -> None:
    for _name, shown in every_sight(opened, (name,)):
        shown.activateWindow()
        window = shown.windowHandle()
        assert window is not None
        QTest.keyClick(window, Qt.Key.Key_F1)
        opened.settle()
        tops = opened.application.topLevelWidgets()
        (help_window,) = [w for w in tops if isinstance(w, HelpWindow) and w.isVisible()]
        heading = help_text("vi", page).splitlines()[0].removeprefix("# ")
        assert help_window.text.toPlainText().startswith(heading)
        help_window.close()
        opened.settle()


@cache
def keys_in_the_code() -> frozenset[str]:
    """Keys that pages and dialogs give to their buttons."""
    found: set[str] = set()
    for file in (ROOT / "desk_app/ui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {as_shown(node.value)} if _GIVEN.match(node.value) else set()
    return frozenset(found)


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("page", HELP_PAGES)
def test_every_key_that_help_names_exists(code: str, page: str) -> None:
    known = {as_shown(keys) for keys in command_keys()} | PLAIN_KEYS | keys_in_the_code()
    named = [span for span in _BOLD.findall(help_text(code, page)) if _KEY.match(span)]
    assert [span for span in named if span not in known] == []


@pytest.mark.parametrize("code", ["vi", "en"])
def test_every_key_of_a_command_is_named_in_some_help_page(code: str) -> None:
    everything = "\n".join(help_text(code, page) for page in HELP_PAGES)
    named = set(_BOLD.findall(everything))
    editing = {as_shown(c.keys) for c in COMMANDS if c.name.startswith("edit_")} - {"Ctrl Z"}
    # F1 is what brought one here.
    missing = [k for k in command_keys() if as_shown(k) not in named | {"F1"} | editing]
    assert missing == []


@pytest.mark.parametrize("page", HELP_PAGES)
def test_both_languages_name_the_same_keys(page: str) -> None:
    def keys(code: str) -> set[str]:
        return {span for span in _BOLD.findall(help_text(code, page)) if _KEY.match(span)}

    assert keys("vi") == keys("en")
