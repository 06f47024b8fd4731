"""The intake form as the waiting list and undo may use it; nothing loads over what one types."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.core.visit import VisitForm
from desk_app.ui.intake.draft_content import content_of
from desk_app.ui.intake_presenter import IntakePresenter


class Door:
    """Hands what is typed over to others, and takes a form in when nothing is typed."""

    def __init__(self, presenter: IntakePresenter, new_draft: Callable[[], str]) -> None:
        self._presenter = presenter
        self._new_draft = new_draft

    def empty(self) -> bool:
        """Whether nothing is typed."""
        return self._presenter.is_empty

    def draft(self) -> str:
        """The draft that what is typed belongs to."""
        return self._presenter.keeper.id

    def new_draft(self) -> str:
        """An id for the draft of a form that is about to be loaded."""
        return self._new_draft()

    def content_of(self, form: VisitForm) -> str:
        """A form as drafts of the intake form keep it."""
        return content_of(form)

    def hand_over(self) -> tuple[VisitForm, str] | None:
        """What is typed, the focus line included, and its draft; `let_go` or `stay` must follow.

        None while it is not clear what the line means or a visit is being saved.
        """
        return self._presenter.park()

    def let_go(self) -> None:
        """What was handed over is safe elsewhere: begin an empty form."""
        self._presenter.parked()

    def stay(self) -> None:
        """What was handed over stays after all."""
        self._presenter.stay()

    def load(self, form: VisitForm, draft: str) -> bool:
        """Go on with a draft that was just written; False when the form is not empty any more."""
        if not self._presenter.is_empty:
            return False
        self._presenter.take_up(form, draft, kept=content_of(form))
        return True

    def bring_back(self, form: VisitForm, draft: str) -> None:
        """Put a visit that was taken back into the empty form; it belongs to this draft again."""
        if self._presenter.is_empty:
            self._presenter.take_up(form, draft)
