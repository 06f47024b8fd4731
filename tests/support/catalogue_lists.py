"""Lists of procedures as provinces send them, and what a desk makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

import resources
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.catalogue_preview import CataloguePreview
from desk_app.core.clock import day_of
from desk_app.core.procedure import Catalogue
from desk_app.core.texts import load_texts
from desk_app.services.catalogue import (
    catalogue,
    preview_catalogue,
    read_catalogue_file,
    take_catalogue,
)
from tests.support.desks import OpenDesk

SHIPPED = load_catalogue(resources.read_text("procedures/catalogue.csv"))
HEADINGS = ("STT", "Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Thời hạn giải quyết",
            "Phí, lệ phí", "Ngày có hiệu lực", "Trạng thái")  # fmt: skip
DATED = ("Mã TTHC", "Tên TTHC", "Lĩnh vực", "Thời hạn", "Ngày có hiệu lực", "Ngày hết hiệu lực",
         "Mã TTHC thay thế")  # fmt: skip
BIRTH, MARRIED = "1.001193", "1.004873"
TEXTS = {
    language: load_texts(
        resources.read_text(f"texts/{language}.d/{name}.toml")
        for name in ("catalogue", "catalogue_import", "sheets")
    )
    for language in ("vi", "en")
}


def known(desk: OpenDesk) -> Catalogue:
    """The catalogue as this desk has it."""
    with desk.store.reader() as reader:
        return catalogue(reader, SHIPPED)


def today(desk: OpenDesk) -> date:
    """The civil day at this desk."""
    return day_of(desk.clock.wall)


def plan(desk: OpenDesk, file: Path, *, missing: bool = False) -> CataloguePreview:
    """What the list in this file would change."""
    read = read_catalogue_file(file)
    return preview_catalogue(known(desk), read, file.name, today(desk), abolish_missing=missing)


def take(desk: OpenDesk, preview: CataloguePreview) -> None:
    """Take it in."""
    desk.change(lambda tx: take_catalogue(tx, preview, "tinh.xlsx", SHIPPED, desk.officer))


def csv_list(folder: Path, *rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> Path:
    """A list as a province sends it."""
    file = folder / "tinh.csv"
    lines = [";".join(f'"{cell}"' for cell in row) for row in (headings, *rows)]
    file.write_text("\n".join(lines), encoding="utf-8-sig")
    return file


def sentences(preview: CataloguePreview) -> list[str]:
    """The codes of the problems; each, and each notice, has its sentence in both languages."""
    for language in ("vi", "en"):
        for problem in (*preview.problems, *preview.notices):
            assert problem.code in TEXTS[language].codes(), problem.code
            assert "{" not in TEXTS[language].sentence(problem)
    return [problem.code for problem in preview.problems]


def workbook(file: Path) -> Path:
    """A list as provinces print it: titles, joined cells, sections, dates of three kinds."""
    book = xlsxwriter.Workbook(file)
    sheet: Any = book.add_worksheet("Danh mục")
    book.add_worksheet("Khác").write(0, 0, "x")
    sheet.merge_range("A1:H1", "DANH MỤC THỦ TỤC HÀNH CHÍNH")
    for place, heading in enumerate(HEADINGS):
        sheet.write(3, place, heading)
    for place in range(len(HEADINGS)):
        sheet.write(4, place, place + 1)
    sheet.merge_range("A6:H6", "A. TTHC MỚI BAN HÀNH")
    sheet.merge_range(6, 3, 8, 3, "Hộ tịch")
    rows = [
        (7, "1.999001", "Một", "1 ngày", 46000),
        (8, 2.000770, "Hai", "2 ngày", "02/12/2026"),
        (9, "1.999003", "Ba", "3 ngày", "2026-12-03"),
    ]
    for number, code, name, time, day in rows:
        for place, value in ((0, number), (1, code), (2, name), (4, time), (6, day)):
            sheet.write(number - 1, place, value)
    sheet.merge_range(9, 1, 10, 1, "1.999004")
    sheet.merge_range(9, 2, 10, 2, "Bốn")
    sheet.write(9, 4, "Trực tiếp: 4 ngày")
    sheet.write(10, 4, "Trực tuyến: 2 ngày")
    sheet.merge_range("A12:H12", "B. TTHC BỊ BÃI BỎ")
    sheet.write(12, 1, "1.011607")
    sheet.write(12, 2, "Hộ nghèo")
    sheet.write_formula(12, 0, "=1+1")
    book.close()
    return file
