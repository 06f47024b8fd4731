"""The words of the month's charts as templates with named holes, in one language or for paper."""

from __future__ import annotations

import string
from collections.abc import Mapping

import msgspec


class ChartWords(msgspec.Struct, frozen=True, kw_only=True):
    """Every text of the charts; the holes each must have stand in `HOLES`."""

    headline: str
    headline_reached: str
    headline_missing: str
    month_alone: str
    threshold: str
    proven: str
    claimed: str
    unproven: str
    lost: str
    part: str
    stars_notice: str
    lost_title: str
    lost_nothing: str
    lost_row: str
    lost_others: str
    lost_others_row: str
    gained: str
    left: str
    left_row: str
    truncated: str
    months_title: str
    with_claims: str
    month: str
    month_open: str
    month_gap: str
    answers: str
    answers_few: str
    answers_month: str
    answers_month_few: str
    response: str
    happy_side: str
    silent_side: str
    level_1: str
    level_2: str
    level_3: str
    level_4: str
    level_5: str
    silent: str
    level: str
    interval: str
    worst: str
    days_title: str
    days_title_late: str
    days_due: str
    days_early: str
    days_late: str
    days_row: str
    days_row_late: str
    days_others: str
    days_sentence: str


HOLES: Mapping[str, frozenset[str]] = {
    name: frozenset(holes.split())
    for name, holes in {
        "headline": "proven declared",
        "headline_reached": "proven declared pass_min",
        "headline_missing": "proven declared missing pass_min",
        "month_alone": "month visits n points max year",
        "threshold": "points",
        "part": "part points max",
        "lost_title": "points",
        "lost_row": "number title points max",
        "lost_others": "n",
        "lost_others_row": "n points",
        "left_row": "points max",
        "truncated": "points",
        "month": "month proven declared",
        "month_open": "month proven declared",
        "month_gap": "month",
        "answers": "happy answered share",
        "answers_few": "fewest",
        "answers_month": "month happy answered share asked rate",
        "answers_month_few": "month fewest",
        "response": "answered asked rate low high",
        "happy_side": "n",
        "level": "level n",
        "interval": "share low high",
        "worst": "share",
        "days_title": "month n",
        "days_title_late": "month n late",
        "days_row": "n",
        "days_row_late": "n late",
        "days_others": "n",
        "days_sentence": "procedure n late first last",
    }.items()
}


def holes_of(text: str) -> frozenset[str]:
    """The names of the holes in a template."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def wrong_holes(words: ChartWords) -> tuple[str, ...]:
    """The names of the texts whose holes are not those they must have."""
    return tuple(
        name
        for name in words.__struct_fields__
        if holes_of(getattr(words, name)) != HOLES.get(name, frozenset())
    )
