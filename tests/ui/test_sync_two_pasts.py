"""The page of syncing tells of a restored, moved or copied desk, in whole sentences."""

from __future__ import annotations

import pytest

from desk_app import parts
from desk_app.core.clock import Millis
from desk_app.core.problems import Problem
from desk_app.services.sync_values import SyncState
from desk_app.services.two_pasts import Found, TwoPasts, problem_of
from desk_app.ui.sync.state_words import StateWords
from sync.client.truth import Known

NOW = Millis(1_790_000_000_000)


def _words(language: str) -> StateWords:
    return StateWords(_say, _count, parts.texts(language).sentence)


def _say(text: str, /, **holes: object) -> str:
    return text.format(**holes)


def _count(text: str, number: int, /, **holes: object) -> str:
    return text.format(n=number, **holes)


def _state(said: Problem | None) -> SyncState:
    known = Known(paired=True, contact=NOW, sent=NOW)
    return SyncState(known=known, url="https://tinh.example", two_pasts=said)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("numbers", [(), ("7ZK3-A-000012", "7ZK3-A-000013")])
@pytest.mark.parametrize("how", ["restored", "moved", "returned", "copied"])
def test_what_happened_to_the_desk_stands_on_the_page(
    language: str, how: Found, numbers: tuple[str, ...]
) -> None:
    said = TwoPasts(
        how=how, at=NOW, letter="B", came=5, again=3, numbers=numbers if how == "copied" else ()
    )

    (notice,) = _words(language).notices(_state(problem_of(said)), NOW, may_pair=False)

    text = f"{notice.fact} {notice.rest}"
    assert notice.tone == "near"
    assert notice.fact.endswith(".")
    assert " B" in text
    assert "{" not in text
    for number in said.numbers:
        assert number in text


def test_a_desk_with_one_past_has_nothing_to_say() -> None:
    assert _words("vi").notices(_state(None), NOW, may_pair=False) == ()
