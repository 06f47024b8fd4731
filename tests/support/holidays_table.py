"""What the package `holidays` says of Viet Nam, written down so that it can be compared with.

holidays 0.109 asks for python-dateutil below 3, which cannot stand beside the version this program
pins, so it is run in an environment of its own and its answers are kept:

    python3 -m venv V && V/bin/pip install holidays==0.109
    V/bin/python tests/support/holidays_table.py > tests/core/holidays_vn.toml

The shipped calendar was made from the same answers and then corrected by hand.
"""

from __future__ import annotations

import importlib
import sys
from datetime import date, timedelta

FIRST, LAST = 2023, 2027


def table() -> str:
    """Weekdays off and days of rest that are worked, by year."""
    package = importlib.import_module("holidays")
    found = package.country_holidays("VN", language="vi", years=range(FIRST - 1, LAST + 1))
    lines = [f'# Written by tests/support/holidays_table.py.\npackage = "{package.__version__}"\n']
    for year in range(FIRST, LAST + 1):
        days = [date(year, 1, 1) + timedelta(days=n) for n in range(365 + (year % 4 == 0))]
        off = [d for d in days if d.weekday() < 5 and not found.is_working_day(d)]
        work = [d for d in days if d.weekday() >= 5 and found.is_working_day(d)]
        lines.append(f"[{year}]\noff = [{_listed(off)}]\nwork = [{_listed(work)}]\n")
    return "\n".join(lines)


def _listed(days: list[date]) -> str:
    return "".join(f"\n  {day.isoformat()}," for day in days) + ("\n" if days else "")


if __name__ == "__main__":
    sys.stdout.write(table())
