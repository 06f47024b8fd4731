"""What the intake page decides: what is taken into the visit, what is kept, what is logged."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.core.card import Card
from desk_app.core.draft import VISIT_FORM, Draft
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.visit import VisitForm
from desk_app.services.receive_case import Received
from desk_app.ui.intake.arrival import Arrival
from desk_app.ui.intake.draft_content import DraftContent, Known, read_content, written
from desk_app.ui.intake.draft_keeper import DraftKeeper
from desk_app.ui.intake.line_reader import LineReader, Taken, Takes
from desk_app.ui.intake.matter_acts import MatterActs
from desk_app.ui.intake.ports import IntakePort, IntakeView
from desk_app.ui.intake.visit_head import VisitHead
from desk_app.ui.intake.visit_in_hand import VisitInHand, sentences, split_problems
from desk_app.ui.stage import Count, Run, Say


class IntakePresenter:
    """Takes a visit in, one line at a time, keeps it as a draft, and logs it."""

    def __init__(
        self,
        port: IntakePort,
        run: Run,
        say: Say,
        count: Count,
        sentence: Callable[[Problem], str],
        view: IntakeView,
        logged: Callable[[Received, VisitForm], None],
    ) -> None:
        self._port, self._run, self._say, self._sentence = port, run, say, sentence
        self._view, self._logged = view, logged
        self._saving = self._saves_when_taken = self._at_once = False
        # A save is with the desk now; it broke off there. Written by the worker before it is told.
        self._logging = self._broke_off = False
        self._problems: tuple[Problem, ...] = ()
        # What hands did meanwhile is the next visit's: it must not mix with the one being saved.
        self._meanwhile: list[Callable[[], None]] = []
        self._card_waits = False
        self._head = VisitHead(port, view, say)
        self.visit = VisitInHand(port, view, say, count, sentence)
        self.cases = MatterActs(
            port, run, view, self.visit, say, sentence, self.waits, lambda: self._saving,
            self._touched, lambda: self.line.change(self.line.typed),
        )  # fmt: skip
        self._arrival = Arrival(port, run, view, self.visit, sentence, self._touched)
        takes = Takes(
            self.add, self._fill, self._arrival.citizen, self._on_line_taken, self.cases.copies,
            self.cases.follow, self.cases.offered, self.cases.of_case,
        )  # fmt: skip
        self.line = LineReader(
            port, run, say, count, view, self.visit.situation, lambda: view.read().note, takes
        )
        self.keeper = DraftKeeper(port, run, view.timer, self._draft, self._head.draft_is)

    @property
    def purpose(self) -> str:
        """What the visit is for."""
        return self.visit.purpose

    @property
    def saving(self) -> bool:
        """Whether a visit is under way to the log or to the waiting list."""
        return self._saving

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is typed, chosen or under way."""
        return not self._saving and not self.line.typed.strip() and self.visit.is_empty

    def form(self) -> VisitForm:
        """The visit as it would be logged now."""
        return self.visit.to_log()

    def start(self) -> None:
        """Show an empty visit."""
        self.line.change("")
        self.visit.show()
        self._head.show()
        self._run(self._port.prepare, lambda _ready: self.visit.show_matters())

    def say_again(self) -> None:
        """Say everything again, in another language."""
        self.line.say_again()
        self.visit.show()
        self._head.show()
        if self._problems:
            self._show_problems(self._problems)

    # ---- what hands do ----------------------------------------------------------------------

    def line_changed(self, text: str) -> None:
        """Somebody types in the line: show what it may mean."""
        before = self.line.typed
        self.line.change(text)
        if text.strip() or before.strip():
            self._touched()

    def take_line(self) -> bool:
        """Put the typed line where it belongs; False when there was nothing to take."""
        taken = self.line.take()
        if taken == "unclear":
            self._say_unclear()
        return taken != "nothing"

    def take_match(self, number: int) -> None:
        """Take what stands at this place of the strip."""
        if not self.waits(lambda: self.take_match(number)):
            self.line.take_place(number)

    def waits(self, act: Callable[[], None]) -> bool:
        """Whether a visit is being saved; then this act happens as soon as the next one begins."""
        if self._saving:
            self._meanwhile.append(act)
        return self._saving

    def edited(self, field: str) -> None:
        """Somebody typed in a field or set a flag."""
        if field == "citizen_id":
            self._arrival.number_changed()
        if field in ("name", "citizen_id", "address"):
            self.visit.show_person()
        if field in ("at", "outcome", "flags"):
            self.visit.show_matters()
        self._touched()

    def add(self, code: str) -> None:
        """Add a matter to the visit."""
        if self.waits(lambda: self.add(code)):
            return
        self.visit.add(code)
        self._touched()

    def choose_purpose(self, purpose: str) -> None:
        """Only a question needs no personal data."""
        self.visit.purpose = purpose
        self._view.show_purpose(purpose)
        self._show_problems(())
        self.visit.show_matters()
        self._touched()
        self.line.change(self.line.typed)

    def toggle(self, purpose: str) -> None:
        """F4 and F2: this special case, or the usual one again."""
        if not self.waits(lambda: self.toggle(purpose)):
            self.choose_purpose("service" if self.purpose == purpose else purpose)

    def step_back(self) -> None:
        """Esc: leave the special case; nothing typed is lost."""
        if self.purpose != "service" and not self._saving:
            self.choose_purpose("service")

    def clear(self) -> None:
        """Throw away what is typed, and its draft."""
        self._view.clear_line()
        self._begin()
        self.keeper.abandon()

    def _fill(self, field: str, text: str) -> None:
        self._view.fill(field, text)
        self.edited(field)

    def _touched(self) -> None:
        if self.is_empty:
            self._head.begin()
        else:
            self._head.touched(self.visit.person.scanned)
        self._view.show_note("")
        self.line.refresh()
        self.cases.look()
        if not self._saving:
            self.keeper.changed()

    def _begin(self) -> None:
        self._arrival.forget()
        self.cases.forget()
        self.visit.begin()
        self.visit.show()
        self._show_problems(())
        self._view.show_note("")
        self.line.change(self.line.typed)
        self._head.begin()

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        self._problems = problems
        own, of_matters = split_problems(problems)
        if own and self.visit.opened:
            self.visit.close()  # what must change first stands among the fields of the visit
        self._view.show_problems(sentences(own, self._sentence))
        self.visit.show_matter_problems(() if own else of_matters)

    # ---- who came ---------------------------------------------------------------------------

    def start_for(
        self, name: str, phone: str, address: str, *, organisation: str = "", visit: str = "",
        last4: str = "", this_year: int | None = None,
    ) -> None:  # fmt: skip
        """Begin a visit for somebody found; what was typed already stays.

        visit, last4 and this_year: an earlier visit of theirs, the end of the ID number it holds,
        and how often they came this year.
        """
        fields = {"name": name, "phone": phone, "address": address, "organisation": organisation}
        known = Known(visit, name, last4, this_year) if visit else None
        if not self.waits(lambda: self._arrival.found(fields, known)):
            self._arrival.found(fields, known)

    def take_card(self, card: Card) -> None:
        """A card was scanned, wherever the focus is."""
        if self.waits(lambda: self._arrival.card(card)):
            self._card_waits = True
        else:
            self._arrival.card(card)

    # ---- logging ----------------------------------------------------------------------------

    def save_at_once(self) -> None:
        """Ctrl T: log the visit and hand every result over in it, without a slip."""
        self.save(at_once=True)

    def save(self, *, at_once: bool = False) -> None:
        """Log the visit; problems appear beside their fields and what was typed stays."""
        if self._saving:
            return
        self._at_once = at_once
        taken = self.line.take()
        if taken in ("waits", "unclear"):
            self._on_line_unfinished(taken)
            return
        if self.is_empty:
            self._view.show_meaning(self._say("chưa có gì để ghi"))
            return
        form = self.form()
        self._saving = True
        self._view.show_busy(True)
        # Hands go on with the next visit: what they write in a field would go with this one.
        self._view.go_to_line()
        self.keeper.settle(lambda: self._log(form, at_once=at_once))

    def _log(self, form: VisitForm, *, at_once: bool) -> None:
        draft, begun = self.keeper.id, self._head.begun
        self._logging, self._broke_off = True, False

        def work() -> Received:
            took = None if begun is None else self._port.ticks() - begun
            try:
                return self._port.log(form, draft, took, at_once)
            except BaseException:
                self._broke_off = True
                raise

        self._run(work, lambda received: self._on_logged(received, form), self._on_refused)

    def _on_line_unfinished(self, taken: Taken) -> None:
        self._saves_when_taken = taken == "waits"
        if taken == "unclear":
            self._say_unclear()

    def _say_unclear(self) -> None:
        self._view.show_note(self._sentence(self.line.why_unclear()))
        self._view.select_line()

    def _on_line_taken(self, taken: Taken) -> None:
        saves, self._saves_when_taken = self._saves_when_taken, False
        if taken == "unclear":
            self._say_unclear()
        elif saves:
            self.save(at_once=self._at_once)

    def _on_logged(self, received: Received, form: VisitForm) -> None:
        self._end_save()
        self._begin()
        self.keeper.begin()
        if self.line.typed.strip():
            # Typed while it was being saved: the first words of the next visit.
            self._touched()
        self.cases.logged(received, form.outcome)
        self._logged(received, form)
        self._go_on()

    def _on_refused(self, error: UserProblem) -> None:
        self._give_up()
        self._show_problems(error.problems)

    def save_failed(self) -> None:
        """The machine failed: when it failed us, nothing was logged and everything typed stands.

        Another job's failure while a visit is being saved must not free the button: the save
        goes on, and a second one would log the visit twice.
        """
        if self._logging and not self._broke_off:
            return
        self._give_up()

    def _give_up(self) -> None:
        self._end_save()
        self.line.work_failed()
        self._arrival.work_failed()
        self.keeper.work_failed()
        self._forget_meanwhile()

    def _end_save(self) -> None:
        self._saving = self._saves_when_taken = self._logging = self._broke_off = False
        self._view.show_busy(False)

    def _forget_meanwhile(self) -> None:
        if self._card_waits:
            self._view.show_note(self._sentence(Problem("intake.card_while_saving")))
        self._meanwhile, self._card_waits = [], False

    def _go_on(self) -> None:
        """Do what hands did meanwhile; one of these may save again, and the rest then waits."""
        self._card_waits = False
        while self._meanwhile and not self._saving:
            self._meanwhile.pop(0)()

    # ---- drafts -----------------------------------------------------------------------------

    def open_draft(self, draft: Draft) -> Problem | None:
        """Go on with a draft in the empty form; the Problem that keeps it where it is."""
        if draft.form != VISIT_FORM:
            return Problem("intake.draft_of_other_form")
        if not self.is_empty:
            return Problem("intake.not_empty")
        content = read_content(draft.content)
        if isinstance(content, Problem):
            return content
        self._load(content)
        self.keeper.adopt(draft.id, draft.content)
        return None

    def restore(self, form: VisitForm) -> bool:
        """Put a visit that was taken back, or thrown away, into the empty form again.

        False when the form is not empty: the present visit stays, and the page says so.
        """
        if not self.is_empty:
            self._view.show_note(self._sentence(Problem("intake.not_empty_for_undo")))
            return False
        self.take_up(form, self.keeper.id)
        return True

    def take_up(self, form: VisitForm, draft: str, kept: str = "") -> None:
        """Go on with this form in the empty page as this draft; kept: what of it is on the disk."""
        self.cases.slips = ()  # what was logged may just have been taken back
        self._load(DraftContent(form=form))
        self.keeper.adopt(draft, kept)
        self.keeper.changed()

    def park(self) -> tuple[VisitForm, str] | None:
        """The present visit for the waiting list, also an empty one, with its draft.

        None while a visit is being saved or the line cannot be taken. Whoever asks then calls
        `parked`, or `stay` when it could not be put there.
        """
        taken: Taken = "waits" if self._saving else self.line.take()
        if taken == "unclear":
            self._say_unclear()
        if taken in ("waits", "unclear"):
            return None
        self._saving = True
        self.keeper.settle(lambda: None)
        return self.visit.typed(), self.keeper.id

    def parked(self) -> None:
        """The visit waits now: begin an empty one."""
        self._end_save()
        self.clear()
        self._go_on()

    def stay(self) -> None:
        """It stays here as it was."""
        self._end_save()
        self.keeper.changed()
        self._forget_meanwhile()

    def _load(self, content: DraftContent) -> None:
        self._head.take_up(content.scanned)
        self.visit.load(content)
        self._view.put_line(content.line)
        self.visit.show()
        self.line.change(content.line)
        self._arrival.number_changed()

    def _draft(self) -> str:
        return "" if self.is_empty else written(self.visit.content(self.line.typed))
