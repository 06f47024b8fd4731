"""Random histories of a desk whose home is copied, put back and restored while all go on."""

from __future__ import annotations

import random

from tests.sync.client.paired import PairedDesk
from tests.sync.desk.copies import Office

MOST_COPIES = 4


def live(office: Office, seed: int, steps: int) -> None:
    """Let an office live through `steps` deeds, copies and syncs, all drawn from the seed."""
    rnd = random.Random(seed)
    office.first(1)
    if rnd.random() < 0.3:
        office.first(2)
    shelves = []
    for _ in range(steps):
        desk = rnd.choice(office.desks)
        chance = rnd.random()
        if chance < 0.72:
            _deed(office, desk, rnd)
        elif chance < 0.88:
            office.sync(desk)
        elif chance < 0.95 and len(office.desks) < MOST_COPIES:
            office.copy(desk)
        elif chance < 0.97:
            shelves.append((desk, office.keep(desk), len(office.done)))
        elif shelves:
            # What only this machine knew would be gone: let the province have it first.
            owner, shelf, _ = rnd.choice(shelves)
            office.sync(owner)
            office.put_back(owner, shelf)
            office.known.pop(id(owner), None)


def _deed(office: Office, desk: PairedDesk, rnd: random.Random) -> None:
    with desk.desk.store.reader() as reader:
        rows = reader.connection.execute("SELECT id FROM visit WHERE voided = 0").fetchall()
        visits = [row[0] for row in rows]
        cases = [row[0] for row in reader.connection.execute("SELECT id FROM cases").fetchall()]
        unrated = reader.connection.execute(
            "SELECT id FROM visit WHERE rating IS NULL AND voided = 0"
        ).fetchall()
    chance = rnd.random()
    if chance < 0.35 or not visits:
        office.visit(desk)
    elif chance < 0.5:
        office.correct(desk, rnd.choice(visits))
    elif chance < 0.6 and unrated:
        office.rate(desk, rnd.choice(unrated)[0])
    elif chance < 0.75:
        office.case(desk, rnd.choice([*visits, None]))
    elif chance < 0.9 and cases:
        office.step(desk, rnd.choice(cases))
    else:
        office.paper(desk)
