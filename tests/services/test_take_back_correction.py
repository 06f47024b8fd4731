"""A correction taken back leaves what stood there before, the ID number and the time included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desk_app.core.errors import UserProblem
from desk_app.core.visit_view import VisitView
from desk_app.services.changes import Changes
from desk_app.services.take_back_correction import last_correction, take_back_correction
from desk_app.store.search import find_visits
from tests.support.desks import OpenDesk, opened_desk

COPY, BIRTH = "2.000815", "1.001193"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """An open practice desk without visits."""
    with opened_desk(tmp_path / "home") as opened:
        yield opened


def _log(desk: OpenDesk) -> str:
    return desk.log(name="Nguyễn Thị Hoà", citizen_id="024190001234", procedures=(COPY,))


def _last(desk: OpenDesk, visit: str) -> str:
    return desk.change(lambda tx: last_correction(tx, visit))


def _take_back(desk: OpenDesk, visit: str, correction: str) -> Changes:
    return desk.change(
        lambda tx: take_back_correction(tx, visit, correction, "hoàn tác", desk.officer)
    )


def _as_logged(view: VisitView) -> VisitView:
    return msgspec.structs.replace(view, corrected=False)


def test_every_field_a_correction_set_stands_as_before(desk: OpenDesk) -> None:
    visit = _log(desk)
    before = desk.visit(visit)
    desk.correct(
        visit,
        name="Lê Văn Bình",
        citizen_id="024090005678",
        procedures=(BIRTH,),
        outcome="refused",
        flags=("elderly",),
        at="15/07/2025 08:15",
        note="gấp",
    )
    assert desk.visit(visit) != before

    assert _take_back(desk, visit, _last(desk, visit)).visits == {visit}

    assert _as_logged(desk.visit(visit)) == before
    assert desk.verify().problems == ()


def test_the_number_before_is_found_again_and_the_mistaken_one_is_not(desk: OpenDesk) -> None:
    visit = _log(desk)
    desk.correct(visit, citizen_id="024090005678")
    _take_back(desk, visit, _last(desk, visit))
    view = desk.visit(visit)
    assert view.id_last4 == "1234"
    with desk.store.reader() as reader:
        found = {
            six: [one.id for one in find_visits(reader.connection, six, reader.hashed, 10)]
            for six in ("001234", "005678")
        }
    assert found == {"001234": [visit], "005678": []}


def test_two_corrections_are_taken_back_one_after_the_other(desk: OpenDesk) -> None:
    visit = _log(desk)
    desk.correct(visit, name="Lê Văn Bình")
    first = _last(desk, visit)
    desk.correct(visit, name="Lê Văn Bính")
    second = _last(desk, visit)
    assert first != second
    _take_back(desk, visit, second)
    assert desk.visit(visit).name == "Lê Văn Bình"
    _take_back(desk, visit, first)
    assert desk.visit(visit).name == "Nguyễn Thị Hoà"


def test_a_visit_never_corrected_has_nothing_to_take_back(desk: OpenDesk) -> None:
    visit = _log(desk)
    assert _last(desk, visit) == ""
    with pytest.raises(UserProblem) as refused:
        _take_back(desk, visit, visit)
    assert refused.value.problems[0].code == "visit.nothing_changed"


def test_a_voided_visit_is_not_changed_any_more(desk: OpenDesk) -> None:
    visit = _log(desk)
    desk.correct(visit, name="Lê Văn Bình")
    correction = _last(desk, visit)
    desk.void(visit)
    with pytest.raises(UserProblem) as refused:
        _take_back(desk, visit, correction)
    assert refused.value.problems[0].code == "visit.voided_already"


def test_an_answered_visit_does_not_become_a_question_again(desk: OpenDesk) -> None:
    visit = desk.log(purpose="question", outcome="done")
    desk.correct(visit, purpose="service", name="Lê Văn Bình", procedures=(COPY,))
    correction = _last(desk, visit)
    desk.rate(visit, 5)
    with pytest.raises(UserProblem) as refused:
        _take_back(desk, visit, correction)
    assert refused.value.problems[0].code == "visit.rated_stays_service"


def test_a_visit_nobody_knows_is_told_so(desk: OpenDesk) -> None:
    with pytest.raises(UserProblem) as refused:
        _take_back(desk, "0000000000000000.0.9", "x")
    assert refused.value.problems[0].code == "visit.unknown"
