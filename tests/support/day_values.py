"""A visit, the catalogue, and an intake form that is one value, for presenters of the day."""

from __future__ import annotations

from collections.abc import Callable

import resources
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.clock import Millis
from desk_app.core.visit import VisitForm
from desk_app.core.visit_view import VisitView
from desk_app.services.changes import Changes
from desk_app.services.receive_case import Received, ReceivedCase

CATALOGUE = load_catalogue(resources.read_text("procedures/catalogue.csv"))
VISIT = VisitView(
    id="DESK.0.1", at=Millis(1_795_000_000_000), recorded=Millis(1_795_000_000_000),
    officer="PRACT1", purpose="service", procedures=("2.000815",), outcome="done", flags=(),
    applicant="person", reference="", late="", row="", name="Nguyễn Thị Hoà", organisation="",
    on_behalf_of="", full_id=False,
    phone="0912345678", address="Tổ dân phố Hà Vị 1", id_last4="4417", note="", late_note="",
    voided=False, corrected=False, erased=False, rating="", conflicts=(),
)  # fmt: skip
EMPTY = VisitForm()


class FakeDoor:
    """An intake form that is one value; it remembers the draft it is kept as."""

    def __init__(self) -> None:
        self.form = EMPTY
        self.kept_as = "draft-0"
        self.given = self.stayed = 0
        self.clear_line = True
        self.before_load: Callable[[], None] = lambda: None

    def empty(self) -> bool:
        return self.form == EMPTY

    def draft(self) -> str:
        return self.kept_as

    def new_draft(self) -> str:
        self.given += 1
        return f"draft-{self.given}"

    def content_of(self, form: VisitForm) -> str:
        return f"content of {form.name}"

    def hand_over(self) -> tuple[VisitForm, str] | None:
        return (self.form, self.kept_as) if self.clear_line else None

    def let_go(self) -> None:
        self.form, self.kept_as = EMPTY, self.new_draft()

    def stay(self) -> None:
        self.stayed += 1

    def load(self, form: VisitForm, draft: str) -> bool:
        self.before_load()
        if not self.empty():
            return False
        self.form, self.kept_as = form, draft
        return True

    def bring_back(self, form: VisitForm, draft: str) -> None:
        self.form, self.kept_as = form, draft


def received(visit: str, *cases: ReceivedCase) -> Received:
    """A visit that was just logged, with the cases it opened."""
    return Received(Changes(), visit, cases)
