"""What the citizen's window needs from the desk: the visit, its one outcome, and the way back."""

from __future__ import annotations

from desk_app.core.desk_settings import DeskSettings
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.rating import Rating
from desk_app.core.visit_view import VisitView
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.list_visits import one_visit
from desk_app.services.rate_visit import rate_visit


class DeskRating:
    """Ratings of the desk. All but `settings` and `acting` are for worker threads."""

    def __init__(self, desk: WindowDesk) -> None:
        self._desk = desk

    @property
    def settings(self) -> DeskSettings:
        """How this desk asks."""
        return self._desk.settings

    def acting(self) -> OfficerId:
        """Who asks now; UserProblem when whoever acts may not."""
        return self._desk.acting("visit.rate")

    def visit(self, visit_id: str) -> VisitView | None:
        """One visit as it stands."""
        return self._desk.read("visit.rate", lambda reader: one_visit(reader, visit_id))

    def rate(self, visit_id: str, rating: Rating, officer: OfficerId) -> None:
        """Write the one outcome, in the name of whoever asked: they may have left since."""
        self._desk.write_as(officer, lambda tx, who: rate_visit(tx, visit_id, rating, who))

    def needs_pin(self) -> bool:
        """Whether whoever acts has a PIN; without one, asking costs no try."""
        try:
            self.come_back("")
        except UserProblem:
            return True
        return False

    def come_back(self, pin: str) -> None:
        """Only whoever acts comes back; UserProblem says why not yet."""
        officer = self._desk.officer
        if officer is not None:
            self._desk.sign_in(officer.id, pin)
