"""A file of a case: attached whole or not at all, once, removed by an op, erased for good."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from desk_app.attachments.keep import FOLDER_NAME, Keep
from desk_app.core.case_ops import CasePerson, CaseReceived
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.evidence import EvidenceView, size_words
from desk_app.services.attach_evidence import (
    attach_again,
    attach_evidence,
    files_of,
    known_files,
    picture,
    prepared,
    remove_evidence,
    sweep_evidence,
    thumbnail,
)
from desk_app.services.back_up import back_up
from desk_app.services.erase_evidence import delete_erased
from desk_app.services.erase_person import erase_person
from desk_app.services.export_evidence import copy_name, export_evidence
from desk_app.services.watch_folder import WatchedFolder
from desk_app.store import evidence_rows, op_rows
from tests.support import pictures
from tests.support.bounded import TORTURE
from tests.support.desks import OpenDesk, nothing, opened_desk
from tests.support.pictures import PLANTED, pixels
from tests.support.processes import HANG

ROOT = Path(__file__).resolve().parents[2]
LATER = 3 * 86_400


class Papers:
    """A desk with two cases, and what is done with their files."""

    def __init__(self, desk: OpenDesk) -> None:
        self.desk = desk
        self.keep = Keep(desk.home / FOLDER_NAME, desk.key)
        self.case, self.other = self._receive(1), self._receive(2)

    def _receive(self, number: int) -> str:
        facts = CaseReceived(number=f"K7QX-A-{number:06d}", procedure="1.004884")
        person = CasePerson(name="Trần Thị Thủy")
        op = self.desk.change(
            lambda tx: tx.log.append(
                "case.received", facts, person=person, officer=self.desk.officer
            )
        )
        return str(op.header.id)

    def attach(self, source: Path | bytes, case: str = "", name: str = "anh.jpg") -> str:
        """Attach a file; its id."""
        with prepared(self.keep, source, name) as ready:
            _, evidence = self.desk.change(
                lambda tx: attach_evidence(
                    tx, self.keep, ready, case or self.case, self.desk.officer
                )
            )
        return evidence

    def remove(self, evidence: str) -> None:
        """Remove a file."""
        self.desk.change(lambda tx: remove_evidence(tx, evidence, self.desk.officer, "nhầm"))

    def files(self, case: str = "") -> tuple[EvidenceView, ...]:
        """The files of a case."""
        with self.desk.store.reader() as reader:
            return files_of(reader, case or self.case)

    def lying(self) -> int:
        """How many files lie on the disk."""
        return sum(1 for _ in self.keep.folder.iterdir()) if self.keep.folder.exists() else 0


@pytest.fixture
def papers(tmp_path: Path) -> Iterator[Papers]:
    with opened_desk(tmp_path / "desk") as desk:
        yield Papers(desk)


def _refused(job: Any) -> str:
    with pytest.raises(UserProblem) as caught:
        job()
    return caught.value.problems[0].code


def test_a_photo_becomes_a_paper_of_its_case(papers: Papers) -> None:
    evidence = papers.attach(pictures.jpeg(6), name="  Giấy  chứng sinh.jpg ")

    (view,) = papers.files()
    assert (view.id, view.case, view.media) == (evidence, papers.case, "jpeg")
    assert (view.width, view.height, view.called) == (240, 320, "Giấy chứng sinh.jpg")
    assert view.flags == ("trailing",)
    assert b"".join(papers.keep.pieces(view.sha256)) == pictures.jpeg(6)
    with papers.desk.store.reader() as reader:
        small = thumbnail(reader, view.sha256)
    assert small is not None
    assert pixels(small)[1] == (192, 256)
    assert pixels(picture(papers.keep, view, 0, 120))[1] == (90, 120)
    assert papers.desk.verify().ok
    assert papers.desk.rebuild().identical


def test_the_name_of_a_file_is_personal_and_never_among_the_facts(papers: Papers) -> None:
    papers.attach(pictures.png(), name="Nguyễn Văn Bí.png")
    with papers.desk.connection() as connection:
        (op,) = op_rows.of_kind(connection, "evidence.attached")

    assert b"B\xc3\xad" not in op.facts
    assert op.person is not None


def test_the_same_file_is_a_paper_of_a_case_once_and_lies_there_once(papers: Papers) -> None:
    papers.attach(pictures.jpeg())
    assert _refused(lambda: papers.attach(pictures.jpeg())) == "evidence.there_already"
    papers.attach(pictures.jpeg(), papers.other)

    assert len(papers.files()) == len(papers.files(papers.other)) == 1
    assert papers.lying() == 1
    with papers.desk.store.reader() as reader:
        known = known_files(reader, [papers.files()[0].sha256, "0" * 64])
    assert known == {papers.files()[0].sha256}


def test_what_is_refused_leaves_neither_op_nor_file(papers: Papers) -> None:
    for source in (b"", pictures.archive(), pictures.jpeg()[:400], pictures.locked_pdf()):
        _refused(lambda source=source: papers.attach(source))
    assert _refused(lambda: papers.attach(pictures.png(), "ABSENT")) == "evidence.no_case"

    assert papers.files() == ()
    assert papers.lying() == 0


def test_a_disk_that_fills_while_the_op_is_written_leaves_no_op(
    papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("desk_app.attachments.keep._sync_folder", full)
    with pytest.raises(EnvironmentProblem) as caught:
        papers.attach(pictures.jpeg())
    monkeypatch.undo()

    assert caught.value.problem.code == "evidence.disk_full"
    assert papers.files() == ()
    papers.attach(pictures.jpeg())
    assert papers.keep.verify(papers.files()[0].sha256)


def test_a_removed_file_stays_for_the_log_and_comes_back_by_a_new_op(papers: Papers) -> None:
    evidence = papers.attach(pictures.jpeg())
    papers.remove(evidence)
    assert papers.files() == ()
    assert papers.lying() == 1
    assert _refused(lambda: papers.remove(evidence)) == "evidence.removed_already"

    papers.desk.change(lambda tx: attach_again(tx, evidence, papers.desk.officer))

    (view,) = papers.files()
    assert view.id != evidence
    assert (view.called, view.size) == ("anh.jpg", len(pictures.jpeg()))
    assert papers.desk.rebuild().identical
    again = view.id
    assert (
        _refused(
            lambda: papers.desk.change(lambda tx: attach_again(tx, again, papers.desk.officer))
        )
        == "evidence.there_already"
    )


def test_the_sweep_keeps_every_file_that_an_op_names(papers: Papers) -> None:
    kept, removed = papers.attach(pictures.jpeg()), papers.attach(pictures.png())
    papers.remove(removed)
    with papers.keep.taking(pictures.pdf()) as taken:
        papers.keep.put_in_place(taken)
    assert papers.lying() == 3

    def sweep(tx: Any) -> int:
        assert sweep_evidence(tx, papers.keep) == 0  # nothing of today
        now = next(papers.keep.folder.iterdir()).stat().st_mtime + LATER
        return papers.keep.sweep(evidence_rows.named(tx.connection), now)

    assert papers.desk.change(sweep) == 1
    assert papers.lying() == 2
    assert [view.id for view in papers.files()] == [kept]


def test_erasing_deletes_names_pictures_and_bytes_but_no_count(papers: Papers) -> None:
    papers.attach(pictures.jpeg(), name="Nguyễn Văn Bí.jpg")
    papers.attach(pictures.png())
    papers.attach(pictures.png(), papers.other)
    shared = papers.files(papers.other)[0].sha256
    run, officer = papers.desk.change, papers.desk.officer

    changes = run(lambda tx: erase_person(tx, papers.case, "request", "theo đơn", officer))
    assert papers.lying() == 2
    run(lambda tx: delete_erased(tx, papers.keep, changes.cases))

    assert papers.files() == ()
    assert papers.lying() == 1
    assert papers.keep.verify(shared)
    with papers.desk.store.reader() as reader:
        rows = evidence_rows.of_case(reader.connection, papers.case)
        assert [(row.called, row.erased) for row in rows] == [("", True), ("", True)]
        assert thumbnail(reader, rows[0].sha256) is None
        assert thumbnail(reader, shared) is not None
    assert papers.desk.verify().ok
    assert papers.desk.rebuild().identical
    assert _refused(lambda: papers.attach(pictures.pdf())) == "evidence.case_erased"


@pytest.mark.parametrize(
    ("source", "name", "copied"),
    [
        (pictures.jpeg(6), "anh.jpeg", "anh.jpg"),
        (pictures.png(), "quét.lần 2.PNG", "quét.lần 2.png"),
        (pictures.pdf(), "a/b:c", "a-b-c.pdf"),
    ],
)
def test_the_copy_that_leaves_is_clean_and_both_hashes_are_told(
    papers: Papers, tmp_path: Path, source: bytes, name: str, copied: str
) -> None:
    papers.attach(source, name=name)
    (view,) = papers.files()
    assert copy_name(view) == copied
    target = tmp_path / "copy"

    exported = export_evidence(papers.keep, view, target)

    copy = target.read_bytes()
    assert exported.original == view.sha256 != exported.copy
    assert exported.size == len(copy)
    assert exported.turn == (90 if view.media == "jpeg" else 0)
    assert not any(sign in copy for sign in PLANTED)
    assert _refused(lambda: export_evidence(papers.keep, view, target)) == "export.exists"


def test_a_backup_holds_the_files_and_a_second_one_does_not_copy_them_again(
    papers: Papers, tmp_path: Path
) -> None:
    papers.attach(pictures.jpeg())
    papers.attach(pictures.png())
    home, key = papers.desk.home, papers.desk.key
    _key_file(home, key)
    first = back_up(home, key, tmp_path / "out", papers.desk.clock(), nothing)
    papers.desk.clock.go_on(minutes=60)
    papers.attach(pictures.pdf())

    second = back_up(home, key, tmp_path / "out", papers.desk.clock(), nothing)

    assert (first.files, first.missing, second.files, second.missing) == (2, 0, 3, 0)
    there = Keep(second.folder / FOLDER_NAME, key)
    assert all(there.verify(view.sha256) for view in papers.files())
    links = [path.stat().st_nlink for path in sorted(there.folder.iterdir())]
    assert sorted(links) == [1, 2, 2]
    for path in papers.keep.folder.iterdir():
        path.unlink()
    papers.desk.clock.go_on(minutes=60)
    assert back_up(home, key, tmp_path / "else", papers.desk.clock(), nothing).missing == 3


def _key_file(home: Path, key: bytes) -> None:
    from desk_app.vault import wrapped_key
    from desk_app.vault.recovery import new_recovery_key

    rnd = random.Random(1)
    recovery = new_recovery_key(rnd.randbytes)
    record = wrapped_key.wrap(
        key, recovery, home="00" * 8, practice=False, random_bytes=rnd.randbytes
    )
    wrapped_key.write(home, record)


@contextmanager
def _attaching(papers: Papers, count: int) -> Iterator[subprocess.Popen[str]]:
    desk = papers.desk
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.attaching_process",
         str(desk.home), desk.key.hex(), papers.case, str(count)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=HANG)


def test_two_processes_attach_the_same_files_and_each_is_there_once(papers: Papers) -> None:
    with _attaching(papers, 6) as first, _attaching(papers, 6) as second:
        told = [process.communicate(timeout=HANG) for process in (first, second)]
        assert [process.returncode for process in (first, second)] == [0, 0], told

    views = papers.files()
    assert len(views) == len({view.sha256 for view in views}) == 6
    assert papers.lying() == 6
    assert all(papers.keep.verify(view.sha256) for view in views)


def test_a_process_killed_while_it_attaches_loses_nothing_it_said(papers: Papers) -> None:
    rnd = random.Random(9)
    said: set[str] = set()
    for _ in range(3 * TORTURE):
        with _attaching(papers, 0) as process:
            assert process.stdout is not None
            for _ in range(rnd.randint(1, 4)):
                said.add(process.stdout.readline().strip())
            threading.Event().wait(rnd.random() / 20)
            process.send_signal(signal.SIGKILL)
            process.wait(HANG)
            said |= {line.strip() for line in process.stdout if line.endswith("\n")}
        views = papers.files()
        assert said - {"there"} <= {view.sha256 for view in views}
        assert all(papers.keep.verify(view.sha256) for view in views)
        assert papers.desk.verify().ok
    named = {view.sha256 for view in papers.files()}
    papers.keep.sweep(named, papers.keep.folder.stat().st_mtime + LATER)
    assert papers.lying() == len(named)


def test_the_scanners_folder_offers_what_came_to_rest_and_no_case_has(
    papers: Papers, tmp_path: Path
) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    watched = WatchedFolder(folder, _known(papers), papers.keep.limits)
    now = papers.desk.clock.wall

    def put(name: str, data: bytes, minutes: int = 0) -> Path:
        import os

        path = folder / name
        path.write_bytes(data)
        at = now / 1000 - 60 * minutes
        os.utime(path, (at, at))
        return path

    def names() -> list[str]:
        return [offered.name for offered in watched.look(now)]

    put("one.jpg", pictures.jpeg(), 5)
    put("two.pdf", pictures.pdf(), 2)
    put("old.png", pictures.png(), 60 * 24 * 3)
    put("note.txt", b"no paper")
    put("empty.jpg", b"")
    assert names() == []  # nothing is known to rest yet
    assert names() == ["two.pdf", "one.jpg"]
    put("one.jpg", pictures.jpeg() + b"more", 4)
    assert names() == ["two.pdf"]
    assert names() == ["two.pdf", "one.jpg"]
    papers.attach(folder / "two.pdf", name="two.pdf")
    assert names() == ["one.jpg"]
    assert (folder / "two.pdf").exists()
    folder.rename(tmp_path / "gone")
    assert names() == []


def _known(papers: Papers) -> Any:
    def known(digests: list[str]) -> frozenset[str]:
        with papers.desk.store.reader() as reader:
            return known_files(reader, digests)

    return known


def test_sizes_are_said_as_people_read_them() -> None:
    assert [size_words(n) for n in (860, 34_400, 999_499, 2_140_000, 50_000_000)] == [
        "860 B", "34 kB", "999 kB", "2,1 MB", "50,0 MB",
    ]  # fmt: skip
