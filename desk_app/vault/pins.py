"""PINs of officers: which ones are allowed, how one is kept, how wrong tries slow down.

A PIN says who did something on a shared PC; it does not encrypt. Six digits are a million PINs,
which no password hash protects from somebody who has the verifiers; those lie in the encrypted
database. What protects a PIN at the desk is that wrong tries make the next one wait.
"""

from __future__ import annotations

from itertools import pairwise

from desk_app.core.problems import Problem

# Six: switching takes 3 seconds at most, and six digits on the number pad take about one. Four
# fall to a patient colleague with 100 tries a day (see `wait_after`) within three months, six
# within 27 years.
SHORTEST = 6
LONGEST = 8

# Argon2id, 32 MiB and 4 passes: 40 ms on a desk PC of 2 cores. More memory would show in the 160 MB
# that the window may take; more time would be felt at each switch of officers.
_PASSES = 4
_MEMORY = 32 * 1024 * 1024

_KEYPAD_WALKS = ("147258369", "741852963", "123654789", "159753", "951357", "789456123")

FREE_TRIES = 4
_FIRST_WAIT = 30_000
_LONGEST_WAIT = 900_000


def check_pin(pin: str) -> Problem | None:
    """Why this PIN is not allowed, or None: 6 to 8 digits that are not the first ones tried."""
    if not (pin.isascii() and pin.isdigit()):
        return Problem("pin.digits", "pin")
    if not SHORTEST <= len(pin) <= LONGEST:
        values = {"have": str(len(pin)), "from": str(SHORTEST), "to": str(LONGEST)}
        return Problem("pin.length", "pin", values)
    return Problem("pin.easy", "pin") if _easy(pin) else None


def _easy(pin: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    if len(steps) == 1:  # 000000, 123456, 987654, 890123, 246802
        return True
    if len(set(pin)) <= 2:  # 121212, 110011
        return True
    if any(pin == pin[:size] * (len(pin) // size) for size in (2, 3, 4) if len(pin) % size == 0):
        return True  # 123123, 12341234
    if pin == pin[::-1] or all(pin[i] == pin[i + 1] for i in range(0, len(pin) - 1, 2)):
        return True  # 123321, 112233
    return any(pin in walk for walk in _KEYPAD_WALKS)


def make_verifier(pin: str) -> str:
    """What is kept instead of the PIN: Argon2id with its salt and parameters. Takes about 40 ms."""
    from nacl.pwhash import argon2id  # noqa: PLC0415 - start-up time: a start asks for no PIN

    return argon2id.str(pin.encode(), opslimit=_PASSES, memlimit=_MEMORY).decode()


def check(verifier: str, pin: str) -> bool:
    """Whether this is the PIN behind `verifier`. Takes about 40 ms, right or wrong."""
    from nacl.exceptions import InvalidkeyError  # noqa: PLC0415 - as above
    from nacl.pwhash import argon2id  # noqa: PLC0415

    try:
        return bool(argon2id.verify(verifier.encode(), pin.encode()))
    except (InvalidkeyError, ValueError):
        return False


def wait_after(wrong: int) -> int:
    """How long (milliseconds) the next try has to wait after so many wrong ones in a row.

    Four slips are free, then 30 seconds, doubled each time, at most 15 minutes: a cold hand on the
    keys is no drama, and nobody gets more than about 100 guesses a day.
    """
    if wrong <= FREE_TRIES:
        return 0
    doublings = min(wrong - FREE_TRIES - 1, 10)
    return min(_FIRST_WAIT << doublings, _LONGEST_WAIT)
