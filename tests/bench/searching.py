"""Search in a million visits: every way in which somebody types a name or a number.

Visits and procedures as `search` finds them; people as the intake line looks them up at every
pause; and the whole answer of the search page, which holds all three.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from statistics import median

from desk_app.core.simulation import SimulatedVisit
from desk_app.core.text import fold
from desk_app.parts import Desk
from desk_app.services.citizens import find_citizens, find_people
from desk_app.services.list_visits import visits_in_all
from desk_app.services.search import LIMIT, search
from desk_app.store.store import Reader
from tests.bench.desks import SEED, Bench
from tests.bench.figures import Figure, beside, milliseconds, percentile

P95_GOAL = 20.0
_ROWS = 2000
_PRIMARY_KEY = "SELECT * FROM visit WHERE n = ?"
_SCAN = "SELECT n FROM visit WHERE name LIKE ? ORDER BY n DESC LIMIT 50"

_PEOPLE_SHOWN = 6

Query = Callable[[SimulatedVisit, random.Random], str]


def _words(visit: SimulatedVisit) -> list[str]:
    return fold(visit.form.name).split()


def _typed_so_far(visit: SimulatedVisit, rng: random.Random) -> str:
    name = fold(visit.form.name)
    return name[: rng.randrange(2, len(name))]


def _of(*queries: str) -> Query:
    return lambda visit, rng: rng.choice(queries)


KINDS: dict[str, Query] = {
    "one letter": lambda visit, rng: _words(visit)[0][0],
    "first letters (n v a)": lambda visit, rng: " ".join(word[0] for word in _words(visit)),
    "family name": lambda visit, rng: _words(visit)[0],
    "typed so far": _typed_so_far,
    "two words": lambda visit, rng: " ".join(_words(visit)[:2]),
    "three words": lambda visit, rng: " ".join(_words(visit)[:3]),
    "whole name, with marks": lambda visit, rng: visit.form.name,
    "given name first": lambda visit, rng: " ".join(reversed(_words(visit))),
    "name with đ": _of("đặng", "do van d", "đỗ thị", "dinh d", "đào đức", "dang thi"),
    "i or y, tone either way": _of("lý", "li thi", "quí", "quy nguyen", "hoà", "thúy", "my li"),
    "family name and rare letters": _of("nguyen x q", "nguyen thi u", "tran v o", "n q y"),
    "last four of the ID": lambda visit, rng: visit.form.citizen_id[-4:],
    "last six of the ID": lambda visit, rng: visit.form.citizen_id[-6:],
    "whole ID": lambda visit, rng: visit.form.citizen_id,
    "phone": lambda visit, rng: visit.form.phone,
    "beginning of a phone": lambda visit, rng: visit.form.phone[: rng.randrange(2, 7)],
    "name and phone": lambda visit, rng: f"{_words(visit)[-1]} {visit.form.phone[:4]}",
    "case reference": lambda visit, rng: visit.form.reference,
    "organisation": lambda visit, rng: visit.form.organisation,
    "no hit": _of("zzyzx", "nguyen zzyz", "n v zq", "000000000000", "tran van qqq"),
}


def measure(bench: Bench) -> Iterator[Figure]:
    """Each kind by itself, then all of them together."""
    size = bench.sizes.million
    rng = random.Random(SEED)
    with bench.big_desk(size) as (desk, made):
        visits = [
            visit
            for visit in bench.simulated(size, made.last_day, _ROWS)
            if visit.form.name and visit.form.citizen_id and visit.form.phone
        ]
        kinds = {name: _queries(bench, kind, visits, rng) for name, kind in KINDS.items()}

        def once(words: str) -> None:
            with desk.store.reader() as reader:
                search(reader, desk.catalogue, words)

        with desk.store.reader() as reader:
            newest = reader.connection.execute("SELECT max(n) FROM visit").fetchone()[0]
        took: dict[str, list[list[float]]] = {name: [] for name in kinds}
        keys: list[float] = []
        for number in range(bench.sizes.rounds + 1):
            with desk.store.reader() as reader:
                read = milliseconds(_by_key, reader, newest, rng)
            for name, queries in kinds.items():
                times = [milliseconds(once, words) for words in queries]
                if number:
                    took[name].append(times)
            if number:
                keys.append(read)
        with desk.store.reader() as reader:
            scan = milliseconds(lambda: reader.connection.execute(_SCAN, ("%zz%",)).fetchall())
        yield from _people(bench, desk, kinds, keys)
    for name, rounds in took.items():
        yield _one_kind(name, rounds, keys)
    together = [[time for rounds in took.values() for time in rounds[i]] for i in range(len(keys))]
    limit = f"{LIMIT} rows by their key"
    for share in (0.5, 0.95, 0.99):
        values = [percentile(times, share) for times in together]
        what = f"search {made.visits:,} visits, all kinds, p{share * 100:.0f}"
        yield beside(what, values, "ms", limit, keys, goal=P95_GOAL if share == 0.95 else None)
    yield Figure(
        what="search, all kinds, p50",
        value=median(percentile(times, 0.5) for times in together),
        unit="ms",
        rounds=len(together),
        beside="a LIKE scan of the names",
        limit=scan,
        ratio=median(percentile(times, 0.5) for times in together) / scan,
    )


def _people(
    bench: Bench, desk: Desk, kinds: dict[str, list[str]], keys: list[float]
) -> Iterator[Figure]:
    """Known citizens alone, and everything the search page asks for, over the same words."""

    def citizens(words: str) -> None:
        with desk.store.reader() as reader:
            find_citizens(reader, words)

    def page(words: str) -> None:
        with desk.store.reader() as reader:
            search(reader, desk.catalogue, words)
            find_people(reader, words, _PEOPLE_SHOWN)
            visits_in_all(reader)

    queries = [words for some in kinds.values() for words in some]
    limit = f"{LIMIT} rows by their key"
    for what, once in (("known citizens", citizens), ("the search page", page)):
        rounds = [
            [milliseconds(once, words) for words in queries] for _ in range(bench.sizes.rounds + 1)
        ][1:]
        for share in (0.5, 0.95, 0.99):
            values = [percentile(times, share) for times in rounds]
            goal = P95_GOAL if share == 0.95 else None
            name = f"{what}, all kinds of words, p{share * 100:.0f}"
            yield beside(name, values, "ms", limit, keys, goal=goal)


def _queries(
    bench: Bench, kind: Query, visits: list[SimulatedVisit], rng: random.Random
) -> list[str]:
    found: list[str] = []
    while len(found) < bench.sizes.queries_a_kind:
        words = kind(rng.choice(visits), rng)
        if words.strip():
            found.append(words)
    return found


def _by_key(reader: Reader, newest: int, rng: random.Random) -> None:
    found = 0
    while found < LIMIT:
        row = reader.connection.execute(_PRIMARY_KEY, (rng.randrange(1, newest + 1),)).fetchone()
        found += row is not None


def _one_kind(name: str, rounds: list[list[float]], keys: list[float]) -> Figure:
    p95 = [percentile(times, 0.95) for times in rounds]
    limit = f"{LIMIT} rows by their key"
    return beside(f"search: {name}, p95", p95, "ms", limit, keys, goal=P95_GOAL)
