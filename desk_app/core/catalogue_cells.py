"""How times, fees and papers of a procedure are written in one cell of our own catalogue file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import get_args

from desk_app.core.procedure import Channel, Fee, FeeUnit, LimitUnit, RequiredPaper, TimeLimit

BETWEEN = " | "
MOST_UNITS = 999  # days or hours of a time limit
MOST_DONG = 1_000_000_000
MOST_SHEETS = 99  # originals or copies of one paper
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)

_CHANNELS: dict[str, Channel] = {name: name for name in get_args(Channel)}
_UNITS: dict[str, LimitUnit] = {name: name for name in get_args(LimitUnit)}
_PER: dict[str, FeeUnit] = {name: name for name in get_args(FeeUnit)}
_CHANNEL = r"(?:(?P<channel>[a-z]+): )?"
_CASE = r"(?: \((?P<case>.+)\))?\Z"
_LIMIT = re.compile(rf"{_CHANNEL}(?P<value>-?\d+) (?P<unit>\w+){_CASE}")
_FEE = re.compile(
    rf"{_CHANNEL}(?P<amount>-?\d+|\?)(?:/(?P<per>\w+))?(?: from (?P<first>\d+))?"
    rf"(?: max (?P<top>\d+))?{_CASE}"
)
_PAPER = re.compile(r"(?P<name>.+) \[(?P<originals>\d+)/(?P<copies>\d+)(?:; (?P<form>.+))?\]\Z")


class CellError(Exception):
    """One cell that cannot be read: the code of the sentence, and what stands there."""

    def __init__(self, code: str, column: str, have: str) -> None:
        super().__init__(code)
        self.code, self.column, self.have = code, column, have


def read_limits(cell: str) -> tuple[TimeLimit, ...]:
    """Written as "20 working_days | online: 15 working_days (vùng khó khăn)"."""
    limits: list[TimeLimit] = []
    for part in _parts(cell):
        found = _LIMIT.match(part)
        if found is None or found["unit"] not in _UNITS or not _known_channel(found):
            raise CellError("catalogue.limit", "time_limits", part)
        value, unit = int(found["value"]), _UNITS[found["unit"]]
        if not 1 <= value <= MOST_UNITS or (unit == "same_day" and value != 1):
            raise CellError("catalogue.limit_range", "time_limits", part)
        limits.append(TimeLimit(value, unit, found["case"] or "", _channel(found)))
    return tuple(limits)


def write_limits(limits: Iterable[TimeLimit]) -> str:
    """What `read_limits` reads."""
    return BETWEEN.join(
        f"{_prefix(limit.channel)}{limit.value} {limit.unit}{_suffix(limit.case)}"
        for limit in limits
    )


def read_fees(cell: str, text: str) -> tuple[Fee, ...]:
    """Written as "2000/page max 200000 | 1000/page from 3 max 200000"; ? = not known.

    text: the words beside every amount of this cell.
    """
    fees: list[Fee] = []
    for part in _parts(cell):
        found = _FEE.match(part)
        if found is None or (found["per"] or "") not in _PER or not _known_channel(found):
            raise CellError("catalogue.fee", "fees", part)
        amount = None if found["amount"] == "?" else int(found["amount"])
        top = None if found["top"] is None else int(found["top"])
        first = int(found["first"] or 1)
        if not 0 <= (amount or 0) <= MOST_DONG or not 0 <= (top or 0) <= MOST_DONG:
            raise CellError("catalogue.fee_range", "fees", part)
        if not 1 <= first <= MOST_UNITS:
            raise CellError("catalogue.fee_range", "fees", part)
        fees.append(
            Fee(
                amount=amount,
                per=_PER[found["per"] or ""],
                first=first,
                top=top,
                case=found["case"] or "",
                channel=_channel(found),
                text=text,
            )
        )
    if text and not fees:
        raise CellError("catalogue.fee_lone_text", "fee_exempt", text[:80])
    return tuple(fees)


def write_fees(fees: Iterable[Fee]) -> str:
    """What `read_fees` reads, without the words beside the amounts."""
    return BETWEEN.join(
        f"{_prefix(fee.channel)}{'?' if fee.amount is None else fee.amount}"
        f"{'/' + fee.per if fee.per else ''}{f' from {fee.first}' if fee.first > 1 else ''}"
        f"{'' if fee.top is None else f' max {fee.top}'}{_suffix(fee.case)}"
        for fee in fees
    )


def read_papers(cell: str) -> tuple[RequiredPaper, ...]:
    """Written as "Tờ khai [1/0; TP/HT-2020] | Giấy chứng sinh [1/0]": originals/copies; form."""
    papers: list[RequiredPaper] = []
    for part in _parts(cell):
        found = _PAPER.match(part)
        if found is None:
            raise CellError("catalogue.paper", "papers", part)
        originals, copies = int(found["originals"]), int(found["copies"])
        if originals > MOST_SHEETS or copies > MOST_SHEETS:
            raise CellError("catalogue.paper_range", "papers", part)
        name, form = found["name"], found["form"] or ""
        papers.append(RequiredPaper(name=name, originals=originals, copies=copies, form=form))
    return tuple(papers)


def write_papers(papers: Iterable[RequiredPaper]) -> str:
    """What `read_papers` reads."""
    return BETWEEN.join(
        f"{paper.name} [{paper.originals}/{paper.copies}{'; ' + paper.form if paper.form else ''}]"
        for paper in papers
    )


def read_day(cell: str, column: str) -> date | None:
    """A day written as 2025-07-01; None for an empty cell."""
    if not cell:
        return None
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        raise CellError("catalogue.day", column, cell) from None
    if not EARLIEST <= day <= LATEST:
        raise CellError("catalogue.day_range", column, cell)
    return day


def separable(text: str) -> str:
    """A text from elsewhere as one part of a cell: what divides parts becomes a stroke."""
    return text.replace("|", "/")


def _parts(cell: str) -> list[str]:
    return cell.split(BETWEEN) if cell else []


def _known_channel(found: re.Match[str]) -> bool:
    return found["channel"] is None or (found["channel"] in _CHANNELS)


def _channel(found: re.Match[str]) -> Channel:
    return _CHANNELS[found["channel"] or ""]


def _prefix(channel: Channel) -> str:
    return f"{channel}: " if channel else ""


def _suffix(case: str) -> str:
    return f" ({case})" if case else ""
