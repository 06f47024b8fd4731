"""What was answered in the dialog of a step, as the steps and corrections it means."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from desk_app.core.case_view import CaseView
from desk_app.services.advance_case import StepForm
from desk_app.services.correct_case import CaseCorrection

# What may be corrected on the page: who it is and what was written; the promise stays.
CORRECTED = (
    "name", "organisation", "representative", "phone", "address", "reference", "content",
    "result_place", "note",
)  # fmt: skip


class Answers(msgspec.Struct, frozen=True):
    """What was typed into the fields of a plan, by their names; checks are "yes" or ""."""

    texts: dict[str, str] = {}
    items: tuple[str, ...] = ()

    def text(self, name: str) -> str:
        """What stands in one field."""
        return self.texts.get(name, "")


def step_forms(kind: str, case: CaseView, answers: Answers, reason: str) -> tuple[StepForm, ...]:
    """The steps to write for what was answered: handing over may take the fee as well."""
    forms: list[StepForm] = []
    payment = answers.text("payment")
    if payment:
        amount = 0 if payment == "free" else case.fee
        forms.append(StepForm(kind="paid", choice=payment, amount=amount))
    if kind == "paid":
        return tuple(forms)
    choice = answers.text("choice")
    if kind == "extended":
        choice = "apology" if answers.text("apology") else "none"
    more = (line.strip() for line in answers.text("more").splitlines())
    forms.append(
        StepForm(
            kind=kind,
            choice=choice,
            reason=reason,
            items=(*answers.items, *(line for line in more if line)),
            place=answers.text("place"),
            who=answers.text("who"),
            note=answers.text("note"),
            due=answers.text("due"),
        )
    )
    return tuple(forms)


def correction(answers: Answers) -> CaseCorrection:
    """The correction for what stands in the fields now."""
    return _correction(answers.text)


def correction_back(case: CaseView) -> CaseCorrection:
    """The correction that sets what stood there before."""
    return _correction(lambda name: str(getattr(case, name)))


def _correction(text: Callable[[str], str]) -> CaseCorrection:
    return CaseCorrection(
        name=text("name"),
        organisation=text("organisation"),
        representative=text("representative"),
        phone=text("phone"),
        address=text("address"),
        reference=text("reference"),
        content=text("content"),
        result_place=text("result_place"),
        note=text("note"),
    )
