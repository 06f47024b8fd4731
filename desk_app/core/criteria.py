"""A criteria set: its groups, criteria, star ladder and step of points, as typed values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from desk_app.core.period import Window
from desk_app.core.rules import NothingArose, Rule

# A set without a step of its own still needs an end to its decimals.
FINEST_STEP = Decimal("0.0001")

Status = Literal["model", "official"]
Provenance = Literal["source", "model"]


class Star(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the ladder: a number of stars or a grade in words, from `min` points upwards."""

    min: Decimal
    stars: int | None = None
    grade: str = ""
    provenance: Provenance = "model"


class Recogniser(msgspec.Struct, frozen=True):
    """Who recognises the standard, from which day on."""

    since: date
    title: str


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion: points, window and rule; `words` is the rule as its source writes it."""

    id: str
    title: str
    max: Decimal
    window: Window
    rule: Rule
    provenance: Provenance
    nothing_arose: NothingArose = "zero"
    evidence: tuple[str, ...] = ()
    words: str = ""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A group of criteria. Points of a bonus group stand outside the set's total."""

    id: str
    title: str
    max: Decimal
    criteria: tuple[Criterion, ...]
    bonus: bool = False
    provenance: Provenance = "model"
    note: str = ""


class CriteriaSet(msgspec.Struct, frozen=True, kw_only=True):
    """A whole set; `pass_min` is None for a ladder without a fail level, `step` for no step.

    digest: SHA-256 of the file's text, in hex: which version of the set this is.
    """

    id: str
    title: str
    status: Status
    legal_basis: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    total: Decimal
    pass_min: Decimal | None
    step: Decimal | None
    recognised_by: tuple[Recogniser, ...]
    stars: tuple[Star, ...]
    groups: tuple[Group, ...]
    note: str = ""
    digest: str = ""

    @property
    def version(self) -> tuple[str, str]:
        """Id and digest: which set this is, and which version of it."""
        return self.id, self.digest

    @property
    def finest_step(self) -> Decimal:
        """The step that points are rounded down to, also where the set names none."""
        return self.step if self.step is not None else FINEST_STEP

    def criteria(self) -> Iterator[Criterion]:
        """All criteria in the order of the set."""
        for group in self.groups:
            yield from group.criteria

    def criterion(self, criterion_id: str) -> Criterion | None:
        """The criterion with this id, or None."""
        return next((c for c in self.criteria() if c.id == criterion_id), None)
