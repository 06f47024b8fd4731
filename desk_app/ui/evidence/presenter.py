"""The papers of the case at hand: what is attached, what is being copied, what was refused."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.evidence import EvidenceView
from desk_app.core.problems import Problem
from desk_app.services.export_evidence import Exported
from desk_app.services.watch_folder import Offered
from desk_app.ui.evidence.words import facts, flag_words, pages, when
from desk_app.ui.stage import Count, Run, Say
from desk_app.ui.undo.undo_stack import Act, Done, Refused

Source = Path | Callable[[], bytes]
_SENTENCES = 3


class EvidencePort(Protocol):
    """What the panel asks of the desk."""

    def now(self) -> Millis: ...
    def why_not(self) -> Problem | None: ...
    def why_not_see(self) -> Problem | None: ...
    def files(self, case: str) -> tuple[tuple[EvidenceView, bytes | None], ...]: ...
    def attach(
        self,
        case: str,
        source: Path | bytes,
        name: str,
        on_progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> str: ...
    def remove(self, evidence: str) -> None: ...
    def again(self, evidence: str) -> str: ...
    def picture(self, view: EvidenceView, page: int, side: int) -> bytes: ...
    def export(self, view: EvidenceView, target: Path) -> Exported: ...
    def watches(self) -> bool: ...
    def offered(self) -> tuple[Offered, ...]: ...


class Tile(msgspec.Struct, frozen=True):
    """One file as the row shows it. picture: a JPEG, None while there is none."""

    id: str
    name: str
    facts: str
    pages: str
    flags: str
    picture: bytes | None


class OfferedFile(msgspec.Struct, frozen=True):
    """One file of the scanner's folder."""

    key: str
    words: str


class EvidencePanelView(Protocol):
    """Where the papers are shown."""

    def show_tiles(self, tiles: tuple[Tile, ...], words: str, empty: str) -> None: ...
    def show_note(self, sentence: str) -> None: ...
    def show_copying(self, words: str) -> None: ...
    def show_offered(self, words: str, files: tuple[OfferedFile, ...]) -> None: ...
    def show_allowed(self, sentence: str) -> None: ...
    def open_file(self, view: EvidenceView) -> None: ...
    def tell_progress(self, done: int, total: int) -> None: ...


class EvidencePresenter:
    """Attaches one file after the other; a case that was left meanwhile still gets its files."""

    def __init__(
        self,
        port: EvidencePort,
        run: Run,
        say: Say,
        count: Count,
        sentence: Callable[[Problem], str],
        view: EvidencePanelView,
        push: Callable[[Act], None],
    ) -> None:
        self._port, self._run, self._view, self._push = port, run, view, push
        self._say, self._count, self._sentence = say, count, sentence
        self._case: str | None = None
        self._files: tuple[EvidenceView, ...] = ()
        self._queue: list[tuple[str, Source, str]] = []
        self._copying: tuple[str, Source, str] | None = None
        self._all = 0
        self._stop = threading.Event()
        self._refused: list[str] = []
        self._offered: tuple[Offered, ...] = ()
        self._looking = False

    @property
    def case(self) -> str | None:
        """The case whose papers are shown."""
        return self._case

    def show_case(self, case: str | None) -> None:
        """Show the papers of another case, or of none."""
        if case != self._case:
            self._case, self._files = case, ()
            self._refused = []
            self._view.show_note("")
            self._view.show_tiles((), "", "")
        self.reload()
        self._show_copying()
        self.look_into_folder()

    def reload(self) -> None:
        """Look up the case's papers again."""
        self._show_allowed()
        case = self._case
        if case is None or self._port.why_not_see() is not None:
            self._files = ()
            self._view.show_tiles((), "", "")
            return
        self._run(lambda: self._port.files(case), lambda found: self._on_files(case, found))

    def add(self, sources: list[tuple[Source, str]]) -> None:
        """Attach these files, each with its name, to the case at hand."""
        case, why_not = self._case, self._port.why_not()
        if case is None or not sources:
            return
        if why_not is not None:
            self._view.show_note(self._sentence(why_not))
            return
        if self._copying is None:
            self._refused, self._all = [], 0
            self._view.show_note("")
        self._queue += [(case, source, name) for source, name in sources]
        self._all += len(sources)
        self._go_on()

    def stop(self) -> None:
        """Attach nothing more of what waits, and give up the file that is being copied."""
        self._queue = []
        self._stop.set()

    def remove(self, evidence: str) -> None:
        """Take a file out of the case's papers; the undo bar brings it back."""
        file = self._file(evidence)
        why_not = self._port.why_not()
        if file is None:
            return
        if why_not is not None:
            self._view.show_note(self._sentence(why_not))
            return
        self._run(
            lambda: self._port.remove(evidence),
            lambda _done: self._on_removed(file),
            self._on_refused,
        )

    def open(self, evidence: str) -> None:
        """Show a file large."""
        file = self._file(evidence)
        if file is not None:
            self._view.open_file(file)

    def take_offered(self, key: str | None = None) -> None:
        """Attach one file of the scanner's folder, or all that lie ready there."""
        taken = [one for one in self._offered if key in (None, str(one.path))]
        self.add([(one.path, one.name) for one in reversed(taken)])
        self._show_offered(tuple(one for one in self._offered if one not in taken))

    def look_into_folder(self) -> None:
        """See what the scanner put into its folder; asked again and again while one looks."""
        if not self._port.watches() or self._case is None or self._port.why_not() is not None:
            self._show_offered(())
        elif not self._looking and self._copying is None:
            self._looking = True
            self._run(self._port.offered, self._on_offered, self._on_no_folder)

    def work_failed(self) -> None:
        """The machine failed in the middle of something: it may be tried again."""
        self._looking = False
        if self._copying is not None:
            self._copying = None
            self._go_on()

    def said_again(self) -> None:
        """Another language: say everything again."""
        self._show_copying()
        self.reload()
        self._show_offered(self._offered)

    def _go_on(self) -> None:
        if self._copying is not None:
            return
        if not self._queue:
            self._show_copying()
            return
        self._stop.clear()
        self._copying = self._queue.pop(0)
        case, source, name = self._copying
        self._show_copying()
        self._run(
            lambda: self._port.attach(
                case,
                source if isinstance(source, Path) else source(),
                name,
                self._view.tell_progress,
                self._stop.is_set,
            ),
            lambda _id: self._on_copied(case),
            lambda error: self._on_not_copied(name, error),
        )

    def _on_copied(self, case: str) -> None:
        self._copying = None
        if case == self._case:
            self.reload()
        self._go_on()

    def _on_not_copied(self, name: str, error: UserProblem) -> None:
        self._copying = None
        why = " ".join(self._sentence(problem) for problem in error.problems)
        self._refused.append(f"{name}: {why}" if name else why)
        shown = self._refused[:_SENTENCES]
        more = len(self._refused) - len(shown)
        if more:
            shown.append(self._count("Và {n} tệp khác không nhận được.", more))
        self._view.show_note("\n".join(shown))
        self._go_on()

    def _on_files(self, case: str, found: tuple[tuple[EvidenceView, bytes | None], ...]) -> None:
        if case != self._case:
            return
        self._files = tuple(view for view, _ in found)
        now = self._port.now()
        tiles = tuple(
            Tile(
                view.id,
                view.called or self._say("ảnh dán vào"),
                facts(view, now),
                pages(view, self._count),
                ", ".join(flag_words(view, self._say)),
                picture,
            )
            for view, picture in found
        )
        words = self._count("{n} tệp", len(tiles)) if tiles else ""
        empty = self._say(
            "Chưa có bản quét hay ảnh. Thả tệp vào đây, Ctrl V để dán, Ctrl O để chọn."
        )
        self._view.show_tiles(tiles, words, "" if self._port.why_not() is not None else empty)

    def _on_removed(self, file: EvidenceView) -> None:
        self.reload()
        name = file.called or self._say("ảnh dán vào")

        def undo(done: Done, refused: Refused) -> None:
            def back(_id: str) -> None:
                self.reload()
                done()

            self._run(lambda: self._port.again(file.id), back, refused)

        self._push(
            Act(
                sentence=self._say("Đã bỏ {file} khỏi giấy tờ của hồ sơ.", file=name),
                undo=undo,
                undone=self._say("Đã đưa {file} trở lại hồ sơ.", file=name),
            )
        )

    def _on_refused(self, error: UserProblem) -> None:
        self._view.show_note(" ".join(self._sentence(problem) for problem in error.problems))
        self.reload()

    def _on_offered(self, found: tuple[Offered, ...]) -> None:
        self._looking = False
        self._show_offered(found if self._case is not None else ())

    def _on_no_folder(self, _error: UserProblem) -> None:
        self._looking = False
        self._show_offered(())

    def _show_offered(self, found: tuple[Offered, ...]) -> None:
        self._offered = found
        now = self._port.now()
        self._view.show_offered(
            self._count("{n} tệp mới trong thư mục quét", len(found)) if found else "",
            tuple(OfferedFile(str(one.path), f"{one.name} · {when(one.at, now)}") for one in found),
        )

    def _show_copying(self) -> None:
        if self._copying is None:
            self._view.show_copying("")
            return
        name = self._copying[2] or self._say("ảnh dán vào")
        if self._all > 1:
            nth = self._all - len(self._queue)
            words = self._say(
                "Đang chép tệp {nth}/{all}: {file}", nth=str(nth), all=str(self._all), file=name
            )
        else:
            words = self._say("Đang chép {file}", file=name)
        self._view.show_copying(words)

    def _show_allowed(self) -> None:
        if self._case is None:
            self._view.show_allowed("")
            return
        problem = self._port.why_not_see() or self._port.why_not()
        self._view.show_allowed("" if problem is None else self._sentence(problem))

    def _file(self, evidence: str) -> EvidenceView | None:
        return next((file for file in self._files if file.id == evidence), None)
