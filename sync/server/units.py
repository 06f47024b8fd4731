"""The communes and provinces that the shipped records hold."""

from __future__ import annotations

from datetime import date
from functools import cache

import resources
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.units import Unit, Units
from desk_app.core.units_file import load_units

_COMMUNE_CODE = 5


@cache
def units() -> Units:
    """Provinces and communes, and what became of the old ones."""
    return load_units(
        resources.read_text("units/units.csv"), resources.read_text("units/history.csv")
    )


def find_commune(code: str, on: date) -> Unit:
    """The commune with this code on that day; UserProblem when our records hold none."""
    found = units().find(code, on) if len(code) == _COMMUNE_CODE else None
    if found is None:
        raise UserProblem(Problem("desk.unit_unknown", "commune", {"unit": code}))
    return found


def province_name(commune: str, on: date) -> str:
    """What the province of a commune is called in a sentence; "" where our records hold none."""
    found = units().find(commune, on) if len(commune) == _COMMUNE_CODE else None
    province = None if found is None else units().province_of(found, on)
    return "" if province is None else province.within_sentence
