"""When a citizen is asked and where: on the second screen by itself, or on the only one by F7.

The citizen's screen shows one thing at a time: a rating goes before an entry to check, and an
idle page stands there otherwise. On the only screen nothing stands there; whoever held it gives
it back, and the officer returns by PIN.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from desk_app.core.desk_settings import DeskSettings
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.problems import Problem
from desk_app.core.rating import Rating
from desk_app.core.visit import VisitForm
from desk_app.core.visit_view import VisitView
from desk_app.ui.rating.check_words import is_empty
from desk_app.ui.rating.hand_back import BackPort, BackView, HandBack
from desk_app.ui.rating.outcomes import Outcome, Outcomes
from desk_app.ui.rating.rating_presenter import RatingPresenter, RatingView, Steady
from desk_app.ui.rating.why_not import WhyNot
from desk_app.ui.stage import Run, Say

THANKS_TIME = 3_000


class RatingPort(BackPort, Protocol):
    """What the director needs from the desk."""

    @property
    def settings(self) -> DeskSettings: ...
    def acting(self) -> OfficerId: ...
    def visit(self, visit_id: str) -> VisitView | None: ...
    def rate(self, visit_id: str, rating: Rating, officer: OfficerId) -> None: ...


class CitizenView(BackView, Protocol):
    """What the director asks of the citizen's screens. `turned` is the officer's own one."""

    def has_second(self) -> bool: ...
    def show_rating(self, visit: VisitView, *, turned: bool) -> RatingView: ...
    def show_about(self, visit: VisitView, *, turned: bool) -> None: ...
    def show_check(self, form: VisitForm, id_last4: str, *, turned: bool) -> None: ...
    def show_thanks(self, *, turned: bool) -> None: ...
    def show_idle(self) -> None: ...
    def run_clock(self, on: bool) -> None: ...


class Asked(msgspec.Struct):
    """The visit that a citizen is asked about now, and in whose name the outcome is written."""

    visit: str
    officer: OfficerId
    turned: bool
    presenter: RatingPresenter | None = None


class RatingDirector:
    """Opens, closes and writes; tells the officer nothing but what must be done."""

    def __init__(
        self,
        port: RatingPort,
        run: Run,
        say: Say,
        sentence: Callable[[Problem], str],
        view: CitizenView,
        steady: Steady,
        sorry: Callable[[str], None],
        failed: Callable[[EnvironmentProblem], None],
    ) -> None:
        self._port, self._run, self._say, self._sentence = port, run, say, sentence
        self._view, self._steady, self._sorry = view, steady, sorry
        self._started = False
        self._outcomes = Outcomes(port.rate, run, failed)
        self._asked: Asked | None = None
        self._wanted = ""
        self._last = ""
        self._thanks_until: int | None = None
        self._thanks_turned = False
        self._check: tuple[VisitForm, str] | None = None
        self._why_not = WhyNot(port, view, say)
        self._back = HandBack(port, run, sentence, view, self._rest)

    # ---- what the officer's window tells ----------------------------------------------------

    def start(self) -> None:
        """The officer's window is open: something calm stands on the second screen."""
        self._started = True
        self._rest()

    def visit_logged(self, visit_id: str, form: VisitForm) -> None:
        """A visit was logged: whoever it was is asked at once where there is a second screen.

        Not for a question, and not for a late entry: that citizen has left.
        """
        self.close_check()
        if form.purpose == "question" or form.at.strip():
            return
        self._last = visit_id
        if self._second_ready():
            self._ask_about(visit_id, by_itself=True)

    def rate(self, visit_id: str = "") -> None:
        """F7: ask about this visit, or about the last one."""
        visit_id = visit_id or self._last
        if self._asked is not None and self._asked.visit == visit_id:
            return
        why_not = self._why_not.here()
        if why_not:
            self._sorry(why_not)
        elif not visit_id:
            self._sorry(self._say("Chưa có lượt nào để mời đánh giá. Ghi một lượt rồi nhấn F7."))
        else:
            self._ask_about(visit_id, by_itself=False)

    def check(self, form: VisitForm, id_last4: str = "") -> None:
        """Ctrl+I: let the citizen check the entry; a second time puts it away."""
        if self._check is not None:
            self.close_check()
            return
        if is_empty(form):
            self._sorry(self._say("Chưa gõ gì để người dân xem lại."))
        elif self._port.settings.rating_screen == "turned":
            if not self.turned:
                self._back.held = True
                self._check = (form, id_last4)
                self._view.show_check(form, id_last4, turned=True)
        elif self._second_ready():
            self._check = (form, id_last4)
            if self._free:
                self._view.show_check(form, id_last4, turned=False)
        else:
            self._sorry(
                self._say(
                    "Không có màn hình cho người dân xem. Nối màn hình thứ hai, hoặc đọc lại cho "
                    "người dân nghe."
                )
            )

    def check_changed(self, form: VisitForm, id_last4: str = "") -> None:
        """The officer corrects the entry: the citizen sees it at once, while there is anything."""
        if self._check is None or self._back.held:
            return
        if is_empty(form):
            self.close_check()
        else:
            self._check = (form, id_last4)
            if self._free:
                self._view.show_check(form, id_last4, turned=False)

    def close_check(self) -> None:
        """The entry was checked, logged or given up."""
        if self._check is None:
            return
        self._check = None
        if self._back.held:
            self._begin_back()
        else:
            self._rest()

    def visits_changed(self, visits: frozenset[str]) -> None:
        """Something was written: look whether the visit asked about still stands."""
        self._outcomes.write_again()
        asked = self._asked
        if asked is not None and asked.visit in visits:
            self._run(
                lambda: self._port.visit(asked.visit),
                lambda visit: self._on_changed(asked, visit),
                _nothing_to_say,
            )

    def screens_changed(self) -> None:
        """A screen came, went or changed its size."""
        asked = self._asked
        if not self._view.has_second():
            if asked is not None and not asked.turned:
                self._pulled(asked)
            if not self._back.held:
                self._check = None
        self._rest()

    def settings_changed(self) -> None:
        """Another choice of screen; whoever is being asked now may finish."""
        self._rest()

    def close(self) -> None:
        """The officer's window closes: a chosen answer is written, an untouched window is not."""
        asked, self._asked = self._asked, None
        if asked is not None and asked.presenter is not None:
            chosen = asked.presenter.choice is not None
            (asked.presenter.close if chosen else asked.presenter.drop)()
        self._outcomes.write_again()
        self._view.run_clock(False)
        self._view.hide(turned=False)
        self._view.hide(turned=True)

    # ---- what the citizen's window tells ----------------------------------------------------

    @property
    def asking(self) -> RatingPresenter | None:
        """The presenter of the rating that is open now."""
        return self._asked.presenter if self._asked is not None else None

    @property
    def checking(self) -> bool:
        """Whether an entry is to be checked now."""
        return self._check is not None

    @property
    def turned(self) -> bool:
        """Whether the citizen holds the only screen now."""
        return self._back.held

    def tick(self) -> None:
        """Time goes on."""
        if self.asking is not None:
            self.asking.tick()
        elif self._thanks_until is not None and self._steady() >= self._thanks_until:
            self._end_thanks()

    def leave_early(self) -> None:
        """Esc on the turned screen: as "Xong" once something is chosen, else as if not asked."""
        asked = self._asked
        if asked is None or not asked.turned or asked.presenter is None:
            return
        if asked.presenter.choice is not None:
            asked.presenter.done()
        else:
            self._drop(asked)

    def come_back(self, pin: str) -> None:
        """The officer wants the only screen back."""
        self._back.come_back(pin)

    # ---- asking -----------------------------------------------------------------------------

    def _ask_about(self, visit_id: str, *, by_itself: bool) -> None:
        self._wanted = visit_id
        self._run(
            lambda: self._port.visit(visit_id),
            lambda visit: self._on_read(visit_id, visit, by_itself),
            _nothing_to_say if by_itself else self._on_refused,
        )

    def _on_read(self, visit_id: str, visit: VisitView | None, by_itself: bool) -> None:
        if self._wanted != visit_id:
            return  # another visit was asked for meanwhile
        self._wanted = ""
        why_not = self._why_not.here() or self._why_not.rated(visit)
        officer = OfficerId("")
        if not why_not:
            try:
                officer = self._port.acting()
            except UserProblem as error:
                why_not = self._sentence(error.problems[0])
        if why_not or visit is None:
            if not by_itself:
                self._sorry(why_not)
            return
        self._open(visit, officer)

    def _on_refused(self, error: UserProblem) -> None:
        self._sorry(self._sentence(error.problems[0]))

    def _open(self, visit: VisitView, officer: OfficerId) -> None:
        turned = self._port.settings.rating_screen == "turned"
        if self._asked is not None and self._asked.presenter is not None:
            self._asked.presenter.close()
        self._thanks_until = None
        self._last = visit.id
        self._back.held = turned
        asked = self._asked = Asked(visit.id, officer, turned)
        asked.presenter = RatingPresenter(
            self._view.show_rating(visit, turned=turned),
            self._port.settings.rating_seconds,
            self._steady,
            lambda rating: self._on_closed(asked, rating),
        )
        self._view.run_clock(True)

    def _on_closed(self, asked: Asked, rating: Rating) -> None:
        self._outcomes.write(Outcome(asked.visit, rating, asked.officer))
        if self._asked is asked:
            self._asked = None
            if rating.silence == "timed_out":
                self._after(asked.turned)
            else:
                self._thanks_until = self._steady() + THANKS_TIME
                self._thanks_turned = asked.turned
                self._view.show_thanks(turned=asked.turned)

    def _on_changed(self, asked: Asked, visit: VisitView | None) -> None:
        if self._asked is not asked:
            return
        if visit is None or self._why_not.rated(visit):
            self._drop(asked)  # voided, undone, or "not offered" was written for it
        else:
            self._view.show_about(visit, turned=asked.turned)

    def _drop(self, asked: Asked) -> None:
        if asked.presenter is not None:
            asked.presenter.drop()
        self._asked = None
        self._after(asked.turned)

    def _pulled(self, asked: Asked) -> None:
        assert asked.presenter is not None
        chosen = asked.presenter.choice is not None
        self._asked = None
        self._view.run_clock(False)
        if chosen:
            asked.presenter.close()
            self._sorry(
                self._say(
                    "Màn hình của người dân vừa mất. Lượt này đã mời xong, không cần mời lại."
                )
            )
        else:
            asked.presenter.drop()
            self._sorry(
                self._say(
                    "Màn hình của người dân vừa mất khi đang mời đánh giá. Chưa ghi gì, lượt này "
                    "vẫn là chưa mời. Nối lại màn hình rồi nhấn F7."
                )
            )

    # ---- what stands there otherwise --------------------------------------------------------

    @property
    def _free(self) -> bool:
        return self._asked is None and self._thanks_until is None

    def _second_ready(self) -> bool:
        return self._port.settings.rating_screen == "second" and self._view.has_second()

    def _after(self, turned: bool) -> None:
        if turned:
            self._begin_back()
        else:
            self._rest()

    def _begin_back(self) -> None:
        self._view.run_clock(False)
        self._back.begin()

    def _end_thanks(self) -> None:
        self._thanks_until = None
        self._after(self._thanks_turned)

    def _rest(self) -> None:
        if self._thanks_until is not None and not self._thanks_turned and not self._second_ready():
            self._thanks_until = None
        if not self._started or not self._free or self._back.held:
            return
        self._view.run_clock(False)
        if not self._second_ready():
            self._view.hide(turned=False)
        elif self._check is not None:
            self._view.show_check(*self._check, turned=False)
        else:
            self._view.show_idle()


def _nothing_to_say(_refused: UserProblem) -> None:
    """Nobody asked for it: an officer who may not see the visit any more is told nothing."""
