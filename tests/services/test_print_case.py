"""Papers of real cases: what the log knows stands on them, and every copy is counted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import resources
from desk_app import parts
from desk_app.core.case_code import case_code
from desk_app.core.case_paper import CasePaper
from desk_app.core.errors import UserProblem
from desk_app.services.advance_case import void_case
from desk_app.services.case_paper_values import StepDraft, case_paper_values, result_of
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from desk_app.services.paper_forms import PaperForms
from desk_app.services.print_case import CasePrinted, desk_of, print_cases, record_case_print
from desk_app.services.sample_papers import SAMPLES, sample_pdf
from desk_app.store import cases
from tests.printing.readback import pages, text
from tests.support.case_day import TODAY, Hands, at, days_ago, fill

NOW = at(TODAY, 14, 2)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    home = tmp_path_factory.mktemp("cases") / "desk"
    parts.create_practice_desk(home)
    with parts.open_desk(home) as desk:
        hands = Hands(desk.store, desk.catalogue)
        ids = fill(hands)
        hands.step(
            ids["late"],
            "extended",
            at(TODAY, 9),
            reason="phải xác minh nơi khác",
            due="27/11/2026 17:00",
        )
        hands.step(ids["later"], "refused", at(TODAY, 9), reason="Không thuộc thẩm quyền")
        hands.step(ids["soon"], "stopped", at(TODAY, 9), reason="Không cần nữa", choice="applicant")
        hands.step(ids["far"], "returned", at(TODAY, 9), who="Lê Văn Bình")
    return home, ids  # fmt: skip


@pytest.fixture
def desk(filled: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[parts.Desk]:
    home = tmp_path / "desk"
    shutil.copytree(filled[0], home)
    with parts.open_desk(home) as opened:
        yield opened


@pytest.fixture
def ids(filled: tuple[Path, dict[str, str]]) -> dict[str, str]:
    return filled[1]


def paper(
    desk: parts.Desk,
    kind: CasePaper,
    *case_ids: str,
    forms: PaperForms | None = None,
    draft: StepDraft | None = None,
    counted: bool = True,
) -> CasePrinted:
    with desk.store.reader() as reader:
        return print_cases(
            reader, desk.catalogue, forms or PaperForms(), desk_of(reader, desk.unit), kind,
            case_ids, TODAY, now=NOW if counted else None, draft=draft,
        )  # fmt: skip


def test_the_slip_of_a_case_promises_what_the_log_promised(
    desk: parts.Desk, ids: dict[str, str]
) -> None:
    read = text(paper(desk, "case_01", ids["waited"]).pdf)
    for words in (
        "Lương Thị Ngọc Ánh",
        "H05.242-261112-0007",
        "Tờ khai (mẫu) (01 bản chính)",
        "15 giờ 20 phút, thứ Năm, ngày 12 tháng 11 năm 2026",
        "17 giờ 00 phút, thứ Năm, ngày 19 tháng 11 năm 2026",
        "05 ngày làm việc",
    ):
        assert words in read  # fmt: skip


def test_each_step_has_its_paper(desk: parts.Desk, ids: dict[str, str]) -> None:
    wanted: tuple[tuple[CasePaper, str, str], ...] = (
        ("case_02", "waited", "Văn bản cam đoan"),
        ("case_03", "later", "Không thuộc thẩm quyền."),
        ("case_04", "late", "ngày 27 tháng 11 năm 2026"),
        ("case_05", "soon", "Người nộp hồ sơ"),
        ("case_06", "far", "Giao: Phòng Kinh tế."),
    )
    for kind, case, words in wanted:
        assert words in text(paper(desk, kind, ids[case]).pdf), kind


@pytest.mark.parametrize("kind", ["case_02", "case_03", "case_04", "case_05"])
def test_a_paper_of_a_step_that_was_never_taken_is_refused_in_words(
    desk: parts.Desk, ids: dict[str, str], kind: CasePaper
) -> None:
    with pytest.raises(UserProblem) as refused:
        paper(desk, kind, ids["today2"])
    assert refused.value.problems[0].code == f"print.no_step_{kind}"


def test_an_apology_can_be_looked_at_before_it_is_sent(
    desk: parts.Desk, ids: dict[str, str]
) -> None:
    draft = StepDraft(at=NOW, reason="chờ xác minh", due=at(date(2026, 11, 27), 17))
    read = text(paper(desk, "case_04", ids["soon"], draft=draft).pdf)
    assert "chờ xác minh." in read
    assert "ngày 27 tháng 11 năm 2026" in read


def test_the_apology_names_the_moment_promised_before_it(
    desk: parts.Desk, ids: dict[str, str]
) -> None:
    with desk.store.reader() as reader:
        case = cases.one(reader.connection, ids["late"])
        assert case is not None
        values = case_paper_values(
            case, "case_04", desk_of(reader, desk.unit), desk.catalogue, TODAY
        )
    assert values.old_due == case.first_due
    assert values.new_due == case.due
    assert values.extensions == ()


def test_a_batch_is_one_file_and_every_copy_of_it_is_counted(
    desk: parts.Desk, ids: dict[str, str]
) -> None:
    batch = paper(desk, "case_01", *ids.values())
    assert len(pages(batch.pdf)) == len(ids)
    numbers = [copy.number for copy in batch.copies]
    assert len(set(numbers)) == len(ids)
    assert numbers == sorted(numbers)
    changes = desk.store.writer.run(lambda tx: record_case_print(tx, batch, PRACTICE_OFFICER))
    assert changes is not None
    assert len(changes.papers) == len(ids)
    again = paper(desk, "case_01", ids["waited"])
    assert again.copies[0].copy == 2
    assert "Bản in lần 2, 14:02 20/11/2026" in text(again.pdf)
    # The slip of another case, and another paper of this one, are counted apart.
    assert paper(desk, "case_06", ids["waited"]).copies[0].copy == 1


def test_a_copy_made_while_another_was_printed_is_not_recorded(
    desk: parts.Desk, ids: dict[str, str]
) -> None:
    first, second = (paper(desk, "case_01", ids["waited"]) for _ in range(2))

    def record(printed: CasePrinted) -> object:
        return desk.store.writer.run(lambda tx: record_case_print(tx, printed, PRACTICE_OFFICER))

    assert record(first) is not None
    assert record(second) is None


def test_the_same_case_twice_in_a_batch_is_two_copies(
    desk: parts.Desk, ids: dict[str, str]
) -> None:
    twice = paper(desk, "case_06", ids["far"], ids["far"])
    assert [copy.copy for copy in twice.copies] == [1, 2]
    assert desk.store.writer.run(lambda tx: record_case_print(tx, twice, PRACTICE_OFFICER))


def test_a_file_says_no_copy_and_equal_logs_give_equal_bytes(
    desk: parts.Desk, ids: dict[str, str]
) -> None:
    file = paper(desk, "case_01", ids["far"], counted=False)
    assert file.copies == ()
    assert "In lúc" not in text(file.pdf)
    assert file.pdf == paper(desk, "case_01", ids["far"], counted=False).pdf
    assert file.checks == paper(desk, "case_01", ids["far"]).checks


def test_the_code_on_the_slip_is_the_code_of_the_case(
    desk: parts.Desk, ids: dict[str, str]
) -> None:
    with desk.store.reader() as reader:
        case = cases.one(reader.connection, ids["far"])
    assert case is not None
    assert case_code(case.number).startswith(f"MOTCUA:HS:{case.number}:")


def test_letters_are_for_births_marriages_and_deaths_only(
    desk: parts.Desk, ids: dict[str, str]
) -> None:
    letter = paper(desk, "condolence", ids["today2"])
    assert letter.paper == "congratulation"
    assert "THƯ CHÚC MỪNG" in text(letter.pdf)
    with pytest.raises(UserProblem) as refused:
        paper(desk, "congratulation", ids["far"])
    assert refused.value.problems[0].code == "print.no_letter"


def test_an_unknown_a_voided_and_no_case_are_said(desk: parts.Desk, ids: dict[str, str]) -> None:
    desk.store.writer.run(lambda tx: void_case(tx, ids["soon"], "trùng", PRACTICE_OFFICER))
    for wanted, code in (
        ((), "print.no_case"),
        (("7ZK3000000000000.0.99",), "print.no_such_case"),
        ((ids["soon"],), "print.voided_case"),
    ):
        with pytest.raises(UserProblem) as refused:
            paper(desk, "case_01", *wanted)
        assert refused.value.problems[0].code == code


def test_a_moment_is_early_on_an_earlier_day_and_overdue_after_the_minute() -> None:
    due = at(TODAY, 17)
    assert result_of(at(days_ago(1), 16), due) == "early"
    assert result_of(at(TODAY, 9), due) == "on_time"
    assert result_of(due, due) == "on_time"
    assert result_of(at(TODAY, 17, 1), due) == "overdue"
    assert result_of(at(TODAY, 9), None) == ""


def test_a_form_of_the_desks_own_is_used_when_it_is_good(
    desk: parts.Desk, ids: dict[str, str], tmp_path: Path
) -> None:
    own = resources.read_text("forms/case_06_control.toml")
    folder = tmp_path / "forms"
    folder.mkdir()
    (folder / "case_06_control.toml").write_text(
        own.replace("Cơ quan giải quyết hồ sơ", "Đơn vị chủ trì"), encoding="utf-8"
    )
    forms = PaperForms(folder)
    printed = paper(desk, "case_06", ids["far"], forms=forms)
    assert "Đơn vị chủ trì:" in text(printed.pdf)
    assert printed.notes == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"schema = ", "form.not_toml"),
        (b"\xff\xfe\x00", "form.not_utf8"),
        (b"#" * 300_000, "form.too_large"),
        (b"schema = 1", "form.wrong_shape_at"),
    ],
)
def test_a_bad_form_of_the_desks_own_is_told_and_the_shipped_one_used(
    desk: parts.Desk, ids: dict[str, str], tmp_path: Path, content: bytes, code: str
) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    (folder / "case_06_control.toml").write_bytes(content)
    (folder / "words.toml").write_bytes(content)
    printed = paper(desk, "case_06", ids["far"], forms=PaperForms(folder))
    assert "Cơ quan giải quyết hồ sơ" in text(printed.pdf)
    assert {note.code for note in printed.notes} == {"form.own_refused", code}
    files = {n.values["file"] for n in printed.notes if n.code == "form.own_refused"}
    assert files == {"words.toml", "case_06_control.toml"}
    assert PaperForms(folder).check_all() == printed.notes


@pytest.mark.parametrize("name", SAMPLES)
def test_every_form_can_be_looked_at_with_an_invented_case(desk: parts.Desk, name: str) -> None:
    pdf = sample_pdf(PaperForms(), name, desk.unit, TODAY)
    assert "BẢN THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ" in text(pdf)
    assert "Mẫu" in text(pdf)
    assert pdf == sample_pdf(PaperForms(), name, desk.unit, TODAY)
