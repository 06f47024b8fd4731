"""Appending many new visits and cases at once: head, place and counts are read and written once.

What comes together in one import must not cost a fold and a look-up for each op, as single acts
do; the rows that result are the same (tests compare them with a rebuild).
"""

from __future__ import annotations

from desk_app.core.case_state import case_state
from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId, OpId
from desk_app.core.ops import Op, payload_bytes
from desk_app.core.payloads import Facts, Person
from desk_app.store import op_rows, project
from desk_app.store.writer import Tx


class Bulk:
    """New subjects of one transaction. Nothing is written before `finish`."""

    def __init__(self, tx: Tx, officer: OfficerId) -> None:
        self._tx, self._officer = tx, officer
        self._head = tx.log.head()
        self._place = op_rows.last_arrival(tx.connection)
        self._visits: list[tuple[Op, int]] = []
        self._cases: list[tuple[list[Op], int]] = []
        self._arrived: list[tuple[Op, int]] = []

    def visit(self, facts: Facts, person: Person | None, act: Millis) -> str:
        """A new visit; its id."""
        op = self._append("visit.logged", facts, person, act, None, ())
        self._visits.append((op, self._place))
        return str(op.header.id)

    def case(self, facts: Facts, person: Person | None, act: Millis) -> str:
        """A new case, whose steps may follow at once; its id."""
        op = self._append("case.received", facts, person, act, None, ())
        self._cases.append(([op], self._place))
        return str(op.header.id)

    def step(self, kind: str, facts: Facts, person: Person | None, act: Millis) -> None:
        """The next step of the case that was begun last."""
        ops = self._cases[-1][0]
        subject, base = ops[0].header.subject, (ops[-1].header.id,)
        ops.append(self._append(kind, facts, person, act, subject, base))

    def finish(self) -> None:
        """Write everything with its projections."""
        connection = self._tx.connection
        if not self._arrived:
            return
        op_rows.insert_at(connection, self._arrived)
        project.advance_chain(connection, self._arrived[-1][0], len(self._arrived))
        project.project_new_visits(connection, self._visits)
        states = []
        for ops, arrival in self._cases:
            state = case_state(ops)
            assert state is not None
            states.append((state, arrival))
        project.insert_cases(connection, states)

    def _append(
        self,
        kind: str,
        facts: Facts,
        person: Person | None,
        act: Millis,
        subject: str | None,
        base: tuple[OpId, ...],
    ) -> Op:
        encoded = None if person is None else payload_bytes(person)
        op, self._head = self._tx.log.op_after(
            self._head, kind, payload_bytes(facts), encoded, self._officer, subject, act, base
        )
        self._place += 1
        self._arrived.append((op, self._place))
        return op
