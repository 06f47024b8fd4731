"""Listens to a scanner on a serial port, from a thread of its own, and comes back when it does."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desk_app.core.problems import Problem
from desk_app.core.scanner_lines import LineCutter, as_text
from desk_app.qt.serial_ports import OpenPort, SerialPort, open_port, port_problem, serial_ports

AUTO = "auto"
_RETRY = 1.0
# How long one read waits: also how long closing may take.
_IDLE = 0.2
# A code without an end is whole when nothing came for so long.
_SILENCE = 0.1

Say = Callable[[str, object], None]
Ports = Callable[[], tuple[SerialPort, ...]]


class SerialScanner(QObject):
    """Told a port, it says what is scanned there; an outage is told once.

    scanned: raw text of one code; problem: a Problem about the port; connected: the device.
    """

    scanned = Signal(str)
    problem = Signal(object)
    connected = Signal(str)
    _told = Signal(int, str, object)

    def __init__(
        self, retry: float = _RETRY, ports: Ports = serial_ports, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._retry, self._ports = retry, ports
        self._port = ""
        self._listener: _Listener | None = None
        self._ended: list[_Listener] = []
        self._number = 0
        # A slot of an object that lives here, and queued: listeners tell from their own thread.
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def listen(self, port: str) -> None:
        """Listen to this port from now on: a device, "auto" for the only USB one, "" for none."""
        if port == self._port:
            return
        self._stop()
        self._port = port
        if port:
            number = self._number
            self._listener = _Listener(
                port,
                self._retry,
                self._ports,
                lambda what, value: self._told.emit(number, what, value),
            )
            self._listener.start()

    def close(self) -> None:
        """Listen no more; the port is free when this returns."""
        self._stop()
        self._port = ""
        for listener in self._ended:
            listener.join()
        self._ended.clear()

    def _stop(self) -> None:
        self._number += 1
        if self._listener is not None:
            self._listener.stop()
            self._ended = [old for old in self._ended if old.is_alive()]
            self._ended.append(self._listener)
            self._listener = None

    @Slot(int, str, object)
    def _on_told(self, number: int, what: str, value: object) -> None:
        if number != self._number:
            return
        if what == "scanned":
            self.scanned.emit(value)
        elif what == "connected":
            self.connected.emit(value)
        else:
            self.problem.emit(value)


class _Listener(threading.Thread):
    def __init__(self, port: str, retry: float, ports: Ports, say: Say) -> None:
        super().__init__(name="scanner", daemon=True)
        self._wanted, self._retry, self._ports, self._tell = port, retry, ports, say
        self._stopped = threading.Event()
        self._complained = False

    def stop(self) -> None:
        """End soon."""
        self._stopped.set()

    def run(self) -> None:
        """Open, read, and begin again when the scanner goes."""
        while not self._stopped.is_set():
            device, was_open = self._wanted, False
            try:
                device = self._device()
                port = open_port(device)
                try:
                    was_open, self._complained = True, False
                    self._tell("connected", device)
                    self._read(port)
                finally:
                    port.close()
            except OSError as error:
                self._complain(port_problem(device, error, was_open=was_open))
            except _NoPort as none:
                self._complain(none.problem)
            self._stopped.wait(self._retry)

    def _device(self) -> str:
        if self._wanted != AUTO:
            return self._wanted
        return _only_usb_port(self._ports()).device

    def _read(self, port: OpenPort) -> None:
        lines = LineCutter()
        while not self._stopped.is_set():
            received = port.read(_SILENCE if lines.waiting else _IDLE)
            for line in lines.feed(received) if received else lines.silence():
                self._tell("scanned", as_text(line))

    def _complain(self, problem: Problem) -> None:
        if not self._complained:
            self._complained = True
            self._tell("problem", problem)


class _NoPort(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def _only_usb_port(ports: tuple[SerialPort, ...]) -> SerialPort:
    """The one port a scanner can hang on; printers use such ports too, so none is guessed."""
    usb = [port for port in ports if port.usb]
    if len(usb) == 1:
        return usb[0]
    if not usb:
        raise _NoPort(Problem("scanner.none_found", "scanner_port"))
    names = ", ".join(port.device for port in usb[:4])
    raise _NoPort(Problem("scanner.several_ports", "scanner_port", {"ports": names}))
