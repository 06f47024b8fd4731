"""A matter as typed: copies, amounts, the time that counts, and what is usual without a word."""

from __future__ import annotations

import pytest

import resources
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.matter import (
    MatterForm,
    amount,
    copies_and_pages,
    counts_copies,
    counts_pages,
    fee_of,
    is_at_once,
    limit_of,
    matter_and_copies,
    payment_of,
    untouched,
)
from desk_app.core.matter_case import as_logged, case_forms, usually_enclosed
from desk_app.core.procedure import Procedure, RequiredPaper, TimeLimit
from desk_app.core.visit import VisitForm

CATALOGUE = load_catalogue(resources.read_text("procedures/catalogue.csv"))
COPY, BIRTH, EXTRACT, MARRIAGE = "2.000815", "1.001193", "2.000635", "1.000894"


def procedure(code: str) -> Procedure:
    found = CATALOGUE.find(code)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3x5", ("3", "5")),
        ("3 X 5", ("3", "5")),
        ("3×5", ("3", "5")),
        ("10*12", ("10", "12")),
        ("3x", None),
        ("x5", None),
        ("3x5 bản", None),
        ("3333x5", None),
    ],
)
def test_copies_times_pages(typed: str, read: tuple[str, str] | None) -> None:
    assert copies_and_pages(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [("BS 3x5", ("BS", "3x5")), ("chứng thực 2 x 7", ("chứng thực", "2 x 7")), ("3x5", ("", ""))],
)
def test_a_matter_before_its_copies(typed: str, read: tuple[str, str]) -> None:
    assert matter_and_copies(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [("15.000 đ", 15_000), ("15000", 15_000), ("15.000 đồng", 15_000), ("", None), ("ít", None)],
)
def test_amounts_as_people_write_them(typed: str, read: int | None) -> None:
    assert amount(typed) == read


def test_the_dearest_a_copy_may_be_is_never_passed() -> None:
    form = MatterForm(procedure=COPY, copies="2", pages="500")
    assert fee_of(procedure(COPY), form) == 400_000


def test_what_is_typed_goes_before_what_is_counted_and_an_exemption_before_both() -> None:
    copy = procedure(COPY)
    assert fee_of(copy, MatterForm(procedure=COPY, fee="9.000 đ")) == 9_000
    assert fee_of(copy, MatterForm(procedure=COPY, fee="9.000 đ", payment="free")) == 0


def test_an_unknown_fee_is_neither_paid_nor_free() -> None:
    form = MatterForm(procedure=BIRTH)
    assert (fee_of(procedure(BIRTH), form), payment_of(procedure(BIRTH), form)) == (None, "")


def test_a_fee_is_taken_in_cash_unless_said_otherwise() -> None:
    extract = procedure(EXTRACT)
    assert payment_of(extract, MatterForm(procedure=EXTRACT)) == "cash"
    assert payment_of(extract, MatterForm(procedure=EXTRACT, payment="unpaid")) == ""
    assert payment_of(procedure(MARRIAGE), MatterForm(procedure=MARRIAGE)) == "free"


def test_the_time_without_a_condition_counts_until_another_is_chosen() -> None:
    marriage = procedure(MARRIAGE)
    usual, chosen = MatterForm(procedure=MARRIAGE), MatterForm(procedure=MARRIAGE, limit="1")
    assert limit_of(marriage, usual) == TimeLimit(1, "same_day")
    assert limit_of(marriage, chosen) == TimeLimit(5, "working_days", "cần xác minh")
    assert limit_of(marriage, MatterForm(procedure=MARRIAGE, limit="9")) == limit_of(
        marriage, usual
    )


def test_pages_are_counted_of_certified_copies_and_copies_of_extracts() -> None:
    found = {code: procedure(code) for code in (COPY, EXTRACT, BIRTH)}
    assert [counts_pages(found[code]) for code in found] == [True, False, False]
    assert [counts_copies(found[code]) for code in found] == [True, True, False]


def test_at_once_may_be_said_against_what_is_usual() -> None:
    assert is_at_once(procedure(COPY), MatterForm(procedure=COPY))
    assert not is_at_once(procedure(COPY), MatterForm(procedure=COPY, at_once="no"))
    assert is_at_once(procedure(BIRTH), MatterForm(procedure=BIRTH, at_once="yes"))


@pytest.mark.parametrize(
    ("paper", "usual"),
    [
        (RequiredPaper(name="Tờ khai"), True),
        (RequiredPaper(name="Giấy tờ tùy thân (xuất trình)", originals=0), False),
        (RequiredPaper(name="Giấy ủy quyền, nếu có"), False),
        (RequiredPaper(name="Giấy xác nhận, khi nơi đăng ký khác nơi thường trú"), False),
    ],
)
def test_what_only_some_cases_need_is_not_said_to_be_handed_in(
    paper: RequiredPaper, usual: bool
) -> None:
    assert usually_enclosed(paper) is usual


def test_a_matter_that_nobody_touched_leaves_no_trace() -> None:
    assert untouched(MatterForm(procedure=COPY))
    assert not untouched(MatterForm(procedure=COPY, papers=()))


def test_everything_handed_over_makes_the_visit_done_and_one_left_does_not() -> None:
    at_once = VisitForm(name="An", procedures=(COPY, EXTRACT))
    assert as_logged(at_once, CATALOGUE.find).outcome == "done"
    mixed = VisitForm(name="An", procedures=(COPY, BIRTH))
    assert as_logged(mixed, CATALOGUE.find).outcome == "accepted"
    assert as_logged(mixed, CATALOGUE.find, at_once=True).outcome == "done"


def test_the_official_code_of_a_visit_belongs_to_its_only_case() -> None:
    one = VisitForm(name="An", procedures=(BIRTH,), reference="H55.1-250715-0003")
    assert case_forms(one, CATALOGUE.find)[0].reference == "H55.1-250715-0003"
    two = VisitForm(name="An", procedures=(BIRTH, COPY), reference="H55.1-250715-0003")
    assert [form.reference for form in case_forms(two, CATALOGUE.find)] == ["", ""]
