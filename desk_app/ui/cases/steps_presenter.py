"""Taking a step of a case: what is asked first, what is written, and how it is undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from desk_app.core import case_steps
from desk_app.core.case_view import CaseView, StepView
from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.qt.language import mark
from desk_app.services.advance_case import StepForm
from desk_app.services.case_file import Proposed
from desk_app.services.correct_case import CaseCorrection
from desk_app.services.take_steps import Taken
from desk_app.ui.cases.case_deeds import PAPER_AFTER, form_number
from desk_app.ui.cases.case_words import CaseWords
from desk_app.ui.cases.step_answers import Answers, correction, correction_back, step_forms
from desk_app.ui.cases.step_plans import AT_ONCE, Plan, StepPlans
from desk_app.ui.stage import Count, Run, Say
from desk_app.ui.undo.undo_stack import Act, Done, Refused

DONE = {
    "checked": mark("{case}: hồ sơ đầy đủ, hợp lệ"),
    "supplement_requested": mark("{case}: đã yêu cầu bổ sung"),
    "supplemented": mark("{case}: đã nhận bổ sung"),
    "refused": mark("{case}: đã từ chối giải quyết"),
    "transferred": mark("{case}: đã chuyển xử lý"),
    "returned": mark("{case}: đã nhận lại"),
    "extended": mark("{case}: đã xin lỗi, gia hạn"),
    "stopped": mark("{case}: đã dừng giải quyết"),
    "withdrawn": mark("{case}: người nộp đã rút"),
    "ready": mark("{case}: đã có kết quả"),
    "handed_over": mark("{case}: đã trả kết quả"),
    "archived": mark("{case}: đã đưa vào lưu trữ"),
    "paid": mark("{case}: đã thu phí, lệ phí"),
}


class StepsPort(Protocol):
    """The acts on cases; for a worker thread, but for `now` and the two `why_not`."""

    def now(self) -> Millis: ...
    def procedure(self, code: str) -> Procedure | None: ...
    def propose(self, case_id: str, kind: str) -> Proposed: ...
    def take(self, steps: Sequence[tuple[str, StepForm]]) -> tuple[Taken, ...]: ...
    def take_back(self, steps: Sequence[Taken], reason: str) -> None: ...
    def take_again(self, case_id: str, step: StepView, reason: str) -> None: ...
    def correct(self, case_id: str, correction: CaseCorrection, reason: str) -> None: ...
    def void(self, case_id: str, reason: str) -> None: ...
    def restore(self, case_id: str, reason: str) -> None: ...
    def why_not_advance(self) -> Problem | None: ...
    def why_not_correct(self) -> Problem | None: ...


class StepsView(Protocol):
    """Where a step is asked for, and where one is told why it cannot be taken."""

    def ask(self, plan: Plan, case: CaseView) -> None: ...
    def say_no(self, sentence: str) -> None: ...
    def taken(self, kind: str, case: CaseView) -> None: ...
    def visited(self, visit_id: str) -> None: ...


class StepsPresenter:
    """Takes steps; each is written at once or after its dialog, and can be undone."""

    def __init__(
        self,
        port: StepsPort,
        run: Run,
        say: Say,
        count: Count,
        sentence: Callable[[Problem], str],
        words: CaseWords,
        push: Callable[[Act], None],
        view: StepsView,
    ) -> None:
        self._port, self._run, self._say, self._count = port, run, say, count
        self._sentence, self._words = sentence, words
        self._push, self._view = push, view
        self._plans = StepPlans(port.procedure, words, say, count, port.now)

    def begin(self, kind: str, case: CaseView | None) -> None:
        """Take this step of a case, asking first where something has to be known."""
        if case is None or not self._may(kind, case):
            return
        if kind in AT_ONCE:
            choice = "electronic" if kind == "ready" and case.result_electronic else ""
            self._take(kind, case, (StepForm(kind=kind, choice=choice),), _nothing, None)
            return
        self._run(
            lambda: self._port.propose(case.id, kind),
            lambda proposed: self._view.ask(self._plans.plan(kind, case, proposed), case),
        )

    def begin_main(self, case: CaseView | None) -> None:
        """Ctrl R: the result exists, or it is handed over."""
        if case is not None:
            self.begin("handed_over" if case.status == "ready" else "ready", case)

    def begin_supplement(self, case: CaseView | None) -> None:
        """Ctrl B: something is missing, or it was brought."""
        if case is not None:
            waits = case.status == "waiting"
            self.begin("supplemented" if waits else "supplement_requested", case)

    def submit(
        self,
        plan: Plan,
        case: CaseView,
        answers: Answers,
        reason: str,
        done: Done,
        refused: Refused,
    ) -> None:
        """What a dialog asked for was answered."""
        if plan.kind == "void":
            self._void(case, reason, done, refused)
        elif plan.kind == "correct":
            self._correct(case, answers, reason, done, refused)
        elif plan.kind == "supplement_requested" and not reason:
            refused(UserProblem(Problem("case.reason_missing", "reason")))
        else:
            forms = step_forms(plan.kind, case, answers, reason)
            self._take(plan.kind, case, forms, done, refused)

    def take_back_last(self, case: CaseView | None) -> None:
        """The last step that counts was recorded by mistake."""
        if case is None or self._refuses(self._port.why_not_advance()):
            return
        last = next((step for step in reversed(case.steps) if step.counts), None)
        if last is None:
            self._view.say_no(self._sentence(Problem("case.nothing_to_undo")))
            return

        def again(done: Done, refused: Refused) -> None:
            reason = self._say("ghi lại")
            self._run(
                lambda: self._port.take_again(case.id, last, reason), lambda _: done(), refused
            )

        def home(_result: None) -> None:
            words, deed = self._words.step(last), self._words.deed(case)
            self._push(
                Act(
                    self._say("{case}: đã bỏ bước “{step}”", case=deed, step=words),
                    again,
                    self._say("{case}: bước “{step}” được ghi lại.", case=deed, step=words),
                )
            )
            self._view.taken("taken_back", case)

        step = (Taken(case.id, last.op),)
        self._run(lambda: self._port.take_back(step, self._reason()), home)

    def ready_many(self, cases: Sequence[tuple[str, str]]) -> None:
        """The results of all these (id, status) exist; those that may not be ready are left."""
        if self._refuses(self._port.why_not_advance()):
            return
        legal = [
            case
            for case, status in cases
            if case_steps.after(status, "case.ready") is not None  # type: ignore[arg-type]
        ]
        left = len(cases) - len(legal)
        if not legal:
            self._view.say_no(
                self._say("Không hồ sơ nào trong số đã chọn ghi được “Có kết quả” lúc này.")
            )
            return
        steps = [(case, StepForm(kind="ready")) for case in legal]

        def home(taken: tuple[Taken, ...]) -> None:
            sentence = self._count("{n} hồ sơ: đã có kết quả", len(taken))
            if left:
                rest = self._count("{n} hồ sơ giữ nguyên vì chưa làm được bước này", left)
                sentence = f"{sentence}; {rest}"
            undone = self._count("{n} hồ sơ trở lại như trước.", len(taken))
            self._push(Act(sentence, self._undo(taken), undone))

        self._run(lambda: self._port.take(steps), home)

    # ---- writing ----------------------------------------------------------------------------

    def _take(
        self,
        kind: str,
        case: CaseView,
        forms: tuple[StepForm, ...],
        done: Done,
        refused: Refused | None,
    ) -> None:
        deed = self._words.deed(case)

        def home(taken: tuple[Taken, ...]) -> None:
            done()
            visits = tuple(one.visit for one in taken if one.visit)
            self._push(
                Act(
                    self._sentence_of(kind, deed, len(visits), forms[-1]),
                    self._undo(taken),
                    self._undone(deed, len(visits)),
                )
            )
            self._view.taken(kind, case)
            for visit in visits:
                self._view.visited(visit)

        steps = [(case.id, form) for form in forms]
        self._run(lambda: self._port.take(steps), home, refused or self._on_refused)

    def _sentence_of(self, kind: str, deed: str, visits: int, form: StepForm) -> str:
        """What was done, the visit that was logged with it, and the paper that tells of it."""
        parts = [self._say(DONE[kind], case=deed)]
        if visits:
            parts.append(self._count("đã ghi {n} lượt", visits))
        paper = PAPER_AFTER.get(kind, "")
        if paper and (kind != "extended" or form.choice == "apology"):
            parts.append(self._say("F8 in mẫu {form}", form=form_number(paper)))
        return " · ".join(parts)

    def _undone(self, deed: str, visits: int) -> str:
        if visits:
            return self._count(
                "{case}: trở lại như trước; {n} lượt đã ghi được bỏ.", visits, case=deed
            )
        return self._say("{case}: trở lại như trước.", case=deed)

    def _undo(self, taken: Sequence[Taken]) -> Callable[[Done, Refused], None]:
        def undo(done: Done, refused: Refused) -> None:
            self._run(
                lambda: self._port.take_back(taken, self._reason()), lambda _: done(), refused
            )

        return undo

    def _void(self, case: CaseView, reason: str, done: Done, refused: Refused) -> None:
        deed = self._words.deed(case)

        def undo(undone: Done, failed: Refused) -> None:
            self._run(
                lambda: self._port.restore(case.id, self._reason()), lambda _: undone(), failed
            )

        def home(_result: None) -> None:
            done()
            self._push(
                Act(
                    self._say("{case}: đã hủy hồ sơ", case=deed),
                    undo,
                    self._say("{case}: được tính lại như trước khi hủy.", case=deed),
                )
            )

        self._run(lambda: self._port.void(case.id, reason), home, refused)

    def _correct(
        self, case: CaseView, answers: Answers, reason: str, done: Done, refused: Refused
    ) -> None:
        deed = self._words.deed(case)

        def undo(undone: Done, failed: Refused) -> None:
            back = correction_back(case)
            self._run(
                lambda: self._port.correct(case.id, back, self._reason()),
                lambda _: undone(),
                failed,
            )

        def home(_result: None) -> None:
            done()
            self._push(
                Act(
                    self._say("{case}: đã sửa hồ sơ", case=deed),
                    undo,
                    self._say("{case}: nội dung như trước khi sửa.", case=deed),
                )
            )

        new = correction(answers)
        self._run(lambda: self._port.correct(case.id, new, reason), home, refused)

    # ---- whether it may be done -------------------------------------------------------------

    def _may(self, kind: str, case: CaseView) -> bool:
        if kind in ("void", "correct"):
            if self._refuses(self._port.why_not_correct()):
                return False
            return not (case.voided and self._refuses(Problem("case.voided")))
        if self._refuses(self._port.why_not_advance()):
            return False
        if case.voided:
            return not self._refuses(Problem("case.voided"))
        legal = case_steps.after(case.status, f"case.{kind}")  # type: ignore[arg-type]
        return legal is not None or not self._refuses(Problem(f"case.not_now.{case.status}"))

    def _refuses(self, problem: Problem | None) -> bool:
        if problem is not None:
            self._view.say_no(self._sentence(problem))
        return problem is not None

    def _on_refused(self, error: UserProblem) -> None:
        self._view.say_no(" ".join(self._sentence(problem) for problem in error.problems))

    def _reason(self) -> str:
        return self._say("hoàn tác")


def _nothing() -> None:
    """Nobody waits for the end of this."""
