"""A scanner on a serial line is heard, comes back after it was pulled out, and ends with us."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk_app.core.problems import Problem
from desk_app.core.scanner_lines import LINE_LIMIT
from desk_app.qt.serial_ports import SerialPort, serial_ports
from desk_app.qt.serial_scanner import SerialScanner

CARD = "024190001234||Trần Thị Thủy|01021990|Nữ|Tổ dân phố Hà Vị 1, Hiệp Hòa|15042021"


class Cable:
    """A scanner on a pseudo terminal, under a name that stays when it is plugged in again."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "scanner"
        self._master: int | None = None

    def plug_in(self) -> None:
        self._master, slave = os.openpty()
        self.path.symlink_to(os.ttyname(slave))
        self._slave = slave

    def pull_out(self) -> None:
        assert self._master is not None
        self.path.unlink()
        os.close(self._slave)
        os.close(self._master)
        self._master = None

    def send(self, raw: bytes) -> None:
        assert self._master is not None
        while raw:
            raw = raw[os.write(self._master, raw[:2048]) :]

    def gone(self) -> None:
        if self._master is not None:
            self.pull_out()


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    made = Cable(tmp_path)
    made.plug_in()
    yield made
    made.gone()


class Heard:
    def __init__(self, scanner: SerialScanner) -> None:
        self.scans: list[str] = []
        self.problems: list[Problem] = []
        self.devices: list[str] = []
        self.threads: set[int] = set()
        scanner.scanned.connect(self._on_scan)
        scanner.problem.connect(self.problems.append)
        scanner.connected.connect(self.devices.append)

    def _on_scan(self, text: str) -> None:
        self.scans.append(text)
        self.threads.add(threading.get_ident())


@pytest.fixture
def scanner(qtbot: QtBot) -> Iterator[SerialScanner]:
    made = SerialScanner(retry=0.01)
    yield made
    made.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "scanner"]


@pytest.fixture
def heard(scanner: SerialScanner, cable: Cable, qtbot: QtBot) -> Heard:
    made = Heard(scanner)
    scanner.listen(str(cable.path))
    qtbot.waitUntil(lambda: bool(made.devices))
    return made


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\x03", b""])
def test_a_code_arrives_in_the_gui_thread_whatever_ends_it(
    heard: Heard, cable: Cable, qtbot: QtBot, end: bytes
) -> None:
    cable.send(CARD.encode() + end)
    qtbot.waitUntil(lambda: bool(heard.scans))
    assert heard.scans == [CARD]
    assert heard.threads == {threading.get_ident()}


def test_a_code_that_comes_in_pieces_is_one(heard: Heard, cable: Cable, qtbot: QtBot) -> None:
    raw = CARD.encode()
    # Cut in the middle of a letter.
    for piece in (raw[:3], raw[3:18], raw[18:], b"\r"):
        cable.send(piece)
    qtbot.waitUntil(lambda: bool(heard.scans))
    assert heard.scans == [CARD]


def test_two_codes_are_two(heard: Heard, cable: Cable, qtbot: QtBot) -> None:
    cable.send(b"one\r\n\r\ntwo\r\n")
    qtbot.waitUntil(lambda: len(heard.scans) == 2)
    assert heard.scans == ["one", "two"]


def test_bytes_of_no_encoding_lose_nothing(heard: Heard, cable: Cable, qtbot: QtBot) -> None:
    cable.send(bytes(range(0x80, 0x100)) + b"\r")
    qtbot.waitUntil(lambda: bool(heard.scans))
    assert heard.scans == [bytes(range(0x80, 0x100)).decode("latin-1")]


def test_a_megabyte_without_an_end_stays_small(heard: Heard, cable: Cable, qtbot: QtBot) -> None:
    writer = threading.Thread(target=lambda: cable.send(b"x" * 1_000_000 + b"\rafter\r"))
    writer.start()
    qtbot.waitUntil(lambda: "after" in heard.scans, timeout=60_000)
    writer.join()
    assert [len(text) for text in heard.scans] == [LINE_LIMIT, 5]


def test_a_cable_pulled_out_is_told_once_and_comes_back_by_itself(
    heard: Heard, cable: Cable, qtbot: QtBot
) -> None:
    cable.pull_out()
    qtbot.waitUntil(lambda: bool(heard.problems))
    cable.plug_in()
    qtbot.waitUntil(lambda: len(heard.devices) == 2)
    cable.send(CARD.encode() + b"\r")
    qtbot.waitUntil(lambda: bool(heard.scans))
    assert [problem.code for problem in heard.problems] == ["scanner.unplugged"]
    assert heard.problems[0].values == {"port": str(cable.path)}


def test_a_port_that_is_not_there_is_told_once_however_often_it_is_tried(
    scanner: SerialScanner, cable: Cable, qtbot: QtBot
) -> None:
    heard = Heard(scanner)
    cable.pull_out()
    scanner.listen(str(cable.path))
    qtbot.waitUntil(lambda: bool(heard.problems))
    cable.plug_in()
    qtbot.waitUntil(lambda: bool(heard.devices))
    assert [problem.code for problem in heard.problems] == ["scanner.port_missing"]


def test_a_file_that_is_no_port_is_told_in_words(
    scanner: SerialScanner, tmp_path: Path, qtbot: QtBot
) -> None:
    heard = Heard(scanner)
    file = tmp_path / "file"
    file.write_text("no port")
    scanner.listen(str(file))
    qtbot.waitUntil(lambda: bool(heard.problems))
    assert heard.problems[0].code == "scanner.no_support"


def test_a_port_that_somebody_else_reads_is_told_in_words(
    heard: Heard, cable: Cable, qtbot: QtBot
) -> None:
    second = SerialScanner(retry=0.01)
    try:
        told = Heard(second)
        second.listen(str(cable.path))
        qtbot.waitUntil(lambda: bool(told.problems))
        assert told.problems[0].code == "scanner.port_refused"
    finally:
        second.close()


def test_after_another_port_was_chosen_the_old_one_is_not_heard(
    scanner: SerialScanner, heard: Heard, cable: Cable, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "other").mkdir()
    other = Cable(tmp_path / "other")
    other.plug_in()
    scanner.listen(str(other.path))
    cable.send(b"old\r")
    qtbot.waitUntil(lambda: len(heard.devices) == 2)
    other.send(b"new\r")
    qtbot.waitUntil(lambda: bool(heard.scans))
    assert heard.scans == ["new"]
    scanner.close()
    other.gone()


def test_the_only_usb_port_is_found_and_of_several_none_is_guessed(
    cable: Cable, qtbot: QtBot
) -> None:
    board = SerialPort("ttyS0", "", False)
    usb = SerialPort(str(cable.path), "Scanner", True)
    other = SerialPort("ttyUSB7", "Printer", True)
    found = [(board,), (board, usb, other), (board, usb)]
    scanner = SerialScanner(retry=0.01, ports=lambda: found[0])
    heard = Heard(scanner)

    scanner.listen("auto")
    qtbot.waitUntil(lambda: bool(heard.problems))
    scanner.listen("")
    found.pop(0)
    scanner.listen("auto")
    qtbot.waitUntil(lambda: len(heard.problems) == 2)
    found.pop(0)
    qtbot.waitUntil(lambda: bool(heard.devices))

    assert [p.code for p in heard.problems] == ["scanner.none_found", "scanner.several_ports"]
    assert heard.devices == [str(cable.path)]
    scanner.close()


def test_the_real_ports_of_this_machine_can_be_listed() -> None:
    assert all(port.device for port in serial_ports())
