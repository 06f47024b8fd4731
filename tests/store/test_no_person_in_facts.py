"""Whatever is typed about a person stands in the person part only, never in header and facts."""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desk_app.core.case import CaseForm
from desk_app.core.case_ops import Enclosed
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.chain import header_bytes
from desk_app.core.criteria_file import load_criteria
from desk_app.core.errors import UserProblem
from desk_app.core.ids import DeskId, OfficerId
from desk_app.core.ops import Op
from desk_app.core.problems import Problem
from desk_app.core.rating import Rating
from desk_app.core.text import fold
from desk_app.core.visit import NewVisit, VisitForm, check_visit
from desk_app.services.advance_case import StepForm, advance_case, take_back_step, void_case
from desk_app.services.assess import set_claim
from desk_app.services.correct_case import CaseCorrection, correct_case
from desk_app.services.correct_visit import correct_visit, void_visit
from desk_app.services.erase_person import erase_person
from desk_app.services.log_visit import log_visit
from desk_app.services.officers import NewOfficer, add_officer
from desk_app.services.rate_visit import rate_visit
from desk_app.services.receive_case import checked_cases, receive_visit
from tests.support.bounded import bounded
from tests.support.desks import PROCEDURE, START, find_procedure
from tests.support.sim_desk import SimDesk

DESK = DeskId("ZYXWVTSRQPNMKJHG")  # no run of digits that a number could hide in
OFFICER = OfficerId("0FF1CE")
CATALOGUE = load_catalogue(resources.read_text("procedures/catalogue.csv"))
CRITERIA = load_criteria(resources.read_text("criteria/bacgiang_2023.toml"))

SYLLABLES = ("Nguyễn", "Thị", "Hoà", "Đặng", "Quý", "Lê", "Văn", "Tuấn", "Trần", "Ngọc", "Ánh")
NAMES = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=4).map(" ".join)
# Marked, so that no code can hold the text by chance.
WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs")), max_size=30
).map(lambda text: f"Zq{text}qZ")
PHONES = st.integers(0, 9_999_999).map(lambda number: f"091{number:07}")
ID_NUMBERS = st.integers(0, 999_999).map(lambda number: f"001087{number:06}")
TEXTS = st.one_of(NAMES, WORDS)

FORMS = st.builds(
    VisitForm,
    purpose=st.sampled_from(("service", "question", "online_help")),
    name=TEXTS,
    citizen_id=ID_NUMBERS,
    phone=PHONES,
    address=TEXTS,
    organisation=st.one_of(st.just(""), TEXTS),
    procedures=st.just((PROCEDURE,)),
    outcome=st.sampled_from(("accepted", "done")),
    reference=st.one_of(st.just(""), PHONES, ID_NUMBERS),
    note=TEXTS,
    late_note=st.one_of(st.just(""), TEXTS),
)


def forms_of(text: str) -> set[str]:
    """How a text may have been rewritten on its way."""
    bare = unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode()
    found = {text, fold(text), bare, unicodedata.normalize("NFD", text)}
    found |= {form.replace(" ", "") for form in found} | {form.replace(" ", ".") for form in found}
    found |= {changed for form in found for changed in (form.upper(), form.lower())}
    return {form for form in found if len(form) >= 6}


def kept_for_ever(op: Op) -> str:
    """Header and facts of an op as text."""
    return (header_bytes(op.header) + b" " + op.facts).decode()


def leaks(ops: list[Op], planted: list[str]) -> list[str]:
    """Planted texts that stand in what is kept for ever."""
    kept = "\n".join(kept_for_ever(op) for op in ops)
    return [text for text in planted if any(form in kept for form in forms_of(text))]


def planted_in(form: VisitForm) -> list[str]:
    """The texts of a form that are about a person."""
    names = (
        "name",
        "citizen_id",
        "phone",
        "address",
        "organisation",
        "note",
        "late_note",
        "reference",
    )
    return [text for name in names if (text := getattr(form, name))]


@bounded(60)
@given(FORMS, FORMS, TEXTS, TEXTS, TEXTS, NAMES)
def test_nothing_typed_about_a_person_is_kept_in_header_or_facts(
    form: VisitForm, corrected: VisitForm, reason: str, why: str, claim: str, officer: str
) -> None:
    desk = SimDesk(DESK, START)
    new = check_visit(form, find_procedure, START, desk.tx.hashed)
    assert isinstance(new, NewVisit), new
    (visit,) = log_visit(desk.tx, new, OFFICER).visits
    acts = (
        lambda: rate_visit(desk.tx, visit, Rating(silence="declined"), OFFICER),
        lambda: correct_visit(desk.tx, visit, corrected, reason, OFFICER, find_procedure),
        lambda: void_visit(desk.tx, visit, why, OFFICER),
        lambda: set_claim(desk.tx, CRITERIA, 2026, "1.1", None, claim, OFFICER),
        lambda: add_officer(desk.tx, NewOfficer(officer, "officer", None), None),
        lambda: erase_person(desk.tx, visit, "request", reason, OFFICER),
    )
    for act in acts:
        with contextlib.suppress(UserProblem):
            act()

    ops = desk.ops()
    planted = [*planted_in(form), *planted_in(corrected), reason, why, claim, officer]

    assert len(ops) >= 4
    assert leaks(ops, planted) == []
    assert all(kept_for_ever(op).isascii() for op in ops)


CASES = st.builds(
    CaseForm,
    procedure=st.just(PROCEDURE),
    name=TEXTS,
    organisation=st.one_of(st.just(""), TEXTS),
    representative=TEXTS,
    submitter=TEXTS,
    phone=PHONES,
    address=TEXTS,
    content=TEXTS,
    result_place=TEXTS,
    note=TEXTS,
    papers=st.tuples(st.builds(Enclosed, name=TEXTS, originals=st.just(1))),
    reference=st.one_of(st.just(""), PHONES, ID_NUMBERS),
)
STEPS = st.builds(
    StepForm,
    kind=st.sampled_from(("supplement_requested", "transferred", "refused", "stopped")),
    reason=TEXTS,
    items=st.tuples(TEXTS),
    place=TEXTS,
    who=TEXTS,
    note=TEXTS,
)


@bounded(60)
@given(FORMS, CASES, STEPS, TEXTS, TEXTS)
def test_nothing_typed_about_a_case_is_kept_in_header_or_facts(
    form: VisitForm, case: CaseForm, step: StepForm, why: str, name: str
) -> None:
    desk = SimDesk(DESK, START)
    new = check_visit(form, find_procedure, START, desk.tx.hashed)
    assert isinstance(new, NewVisit), new
    received = receive_visit(desk.tx, new, checked_cases(new, (case,), CATALOGUE), OFFICER)
    subject = received.cases[0].id
    advance_case(desk.tx, subject, step, OFFICER)
    correction = CaseCorrection(name=name, note=why, organisation="")
    acts: tuple[Callable[[], object], ...] = (
        lambda: take_back_step(desk.tx, subject, "", why, OFFICER),
        lambda: correct_case(desk.tx, subject, correction, why, OFFICER, CATALOGUE),
        lambda: void_case(desk.tx, subject, why, OFFICER),
        lambda: erase_person(desk.tx, received.visit, "request", why, OFFICER),
    )
    for act in acts:
        with contextlib.suppress(UserProblem):
            act()

    ops = desk.ops()
    typed = ("name", "organisation", "representative", "submitter", "phone", "address")
    planted = [*planted_in(form), why, name, case.papers[0].name]
    planted += [getattr(case, field) for field in (*typed, "content", "note", "result_place")]
    planted += [step.reason, step.place, step.who, step.note, *step.items, case.reference]

    assert len(ops) >= 5
    assert leaks(ops, [text for text in planted if text]) == []
    assert all(kept_for_ever(op).isascii() for op in ops)


@bounded(100)
@given(
    st.one_of(NAMES.map(lambda name: fold(name).upper().replace(" ", "") + "-1987"), PHONES, TEXTS)
)
def test_a_person_typed_into_a_field_for_codes_is_refused(text: str) -> None:
    desk = SimDesk(DESK, START)
    fine = VisitForm(name="Lê Hoa", procedures=(PROCEDURE,))
    for field in ("purpose", "outcome", "late_reason"):
        form = msgspec.structs.replace(fine, **{field: text})
        found = check_visit(form, find_procedure, START, desk.tx.hashed)
        assert isinstance(found, tuple), (field, text)
        assert all(isinstance(problem, Problem) for problem in found)
    for field in ("procedures", "flags"):
        form = msgspec.structs.replace(fine, **{field: (text,)})
        assert isinstance(check_visit(form, find_procedure, START, desk.tx.hashed), tuple)


@pytest.mark.parametrize("name", ["Nguyễn Thị Hoà", "0912345678", "nguyenthihoa"])
def test_a_leak_would_be_seen(name: str) -> None:
    desk = SimDesk(DESK, START)
    new = check_visit(
        VisitForm(name="Lê Hoa", procedures=(PROCEDURE,)), find_procedure, START, desk.tx.hashed
    )
    assert isinstance(new, NewVisit)
    log_visit(desk.tx, new, OFFICER)
    (op,) = desk.ops()
    leaky = msgspec.structs.replace(op, facts=op.facts + fold(name).replace(" ", "").encode())

    assert leaks([op], [name]) == []
    assert leaks([leaky], [name]) == [name]
