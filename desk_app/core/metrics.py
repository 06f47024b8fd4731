"""All metrics that a criteria set may name: their units, and how each is read from the inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

import msgspec

from desk_app.core.case_figures import CaseCounts


class VisitCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Visits of a window, in lượt.

    `offered`, `answered`, `declined`, `timed_out` and `not_offered` count visits with a service
    only: visits that were only a question are outside the response rate.
    """

    total: int = 0
    with_service: int = 0
    questions_only: int = 0
    online_help: int = 0
    offered: int = 0
    answered: int = 0
    declined: int = 0
    timed_out: int = 0
    not_offered: int = 0


class RatingCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Released answers of a window by their word, in lượt."""

    very_dissatisfied: int = 0
    dissatisfied: int = 0
    neutral: int = 0
    satisfied: int = 0
    very_satisfied: int = 0

    @property
    def answered(self) -> int:
        """All released answers."""
        return (
            self.very_dissatisfied
            + self.dissatisfied
            + self.neutral
            + self.satisfied
            + self.very_satisfied
        )


class ProcedureCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Procedures (thủ tục) that were new, changed, replaced or abolished on a day of a window.

    must_publish: all that the lists taken in here name; published_on_time: of these, in the desk's
    list, which officers and citizens are shown, no later than on that day (NĐ 63/2010/NĐ-CP:
    procedures are made public before they hold). That they hang on the wall is for evidence to say.
    """

    must_publish: int = 0
    published_on_time: int = 0


class Inputs(msgspec.Struct, frozen=True):
    """What the store gathered for one window; a part that is None is not gathered."""

    visits: VisitCounts | None = None
    ratings: RatingCounts | None = None
    cases: CaseCounts | None = None
    procedures: ProcedureCounts | None = None


Value = int | Decimal
Read = Callable[[Inputs], Value | None]


class Metric(msgspec.Struct, frozen=True):
    """One metric: its name, its unit, whether each one counted is a row of the log, its reader.

    `read` is None while nothing gathers the metric; a reader returns None for inputs that lack
    its part. Units are the words of the field (lượt, người, hồ sơ, đơn …) and are never mixed.
    """

    name: str
    unit: str
    counts_rows: bool = True
    read: Read | None = None


class Metrics:
    """A registry of metrics by name. It never changes; `reading` gives a fuller one."""

    def __init__(self, metrics: Iterable[Metric], families: Mapping[str, str]) -> None:
        self._metrics = {metric.name: metric for metric in metrics}
        self._families = dict(families)

    def find(self, name: str) -> Metric | None:
        """The metric of this name, or None when a criteria set may not use the name.

        Names of a family (plan.online_share) are free after the dot, since each year's plan
        brings its own.
        """
        metric = self._metrics.get(name)
        if metric is not None:
            return metric
        family, dot, rest = name.partition(".")
        unit = self._families.get(family)
        if unit is None or not dot or not rest.replace("_", "a").isalnum() or not rest.isascii():
            return None
        return Metric(name, unit, counts_rows=False)

    def value(self, name: str, inputs: Inputs | None) -> Value | None:
        """The metric's value in these inputs, or None when it is not gathered."""
        metric = self.find(name)
        if metric is None or metric.read is None or inputs is None:
            return None
        return metric.read(inputs)

    def reading(self, readers: Mapping[str, Read]) -> Metrics:
        """This registry with further metrics read; a name that is not registered is refused."""
        metrics = dict(self._metrics)
        for name, read in readers.items():
            metric = self.find(name)
            if metric is None:
                raise ValueError(f"no metric is called {name}")
            metrics[name] = Metric(name, metric.unit, metric.counts_rows, read)
        return Metrics(metrics.values(), self._families)

    def all(self) -> tuple[Metric, ...]:
        """Every metric with a fixed name, in the order of the table."""
        return tuple(self._metrics.values())

    def families(self) -> Mapping[str, str]:
        """The families whose names are free after the dot, with their unit."""
        return dict(self._families)


SURVEY_FORMS = tuple(f"PKS0{number}" for number in range(1, 8))

# prefix -> unit -> names. What a plan or a rule of law asks for is written with a star: it is a
# figure to reach, and no row of the log lies behind it.
_MATTER_NAMES = (
    "received in_jurisdiction out_of_jurisdiction settled settled_on_time answered withdrawn open "
    "crowd_at_higher_level"
)
_BODIES = {
    "cuộc": "planned* held",
    "công trình": "projects* projects_supervised",
    "kiến nghị": "recommendations recommendations_handled",
}
_TABLE: dict[str, dict[str, str]] = {
    "cases": {
        "hồ sơ": "total closed on_time on_time_or_open_in_time late late_with_apology_in_time "
        "supplemented_more_than_once online eligible_online digitised result_electronic "
        "paid_online with_fee"
    },
    "visits": {
        "lượt": "total with_service questions_only offered answered declined timed_out "
        "not_offered online_help"
    },
    "rating": {"lượt": "very_satisfied satisfied neutral dissatisfied very_dissatisfied"},
    "procedures": {"thủ tục": "must_publish* published_on_time*"},
    "feedback": {"vụ việc": "total on_time upheld_attitude"},
    "petitions": {"đơn": _MATTER_NAMES},
    "matters": {"vụ việc": _MATTER_NAMES},
    "reception": {
        "cuộc": "sessions",
        "lượt": "visits",
        "người": "people",
        "vụ việc": "matters processed_on_time",
        "đoàn": "large_groups",
        "ngày": "days_held days_required*",
    },
    "dialogues": {"cuộc": "held planned*", "ý kiến": "opinions opinions_answered"},
    "publicity": {
        "cuộc": "sessions planned_sessions*",
        "lượt người nghe": "attendees",
        "lượt phát": "broadcasts planned_broadcasts*",
        "tin": "posts",
        "pa-nô": "panels",
        "hình thức": "distinct_forms*",
        "tháng": "months_without*",
    },
    "postings": {"nội dung": "required* on_time", "hình thức": "distinct_forms*"},
    "meetings": {"cuộc": "required* decided_with_minutes"},
    "consultations": {"cuộc": "total with_response_report"},
    "villages": {"thôn, tổ dân phố": "total* met_required"},
    "inspectorate": _BODIES,
    "investment": _BODIES,
    "staff": {"người": "total* signed_commitment"},
    "shifts": {"ca": "planned covered"},
    "courtesies": {"việc": "done eligible"},
    **{
        f"survey.{form}": {"phiếu": "issued* returned valid satisfied", "tỷ lệ": "participation*"}
        for form in SURVEY_FORMS
    },
}
_FAMILIES = {
    "plan": "chỉ tiêu",
    "documents": "mục",
    "facilities": "mục",
    "initiatives": "mục",
}


def _visits(read: Callable[[VisitCounts], int]) -> Read:
    return lambda inputs: None if inputs.visits is None else read(inputs.visits)


def _ratings(read: Callable[[RatingCounts], int]) -> Read:
    return lambda inputs: None if inputs.ratings is None else read(inputs.ratings)


def _cases(read: Callable[[CaseCounts], int]) -> Read:
    return lambda inputs: None if inputs.cases is None else read(inputs.cases)


def _procedures(read: Callable[[ProcedureCounts], int]) -> Read:
    return lambda inputs: None if inputs.procedures is None else read(inputs.procedures)


# A later issue adds its part to Inputs and its readers here; nothing else changes.
_READERS: dict[str, Read] = {
    "visits.total": _visits(lambda counts: counts.total),
    "visits.with_service": _visits(lambda counts: counts.with_service),
    "visits.questions_only": _visits(lambda counts: counts.questions_only),
    "visits.online_help": _visits(lambda counts: counts.online_help),
    "visits.offered": _visits(lambda counts: counts.offered),
    "visits.answered": _visits(lambda counts: counts.answered),
    "visits.declined": _visits(lambda counts: counts.declined),
    "visits.timed_out": _visits(lambda counts: counts.timed_out),
    "visits.not_offered": _visits(lambda counts: counts.not_offered),
    "rating.very_dissatisfied": _ratings(lambda counts: counts.very_dissatisfied),
    "rating.dissatisfied": _ratings(lambda counts: counts.dissatisfied),
    "rating.neutral": _ratings(lambda counts: counts.neutral),
    "rating.satisfied": _ratings(lambda counts: counts.satisfied),
    "rating.very_satisfied": _ratings(lambda counts: counts.very_satisfied),
    "procedures.must_publish": _procedures(lambda counts: counts.must_publish),
    "procedures.published_on_time": _procedures(lambda counts: counts.published_on_time),
    "cases.total": _cases(lambda counts: counts.total),
    "cases.closed": _cases(lambda counts: counts.closed),
    "cases.on_time": _cases(lambda counts: counts.on_time),
    "cases.on_time_or_open_in_time": _cases(lambda counts: counts.on_time_or_open_in_time),
    "cases.late": _cases(lambda counts: counts.late),
    "cases.late_with_apology_in_time": _cases(lambda counts: counts.late_with_apology_in_time),
    "cases.supplemented_more_than_once": _cases(lambda counts: counts.supplemented_more_than_once),
    "cases.online": _cases(lambda counts: counts.online),
    "cases.eligible_online": _cases(lambda counts: counts.eligible_online),
    "cases.digitised": _cases(lambda counts: counts.digitised),
    "cases.result_electronic": _cases(lambda counts: counts.result_electronic),
    "cases.with_fee": _cases(lambda counts: counts.with_fee),
    "cases.paid_online": _cases(lambda counts: counts.paid_online),
}


def _named() -> Iterable[Metric]:
    for prefix, units in _TABLE.items():
        for unit, names in units.items():
            for name in names.split():
                yield Metric(f"{prefix}.{name.rstrip('*')}", unit, not name.endswith("*"))


METRICS = Metrics(_named(), _FAMILIES).reading(_READERS)
