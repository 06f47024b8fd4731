"""The role and action table: every cell of it, and what must hold whatever the table says."""

from __future__ import annotations

from itertools import product

import pytest

from desk_app.core.officer import ROLES, Role
from desk_app.core.rights import (
    ACTIONS,
    DESK_DATA,
    PRACTICE_ONLY,
    RIGHTS,
    Action,
    built_in_role,
    may,
    refusal,
)

READING: set[Action] = {
    *("visit.list", "search", "score.see", "print.assessment", "verify"),
    *("case.list", "evidence.see", "report.see"),
}


@pytest.mark.parametrize(("role", "action"), list(product(ROLES, ACTIONS)))
def test_a_role_may_do_what_its_row_says_and_is_told_why_not(role: Role, action: Action) -> None:
    allowed = action in RIGHTS[role] and action not in PRACTICE_ONLY
    assert may(role, action) == allowed
    problem = refusal(role, action)
    assert (problem is None) == allowed
    if problem is not None:
        assert problem.code.startswith(f"rights.{action}")


@pytest.mark.parametrize(("role", "action"), list(product(ROLES, ACTIONS)))
def test_a_practice_desk_gives_its_officer_the_administrators_work_and_nobody_else_more(
    role: Role, action: Action
) -> None:
    extra = role == "officer" and action in RIGHTS["administrator"]
    assert may(role, action, practice=True) == (extra or action in RIGHTS[role])
    assert (refusal(role, action, practice=True) is None) == may(role, action, practice=True)


def test_every_role_has_a_row_and_every_action_somebody_who_does_it() -> None:
    assert set(RIGHTS) == set(ROLES)
    assert set().union(*RIGHTS.values()) == set(ACTIONS)


@pytest.mark.parametrize("practice", [False, True])
@pytest.mark.parametrize("action", sorted(DESK_DATA))
def test_the_chair_cannot_create_or_edit_desk_data(action: Action, practice: bool) -> None:
    assert not may("chair", action, practice=practice)


@pytest.mark.parametrize("action", ACTIONS)
def test_an_inspector_changes_nothing(action: Action) -> None:
    assert not may("inspector", action) or action in READING


@pytest.mark.parametrize("role", ROLES)
def test_invented_visits_never_enter_a_real_log(role: Role) -> None:
    problem = refusal(role, "demo")
    assert problem is not None
    assert problem.code == "rights.demo.practice_only"


@pytest.mark.parametrize("action", ACTIONS)
def test_a_practice_desk_can_do_everything_without_naming_anybody(action: Action) -> None:
    role = built_in_role(action)
    assert role in ("officer", "chair")
    assert may(role, action, practice=True)


def test_declaring_points_is_where_a_practice_desk_needs_its_chair() -> None:
    assert built_in_role("assess.set") == "chair"
    assert built_in_role("visit.log") == "officer"
