"""Which keys came from a scanner and not from a hand: a pure judgement over times and texts.

A burst of more than 20 characters with a median gap under 15 ms is a scan. No hand is that fast:
keys rolled over each other come in pairs, a key held down repeats 30 times a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from statistics import median

import msgspec

LEAST = 21
FASTEST_HAND = 15.0
# How long after its last key a burst may go on, in milliseconds: at first so short that nobody
# feels it, then longer, for a scanner may stumble; no hand gets as far as the second.
PAUSE, PAUSE_OF_SUSPECT, PAUSE_OF_SCAN = 20.0, 40.0, 60.0
# So many keys at a scanner's speed are no pair of fingers rolling over each other.
SUSPECT = 4
LIMIT = 20_000

BACKSPACE = "\b"
ENDS = "\r\n\t"
# Clocks that tick every 16 ms give gaps of 0 and 16; over some keys they are right again.
_SMOOTH = 4

# So many keys tell enough about the speed.
_JUDGED = 64

_LED = re.compile(r"(?P<lead>[^\d\]\b\t\r\n]{1,3})\d{12}(?!\d)")
_AGAIN = re.compile(r"(?:\|[^|]*){5}\|(?P<issued>\d{8})?(?=\d{12}\|[^|]*\|[^|]*\|[^|]*\|)")


class Scan(msgspec.Struct, frozen=True):
    """What a scanner sent: the first code, and whether another one followed in the same burst.

    `lead`: how many characters before it a hand had typed so shortly before that they were held.
    """

    text: str
    second: bool = False
    lead: int = 0


class Burst:
    """Keys that follow each other without a pause; starts empty."""

    def __init__(self) -> None:
        self._times: list[float] = []
        self._texts: list[str] = []
        self._characters = 0

    def __len__(self) -> int:
        return len(self._times)

    @property
    def pause(self) -> float:
        """How many milliseconds may pass until the next key of this burst."""
        if self.is_scan:
            return PAUSE_OF_SCAN
        return PAUSE_OF_SUSPECT if self.is_suspect else PAUSE

    @property
    def is_suspect(self) -> bool:
        """Whether no hand can have done this, though it is too short to be a scan yet."""
        return len(self._times) >= SUSPECT and self._gap() < FASTEST_HAND

    @property
    def is_scan(self) -> bool:
        """Whether this is a scan already."""
        return self._characters >= LEAST and self._gap() < FASTEST_HAND

    @property
    def is_typing(self) -> bool:
        """Whether so many keys came without being a scan that they never will be one."""
        return self._characters >= LEAST and not self.is_scan

    def goes_on(self, at: float) -> bool:
        """Whether a key at this time belongs to this burst."""
        return not self._times or at - self._times[-1] <= self.pause

    def add(self, at: float, text: str) -> None:
        """A further key: its text, BACKSPACE, or one of ENDS; "" for a key that writes nothing."""
        self._times.append(max(at, self._times[-1]) if self._times else at)
        if self._characters < LIMIT:
            self._texts.append(text)
        self._characters += sum(c not in ENDS + BACKSPACE for c in text)

    def scan(self) -> Scan | None:
        """The scan this burst is, or None: then a hand typed it."""
        if not self.is_scan:
            return None
        typed: list[str] = []
        for character in "".join(self._texts):
            if character != BACKSPACE:
                typed.append(character)
            elif typed:
                typed.pop()
        return _first(self._lead(), "".join(typed))

    def _lead(self) -> int:
        led = _LED.match("".join(self._texts[:20]))
        return 0 if led is None else len(led["lead"])

    def _gap(self) -> float:
        times = self._times[:_JUDGED]
        step = min(_SMOOTH, len(times) - 1)
        if step < 1:
            return FASTEST_HAND
        return median((b - a) / step for a, b in zip(times, times[step:], strict=False))


def scans_in(keys: Iterable[tuple[float, str]]) -> list[Scan]:
    """The scans among keys with their times in milliseconds."""
    found: list[Scan] = []
    burst = Burst()
    for at, text in keys:
        if burst.is_typing or not burst.goes_on(at):
            found += [scan] if (scan := burst.scan()) else []
            burst = Burst()
        burst.add(at, text)
    return found + ([scan] if (scan := burst.scan()) else [])


def _first(lead: int, text: str) -> Scan:
    codes = [code for line in re.split(f"[{ENDS}]+", text[lead:]) if (code := line.strip())]
    if not codes:
        return Scan("", lead=lead)
    first = codes[0]
    again = _AGAIN.search(first)
    if again is not None:
        first, rest = first[: again.end()].rstrip(), first[again.end() :]
        codes = [first, rest.strip(), *codes[1:]]
    return Scan(first, any(code != first for code in codes[1:]), lead)
