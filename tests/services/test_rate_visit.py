"""An outcome is written once, with what was touched, and the database lets nobody change it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.core.errors import UserProblem
from desk_app.core.ops import RatingGiven, RatingNotGiven, Silence, facts_of
from desk_app.core.rating import Rating
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from desk_app.services.rate_visit import rate_visit
from desk_app.store import op_rows, sqlite
from tests.support.desks import OpenDesk, opened_desk

ANSWER = Rating(answer=2, tags=("slow", "other"), dwell=9)
OUTCOMES = {
    "rating.given": ANSWER,
    "rating.not_given": Rating(silence="declined"),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path / "desk") as desk:
        yield desk


def _rate(desk: OpenDesk, visit: str, rating: Rating) -> None:
    desk.change(lambda tx: rate_visit(tx, visit, rating, PRACTICE_OFFICER))


def _facts(desk: OpenDesk, kind: str) -> list[object]:
    with desk.connection() as connection:
        return [facts_of(op) for op in op_rows.of_kind(connection, kind)]


def test_the_answer_is_kept_with_its_tags_and_its_dwell(desk: OpenDesk) -> None:
    visit = desk.log()
    _rate(desk, visit, ANSWER)
    expected = RatingGiven(answer=2, tags=("slow", "other"), dwell=9)
    assert _facts(desk, "rating.given") == [expected]
    assert desk.visit(visit).rating == "answered"


@pytest.mark.parametrize("silence", ["declined", "timed_out"])
def test_silence_is_kept_as_what_it_was(desk: OpenDesk, silence: Silence) -> None:
    visit = desk.log(outcome="refused")
    _rate(desk, visit, Rating(silence=silence))
    assert _facts(desk, "rating.not_given") == [RatingNotGiven(outcome=silence)]
    assert desk.visit(visit).rating == silence


@pytest.mark.parametrize("second", list(OUTCOMES.values()))
@pytest.mark.parametrize("first", list(OUTCOMES.values()))
def test_the_first_outcome_stands(desk: OpenDesk, first: Rating, second: Rating) -> None:
    visit = desk.log()
    _rate(desk, visit, first)
    with pytest.raises(UserProblem) as refused:
        _rate(desk, visit, second)
    assert refused.value.problems[0].code == "visit.rated_already"
    assert len(_facts(desk, "rating.given") + _facts(desk, "rating.not_given")) == 1


@pytest.mark.parametrize("kind", list(OUTCOMES))
@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE op SET facts = x'7B22616E73776572223A357D' WHERE kind = ?",
        "UPDATE OR REPLACE op SET facts = x'7B7D' WHERE kind = ?",
        "DELETE FROM op WHERE kind = ?",
        f"REPLACE INTO op (arrival, {op_rows.COLUMNS}) "
        f"SELECT arrival, {op_rows.COLUMNS} FROM op WHERE kind = ?",
        f"INSERT OR REPLACE INTO op ({op_rows.COLUMNS}) "
        f"SELECT {op_rows.COLUMNS} FROM op WHERE kind = ?",
    ],
)
def test_the_database_itself_refuses_to_change_an_outcome(
    desk: OpenDesk, kind: str, harm: str
) -> None:
    _rate(desk, desk.log(), OUTCOMES[kind])
    before = _facts(desk, kind)
    with (
        desk.connection() as connection,
        pytest.raises(sqlite.IntegrityError, match="an operation is never"),
    ):
        connection.execute(harm, (kind,))
    assert _facts(desk, kind) == before
