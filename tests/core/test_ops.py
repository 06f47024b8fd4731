"""The register of kinds: what stays for ever holds codes only, never a person."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta, inspect

from desk_app.core.chain import Header
from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId, OfficerId, OpId, SubjectId
from desk_app.core.ops import (
    KINDS,
    Kind,
    Op,
    VisitLogged,
    VisitPerson,
    facts_of,
    payload_bytes,
    person_of,
)
from desk_app.core.payloads import Facts, Person

# Whatever could be written in place of a code by somebody who means well.
PERSONAL = (
    "Nguyễn Thị Hoà",
    "NGUYEN THI HOA",
    "nguyenthihoa",
    "NGUYENTHIHOA",
    "Nguyen.Thi.Hoa",
    "hoa",
    "Hoà",
    "0912345678",
    "+84912345678",
    "001087004417",
    "001 087 004 417",
    "123456789",
    "Thôn Đông, xã Tân Yên",
    "hoa@example.vn",
    "gõ nhầm tên",
    "ông Bình nói",
    "12/03/1987",
    "đ",
    "a b",
)


def bare_texts(part: Any, where: str = "") -> list[str]:
    """Where in a payload a text, bytes or anything at all could stand that is no code."""
    found: list[str] = []
    match part:
        case inspect.StructType():
            for field in part.fields:
                found += bare_texts(field.type, f"{where}.{field.name}")
        case inspect.StrType():
            if part.pattern is None or part.pattern[:1] != "^" or part.pattern[-2:] != "\\Z":
                found.append(where)
        case inspect.UnionType():
            for one in part.types:
                found += bare_texts(one, where)
        case inspect.VarTupleType():
            found += bare_texts(part.item_type, where)
        case inspect.LiteralType() | inspect.IntType() | inspect.BoolType() | inspect.NoneType():
            pass
        case _:
            found.append(f"{where} is {type(part).__name__}")
    return found


def patterns(part: Any) -> set[str]:
    """All patterns of codes in a payload."""
    match part:
        case inspect.StructType():
            return {p for field in part.fields for p in patterns(field.type)}
        case inspect.StrType():
            return {part.pattern or ""}
        case inspect.UnionType():
            return {p for one in part.types for p in patterns(one)}
        case inspect.VarTupleType():
            return patterns(part.item_type)
    return set()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_facts_of_a_kind_can_hold_codes_and_numbers_only(kind: Kind) -> None:
    assert issubclass(kind.facts, Facts)
    assert bare_texts(inspect.type_info(kind.facts), kind.name) == []


class _Leaky(Facts, frozen=True):
    name: str


class _LeakyDeep(Facts, frozen=True):
    rows: tuple[str | None, ...] = ()


class _LeakyAny(Facts, frozen=True):
    extra: Any = None
    more: dict[str, str] | None = None
    raw: bytes = b""


class _LeakyPattern(Facts, frozen=True):
    code: Annotated[str, Meta(pattern=r"[A-Z]")]  # matches anywhere in the text


class _Tight(Facts, frozen=True):
    code: Annotated[str, Meta(pattern=r"^[A-Z]\Z")]
    word: Literal["yes", "no"] | None = None


@pytest.mark.parametrize("leaky", [_Leaky, _LeakyDeep, _LeakyAny, _LeakyPattern])
def test_facts_that_could_hold_a_name_are_found(leaky: type[Facts]) -> None:
    assert bare_texts(inspect.type_info(leaky))


def test_facts_of_codes_are_not_suspected() -> None:
    assert bare_texts(inspect.type_info(_Tight)) == []


CODES = sorted({p for kind in KINDS.values() for p in patterns(inspect.type_info(kind.facts))})


@pytest.mark.parametrize("pattern", CODES)
def test_no_code_lets_a_name_a_number_or_a_sentence_pass(pattern: str) -> None:
    # As msgspec reads it: the pattern may match anywhere, so it has to hold both ends itself.
    assert [text for text in PERSONAL if re.search(pattern, text)] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_is_registered_under_its_own_name_with_a_version(kind: Kind) -> None:
    assert KINDS[kind.name] is kind
    assert kind.version >= 1
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", kind.name)
    assert kind.person is None or issubclass(kind.person, Person)


def test_ratings_have_no_person_part() -> None:
    # What a citizen answered must never carry who answered, nor anything that could be erased.
    assert [k.name for k in KINDS.values() if k.name.startswith("rating.") and k.person] == []


def _op(kind: str, facts: bytes, person: bytes | None = None) -> Op:
    desk = DeskId("0123456789ABCDEF")
    header = Header(
        desk=desk,
        epoch=0,
        seq=1,
        kind=kind,
        version=1,
        subject=SubjectId(str(OpId(desk, 0, 1))),
        base=(),
        lamport=1,
        officer=OfficerId("0FF1CE"),
        wall=Millis(0),
        mono=0,
        boot="b",
        act=Millis(0),
    )
    return Op(header, facts, None, person, b"", b"")


def test_a_payload_reads_back_as_it_was_written() -> None:
    facts = VisitLogged(procedures=("2.000815",), flags=("proxy",))
    person = VisitPerson(name="Nguyễn Thị Hoà", note="hẹn mai")
    op = _op("visit.logged", payload_bytes(facts), payload_bytes(person))

    assert facts_of(op) == facts
    assert person_of(op) == person


def test_an_erased_person_part_reads_as_none() -> None:
    assert person_of(_op("visit.logged", b"{}")) is None


@pytest.mark.parametrize(
    "facts",
    [
        b'{"procedures":["Nguy\xe1\xbb\x85n V\xc4\x83n A"]}',
        b'{"outcome":"Hoa"}',
        b'{"flags":["Hoa"]}',
        b'{"batch":"Hoa"}',
        b'{"row":"001087004417"}',
        b"{",
        b"",
    ],
)
def test_facts_with_something_else_in_them_cannot_be_read(facts: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        facts_of(_op("visit.logged", facts))


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(KeyError, match=r"visit\.teleported"):
        facts_of(_op("visit.teleported", b"{}"))
