"""Promises about the simulator: seeded, streamed, and like a real desk in what can be counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, pairwise
from random import Random
from statistics import mean, pvariance

import msgspec
import pytest

import resources
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.citizen_id import CitizenId, citizen_id_warnings
from desk_app.core.clock import day_of, from_local, local
from desk_app.core.errors import UserProblem
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.procedure import Catalogue
from desk_app.core.simulation import SimulatedVisit, SimulationParameters, simulate
from desk_app.core.simulation_data import SimulationData, load_simulation_data
from desk_app.core.simulation_days import WorkingDays
from desk_app.core.simulation_people import Place
from desk_app.core.visit import NewVisit, VisitForm, check_visit

CATALOGUE = load_catalogue(resources.read_text("procedures/catalogue.csv"))
FILES = ("names", "mix", "days_off", "cases")
TEXTS = [resources.read_text(f"simulation/{name}.toml") for name in FILES]
DATA = load_simulation_data(*TEXTS)
WARD = Place(name="phường Bắc Giang", ward=True, home_code="024", neighbours=("xã Lục Nam",))
LAST_DAY = date(2026, 11, 20)


def parameters(days: int, visits_per_day: float, last_day: date = LAST_DAY) -> SimulationParameters:
    return SimulationParameters(
        last_day=last_day, days=days, visits_per_day=visits_per_day, place=WARD
    )


def simulated(
    days: int, visits_per_day: float, seed: int = 1, last_day: date = LAST_DAY
) -> Iterator[SimulatedVisit]:
    return simulate(parameters(days, visits_per_day, last_day), CATALOGUE, DATA, Random(seed))


@pytest.fixture(scope="module")
def year() -> list[SimulatedVisit]:
    return list(simulated(250, 60))


def named(visits: list[SimulatedVisit]) -> list[VisitForm]:
    return [v.form for v in visits if v.form.name]


def test_the_same_seed_gives_the_same_visits_and_another_seed_others() -> None:
    assert list(simulated(5, 30, seed=4)) == list(simulated(5, 30, seed=4))
    assert list(simulated(5, 30, seed=4)) != list(simulated(5, 30, seed=5))


def test_ten_years_come_one_visit_after_the_other() -> None:
    first = list(islice(simulated(2500, 200), 50))
    assert len(first) == 50
    assert day_of(first[0].recorded).year == 2016


def test_every_visit_passes_the_checks_of_a_typed_one(year: list[SimulatedVisit]) -> None:
    hashed = KeyedHash(bytes(32))

    def find(code: str) -> str | None:
        found = CATALOGUE.find(code)
        return None if found is None else found.code

    for visit in year:
        new = check_visit(visit.form, find, visit.recorded, hashed)
        assert isinstance(new, NewVisit), new
        assert new.act == visit.act
        amendment = visit.amendment
        if amendment is not None and amendment.form is not None:
            assert isinstance(check_visit(amendment.form, find, visit.recorded, hashed), NewVisit)


def test_the_number_of_visits_is_the_mean_asked_for_and_days_differ(
    year: list[SimulatedVisit],
) -> None:
    counts = list(Counter(day_of(v.act) for v in year).values())
    assert len(counts) == 250
    assert mean(counts) == pytest.approx(60, rel=0.06)
    assert pvariance(counts) > 2 * mean(counts)  # a Poisson day would have as much as the mean


def test_small_desks_have_their_small_mean_too() -> None:
    assert len(list(simulated(500, 7))) == pytest.approx(3500, rel=0.08)


def test_mondays_and_mornings_are_busiest(year: list[SimulatedVisit]) -> None:
    weekday = Counter(day_of(v.act).weekday() for v in year)
    assert weekday[0] > 1.2 * weekday[4]
    hours = Counter(local(v.act).hour for v in year)
    assert hours[8] == max(hours.values())
    morning = sum(count for hour, count in hours.items() if hour < 12)
    assert 0.55 < morning / len(year) < 0.7


def test_citizens_come_within_the_hours_of_open_days_only(year: list[SimulatedVisit]) -> None:
    days = WorkingDays(DATA.days_off)
    for visit in year:
        when = local(visit.act)
        minute = when.hour * 60 + when.minute
        assert 450 <= minute < 690 or 810 <= minute < 1020
        assert days.is_open(when.date())


def test_holidays_and_swapped_days_are_known() -> None:
    days = WorkingDays(DATA.days_off)
    closed = (date(2026, 8, 31), date(2026, 9, 2), date(2026, 11, 24), date(2026, 2, 17))
    assert not any(map(days.is_open, closed))
    assert all(map(days.is_open, (date(2026, 8, 22), date(2026, 11, 23), date(2026, 1, 10))))
    assert not days.is_open(date(2026, 11, 22))
    assert list(days.ending(date(2026, 9, 3), 3)) == [
        date(2026, 8, 27),
        date(2026, 8, 28),
        date(2026, 9, 3),
    ]


def test_the_mix_is_the_published_one(year: list[SimulatedVisit]) -> None:
    purposes = Counter(v.form.purpose for v in year)
    assert 0.20 < purposes["question"] / len(year) < 0.25
    assert 0.065 < purposes["online_help"] / len(year) < 0.095
    fields: Counter[str] = Counter()
    for form in named(year):
        procedure = CATALOGUE.find(form.procedures[0])
        assert procedure is not None
        fields[procedure.field] += 1
    assert fields.most_common(1)[0][0] == "Chứng thực"
    others = sum(fields.values()) - fields["Chứng thực"]
    # Published for one ward, of 801 cases: land 238, civil status 167, household business 77.
    assert fields["Đất đai"] / others == pytest.approx(238 / 801, abs=0.05)
    assert (fields["Hộ tịch"] + fields["Hộ tịch (liên thông)"]) / others == pytest.approx(
        167 / 801, abs=0.05
    )
    assert fields["Hộ kinh doanh"] / others == pytest.approx(77 / 801, abs=0.03)


def test_a_procedure_is_not_asked_for_before_it_existed() -> None:
    before = [c for v in simulated(60, 60, last_day=date(2025, 6, 30)) for c in v.form.procedures]
    after = [c for v in simulated(60, 60, last_day=date(2025, 9, 30)) for c in v.form.procedures]
    for code in ("1.014027", "1.001612", "1.013978"):
        assert code not in before
        assert code in after


def test_every_outcome_flag_and_kind_of_applicant_occurs(year: list[SimulatedVisit]) -> None:
    outcomes = Counter(v.form.outcome for v in year)
    assert set(outcomes) == {"accepted", "done", "refused", "returned", "supplement"}
    assert 0.01 < outcomes["refused"] / len(year) < 0.04
    flags = Counter(flag for form in named(year) for flag in form.flags)
    assert set(flags) == {"proxy", "priority", "elderly", "disabled"}
    organisations = sum(bool(form.organisation) for form in named(year))
    assert 0.02 < organisations / len(named(year)) < 0.05


def test_only_a_question_holds_no_personal_data_and_is_never_rated(
    year: list[SimulatedVisit],
) -> None:
    for visit in year:
        if visit.form.purpose == "question":
            form = visit.form
            assert (form.name, form.citizen_id, form.phone, form.address) == ("", "", "", "")
            assert visit.rating is None


def test_names_are_as_frequent_as_in_life(year: list[SimulatedVisit]) -> None:
    families = Counter(form.name.split()[0] for form in set(named(year)))
    total = sum(families.values())
    assert 0.30 < families["Nguyễn"] / total < 0.40
    assert families["Nguyễn"] > families["Trần"] > families["Phạm"] > families["Bùi"] > 0
    assert families["Nông"] > 0


def test_some_citizens_come_several_times_a_year(year: list[SimulatedVisit]) -> None:
    visits = Counter((f.name, f.address) for f in named(year))
    several = sum(count >= 3 for count in visits.values())
    assert 0.1 < several / len(visits) < 0.5
    assert max(visits.values()) >= 10


def test_generated_numbers_are_well_formed_and_recognisable(year: list[SimulatedVisit]) -> None:
    numbers = {form.citizen_id for form in named(year) if form.citizen_id}
    assert len(numbers) > 1000
    for number in numbers:
        assert citizen_id_warnings(CitizenId(number), LAST_DAY) == ()
        assert number[6] == "9"
    assert {form.phone[:3] for form in named(year)} == {"", "050", "051", "053", "054", "057"}


def test_visits_are_recorded_in_order_and_some_late_with_a_reason(
    year: list[SimulatedVisit],
) -> None:
    assert all(one.recorded <= other.recorded for one, other in pairwise(year))
    late = [v for v in year if v.form.late_reason]
    assert {v.form.late_reason for v in late} == {"power", "busy", "outside"}
    for visit in year:
        if visit.form.late_reason:
            assert visit.act < visit.recorded
            assert visit.form.late_note
        else:
            assert visit.act == visit.recorded
    assert any(day_of(v.act) < day_of(v.recorded) for v in late)


def test_all_kinds_of_silence_occur_and_most_answers_are_good(year: list[SimulatedVisit]) -> None:
    offered = [v for v in year if v.form.purpose != "question"]
    ratings = [v.rating.rating for v in offered if v.rating is not None]
    silences = Counter(r.silence for r in ratings if r.silence is not None)
    assert set(silences) == {"declined", "timed_out", "not_offered"}
    assert {r.why for r in ratings if r.silence == "not_offered"} > {"citizen_left", "busy"}
    assert 0 < len(offered) - len(ratings) < 0.06 * len(offered)
    answers = Counter(r.answer for r in ratings if r.answer is not None)
    assert set(answers) == {1, 2, 3, 4, 5}
    assert 0.6 < sum(answers.values()) / len(offered) < 0.7
    assert 0.83 < (answers[4] + answers[5]) / sum(answers.values()) < 0.93


def test_the_turned_away_are_less_satisfied(year: list[SimulatedVisit]) -> None:
    def average(*outcomes: str) -> float:
        return mean(
            v.rating.rating.answer
            for v in year
            if v.rating is not None
            and v.rating.rating.answer is not None
            and v.form.outcome in outcomes
        )

    assert average("refused", "supplement") < average("done", "accepted") - 0.5


def test_few_visits_are_put_right_and_none_that_was_rated_is_voided(
    year: list[SimulatedVisit],
) -> None:
    amended = [v for v in year if v.amendment is not None]
    kinds = Counter(v.amendment.kind for v in amended if v.amendment is not None)
    assert 0 < kinds["voided"] < kinds["corrected"] < 0.01 * len(year)
    for visit in amended:
        assert visit.amendment is not None
        assert visit.amended_at is not None
        assert visit.amended_at > visit.recorded
        changed = visit.amendment.form
        if changed is None:
            assert visit.rating is None or visit.rating.rating.answer is None
        else:
            fields = ("name", "phone", "address", "procedures", "outcome", "organisation", "note")
            differing = [f for f in fields if getattr(changed, f) != getattr(visit.form, f)]
            assert len(differing) == 1


def test_nothing_is_recorded_after_the_given_moment() -> None:
    until = from_local(local(list(simulated(3, 40))[-1].recorded) - timedelta(hours=3))
    limited = msgspec.structs.replace(parameters(3, 40), until=until)
    visits = list(simulate(limited, CATALOGUE, DATA, Random(1)))
    assert visits == [v for v in simulated(3, 40) if v.recorded <= until]
    assert visits


def test_a_mix_that_names_an_unknown_procedure_is_refused() -> None:
    with pytest.raises(UserProblem) as raised:
        next(simulate(parameters(1, 5), Catalogue([]), DATA, Random(1)))
    assert {p.code for p in raised.value.problems} == {"simulation.procedure"}


def test_a_misspelt_key_in_the_data_is_refused() -> None:
    names, mix, days_off, cases = TEXTS
    with pytest.raises(msgspec.ValidationError, match="day_sprad"):
        load_simulation_data(names, mix.replace("day_spread", "day_sprad"), days_off, cases)
    with pytest.raises(msgspec.ValidationError, match="suplement"):
        load_simulation_data(names, mix, days_off, cases.replace("supplement =", "suplement ="))


def test_shipped_shares_say_where_they_come_from() -> None:
    data: SimulationData = DATA
    assert data.mix.source
    assert data.names.source
    assert {year.year for year in data.days_off.year} == set(range(2016, 2028))
    assert all(year.source and year.confidence for year in data.days_off.year)
