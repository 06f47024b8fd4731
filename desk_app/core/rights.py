"""Which role may do which action: one table, which generates its own tests."""

from __future__ import annotations

from typing import Literal, get_args

from desk_app.core.officer import Role
from desk_app.core.problems import Problem

Action = Literal[
    "visit.log",
    "visit.correct",
    "visit.void",
    "visit.list",
    "visit.rate",
    "person.unmask",
    "search",
    "score.see",
    "assess.set",
    "print.assessment",
    "import",
    "export",
    "rebuild",
    "verify",
    "backup",
    "restore",
    "recovery_key.new",
    "officer.add",
    "settings.change",
    "demo",
    "person.erase",
    "case.receive",
    "case.advance",
    "case.correct",
    "case.list",
    "evidence.attach",
    "evidence.see",
    "print.case",
    "report.see",
    "catalogue.import",
    "calendar.import",
    "province.pair",
]
ACTIONS: tuple[Action, ...] = get_args(Action)

# What a person at the desk writes with their own hands. The chair is scored by it and stays out.
DESK_DATA: frozenset[Action] = frozenset(
    {
        "visit.log",
        "visit.correct",
        "visit.void",
        "visit.rate",
        "import",
        "demo",
        "person.erase",
        "case.receive",
        "case.advance",
        "case.correct",
        "evidence.attach",
    }
)

# What serving citizens takes: the vice chair who leads the desk may do it too.
AT_THE_DESK: frozenset[Action] = frozenset(
    {
        "visit.log",
        "visit.correct",
        "visit.void",
        "visit.list",
        "visit.rate",
        "person.unmask",
        "search",
        "score.see",
        "print.assessment",
        "import",
        "export",
        "rebuild",
        "verify",
        "backup",
        "case.receive",
        "case.advance",
        "case.correct",
        "case.list",
        "evidence.attach",
        "evidence.see",
        "print.case",
        "report.see",
    }
)

# Everybody may see the score and check that nobody changed the log; names of citizens are seen
# by those who serve or answer for them. Files with names leave through the desk's own hands only.
RIGHTS: dict[Role, frozenset[Action]] = {
    "officer": AT_THE_DESK,
    "clerk": frozenset({"score.see", "assess.set", "print.assessment", "verify", "report.see"}),
    "vice_chair": AT_THE_DESK
    | {"assess.set", "settings.change", "catalogue.import", "calendar.import"},
    "secretary": frozenset({"score.see", "print.assessment", "verify", "report.see"}),
    "chair": frozenset(
        {
            "visit.list",
            "search",
            "score.see",
            "assess.set",
            "print.assessment",
            "verify",
            "case.list",
            "report.see",
        }
    ),
    "administrator": frozenset(
        {
            "score.see",
            "import",
            "export",
            "rebuild",
            "verify",
            "backup",
            "restore",
            "recovery_key.new",
            "officer.add",
            "settings.change",
            "demo",
            "person.erase",
            "report.see",
            "catalogue.import",
            "calendar.import",
            "province.pair",
        }
    ),
    "inspector": frozenset(
        {
            "visit.list",
            "search",
            "score.see",
            "print.assessment",
            "verify",
            "case.list",
            "evidence.see",
            "report.see",
        }
    ),
}

# The simulator writes invented visits: never into the log of a real desk, whoever asks.
PRACTICE_ONLY: frozenset[Action] = frozenset({"demo"})


def may(role: Role, action: Action, *, practice: bool = False) -> bool:
    """Whether somebody in `role` may do `action`.

    On a practice desk the officer is the administrator as well: there is nobody else to ask.
    """
    if action in PRACTICE_ONLY and not practice:
        return False
    administers = practice and role == "officer" and action in RIGHTS["administrator"]
    return administers or action in RIGHTS[role]


def refusal(role: Role, action: Action, *, practice: bool = False) -> Problem | None:
    """Why `role` may not do `action`, or None when it may: one sentence per action."""
    if may(role, action, practice=practice):
        return None
    only = ".practice_only" if action in PRACTICE_ONLY and not practice else ""
    return Problem(f"rights.{action}{only}", "officer")


def built_in_role(action: Action) -> Role:
    """In which role a practice desk acts when nobody was named: officer, or chair where it must be.

    Trying things out must not begin with a question about who one is.
    """
    return "officer" if may("officer", action, practice=True) else "chair"
