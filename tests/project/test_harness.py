"""The real services that other tests rely on do what their names say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from tests.support.cups import PrintQueue
from tests.support.processes import needed
from tests.support.secret_service import SecretService

_KEEP_AND_FETCH = """
import keyring
keyring.set_password("mot-cua", "desk", "secret")
print(keyring.get_password("mot-cua", "desk"))
"""


def _keep_and_fetch() -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _KEEP_AND_FETCH], capture_output=True, text=True, check=False
    )


def test_an_unlocked_secret_service_keeps_a_secret(unlocked_secret_service: SecretService) -> None:
    done = _keep_and_fetch()

    assert done.stdout == "secret\n", done.stderr
    assert unlocked_secret_service.secrets() == {"desk": "secret"}
    (kept,) = unlocked_secret_service.keyring_files.glob("*.keyring")
    assert b"secret" not in kept.read_bytes()


@pytest.mark.usefixtures("locked_secret_service")
def test_a_locked_secret_service_says_that_it_is_locked() -> None:
    assert "KeyringLocked" in _keep_and_fetch().stderr


@pytest.mark.usefixtures("no_secret_service")
def test_without_a_secret_service_there_is_no_keyring() -> None:
    assert "NoKeyringError" in _keep_and_fetch().stderr


def test_a_page_printed_with_lp_lands_as_a_pdf(print_queue: PrintQueue, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("one page\n", encoding="utf-8")

    subprocess.run(
        [needed("lp"), "-d", print_queue.name, "-t", "a-title", str(page)],
        env=print_queue.env,
        capture_output=True,
        check=True,
    )

    (paper,) = print_queue.papers()
    assert paper.name.startswith("a-title")
    assert len(PdfReader(paper).pages) == 1


def test_two_pages_printed_by_qt_land_as_a_pdf_of_two_landscape_pages(
    print_queue: PrintQueue, qtbot: QtBot
) -> None:
    assert QPrinterInfo.availablePrinterNames() == [print_queue.name]
    printer = QPrinter(QPrinterInfo.printerInfo(print_queue.name))
    printer.setDocName("from-qt")
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape,
            QMarginsF(),
        )
    )
    painter = QPainter(printer)
    painter.drawRect(100, 100, 2000, 1000)
    printer.newPage()
    painter.drawLine(0, 0, 2000, 1000)
    painter.end()

    (paper,) = print_queue.papers()
    pages = PdfReader(paper).pages
    assert paper.name.startswith("from-qt")
    assert [round(max(p.mediabox.width, p.mediabox.height)) for p in pages] == [842, 842]
