"""What the window remembers about itself on this machine: language, theme, scale, places."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings


class WindowSettings:
    """Settings beside the desk's database; never in the log, never about a person."""

    def __init__(self, home: Path) -> None:
        self._file = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """vi or en."""
        return self._text("language", "vi")

    @property
    def scheme(self) -> str:
        """system, light or dark."""
        return self._text("scheme", "system")

    @property
    def scale(self) -> int:
        """Per cent."""
        text = self._text("scale", "100")
        return int(text) if text.isdigit() else 100

    def remember(self, name: str, value: str) -> None:
        """Keep one setting."""
        self._file.setValue(name, value)

    def _text(self, name: str, otherwise: str) -> str:
        value = self._file.value(name, otherwise)
        return value if isinstance(value, str) else otherwise
