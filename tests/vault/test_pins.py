"""PINs: which are allowed, that only the right one fits, and how wrong tries slow down."""

from __future__ import annotations

import pytest

from desk_app.vault.pins import FREE_TRIES, check, check_pin, make_verifier, wait_after


@pytest.mark.parametrize("pin", ["482915", "130752", "9041738", "55082617", "001947"])
def test_a_pin_of_six_to_eight_digits_is_allowed(pin: str) -> None:
    assert check_pin(pin) is None


@pytest.mark.parametrize(
    "pin",
    [
        *("000000", "999999", "123456", "654321", "234567", "890123", "13579135", "246802"),
        *("121212", "110011", "123123", "12341234", "123321", "112233", "147258", "789456"),
    ],
)
def test_the_first_pins_anybody_tries_are_refused(pin: str) -> None:
    problem = check_pin(pin)
    assert problem is not None
    assert (problem.code, problem.field) == ("pin.easy", "pin")


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        *(("", "digits"), ("48291", "length"), ("482915736", "length"), ("48291a", "digits")),
        *(("٤٨٢٩١٥", "digits"), ("482 915", "digits"), ("-48291", "digits"), ("48291５", "digits")),
    ],
)
def test_what_is_no_pin_is_refused(pin: str, code: str) -> None:
    problem = check_pin(pin)
    assert problem is not None
    assert problem.code == f"pin.{code}"


def test_only_the_right_pin_fits_its_verifier() -> None:
    verifier = make_verifier("482915")
    assert check(verifier, "482915")
    assert not any(check(verifier, wrong) for wrong in ("482916", "", "4829150", "０", "x" * 5000))


def test_a_verifier_is_argon2id_salted_and_does_not_hold_the_pin() -> None:
    one, other = make_verifier("482915"), make_verifier("482915")
    assert one.startswith("$argon2id$v=19$m=32768,t=4,p=1$")
    assert one != other
    assert "482915" not in one


@pytest.mark.parametrize("verifier", ["", "x", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA", "é" * 200])
def test_a_damaged_verifier_fits_no_pin(verifier: str) -> None:
    assert not check(verifier, "482915")


def test_waiting_grows_after_the_free_tries_up_to_a_quarter_of_an_hour() -> None:
    waits = [wait_after(wrong) // 1000 for wrong in range(FREE_TRIES + 9)]
    assert waits == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    assert wait_after(1_000_000) == 900_000
