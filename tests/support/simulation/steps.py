"""What happens to a world, as a list of plain steps: drawn from a seed, kept, made shorter."""

from __future__ import annotations

import random

import msgspec

_SECOND, _MINUTE, _HOUR = 1_000, 60_000, 3_600_000


class Step(msgspec.Struct, frozen=True, array_like=True):
    """what happens to which desk, how much of it, the chance in it, the time that passes then."""

    what: str
    desk: int = 0
    many: int = 1
    chance: int = 0
    wait: int = 0


class Plan(msgspec.Struct, frozen=True):
    """A whole schedule. desks: how many work in each of the two communes."""

    seed: int
    desks: tuple[int, int]
    loss: float
    steps: tuple[Step, ...]


# How often each happens; work is what most of a day is made of.
_WEIGHTS: dict[str, int] = {
    "log": 16,
    "change": 16,
    "together": 8,
    "erase": 2,
    "future": 2,
    "faults": 14,
    "crash now": 3,
    "crash": 7,
    "province crash": 7,
    "full": 3,
    "province full": 3,
    "room": 4,
    "clock": 3,
    "province clock": 2,
    "back up": 3,
    "restore": 1,
    "clone": 1,
    "province back up": 3,
    "province restore": 2,
    "revoke": 1,
    "take back": 2,
    "away": 3,
    "wake": 4,
    "export": 4,
    "carry": 4,
    "bring back": 4,
}
# Most schedules are short: what they find can be read at once, and there are more of them.
_LENGTHS = {(False, True): 10, (False, False): 24, (True, True): 16, (True, False): 40}
WHAT = tuple(_WEIGHTS)
_TWO_PASTS = ("restore", "clone")
# Where desks are restored and cloned at all, it happens more than once.
_TWICE = {"back up": 8, "restore": 6, "clone": 3}


def plan_for(seed: int, *, two_pasts: bool = True) -> Plan:
    """The schedule of this seed; two_pasts: desks may be restored and cloned in it."""
    rnd = random.Random(seed)
    big = rnd.random() < 0.06
    desks = (rnd.randint(4, 8) if big else rnd.choice((1, 2, 2, 2, 3)), 1)
    loss = rnd.choice((0.0, 0.0, 0.0, 0.05, 0.3))
    weights = dict(_WEIGHTS)
    if not two_pasts or rnd.random() < 0.7:
        weights.update(dict.fromkeys(_TWO_PASTS, 0))
    else:
        weights.update(_TWICE)
    names, counts = list(weights), list(weights.values())
    steps = [Step("log", desk, 1, rnd.getrandbits(30), 0) for desk in range(sum(desks))]
    for _ in range(rnd.randint(3, _LENGTHS[big, rnd.random() < 0.65])):
        what = rnd.choices(names, counts)[0]
        steps.append(
            Step(what, rnd.randrange(sum(desks)), _many(what, rnd), rnd.getrandbits(30), _wait(rnd))
        )
    return Plan(seed, desks, loss, tuple(steps))


def _many(what: str, rnd: random.Random) -> int:
    if what == "log":
        return 150 if rnd.random() < 0.01 else rnd.randint(1, 6)
    return rnd.randint(1, 6)


def _wait(rnd: random.Random) -> int:
    draw = rnd.random()
    if draw < 0.5:
        return rnd.randint(0, 300)
    if draw < 0.9:
        return rnd.randint(0, 5 * _SECOND)
    return rnd.randint(0, _MINUTE) if draw < 0.998 else rnd.randint(0, _HOUR)
