"""A real desk and a real province, without a line between: paired, keys passed on, people found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from desk_app import parts
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer
from desk_app.core.problems import Problem
from desk_app.services import pair_desk
from desk_app.services.enrol_by_line import Send
from desk_app.services.pair_desk import Paired
from desk_app.services.run_sync import Listener, sync_once
from desk_app.store.search import find_visits
from sync.client.moves import Answered
from sync.protocol import enrolment
from sync.protocol.exchange import Request
from sync.protocol.limits import MAX_BODY
from sync.server.enrol import enrolled, new_code
from tests.support.a_province import AProvince
from tests.support.desks import UNIT, OpenDesk, opened_desk

ADMINISTRATOR = Officer(OfficerId("ADM1N0"), "Quản trị", "administrator")
NUMBER = "001187004417"


@pytest.fixture
def province(tmp_path: Path) -> Iterator[AProvince]:
    home = tmp_path / "province"
    home.mkdir()
    there = AProvince(home)
    yield there
    there.close()


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Callable[[int], OpenDesk]]:
    with ExitStack() as stack:
        yield lambda number: stack.enter_context(
            opened_desk(tmp_path / f"desk {number}", seed=number)
        )


class Line:
    """The line of a sync: every request reaches the province."""

    def __init__(self, province: AProvince) -> None:
        self._province = province

    def send(self, request: Request, seconds: float, most: int = MAX_BODY) -> Answered:
        return Answered(self._province.handle(request))


def pair(desk: OpenDesk, province: AProvince, code: str) -> Paired:
    @contextmanager
    def line(url: str, proxy: str, pinned: str) -> Iterator[Send]:
        yield lambda request: Answered(province.handle(request))

    url, words = "https://tinh.example", parts.six_words()
    return pair_desk.pair(desk.store, url, code, ADMINISTRATOR, line, words, "0.3.0")


def why_not(desk: OpenDesk, province: AProvince, code: str) -> Problem:
    """Why the province does not take the desk."""
    with pytest.raises(UserProblem) as raised:
        pair(desk, province, code)
    return raised.value.problems[0]


def sync(desk: OpenDesk, province: AProvince) -> None:
    result = sync_once(
        desk.store, Line(province), desk.clock, desk.random.randbytes, "0.3.0", Listener()
    )
    assert result.problem is None
    assert result.waiting == 0


def found(desk: OpenDesk, words: str) -> set[str]:
    with desk.store.reader() as reader:
        return {one.name for one in find_visits(reader.connection, words, reader.hashed, 20)}


def test_two_desks_that_began_apart_find_each_others_people(
    province: AProvince, desks: Callable[[int], OpenDesk]
) -> None:
    first, second = desks(1), desks(2)
    first.log(name="Nguyễn Thị Hoa", citizen_id=NUMBER)
    second.log(name="Trần Văn Bảo", citizen_id="001087004417")
    for desk in (first, second):
        pair(desk, province, new_code(province.house, UNIT).code)
    for _ in range(3):
        sync(first, province)
        sync(second, province)
    for desk in (first, second):
        assert found(desk, NUMBER) == {"Nguyễn Thị Hoa"}
        assert found(desk, "001087004417") == {"Trần Văn Bảo"}
        assert found(desk, NUMBER[-6:]) == {"Nguyễn Thị Hoa", "Trần Văn Bảo"}
        assert found(desk, NUMBER[-4:]) == {"Nguyễn Thị Hoa", "Trần Văn Bảo"}
        assert desk.verify().problems == ()
    with first.store.reader() as one, second.store.reader() as other:
        assert one.hashed.key_id == other.hashed.key_id == first.hashed.key_id


def test_a_visit_after_pairing_is_hashed_with_the_main_key_and_found_everywhere(
    province: AProvince, desks: Callable[[int], OpenDesk]
) -> None:
    first, second = desks(1), desks(2)
    for desk in (first, second):
        pair(desk, province, new_code(province.house, UNIT).code)
    for _ in range(2):
        sync(first, province)
        sync(second, province)
    with second.store.reader() as reader:
        main = reader.hashed
    assert main.key_id == first.hashed.key_id
    second.log(name="Lê Văn Tám", citizen_id=NUMBER)
    sync(second, province)
    sync(first, province)
    assert found(first, NUMBER) == {"Lê Văn Tám"}


def test_the_province_never_holds_a_commune_key(
    province: AProvince, desks: Callable[[int], OpenDesk]
) -> None:
    first, second = desks(1), desks(2)
    for desk in (first, second):
        pair(desk, province, new_code(province.house, UNIT).code)
    for _ in range(2):
        sync(first, province)
        sync(second, province)
    kept = b"".join(file.read_bytes() for file in province.home.rglob("*") if file.is_file())
    for desk in (first, second):
        assert desk.store.desk.commune_key not in kept
        assert desk.store.desk.commune_key.hex().encode() not in kept


def test_an_answer_lost_on_the_line_costs_no_code(
    province: AProvince, desks: Callable[[int], OpenDesk]
) -> None:
    desk, code = desks(1), new_code(province.house, UNIT).code
    lost = pair_desk.request_file(desk.store, code, ADMINISTRATOR, "0.3.0")
    first = enrolled(province.house, lost)
    paired = pair(desk, province, code)
    again = pair_desk.request_file(desk.store, code, ADMINISTRATOR, "0.3.0", again=True)
    assert enrolled(province.house, lost) == first
    assert again != lost
    assert len(paired.words) == 6


def test_a_used_code_takes_no_second_desk(
    province: AProvince, desks: Callable[[int], OpenDesk]
) -> None:
    code = new_code(province.house, UNIT).code
    pair(desks(1), province, code)
    assert why_not(desks(2), province, code).code == "enrol.used"


def test_each_wrong_guess_is_counted_aloud_and_the_fifth_ends_the_code(
    province: AProvince, desks: Callable[[int], OpenDesk]
) -> None:
    desk, code = desks(1), new_code(province.house, UNIT).code
    for guess, left in enumerate(("4", "3", "2", "1")):
        problem = why_not(desk, province, f"00000-0000{guess}")
        assert (problem.code, problem.values["left"]) == ("enrol.wrong_code", left)
    assert why_not(desk, province, "00000-00004").code == "enrol.used_up"
    assert why_not(desk, province, code).code == "enrol.used_up"
    assert why_not(desk, province, "00000-00005").code == "enrol.commune"
    assert pair(desk, province, new_code(province.house, UNIT).code).words


def test_a_code_that_is_too_old_says_so_to_who_knows_it(
    province: AProvince, desks: Callable[[int], OpenDesk]
) -> None:
    desk, code = desks(1), new_code(province.house, UNIT).code
    province.wall += enrolment.CODE_LIFE
    assert why_not(desk, province, code).code == "enrol.expired"
    assert why_not(desk, province, "00000-00000").code == "enrol.commune"


def test_a_commune_without_a_code_is_told_so(
    province: AProvince, desks: Callable[[int], OpenDesk]
) -> None:
    problem = why_not(desks(1), province, new_code(province.house, "27001").code)
    assert (problem.code, problem.values["unit"]) == ("enrol.commune", UNIT)


def test_by_file_the_province_shows_the_same_words(
    province: AProvince, desks: Callable[[int], OpenDesk]
) -> None:
    desk, code = desks(1), new_code(province.house, UNIT).code
    body = pair_desk.request_file(desk.store, code, ADMINISTRATOR, "0.3.0")
    answer = enrolled(province.house, body)
    paired = pair_desk.take_answer_file(desk.store, answer, ADMINISTRATOR, parts.six_words())
    assert len(set(paired.words)) > 1
    assert paired.practice
