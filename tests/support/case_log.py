"""Cases written into a log op by op, at moments that the test names; no service in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from desk_app.core.case_ops import (
    CaseExtended,
    CaseHandedOver,
    CaseReady,
    CaseReceived,
    CaseStep,
    CaseStopped,
    CaseVoided,
    Supplemented,
    SupplementRequested,
)
from desk_app.core.clock import Millis, from_local
from desk_app.core.ids import OfficerId
from desk_app.core.ops import Reason
from desk_app.store.log import Log

OFFICER = OfficerId("0FF1C1")
When = str | Millis
COPY, BIRTH, LAND = "2.000815", "1.001193", "1.012796"


def moment(text: str) -> Millis:
    """The moment written as 2026-10-05 09:00."""
    return from_local(datetime.fromisoformat(text))


class CaseLog:
    """Writes cases through `log`, which gives the log at its next tick."""

    def __init__(self, log: Callable[[], Log]) -> None:
        self._log = log
        self._numbers = 0

    def receive(
        self,
        at: str | Millis,
        due: str | Millis | None = None,
        procedure: str = BIRTH,
        **facts: Any,
    ) -> str:
        """Receive a case; returns its id."""
        self._numbers += 1
        op = self._log().append(
            "case.received",
            CaseReceived(
                number=f"K7QX-A-{self._numbers:06d}", procedure=procedure, due=_at(due), **facts
            ),
            officer=OFFICER,
            act=_at(at),
        )
        return str(op.header.id)

    def step(self, case: str, kind: str, at: str | Millis, facts: CaseStep | None = None) -> str:
        """Write a step; returns the id of its op."""
        made = facts or {
            "ready": CaseReady(), "handed_over": CaseHandedOver(), "stopped": CaseStopped(),
        }.get(kind, CaseStep())  # fmt: skip
        op = self._log().append(f"case.{kind}", made, officer=OFFICER, subject=case, act=_at(at))
        return str(op.header.id)

    def ask(self, case: str, at: str | Millis, clock: Any = "pause") -> None:
        """Ask the citizen for a supplement."""
        self.step(case, "supplement_requested", at, SupplementRequested(clock=clock))

    def supplement(self, case: str, at: str | Millis, due: str | Millis | None) -> None:
        """The supplement came; the moment promised from now on."""
        self.step(case, "supplemented", at, Supplemented(due=_at(due)))

    def extend(
        self, case: str, at: str | Millis, due: str | Millis, *, apology: bool = True
    ) -> None:
        """Extend the time, with an apology or without."""
        new = _at(due)
        assert new is not None
        self.step(case, "extended", at, CaseExtended(due=new, apology=apology))

    def void(self, case: str) -> None:
        """The case no longer counts."""
        self._log().append(
            "case.voided",
            CaseVoided(),
            person=Reason(reason="trùng"),
            officer=OFFICER,
            subject=case,
        )


def _at(when: str | Millis | None) -> Millis | None:
    return moment(when) if isinstance(when, str) else when
