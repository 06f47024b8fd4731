"""The same world, led by Hypothesis: faults as rules, promises as invariants."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.support.bounded import bounded
from tests.support.simulation import checks
from tests.support.simulation.steps import Plan, Step
from tests.support.simulation.world import World

_desks = st.integers(0, 8)
_many = st.integers(1, 6)
_chance = st.integers(0, 2**30)
_wait = st.one_of(st.integers(0, 300), st.integers(0, 20_000), st.integers(0, 3_600_000))
_work = st.sampled_from(("log", "change", "together", "future"))
_line = st.sampled_from(("faults", "away", "wake"))
_crash = st.sampled_from(("crash now", "crash", "province crash"))
_disk = st.sampled_from(("full", "province full", "room"))
_clock = st.sampled_from(("clock", "province clock"))
_again = st.sampled_from(("back up", "province back up", "province restore"))
_twice = st.sampled_from(("restore", "clone"))
_people = st.sampled_from(("revoke", "take back", "erase"))
_stick = st.sampled_from(("export", "carry", "bring back"))


class SyncMachine(RuleBasedStateMachine):
    """A province and its desks, to which anything may happen in any order."""

    @initialize(desks=st.tuples(st.integers(1, 4), st.integers(1, 2)), seed=st.integers(0, 2**20))
    def begin(self, desks: tuple[int, int], seed: int) -> None:
        self.world = World(Plan(seed, desks, 0.0, ()))

    def _play(self, what: str, desk: int, many: int, chance: int, wait: int) -> None:
        self.world.play(Step(what, desk, many, chance, wait))

    @rule(what=_work, desk=_desks, many=_many, chance=_chance, wait=_wait)
    def officers_work(self, what: str, desk: int, many: int, chance: int, wait: int) -> None:
        self._play(what, desk, many, chance, wait)

    @rule(what=_line, desk=_desks, many=_many, chance=_chance, wait=_wait)
    def the_line_fails(self, what: str, desk: int, many: int, chance: int, wait: int) -> None:
        self._play(what, desk, many, chance, wait)

    @rule(what=_crash, desk=_desks, many=_many, chance=_chance, wait=_wait)
    def a_process_ends(self, what: str, desk: int, many: int, chance: int, wait: int) -> None:
        self._play(what, desk, many, chance, wait)

    @rule(what=_disk, desk=_desks, chance=_chance, wait=_wait)
    def a_disk_is_full_or_not(self, what: str, desk: int, chance: int, wait: int) -> None:
        self._play(what, desk, 1, chance, wait)

    @rule(what=_clock, desk=_desks, chance=_chance, wait=_wait)
    def a_clock_jumps(self, what: str, desk: int, chance: int, wait: int) -> None:
        self._play(what, desk, 1, chance, wait)

    @rule(what=_again, desk=_desks, chance=_chance, wait=_wait)
    def a_backup_is_made_or_used(self, what: str, desk: int, chance: int, wait: int) -> None:
        self._play(what, desk, 1, chance, wait)

    @rule(what=_twice, desk=_desks, chance=_chance, wait=_wait)
    def a_desk_gets_two_pasts(self, what: str, desk: int, chance: int, wait: int) -> None:
        self._play(what, desk, 1, chance, wait)

    @rule(what=_people, desk=_desks, chance=_chance, wait=_wait)
    def somebody_decides(self, what: str, desk: int, chance: int, wait: int) -> None:
        self._play(what, desk, 1, chance, wait)

    @rule(what=_stick, desk=_desks, chance=_chance, wait=_wait)
    def the_courier_goes(self, what: str, desk: int, chance: int, wait: int) -> None:
        self._play(what, desk, 1, chance, wait)

    @invariant()
    def a_receipt_implies_its_ops(self) -> None:
        if hasattr(self, "world"):
            checks.receipts_hold(self.world)

    @invariant()
    def a_chain_is_whole(self) -> None:
        if hasattr(self, "world"):
            for machine in self.world.machines:
                checks.chains_are_whole(machine)

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.heal()


TestSync = SyncMachine.TestCase
TestSync.settings = bounded(12)
# Making a found history short takes Hypothesis up to five minutes.
pytest.mark.timeout(1_800)(TestSync)
