"""What may be done with a case as it stands: its legal steps, the papers that may be printed."""

from __future__ import annotations

import msgspec

from desk_app.core import case_steps
from desk_app.core.case_view import CaseView
from desk_app.core.procedure import Procedure
from desk_app.qt.language import mark
from desk_app.services.case_file import CaseFile
from desk_app.ui.cases.step_plans import DEEDS
from desk_app.ui.stage import Say

# What stands on a button in each state, the first of them as the page's main one.
BUTTONS: dict[str, tuple[str, ...]] = {
    "received": ("ready", "supplement_requested", "checked"),
    "checked": ("ready", "supplement_requested", "extended"),
    "waiting": ("supplemented", "extended"),
    "transferred": ("ready", "returned", "extended"),
    "ready": ("handed_over",),
    "handed_over": ("archived",),
    "refused": ("archived",),
    "stopped": ("archived",),
    "withdrawn": ("archived",),
    "archived": (),
}
KEYS = {
    "ready": "Ctrl R",
    "handed_over": "Ctrl R",
    "supplement_requested": "Ctrl B",
    "supplemented": "Ctrl B",
    "extended": "Alt G",
}
# What ends everything and has no hurry: never the button that catches the eye.
PUT_AWAY = "archived"
# Papers by what is on them; each may be printed once the step it tells of was taken.
PAPERS: dict[str, tuple[str, str]] = {
    "case_01": (mark("In giấy tiếp nhận và hẹn trả"), ""),
    "case_02": (mark("In phiếu yêu cầu bổ sung"), "supplement_requested"),
    "case_03": (mark("In phiếu từ chối"), "refused"),
    "case_04": (mark("In văn bản xin lỗi, gia hạn"), "extended"),
    "case_05": (mark("In văn bản dừng giải quyết"), "stopped"),
    "case_06": (mark("In phiếu kiểm soát quá trình"), ""),
}
# The paper that tells of a step, once it was taken.
PAPER_AFTER = {after: paper for paper, (_words, after) in PAPERS.items() if after}
_PAPER_OF = {"waiting": "case_02", "refused": "case_03", "stopped": "case_05"}
# The letter of joy or grief; which of the two it is follows from the procedure.
LETTER, LETTER_FIELD = "congratulation", "Hộ tịch"
# Steps that ask for something say so with three dots.
_ASKS = frozenset(
    {"supplement_requested", "supplemented", "refused", "transferred", "extended", "stopped"}
    | {"withdrawn", "handed_over", "paid"}
)


class StepButton(msgspec.Struct, frozen=True):
    """A step one may take now: its kind, its words, its key."""

    kind: str
    words: str
    keys: str = ""


def form_number(paper: str) -> str:
    """The number of a form as officials say it: "02"."""
    return paper.rsplit("_", 1)[-1]


def paper_of(case: CaseView) -> str:
    """The paper that belongs to a case as it stands: what F8 prints."""
    last = next((one for one in reversed(case.steps) if one.counts and one.kind != "paid"), None)
    if last is not None and last.kind == "extended" and last.detail == "apology":
        return "case_04"
    return _PAPER_OF.get(case.status, "case_01")


class CaseDeeds:
    """Says them in the present language."""

    def __init__(self, say: Say) -> None:
        self._say = say

    def buttons(self, opened: CaseFile) -> tuple[tuple[StepButton, ...], tuple[StepButton, ...]]:
        """The two that stand on buttons, and the other legal steps."""
        case = opened.case
        if case.voided:
            return (), ()
        legal = [
            kind.removeprefix("case.")
            for kind in case_steps.legal_steps(case.status)  # type: ignore[arg-type]
        ]
        if not case.fee or case.payment:
            legal.remove("paid")
        first = [kind for kind in BUTTONS[case.status] if kind in legal]
        if opened.offer_apology and "extended" in legal:
            first = [first[0], "extended", *(kind for kind in first[1:] if kind != "extended")]
        if case.status == "archived" and "paid" in legal:
            first.append("paid")
        rest = [kind for kind in legal if kind not in first]
        return tuple(map(self._button, first[:2])), tuple(map(self._button, [*first[2:], *rest]))

    def paper(self, case: CaseView) -> StepButton | None:
        """The paper of F8; None where nothing is printed any more."""
        if case.voided:
            return None
        paper = paper_of(case)
        return StepButton(paper, self._say("In {form}", form=form_number(paper)), "F8")

    def prints(self, case: CaseView, procedure: Procedure | None) -> tuple[StepButton, ...]:
        """The papers that may be printed of a case as it stands."""
        if case.voided:
            return ()
        taken = {step.kind for step in case.steps if step.counts}
        found = [
            StepButton(paper, self._say(words), "F8" if paper == paper_of(case) else "")
            for paper, (words, after) in PAPERS.items()
            if not after or after in taken
        ]
        if procedure is not None and procedure.field == LETTER_FIELD:
            words = self._say("In thư chúc mừng, chia buồn")
            found.append(StepButton(LETTER, words, "Alt T"))
        return tuple(found)

    def _button(self, kind: str) -> StepButton:
        words = self._say(DEEDS[kind])
        return StepButton(kind, f"{words}…" if kind in _ASKS else words, KEYS.get(kind, ""))
