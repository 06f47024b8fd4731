"""Drafts: kept within a second of each key, gone with what they were of, offered back; no Qt."""

from __future__ import annotations

import json

import pytest

from desk_app.core.clock import Millis
from desk_app.core.draft import Draft
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.visit import VisitForm
from desk_app.ui.intake.door import Door
from desk_app.ui.intake.draft_content import DraftContent, content_of, read_content, written
from desk_app.ui.intake.draft_offer import DraftOffer
from tests.support.intake import COPY, NUMBER, Intake, a_citizen
from tests.support.presenters import say

OLD = Millis(1_763_590_000_000)


def a_draft(visit: VisitForm | None = None, /, **values: object) -> Draft:
    content = content_of(visit if visit is not None else VisitForm(name="Trần Thị Thủy"))
    known: dict[str, object] = {
        "id": "lying", "form": "visit", "officer": "officer:1", "saved": OLD, "content": content,
    }  # fmt: skip
    return Draft(**(known | values))  # type: ignore[arg-type]


@pytest.fixture
def intake() -> Intake:
    return Intake()


def kept(intake: Intake) -> DraftContent:
    content = read_content(next(iter(intake.port.kept.values())))
    assert isinstance(content, DraftContent)
    return content


def test_everything_of_a_visit_is_kept(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy", citizen_id=NUMBER, flags=("proxy",), on_behalf_of="Lê A")
    intake.presenter.take_match(0)
    intake.presenter.toggle("online_help")
    intake.type("khai si")
    intake.pass_time(400)
    content = kept(intake)
    assert content.form == VisitForm(
        purpose="online_help", name="Trần Thị Thủy", citizen_id=NUMBER, flags=("proxy",),
        on_behalf_of="Lê A", procedures=(COPY,),
    )  # fmt: skip
    assert content.line == "khai si"
    assert intake.view.head.endswith("nháp đã lưu")


def test_the_first_letter_is_kept_within_a_second_however_one_types_on(intake: Intake) -> None:
    for n in range(1, 10):
        intake.type("Trần Thị Thủy"[:n])
        intake.pass_time(100)
    assert intake.port.tick < 1000
    assert kept(intake).line != ""


def test_one_write_at_a_time_and_the_newest_last(intake: Intake) -> None:
    intake.hands.wait = True
    intake.edit(name="Trần")
    intake.pass_time(400)
    intake.edit(name="Trần Thị")
    intake.pass_time(400)
    assert len(intake.hands.jobs) == 1
    intake.hands.let_go()
    intake.pass_time(400)
    intake.hands.let_go()
    assert kept(intake).form.name == "Trần Thị"


def test_nothing_changed_writes_nothing(intake: Intake) -> None:
    intake.edit(name="Trần")
    intake.pass_time(400)
    writes = intake.port.writes
    intake.presenter.edited("name")
    intake.pass_time(400)
    assert intake.port.writes == writes


def test_an_emptied_form_has_no_draft(intake: Intake) -> None:
    intake.type("nhầm")
    intake.pass_time(400)
    assert intake.port.kept != {}
    intake.type("")
    intake.pass_time(400)
    assert intake.port.kept == {}
    assert intake.view.head == ""


def test_a_logged_visit_leaves_no_draft_even_while_one_is_being_written(intake: Intake) -> None:
    intake.hands.wait = True
    intake.edit(name="Trần Thị Thủy")
    intake.presenter.take_match(0)
    intake.pass_time(400)
    intake.presenter.save()
    assert intake.port.logged == []
    intake.hands.let_go()
    intake.hands.let_go()
    intake.pass_time(2_000)
    intake.hands.let_go()
    assert len(intake.port.logged) == 1
    assert intake.port.kept == {}


def test_a_cleared_visit_leaves_no_draft_even_while_one_is_being_written(intake: Intake) -> None:
    intake.hands.wait = True
    intake.edit(name="Trần Thị Thủy")
    intake.pass_time(400)
    intake.presenter.clear()
    for _ in range(3):
        intake.hands.let_go()
        intake.pass_time(1_000)
    assert intake.port.kept == {}


def test_a_full_disk_is_said_in_the_head_and_typing_goes_on(intake: Intake) -> None:
    intake.port.full = True
    intake.edit(name="Trần")
    intake.pass_time(400)
    before = (intake.view.unkept, intake.view.head)
    intake.port.full = False
    intake.edit(name="Trần Thị")
    intake.pass_time(400)
    assert before[0]
    assert before[1].startswith("nháp chưa lưu được")
    assert not intake.view.unkept
    assert kept(intake).form.name == "Trần Thị"


def test_a_refused_visit_keeps_its_draft(intake: Intake) -> None:
    intake.port.refusal = UserProblem(Problem("phone.length", "phone"))
    intake.edit(name="Trần Thị Thủy", phone="0912")
    intake.presenter.save()
    intake.pass_time(400)
    assert kept(intake).form.phone == "0912"


def test_a_draft_comes_back_whole_with_its_link_and_its_line(intake: Intake) -> None:
    intake.port.people = (a_citizen(),)
    intake.take("4417")
    intake.type("khai si")
    intake.pass_time(400)
    (draft, content), *_ = intake.port.kept.items()
    again = Intake()
    assert again.presenter.open_draft(a_draft(id=draft, content=content)) is None
    assert again.presenter.form() == intake.presenter.form()
    assert again.view.line == "khai si"
    assert again.view.facts == "số cuối 4417 · lần thứ 3 năm nay"
    again.type("")
    again.presenter.take_match(0)
    again.pass_time(400)
    assert list(again.port.kept) == [draft]


def test_a_draft_loads_into_the_empty_form_only(intake: Intake) -> None:
    intake.edit(name="Lê Văn Bình")
    assert intake.presenter.open_draft(a_draft()) == Problem("intake.not_empty")
    assert intake.view.form.name == "Lê Văn Bình"


def test_a_draft_of_another_form_never_loads_here(intake: Intake) -> None:
    other = a_draft(form="correct:visit-1", content="{}")
    assert intake.presenter.open_draft(other) == Problem("intake.draft_of_other_form")
    assert intake.presenter.is_empty


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "intake.draft_damaged"),
        ("{", "intake.draft_damaged"),
        ("[1, 2]", "intake.draft_damaged"),
        ('{"version": "1"}', "intake.draft_damaged"),
        ('{"version": 1, "form": {"name": 5}}', "intake.draft_damaged"),
        ('{"version": 2, "shape": "unknown"}', "intake.draft_newer"),
        ("[" * 5000, "intake.draft_damaged"),
    ],
)
def test_a_damaged_or_newer_draft_is_said_and_kept(intake: Intake, content: str, code: str) -> None:
    assert intake.presenter.open_draft(a_draft(content=content)) == Problem(code)
    assert intake.presenter.is_empty


def test_what_is_kept_says_its_version() -> None:
    assert json.loads(written(DraftContent(form=VisitForm())))["version"] == 1


class Offered:
    """The offer beside an intake form, with what was thrown away."""

    def __init__(self, *lying: Draft) -> None:
        self.intake = Intake()
        self.intake.port.lying = lying
        self.dropped: list[str] = []
        self.offer = DraftOffer(
            self.intake.port,
            self.intake.hands.run,
            say,
            lambda problem: f"<{problem.code}>",
            self.intake.view,
            lambda: self.intake.presenter.keeper.id,
            self.intake.presenter.open_draft,
            lambda draft: self.dropped.append(draft.id),
        )
        self.offer.look()

    @property
    def what(self) -> str:
        offer = self.intake.view.offer
        return offer.what if offer is not None else ""


def test_a_draft_is_offered_with_when_who_and_what() -> None:
    offered = Offered(a_draft(VisitForm(name="Trần Thị Thủy", procedures=(COPY,))))
    offer = offered.intake.view.offer
    assert offer is not None
    assert offer.when_and_who == "Nháp chưa ghi lúc 05:06, Nguyễn Thị Hạnh gõ"
    assert offer.what == "Trần Thị Thủy, Chứng thực bản sao"
    assert offer.place == ""
    assert offered.intake.presenter.is_empty


def test_nothing_lying_about_asks_nothing() -> None:
    assert Offered().intake.view.offer is None


def test_what_is_being_typed_here_and_other_forms_are_not_offered() -> None:
    offered = Offered(a_draft(id="draft-1"), a_draft(id="other", form="correct:visit-1"))
    assert offered.intake.view.offer is None


def test_several_drafts_come_one_after_the_other() -> None:
    offered = Offered(*(a_draft(VisitForm(name=f"Lê {n}"), id=str(n)) for n in range(3)))
    places = []
    for _ in range(3):
        offer = offered.intake.view.offer
        assert offer is not None
        places.append((offer.what, offer.place))
        offered.offer.later()
    assert places == [("Lê 0", "1 trong 3"), ("Lê 1", "2 trong 3"), ("Lê 2", "3 trong 3")]
    assert offered.intake.view.offer is None
    offered.offer.look()
    assert offered.what == "Lê 0"


def test_reopening_asks_for_an_empty_form_and_says_so() -> None:
    offered = Offered(a_draft())
    offered.intake.edit(name="Lê Văn Bình")
    offered.offer.reopen()
    offer = offered.intake.view.offer
    assert offer is not None
    assert offer.problem == "<intake.not_empty>"
    offered.intake.presenter.clear()
    offered.offer.reopen()
    assert offered.intake.view.offer is None
    assert offered.intake.view.form.name == "Trần Thị Thủy"


def test_a_draft_thrown_away_is_gone_and_told() -> None:
    offered = Offered(a_draft())
    offered.intake.port.kept["lying"] = "x"
    offered.offer.drop()
    assert offered.intake.port.kept == {}
    assert offered.dropped == ["lying"]
    assert offered.intake.view.offer is None


def test_an_unreadable_draft_is_offered_as_such_and_kept() -> None:
    offered = Offered(a_draft(content="{"))
    offer = offered.intake.view.offer
    assert offer is not None
    assert (offer.problem, offer.readable) == ("<intake.draft_damaged>", False)
    offered.offer.reopen()
    assert offered.intake.view.offer is not None
    offered.offer.later()
    assert offered.intake.port.writes == 0


def test_a_draft_without_a_name_tells_what_there_is() -> None:
    content = written(DraftContent(form=VisitForm(purpose="question"), line="đất đai"))
    assert Offered(a_draft(content=content)).what == "chỉ hỏi"
    content = written(DraftContent(form=VisitForm(), line="Trần Th"))
    assert Offered(a_draft(content=content)).what == "Trần Th"


def test_somebody_called_from_the_waiting_list_becomes_the_draft_in_hand(intake: Intake) -> None:
    door = Door(intake.presenter, intake.port.new_draft_id)
    form, draft = VisitForm(name="Trần Thị Thủy", known_visit="v1"), door.new_draft()
    intake.port.kept[draft] = door.content_of(form)
    assert door.empty()
    assert door.load(form, draft)
    assert door.draft() == draft
    assert intake.presenter.form() == form
    assert not door.load(VisitForm(name="Lê Văn Bình"), door.new_draft())
    intake.presenter.save()
    assert intake.port.kept == {}


def test_nobody_leaves_an_empty_draft_behind_when_the_next_is_called_at_once(
    intake: Intake,
) -> None:
    door = Door(intake.presenter, intake.port.new_draft_id)
    for draft in ("first", "second"):
        intake.port.keep_draft(draft, content_of(VisitForm()))
        assert door.load(VisitForm(), draft)
    intake.pass_time(1000)
    assert intake.port.kept == {}


def test_a_draft_emptied_just_before_another_is_opened_is_not_offered_again(
    intake: Intake,
) -> None:
    intake.edit(name="Lê Văn Bình")
    intake.pass_time(1000)
    intake.edit(name="")
    intake.port.keep_draft("lying", a_draft().content)
    assert intake.presenter.open_draft(a_draft()) is None
    assert list(intake.port.kept) == ["lying"]


def test_a_visit_brought_back_is_kept_as_a_draft_again(intake: Intake) -> None:
    door = Door(intake.presenter, intake.port.new_draft_id)
    door.bring_back(VisitForm(name="Trần Thị Thủy"), "again")
    intake.pass_time(400)
    assert list(intake.port.kept) == ["again"]
    handed = door.hand_over()
    assert handed is not None
    assert handed[1] == "again"
    door.stay()
    assert not door.empty()
    door.hand_over()
    door.let_go()
    assert door.empty()
    assert intake.port.kept == {}
