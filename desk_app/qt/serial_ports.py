"""The serial ports of this machine, opened and read; the only file that knows the library."""

from __future__ import annotations

import errno
import logging
from typing import Any, Protocol

import msgspec

from desk_app.core.problems import Problem

# Scanners on a USB cable take any speed; those with a real serial line leave the factory at 9600.
BAUD_RATE = 9600
_READ_AT_ONCE = 4096


class SerialPort(msgspec.Struct, frozen=True):
    """A port one may choose: the device to open, and what the machine says hangs on it."""

    device: str
    product: str
    usb: bool


class OpenPort(Protocol):
    """A port that is open."""

    def read(self, seconds: float) -> bytes:
        """What came within so long, b"" for nothing; OSError when the scanner is gone."""
        ...

    def close(self) -> None:
        """Give the port back."""
        ...


def serial_ports() -> tuple[SerialPort, ...]:
    """All ports, those on USB first. Looks at the machine: not for the GUI thread."""
    import serialx  # noqa: PLC0415 - 70 ms, only for whoever has such a scanner

    found = [
        SerialPort(str(port.device), port.product or "", port.vid is not None)
        for port in serialx.list_serial_ports()
    ]
    return tuple(sorted(found, key=lambda port: (not port.usb, port.device)))


def open_port(device: str) -> OpenPort:
    """Open a port for ourselves alone; OSError tells why not."""
    return _Port(device)


class _Port:
    def __init__(self, device: str) -> None:
        import serialx  # noqa: PLC0415

        # In its debug log it writes what was read: a citizen's data.
        logging.getLogger("serialx").setLevel(logging.WARNING)
        # Its class for devices, not its opener of addresses, which reaches into the network.
        device_class: type[Any] = serialx.Serial
        self._serial = device_class(device, baudrate=BAUD_RATE, exclusive=True)
        self._faults = serialx.SerialException
        try:
            self._serial.open()
        except serialx.UnsupportedSetting as error:
            raise OSError(errno.ENOTTY, str(error)) from error

    def read(self, seconds: float) -> bytes:
        buffer = bytearray(_READ_AT_ONCE)
        try:
            count: int = self._serial.readinto(buffer, timeout=seconds)
        except self._faults as error:
            raise OSError(errno.EIO, str(error)) from error
        return bytes(buffer[:count])

    def close(self) -> None:
        self._serial.close()


def port_problem(device: str, error: OSError, *, was_open: bool) -> Problem:
    """What to tell about a port that cannot be read."""
    code = "scanner.port_missing"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EBUSY):
        code = "scanner.port_refused"
    elif error.errno in (errno.ENOTTY, errno.EINVAL):
        code = "scanner.no_support"
    elif was_open:
        code = "scanner.unplugged"
    return Problem(code, "scanner_port", {"port": device})
