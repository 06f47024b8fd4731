"""Fill a practice desk with simulated visits, ratings and corrections, as if years had passed."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import count, islice
from random import Random
from typing import NamedTuple

import msgspec

import resources
from desk_app.core.clock import Instant, Millis, day_from, day_number, start_of
from desk_app.core.errors import Bug, UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.simulation import SimulatedVisit, SimulationParameters, simulate
from desk_app.core.simulation_data import SimulationData, load_simulation_data
from desk_app.core.simulation_people import Place
from desk_app.core.simulation_visit import Amendment, RatingAsked
from desk_app.core.units import Units
from desk_app.core.visit import FindProcedure, NewVisit, VisitForm, check_visit
from desk_app.services.correct_taken_in import correct_taken_in
from desk_app.services.deadlines import counting_of
from desk_app.services.demo_cases import DemoCases
from desk_app.services.log_visit import log_visit
from desk_app.services.rate_visit import rate_visit
from desk_app.services.take_in import void_taken_in
from desk_app.store.store import Store
from desk_app.store.writer import Tx

DAYS_LIMIT = 2600  # a little over ten years of working days
VISITS_LIMIT = 2000
# Long enough to make the fsync cheap, short enough for a bar that moves and a cancel that works.
_ACTS_IN_A_TRANSACTION = 2000
_NEIGHBOURS = 12
_EVENING = 17 * 3_600_000

Progress = Callable[[int, int], None]


class DemoRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What to fill in: so many working days up to `last_day`, and the seed that decides all.

    Nothing is recorded after `until`, so that today's visits can stop at the present moment.
    cases: whether visits open cases, which then go their way.
    """

    days: int
    visits_per_day: int
    seed: int
    last_day: date
    until: Millis | None = None
    cases: bool = True


class DemoSources(msgspec.Struct, frozen=True):
    """The data files a simulation needs."""

    catalogue: Catalogue
    units: Units
    simulation: SimulationData


class DemoResult(msgspec.Struct, frozen=True, kw_only=True):
    """What was written; cancelled: what was written before stays, it is a practice desk."""

    visits: int = 0
    ratings: int = 0
    corrected: int = 0
    voided: int = 0
    cases: int = 0
    steps: int = 0
    cancelled: bool = False


class _Typed(NamedTuple):
    """A visit as typed and as checked."""

    form: VisitForm
    new: NewVisit


class _Act(NamedTuple):
    """One deed at its moment; `visit` numbers the simulated visits from 0."""

    at: Millis
    order: int
    visit: int
    officer: int
    deed: _Typed | RatingAsked | Amendment
    followed: bool = False


def shipped_simulation_data() -> SimulationData:
    """Names, mix, days off and what becomes of cases, as they are shipped."""
    names, mix, days_off, cases = (
        resources.read_text(f"simulation/{name}.toml")
        for name in ("names", "mix", "days_off", "cases")
    )
    return load_simulation_data(names, mix, days_off, cases)


def fill_with_demo(
    store: Store,
    request: DemoRequest,
    sources: DemoSources,
    officers: Sequence[OfficerId],
    progress: Progress = lambda done, expected: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> DemoResult:
    """Write the simulated visits through the same services as real ones, in the order of time.

    The same request on desks with as many officers gives the same facts in the same order.
    progress: visits written, and about how many there will be. UserProblem on a real desk.
    """
    _check(store, request, officers)
    place = practice_place(sources.units, store.desk.unit, request.last_day)
    parameters = SimulationParameters(
        last_day=request.last_day,
        days=request.days,
        visits_per_day=request.visits_per_day,
        place=place,
        officers=len(officers),
        until=request.until,
    )
    visits = simulate(parameters, sources.catalogue, sources.simulation, Random(request.seed))
    find = _finder(sources.catalogue)
    with store.reader() as reader:
        hashed = reader.hashed
    acts = _in_order(visits, find, hashed, request.until)
    filler = _Filler(officers, sources.catalogue, _cases(store, request, sources))
    expected = request.days * request.visits_per_day
    while chunk := list(islice(acts, _ACTS_IN_A_TRANSACTION)):
        if cancelled():
            return filler.result(cancelled=True)
        store.writer.submit(partial(filler.write, acts=chunk), background=True).result()
        progress(filler.visits, max(expected, filler.visits))
    while filler.cases is not None and filler.cases.left():
        if cancelled():
            return filler.result(cancelled=True)
        store.writer.submit(filler.finish, background=True).result()
    return filler.result()


def _cases(store: Store, request: DemoRequest, sources: DemoSources) -> DemoCases | None:
    """What leads the cases, with random numbers of its own: visits are the same without it."""
    if not request.cases:
        return None
    end = request.until
    if end is None:
        end = Millis(start_of(request.last_day) + _EVENING)
    with store.reader() as reader:
        calendar = counting_of(reader).calendar
    rng = Random(f"cases {request.seed}")
    return DemoCases(sources.catalogue, sources.simulation.cases, calendar, rng, end)


def practice_place(units: Units, code: str, on: date) -> Place:
    """The commune as the simulator sees it, its neighbours the nearest codes of the province."""
    unit = units.find(code, on)
    if unit is None:
        return Place(name="xã thực hành", ward=False, home_code="024")
    others = [u for u in units.communes(unit.province, on) if u.code != code]
    others.sort(key=lambda other: abs(int(other.code) - int(code)))
    return Place(
        name=unit.within_sentence,
        ward=unit.kind == "Phường",
        home_code=f"0{unit.province}",
        neighbours=tuple(u.within_sentence for u in others[:_NEIGHBOURS]),
    )


def _check(store: Store, request: DemoRequest, officers: Sequence[OfficerId]) -> None:
    problems: list[Problem] = []
    if not store.desk.practice:
        problems.append(Problem("demo.not_practice"))
    if not 1 <= request.days <= DAYS_LIMIT:
        values = {"have": str(request.days), "limit": str(DAYS_LIMIT)}
        problems.append(Problem("demo.days", "days", values))
    if not 1 <= request.visits_per_day <= VISITS_LIMIT:
        values = {"have": str(request.visits_per_day), "limit": str(VISITS_LIMIT)}
        problems.append(Problem("demo.visits", "visits_per_day", values))
    if problems:
        raise UserProblem(*problems)
    if not officers:
        raise Bug("a simulation without officers")


def _finder(catalogue: Catalogue) -> FindProcedure:
    def find(code: str) -> str | None:
        found = catalogue.find(code)
        return None if found is None else found.code

    return find


def _in_order(
    visits: Iterable[SimulatedVisit],
    find: FindProcedure,
    hashed: KeyedHash,
    until: Millis | None,
) -> Iterator[_Act]:
    """Visits, ratings and amendments merged by the moment they are written down."""
    order = count()
    waiting: list[_Act] = []
    for number, visit in enumerate(visits):
        while waiting and waiting[0].at <= visit.recorded:
            yield heapq.heappop(waiting)
        new = check_visit(visit.form, find, visit.recorded, hashed)
        if not isinstance(new, NewVisit):
            raise Bug(f"a simulated visit has problems: {[p.code for p in new]}")
        after: list[tuple[Millis, RatingAsked | Amendment]] = []
        if visit.rating is not None:
            after.append((visit.rating.at, visit.rating))
        if visit.amendment is not None and visit.amended_at is not None:
            after.append((visit.amended_at, visit.amendment))
        after = [entry for entry in after if until is None or entry[0] <= until]
        typed = _Typed(visit.form, new)
        yield _Act(visit.recorded, next(order), number, visit.officer, typed, bool(after))
        for at, deed in after:
            followed = deed is not after[-1][1]
            heapq.heappush(waiting, _Act(at, next(order), number, visit.officer, deed, followed))
    while waiting:
        yield heapq.heappop(waiting)


class _Filler:
    """Writes acts and counts them; remembers the ids of visits something follows on."""

    def __init__(
        self, officers: Sequence[OfficerId], catalogue: Catalogue, cases: DemoCases | None
    ) -> None:
        self.visits = self._ratings = self._corrected = self._voided = 0
        self.cases = cases
        self._officers = officers
        self._catalogue = catalogue
        self._ids: dict[int, str] = {}

    def result(self, *, cancelled: bool = False) -> DemoResult:
        """What was written so far."""
        return DemoResult(
            visits=self.visits,
            ratings=self._ratings,
            corrected=self._corrected,
            voided=self._voided,
            cases=0 if self.cases is None else self.cases.received,
            steps=0 if self.cases is None else self.cases.steps,
            cancelled=cancelled,
        )

    def write(self, tx: Tx, acts: Iterable[_Act]) -> None:
        """Write acts in one transaction, each at its own moment, and steps of cases between."""
        for act in acts:
            if self.cases is not None:
                self.cases.catch_up(tx, act.at, _instant)
            self._write(tx.at(_instant(act.at)), act)

    def finish(self, tx: Tx) -> None:
        """Some of the steps that are left when nobody comes any more."""
        if self.cases is not None:
            self.cases.catch_up(tx, self.cases.next_moment(_ACTS_IN_A_TRANSACTION), _instant)

    def _write(self, tx: Tx, act: _Act) -> None:
        officer = self._officers[act.officer]
        deed = act.deed
        if isinstance(deed, _Typed):
            visit = self._log(tx, deed, officer)
            self.visits += 1
            if act.followed:
                self._ids[act.visit] = visit
            return
        visit = self._ids[act.visit] if act.followed else self._ids.pop(act.visit)
        if isinstance(deed, RatingAsked):
            rate_visit(tx, visit, deed.rating, officer)
            self._ratings += 1
        else:
            with suppress(UserProblem):
                # A visit whose case went on meanwhile stays as it is.
                self._amend(tx, visit, deed, officer)

    def _log(self, tx: Tx, deed: _Typed, officer: OfficerId) -> str:
        if self.cases is not None:
            return self.cases.log(tx, deed.form, deed.new, officer)
        (visit,) = log_visit(tx, deed.new, officer).visits
        return visit

    def _amend(self, tx: Tx, visit: str, deed: Amendment, officer: OfficerId) -> None:
        if deed.form is None:
            void_taken_in(tx, visit, deed.reason, officer)
            self._voided += 1
            return
        correct_taken_in(tx, visit, deed.form, deed.reason, officer, self._catalogue)
        self._corrected += 1


def _instant(at: Millis) -> Instant:
    """The clocks of a machine that is switched on at midnight of each day."""
    day = day_number(at)
    return Instant(at, at - start_of(day_from(day)), f"practice-{day}")
