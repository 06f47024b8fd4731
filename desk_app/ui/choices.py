"""What the officer chose for the eyes: language, light or dark, size; kept on this machine."""

from __future__ import annotations

from desk_app.qt.look import SCALES, SCHEMES
from desk_app.qt.settings import WindowSettings
from desk_app.ui.menus import Act
from desk_app.ui.stage import Stage

LANGUAGES = ("vi", "en")


class Choices:
    """Applies a choice at once, for every page, and remembers it."""

    def __init__(self, stage: Stage, settings: WindowSettings) -> None:
        self._stage, self._settings = stage, settings

    def acts(self) -> dict[str, Act]:
        """What the commands of the View menu do."""
        acts: dict[str, Act] = {
            "scale_up": lambda: self._step(1),
            "scale_down": lambda: self._step(-1),
            "scale_100": lambda: self.scale(100),
        }
        for name in SCHEMES:
            acts[f"scheme_{name}"] = lambda name=name: self.scheme(name)  # type: ignore[misc]
        for code in LANGUAGES:
            acts[f"language_{code}"] = lambda code=code: self.language(code)  # type: ignore[misc]
        return acts

    def held(self) -> tuple[str, str]:
        """The commands of the choices that hold now."""
        return f"scheme_{self._stage.look.scheme}", f"language_{self._stage.language.code}"

    def scheme(self, scheme: str) -> None:
        """Follow the system, or stay light or dark."""
        self._stage.look.choose_scheme(scheme)
        self._settings.remember("scheme", scheme)

    def scale(self, scale: int) -> None:
        """Make everything this many per cent of its size."""
        self._stage.look.choose_scale(scale)
        self._settings.remember("scale", str(scale))

    def language(self, code: str) -> None:
        """Speak Vietnamese or English."""
        self._stage.language.choose(code)
        self._settings.remember("language", code)

    def _step(self, steps: int) -> None:
        place = SCALES.index(self._stage.look.scale) + steps
        self.scale(SCALES[min(max(place, 0), len(SCALES) - 1)])
