"""What the server counts, as Prometheus reads it; nothing in it is about a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from sync.server.store.faults import StoreFault

CONTENT_TYPE = CONTENT_TYPE_LATEST
# Seconds; the goal is a p99 push below 2.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)


class DeskFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One desk: waiting, as it last said itself; contact: when that was (milliseconds)."""

    commune: str
    desk: str
    waiting: int
    contact: int | None


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What the store holds at this moment."""

    ops: int
    quarantined: int
    blobs: int
    blob_bytes: int
    desks: tuple[DeskFigures, ...]


class Metrics:
    """Counts requests, and asks the store for the rest when somebody reads."""

    def __init__(self, figures: Callable[[], Figures], now: Callable[[], int]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "mot_cua_requests", "Requests answered", ("route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "mot_cua_request_seconds",
            "From the whole head to the handed-over answer",
            ("route",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._refused = Counter(
            "mot_cua_refused", "Requests refused, by reason", ("reason",), registry=self._registry
        )
        self._batches = Counter("mot_cua_batches", "Batches taken", registry=self._registry)
        self._registry.register(_Stored(figures, now))

    def answered(self, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)
        if route == "push" and status == 200:
            self._batches.inc()

    def refused(self, reason: str) -> None:
        """A request was not taken; reason is a Problem code of ours."""
        self._refused.labels(reason).inc()

    def text(self) -> bytes:
        """All figures in Prometheus' text form."""
        return generate_latest(self._registry)


class _Stored(Collector):
    """The figures that lie in the store; read anew each time."""

    def __init__(self, figures: Callable[[], Figures], now: Callable[[], int]) -> None:
        self._figures = figures
        self._now = now

    def describe(self) -> Iterator[Metric]:
        """Nothing: naming them must not read the store."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """One look at the store; nothing of it while it cannot be read."""
        try:
            figures = self._figures()
        except StoreFault:
            return
        yield CounterMetricFamily("mot_cua_ops", "Ops taken since ever", value=figures.ops)
        for name, words, value in (
            ("mot_cua_quarantined", "Ops set aside and not settled", figures.quarantined),
            ("mot_cua_blobs", "Attachments held whole", figures.blobs),
            ("mot_cua_blob_bytes", "Their size", figures.blob_bytes),
            ("mot_cua_oldest_contact_seconds", "Since the most silent desk", self._oldest(figures)),
        ):
            yield GaugeMetricFamily(name, words, value=value)
        waiting = GaugeMetricFamily(
            "mot_cua_waiting", "Ops a desk said are waiting there", labels=("commune", "desk")
        )
        for desk in figures.desks:
            waiting.add_metric((desk.commune, desk.desk), desk.waiting)
        yield waiting

    def _oldest(self, figures: Figures) -> float:
        contacts = [desk.contact for desk in figures.desks if desk.contact is not None]
        return max(0.0, (self._now() - min(contacts)) / 1000) if contacts else 0.0
