"""Hands that pair a desk with a province of the test, and what then stands at the desk."""

from __future__ import annotations

from typing import Any

import pytest

from desk_app import parts
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer
from desk_app.core.problems import Problem
from desk_app.services import pair_desk
from desk_app.services.pair_desk import Paired
from desk_app.services.pairing import Pairing, pairing
from tests.support.desks import OpenDesk
from tests.support.pairing_province import CODE, URL, PairingProvince

WORDS = parts.six_words()

ADMINISTRATOR = Officer(OfficerId("ADM1N0"), "Quản trị", "administrator")

SENTENCES = parts.texts("vi").codes() & parts.texts("en").codes()


def pair(desk: OpenDesk, to: PairingProvince, code: str = CODE, **more: Any) -> Paired:
    """Pair by the line."""
    url = more.pop("url", URL)
    by = more.pop("by", ADMINISTRATOR)
    return pair_desk.pair(desk.store, url, code, by, to.open, WORDS, "0.3.0", **more)


def stands(desk: OpenDesk) -> Pairing:
    """How the pairing stands."""
    with desk.store.reader() as reader:
        return pairing(reader)


def refused(desk: OpenDesk, to: PairingProvince, code: str = CODE, **more: Any) -> Problem:
    """Why pairing was refused; the desk is as unpaired as before."""
    before = stands(desk).since
    with pytest.raises((UserProblem, EnvironmentProblem)) as raised:
        pair(desk, to, code, **more)
    assert stands(desk).since == before
    found: Exception = raised.value
    assert isinstance(found, UserProblem | EnvironmentProblem)
    problem = found.problem if isinstance(found, EnvironmentProblem) else found.problems[0]
    assert problem.code in SENTENCES, problem.code
    for language in parts.LANGUAGES:
        assert "{" not in parts.texts(language).sentence(problem)
    return problem
