"""Whatever the line, the disks and the clocks do: every op arrives once, and every promise holds.

`make test` plays a few hundred schedules, `make torture` 2,500 for each of its TIMES. A broken one
is told as its seed and the shortest schedule that breaks the same promise; its first line belongs
into kept.jsonl, with a line that says why.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from tests.support.bounded import TORTURE
from tests.support.simulation.shrink import broken_by, shortest, told
from tests.support.simulation.steps import WHAT, Plan, plan_for
from tests.support.simulation.world import World

KEPT = Path(__file__).with_name("kept.jsonl")
_PARTS = 8
_SCHEDULES = 240 if TORTURE == 1 else 2_500 * TORTURE
# Another day's torture may begin where the last one ended.
_FIRST = int(os.environ.get("MOT_CUA_FIRST_SEED", "0"))


class Kept(msgspec.Struct, frozen=True):
    """A schedule that once broke a promise, and what was wrong."""

    why: str
    plan: Plan


def kept() -> list[Kept]:
    """Every schedule that is kept."""
    lines = KEPT.read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Kept) for line in lines]


@pytest.mark.parametrize("part", range(_PARTS))
def test_after_any_faults_everything_heals_and_nothing_is_lost_or_doubled(part: int) -> None:
    for seed in range(_FIRST + part, _FIRST + _SCHEDULES, _PARTS):
        plan = plan_for(seed)
        broken = broken_by(plan)
        if broken is not None:
            pytest.fail(f"{broken}\n{told(shortest(plan))}")


@pytest.mark.parametrize("place", range(len(kept())))
def test_what_once_broke_a_promise_keeps_it_now(place: int) -> None:
    found = kept()[place]
    assert broken_by(found.plan) is None, found.why


@pytest.mark.parametrize("seed", [3, 21, 64])
def test_one_seed_is_one_run_byte_for_byte(seed: int) -> None:
    digests = set()
    for _ in range(2):
        world = World(plan_for(seed))
        world.run()
        digests.add(world.digest)
    assert len(digests) == 1


def test_every_fault_there_is_happens_in_the_schedules() -> None:
    happened: set[str] = set()
    plans = [plan_for(seed) for seed in range(240)]
    for plan in plans:
        happened |= {step.what for step in plan.steps}
    assert happened == set(WHAT)
