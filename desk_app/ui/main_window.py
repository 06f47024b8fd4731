"""The one window: menu, side bar, pages, truth line; siblings are connected here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QProgressBar, QStackedWidget, QWidget

from desk_app.qt.language import mark
from desk_app.ui.banner import Banner
from desk_app.ui.corner import Corner
from desk_app.ui.menus import Menus
from desk_app.ui.page import PageWidget
from desk_app.ui.parts import column, frame, line
from desk_app.ui.side_bar import Page, SideBar
from desk_app.ui.stage import Stage
from desk_app.ui.truth_line import TruthLine
from desk_app.ui.undo.undo_bar import UndoBar

PAGES = (
    Page("intake", "user-plus", mark("Tiếp nhận"), "1", mark("Tại quầy")),
    Page("cases", "clipboard-check", mark("Hồ sơ"), "2", mark("Tại quầy")),
    Page("search", "search", mark("Tra cứu"), "3", mark("Tại quầy")),
    Page("month", "chart-bar", mark("Điểm tháng"), "5", mark("Điểm và minh chứng")),
    Page("assessment", "list-check", mark("Tự chấm"), "6", mark("Điểm và minh chứng")),
    Page("sync", "cloud-up", mark("Đồng bộ"), "8", mark("Máy này")),
    Page("settings", "settings", mark("Quản trị"), "9", mark("Máy này")),
)


class MainWindow(QMainWindow):
    """Holds the pages and shows one of them."""

    page_shown = Signal(str)
    closed = Signal()

    def __init__(
        self,
        stage: Stage,
        title: str,
        practice: bool,
        pages: Mapping[str, Callable[[], PageWidget]],
        acts: dict[str, Callable[[], None]],
    ) -> None:
        super().__init__()
        self._stage = stage
        self._makers = pages
        self._pages: dict[str, PageWidget] = {}
        self.setWindowTitle(title)
        self.setWindowIcon(stage.look.icon("clipboard-check", 32, "accent"))
        self.menus = Menus(stage, self, acts)
        self.who = Corner(stage)
        self.menuBar().setCornerWidget(self.who, Qt.Corner.TopRightCorner)
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.timeout.connect(self.refit_corner)
        self.who.changed.connect(self._refit.start)
        self.side = SideBar(stage, PAGES)
        self.side.page_requested.connect(self.show_page)
        self.truth = TruthLine(stage, practice)
        self.banner = Banner(stage)
        self.undo = UndoBar(stage)
        stage.messages.banner_changed.connect(self._on_message)
        stage.messages.parent_window = self
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        stage.bind(self, self._busy.setAccessibleName, mark("Đang làm"))
        self._busy.hide()
        stage.runner.busy_changed.connect(self._busy.setVisible)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._ground(practice))

    def _ground(self, practice: bool) -> QWidget:
        ground = frame("practice" if practice else "plain")
        outside = column(ground)
        middle = line(gap=0)
        middle.addWidget(self.side)
        right = column()
        right.addWidget(self._busy)
        right.addWidget(self.banner)
        right.addWidget(self._stack, 1)
        right.addWidget(self.undo)
        middle.addLayout(right, 1)
        outside.addLayout(middle, 1)
        outside.addWidget(self.truth)
        return ground

    @property
    def page(self) -> str:
        """The name of the page shown now."""
        shown = self._stack.currentWidget()
        return next(name for name, page in self._pages.items() if page is shown)

    @property
    def shown(self) -> PageWidget:
        """The page shown now, itself."""
        return self._pages[self.page]

    def show_page(self, name: str) -> None:
        """Open a page."""
        if name not in self._pages:
            self._pages[name] = self._makers[name]()
            self._stack.addWidget(self._pages[name])
        self._stack.setCurrentWidget(self._pages[name])
        self.side.show_page(name)
        self._pages[name].open_page()
        self.page_shown.emit(name)

    def _on_message(self, text: str, tone: str) -> None:
        if tone == "good":
            self.truth.show_deed(text)
        else:
            self.banner.show_text(text, tone)

    def quit(self) -> None:
        """Close the window."""
        self.close()

    def refit_corner(self) -> None:
        """Give the corner of the menu bar the room its words need now."""
        bar = self.menuBar()
        self.who.adjustSize()
        # Only a resize makes a menu bar place its corner again.
        QApplication.sendEvent(bar, QResizeEvent(bar.size(), bar.size()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything logged is safe already; nothing is asked."""
        super().closeEvent(event)
        self.closed.emit()
