"""A real CUPS with a PDF queue in a folder of its own: what is printed lands there as PDF.

For root the queue is cups-pdf. That backend refuses to work for anybody else, so others get the
PDF that CUPS itself made of the job, taken by a backend of four lines.
"""

from __future__ import annotations

import contextlib
import grp
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.processes import needed, running, wait_until

QUEUE = "Mot_Cua_PDF"

_FILES = """ServerRoot {root}/etc
CacheDir {root}/cache
StateDir {root}/state
RequestRoot {root}/spool
TempDir {root}/spool/tmp
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
Sandboxing relaxed
"""

_FOR_ROOT = """SystemGroup root
User lp
Group lp
"""

_FOR_OTHERS = """ServerBin {root}/bin
SystemGroup {group}
"""

_SERVER = """Listen {socket}
LogLevel info
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""

# Called as: backend job user title copies options, the job on standard input; without words, it
# says what it is.
_BACKEND = """#!/bin/sh
[ $# -gt 0 ] || {{ echo 'file tray:/ "Tray" "Tray"'; exit 0; }}
cat >"{root}/inbox/$1"
mv "{root}/inbox/$1" "{root}/papers/$(printf %s "$3" | tr -c 'A-Za-z0-9.-' _)-job_$1.pdf"
"""

_SERVER_BIN = Path("/usr/lib/cups")
_DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")

# The backend reads its settings from /etc/cups or from the queue's driver. The driver is ours; a
# value in it may hold no slash, so the folders are named relative to where cupsd was started.
_SETTINGS = {"Out": "papers", "AnonDirName": "papers", "Spool": "inbox", "Log": "log"}


@dataclass(frozen=True)
class PrintQueue:
    """A running queue: `name` to print to, `server` for CUPS_SERVER, `folder` where papers land."""

    name: str
    server: Path
    folder: Path

    @property
    def env(self) -> dict[str, str]:
        """The environment of a program that shall print here."""
        return {**os.environ, "CUPS_SERVER": str(self.server)}

    def papers(self, at_least: int = 1) -> list[Path]:
        """The printed PDFs, oldest first, once so many have come and nothing is on its way."""

        def done() -> bool:
            # The queue is asked first: a paper may come between the two questions.
            return not self._waiting() and len(self._printed()) >= at_least

        try:
            wait_until(done, f"{at_least} paper(s) came out of the queue")
        except TimeoutError as error:
            error.add_note((self.folder.parent / "log" / "error").read_text()[-2000:])
            raise
        return self._printed()

    def clear(self) -> None:
        """Take all papers out of the tray, so that the next test sees only its own."""
        self.papers(at_least=0)
        for paper in self._printed():
            paper.unlink()

    def _printed(self) -> list[Path]:
        return sorted(self.folder.glob("*.pdf"), key=lambda p: p.stat().st_mtime_ns)

    def _waiting(self) -> bool:
        return bool(_ask(self.server, "lpstat", "-W", "not-completed", "-o"))


@contextlib.contextmanager
def print_server(root: Path, socket: Path) -> Iterator[PrintQueue]:
    """A private CUPS below `root` that listens on `socket`; it ends with the block.

    `root` must be a folder that other users may enter: filters run as the user `lp`.
    """
    for name in ("etc/ppd", "spool/tmp", "cache", "state", "log", "papers", "inbox"):
        (root / name).mkdir(parents=True, exist_ok=True)
    for name in ("spool/tmp", "papers"):
        (root / name).chmod(0o1777)
    files, server = root / "etc" / "cups-files.conf", root / "etc" / "cupsd.conf"
    root_runs_it = os.geteuid() == 0
    own = _FOR_ROOT if root_runs_it else _own_backend(root)
    files.write_text(_FILES.format(root=root) + own, encoding="utf-8")
    server.write_text(_SERVER.format(socket=socket), encoding="utf-8")
    command = [needed("cupsd"), "-f", "-c", str(server), "-s", str(files)]
    with running(command, env=dict(os.environ), log=root / "log" / "cupsd", cwd=root):
        wait_until(socket.exists, "the private print server listens")
        driver = root / "queue.ppd"
        driver.write_text(_driver(postscript=root_runs_it), encoding="utf-8")
        device = "cups-pdf:/" if root_runs_it else "tray:/"
        _ask(socket, "lpadmin", "-p", QUEUE, "-v", device, "-P", str(driver), "-E")
        _ask(socket, "lpadmin", "-d", QUEUE)
        yield PrintQueue(QUEUE, socket, root / "papers")


def _own_backend(root: Path) -> str:
    """All programs of CUPS, with our backend as the only one; the lines that make CUPS use them."""
    programs = root / "bin"
    (programs / "backend").mkdir(parents=True)
    for entry in _SERVER_BIN.iterdir():
        if entry.name != "backend":
            (programs / entry.name).symlink_to(entry)
    backend = programs / "backend" / "tray"
    backend.write_text(_BACKEND.format(root=root), encoding="utf-8")
    backend.chmod(0o755)
    return _FOR_OTHERS.format(root=root, group=grp.getgrgid(os.getegid()).gr_name)


def _driver(*, postscript: bool) -> str:
    """The driver of cups-pdf with our folders as the choices of four more options."""
    options = "".join(
        f"*OpenUI *{key}/{key}: PickOne\n*Default{key}: {value}\n"
        f'*{key} {value}: ""\n*CloseUI: *{key}\n'
        for key, value in _SETTINGS.items()
    )
    text = _DRIVER.read_text(encoding="utf-8")
    if not postscript:
        options = '*cupsFilter: "application/vnd.cups-pdf 0 -"\n' + options
    head, mark, tail = text.partition("*CloseGroup: ")
    return head + options + mark + tail


def _ask(server: Path, program: str, *words: str) -> str:
    answer = subprocess.run(
        [needed(program), "-h", str(server), *words],
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        raise RuntimeError(f"{program} {' '.join(words)}: {answer.stderr.strip()}")
    return answer.stdout.strip()
