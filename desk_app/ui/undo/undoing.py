"""Which act undoes which: every deed at the desk as a sentence and the new act that reverses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from desk_app.core.clock import Millis, local
from desk_app.core.draft import Draft
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.visit import VisitForm
from desk_app.core.visit_view import VisitView
from desk_app.core.waiting import Waiting
from desk_app.qt.language import mark
from desk_app.services.receive_case import Received
from desk_app.ui.stage import Count, Run, Say
from desk_app.ui.undo.case_deeds import case_deeds
from desk_app.ui.undo.undo_stack import Act, Done, Refused, UndoStack
from desk_app.ui.visit_words import VisitWords
from desk_app.ui.waiting.intake_door import IntakeDoor

# What F8 prints of the cases that a visit opened.
_SLIP = mark("F8 in giấy hẹn")
_PAPERS = {
    "refused": mark("F8 in phiếu từ chối"),
    "supplement": mark("F8 in phiếu yêu cầu bổ sung"),
}


class UndoPort(Protocol):
    """The acts of the desk that reverse others; for a worker thread, but for now()."""

    def now(self) -> Millis: ...
    def void(self, visit_id: str, reason: str) -> None: ...
    def restore(self, visit_id: str, reason: str) -> None: ...
    def take_back_correction(self, visit_id: str, correction: str, reason: str) -> None: ...
    def call(self, n: int, draft: str, content: str) -> Waiting: ...
    def back(self, waiting: tuple[Waiting, ...], draft: str = "") -> None: ...
    def keep_again(self, draft: Draft) -> None: ...


class Undoing:
    """Tells the stack what was done, each with its way back."""

    def __init__(
        self,
        port: UndoPort,
        run: Run,
        say: Say,
        count: Count,
        words: VisitWords,
        door: IntakeDoor,
        stack: UndoStack,
    ) -> None:
        self._port, self._run, self._say, self._count = port, run, say, count
        self._words, self._door, self._stack = words, door, stack

    def logged(self, received: Received, form: VisitForm, draft: str = "") -> None:
        """A visit was logged; undone, it and its cases are void and it stands in the form again.

        draft: the one it was typed in, which it then is again.
        """
        say = self._say
        if form.at:
            # It stands in the list of its own day, so this sentence alone tells that it is there.
            done = say("Đã ghi muộn cho {at}", at=form.at)
        else:
            done = say("Đã ghi lúc {at}", at=local(self._port.now()).strftime("%H:%M"))
        what = self._words.deed(form.procedures, form.purpose, form.name or form.organisation)
        now = self._port.now()
        cases = case_deeds(received.cases, form.follows, now, say, self._count, form.outcome)
        sentence = f"{done}: {what}" if what else done
        if cases:
            # What it was about follows from the cases; only who came is left to say.
            paper = say(_PAPERS.get(form.outcome, _SLIP))
            slip = [paper] if any(not one.at_once for one in received.cases) else []
            who = self._words.who(form.procedures, form.name or form.organisation)
            sentence = " · ".join(part for part in (cases, who, *slip) if part)

        def bring_back() -> None:
            if self._door.empty():
                self._door.bring_back(form, draft or self._door.new_draft())

        self._push(
            sentence,
            say("Đã hủy lượt vừa ghi. Nội dung trở lại ô tiếp nhận nếu ô đang trống."),
            lambda: self._port.void(received.visit, self._reason()),
            bring_back,
        )

    def corrected(self, visit: VisitView, correction: str) -> None:
        """A visit was corrected; undone, what stood there before stands there again."""
        self._push(
            self._say("Đã sửa lượt {at}: {what}", at=_time(visit), what=self._what(visit)),
            self._say("Đã bỏ lần sửa lượt {at}. Nội dung như trước khi sửa.", at=_time(visit)),
            lambda: self._port.take_back_correction(visit.id, correction, self._reason()),
        )

    def voided(self, visit: VisitView) -> None:
        """A visit was voided; undone, it counts again."""
        self._push(
            self._say("Đã hủy lượt {at}: {what}", at=_time(visit), what=self._what(visit)),
            self._say("Lượt {at} được tính lại như trước khi hủy.", at=_time(visit)),
            lambda: self._port.restore(visit.id, self._reason()),
        )

    def parked(self, waiting: Waiting, draft: str = "") -> None:
        """Somebody was sent to wait; undone, they stand in the intake form again."""
        who = self._who(waiting)

        def undo(done: Done, refused: Refused) -> None:
            again = draft or self._door.new_draft()
            content = self._door.content_of(waiting.form)

            def home(called: Waiting) -> None:
                if self._door.load(called.form, again):
                    done()
                else:
                    full = UserProblem(Problem("intake.not_empty_for_undo"))
                    self._run(
                        lambda: self._port.back((called,), again), lambda _: refused(full), refused
                    )

            self._run(lambda: self._port.call(waiting.n, again, content), home, refused)

        self._stack.push(
            Act(
                self._say("Đã đưa vào danh sách đợi: {who}", who=who),
                undo,
                self._say("{who} trở lại ô tiếp nhận.", who=who),
                self._why_not_empty,
            )
        )

    def left(self, gone: tuple[Waiting, ...]) -> None:
        """People were taken off the list; undone, they have their places again."""
        if len(gone) == 1:
            who = self._who(gone[0])
            done = self._say("Đã bỏ khỏi danh sách đợi: {who}", who=who)
        else:
            done = self._count("Đã bỏ {n} người khỏi danh sách đợi", len(gone))
        self._push(
            done,
            self._count("Đã đưa lại {n} người vào danh sách đợi", len(gone)),
            lambda: self._port.back(gone),
        )

    def called(self, waiting: Waiting, draft: str) -> None:
        """Somebody was called; undone, they wait at their old place, with what was typed since."""
        who = self._who(waiting)

        def undo(done: Done, refused: Refused) -> None:
            handed = self._door.hand_over() if self._door.draft() == draft else None
            if handed is None:
                refused(UserProblem(Problem("undo.called_gone")))
                return
            form, kept_as = handed

            def home(_result: None) -> None:
                self._door.let_go()
                done()

            def stay(error: UserProblem) -> None:
                self._door.stay()
                refused(error)

            again = msgspec.structs.replace(waiting, form=form)
            self._run(lambda: self._port.back((again,), kept_as), home, stay)

        self._stack.push(
            Act(
                self._say("Đã gọi: {who}", who=who),
                undo,
                self._say("{who} trở lại danh sách đợi.", who=who),
            )
        )

    def cleared(self, form: VisitForm) -> None:
        """What was typed was thrown away; undone, it stands in the form again."""
        what = self._words.deed(form.procedures, form.purpose, form.name or form.organisation)
        sentence = self._say("Đã xóa trắng lượt đang ghi")

        def undo(done: Done, _refused: Refused) -> None:
            self._door.bring_back(form, self._door.new_draft())
            done()

        self._stack.push(
            Act(
                f"{sentence}: {what}" if what else sentence,
                undo,
                self._say("Nội dung đã xóa trở lại ô tiếp nhận."),
                self._why_not_empty,
            )
        )

    def draft_dropped(self, draft: Draft, offer_again: Callable[[], None]) -> None:
        """A draft was thrown away; undone, it is kept and offered again."""
        at = local(draft.saved).strftime("%H:%M %d/%m/%Y")
        self._push(
            self._say("Đã bỏ nháp lúc {at}", at=at),
            self._say("Nháp lúc {at} còn nguyên.", at=at),
            lambda: self._port.keep_again(draft),
            offer_again,
        )

    def _push(
        self,
        sentence: str,
        undone: str,
        job: Callable[[], None],
        then: Callable[[], None] | None = None,
    ) -> None:
        def undo(done: Done, refused: Refused) -> None:
            def home(_result: None) -> None:
                if then is not None:
                    then()
                done()

            self._run(job, home, refused)

        # Ctrl Z meant for what stands in the form must not take an act back that nobody sees.
        self._stack.push(Act(sentence, undo, undone, once_gone=self._why_not_empty))

    def _why_not_empty(self) -> str:
        if self._door.empty():
            return ""
        return self._say("Ô tiếp nhận đang có nội dung. Ghi hoặc xóa trắng trước, rồi hoàn tác.")

    def _reason(self) -> str:
        return self._say("hoàn tác")

    def _what(self, visit: VisitView) -> str:
        who = visit.name or visit.organisation
        return self._words.deed(visit.procedures, visit.purpose, who)

    def _who(self, waiting: Waiting) -> str:
        form = waiting.form
        who = form.name or form.organisation or self._say("chưa rõ tên")
        return f"{waiting.ticket} {who}" if waiting.ticket else who


def _time(visit: VisitView) -> str:
    return local(visit.at).strftime("%H:%M")
