"""The preview shows the very bytes that are printed, and only a printed copy is logged."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QDialog

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.period import Month
from desk_app.core.problems import Problem
from desk_app.qt.pdf_pages import page_image
from desk_app.services.record_print import next_copy
from desk_app.ui.print_preview import PrintPreview
from tests.support.cups import PrintQueue
from tests.support.window import OpenWindow


def next_number(opened: OpenWindow) -> int:
    """Which copy would be the next."""
    now = datetime.now()
    with opened.desk.store.reader() as reader:
        return next_copy(reader, str(now.year), opened.window.desk.now()).copy


def loaded(opened: OpenWindow) -> PrintPreview:
    """The preview, opened from the menu and drawn."""
    opened.window.main.menus.actions["print"].trigger()
    opened.settle()
    dialog = opened.application.activeModalWidget()
    assert isinstance(dialog, PrintPreview)
    return dialog


def test_every_page_is_shown_as_pdfium_draws_the_bytes(opened: OpenWindow) -> None:
    dialog = loaded(opened)
    assert dialog._paper is not None
    pages = PdfReader(io.BytesIO(dialog._paper.pdf)).pages
    assert len(dialog.pages.pages) == len(pages)
    shown = dialog.pages.pages[0].pixmap().toImage()
    size = pages[0].mediabox
    drawn = page_image(dialog._paper.pdf, 0, shown.width() * 72 / float(size.width))
    assert drawn.convertToFormat(shown.format()).size() == shown.size()
    assert drawn.pixelColor(200, 100) == shown.pixelColor(200, 100)


def test_what_comes_out_of_the_queue_is_logged_as_the_next_copy(
    opened: OpenWindow, print_queue: PrintQueue
) -> None:
    assert next_number(opened) == 1
    dialog = loaded(opened)
    dialog.printer.setCurrentIndex(dialog.printer.findData(print_queue.name))
    assert dialog._paper is not None
    pages = len(PdfReader(io.BytesIO(dialog._paper.pdf)).pages)
    dialog.print_button.click()
    opened.settle()
    printed = PdfReader(io.BytesIO(print_queue.papers()[0].read_bytes()))
    assert len(printed.pages) == pages
    assert next_number(opened) == 2
    assert [m.kind for m in opened.told] == ["done"]


def test_a_printer_that_refuses_leaves_no_copy_in_the_log(opened: OpenWindow) -> None:
    def refuse(pdf: bytes, printer: str) -> None:
        raise EnvironmentProblem(Problem("window.printer_refused", values={"printer": printer}))

    opened.expects_errors = True
    now = datetime.now()
    dialog = PrintPreview(
        opened.stage,
        opened.window.desk,
        Month(now.year, now.month),
        opened.window.main,
        list_printers=lambda: (),
        send=refuse,
    )
    opened.window.dialogs.show(dialog)
    dialog.load()
    opened.settle()
    dialog.printer.addItem("HP", "HP")
    dialog.print_now()
    opened.settle()
    assert next_number(opened) == 1
    assert dialog.isVisible()
    assert dialog.print_button.isEnabled()
    assert "HP" in opened.errors()[0].text


def test_a_copy_printed_elsewhere_meanwhile_is_made_again(opened: OpenWindow) -> None:
    dialog = loaded(opened)
    paper = dialog._paper
    assert paper is not None
    assert opened.window.desk.record_print(paper)
    dialog._send = lambda pdf, printer: None
    dialog.printer.addItem("HP", "HP")
    dialog.printer.setCurrentIndex(dialog.printer.findData("HP"))
    dialog.print_now()
    opened.settle()
    assert dialog.isVisible()
    assert dialog._paper is not None
    assert dialog._paper.copy.copy == 2
    assert next_number(opened) == 2


def test_a_saved_file_holds_the_same_bytes_and_is_no_copy(
    opened: OpenWindow, tmp_path: Path
) -> None:
    dialog = loaded(opened)
    assert dialog._paper is not None
    dialog.save(tmp_path / "bang.pdf")
    opened.settle()
    assert (tmp_path / "bang.pdf").read_bytes() == dialog._paper.pdf
    assert next_number(opened) == 1


@pytest.mark.parametrize("where", ["no/such/folder/bang.pdf"])
def test_a_place_that_cannot_be_written_is_said_in_words(
    opened: OpenWindow, tmp_path: Path, where: str
) -> None:
    dialog = loaded(opened)
    dialog.save(tmp_path / where)
    opened.settle()
    assert "bang.pdf" in dialog._printer_row.aside.text()


def test_a_form_of_the_offices_own_that_is_wrong_is_named_in_a_few_words(
    opened: OpenWindow,
) -> None:
    dialog = loaded(opened)
    names = ", ".join(f"value_{n}" for n in range(60))
    wrong = Problem(
        "form.unknown_value", values={"line": "4", "place": "x", "name": "y", "known": names}
    )
    refused = Problem("form.own_refused", "words", {"file": "words.toml"})
    dialog._port.notes = (refused, wrong)  # type: ignore[attr-defined]
    dialog._on_shown(1)
    said = dialog.state.text()
    assert "words.toml" in said
    assert said.endswith("…")
    assert len(said) < 400
    assert all(dialog._stage.language.sentence(note) in dialog.state.toolTip()
               for note in (refused, wrong))  # fmt: skip


def test_a_paper_asked_for_in_a_small_dialog_is_shown_as_large_as_the_window_allows(
    opened: OpenWindow,
) -> None:
    main = opened.window.main
    small = QDialog(main)
    small.resize(300, 200)
    dialog = PrintPreview(
        opened.stage, opened.window.desk, Month(2026, 11), small, list_printers=lambda: ()
    )
    assert dialog.width() == main.width() - 40
    assert dialog.height() >= main.height() - 40
