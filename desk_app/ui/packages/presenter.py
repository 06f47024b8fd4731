"""What the dialog of the province's packages says: a list, and one package in full."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from desk_app.core.clock import Millis, local
from desk_app.core.problems import Problem
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Row
from desk_app.services.package_news import ShownPackage, ShownPackages
from desk_app.services.packages import Package, State
from desk_app.ui.catalogue.words import DetailLine

Say = Callable[..., str]
EMPTY = mark(
    "Chưa nhận gói nào của tỉnh. Quầy dùng bộ tiêu chí, danh mục, lịch và mẫu kèm chương trình."
)
KINDS = {
    "criteria": mark("Bộ tiêu chí"),
    "catalogue": mark("Danh mục thủ tục"),
    "calendar": mark("Lịch làm việc"),
    "units": mark("Đơn vị hành chính"),
    "forms": mark("Biểu mẫu"),
}
# Icon, tone and word of each state.
STATES: dict[State, tuple[str, str, str]] = {
    "in_force": ("circle-check", "good", mark("Đang dùng")),
    "waiting": ("hourglass", "near", mark("Chờ đến ngày")),
    "past": ("clock", "second", mark("Đã được thay")),
    "passed_over": ("circle-dashed", "second", mark("Không dùng")),
    "aside": ("alert-triangle", "late", mark("Để riêng")),
}


class PackagesPort(Protocol):
    """The desk as this dialog uses it."""

    def packages(self) -> ShownPackages: ...


class PackagesView(Protocol):
    """The dialog."""

    def show_packages(self, rows: tuple[Row, ...], empty: str) -> None: ...
    def show_package(self, lines: tuple[DetailLine, ...]) -> None: ...


class PackagesPresenter:
    """Reads and says; nobody at the desk changes a package."""

    def __init__(
        self,
        port: PackagesPort,
        run: Callable[[Callable[[], Any], Callable[[Any], None]], object],
        say: Say,
        sentence: Callable[[Problem], str],
        view: PackagesView,
    ) -> None:
        self._port, self._run, self._view = port, run, view
        self._say, self._sentence = say, sentence
        self._shown = ShownPackages()
        self._chosen = ""

    def start(self) -> None:
        """Read the packages."""
        self._run(self._port.packages, self.show)

    def show(self, shown: ShownPackages) -> None:
        """Show these packages."""
        self._shown = shown
        rows = tuple(self._row(one.package) for one in shown.packages)
        self._view.show_packages(rows, self._say(EMPTY))

    def choose(self, key: str) -> None:
        """Show one package."""
        found = next((one for one in self._shown.packages if one.package.sha256 == key), None)
        self._chosen = key
        self._view.show_package(() if found is None else self._lines(found))

    def say_again(self) -> None:
        """The language changed."""
        chosen = self._chosen
        self.show(self._shown)
        self.choose(chosen)

    def _row(self, package: Package) -> Row:
        icon, tone, word = STATES[package.state]
        return Row(
            package.sha256,
            (
                Cell(self._kind(package.kind)),
                Cell(_name(package)),
                Cell(_day(package)),
                Cell(self._say(word), tone=tone, icon=icon),
            ),
        )

    def _lines(self, shown: ShownPackage) -> tuple[DetailLine, ...]:
        say, package = self._say, shown.package
        icon, tone, word = STATES[package.state]
        lines = [
            DetailLine("title", self._title(package)),
            DetailLine("state", say(word), icon, tone),
            DetailLine("second", self._since(package)),
        ]
        if package.published is not None:
            signed = say(
                "Tỉnh ký lúc {at}: {signer}",
                at=_moment(package.published),
                signer=self._shown.signer,
            )
            lines.append(DetailLine("second", signed))
        lines += [
            DetailLine("second", say("Nhận lúc {at}", at=_moment(package.received))),
            DetailLine("second", say("Phiên bản {version}", version=package.sha256[:12])),
        ]
        if package.problems:
            lines.append(DetailLine("section", say("Vì sao không dùng")))
            lines += [DetailLine("late", self._sentence(one)) for one in package.problems]
        if shown.news:
            lines.append(DetailLine("section", say("Thay đổi")))
            lines += [DetailLine("text", self._sentence(one)) for one in shown.news]
        return tuple(lines)

    def _title(self, package: Package) -> str:
        return " · ".join(part for part in (self._kind(package.kind), _name(package)) if part)

    def _since(self, package: Package) -> str:
        day = _day(package)
        if package.state == "in_force":
            return self._say("Có hiệu lực từ {day}", day=day)
        if package.state == "waiting":
            return self._say("Có hiệu lực từ {day}, tự dùng khi đến ngày", day=day)
        return self._say("Ghi hiệu lực từ {day}", day=day)

    def _kind(self, kind: str) -> str:
        return self._say(KINDS[kind]) if kind in KINDS else kind[:40]


def _name(package: Package) -> str:
    # Of some kinds there is one only: it is named by its kind, which stands there already.
    return "" if package.name == package.kind else package.name


def _day(package: Package) -> str:
    return "–" if package.day is None else f"{package.day:%d/%m/%Y}"


def _moment(at: Millis) -> str:
    return f"{local(at):%H:%M %d/%m/%Y}"
