"""Everything that faces the citizen, put together: screens, windows, clock and director."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from desk_app.core.clock import local
from desk_app.core.ops import RatingTag
from desk_app.core.procedure import Procedure
from desk_app.core.visit import VisitForm
from desk_app.core.visit_view import VisitView
from desk_app.qt.desk_rating import DeskRating
from desk_app.qt.idle import steady
from desk_app.qt.screens import Screens
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.changes import Changes
from desk_app.ui.rating.calm_pages import HandBackPage
from desk_app.ui.rating.check_words import CheckMatter, check_sheet
from desk_app.ui.rating.citizen_window import CitizenWindow
from desk_app.ui.rating.director import RatingDirector
from desk_app.ui.rating.rating_page import RatingPage
from desk_app.ui.rating.rating_presenter import Steady
from desk_app.ui.rating.words import matter
from desk_app.ui.stage import Stage

# Ten times a second: the bar runs evenly, and the seconds change on time.
_TICK = 100
# Five times a second the page to check follows the typing: nobody reads faster.
_FOLLOW = 200


# What follows for the matters of a form, by their codes.
Promised = Callable[[VisitForm], dict[str, CheckMatter]]


class Citizen(QObject):
    """The officer's window tells it what happened; it decides nothing itself."""

    def __init__(
        self, stage: Stage, desk: WindowDesk, officers: QWidget, clock: Steady = steady
    ) -> None:
        super().__init__()
        self._stage, self._desk, self._officers = stage, desk, officers
        self.screens = Screens(officers, lambda: desk.settings.citizen_screen)
        self._windows: dict[bool, CitizenWindow] = {}
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK)
        self._typed: Callable[[], VisitForm] | None = None
        self._last4: Callable[[VisitForm], str] = _unknown
        self._promised: Promised = _nothing_promised
        self._follow = QTimer(self)
        self._follow.setInterval(_FOLLOW)
        self._follow.timeout.connect(self._on_follow)
        self.director = RatingDirector(
            DeskRating(desk),
            stage.runner.run,
            stage.say,
            stage.language.sentence,
            self,
            clock,
            stage.messages.sorry,
            stage.messages.environment,
        )
        self._clock.timeout.connect(self.director.tick)
        self.screens.changed.connect(self._on_screens)
        desk.settings_changed.connect(self.director.settings_changed)
        stage.runner.broke.connect(self._on_broke)

    # ---- what the officer's window calls ----------------------------------------------------

    def start(self) -> None:
        """The officer's window is shown."""
        self.screens.start()
        self.director.start()

    @property
    def turned(self) -> bool:
        """Whether the citizen holds the only screen: no key and no scan is the officer's then."""
        return self.director.turned

    def follow(
        self,
        typed: Callable[[], VisitForm],
        last4: Callable[[VisitForm], str] | None = None,
        promised: Promised | None = None,
    ) -> None:
        """Where the entry being typed is read from while a citizen checks it.

        last4: the end of the ID number of a known person, who need not tell it again; promised:
        what follows for the matters that open a case.
        """
        self._typed, self._last4 = typed, last4 or _unknown
        self._promised = promised or _nothing_promised

    def check(self, form: VisitForm) -> None:
        """Ctrl+I: show the entry to the citizen, or put it away."""
        self.director.check(form, self._last4(form))

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Something was written to the desk."""
        if changes.visits:
            self.director.visits_changed(changes.visits)

    def close(self) -> None:
        """The officer's window closes, and these with it."""
        self._follow.stop()
        self.screens.stop()
        self.director.close()
        for window in self._windows.values():
            window.close()
            window.deleteLater()
        self._windows = {}

    # ---- what the director asks -------------------------------------------------------------

    def has_second(self) -> bool:
        """Whether there is a screen beside the officer's."""
        return self.screens.citizen() is not None

    def show_rating(self, visit: VisitView, *, turned: bool) -> RatingPage:
        """The rating page in front."""
        window = self._window(turned)
        page = window.rating()
        self.show_about(visit, turned=turned)
        self._cover(window)
        return page

    def show_about(self, visit: VisitView, *, turned: bool) -> None:
        """What the citizen is asked about: the matter and the hour, nobody's name."""
        stage = self._stage
        words = matter(stage.say, stage.count, visit.purpose, self._procedures(visit.procedures))
        hour = local(visit.at).strftime("%H:%M")
        self._window(turned).show_about(" · ".join(part for part in (words, hour) if part))

    def show_check(self, form: VisitForm, id_last4: str, *, turned: bool) -> None:
        """The entry to check in front."""
        stage, window = self._stage, self._window(turned)
        procedures = self._procedures(form.procedures)
        page = window.check()
        page.show_sheet(
            check_sheet(
                stage.say,
                stage.count,
                form,
                procedures,
                self._desk.now(),
                id_last4,
                self._promised(form),
            )
        )
        window.show_about("")
        self._cover(window)
        if self._typed is not None and not self._follow.isActive():
            self._follow.start()

    def show_thanks(self, *, turned: bool) -> None:
        """Thanks in front."""
        self._window(turned).thanks()

    def show_hand_back(self, *, needs_pin: bool) -> None:
        """The way back in front."""
        window = self._window(turned=True)
        window.show_about("")
        page = window.hand_back()
        page.show_asked(needs_pin=needs_pin)
        self._cover(window)

    def show_pin_error(self, sentence: str) -> None:
        """Why the officer's window does not open."""
        self._window(turned=True).hand_back().show_error(sentence)

    def show_idle(self) -> None:
        """Nobody is asked anything."""
        window = self._window(turned=False)
        window.show_about("")
        window.idle()
        self._cover(window)

    def hide(self, *, turned: bool) -> None:
        """Nothing stands there."""
        window = self._windows.get(turned)
        if window is not None and window.isVisible():
            window.hide()
            if turned:
                self._officers.activateWindow()

    def run_clock(self, on: bool) -> None:
        """Let time be told, or not."""
        if on:
            self._clock.start()
        else:
            self._clock.stop()

    # ---- how ---------------------------------------------------------------------------------

    def _window(self, turned: bool) -> CitizenWindow:
        window = self._windows.get(turned)
        if window is None:
            window = self._windows[turned] = CitizenWindow(
                self._stage,
                self._desk.unit,
                self._desk.name,
                practice=self._desk.practice,
                turned=turned,
            )
            self._connect(window)
        return window

    def _connect(self, window: CitizenWindow) -> None:
        window.chosen.connect(self._on_chosen)
        window.tag_touched.connect(self._on_tag)
        window.rated.connect(self._on_rated)
        window.left_early.connect(self.director.leave_early)
        window.checked.connect(self.director.close_check)
        window.back_requested.connect(self.director.come_back)

    @Slot(int)
    def _on_chosen(self, choice: int) -> None:
        if self.director.asking is not None:
            self.director.asking.choose(choice)

    @Slot(str)
    def _on_tag(self, tag: RatingTag) -> None:
        if self.director.asking is not None:
            self.director.asking.toggle(tag)

    @Slot()
    def _on_rated(self) -> None:
        if self.director.asking is not None:
            self.director.asking.done()

    def _procedures(self, codes: tuple[str, ...]) -> tuple[str | Procedure, ...]:
        return tuple(self._desk.procedure(code) or code for code in codes)

    def _cover(self, window: CitizenWindow) -> None:
        screen = self._officers.screen() if window.turned else self.screens.citizen()
        if screen is not None:
            window.cover(screen)

    @Slot()
    def _on_follow(self) -> None:
        if self._typed is None or not self.director.checking:
            self._follow.stop()
            return
        form = self._typed()
        self.director.check_changed(form, self._last4(form))

    @Slot(object)
    def _on_broke(self, _error: BaseException) -> None:
        # A mistake of ours must not shut the officer out: the PIN may be tried again.
        if self.turned and isinstance(page := self._window(turned=True).page, HandBackPage):
            page.show_error("")

    @Slot()
    def _on_screens(self) -> None:
        self.director.screens_changed()
        for window in self._windows.values():
            if window.isVisible():
                self._cover(window)


def _unknown(_form: VisitForm) -> str:
    return ""


def _nothing_promised(_form: VisitForm) -> dict[str, CheckMatter]:
    return {}
