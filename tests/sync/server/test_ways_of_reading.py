"""The statements of a push and of a page look things up; none walks through a whole commune."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from sync.server.store import aside_rows, op_rows, state_rows
from sync.server.store.tx import Row, Tx
from tests.support.a_province import AProvince
from tests.support.desks import UNIT

READS: dict[str, Callable[[Tx], object]] = {
    "the ops of subjects": lambda tx: op_rows.of_subjects(tx, ["x"]),
    "the states of subjects": lambda tx: state_rows.of_subjects(tx, ["x"]),
    "what is set aside of subjects": lambda tx: aside_rows.of_subjects(tx, ["x"]),
    "what changed about a desk's ops": lambda tx: aside_rows.changed(tx, "D", 1, 2),
    "the feed": lambda tx: op_rows.in_feed(tx, 5, 10, "D"),
    "a chain": lambda tx: op_rows.of_chain(tx, "D", 0, 5, 10),
    "the head of a chain": lambda tx: op_rows.hash_at(tx, "D", 0, 5),
    "an erasure": lambda tx: op_rows.erase(tx, [], ["x"]),
}


class Asking(Tx, frozen=True):
    """A transaction that asks how each statement would be run."""

    plans: list[str] = msgspec.field(default_factory=list)

    def run(self, sql: str, *values: object) -> list[Row]:
        """The plan of the statement, in place of its rows."""
        explained = super().run(f"EXPLAIN {'' if self.postgres else 'QUERY PLAN '}{sql}", *values)
        self.plans.append(" | ".join(str(part) for row in explained for part in row))
        return []


@pytest.mark.parametrize("what", READS)
def test_it_is_looked_up_by_more_than_the_commune(province: AProvince, what: str) -> None:
    with province.house.store.write(UNIT, pipelined=False) as tx:
        if tx.postgres:
            tx.run("SET LOCAL enable_seqscan = off")  # tables of a test are too small for indexes
        asking = Asking(tx.connection, tx.commune, tx.postgres)
        READS[what](asking)
    assert asking.plans
    plan = asking.plans[0]
    if asking.postgres:
        found = plan.partition("Index Cond:")[2].replace("(", " ")
        assert any(column in found for column in ("subject", "desk", " n ")), plan
    else:
        assert "AND" in plan, plan
