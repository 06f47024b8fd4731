"""A province, desks in two communes, a courier with a stick, and everything that can go wrong.

world = World(plan_for(7))
world.run()        # raises Violation when a promise is broken
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Callable

import msgspec

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.ids import OpId
from desk_app.core.ops import Op
from sync.protocol import batch
from sync.protocol.exchange import MARK, Request, Response
from sync.protocol.limits import START_OPS
from sync.protocol.messages import PushAnswer
from sync.protocol.receipts import verify_receipt
from sync.server import desks
from tests.support.simulation import checks
from tests.support.simulation.light_acts import (
    change,
    erase,
    from_the_future,
    log_visit,
    receive_case,
)
from tests.support.simulation.light_desk import LightDesk
from tests.support.simulation.light_disk import Restored
from tests.support.simulation.machine import Machine
from tests.support.simulation.net import FAULTS, Net
from tests.support.simulation.sim_province import START, Copy, SimProvince, enrolled
from tests.support.simulation.steps import Plan, Step
from tests.support.simulation.timeline import Timeline

_YEAR = 365 * 86_400_000
_PUSH = "/sync/v1/push"
_PATIENCE = 4 * 3_600_000
_AT_MOST = 60_000
_GREETED = 80_000


class Carried(msgspec.Struct):
    """A sealed bundle on a stick: the same bodies as by the line, and later the answers to them."""

    machine: Machine
    bodies: tuple[bytes, ...]
    answers: list[bytes]


class World:
    """One schedule, played."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.time = Timeline(START)
        self.province = SimProvince(lambda: self.time.now)
        self.random = random.Random(f"world {plan.seed}")
        self.net = Net(self.time, self.province, random.Random(f"net {plan.seed}"))
        self.net.loss = plan.loss
        self.net.watch = self._answered
        self.machines: list[Machine] = []
        self.written: dict[tuple[OpId, bytes], Op] = {}
        self.gone: set[tuple[OpId, bytes]] = set()
        self.backups: list[Copy] = []
        self.sticks: list[Carried] = []
        self.done: Counter[str] = Counter()
        self.last_change = START
        self.province_restored = False
        self.unheard: dict[str, Restored | None] = {}
        for commune, count in enumerate(plan.desks):
            for place in range(count):
                self._machine(commune, place)

    def _machine(self, commune: int, place: int, name: str = "") -> Machine:
        known = enrolled(commune, place)
        salts = random.Random(f"salts {self.plan.seed} {commune} {place} {name}")
        desk = LightDesk(known, self.province.keys.public, salts)
        label = name or f"{commune}-{place}"
        made = Machine(label, commune, desk, self.time, self.net, self.plan.seed)
        made.changed = self._desk_changed
        self.machines.append(made)
        return made

    # ---- the schedule ----------------------------------------------------------------------------

    def run(self) -> None:
        """Play every step, heal, and check every promise."""
        for step in self.plan.steps:
            self.play(step)
        self.heal()

    def play(self, step: Step) -> None:
        """One step, and the time after it."""
        self.done[step.what] += 1
        machine = self.machines[step.desk % len(self.machines)]
        _STEPS[step.what](self, machine, step, random.Random(step.chance))
        self.time.run_until(self.time.now + step.wait)
        checks.receipts_hold(self)

    def heal(self) -> None:
        """The line is good again, disks have room, nobody is revoked: all comes right by itself."""
        self.net.loss, self.net.down_until = 0.0, 0
        self.province.store.crash_in = None
        self.province.store.set_full(False)
        for machine in self.machines:
            machine.faults.clear()
            machine.crash_in, machine.desk.full = None, False
            self.province.console(desks.take_back, machine.desk.id)
        self.last_change = self.time.now
        if self.plan.seed % 8:
            for machine in self.machines:
                machine.wake("line")
        self._settle()
        self.unheard.clear()
        checks.receipts_hold(self)
        checks.everything_holds(self)

    def _settle(self) -> None:
        """Let time pass until every desk had a whole attempt after the last change."""
        give_up, steps = self.time.now + _PATIENCE, self.time.steps + _AT_MOST
        while not all(self._is_settled(machine) for machine in self.machines):
            if self.time.now > give_up or self.time.steps > steps:
                restless = [m for m in self.machines if not self._is_settled(m)]
                said = {m.name: (m.problem, m.desk.disk.waiting()) for m in restless}
                raise checks.Violation("drains", f"{said}")
            self.time.step()

    def _is_settled(self, machine: Machine) -> bool:
        # What another copy of a desk wrote is told by the next greeting, not by the feed.
        heard = self.last_change + (_GREETED if machine.two_pasts else 0)
        return machine.rest is not None and machine.began > heard and machine.problem is None

    def _answered(self, request: Request, response: Response) -> None:
        if request.path == _PUSH and response.status == 200:
            self.last_change = self.time.now
        checks.answer_is_for(self, request, response)

    def _desk_changed(self, machine: Machine) -> None:
        """A desk wrote what came from the line."""

    @property
    def digest(self) -> str:
        """Everything that went over the line and everything that is kept, in one hash."""
        whole = hashlib.sha256(self.net.trace.digest())
        whole.update(self.province.store.content[100:])  # without counters of the file
        for machine in self.machines:
            for identity, op in sorted(machine.desk.disk.ops.items()):
                whole.update(f"{machine.name} {identity}".encode() + op.hash)
        return whole.hexdigest()

    # ---- what may happen -------------------------------------------------------------------------

    def _write(self, machine: Machine, act: Callable[[], Op | None]) -> None:
        """An officer saves something: it is committed, or the disk was full and nothing is."""
        try:
            op = act()
        except EnvironmentProblem:
            return
        if op is None:
            return
        self.written[op.header.id, op.hash] = op
        self.last_change = self.time.now
        machine.wake("written")

    def _log(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        for _ in range(step.many):
            act = receive_case if rnd.random() < 0.15 else log_visit
            self._write(machine, lambda act=act: act(machine.desk, machine.now, rnd))  # type: ignore[misc]

    def _change(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        for _ in range(step.many):
            self._write(machine, lambda: change(machine.desk, machine.now, rnd))

    def _together(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        """Every desk of the commune that knows one visit changes it at once."""
        known = machine.desk.disk.begun.get("visit.logged", ())
        if not known:
            return
        subject = rnd.choice(known)
        for other in self.machines:
            if other.commune == machine.commune and subject in other.desk.disk.subjects:
                desk, now = other.desk, other.now
                self._write(other, lambda d=desk, n=now: change(d, n, rnd, subject))  # type: ignore[misc]

    def _erase(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        self._write(machine, lambda: erase(machine.desk, machine.now, rnd))

    def _future(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        self._write(machine, lambda: from_the_future(machine.desk, machine.now, rnd))

    def _faults(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        machine.faults.extend(rnd.choice(FAULTS) for _ in range(step.many))

    def _crash_now(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        machine.crash()

    def _crash(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        machine.crash_in = step.many - 1
        machine.crash_how = "before" if rnd.random() < 0.5 else "after"

    def _province_crash(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        self.province.store.crash_in = step.many - 1
        self.province.store.crash_how = "before" if rnd.random() < 0.5 else "after"

    def _full(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        machine.desk.full = True

    def _province_full(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        self.province.store.set_full(True)

    def _room(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        machine.desk.full = False
        self.province.store.set_full(False)

    def _clock(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        machine.ahead = rnd.choice((0, -10 * _YEAR, 10 * _YEAR, 3_600_000, -1))

    def _province_clock(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        self.province.ahead = rnd.choice((0, -10 * _YEAR, 10 * _YEAR, 13 * 3_600_000))

    def _back_up(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        machine.backup = machine.desk.disk.copy()

    def _restore(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        """The desk's disk died; a backup takes its place. What was only on the disk is gone."""
        if machine.backup is None or self.province_restored:
            return
        lost = machine.desk.disk
        machine.become(machine.backup.copy())
        self._two_pasts(machine)
        checks.note_gone(self, lost)

    def _clone(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        """A second machine begins to work with a copy of this one's disk."""
        if self.province_restored:
            return
        place = machine.desk.enrolled.number % 100
        clone = self._machine(machine.commune, place, f"{machine.name}+{len(self.machines)}")
        clone.desk.disk = machine.desk.disk.copy()
        clone.ahead = machine.ahead
        self._two_pasts(machine)

    def _two_pasts(self, machine: Machine) -> None:
        for other in self.machines:
            if other.desk.id == machine.desk.id:
                other.two_pasts = True

    def _province_back_up(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        self.backups.append(self.province.copy())

    def _province_restore(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        # Both at once is more than is promised: which past the others read first was lost with the
        # province's disk, and they keep it.
        if self.backups and not any(one.two_pasts for one in self.machines):
            self.province_restored = True
            self.province.restore(rnd.choice(self.backups), file_too=rnd.random() < 0.3)
            self.last_change = self.time.now
            # Until they hear of it, desks count receipts for what the province does not hold now.
            self.unheard = {machine.name: machine.desk.disk.restored for machine in self.machines}

    def _revoke(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        self.province.console(desks.revoke, machine.desk.id)

    def _take_back(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        self.province.console(desks.take_back, machine.desk.id)
        self.last_change = self.time.now

    def _away(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        machine.faults.extend(["no route"] * step.many)

    def _wake(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        machine.wake("asked")

    # ---- the courier -----------------------------------------------------------------------------

    def _export(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        """Put what waits on a stick."""
        disk, bodies = machine.desk.disk, []
        for epoch, ops in sorted(disk.own.items()):
            after = disk.confirmed(epoch)
            while after < len(ops):
                stretch = machine.desk.stretch(epoch, after, START_OPS)
                made = batch.make(machine.desk.id, epoch, stretch.ops, stretch.previous)
                bodies.append(batch.pack(made, machine.desk.enrolled.keys.sign))
                after += len(stretch.ops)
        self.sticks.append(Carried(machine, tuple(bodies), []))

    def _carry(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        """Read a stick at the province: any of them, in any order, as often as somebody likes."""
        if not self.sticks:
            return
        stick = rnd.choice(self.sticks)
        bodies = list(stick.bodies)
        if rnd.random() < 0.3:
            rnd.shuffle(bodies)
        for body in bodies:
            answer = self.net.ask(Request(method="POST", path=_PUSH, body=body))
            if answer is not None and answer.status == 200:
                stick.answers.append(answer.body)

    def _bring_back(self, machine: Machine, step: Step, rnd: random.Random) -> None:
        """Read the receipts on a stick at its desk, old ones perhaps, again perhaps."""
        if not self.sticks:
            return
        stick = rnd.choice(self.sticks)
        desk = stick.machine.desk
        for body in stick.answers:
            receipt = msgspec.json.decode(body, type=PushAnswer).receipt
            assert verify_receipt(receipt, self.province.keys.public)
            own = desk.hash_at(receipt.epoch, receipt.seq)
            if not desk.full and own is not None and own.hex() == receipt.head:
                desk.keep_receipt(receipt, (), held=False)


_STEPS: dict[str, Callable[[World, Machine, Step, random.Random], None]] = {
    "log": World._log,
    "change": World._change,
    "together": World._together,
    "erase": World._erase,
    "future": World._future,
    "faults": World._faults,
    "crash now": World._crash_now,
    "crash": World._crash,
    "province crash": World._province_crash,
    "full": World._full,
    "province full": World._province_full,
    "room": World._room,
    "clock": World._clock,
    "province clock": World._province_clock,
    "back up": World._back_up,
    "restore": World._restore,
    "clone": World._clone,
    "province back up": World._province_back_up,
    "province restore": World._province_restore,
    "revoke": World._revoke,
    "take back": World._take_back,
    "away": World._away,
    "wake": World._wake,
    "export": World._export,
    "carry": World._carry,
    "bring back": World._bring_back,
}
MARKED = {MARK: "1"}
