"""The machine around the desk, as its devices are tried: printers, disk, keyring, serial ports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from desk_app.core.clock import Clock, Millis, day_of
from desk_app.core.problems import Problem
from desk_app.qt.printing import PrinterChoice, print_pdf, printers
from desk_app.qt.serial_ports import SerialPort, serial_ports
from desk_app.services.try_machine import DiskFacts, try_disk, try_keyring

Print = Callable[[bytes, str], None]
_SEND: Print = partial(print_pdf, job="mot-cua test page")


class Machine:
    """What the device tests ask. Everything but `now` and `today` is for a worker thread."""

    def __init__(
        self,
        home: Path,
        clock: Clock,
        make_test_page: Callable[[str], bytes],
        *,
        list_printers: Callable[[], tuple[PrinterChoice, ...]] = printers,
        send: Print = _SEND,
        keyring: Callable[[], Problem | None] = try_keyring,
        ports: Callable[[], tuple[SerialPort, ...]] = serial_ports,
        practice: bool = False,
    ) -> None:
        self._home, self._clock, self._make_test_page = home, clock, make_test_page
        self._list_printers, self._send = list_printers, send
        self._keyring, self._ports = keyring, ports
        self._practice = practice

    def now(self) -> Millis:
        """The present moment, as this machine has it."""
        return self._clock().wall

    def today(self) -> date:
        """The civil day."""
        return day_of(self.now())

    def printers(self) -> tuple[PrinterChoice, ...]:
        """The print queues, the usual one first."""
        return self._list_printers()

    def print_test_page(self, printer: PrinterChoice) -> None:
        """One page with every letter; EnvironmentProblem when the queue does not take it."""
        self._send(self._make_test_page(printer.words), printer.name)

    def ports(self) -> tuple[SerialPort, ...]:
        """Serial ports at which a scanner may hang."""
        return self._ports()

    def disk(self) -> DiskFacts:
        """Room and speed of the disk under the desk."""
        return try_disk(self._home)

    def keyring(self) -> Problem | None:
        """Why the key of the desk cannot be kept here; practice desks need no keyring."""
        return None if self._practice else self._keyring()
