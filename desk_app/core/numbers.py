"""Numbers printed on paper: desk mark, epoch letter, counter; never used twice."""

from __future__ import annotations

from desk_app.core.ids import DeskId

MARK_LENGTH = 4
_COUNTER_DIGITS = 6


def epoch_letter(epoch: int) -> str:
    """A for epoch 0, B for 1, …, AA after Z: a restored desk prints under a new letter."""
    letters = ""
    rest = epoch + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def number_prefix(desk: DeskId, epoch: int) -> str:
    """What all numbers of a desk in an epoch begin with."""
    return f"{desk[:MARK_LENGTH]}-{epoch_letter(epoch)}-"


def printed_number(desk: DeskId, epoch: int, counter: int) -> str:
    """The number with this counter, from 1: 7ZK3-A-000001."""
    return f"{number_prefix(desk, epoch)}{counter:0{_COUNTER_DIGITS}d}"


def counter_of(number: str) -> int:
    """The counter in a printed number."""
    return int(number.rsplit("-", 1)[1])


def book_of(number: str) -> str:
    """Which desk's certification book a case stands in, by its number: 7ZK3-A."""
    return number.rsplit("-", 1)[0]


def entry_in_book(number: int, case: str, *, books: int) -> str:
    """A number of a certification book; with its book's name where there are several of a kind."""
    return str(number) if books == 1 else f"{number}/{book_of(case)}"
