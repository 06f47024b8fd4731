"""What a package changes beside what holds before it, each change one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from desk_app.core.catalogue_preview import CataloguePreview
from desk_app.core.criteria import CriteriaSet, Criterion
from desk_app.core.decimals import text_of
from desk_app.core.problems import Problem
from desk_app.core.units import Unit, Units
from desk_app.core.work_calendar import DayRule, WorkCalendar

# Nobody reads more; how many more there are is said.
SHOWN = 200

News = tuple[Problem, ...]


def criteria_news(old: CriteriaSet | None, new: CriteriaSet) -> News:
    """Points, thresholds and words that read otherwise; old: the set it takes the place of."""
    return _first(_criteria(old, new))


def calendar_news(old: WorkCalendar, new: WorkCalendar, since: date) -> News:
    """Days from `since` on that count otherwise, and the years whose holidays are known."""
    return _first(_calendar(old, new, since))


def units_news(old: Units, new: Units, ours: str, before: date, day: date) -> News:
    """Communes of our province that come, go or change their name; ours: our commune's code."""
    return _first(_units(old, new, ours, before, day))


def catalogue_news(plan: CataloguePreview) -> News:
    """Procedures that are new, changed, replaced or abolished."""
    found = [
        Problem(
            f"package.news.procedure.{change.kind}",
            "",
            {"code": change.code, "name": change.name, "by": change.by},
        )
        for change in plan.changes
    ]
    return _first(iter(found))


def _first(found: Iterator[Problem]) -> News:
    shown = tuple(islice(found, SHOWN))
    more = sum(1 for _ in found)
    if not more:
        return shown or (_one("nothing"),)
    return (*shown, _one("more", count=str(more)))


def _one(code: str, /, **values: str) -> Problem:
    return Problem(f"package.news.{code}", "", values)


def _criteria(old: CriteriaSet | None, new: CriteriaSet) -> Iterator[Problem]:
    if old is None or old.id != new.id:
        yield _one("set", id=new.id, title=new.title)
    if old is None:
        return
    for code, before, after in (
        ("total", old.total, new.total),
        ("pass", old.pass_min, new.pass_min),
        ("step", old.step, new.step),
    ):
        if before != after:
            values = {
                "old": "–" if before is None else _points(text_of(before)),
                "new": "–" if after is None else _points(text_of(after)),
            }
            yield _one(code, **values)
    if old.stars != new.stars:
        yield _one("stars")
    if old.legal_basis != new.legal_basis:
        yield _one("basis", new="; ".join(new.legal_basis))
    earlier = {one.id: one for one in old.criteria()}
    for one in new.criteria():
        was = earlier.pop(one.id, None)
        if was is None:
            yield _one("criterion_new", id=one.id, title=one.title, max=_max(one))
        else:
            yield from _criterion(was, one)
    for one in earlier.values():
        yield _one("criterion_gone", id=one.id, title=one.title, max=_max(one))


def _criterion(old: Criterion, new: Criterion) -> Iterator[Problem]:
    if old.max != new.max:
        yield _one("max", id=new.id, title=new.title, old=_max(old), new=_max(new))
    if old.title != new.title:
        yield _one("title", id=new.id, old=old.title, new=new.title)
    if (old.rule, old.window, old.nothing_arose) != (new.rule, new.window, new.nothing_arose):
        yield _one("rule", id=new.id, title=new.title)
    if (old.words, old.evidence) != (new.words, new.evidence):
        yield _one("words", id=new.id, title=new.title)


def _max(criterion: Criterion) -> str:
    return _points(text_of(criterion.max))


def _points(text: str) -> str:
    return text.replace(".", ",")


def _calendar(old: WorkCalendar, new: WorkCalendar, since: date) -> Iterator[Problem]:
    known = {year.year for year in old.years}
    come = [str(year.year) for year in new.years if year.year not in known]
    if come:
        yield _one("years", years=", ".join(come))
    lost = [y.year for y in old.years if y.year >= since.year and not new.covers(y.year)]
    if lost:
        yield _one("years_lost", years=", ".join(map(str, lost)))
    before, after = _rules(old, since), _rules(new, since)
    for day in sorted(before.keys() | after.keys()):
        was, now = before.get(day), after.get(day)
        if now is None:
            yield _one("day_plain", day=_day(day), name="" if was is None else was.name)
        elif was is None or was.kind != now.kind:
            yield _one(f"day_{now.kind}", day=_day(day), name=now.name)
        elif was.name != now.name:
            yield _one("day_name", day=_day(day), old=was.name, new=now.name)


def _rules(calendar: WorkCalendar, since: date) -> dict[date, DayRule]:
    return {rule.day: rule for rule in calendar.days if rule.day >= since}


def _units(old: Units, new: Units, ours: str, before: date, day: date) -> Iterator[Problem]:
    was, now = old.find(ours, before), new.find(ours, day)
    if was is not None and now is not None and was.name != now.name:
        yield _one("our_name", old=was.name, new=now.name)
    province = now or was
    if province is None:
        return
    earlier = _named(old.communes(province.province, before))
    later = _named(new.communes(province.province, day))
    for code in sorted(earlier.keys() | later.keys()):
        if code not in earlier:
            yield _one("unit_new", code=code, name=later[code])
        elif code not in later:
            yield _one("unit_gone", code=code, name=earlier[code])
        elif earlier[code] != later[code] and code != ours:
            yield _one("unit_name", code=code, old=earlier[code], new=later[code])


def _named(units: Sequence[Unit]) -> dict[str, str]:
    return {unit.code: unit.name for unit in units}


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
