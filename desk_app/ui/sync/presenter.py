"""What the page "Đồng bộ" says: the line, what waits, what was set aside; it asks and it waits."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services.sync_values import SyncEnd, SyncState, SyncStep
from desk_app.ui.stage import Count, Run, Say
from desk_app.ui.sync.aside_words import AsideWords
from desk_app.ui.sync.conflict_presenter import ConflictPresenter
from desk_app.ui.sync.op_words import OpWords
from desk_app.ui.sync.ports import ResultLine, SyncPort, SyncView
from desk_app.ui.sync.state_words import StateWords, megabytes
from sync.client.truth import needs_somebody

# An attempt with fewer ops is over before anybody has read that it began.
SMALL = 64


class SyncPresenter:
    """Shows what is so; what was asked for always gets an answer in words.

    conflicts: shows the third column.
    """

    def __init__(
        self,
        port: SyncPort,
        run: Run,
        say: Say,
        count: Count,
        sentence: Callable[[Problem], str],
        view: SyncView,
        conflicts: ConflictPresenter,
    ) -> None:
        self._port, self._run, self._say, self._count = port, run, say, count
        self._sentence, self._view, self._conflicts = sentence, view, conflicts
        self.ops = OpWords(say, port.procedure)
        self._words = StateWords(say, count, sentence)
        self._aside = AsideWords(say, count, sentence, self.ops)
        self._state: SyncState | None = None
        self._end: SyncEnd | None = None
        self._step: SyncStep | None = None
        self._asked = self._wished = False
        self._reading = self._again = False

    @property
    def state(self) -> SyncState:
        """What is shown."""
        return self._state or SyncState()

    def reload(self) -> None:
        """Read what is so now; the old rows stay until the new ones are there."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._run(self._port.state, self._on_read, self._on_refused)

    def say_again(self) -> None:
        """Say the same in the present language and at the present minute."""
        self._show()
        self._conflicts.say_again()

    def tick(self) -> None:
        """Another minute: ages and times are said anew."""
        self._show_line()

    def send(self) -> None:
        """Send now; asked for twice, it is done once."""
        if self._state is None:
            # The page was opened by the same key: how the desk stands is being read.
            self._wished = True
            self.reload()
            return
        why_not = self._port.why_not_send()
        if why_not is not None:
            self._view.show_result(ResultLine("alert-triangle", "near", self._sentence(why_not)))
            return
        if not self.state.known.paired:
            words = self._say("Chưa gửi được: quầy này chưa nối với tỉnh.")
            self._view.show_result(ResultLine("alert-triangle", "near", words))
            return
        self._asked = True
        self._view.show_result(ResultLine())
        self._on_step(SyncStep("hello"))
        self._port.send()

    def stop(self) -> None:
        """Stop what is under way; what was confirmed stays confirmed."""
        if self._step is not None:
            self._port.stop()

    def pause_files(self) -> None:
        """Let attachments wait; asked for again, they go on."""
        if self._port.why_not_send() is None:
            paused = not self.state.blobs_paused
            self._run(
                lambda: self._port.pause_files(paused=paused),
                lambda _done: self.reload(),
                self._on_refused,
            )

    def work_failed(self) -> None:
        """The machine failed in the middle of reading."""
        self._reading = self._again = self._wished = False
        self._conflicts.work_failed()

    # ---- what the line tells ------------------------------------------------------------------

    def on_step(self, step: SyncStep) -> None:
        """An attempt is so far; what nobody asked for shows itself where it takes a while."""
        if step.stage != "rest" and (self._asked or self._step or step.total > SMALL):
            self._on_step(step)

    def on_end(self, end: SyncEnd) -> None:
        """An attempt ended. What goes by itself and moves nothing does not overwrite an answer."""
        self._step = None
        if end.problem is not None and end.problem.code == "sync.not_paired":
            return  # nobody asked: a desk without a province rests
        says_more = end.sent or end.received or end.problem is not None
        if self._asked or says_more or self._end is None or self._end.problem is not None:
            self._end = end
        self._asked = False
        self._view.show_step("", 0, 0)
        self.reload()

    def _on_step(self, step: SyncStep) -> None:
        self._step = step
        self._view.show_step(self._words.step(step), step.done, step.total)
        self._allow()

    def show_state(self, state: SyncState) -> None:
        """This is so now."""
        self._state = state
        self._show()
        self._conflicts.show(state.conflicts, self._words.clock_foot(state.known))

    def forget(self) -> None:
        """Somebody else acts: values that were shown to whoever left are not theirs to see."""
        self._end = None
        self._view.show_result(ResultLine())
        if self._state is not None:
            self.show_state(msgspec.structs.replace(self._state, conflicts=()))

    # ---- shown --------------------------------------------------------------------------------

    def _on_refused(self, _error: UserProblem) -> None:
        self._reading = self._again = self._wished = False

    def _on_read(self, state: SyncState) -> None:
        self._reading = False
        self.show_state(state)
        wished, self._wished = self._wished, False
        if wished:
            self.send()
        if self._again:
            self._again = False
            self.reload()

    def _show(self) -> None:
        self._show_line()
        if self._state is not None:
            self._show_waiting(self._state)
            self._show_aside(self._state)

    def _show_line(self) -> None:
        state = self._state
        if state is None:
            return
        now, known = self._port.now(), state.known
        may_pair = self._port.why_not_pair() is None
        notices = self._words.notices(state, now, may_pair=may_pair)
        if self._end is not None and self._end.problem == known.problem:
            # The line below says why already.
            notices = tuple(msgspec.structs.replace(one, right="") for one in notices)
        self._view.show_lead(self._words.lead(state))
        self._view.show_notices(notices)
        self._view.show_figures(self._words.figures(state, now), self._words.next_try(known, now))
        if self._end is not None and self._step is None and known.paired:
            self._view.show_result(self._words.result(self._end, known, now))
        self._allow()

    def _allow(self) -> None:
        why_not = self._port.why_not_send()
        self._view.allow_sending(
            paired=self.state.known.paired,
            running=self._step is not None,
            why_not="" if why_not is None else self._sentence(why_not),
        )

    def _show_waiting(self, state: SyncState) -> None:
        say, known = self._say, state.known
        facts, foot = "", say("Không cần làm gì, máy tự gửi.")
        hidden = known.waiting - len(state.waiting)
        if not known.paired:
            facts = self._count("{n} thao tác", known.waiting)
            foot = say("Giữ đủ trên máy này cho đến khi nối với tỉnh.")
        elif known.waiting and not state.url:
            facts = self._count("{n} thao tác", known.waiting)
            foot = say("Máy không tự gửi được: mang đi bằng USB.")
        elif known.waiting and needs_somebody(known.problem):
            facts = self._count("{n} thao tác", known.waiting)
            foot = say("Giữ đủ trên máy này cho đến khi tỉnh nhận.")
        elif known.waiting:
            facts = self._count("{n} thao tác · tự gửi", known.waiting)
        if known.paired and hidden > 0:
            foot = self._count("Còn {n} thao tác cũ hơn không hiện ở đây.", hidden)
        self._view.show_waiting(state.waiting, facts, foot)
        blobs = why = ""
        if state.blobs_lost:
            blobs = self._count("{n} tệp không còn trên máy này", state.blobs_lost)
        if state.blobs_why is not None and not state.blobs_paused:
            why = self._sentence(state.blobs_why)
        if state.blobs:
            size = megabytes(state.blob_bytes)
            blobs = self._count("{n} tệp, {size} MB", state.blobs, size=size)
        self._view.show_blobs(blobs, why, paused=state.blobs_paused)

    def _show_aside(self, state: SyncState) -> None:
        words = self._aside
        self._view.show_aside(
            words.cards(state.aside, self._port.now()),
            words.facts(state.aside),
            words.more(state.aside),
            words.foot(state.aside_all, state.aside_settled),
        )
