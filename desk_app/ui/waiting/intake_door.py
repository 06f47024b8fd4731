"""What the waiting list and undo ask of the intake form: is it empty, what stands in it, take this.

The form belongs to the intake page; whoever wants to put somebody into it goes through this door,
so that a draft never loads over what somebody is typing.
"""

from __future__ import annotations

from typing import Protocol

from desk_app.core.visit import VisitForm


class IntakeDoor(Protocol):
    """The intake form as its neighbours may use it."""

    def empty(self) -> bool:
        """Whether nothing is typed."""

    def draft(self) -> str:
        """The draft that what is typed belongs to."""

    def new_draft(self) -> str:
        """An id for the draft of a form that is about to be loaded."""

    def content_of(self, form: VisitForm) -> str:
        """A form as drafts of the intake form keep it."""

    def hand_over(self) -> tuple[VisitForm, str] | None:
        """What is typed, the focus line included, and its draft; `let_go` or `stay` must follow.

        None while it is not clear what the line means or a visit is being saved.
        """

    def let_go(self) -> None:
        """What was handed over is safe elsewhere: begin an empty form."""

    def stay(self) -> None:
        """What was handed over stays after all."""

    def load(self, form: VisitForm, draft: str) -> bool:
        """Go on with a draft that was just written; False when the form is not empty any more."""

    def bring_back(self, form: VisitForm, draft: str) -> None:
        """Put a visit that was taken back into the empty form; it belongs to this draft again."""
