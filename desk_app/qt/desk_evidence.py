"""The desk as the papers of a case are seen: files, small pictures, the scanner's folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from desk_app.core.clock import Millis
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.evidence import EvidenceView
from desk_app.core.problems import Problem
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.attach_evidence import (
    Stopped,
    attach_again,
    attach_evidence,
    files_of,
    known_files,
    picture,
    prepared,
    remove_evidence,
    thumbnail,
)
from desk_app.services.export_evidence import Exported, export_evidence
from desk_app.services.fetch_attachment import is_here, why_not_here, wish_for
from desk_app.services.watch_folder import Offered, WatchedFolder

T = TypeVar("T")


class DeskEvidence:
    """All but `now`, `why_not` and `watches` are for worker threads."""

    def __init__(self, desk: WindowDesk) -> None:
        self._desk = desk
        self._watched: WatchedFolder | None = None

    def now(self) -> Millis:
        """The present moment."""
        return self._desk.now()

    def why_not(self) -> Problem | None:
        """Why whoever acts now may not attach or remove files."""
        return self._desk.why_not("evidence.attach")

    def why_not_see(self) -> Problem | None:
        """Why whoever acts now may not see them."""
        return self._desk.why_not("evidence.see")

    def files(self, case: str) -> tuple[tuple[EvidenceView, bytes | None], ...]:
        """The files of a case, each with its small picture."""

        def job(reader: Any) -> tuple[tuple[EvidenceView, bytes | None], ...]:
            return tuple((view, thumbnail(reader, view.sha256)) for view in files_of(reader, case))

        return self._desk.read("evidence.see", job)

    def attach(
        self,
        case: str,
        source: Path | bytes,
        name: str,
        on_progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> str:
        """Attach one file; its id, "" when it was stopped. UserProblem says why it cannot be."""
        self._desk.acting("evidence.attach")
        keep = self._desk.keep
        try:
            with prepared(keep, source, name, on_progress, cancelled) as ready:
                return self._desk.ask(
                    "evidence.attach",
                    lambda tx, officer: attach_evidence(tx, keep, ready, case, officer),
                )
        except Stopped:
            return ""
        except EnvironmentProblem as error:
            # Said where the file was dropped: with several files it must be told which one.
            raise UserProblem(error.problem) from error

    def remove(self, evidence: str) -> None:
        """Take a file out of its case's papers."""
        self._desk.write(
            "evidence.attach", lambda tx, officer: remove_evidence(tx, evidence, officer)
        )

    def again(self, evidence: str) -> str:
        """Put a removed file back; its new id."""
        return self._desk.ask(
            "evidence.attach", lambda tx, officer: attach_again(tx, evidence, officer)
        )

    def picture(self, view: EvidenceView, page: int, side: int) -> bytes:
        """The picture, or one page, as a JPEG that our own worker made."""
        self._desk.acting("evidence.see")
        self._have_it_come(view)
        return _said(lambda: picture(self._desk.keep, view, page, side))

    def export(self, view: EvidenceView, target: Path) -> Exported:
        """Write the cleaned copy; the dialog asked before an existing file is replaced."""
        self._desk.acting("evidence.see")
        self._have_it_come(view)
        return _said(lambda: export_evidence(self._desk.keep, view, target, replace=True))

    def _have_it_come(self, view: EvidenceView) -> None:
        """A file that lies at another desk is wished for; UserProblem says so."""
        if is_here(self._desk.keep, view):
            return
        why = self._desk.read("evidence.see", lambda reader: why_not_here(reader, view))
        if why.code != "evidence.gone":
            # What is written wakes the lane, and the lane fetches it before anything else.
            self._desk.write("evidence.see", lambda tx, _by: wish_for(tx, view))
        raise UserProblem(why)

    def watches(self) -> bool:
        """Whether a scanner's folder is set."""
        return bool(self._desk.settings.watch_folder)

    def offered(self) -> tuple[Offered, ...]:
        """What lies ready in the scanner's folder and stands in no case yet."""
        folder = Path(self._desk.settings.watch_folder)
        if self._watched is None or self._watched.folder != folder:
            self._watched = WatchedFolder(folder, self._known, self._desk.keep.limits)
        return self._watched.look(self._desk.now())

    def _known(self, digests: list[str]) -> frozenset[str]:
        return self._desk.read("evidence.see", lambda reader: known_files(reader, digests))


def _said(job: Callable[[], T]) -> T:
    """What the machine cannot do is said in the dialog that asked for it."""
    try:
        return job()
    except EnvironmentProblem as error:
        raise UserProblem(error.problem) from error


def picture_bytes(image: QImage) -> bytes:
    """A picture from the clipboard as the PNG that is attached; for a worker thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_RGB888).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
