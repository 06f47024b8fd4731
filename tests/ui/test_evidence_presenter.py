"""The papers of a case: attached one after the other, refused in words, taken back by undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.evidence import EvidenceView
from desk_app.core.problems import Problem
from desk_app.services.export_evidence import Exported
from desk_app.services.watch_folder import Offered
from desk_app.ui.evidence.presenter import EvidencePresenter, OfferedFile, Tile
from desk_app.ui.stage import Run
from desk_app.ui.undo.undo_stack import Act
from tests.support.presenters import count, run_now, say

NOW = Millis(1_763_000_000_000)


def _file(place: int, name: str = "anh.jpg", **told: object) -> EvidenceView:
    known: dict[str, object] = {
        "id": f"e{place}", "case": "c1", "sha256": f"{place:064x}", "size": 2_140_000,
        "media": "jpeg", "width": 3, "height": 2, "pages": 0, "flags": (), "file": name,
        "title": "", "officer": "o", "at": NOW, "removed": False, "erased": False,
    }  # fmt: skip
    return EvidenceView(**(known | told))  # type: ignore[arg-type]


class Desk:
    """A desk in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, list[EvidenceView]] = {"c1": [], "c2": []}
        self.refuse: dict[str, str] = {}
        self.denied = ""
        self.lying: tuple[Offered, ...] = ()
        self.watched = False
        self.taken: list[tuple[str, str, bool]] = []

    def now(self) -> Millis:
        return NOW

    def why_not(self) -> Problem | None:
        return Problem(self.denied) if self.denied else None

    def why_not_see(self) -> Problem | None:
        return Problem(self.denied) if self.denied.endswith("see") else None

    def files(self, case: str) -> tuple[tuple[EvidenceView, bytes | None], ...]:
        return tuple((view, b"small") for view in self.kept[case])

    def attach(
        self,
        case: str,
        source: Path | bytes,
        name: str,
        on_progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> str:
        self.taken.append((case, name, cancelled()))
        if name in self.refuse:
            raise UserProblem(Problem(self.refuse[name]))
        on_progress(1, 2)
        made = _file(len(self.taken), name, case=case)
        self.kept[case].append(made)
        return made.id

    def remove(self, evidence: str) -> None:
        self.kept["c1"] = [view for view in self.kept["c1"] if view.id != evidence]

    def again(self, evidence: str) -> str:
        self.kept["c1"].append(_file(99))
        return "e99"

    def picture(self, view: EvidenceView, page: int, side: int) -> bytes:
        return b""

    def export(self, view: EvidenceView, target: Path) -> Exported:
        return Exported(view.sha256, view.sha256, 1)

    def watches(self) -> bool:
        return self.watched

    def offered(self) -> tuple[Offered, ...]:
        return self.lying


class View:
    """What a person would see."""

    def __init__(self) -> None:
        self.tiles: tuple[Tile, ...] = ()
        self.words, self.empty, self.note, self.copying, self.allowed = "", "", "", "", ""
        self.offered: tuple[OfferedFile, ...] = ()
        self.opened: list[str] = []
        self.progress: list[tuple[int, int]] = []
        self.said_copying: list[str] = []

    def show_tiles(self, tiles: tuple[Tile, ...], words: str, empty: str) -> None:
        self.tiles, self.words, self.empty = tiles, words, empty

    def show_note(self, sentence: str) -> None:
        self.note = sentence

    def show_copying(self, words: str) -> None:
        self.copying = words
        self.said_copying.append(words)

    def show_offered(self, words: str, files: tuple[OfferedFile, ...]) -> None:
        self.offered = files

    def show_allowed(self, sentence: str) -> None:
        self.allowed = sentence

    def open_file(self, view: EvidenceView) -> None:
        self.opened.append(view.id)

    def tell_progress(self, done: int, total: int) -> None:
        self.progress.append((done, total))


class Later:
    """Work that is done when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def __call__(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[UserProblem], None] | None = None,
    ) -> None:
        self.waiting.append(lambda: run_now(work, then, failed))

    def go_on(self, steps: int = 100) -> None:
        while self.waiting and steps:
            steps -= 1
            self.waiting.pop(0)()


def _made(desk: Desk, run: Run = run_now) -> tuple[EvidencePresenter, View, list[Act]]:
    view = View()
    acts: list[Act] = []
    presenter = EvidencePresenter(
        desk, run, say, count, lambda problem: problem.code, view, acts.append
    )
    presenter.show_case("c1")
    return presenter, view, acts


def _paths(*names: str) -> list[tuple[Path | Callable[[], bytes], str]]:
    return [(Path(name), name) for name in names]


def test_an_empty_case_says_how_a_file_comes_in_and_none_at_hand_says_nothing() -> None:
    presenter, view, _ = _made(Desk())
    assert "Ctrl V" in view.empty

    presenter.show_case(None)

    assert (view.tiles, view.empty) == ((), "")
    presenter.add(_paths("a.jpg"))
    assert view.copying == ""


def test_each_file_is_told_in_one_line_with_its_flags() -> None:
    desk = Desk()
    desk.kept["c1"] = [_file(1, flags=("script", "embedded"), media="pdf", pages=3)]
    _, view, _ = _made(desk)

    tile = view.tiles[0]
    assert tile.facts == "pdf · 2,1 MB · 13/11 09:13"
    assert (tile.pages, tile.flags) == ("3 trang", "có lệnh chạy, có tệp kèm bên trong")


def test_several_files_are_attached_one_after_the_other() -> None:
    desk, later = Desk(), Later()
    presenter, view, _ = _made(desk, later)
    later.go_on()
    presenter.add(_paths("a.jpg", "b.jpg", "c.jpg"))
    assert view.copying == "Đang chép tệp 1/3: a.jpg"
    assert desk.taken == []

    later.go_on()

    assert [name for _, name, _ in desk.taken] == ["a.jpg", "b.jpg", "c.jpg"]
    assert "Đang chép tệp 3/3: c.jpg" in view.said_copying
    assert view.copying == ""
    assert [tile.name for tile in view.tiles] == ["a.jpg", "b.jpg", "c.jpg"]
    assert view.progress


def test_what_is_refused_is_said_by_name_and_the_others_are_taken() -> None:
    desk = Desk()
    desk.refuse = {f"{n}.jpg": f"bad{n}" for n in range(5)}
    presenter, view, _ = _made(desk)

    presenter.add(_paths(*desk.refuse, "good.jpg"))

    assert view.note.splitlines() == [
        "0.jpg: bad0",
        "1.jpg: bad1",
        "2.jpg: bad2",
        "Và 2 tệp khác không nhận được.",
    ]
    assert [tile.name for tile in view.tiles] == ["good.jpg"]
    presenter.add(_paths("good2.jpg"))
    assert view.note == ""


def test_stopping_gives_up_what_waits_and_tells_the_copy_under_way() -> None:
    desk, later = Desk(), Later()
    presenter, view, _ = _made(desk, later)
    later.go_on()
    presenter.add(_paths("a.jpg", "b.jpg"))
    presenter.stop()
    later.go_on()

    assert desk.taken == [("c1", "a.jpg", True)]
    assert view.copying == ""


def test_a_file_goes_to_the_case_it_was_dropped_on_although_another_is_shown_now() -> None:
    desk, later = Desk(), Later()
    presenter, view, _ = _made(desk, later)
    presenter.add(_paths("a.jpg"))
    presenter.show_case("c2")
    later.go_on()

    assert [kept.file for kept in desk.kept["c1"]] == ["a.jpg"]
    assert view.tiles == ()


def test_a_removed_file_comes_back_by_undo() -> None:
    desk = Desk()
    desk.kept["c1"] = [_file(1)]
    presenter, view, acts = _made(desk)
    presenter.remove("e1")
    assert not view.tiles
    done: list[str] = []

    acts[0].undo(lambda: done.append("done"), lambda error: done.append("refused"))

    assert done == ["done"]
    assert [tile.id for tile in view.tiles] == ["e99"]


def test_whoever_may_not_reads_why_and_nothing_happens() -> None:
    desk = Desk()
    desk.kept["c1"] = [_file(1)]
    desk.denied = "rights.evidence.attach"
    presenter, view, acts = _made(desk)
    assert view.allowed == "rights.evidence.attach"

    presenter.add(_paths("a.jpg"))
    presenter.remove("e1")

    assert (desk.taken, acts, view.note) == ([], [], "rights.evidence.attach")
    desk.denied = "rights.evidence.see"
    presenter.reload()
    assert view.tiles == ()


def test_the_scanners_folder_offers_and_takes_only_when_asked() -> None:
    desk = Desk()
    desk.watched = True
    desk.lying = tuple(
        Offered(Path(f"/scan/{n}.pdf"), f"{n}.pdf", 5, NOW, "pdf") for n in (3, 2, 1)
    )
    presenter, view, _ = _made(desk)
    assert [file.words for file in view.offered] == [
        "3.pdf · 13/11 09:13", "2.pdf · 13/11 09:13", "1.pdf · 13/11 09:13",
    ]  # fmt: skip
    assert desk.taken == []

    presenter.take_offered("/scan/2.pdf")
    assert [name for _, name, _ in desk.taken] == ["2.pdf"]
    assert [file.key for file in view.offered] == ["/scan/3.pdf", "/scan/1.pdf"]
    presenter.take_offered()
    assert [name for _, name, _ in desk.taken] == ["2.pdf", "1.pdf", "3.pdf"]
    assert view.offered == ()


def test_a_machine_that_failed_does_not_stop_the_files_behind() -> None:
    desk, later = Desk(), Later()
    presenter, view, _ = _made(desk, later)
    later.go_on()
    presenter.add(_paths("a.jpg", "b.jpg"))
    later.waiting.clear()  # the first copy ended in a banner: neither answer comes home

    presenter.work_failed()
    later.go_on()

    assert [name for _, name, _ in desk.taken] == ["b.jpg"]
    assert view.copying == ""


def test_enter_opens_the_file_that_is_chosen() -> None:
    desk = Desk()
    desk.kept["c1"] = [_file(1)]
    presenter, view, _ = _made(desk)
    presenter.open("e1")
    presenter.open("gone")
    assert view.opened == ["e1"]
