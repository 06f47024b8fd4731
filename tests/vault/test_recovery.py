"""The recovery key: what is printed can be copied badly and is still read, or the slip is named."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.core.ids import CROCKFORD
from desk_app.core.problems import Problem
from desk_app.vault.recovery import RecoveryKey, new_recovery_key, parse, sheet_lines

SECRETS = st.binary(min_size=20, max_size=20)
KEY = RecoveryKey(bytes(range(100, 120)))


def problems(text: str) -> list[tuple[str, str]]:
    read = parse(text)
    assert not isinstance(read, RecoveryKey)
    assert all(p.field == "recovery_key" for p in read)
    return [(p.code.removeprefix("vault.recovery_"), p.values.get("group", "")) for p in read]


@settings(deadline=None)
@given(SECRETS)
def test_a_key_is_eight_groups_of_five_crockford_characters(secret: bytes) -> None:
    groups = RecoveryKey(secret).groups
    assert len(groups) == 8
    assert all(len(group) == 5 and set(group) <= set(CROCKFORD) for group in groups)


@settings(deadline=None)
@given(SECRETS)
def test_what_is_written_is_read_back(secret: bytes) -> None:
    key = RecoveryKey(secret)
    assert parse(key.text()) == key


@settings(deadline=None)
@given(SECRETS, st.sampled_from([" ", "", "-", " - ", "\n", "–", "\u00a0", ". "]), st.booleans())
def test_lower_case_and_any_separator_are_understood(
    secret: bytes, between: str, lower: bool
) -> None:
    key = RecoveryKey(secret)
    text = between.join(key.groups)
    assert parse(text.lower() if lower else text) == key


@settings(deadline=None)
@given(SECRETS)
def test_letters_that_look_like_digits_are_read_as_digits(secret: bytes) -> None:
    key = RecoveryKey(secret)
    for one in "IlLi":
        assert parse(key.text().replace("0", "o").replace("1", one)) == key


@settings(deadline=None)
@given(SECRETS, st.integers(0, 7), st.integers(0, 4), st.sampled_from(CROCKFORD))
def test_one_wrong_character_is_found_in_its_group(
    secret: bytes, place: int, position: int, wrong: str
) -> None:
    groups = list(RecoveryKey(secret).groups)
    before = groups[place]
    groups[place] = before[:position] + wrong + before[position + 1 :]
    if groups[place] != before:
        assert problems("-".join(groups)) == [("group", str(place + 1))]


@settings(deadline=None)
@given(SECRETS, st.integers(0, 7), st.integers(0, 4), st.integers(0, 4))
def test_two_exchanged_characters_are_found_in_their_group(
    secret: bytes, place: int, one: int, other: int
) -> None:
    groups = list(RecoveryKey(secret).groups)
    letters = list(groups[place])
    letters[one], letters[other] = letters[other], letters[one]
    exchanged = "".join(letters)
    if exchanged != groups[place]:
        groups[place] = exchanged
        assert problems("-".join(groups)) == [("group", str(place + 1))]


@settings(deadline=None)
@given(SECRETS, st.integers(0, 7), st.integers(0, 7))
def test_two_exchanged_groups_are_found(secret: bytes, one: int, other: int) -> None:
    groups = list(RecoveryKey(secret).groups)
    groups[one], groups[other] = groups[other], groups[one]
    if one != other:
        wrong = sorted([one + 1, other + 1])
        assert problems("-".join(groups)) == [("group", str(place)) for place in wrong]


def test_every_mistyped_group_is_named_at_once() -> None:
    slip = {"0": "1"}
    groups = [
        g if place in (1, 6) else slip.get(g[0], "0") + g[1:] for place, g in enumerate(KEY.groups)
    ]
    wrong = ["1", "3", "4", "5", "6", "8"]
    assert problems(" ".join(groups)) == [("group", place) for place in wrong]


def test_a_group_that_is_too_short_is_named_when_the_groups_are_apart() -> None:
    groups = list(KEY.groups)
    groups[2] = groups[2][:-1]
    read = parse(" ".join(groups))
    assert read == (
        Problem("vault.recovery_group_length", "recovery_key", {"group": "3", "have": "4"}),
    )


def test_a_key_of_the_wrong_length_says_how_many_characters_there_are() -> None:
    read = parse("".join(KEY.groups)[:-1])
    assert read == (Problem("vault.recovery_length", "recovery_key", {"have": "39", "need": "40"}),)


@pytest.mark.parametrize("text", ["", "   ", "\n-\n", "# only a remark"])
def test_nothing_typed_is_said_as_such(text: str) -> None:
    assert problems(text) == [("empty", "")]


def test_a_character_that_no_key_has_is_shown_with_its_group() -> None:
    groups = list(KEY.groups)
    groups[4] = "U" + groups[4][1:]
    read = parse("-".join(groups))
    assert read == (
        Problem("vault.recovery_character", "recovery_key", {"group": "5", "character": "U"}),
    )


@pytest.mark.parametrize("typed", ["Â", "Đ", "Ư", "A\u0301"])
def test_a_letter_that_a_vietnamese_typing_tool_made_is_recognised(typed: str) -> None:
    groups = list(KEY.groups)
    groups[0] = typed + groups[0][1:]
    assert problems("-".join(groups)) == [("accent", "1")]


def test_the_file_that_was_written_is_read_back_whole() -> None:
    text = KEY.file_text(["Khóa khôi phục của bàn 1", "Cất vào phong bì\nniêm phong"])
    assert parse(text) == KEY
    assert parse("\ufeff" + text.replace("\n", "\r\n")) == KEY
    assert all(group in text for group in KEY.groups)


def test_a_sheet_pasted_with_its_words_is_read() -> None:
    sheet = KEY.file_text(["KHÓA KHÔI PHỤC: Bàn 1", "Khóa số ABC123", "Giữ kỹ."]).replace("# ", "")
    assert "#" not in sheet
    assert parse(sheet) == KEY


def test_a_key_is_never_shown_by_accident() -> None:
    shown = f"{KEY!r} {KEY} {[KEY]}"
    assert not any(group in shown for group in KEY.groups)
    assert KEY.secret.hex() not in shown
    assert KEY.number in shown


def test_the_sheet_names_the_desk_and_the_number_but_not_the_key() -> None:
    said = repr(sheet_lines(KEY, "Bàn số 1"))
    assert "Bàn số 1" in said
    assert KEY.number in said
    assert not any(group in said for group in KEY.groups)


def test_two_keys_have_different_numbers() -> None:
    assert len({new_recovery_key(os.urandom).number for _ in range(50)}) == 50


@settings(deadline=None)
@given(st.text())
def test_any_text_at_all_is_answered_with_problems_or_a_key(text: str) -> None:
    read = parse(text)
    assert isinstance(read, RecoveryKey) or len(read) > 0
