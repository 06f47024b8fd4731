"""The catalogue's dialogs as sights: the list, a preview, mistakes, changes of a week."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication, QWidget

from desk_app.core.catalogue_preview import CatalogueChange, Difference
from desk_app.services.catalogue import TakenChange
from desk_app.ui.catalogue.dialog import CatalogueDialog
from desk_app.ui.catalogue.week_dialog import WeekDialog
from tests.support.window import OpenWindow

HEADINGS = (
    "Mã TTHC;Tên thủ tục;Lĩnh vực;Thời hạn giải quyết;Phí, lệ phí;Ngày có hiệu lực;Trạng thái"
)
GOOD = (
    "1.004873;Cấp Giấy xác nhận tình trạng hôn nhân;Hộ tịch;02 ngày làm việc;8.000 đồng/bản;"
    "01/12/2026;",
    "1.999001;Hỗ trợ người dân làm thủ tục trực tuyến tại nhà;Hộ tịch;Theo đợt rà soát;Không;"
    "01/12/2026;",
    "1.011606;Công nhận hộ nghèo, hộ cận nghèo định kỳ;Giảm nghèo;;;01/01/2027;Bãi bỏ",
)
BAD = ("1.004873;Tình trạng hôn nhân;Hộ tịch;-3 ngày;;32/13/2026;", "1.2;Sai mã;;5000 ngày;;;")


def list_file(folder: Path, rows: tuple[str, ...]) -> Path:
    """A province's list in a file."""
    file = folder / "danh-muc-tinh.csv"
    file.write_text("\n".join([HEADINGS, *rows]), encoding="utf-8-sig")
    return file


def _shown(opened: OpenWindow) -> CatalogueDialog:
    opened.show("settings")
    opened.window.dialogs.catalogue()
    opened.settle()
    found = QApplication.activeModalWidget()
    assert isinstance(found, CatalogueDialog)
    return found


@contextmanager
def whole_list(opened: OpenWindow) -> Iterator[QWidget]:
    """The list with one procedure chosen."""
    dialog = _shown(opened)
    dialog.list.table.choose("2.000815")
    opened.settle()
    yield dialog
    dialog.reject()
    opened.settle()


def previewed(
    rows: tuple[str, ...],
) -> Callable[[OpenWindow], AbstractContextManager[QWidget]]:
    """What a file with these rows would change."""

    @contextmanager
    def shown(opened: OpenWindow) -> Iterator[QWidget]:
        dialog = _shown(opened)
        with TemporaryDirectory() as folder:
            dialog.open_file(list_file(Path(folder), rows))
            opened.settle()
        yield dialog
        dialog.reject()
        dialog.reject()
        opened.settle()

    return shown


@contextmanager
def week(opened: OpenWindow) -> Iterator[QWidget]:
    """What changed this week."""
    opened.show("intake")
    opened.window.dialogs.catalogue_week()
    opened.settle()
    found = QApplication.activeModalWidget()
    assert isinstance(found, WeekDialog)
    known = opened.window.desk.catalogue.find("1.004873")
    changed = CatalogueChange(
        kind="changed",
        code="1.004873",
        day=date(2026, 12, 1),
        old=known,
        new=known,
        differences=(Difference("decision", "163/QĐ-BTP", "999/QĐ-UBND"),),
    )
    found.presenter.show([TakenChange(date(2026, 11, 22), changed)])
    opened.settle()
    yield found
    found.reject()
    opened.settle()
