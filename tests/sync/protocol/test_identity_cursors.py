"""Cursors and sessions: only the province makes them, for one commune, one store, one desk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.clock import Millis
from sync.protocol import base64url
from sync.protocol.cursors import (
    Session,
    cursor_secret,
    make_cursor,
    make_session,
    read_cursor,
    read_session,
    session_secret,
)
from tests.support.bounded import bounded
from tests.support.sync_keys import BEGAN, UNIT, desk_id, flipped, province_keys

SECRET = cursor_secret(province_keys())
SESSIONS = session_secret(province_keys())
SESSION = Session(desk_id(1), 1, Millis(BEGAN + 3_600_000))


@bounded(100)
@given(st.integers(0, 2**63 - 1))
def test_a_place_comes_back_as_it_was_handed_out(n: int) -> None:
    assert read_cursor(SECRET, make_cursor(SECRET, UNIT, "S1", n), UNIT, "S1") == n


def test_the_beginning_needs_no_cursor() -> None:
    assert read_cursor(SECRET, "", UNIT, "S1") == 0


def test_a_cursor_counts_for_its_commune_its_store_and_its_province() -> None:
    text = make_cursor(SECRET, UNIT, "S1", 5)
    assert read_cursor(SECRET, text, "07213", "S1") is None
    assert read_cursor(SECRET, text, UNIT, "S2") is None
    assert read_cursor(cursor_secret(province_keys(1)), text, UNIT, "S1") is None
    assert read_cursor(SESSIONS, text, UNIT, "S1") is None


def test_no_bit_of_a_cursor_can_be_turned() -> None:
    raw = base64url.decode(make_cursor(SECRET, UNIT, "S1", 5)) or b""
    for place in range(len(raw) * 8):
        assert read_cursor(SECRET, base64url.encode(flipped(raw, place)), UNIT, "S1") is None


@pytest.mark.parametrize("text", ["x", "A" * 32, "A" * 4000, "ế", "\ud800", "' OR 1=1 --"])
def test_what_was_not_handed_out_is_no_place_and_no_session(text: str) -> None:
    assert read_cursor(SECRET, text, UNIT, "S1") is None
    assert read_session(SESSIONS, text, BEGAN) is None


def test_a_session_lasts_until_its_time_by_the_provinces_clock() -> None:
    text = make_session(SESSIONS, SESSION)
    assert read_session(SESSIONS, text, BEGAN) == SESSION
    assert read_session(SESSIONS, text, Millis(SESSION.until - 1)) == SESSION
    assert read_session(SESSIONS, text, SESSION.until) is None


def test_nobody_makes_a_session_but_the_province() -> None:
    text = make_session(SESSIONS, SESSION)
    assert read_session(session_secret(province_keys(1)), text, BEGAN) is None
    assert read_session(SECRET, text, BEGAN) is None
    raw = base64url.decode(text) or b""
    for place in range(len(raw) * 8):
        assert read_session(SESSIONS, base64url.encode(flipped(raw, place)), BEGAN) is None
