"""A button of a dialog: its deed, the key that is shown, and the keys that do it."""

from __future__ import annotations

from desk_app.ui.parts import DeedButton, give_key
from desk_app.ui.stage import Stage


def dialog_button(
    stage: Stage, shown: str, keys: str, words: str, icon: str = "", kind: str = ""
) -> DeedButton:
    """A button that says `words`; Enter elsewhere in the dialog never means it."""
    button = DeedButton(stage.look, kind, shown, icon)
    button.setAutoDefault(False)
    if keys:
        give_key(button, keys)
    stage.bind(button, button.setText, words)
    return button
