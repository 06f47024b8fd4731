"""A real X server with two monitors, run by an ordinary user, and a window manager on it.

Xorg with the dummy driver: monitors are plugged and pulled by xrandr as with a cable, hands are
those of xdotool. Xvfb has one screen only, whatever it is told, so it cannot stand in.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.processes import needed, running, wait_until

OFFICER, CITIZEN = "DUMMY0", "DUMMY1"
_OFFICER_SIZE, _CITIZEN_SIZE = (1366, 768), (1024, 768)
# The wrapper in /usr/bin lets nobody but the person at the console start a server.
_SERVER = Path("/usr/lib/xorg/Xorg")
_MODES = {
    (1366, 768): ["85.86", "1366", "1439", "1583", "1800", "768", "769", "772", "795"],
    (1024, 768): ["65.00", "1024", "1048", "1184", "1344", "768", "771", "777", "806"],
}

_SETTINGS = """Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "AutoAddGPU" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 2400 800
  EndSubSection
EndSection
"""


@dataclass(frozen=True)
class TwoHeads:
    """A display with the officer's monitor left and the citizen's right of it."""

    display: str

    @property
    def env(self) -> dict[str, str]:
        """The environment of a program that shall show itself here."""
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def plug(self) -> None:
        """The citizen's monitor is connected, right of the officer's."""
        place = f"{_OFFICER_SIZE[0]}x0"
        self._set("--output", CITIZEN, "--mode", _name(_CITIZEN_SIZE), "--pos", place)

    def pull(self) -> None:
        """The citizen's monitor is pulled."""
        self._set("--output", CITIZEN, "--off")

    def mirror(self) -> None:
        """The citizen's monitor shows the same as the officer's."""
        self._set("--output", CITIZEN, "--pos", "0x0")

    def monitors(self) -> list[str]:
        """What is connected now, as WIDTHxHEIGHT+X+Y."""
        told = re.sub(r"/\d+", "", self._ask("xrandr", "--listmonitors"))
        return re.findall(r"\d+x\d+\+\d+\+\d+", told)

    def _set(self, *words: str) -> None:
        self._ask("xrandr", *words)

    def _ask(self, program: str, *words: str) -> str:
        done = subprocess.run(
            [needed(program), *words], env=self.env, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise RuntimeError(f"{program} {' '.join(words)}: {done.stderr.strip()}")
        return done.stdout

    def prepare(self) -> None:
        """Both monitors as they shall be."""
        for size, output in ((_OFFICER_SIZE, OFFICER), (_CITIZEN_SIZE, CITIZEN)):
            self._set("--newmode", _name(size), *_MODES[size])
            self._set("--addmode", output, _name(size))
        self._set("--output", OFFICER, "--mode", _name(_OFFICER_SIZE), "--pos", "0x0")
        self.plug()


def _name(size: tuple[int, int]) -> str:
    # Names of our own: the server knows modes of nearly these sizes already.
    return f"test-{size[0]}x{size[1]}"


@contextlib.contextmanager
def two_heads(root: Path) -> Iterator[TwoHeads]:
    """A server below `root` for the length of the block, with openbox managing its windows."""
    root.mkdir(parents=True, exist_ok=True)
    settings, told = root / "xorg.conf", root / "xorg"
    settings.write_text(_SETTINGS, encoding="utf-8")
    told.touch()
    if not _SERVER.exists():
        raise RuntimeError(f"{_SERVER} is missing: `make system-test` installs it")
    # It chooses a free number itself and tells it; nobody else's display is ever met.
    command = [str(_SERVER), "-displayfd", "1", "-config", str(settings), "-noreset"]
    command += ["-logfile", str(root / "server.log"), "-novtswitch", "-nolisten", "tcp"]
    with running(command, env={**os.environ, "HOME": str(root)}, log=told):
        wait_until(lambda: _number(told) is not None, "the X server tells its number")
        heads = TwoHeads(f":{_number(told)}")
        heads.prepare()
        with running([needed("openbox"), "--sm-disable"], env=heads.env, log=root / "openbox"):
            wait_until(lambda: _is_managed(heads), "the window manager is there")
            yield heads


def _number(told: Path) -> str | None:
    found = re.search(r"^(\d+)$", told.read_text(errors="replace"), re.MULTILINE)
    return found[1] if found else None


def _is_managed(heads: TwoHeads) -> bool:
    done = subprocess.run(
        [needed("xdotool"), "get_desktop"], env=heads.env, capture_output=True, check=False
    )
    return done.returncode == 0
