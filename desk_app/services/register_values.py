"""The rows and sums of registers as words: cases, certification books, fees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import msgspec

from desk_app.core import vietnamese as vi
from desk_app.core.case_view import CaseView
from desk_app.core.clock import number_of
from desk_app.core.errors import UserProblem
from desk_app.core.money_words import money_words
from desk_app.core.numbers import book_of, entry_in_book
from desk_app.core.paper_words import PaperWords
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.register_form import RegisterPaper
from desk_app.core.text import clean
from desk_app.printing.case_words import amount_text
from desk_app.printing.register_paper import RegisterSection, RegisterValues
from desk_app.services.case_paper_values import Desk
from desk_app.store import case_register
from desk_app.store.case_register import RegisterCase
from desk_app.store.store import Reader

BOOKS = ("certified_copy", "signature", "transaction", "register_copy")
LONGEST = 366 * 5
_PAID = ("cash", "transfer", "online")


class Period(msgspec.Struct, frozen=True):
    """Civil days, both included."""

    first: date
    last: date

    @property
    def code(self) -> str:
        """The days as they name a paper: 2026-11-21, 2026-11-01_2026-11-30."""
        return f"{self.first}" if self.first == self.last else f"{self.first}_{self.last}"


def check_period(period: Period) -> None:
    """UserProblem when the days are in the wrong order or too many for one paper."""
    if period.last < period.first:
        values = {"first": vi.date_text(period.first), "last": vi.date_text(period.last)}
        raise UserProblem(Problem("print.period_order", "period", values))
    if (period.last - period.first).days > LONGEST:
        raise UserProblem(Problem("print.period_long", "period", {"most": "5"}))


def register_values(
    reader: Reader,
    catalogue: Catalogue,
    words: PaperWords,
    desk: Desk,
    paper: RegisterPaper,
    period: Period,
    today: date,
    book: str = "",
) -> RegisterValues:
    """The register of a period as the log says now."""
    check_period(period)
    if paper == "certification_book" and book not in BOOKS:
        raise UserProblem(Problem("print.no_such_book", "book", {"books": ", ".join(BOOKS)}))
    maker = _Maker(catalogue, words, desk)
    first, last = number_of(period.first), number_of(period.last)
    whole = maker.whole(period, today)
    connection = reader.connection
    if paper == "case_07_register":
        rows = list(case_register.received(connection, first, last))
        sections = maker.sections(rows, maker.case)
        elsewhere = case_register.in_books(connection, first, last)
        returned = sum(each.case.status in ("handed_over", "archived") for each in rows)
        whole |= {"returned_count": _count(returned), "elsewhere": _count(elsewhere)}
    elif paper == "certification_book":
        rows = list(case_register.of_book(connection, book, first, last))
        maker.books = len({book_of(each.case.number) for each in rows})
        good = [each.case for each in rows if not each.case.voided]
        sections = maker.sections(rows, maker.entry)
        whole |= {
            "copies_count": _count(sum(case.copies for case in good)),
            "pages_count": _count(sum(case.pages for case in good)),
            "fee_sum": amount_text(sum(case.fee for case in good)),
        }
        rows = [each for each in rows if not each.case.voided]
    else:
        found = list(case_register.paid(connection, first, last))
        rows = [each for each in found if each.case.payment in _PAID and each.case.fee]
        sections, sums = maker.fees(rows, one_day=period.first == period.last)
        free = sum(each.case.payment == "free" for each in found)
        whole |= sums | {"free_count": _count(free)}
    whole["count"] = _count(len(rows))
    return RegisterValues(
        paper=paper,
        book=book,
        on=today,
        one_day=period.first == period.last,
        unit_code=desk.unit.code,
        sections=sections,
        whole=whole,
        practice=desk.practice,
    )


def _count(number: int) -> str:
    return amount_text(number)


class _Maker:
    """Puts cases into the words of rows."""

    def __init__(self, catalogue: Catalogue, words: PaperWords, desk: Desk) -> None:
        self._catalogue, self._words, self._desk = catalogue, words, desk
        self._names: dict[tuple[str, str], tuple[str, str]] = {}
        self.books = 1
        """How many desks' certification books the register goes through."""

    def whole(self, period: Period, today: date) -> dict[str, str]:
        """What is the same on every page."""
        unit = self._desk.unit
        return {
            "first": vi.date_text(period.first),
            "last": vi.date_text(period.last),
            "place": unit.place,
            "day": vi.day_in_words(today.day),
            "month": vi.month_in_words(today.month),
            "year": str(today.year),
            "committee": f"ỦY BAN NHÂN DÂN {unit.name.upper()}",
            "unit_above": "ỦY BAN NHÂN DÂN",
            "unit_name": unit.name.upper(),
            "unit": f"Ủy ban nhân dân {unit.within_sentence}",
            "unit_within": unit.within_sentence,
        }

    def sections(
        self, rows: Iterable[RegisterCase], make: Callable[[RegisterCase], Mapping[str, str]]
    ) -> tuple[RegisterSection, ...]:
        """One section with numbered rows."""
        made = tuple({"n": str(n), **make(each)} for n, each in enumerate(rows, start=1))
        return (RegisterSection(rows=made),)

    def case(self, each: RegisterCase) -> dict[str, str]:
        """A row of the log book."""
        case, words = each.case, self._words
        returned = case.closed if case.status in ("handed_over", "archived") else None
        # Received and returned in one go: into the hands that stand at the desk.
        how = each.how or ("person" if returned and case.at_once and case.channel == "desk" else "")
        note = [words.say(f"state_{case.status}")] if f"state_{case.status}" in _STATES else []
        if case.extensions:
            note.append(words.say("state_extended", n=str(case.extensions)))
        if case.note:
            note.append(case.note)
        return {
            "codes": case.reference or case.number,
            "number": case.number,
            "reference": case.reference,
            "procedure": self._procedure(case),
            "content": clean(case.content) or self._procedure(case, short=True),
            "procedure_code": case.procedure,
            "sets": str(case.sets),
            "whose": clean(case.whose),
            "address": clean(case.address),
            "phone": case.phone,
            "contact": "; ".join(part for part in (clean(case.address), case.phone) if part),
            "office": words.say("office_other", unit=case.for_unit)
            if case.for_unit and case.for_unit != self._desk.unit.code
            else f"Ủy ban nhân dân {self._desk.unit.within_sentence}",
            "received": words.short_moment(case.at),
            "received_day": words.short_day(case.at),
            "due": words.short_moment(case.due),
            "due_day": words.short_day(case.due),
            "returned": words.short_moment(returned),
            "returned_day": words.short_day(returned),
            "how": words.say(f"how_{how}") if how else "",
            "note": "; ".join(note),
            "fee": amount_text(case.fee) if case.fee else "",
            "payment": words.say(f"payment_{case.payment}") if case.payment else "",
        }

    def entry(self, each: RegisterCase) -> dict[str, str]:
        """A row of a certification book; a voided one keeps its number and counts nothing."""
        case = each.case
        row = self.case(each)
        row |= {
            "book_number": entry_in_book(case.book_number, case.number, books=self.books)
            if case.book_number
            else "",
            "document": clean(case.content) or self._papers(case) or row["content"],
            "copies": str(case.copies) if case.copies else "",
            "pages": str(case.pages) if case.pages else "",
            "note": clean(case.note),
        }
        if case.voided:
            row |= {"copies": "", "pages": "", "fee": "", "note": self._words.say("state_voided")}
        return row

    def fees(
        self, rows: list[RegisterCase], *, one_day: bool
    ) -> tuple[tuple[RegisterSection, ...], dict[str, str]]:
        """Sections by way of paying, and the sums."""
        words = self._words
        sums: dict[str, int] = dict.fromkeys(_PAID, 0)
        sections: list[RegisterSection] = []
        number = 0
        for way in _PAID:
            made: list[Mapping[str, str]] = []
            for each in rows:
                if each.case.payment != way:
                    continue
                number += 1
                sums[way] += each.case.fee
                when = words.clock if one_day else words.short_moment
                paid = when(each.case.paid_at)
                made.append({"n": str(number), **self.case(each), "paid": paid})
            if made:
                name = words.say(f"way_of_{way}")
                sections.append(
                    RegisterSection(rows=tuple(made), name=name, sum=amount_text(sums[way]))
                )
        total = sum(sums.values())
        texts = {way: amount_text(amount) for way, amount in sums.items()}
        texts |= {
            "cash_words": money_words(sums["cash"]),
            "fee_sum": amount_text(total),
            "fee_sum_words": money_words(total),
        }
        return tuple(sections), texts

    def _papers(self, case: CaseView) -> str:
        return "; ".join(clean(paper.name) for paper in case.papers)

    def _procedure(self, case: CaseView, *, short: bool = False) -> str:
        """The legal name of a case's procedure, or the one in daily use."""
        key = (case.version, case.procedure)
        if key not in self._names:
            found = self._catalogue.version(case.version) if case.version else None
            found = found or self._catalogue.find(case.procedure)
            name = case.procedure if found is None else found.name
            self._names[key] = (name, name if found is None else found.short_name or name)
        return self._names[key][short]


_STATES = frozenset({"state_waiting", "state_refused", "state_stopped", "state_withdrawn",
                     "state_ready"})  # fmt: skip
