"""A visit as typed: every check between the form and the log, one table of refusals."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desk_app.core.clock import VN, Millis, from_local
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.ops import VisitLogged, VisitPerson, payload_bytes
from desk_app.core.problems import Problem
from desk_app.core.texts import Texts, load_texts
from desk_app.core.visit import (
    LINE_LIMIT,
    NAME_LIMIT,
    NOTE_LIMIT,
    PROCEDURES_LIMIT,
    NewVisit,
    VisitForm,
    check_visit,
    parse_reference,
    parse_when,
)
from tests.support.bounded import bounded

NOW = from_local(datetime(2026, 10, 15, 16, 45))
KNOWN = {"2.000815": "2.000815", "1.001193": "1.001193", "cc": "2.000815"}
HASHED = KeyedHash(bytes(range(32)))
FINE: dict[str, Any] = {"name": "Nguyễn Thị Hoà", "procedures": ("2.000815",)}


def check(**form: Any) -> NewVisit | tuple[Problem, ...]:
    return check_visit(VisitForm(**{**FINE, **form}), KNOWN.get, NOW, HASHED)


def checked(**form: Any) -> NewVisit:
    new = check(**form)
    assert isinstance(new, NewVisit), new
    return new


REFUSALS: list[tuple[str, str, dict[str, Any]]] = [
    ("visit.purpose", "purpose", {"purpose": "dance"}),
    ("visit.outcome", "outcome", {"outcome": "vanished"}),
    ("visit.flag", "flags", {"flags": ("elderly", "tall")}),
    ("visit.name_missing", "name", {"name": ""}),
    ("visit.name_missing", "name", {"name": " \u200b\t"}),
    ("visit.name_missing", "name", {"name": "", "purpose": "online_help"}),
    ("visit.too_long", "name", {"name": "a" * (NAME_LIMIT + 1)}),
    ("visit.too_long", "organisation", {"organisation": "a" * (LINE_LIMIT + 1)}),
    ("visit.too_long", "address", {"address": "a" * (LINE_LIMIT + 1)}),
    ("visit.too_long", "note", {"note": "a" * (NOTE_LIMIT + 1)}),
    ("visit.too_long", "late_note", {"late_note": "a" * (LINE_LIMIT + 1)}),
    ("visit.procedure_missing", "procedures", {"procedures": ()}),
    ("visit.procedure", "procedures", {"procedures": ("2.000815", "9.999999")}),
    ("visit.reference", "reference", {"reference": "Nguyễn Văn A"}),
    ("visit.reference", "reference", {"reference": "NGUYENVANA"}),
    ("visit.time_unreadable", "at", {"at": "hôm qua"}),
    ("visit.no_such_time", "at", {"at": "31/02/2026 08:00"}),
    ("visit.in_future", "at", {"at": "15/10/2026 16:51"}),
    ("visit.in_future", "at", {"at": "15/10/2027"}),
    ("visit.too_old", "at", {"at": "31/12/2014 08:00", "late_reason": "other"}),
    ("visit.late_reason_missing", "late_reason", {"at": "15/10/2026 14:44"}),
    ("visit.late_reason", "late_reason", {"at": "15/10/2026 08:00", "late_reason": "lunch"}),
    ("visit.late_without_time", "at", {"late_reason": "power"}),
    ("citizen_id.length", "citizen_id", {"citizen_id": "00108700441"}),
    ("phone.mobile_length", "phone", {"phone": "091234567"}),
]


@pytest.mark.parametrize(("code", "field", "form"), REFUSALS)
def test_a_form_with_one_fault_is_refused_beside_its_field(
    code: str, field: str, form: dict[str, Any]
) -> None:
    problems = check(**form)

    assert isinstance(problems, tuple)
    assert [(p.code, p.field) for p in problems] == [(code, field)]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("code", "field", "form"), REFUSALS)
def test_every_refusal_is_a_whole_sentence(
    code: str, field: str, form: dict[str, Any], language: str
) -> None:
    problems = check(**form)
    assert isinstance(problems, tuple)
    (problem,) = problems

    sentence = texts(language).sentence(problem)

    assert problem.code == code
    assert code not in sentence
    assert "{" not in sentence
    assert sentence[0].isupper()
    assert sentence.endswith(".")


@cache
def texts(language: str) -> Texts:
    folder = f"texts/{language}.d"
    return load_texts(resources.read_text(f"{folder}/{name}") for name in resources.names(folder))


def test_too_many_procedures_are_refused() -> None:
    many = tuple(f"1.{number:06}" for number in range(PROCEDURES_LIMIT + 1))

    problems = check_visit(VisitForm(name="A", procedures=many), lambda code: code, NOW, HASHED)

    assert isinstance(problems, tuple)
    assert [p.code for p in problems] == ["visit.procedures_many"]
    assert problems[0].values == {"have": "21", "limit": "20"}


def test_all_faults_are_told_at_once() -> None:
    problems = check(name="", procedures=(), phone="1", at="31/02/2026", outcome="x")

    assert isinstance(problems, tuple)
    assert {p.field for p in problems} == {"name", "procedures", "phone", "at", "outcome"}


def test_a_faultless_form_becomes_facts_and_a_person() -> None:
    new = checked(
        citizen_id="001 087 004 417",
        phone="+84 912 345 678",
        address=" Thôn Đông,  xã Tân Yên ",
        note="hẹn mai",
        outcome="done",
        flags=("disabled", "proxy"),
        reference="h55.242-250715-0003",
    )

    assert new.facts == VisitLogged(
        procedures=("2.000815",),
        outcome="done",
        flags=("proxy", "disabled"),
    )
    assert new.person is not None
    assert (new.person.name, new.person.phone) == ("Nguyễn Thị Hoà", "0912345678")
    assert new.person.reference == "H55.242-250715-0003"
    assert new.person.address == "Thôn Đông, xã Tân Yên"
    assert new.act == NOW


def test_of_an_id_number_only_hashes_and_four_digits_are_kept() -> None:
    person = checked(citizen_id="001087004417").person

    assert person is not None
    assert person.id_last4 == "4417"
    assert person.id_key == HASHED.key_id
    assert len({person.id_hash, person.id_six}) == 2
    written = payload_bytes(person)
    assert b"001087004417" not in written
    assert b"004417" not in written


def test_the_same_number_under_another_commune_key_gives_other_hashes() -> None:
    other = check_visit(
        VisitForm(**FINE, citizen_id="001087004417"), KNOWN.get, NOW, KeyedHash(bytes(32))
    )
    ours = checked(citizen_id="001087004417").person

    assert isinstance(other, NewVisit)
    assert other.person is not None
    assert ours is not None
    assert {other.person.id_hash, other.person.id_six, other.person.id_key}.isdisjoint(
        {ours.id_hash, ours.id_six, ours.id_key}
    )


@pytest.mark.parametrize(
    "reference",
    [
        "000.12.34.H05-210715-0012",
        "H55.242-250715-0003",
        "G22.99.00.02-240823-1001",
        "BNI-250715-0003",
        "H00.000-261015-000001",
    ],
)
def test_an_official_case_reference_is_kept_as_it_is_printed(reference: str) -> None:
    assert parse_reference(f" {reference.lower()} ") == reference


def test_only_a_question_needs_nobody_and_keeps_no_person() -> None:
    new = checked(purpose="question", name="", procedures=())

    assert new.person is None
    assert new.facts == VisitLogged(purpose="question")


def test_help_with_submitting_online_needs_a_name_and_no_procedure() -> None:
    assert checked(purpose="online_help", procedures=()).facts.purpose == "online_help"


def test_an_organisation_may_come_instead_of_a_person() -> None:
    new = checked(name="", organisation="Hợp tác xã Tân Yên")

    assert new.facts.applicant == "organisation"


def test_a_longer_local_code_and_a_short_code_are_the_procedure() -> None:
    new = checked(procedures=("2.000815.000.00.00.H55.02", "cc", "1.001193"))

    assert new.facts.procedures == ("2.000815", "1.001193")


def test_a_time_up_to_two_hours_ago_needs_no_reason_and_an_earlier_one_does() -> None:
    recent = checked(at="15/10/2026 14:45")
    late = checked(at="15/10/2026 14:44", late_reason="power")

    assert (recent.facts.late, late.facts.late) == (None, "power")
    assert late.act == from_local(datetime(2026, 10, 15, 14, 44))


def test_a_clock_a_few_minutes_ahead_is_no_mistake() -> None:
    assert checked(at="15/10/2026 16:50").act == from_local(datetime(2026, 10, 15, 16, 50))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15/10/2026 08:30", (2026, 10, 15, 8, 30, 0)),
        ("5/1/2026 8:05", (2026, 1, 5, 8, 5, 0)),
        ("15.10.2026 08g30", (2026, 10, 15, 8, 30, 0)),
        ("15-10-2026 08h30", (2026, 10, 15, 8, 30, 0)),
        (" 15/10/2026   08:30:59 ", (2026, 10, 15, 8, 30, 59)),
        ("15/10/2026", (2026, 10, 15, 0, 0, 0)),
        ("15/10/2026 00:00", (2026, 10, 15, 0, 0, 0)),
        ("15/10/2026 23:59:59", (2026, 10, 15, 23, 59, 59)),
        ("2026-10-15 08:30", (2026, 10, 15, 8, 30, 0)),
        ("2026-10-15T08:30:05", (2026, 10, 15, 8, 30, 5)),
        ("2026-10-15T08:30:05.123", (2026, 10, 15, 8, 30, 5)),
        ("2026-10-15T08:30:05+07:00", (2026, 10, 15, 8, 30, 5)),
        ("2026-10-15", (2026, 10, 15, 0, 0, 0)),
        ("29/02/2024 10:00", (2024, 2, 29, 10, 0, 0)),
    ],
)
def test_a_civil_time_is_read(text: str, expected: tuple[int, ...]) -> None:
    assert parse_when(text) == datetime(*expected, tzinfo=VN)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "31/02/2026 08:00",
        "29/02/2026",
        "2026-02-29",
        "31/04/2026",
        "00/10/2026",
        "15/13/2026",
        "15/00/2026",
        "15/10/2026 24:00",
        "15/10/2026 08:60",
        "15/10/2026 08:30:60",
        "15/10/0000",
    ],
)
def test_a_time_that_does_not_exist_is_named(text: str) -> None:
    found = parse_when(text)

    assert isinstance(found, Problem)
    assert found.code == "visit.no_such_time"
    assert found.values == {"have": text}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "08:30",
        "15/10/26",
        "15/10",
        "2026/10/15",
        "15 tháng 10",
        "15/10/2026 8",
        "15/10/2026 08:30 CH",
        "2026-10-15T08:30:05Z",
        "2026-10-15T08:30:05+09:00",
        "15/10/2026\n08:30\nx",
    ],
)
def test_a_time_in_no_known_form_is_refused(text: str) -> None:
    found = parse_when(text)

    assert isinstance(found, Problem)
    assert found.code == "visit.time_unreadable"


@bounded(100)
@given(
    st.datetimes(min_value=datetime(2015, 1, 2), max_value=datetime(2026, 10, 15)).map(
        lambda when: when.replace(second=0, microsecond=0)
    )
)
def test_both_ways_to_write_a_time_mean_the_same(when: datetime) -> None:
    assert parse_when(f"{when:%d/%m/%Y %H:%M}") == when.replace(tzinfo=VN)
    assert parse_when(when.isoformat()) == when.replace(tzinfo=VN)


@bounded(200)
@given(
    st.builds(
        VisitForm,
        **{
            name: st.text(max_size=40)
            for name in VisitForm.__struct_fields__
            if name not in ("procedures", "flags")
        },
        procedures=st.lists(st.text(max_size=12), max_size=3).map(tuple),
        flags=st.lists(st.text(max_size=8), max_size=2).map(tuple),
    )
)
def test_whatever_is_typed_is_logged_or_refused_in_words(form: VisitForm) -> None:
    found = check_visit(form, KNOWN.get, NOW, HASHED)

    if isinstance(found, NewVisit):
        written = payload_bytes(found.facts)
        assert msgspec.json.decode(written, type=VisitLogged) == found.facts
        assert found.person != VisitPerson()
    else:
        assert found
        for language in ("vi", "en"):
            for problem in found:
                assert problem.code not in texts(language).sentence(problem)


def test_half_a_day_late_is_late_whatever_the_zone_of_the_machine() -> None:
    midnight = Millis(from_local(datetime(2026, 10, 15, 0, 10)))
    form = VisitForm(**FINE, at="14/10/2026 23:50")

    new = check_visit(form, KNOWN.get, midnight, HASHED)

    assert isinstance(new, NewVisit)
    assert midnight - new.act == timedelta(minutes=20) // timedelta(milliseconds=1)
