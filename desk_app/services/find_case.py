"""One case by whatever is at hand: its id, our number, or the official mã hồ sơ."""

from __future__ import annotations

from desk_app.core.case_view import CaseView
from desk_app.core.errors import UserProblem
from desk_app.core.numbers import number_prefix
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.store import cases
from desk_app.store.store import Reader
from desk_app.store.this_desk import ThisDesk


def find_case(reader: Reader, desk: ThisDesk, text: str) -> CaseView:
    """The case with its steps; of our number the counter alone is enough at its own desk.

    A counter that this desk did not reach since it was restored is one from before.
    UserProblem when there is none, or when a mã hồ sơ stands at more than one case.
    """
    wanted = clean(text)
    connection = reader.connection
    found = cases.one(connection, wanted)
    for epoch in range(desk.epoch, -1, -1):
        if found is not None:
            return found
        prefix = number_prefix(desk.desk, epoch).rstrip("-")
        found = cases.by_number(connection, wanted, prefix)
    if found is not None:
        return found
    same = cases.by_reference(connection, wanted)
    if len(same) > 1:
        numbers = ", ".join(case.number for case in same[:5])
        raise UserProblem(Problem("case.many", "case", {"have": wanted, "numbers": numbers}))
    whole = cases.one(connection, same[0].id) if same else None
    if whole is None:
        raise UserProblem(Problem("case.unknown", "case", {"have": wanted[:60]}))
    return whole
