"""The recovery key: made once, written in groups that people can copy, read back tolerantly.

Eight groups of five Crockford characters. In each group four characters carry data (8 × 20 = 160
bits, all random) and the fifth checks them and the group's place, so that a slip of the pen is
answered with the number of the group and not with "wrong key".
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable

from desk_app.core.ids import CROCKFORD, crockford
from desk_app.core.problems import Problem

GROUPS = 8
GROUP_LENGTH = 5
SECRET_LENGTH = 20
KEY_LENGTH = GROUPS * GROUP_LENGTH
NUMBER_LENGTH = 6

_VALUE = {character: value for value, character in enumerate(CROCKFORD)}
# What people write for what is printed. Crockford's alphabet has no I, L, O or U.
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = " \t\r\n-‐‑‒–—−_.,;:/|\u00a0\u2007\u202f\ufeff\u200b"
_COMMENT = "#"


class RecoveryKey:
    """160 random bits and how they are written; shown only where somebody asks for `groups`."""

    __slots__ = ("secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != SECRET_LENGTH:
            raise ValueError(f"a recovery key has {SECRET_LENGTH} bytes, not {len(secret)}")
        self.secret = secret

    def __repr__(self) -> str:
        # A key that reaches a log or a traceback by accident must not be readable there.
        return f"RecoveryKey(number={self.number!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RecoveryKey) and other.secret == self.secret

    def __hash__(self) -> int:
        return hash(self.secret)

    @property
    def groups(self) -> tuple[str, ...]:
        """The eight groups of five characters, as they are printed."""
        data = crockford(self.secret, GROUPS * (GROUP_LENGTH - 1))
        parts = [data[i : i + GROUP_LENGTH - 1] for i in range(0, len(data), GROUP_LENGTH - 1)]
        return tuple(part + _check_character(part, place) for place, part in enumerate(parts))

    @property
    def number(self) -> str:
        """Six characters that name this key: on the sheet and in desk.key, to tell sheets apart.

        30 bits of a hash of 160 random bits: they help nobody to guess the rest.
        """
        digest = hashlib.blake2b(self.secret, person=b"mot-cua sheet no").digest()
        return crockford(digest, NUMBER_LENGTH)

    def text(self) -> str:
        """The key on one line, groups joined by hyphens."""
        return "-".join(self.groups)

    def file_text(self, explanation: Iterable[str]) -> str:
        """The key as a text file: `explanation` as lines that reading skips, then the groups."""
        said = [f"{_COMMENT} {line}".rstrip() for part in explanation for line in part.split("\n")]
        half = GROUPS // 2
        lines = ["-".join(self.groups[:half]), "-".join(self.groups[half:])]
        return "\n".join([*said, *lines]) + "\n"


def new_recovery_key(random_bytes: Callable[[int], bytes]) -> RecoveryKey:
    """A fresh recovery key from `random_bytes(count)`."""
    return RecoveryKey(random_bytes(SECRET_LENGTH))


def sheet_lines(key: RecoveryKey, desk: str) -> tuple[Problem, ...]:
    """What the printed sheet and the file say beside the key, sentence by sentence."""
    return (
        Problem("vault.sheet.title", values={"desk": desk}),
        Problem("vault.sheet.number", values={"number": key.number}),
        Problem("vault.sheet.use"),
        Problem("vault.sheet.keep"),
    )


def parse(text: str) -> RecoveryKey | tuple[Problem, ...]:
    """The recovery key that `text` holds, or every problem with it, group by group.

    Lower case, spaces, hyphens, line breaks, O for 0 and I or L for 1 are all understood;
    lines that begin with # are skipped, so the file that was written can be read back whole.
    """
    lines = [line for line in text.splitlines() if not line.lstrip("\ufeff ").startswith(_COMMENT)]
    groups = _groups("\n".join(_key_lines(lines) or lines))
    if not groups:
        return (Problem("vault.recovery_empty", "recovery_key"),)
    count = sum(map(len, groups))
    if count != KEY_LENGTH:
        return (_wrong_length(groups, count),)
    joined = "".join(groups)
    groups = [joined[i : i + GROUP_LENGTH] for i in range(0, KEY_LENGTH, GROUP_LENGTH)]
    problems = [p for place, group in enumerate(groups) if (p := _check_group(group, place))]
    if problems:
        return tuple(problems)
    number = 0
    for group in groups:
        for character in group[:-1]:
            number = number << 5 | _VALUE[character]
    return RecoveryKey(number.to_bytes(SECRET_LENGTH, "big"))


def _key_lines(lines: list[str]) -> list[str]:
    """The lines that hold the key, when it stands whole among others: a sheet pasted as it is."""
    likely = []
    for line in lines:
        groups = _groups(line)
        if groups and all(len(group) == GROUP_LENGTH and group.isascii() for group in groups):
            likely.append(line)
    return likely if sum(len(_groups(line)) for line in likely) == GROUPS else []


def _groups(text: str) -> list[str]:
    # NFC keeps a letter and its mark one character: Á typed through UniKey counts once.
    spaced = "".join(" " if c in _BETWEEN else c for c in unicodedata.normalize("NFC", text))
    return [group.translate(_READ_AS) for group in spaced.upper().split()]


def _wrong_length(groups: list[str], count: int) -> Problem:
    values = {"have": str(count), "need": str(KEY_LENGTH)}
    odd = [place for place, group in enumerate(groups, 1) if len(group) != GROUP_LENGTH]
    if len(groups) == GROUPS and len(odd) == 1:
        group = {"group": str(odd[0]), "have": str(len(groups[odd[0] - 1]))}
        return Problem("vault.recovery_group_length", "recovery_key", group)
    return Problem("vault.recovery_length", "recovery_key", values)


def _check_group(group: str, place: int) -> Problem | None:
    values = {"group": str(place + 1)}
    for character in group:
        if character not in _VALUE:
            values["character"] = character
            # A letter with a mark comes from a Vietnamese typing tool that changed AA into Â.
            typed_by_tool = character.isalpha() and not character.isascii()
            code = "vault.recovery_accent" if typed_by_tool else "vault.recovery_character"
            return Problem(code, "recovery_key", values)
    if group[-1] != _check_character(group[:-1], place):
        return Problem("vault.recovery_group", "recovery_key", values)
    return None


def _times_two(value: int) -> int:
    """Multiplication by x in the field of 32 elements (x^5 + x^2 + 1)."""
    value <<= 1
    return value ^ 0b100101 if value & 32 else value


def _check_character(data: str, place: int) -> str:
    """The fifth character of a group.

    A linear code over the field of 32 elements with distinct weights for all five characters:
    every single wrong character and every exchange of two characters is found, and because the
    group's place is added, so is every exchange of two different groups.
    """
    check = 0
    for character in data:
        check = _times_two(check ^ _VALUE[character])
    return CROCKFORD[check ^ (place + 1)]
