"""Salts of person parts: chance, but a visit's follows from that of a case it opens."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import resources
from desk_app.core.case import CaseForm
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.chain import SALT_LENGTH, salt_before
from desk_app.core.ops import Op
from desk_app.services.advance_case import StepForm, advance_case
from desk_app.services.receive_case import Received, checked_cases, receive_visit
from desk_app.store import op_rows
from desk_app.store.writer import Tx
from tests.support.desks import OpenDesk, opened_desk

CATALOGUE = load_catalogue(resources.read_text("procedures/catalogue.csv"))
AGAIN, COPIES = "1.004884", "2.000815"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """An open practice desk with an empty log."""
    with opened_desk(tmp_path / "home") as opened:
        yield opened


def _take(desk: OpenDesk, tx: Tx, *procedures: str) -> Received:
    new = desk.checked(name="Lương Thị Ngọc Ánh", procedures=procedures)
    forms = [CaseForm(procedure=code) for code in procedures]
    return receive_visit(tx, new, checked_cases(new, forms, CATALOGUE), desk.officer)


def _with_persons(desk: OpenDesk) -> list[Op]:
    with desk.store.reader() as reader:
        ops = [op_rows.op_from(row) for row in op_rows.by_chain(reader.connection)]
    return [op for op in ops if op.header.kind.startswith(("visit.", "case.")) and op.salt]


def test_the_salt_of_a_visit_follows_from_that_of_the_first_case_alone(desk: OpenDesk) -> None:
    desk.change(lambda tx: _take(desk, tx, AGAIN, COPIES))
    visit, first, second = (op.salt or b"" for op in _with_persons(desk))
    assert visit == salt_before(first)
    assert len({visit, first, second, salt_before(second), salt_before(visit)}) == 5
    assert {len(salt) for salt in (visit, first, second)} == {SALT_LENGTH}


def test_nothing_follows_from_the_salt_of_another_visit_or_for_a_later_step(
    desk: OpenDesk,
) -> None:
    def two_visits(tx: Tx) -> str:
        case = _take(desk, tx, AGAIN).cases[0].id
        _take(desk, tx, COPIES)
        return case

    case = desk.change(two_visits)
    form = StepForm(kind="refused", reason="không thuộc diện")
    desk.change(lambda tx: advance_case(tx, case, form, desk.officer))
    salts = [op.salt or b"" for op in _with_persons(desk)]
    assert len(set(salts)) == len(salts) == 5
    follows = [salt == salt_before(after) for salt, after in pairwise(salts)]
    assert follows == [True, False, True, False]


def test_erasing_the_visit_leaves_none_of_the_salts(desk: OpenDesk) -> None:
    received = desk.change(lambda tx: _take(desk, tx, AGAIN, COPIES))
    assert len(_with_persons(desk)) == 3
    desk.erase(received.visit)
    assert _with_persons(desk) == []
    assert desk.verify().ok


def test_erasing_a_case_alone_leaves_nothing_its_salt_follows_from(desk: OpenDesk) -> None:
    received = desk.change(lambda tx: _take(desk, tx, AGAIN, COPIES))
    first, second = (op.salt or b"" for op in _with_persons(desk)[1:])
    desk.erase(received.cases[0].id)
    left = [op.salt or b"" for op in _with_persons(desk)]
    assert left == [salt_before(first), second]
    assert first not in {salt_before(salt) for salt in left}
