"""Search by what is typed: without accents, by the beginning of words, by digits of an ID."""

from __future__ import annotations

import pytest

from desk_app.store.search import find_visits
from tests.support.desks import OpenDesk


def found(desk: OpenDesk, words: str, limit: int = 50) -> list[str]:
    """Names found, in their order."""
    with desk.store.reader() as reader:
        views = find_visits(reader.connection, words, reader.hashed, limit)
    return [view.name or view.organisation for view in views]


@pytest.fixture
def people(desk: OpenDesk) -> OpenDesk:
    """A desk with a few visitors."""
    desk.log(name="Nguyễn Thị Hoà", phone="0912345678", citizen_id="001087004417")
    desk.log(name="Đặng Quý Đôn", phone="0987654321", reference="H55.242-250715-0003")
    desk.log(name="", organisation="Hợp tác xã Tân Yên")
    desk.log(name="Nguyễn Văn Hóa")
    return desk


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("nguyen", ["Nguyễn Văn Hóa", "Nguyễn Thị Hoà"]),
        ("NGUYEN THI", ["Nguyễn Thị Hoà"]),
        ("hoa nguyen", ["Nguyễn Văn Hóa", "Nguyễn Thị Hoà"]),
        ("ho ng", ["Nguyễn Văn Hóa", "Nguyễn Thị Hoà"]),
        ("dang", ["Đặng Quý Đôn"]),
        ("đặng", ["Đặng Quý Đôn"]),
        ("qui don", ["Đặng Quý Đôn"]),
        ("quý", ["Đặng Quý Đôn"]),
        ("tan yen", ["Hợp tác xã Tân Yên"]),
        ("0912", ["Nguyễn Thị Hoà"]),
        ("0912345678", ["Nguyễn Thị Hoà"]),
        ("001087004417", ["Nguyễn Thị Hoà"]),
        ("004417", ["Nguyễn Thị Hoà"]),
        ("001 087 004 417", ["Nguyễn Thị Hoà"]),
        ("0912 345 678", ["Nguyễn Thị Hoà"]),
        ("+84 912.345", ["Nguyễn Thị Hoà"]),
        ("hoa 0912 345", ["Nguyễn Thị Hoà"]),
        ("hoa 4417", ["Nguyễn Thị Hoà"]),
        ("０９１２", ["Nguyễn Thị Hoà"]),
        ("\u202ehoà nguyễn\u202c", ["Nguyễn Thị Hoà", "Nguyễn Văn Hóa"]),
        ("ng\u0075ye\u0302\u0303n tho", []),
        ("Hoa\u0300", ["Nguyễn Thị Hoà", "Nguyễn Văn Hóa"]),
        ("4417", ["Nguyễn Thị Hoà"]),
        ("0003", ["Đặng Quý Đôn"]),
        ("001087", []),
        ("00108700441", []),
        ("guyen", []),
        ("hoa binh", []),
        ("", []),
        ("  ", []),
        ('" OR 1 *', []),
        ("visit_search:", []),
        ("-", []),
    ],
)
def test_words_find_the_visits_of_these_people(
    people: OpenDesk, words: str, expected: list[str]
) -> None:
    assert found(people, words) == expected


def test_names_with_the_accents_that_were_typed_stand_first(people: OpenDesk) -> None:
    assert found(people, "hoà") == ["Nguyễn Thị Hoà", "Nguyễn Văn Hóa"]
    assert found(people, "hóa") == ["Nguyễn Văn Hóa", "Nguyễn Thị Hoà"]


def test_the_newest_stand_first_and_the_limit_holds(desk: OpenDesk) -> None:
    for number in range(12):
        desk.log(name=f"Lê Hoa {number}")

    assert found(desk, "le", 3) == ["Lê Hoa 11", "Lê Hoa 10", "Lê Hoa 9"]
    assert found(desk, "lê", 3) == ["Lê Hoa 11", "Lê Hoa 10", "Lê Hoa 9"]


def test_a_corrected_name_is_found_and_the_old_one_no_more(people: OpenDesk) -> None:
    visit = people.log(name="Trần Bịnh")
    people.correct(visit, name="Trần Bình An")

    assert found(people, "tran binh an") == ["Trần Bình An"]
    people.correct(visit, name="Lý Thông")
    assert found(people, "tran") == []
    assert found(people, "li thong") == ["Lý Thông"]


def test_an_erased_person_is_not_found_by_anything(desk: OpenDesk) -> None:
    visit = desk.log(name="Nguyễn Thị Hoà", phone="0912345678", citizen_id="001087004417")
    desk.erase(visit)

    for words in ("nguyen", "hoa", "0912345678", "004417", "4417", "001087004417"):
        assert found(desk, words) == []
    assert desk.visit(visit).erased


def test_a_voided_visit_is_found_and_marked(people: OpenDesk) -> None:
    visit = people.log(name="Trần Bình")
    people.void(visit)

    assert found(people, "binh") == ["Trần Bình"]
    assert people.visit(visit).voided


def test_the_day_of_the_visit_orders_the_list_not_the_day_it_was_typed(desk: OpenDesk) -> None:
    desk.log(name="Lê Hoa 1")
    desk.log(name="Lê Hoa 2", at="14/10/2026 09:00", late_reason="power")
    assert found(desk, "le hoa") == ["Lê Hoa 1", "Lê Hoa 2"]


@pytest.mark.parametrize(
    "words",
    [
        "NEAR(hoa thi)", "hoa NOT thi", "hoa OR", "^hoa", "hoa*", '"hoa', "words : hoa",
        "{words}: hoa", "hoa + thi", "hoa'--", "%", "_", "\x00", "🙂", "👩‍👩‍👧 hoa", "\ud800",
        "x" * 10_000, "hoa " * 2_500, "9" * 10_000, "1 " * 5_000, "\u0301" * 500, "ﷺ", "²", "①",
        "\U0001F1FB\U0001F1F3", "\u1e9e", "ß", "ǆ", "𞤀", "\U00011F02", "\U0002EBF0",
    ],
    ids=lambda words: repr(words[:12]),
)  # fmt: skip
def test_whatever_is_typed_is_only_words(people: OpenDesk, words: str) -> None:
    assert set(found(people, words)) <= {"Nguyễn Thị Hoà", "Nguyễn Văn Hóa", "Đặng Quý Đôn"}
    assert found(people, "quy don") == ["Đặng Quý Đôn"]
