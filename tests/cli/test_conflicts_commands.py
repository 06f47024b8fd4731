"""Listing what two desks wrote differently and letting one value count, by command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

import pytest

from desk_app.core.ids import OfficerId, new_desk_id
from desk_app.core.ops import Op, RatingGiven, VisitCorrected, VisitPersonCorrected
from desk_app.store import op_rows
from desk_app.store.log import Log
from desk_app.store.this_desk import read_this_desk
from tests.support.command_line import USER, CommandLine
from tests.support.desks import START, FakeClock
from tests.support.sim_desk import SimDesk

OFFICER = OfficerId("0FF1C1")


@pytest.fixture
def other() -> Iterator[SimDesk]:
    made = SimDesk(new_desk_id(bytes([9]) * 10), START)
    yield made
    made.connection.close()


def _came(desk: CommandLine, ops: Iterable[Op]) -> None:
    """Ops of another desk arrive."""
    with closing(desk.connection()) as connection:
        this = read_this_desk(connection)
        assert this is not None
        connection.execute("BEGIN IMMEDIATE")
        log = Log(connection, this, FakeClock()(), bytes)
        for op in ops:
            log.receive(op)
        connection.execute("COMMIT")


def _disputed(desk: CommandLine, other: SimDesk) -> str:
    """A visit whose name this desk and another one corrected apart."""
    visit = desk.add()
    with closing(desk.connection()) as connection:
        other.receive(op_rows.of_subject(connection, visit))
        other.log.append(
            "visit.corrected",
            VisitCorrected(),
            person=VisitPersonCorrected(reason="nhầm", name="Lê Hoá"),
            officer=OFFICER,
            subject=visit,
        )
    desk("visit", "correct", visit, "--reason", "nhầm", "--name", "Lê Hòa")
    _came(desk, other.ops()[-1:])
    return visit


def test_a_conflict_is_listed_with_both_values_and_settled(
    desk: CommandLine, other: SimDesk
) -> None:
    assert desk("conflicts", "list").out == "No two desks wrote anything differently.\n"
    visit = _disputed(desk, other)

    (found,) = desk.json("conflicts", "list")["conflicts"]
    assert (found["subject"], found["field"], found["settle"]) == (visit, "name", True)
    values = {one["value"]: one for one in found["values"]}
    assert set(values) == {"Lê Hòa", "Lê Hoá"}
    assert values["Lê Hoá"]["desk"] == other.id
    assert [one["stands"] for one in found["values"]] == [False, True]
    told = desk("conflicts", "list").out
    assert "Lê Hoá" in told
    assert "stands now" in told

    settling = ("conflicts", "settle", visit, "name", "--reason", "asked by phone")
    done = desk.json(*settling, "--use", "1")
    assert done == {"settled": visit, "field": "name", "left": 0}
    assert desk.json("conflicts", "list") == {"conflicts": []}
    shown = desk.visit(visit)
    assert shown["name"] == found["values"][0]["value"]
    assert desk.json("verify", "log")["ok"]


def test_the_word_alone_lists(desk: CommandLine, other: SimDesk) -> None:
    _disputed(desk, other)

    assert desk("conflicts") == desk("conflicts", "list")
    assert desk.json("conflicts") == desk.json("conflicts", "list")


def test_of_a_rating_given_twice_no_answer_is_told(desk: CommandLine, other: SimDesk) -> None:
    visit = desk.add()
    with closing(desk.connection()) as connection:
        known = op_rows.of_subject(connection, visit)
    second = SimDesk(new_desk_id(bytes([7]) * 10), START)
    with closing(second.connection):
        rated: list[Op] = []
        for rating, at in ((RatingGiven(answer=1), other), (RatingGiven(answer=5), second)):
            at.receive(known)
            at.log.append("rating.given", rating, officer=OFFICER, subject=visit)
            rated.append(at.ops()[-1])
    _came(desk, rated)

    (found,) = desk.json("conflicts")["conflicts"]

    assert (found["field"], found["settle"]) == ("rating", False)
    assert [one["value"] for one in found["values"]] == ["answered", "answered"]
    told = desk("conflicts").out.splitlines()
    assert [line.split("] ")[1].split(" (")[0] for line in told if "] " in line] == ["answered"] * 2


def test_another_value_may_be_given(desk: CommandLine, other: SimDesk) -> None:
    visit = _disputed(desk, other)

    desk("conflicts", "settle", visit, "name", "--reason", "x", "--value", "Lê Thị Hòa")

    shown = desk.visit(visit)
    assert shown["name"] == "Lê Thị Hòa"


@pytest.mark.parametrize(
    "words",
    [
        ("name", "--reason", "x"),
        ("name", "--reason", "x", "--use", "1", "--value", "y"),
        ("name", "--reason", "x", "--use", "3"),
        ("name", "--reason", " ", "--use", "1"),
        ("phone", "--reason", "x", "--use", "1"),
    ],
)
def test_what_cannot_be_settled_is_told_and_changes_nothing(
    desk: CommandLine, other: SimDesk, words: tuple[str, ...]
) -> None:
    visit = _disputed(desk, other)

    done = desk("conflicts", "settle", visit, *words)

    assert done.code == USER
    assert done.err
    assert len(desk.json("conflicts", "list")["conflicts"]) == 1
