"""Tries the devices of a desk one by one and says how each stands; a failing one blocks nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from desk_app.core.card import parse_card
from desk_app.core.clock import Millis
from desk_app.core.desk_settings import RatingScreen
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.qt.printing import PrinterChoice
from desk_app.qt.serial_ports import SerialPort
from desk_app.services.try_machine import DiskFacts
from desk_app.ui.first_run.device_words import DeviceWords, ScreenSeen
from desk_app.ui.first_run.item_row import ItemState
from desk_app.ui.stage import Run, Say

PRINTER, SCANNER, SCREENS, DISK = "printer", "scanner", "screens", "disk"


class MachinePort(Protocol):
    """What can be tried; all but the first two for a worker thread."""

    def now(self) -> Millis: ...
    def today(self) -> date: ...
    def printers(self) -> tuple[PrinterChoice, ...]: ...
    def print_test_page(self, printer: PrinterChoice) -> None: ...
    def ports(self) -> tuple[SerialPort, ...]: ...
    def disk(self) -> DiskFacts: ...
    def keyring(self) -> Problem | None: ...


class DevicesView(Protocol):
    """What shows it."""

    def show_state(self, device: str, state: ItemState) -> None: ...
    def show_printers(self, found: tuple[PrinterChoice, ...]) -> None: ...
    def show_ports(self, found: tuple[SerialPort, ...]) -> None: ...
    def show_screens(self, count: int) -> None: ...


class DevicesPresenter:
    """Keeps what was found out, and has it said."""

    def __init__(
        self,
        port: MachinePort,
        run: Run,
        say: Say,
        sentence: Callable[[Problem], str],
        view: DevicesView,
    ) -> None:
        self._port, self._run, self._view = port, run, view
        self._words = DeviceWords(say, sentence)
        self._over = False
        self._made: dict[str, Callable[[], ItemState]] = {}
        self.states: dict[str, ItemState] = {}
        self._screens: tuple[ScreenSeen, ...] = ()
        self._chosen: RatingScreen | None = None
        self._disk: DiskFacts | None = None
        self._keyring: Problem | None = None
        self._clock_right: bool | None = None

    @property
    def failing(self) -> int:
        """How many devices need a hand."""
        return sum(state.tone == "late" for state in self.states.values())

    def start(self, screens: tuple[ScreenSeen, ...], chosen: RatingScreen | None) -> None:
        """Look what there is; nothing is printed or scanned by itself."""
        self._chosen = chosen
        self._show(SCANNER, self._words.scanner_untried)
        self.screens_seen(screens)
        self.look_for_printers()
        self._run(self._port.ports, self._on_ports)
        self.look_at_machine()

    def stop(self) -> None:
        """The view goes: what is still under way is told to nobody."""
        self._over = True

    def say_again(self) -> None:
        """Say everything in the present language."""
        for device in tuple(self._made):
            self._show(device, self._made[device])

    # ---- printer --------------------------------------------------------------------------------

    def look_for_printers(self) -> None:
        """Look which printers there are."""
        self._show(PRINTER, self._words.looking)
        self._run(self._port.printers, self._on_printers)

    def _on_ports(self, found: tuple[SerialPort, ...]) -> None:
        if not self._over:
            self._view.show_ports(found)

    def _on_printers(self, found: tuple[PrinterChoice, ...]) -> None:
        if not self._over:
            self._view.show_printers(found)
        self._show(PRINTER, lambda: self._words.printers_found(found))

    def print_test_page(self, printer: PrinterChoice) -> None:
        """Print the page; a person looks at the paper."""
        self._show(PRINTER, lambda: self._words.printing(printer))

        def work() -> Problem | None:
            try:
                self._port.print_test_page(printer)
            except EnvironmentProblem as error:
                return error.problem
            return None

        self._run(work, lambda problem: self._on_printed(printer, problem))

    def _on_printed(self, printer: PrinterChoice, problem: Problem | None) -> None:
        self._show(PRINTER, lambda: self._words.printed(printer, problem))

    # ---- scanner --------------------------------------------------------------------------------

    def scanned(self, text: str) -> None:
        """Judge what the scanner sent; nothing of it is written anywhere."""
        if text.strip():
            card = parse_card(text, self._port.today())
            self._show(SCANNER, lambda: self._words.scanned(text, card))

    # ---- screens --------------------------------------------------------------------------------

    def screens_seen(self, screens: tuple[ScreenSeen, ...]) -> None:
        """These screens are there now; one may be plugged in while the page is open."""
        self._screens = screens
        self._view.show_screens(len(screens))
        self._say_screens()

    def choose_screen(self, screen: RatingScreen) -> None:
        """Where citizens will rate."""
        self._chosen = screen
        self._say_screens()

    def _say_screens(self) -> None:
        self._show(SCREENS, lambda: self._words.screens(self._screens, self._chosen))

    # ---- disk, clock, keyring -------------------------------------------------------------------

    def look_at_machine(self) -> None:
        """Write to the disk, ask the keyring, show the clock."""
        self._clock_right = None
        self._show(DISK, self._words.looking)

        def work() -> tuple[DiskFacts | Problem, Problem | None]:
            try:
                return self._port.disk(), self._port.keyring()
            except EnvironmentProblem as error:
                return error.problem, None

        self._run(work, self._on_machine)

    def _on_machine(self, found: tuple[DiskFacts | Problem, Problem | None]) -> None:
        disk, self._keyring = found
        if isinstance(disk, Problem):
            self._disk = None
            refused = disk
            self._show(DISK, lambda: self._words.disk_refused(refused))
        else:
            self._disk = disk
            self._say_machine()

    def clock_is(self, right: bool) -> None:
        """What a person says who looked at another clock."""
        self._clock_right = right
        self._say_machine()

    def _say_machine(self) -> None:
        disk = self._disk
        if disk is not None:
            found, now = disk, self._port.now()
            self._show(
                DISK, lambda: self._words.machine(found, self._keyring, self._clock_right, now)
            )

    def _show(self, device: str, make: Callable[[], ItemState]) -> None:
        if self._over:
            return
        self._made[device] = make
        self.states[device] = make()
        self._view.show_state(device, self.states[device])
