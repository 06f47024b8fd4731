"""What a desk can print of its cases, by its own settings, forms and commune."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from desk_app.core.case_paper import CasePaper
from desk_app.core.clock import Millis, day_of
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.register_form import RegisterPaper
from desk_app.core.units import Unit
from desk_app.printing.register_paper import RegisterValues
from desk_app.services.case_paper_values import Desk, StepDraft
from desk_app.services.paper_forms import PaperForms
from desk_app.services.print_case import CasePrinted, desk_of, print_cases
from desk_app.services.print_register import (
    PAPER_OF,
    Period,
    made_register,
    print_register,
    register_period,
    register_workbook,
)
from desk_app.services.record_print import Copy, PaperName, next_copy
from desk_app.services.settings import desk_settings
from desk_app.store.store import Reader


class RegisterWish(msgspec.Struct, frozen=True, kw_only=True):
    """A register that is asked for: which, of which book where there are several, of which days."""

    paper: RegisterPaper
    period: Period
    book: str = ""

    @property
    def counted_as(self) -> str:
        """What its copies are counted by."""
        return register_period(self.paper, self.period, self.book)

    @property
    def logged_as(self) -> PaperName:
        """The name under which its copies are counted."""
        return PAPER_OF[self.paper]


class RegisterPrinted(msgspec.Struct, frozen=True):
    """A register as PDF with its check code, and the copy it would be."""

    pdf: bytes
    check: str
    copy: Copy


class CasePapers:
    """Prints papers and registers of one desk; the forms of its own are read once."""

    def __init__(
        self,
        unit: Unit,
        catalogue: Catalogue,
        folder: Path | None,
        published: Mapping[str, str] | None = None,
    ) -> None:
        self._unit, self._catalogue = unit, catalogue
        self._forms = PaperForms(folder, published)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Which of the desk's own forms are not used, and why."""
        return self._forms.notes

    def cases(
        self,
        reader: Reader,
        paper: CasePaper,
        case_ids: Sequence[str],
        now: Millis,
        draft: StepDraft | None = None,
    ) -> CasePrinted:
        """The next copies of one paper for these cases."""
        size = desk_settings(reader).slip_size
        return print_cases(
            reader, self._catalogue, self._forms, self._desk(reader), paper, case_ids, day_of(now),
            size=size, now=now, draft=draft,
        )  # fmt: skip

    def register(self, reader: Reader, wish: RegisterWish, now: Millis) -> RegisterPrinted:
        """The next copy of a register."""
        values = self._values(reader, wish, now)
        copy = next_copy(reader, wish.counted_as, now, wish.logged_as)
        printed = print_register(values, self._forms, copy=copy)
        return RegisterPrinted(printed.pdf, printed.check, copy)

    def workbook(self, reader: Reader, wish: RegisterWish, now: Millis) -> bytes:
        """A register as XLSX."""
        return register_workbook(self._values(reader, wish, now), self._forms)

    def _values(self, reader: Reader, wish: RegisterWish, now: Millis) -> RegisterValues:
        return made_register(
            reader, self._catalogue, self._forms, self._desk(reader), wish.paper, wish.period,
            day_of(now), book=wish.book,
        )  # fmt: skip

    def _desk(self, reader: Reader) -> Desk:
        settings = desk_settings(reader)
        return desk_of(
            reader,
            self._unit,
            interim=settings.slip_heading,
            office_phone=settings.office_phone,
        )
