"""The papers of a case over a real desk: chosen, pasted, dropped, opened, saved, removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desk_app import parts
from desk_app.core.case_ops import CasePerson, CaseReceived
from desk_app.core.clock import Millis
from desk_app.core.evidence import EvidenceView
from desk_app.qt.desk_evidence import DeskEvidence
from desk_app.services.attach_evidence import files_of
from desk_app.services.attachment_memory import read_file_memory
from desk_app.services.changes import Changes
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from desk_app.store import province
from desk_app.store.province import ProvinceRow
from desk_app.ui.evidence.panel import EvidencePanel
from desk_app.ui.evidence.preview import PreviewDialog
from desk_app.ui.undo.undo_stack import Act
from desk_app.window_parts import build_desk, build_stage
from tests.support import pictures
from tests.support.settle import settle


class Opened:
    """The panel in a window of its own."""

    def __init__(self, application: QApplication, desk: parts.Desk, home: Path) -> None:
        self.application, self.desk = application, desk
        self.stage, _ = build_stage(application, home)
        self.acts: list[Act] = []
        self.dialogs: list[QDialog] = []
        self.window_desk = build_desk(desk)
        self.panel = EvidencePanel(
            self.stage, DeskEvidence(self.window_desk), self.acts.append, self._show
        )
        self.window_desk.changed.connect(self.panel.on_changed)
        self.panel.resize(540, 400)
        self.panel.show()
        self.panel.activateWindow()
        self.case = self._receive()
        self.panel.show_case(self.case)
        self.settle()

    def _show(self, dialog: QDialog) -> None:
        self.dialogs.append(dialog)
        dialog.show()

    def _receive(self) -> str:
        def job(tx: Any) -> str:
            facts = CaseReceived(number="K7QX-A-000001", procedure="1.004884")
            person = CasePerson(name="Trần Thị Thủy")
            op = tx.log.append("case.received", facts, person=person, officer=PRACTICE_OFFICER)
            return str(op.header.id)

        return self.desk.store.writer.run(job)

    def settle(self) -> None:
        """Let every job come home."""
        settle(self.application, self.stage.runner)

    def names(self) -> list[str]:
        """What the row shows."""
        tiles = self.panel.tiles
        role = Qt.ItemDataRole.AccessibleTextRole
        return [tiles.item(n).data(role) for n in range(tiles.count())]


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Opened]:
    qapp.setStyle("Fusion")
    home = tmp_path / "desk"
    parts.create_desk(home, parts.PRACTICE_UNIT, parts.PRACTICE_DESK_NAME, practice=True)
    with parts.open_desk(home) as desk:
        made = Opened(qapp, desk, home)
        yield made
        for widget in (*made.dialogs, made.panel):
            widget.close()
            widget.deleteLater()
        made.stage.runner.close()
        qapp.processEvents()


def _paper(folder: Path, name: str = "giay.jpg", data: bytes = b"") -> Path:
    path = folder / name
    path.write_bytes(data or pictures.jpeg())
    return path


def test_a_chosen_file_stands_in_the_row(opened: Opened, tmp_path: Path) -> None:
    opened.panel.add_paths([_paper(tmp_path)])
    opened.settle()

    (name,) = opened.names()
    assert name.startswith("giay.jpg · jpg · ")
    assert opened.panel.head.facts.text() == "1 tệp"


def test_ctrl_v_in_the_row_pastes_a_picture_and_files(opened: Opened, tmp_path: Path) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkBlue)
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(image)
    opened.panel.tiles.setFocus()
    QTest.keyClick(opened.panel.tiles, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(_paper(tmp_path)))])
    clipboard.setMimeData(data)
    QTest.keyClick(opened.panel.tiles, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    opened.settle()

    first, second = opened.names()
    assert first.startswith("ảnh dán vào · png")
    assert second.startswith("giay.jpg")
    clipboard.setText("chữ")
    opened.panel.paste()
    assert "không có ảnh hay tệp" in opened.panel.words.text()
    clipboard.clear()


def test_files_are_dropped_anywhere_on_the_panel(opened: Opened, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(_paper(tmp_path))), QUrl("https://nowhere.example/a")])
    opened.panel.dropEvent(
        QDropEvent(
            QPoint(9, 9), Qt.DropAction.CopyAction, data,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    opened.settle()

    assert len(opened.names()) == 1


def test_what_is_refused_is_said_in_the_panel(opened: Opened, tmp_path: Path) -> None:
    opened.panel.add_paths(
        [_paper(tmp_path, "nen.jpg", pictures.archive()), tmp_path / "absent.jpg"]
    )
    opened.settle()

    assert opened.names() == []
    told = opened.panel.words.text()
    assert "nen.jpg: Đây là tệp ZIP" in told
    assert "absent.jpg: Không có tệp này" in told
    assert not opened.panel._note_box.isHidden()


def test_delete_removes_and_undo_brings_back(opened: Opened, tmp_path: Path) -> None:
    opened.panel.add_paths([_paper(tmp_path)])
    opened.settle()
    opened.panel.tiles.setFocus()
    QTest.keyClick(opened.panel.tiles, Qt.Key.Key_Delete)
    opened.settle()
    assert opened.names() == []

    opened.acts[0].undo(lambda: None, lambda error: None)
    opened.settle()

    assert len(opened.names()) == 1


def test_enter_opens_the_picture_and_a_clean_copy_is_saved(opened: Opened, tmp_path: Path) -> None:
    opened.panel.add_paths([_paper(tmp_path, data=pictures.jpeg(6))])
    opened.settle()
    QTest.keyClick(opened.panel.tiles, Qt.Key.Key_Return)
    opened.settle()
    (dialog,) = opened.dialogs
    assert isinstance(dialog, PreviewDialog)
    assert not dialog.picture.pixmap().isNull()
    assert dialog.picture.pixmap().height() > dialog.picture.pixmap().width()

    dialog.save(tmp_path / "ban-sao.jpg")
    opened.settle()

    copy = (tmp_path / "ban-sao.jpg").read_bytes()
    assert not any(sign in copy for sign in pictures.PLANTED)
    assert "Đã lưu ban-sao.jpg." in dialog.state.text()
    assert "xoay 90°" in dialog.state.text()


def _pair(desk: parts.Desk) -> None:
    row = ProvinceRow(
        url="https://tinh.example", name="Tỉnh", public_key=bytes(32), recipient="",
        practice=True, server_epoch="", paired=Millis(0), words="",
    )  # fmt: skip
    desk.store.writer.run(lambda tx: province.write(tx.connection, row))


def test_a_file_of_another_desk_is_wished_for_and_drawn_when_it_comes(
    opened: Opened, tmp_path: Path
) -> None:
    opened.panel.add_paths([_paper(tmp_path)])
    opened.settle()
    (view,) = files_of_case(opened)
    keep, elsewhere = opened.desk.keep, tmp_path / "elsewhere"
    keep.place(view.sha256).rename(elsewhere)
    _pair(opened.desk)
    written: list[bool] = []
    opened.window_desk.written.connect(lambda: written.append(True))

    opened.panel.tiles.setFocus()
    QTest.keyClick(opened.panel.tiles, Qt.Key.Key_Return)
    opened.settle()

    (dialog,) = opened.dialogs
    assert isinstance(dialog, PreviewDialog)
    assert "đang được lấy về từ tỉnh" in dialog.state.text()
    assert written, "the lane hears of it"
    with opened.desk.store.reader() as reader:
        assert set(read_file_memory(reader.connection).wanted) == {view.sha256}
    elsewhere.rename(keep.place(view.sha256))
    opened.window_desk.told(Changes(evidence=frozenset({view.id})))
    opened.settle()
    assert not dialog.picture.pixmap().isNull()
    assert dialog.state.text() == ""


def test_without_a_province_a_file_that_is_gone_is_only_told(
    opened: Opened, tmp_path: Path
) -> None:
    opened.panel.add_paths([_paper(tmp_path)])
    opened.settle()
    (view,) = files_of_case(opened)
    opened.desk.keep.forget([view.sha256])

    opened.panel.tiles.setFocus()
    QTest.keyClick(opened.panel.tiles, Qt.Key.Key_Return)
    opened.settle()

    (dialog,) = opened.dialogs
    assert isinstance(dialog, PreviewDialog)
    assert "Tệp không có trên máy này." in dialog.state.text()
    with opened.desk.store.reader() as reader:
        assert read_file_memory(reader.connection).wanted == {}


def files_of_case(opened: Opened) -> tuple[EvidenceView, ...]:
    """The files of the case that is shown."""
    with opened.desk.store.reader() as reader:
        return files_of(reader, opened.case)


def test_the_pages_of_a_pdf_are_turned_by_keys(opened: Opened, tmp_path: Path) -> None:
    opened.panel.add_paths([_paper(tmp_path, "don.pdf", pictures.pdf(pages=2, script=True))])
    opened.settle()
    opened.panel.presenter.open(opened.panel.tiles.chosen())
    opened.settle()
    (dialog,) = opened.dialogs
    assert isinstance(dialog, PreviewDialog)
    assert dialog.flags == ("có lệnh chạy",)
    assert not dialog.previous_button.isEnabled()

    dialog.next_button.click()
    opened.settle()

    assert dialog.page_words.text() == "Trang 2 / 2"
    assert not dialog.next_button.isEnabled()


def test_no_case_at_hand_offers_nothing(opened: Opened) -> None:
    opened.panel.show_case("")
    opened.settle()

    assert not opened.panel.isEnabled()
    assert opened.names() == []


def test_the_scanners_folder_is_offered_while_one_looks(opened: Opened, tmp_path: Path) -> None:
    folder = tmp_path / "scan"
    folder.mkdir()
    _paper(folder, "quet1.jpg")
    _paper(folder, "quet2.pdf", pictures.pdf())
    settings = opened.window_desk.settings
    opened.window_desk.settings = type(settings)(watch_folder=str(folder))
    for _ in range(2):
        opened.panel.presenter.look_into_folder()
        opened.settle()
    assert not opened.panel._offered.isHidden()
    assert opened.names() == []

    buttons = opened.panel._offered.findChildren(
        QWidget, options=Qt.FindChildOption.FindChildrenRecursively
    )
    takes = [one for one in buttons if one.accessibleName() == "Lấy cả 2 tệp"]
    takes[0].click()  # type: ignore[attr-defined]
    opened.settle()

    assert len(opened.names()) == 2
    assert opened.panel._offered.isHidden()
    assert (folder / "quet1.jpg").exists()
