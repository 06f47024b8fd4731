"""Which drafts are offered back after a crash or to whoever signs in, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from desk_app.core.clock import Millis, day_of, local
from desk_app.core.draft import VISIT_FORM, Draft
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.visit import VisitForm
from desk_app.ui.intake.draft_content import read_content
from desk_app.ui.intake.matter_words import OFFERS, short_number
from desk_app.ui.stage import Run, Say


class OfferPort(Protocol):
    """What the offer needs from the desk; drafts and drop_draft are for a worker thread."""

    def now(self) -> Millis: ...
    def drafts(self) -> tuple[Draft, ...]: ...
    def drop_draft(self, draft: str) -> None: ...
    def officer_name(self, officer: str) -> str: ...
    def procedure(self, code: str) -> Procedure | None: ...


class Offer(msgspec.Struct, frozen=True):
    """One question: when and whose, what was typed, which of how many, and what is in the way."""

    when_and_who: str
    what: str
    place: str = ""
    problem: str = ""
    readable: bool = True


class OfferView(Protocol):
    """Where the question is asked."""

    def show_offer(self, offer: Offer | None) -> None: ...


class DraftOffer:
    """Asks about one draft after the other; nothing is opened or thrown away unasked."""

    def __init__(
        self,
        port: OfferPort,
        run: Run,
        say: Say,
        sentence: Callable[[Problem], str],
        view: OfferView,
        own: Callable[[], str],
        open_draft: Callable[[Draft], Problem | None],
        dropped: Callable[[Draft], None],
    ) -> None:
        self._port, self._run, self._say, self._sentence = port, run, say, sentence
        self._view, self._own, self._open, self._dropped = view, own, open_draft, dropped
        self._drafts: tuple[Draft, ...] = ()
        self._asked = 0
        self._problem: Problem | None = None

    def look(self) -> None:
        """Somebody begins to work here: offer what lies about, also what was put off before."""
        self._run(self._port.drafts, self._on_found, self._on_refused)

    def say_again(self) -> None:
        """Say everything again, in another language."""
        self._show()

    def reopen(self) -> None:
        """Go on with the draft in question."""
        draft = self._present()
        if draft is None:
            return
        self._problem = self._open(draft)
        if self._problem is None:
            self._next(draft)
        else:
            self._show()

    def drop(self) -> None:
        """Throw the draft in question away."""
        draft = self._present()
        if draft is None:
            return
        self._run(lambda: self._port.drop_draft(draft.id), lambda _done: self._dropped(draft))
        self._next(draft)

    def later(self) -> None:
        """Ask again when somebody signs in the next time."""
        draft = self._present()
        if draft is not None:
            self._next(draft)

    def forget(self) -> None:
        """Whoever works here now may not see what was typed."""
        self._drafts = ()
        self._show()

    def _on_found(self, found: tuple[Draft, ...]) -> None:
        own = self._own()
        self._drafts = tuple(d for d in found if d.form == VISIT_FORM and d.id != own)
        self._asked, self._problem = 1, None
        self._show()

    def _on_refused(self, _error: UserProblem) -> None:
        self.forget()

    def _present(self) -> Draft | None:
        return self._drafts[0] if self._drafts else None

    def _next(self, done: Draft) -> None:
        self._drafts = tuple(d for d in self._drafts if d.id != done.id)
        self._asked += 1
        self._problem = None
        self._show()

    def _show(self) -> None:
        draft = self._present()
        self._view.show_offer(self._offer(draft) if draft is not None else None)

    def _offer(self, draft: Draft) -> Offer:
        content = read_content(draft.content)
        problem = content if isinstance(content, Problem) else self._problem
        total = self._asked + len(self._drafts) - 1
        place = "" if total == 1 else self._say("{n} trong {total}", n=self._asked, total=total)
        return Offer(
            self._when_and_who(draft),
            "" if isinstance(content, Problem) else self._what(content.form, content.line),
            place,
            self._sentence(problem) if problem is not None else "",
            readable=not isinstance(content, Problem),
        )

    def _when_and_who(self, draft: Draft) -> str:
        today = day_of(draft.saved) == day_of(self._port.now())
        when = local(draft.saved).strftime("%H:%M" if today else "%H:%M %d/%m/%Y")
        who = self._port.officer_name(draft.officer)
        if not who:
            return self._say("Nháp chưa ghi lúc {time}", time=when)
        return self._say("Nháp chưa ghi lúc {time}, {officer} gõ", time=when, officer=who)

    def _what(self, form: VisitForm, line: str) -> str:
        names = []
        for code in form.procedures:
            procedure = self._port.procedure(code)
            names.append((procedure.short_name or procedure.name) if procedure else code)
        names += [
            self._say(OFFERS[follow.deed], number=short_number(follow.number))
            for follow in form.follows
        ]
        if form.purpose == "question":
            names.insert(0, self._say("chỉ hỏi"))
        who = form.name.strip() or form.organisation.strip()
        parts = [part for part in (who, *names) if part]
        return ", ".join(parts or [p for p in (line.strip(), form.note.strip(), form.phone) if p])
