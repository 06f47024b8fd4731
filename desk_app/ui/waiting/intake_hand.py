"""The door to the intake form, over the presenter that owns it."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.core.clock import Millis
from desk_app.core.draft import VISIT_FORM, Draft
from desk_app.core.visit import VisitForm
from desk_app.ui.intake.draft_content import content_of
from desk_app.ui.intake_presenter import IntakePresenter


class IntakeHand:
    """What neighbours of the intake form may ask of it, said in its own words."""

    def __init__(
        self, intake: IntakePresenter, now: Callable[[], Millis], new_draft: Callable[[], str]
    ) -> None:
        self._intake, self._now, self._new_draft = intake, now, new_draft
        # What is typed now, when it is kept as another draft than the one it began with.
        self._stands_for: dict[str, str] = {}

    def empty(self) -> bool:
        """Whether nothing is typed."""
        return self._intake.is_empty

    def draft(self) -> str:
        """The draft that what is typed belongs to."""
        kept_as = self._intake.keeper.id
        return self._stands_for.get(kept_as, kept_as)

    def new_draft(self) -> str:
        """An id for the draft of a form that is about to be loaded."""
        return self._new_draft()

    def content_of(self, form: VisitForm) -> str:
        """A form as drafts of the intake form keep it."""
        return content_of(form)

    def hand_over(self) -> tuple[VisitForm, str] | None:
        """What is typed and the draft it is kept as; nothing typed is somebody unknown."""
        if self._intake.is_empty:
            return VisitForm(), ""
        return self._intake.park()

    def let_go(self) -> None:
        """What was handed over is safe elsewhere: begin an empty form."""
        self._intake.parked()

    def stay(self) -> None:
        """What was handed over stays after all."""
        self._intake.stay()

    def load(self, form: VisitForm, draft: str) -> bool:
        """Go on with a draft that was just written; False when the form is not empty any more."""
        written = Draft(
            id=draft, form=VISIT_FORM, officer="", saved=self._now(), content=content_of(form)
        )
        if self._intake.open_draft(written) is not None:
            return False
        if self._intake.is_empty:
            # Somebody of whom nothing is known: there is nothing a draft would have to keep.
            self._intake.clear()
            self._stands_for = {self._intake.keeper.id: draft}
        return True

    def bring_back(self, form: VisitForm, draft: str) -> None:
        """Put a visit that was taken back into the empty form; it belongs to this draft again."""
        if self._intake.restore(form):
            self._stands_for = {self._intake.keeper.id: draft}
