"""One machine with a desk on it: it runs the real cycle, crashes, wakes, and has a clock."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Literal

from desk_app.core.clock import Instant, Millis
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from sync.client.cycle import Cycle
from sync.client.mend import mending
from sync.client.moves import Done, Event, Failed, Part, Read, Rest, Send, Wake, Write
from sync.client.port import Parted
from tests.support.simulation.light_desk import LightDesk
from tests.support.simulation.light_disk import Disk
from tests.support.simulation.light_mender import LightMender
from tests.support.simulation.net import Net
from tests.support.simulation.timeline import Timeline

_BOOT = 60_000


class Machine:
    """A desk at work. name: which machine, as a clone is another one with the same desk."""

    def __init__(
        self, name: str, commune: int, desk: LightDesk, timeline: Timeline, net: Net, seed: int
    ) -> None:
        self.name = name
        self.commune = commune
        self.desk = desk
        self._timeline = timeline
        self._net = net
        self.random = random.Random(f"{seed} {name}")
        self.ahead = 0
        self.faults: list[str] = []
        self.crash_in: int | None = None
        self.crash_how: Literal["before", "after"] = "before"
        self.crashes = 0
        self.backup: Disk | None = None
        self.parted: list[Parted] = []
        # A restored or cloned desk may stay parted until a person acts.
        self.two_pasts = False
        self.rest: Rest | None = None
        self.rested_at = 0
        self.began = 0
        self.mender = LightMender(desk)
        self._life = 0
        self._boots = 0
        self._cycle = Cycle("1.0", mending(self.mender))
        self.changed: Callable[[Machine], None] = lambda machine: None
        self.start()

    @property
    def now(self) -> Instant:
        """The machine's clocks."""
        mono = self._timeline.now - self._started
        return Instant(Millis(self._timeline.now + self.ahead), mono, f"{self.name}-b{self._boots}")

    def start(self) -> None:
        """The program begins."""
        self._life += 1
        self._boots += 1
        self._started = self._timeline.now - _BOOT
        self._cycle = Cycle("1.0", mending(self.mender))
        self._resting, self._running, self.rest = True, True, None
        self._go(Wake("asked"))

    def crash(self) -> None:
        """The program ends in the middle, and begins again a little later."""
        self._life += 1
        self.rest = None
        self._resting = self._running = False
        self.crashes += 1
        self._timeline.after(self.random.randint(100, 30_000), self.start)

    def become(self, disk: Disk) -> None:
        """The disk is another one from now on."""
        self.crash()
        self.desk.disk = disk

    def wake(self, why: Literal["time", "asked", "written", "line"]) -> None:
        """Something happened that the cycle should know of."""
        if self._resting:
            self._go(Wake(why))
        elif self._running:
            assert self._cycle.handle(Wake(why), self.now, self.random.randbytes) == []

    def _go(self, event: Event) -> None:
        """Handle an event and all that follows without waiting."""
        if self._resting:
            self.began, self.rest = self._timeline.now, None
        life = self._life
        self._resting = False
        while True:
            effects = self._cycle.handle(event, self.now, self.random.randbytes)
            self.parted.extend(one.parted for one in effects if isinstance(one, Part))
            last = effects[-1]
            if isinstance(last, Read):
                event = self._perform(last)
                continue
            if isinstance(last, Write):
                self._timeline.after(self.random.randint(0, 30), self._writing(life, last))
            elif isinstance(last, Send):
                self._net.send(last, self.faults, self._coming(life))
            else:
                assert isinstance(last, Rest), last
                self._rest(life, last)
            return

    def _coming(self, life: int) -> Callable[[Event], None]:
        def come(event: Event) -> None:
            if life == self._life:
                self._go(event)

        return come

    def _writing(self, life: int, write: Write) -> Callable[[], None]:
        def perform() -> None:
            if life != self._life:
                return
            dies = self._dies_now()
            if dies and self.crash_how == "before":
                self.crash()
                return
            event = self._perform(write)
            self.changed(self)
            if dies:
                self.crash()
                return
            self._go(event)

        return perform

    def _perform(self, effect: Read | Write) -> Event:
        try:
            return Done(effect.deed.on(self.desk))
        except EnvironmentProblem as error:
            return Failed(error.problem)

    def _dies_now(self) -> bool:
        if self.crash_in is None:
            return False
        self.crash_in -= 1
        if self.crash_in >= 0:
            return False
        self.crash_in = None
        return True

    def _rest(self, life: int, rest: Rest) -> None:
        self._resting, self.rest, self.rested_at = True, rest, self._timeline.now
        nap = max(rest.until - self.now.mono, 0)

        def wake() -> None:
            if life == self._life and self.rest is rest and self._resting:
                self._go(Wake("time"))

        self._timeline.after(nap, wake)

    @property
    def problem(self) -> Problem | None:
        """Why the last attempt did not move everything."""
        return None if self.rest is None else self.rest.problem
