"""The procedures this desk handles most, for the keys that take them at once."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from desk_app.core.clock import number_of
from desk_app.core.procedure import Catalogue, Procedure
from desk_app.store import visits
from desk_app.store.store import Reader

# A season: what a desk does in summer is not what it does before the school year.
LOOK_BACK = timedelta(days=60)
# Under so many matters chance decides, and the catalogue's own order serves better.
FEWEST = 60


def most_used(reader: Reader, catalogue: Catalogue, today: date, places: int) -> tuple[str, ...]:
    """The codes handled most in the sixty days before today, then the catalogue's first ones.

    Today does not count: a key must not change its meaning while somebody works with it.
    """
    rows = visits.procedures_between(
        reader.connection, number_of(today - LOOK_BACK), number_of(today) - 1
    )
    handled = Counter(code for codes in rows for code in codes)
    usual = [procedure for procedure in catalogue if procedure.at_desk]
    if handled.total() >= FEWEST:
        usual.sort(key=lambda procedure: -handled[procedure.code])
    return tuple(procedure.code for procedure in usual[:places])


def first_of(catalogue: Catalogue, places: int) -> tuple[Procedure, ...]:
    """The first procedures of the catalogue that the desk itself receives."""
    usual = (procedure for procedure in catalogue if procedure.at_desk)
    return tuple(procedure for procedure, _ in zip(usual, range(places), strict=False))
