"""Theirs against ours as rows of a table: grouped, folded, each difference a sentence."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

import msgspec

from desk_app.core.case_compare import (
    DIFFERENCE_KINDS,
    Comparison,
    Difference,
    DifferenceKind,
    Pair,
    covered,
)
from desk_app.core.case_match import OurCase
from desk_app.core.clock import Millis, local
from desk_app.core.problems import Problem
from desk_app.core.their_case import TheirCase
from desk_app.qt.models import Cell, Row
from desk_app.ui.reconcile.words import group_words
from desk_app.ui.stage import Count, Say

ROWS_SHOWN = 2_000
_ICONS = {"status": "arrows-split-2", "due": "clock"}


class Names(Protocol):
    """What is looked up to name a case."""

    def procedure_name(self, code: str) -> str: ...
    def shown_name(self, code: str, name: str) -> str: ...


class Sentence(Protocol):
    """Says a problem as a sentence."""

    def __call__(self, problem: Problem) -> str: ...


class Groups(msgspec.Struct, frozen=True):
    """How many stand in each group, and how many of them can be taken over together."""

    counts: dict[str, int]
    settable: dict[str, int]


def key_of(kind: str, case: str) -> str:
    """The key of a row: its group and its case."""
    return f"{kind}|{case}"


def parts_of(key: str) -> tuple[str, str]:
    """Group and case of a row's key."""
    kind, _, case = key.partition("|")
    return kind, case


def groups_of(comparison: Comparison) -> Groups:
    """The groups that have anything in them."""
    counts: dict[str, int] = {}
    settable: dict[str, int] = {}
    for pair in comparison.differing:
        for one in pair.differences:
            counts[one.kind] = counts.get(one.kind, 0) + 1
            together = one.settable and not one.undoes
            settable[one.kind] = settable.get(one.kind, 0) + together
    for name, cases in (
        ("only_theirs", comparison.new),
        ("only_ours", comparison.only_ours),
        ("expected", comparison.expected),
    ):
        if cases:
            counts[name] = len(cases)
    return Groups(counts, settable)


def sentence_of(sentence: Sentence, say: Say, difference: Difference) -> str:
    """A difference in words, with what may explain it."""
    said = sentence(difference.text)
    if difference.why is not None:
        said = say("{difference}: {why}", difference=said, why=sentence(difference.why))
    if not difference.settable:
        said = say("{difference}. Sửa ở trang Hồ sơ.", difference=said)
    return said


def compare_rows(
    comparison: Comparison,
    folded: Collection[str],
    names: Names,
    say: Say,
    count: Count,
    sentence: Sentence,
) -> tuple[Row, ...]:
    """Every group with its rows; what is only there or here stands behind the differences."""
    rows: list[Row] = []

    def group(name: str, members: list[Row]) -> None:
        if not members:
            return
        closed = name in folded
        head = Cell(group_words(count, name, len(members)))
        rows.append(Row(key_of(name, ""), (head, Cell(), Cell()), group=True, folded=closed))
        if not closed:
            rows.extend(members[:ROWS_SHOWN])

    for kind in DIFFERENCE_KINDS:
        group(
            kind,
            [
                _pair_row(kind, pair, one, names, say, sentence)
                for pair in comparison.differing
                for one in pair.differences
                if one.kind == kind
            ],
        )
    group("only_theirs", [their_row("only_theirs", case, names) for case in comparison.new])
    group("only_ours", [_our_row(case, names, say) for case in comparison.only_ours])
    group("expected", [their_row("expected", case, names) for case in comparison.expected])
    return tuple(rows)


def _pair_row(
    kind: DifferenceKind,
    pair: Pair,
    difference: Difference,
    names: Names,
    say: Say,
    sentence: Sentence,
) -> Row:
    named = pair.ours.whose or pair.theirs.whose
    who = names.shown_name(pair.ours.procedure, named)
    if who != named:
        difference = covered(difference)
    words = sentence_of(sentence, say, difference)
    tone = "text" if difference.settable else "text2"
    return Row(
        key_of(kind, pair.ours.id),
        (
            Cell(pair.theirs.reference or pair.ours.number, "text2"),
            Cell(who or "–", strong=True),
            Cell(words, tone, tip=words),
        ),
    )


def their_row(group: str, case: TheirCase, names: Names) -> Row:
    """A case that is only there: its code, whose it is, what it is about and its day."""
    named = names.procedure_name(case.procedure) or case.procedure_text
    said = f"{named} · {_day(case.received)}" if case.received is not None else named
    who = names.shown_name(case.procedure, case.whose)
    return _row(key_of(group, str(case.row)), case.reference, who, said)


def _our_row(case: OurCase, names: Names, say: Say) -> Row:
    said = f"{names.procedure_name(case.procedure)} · {_day(case.at)}"
    if case.book:
        said = say("{matter} · vào sổ chứng thực", matter=said)
    who = names.shown_name(case.procedure, case.whose)
    return _row(key_of("only_ours", case.id), case.reference or case.number, who, said)


def _row(key: str, code: str, who: str, said: str) -> Row:
    cells = (Cell(code or "–", "text2"), Cell(who or "–", strong=True), Cell(said, tip=said))
    return Row(key, cells)


def _day(moment: Millis) -> str:
    return local(moment).strftime("%d/%m/%Y")
