"""The three families of error and who must act: the user, the environment, or we."""

from __future__ import annotations

from desk_app.core.problems import Problem


class UserProblem(Exception):
    """The user must change something; nothing was done."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(p.code for p in problems))
        self.problems = problems


class EnvironmentProblem(Exception):
    """The machine is at fault: disk, keyring, damaged file; nothing half done was left."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Bug(Exception):
    """We are at fault."""
