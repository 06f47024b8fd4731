"""The province as its users meet it: its console, its server, and desks that reach it by HTTP.

province.init()
with province.serving():
    desk = province.desk(1)
    desk.push()
assert province.counts()[desk.id]["ops"] == 1
"""

from __future__ import annotations

import http.client
import io
import json
import os
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple, cast
from unittest.mock import patch
from urllib.parse import urlencode, urlsplit

from sync.protocol import enrolment
from sync.protocol.exchange import Request, Response
from sync.protocol.keys import ProvinceKeys
from sync.server.home import open_home
from sync.server.main import main
from tests.support.a_province import ADesk, AProvince
from tests.support.desks import UNIT
from tests.support.house import ROOT
from tests.support.processes import HANG

DONE, USER, ENVIRONMENT, BUG = 0, 1, 2, 3
_PROGRAM = (sys.executable, "-m", "sync.server")


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


class ProvinceProgram:
    """One home of a province; its server is a process of its own."""

    def __init__(self, home: Path, database_url: str = "") -> None:
        self.home = home
        self.database_url = database_url
        self.url = ""
        self.trust: ssl.SSLContext | None = None
        self._env = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": database_url,
            "MOT_CUA_LANG": "en",
        }

    # ---- the console -----------------------------------------------------------------------------

    def command(self, *words: str | Path) -> list[str]:
        """The program with these words."""
        return [*_PROGRAM, "--home", str(self.home), *map(str, words)]

    def run(self, *words: str | Path, **changes: str) -> Done:
        """Run a command to its end, inside this process: that is quicker."""
        given = [str(word) for word in words]
        out, err = io.StringIO(), io.StringIO()
        with (
            patch.dict(os.environ, {**self._env, **changes}),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = main(["--home", str(self.home), *given])
        return Done(code, out.getvalue(), err.getvalue())

    def run_alone(self, *words: str | Path, **changes: str) -> Done:
        """Run a command as a process of its own."""
        done = subprocess.run(
            self.command(*words),
            env={**self._env, **changes},
            capture_output=True,
            text=True,
            check=False,
            timeout=HANG,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def json(self, *words: str | Path) -> Any:
        """The one JSON document that a command prints, and nothing else."""
        done = self.run(*words, "--json")
        assert (done.code, done.err) == (DONE, ""), done
        assert done.out.count("\n") == 1
        return json.loads(done.out)

    def init(self) -> None:
        """Make a practice province."""
        done = self.run("init", "--practice")
        assert done.code == DONE, done

    def counts(self) -> dict[str, dict[str, Any]]:
        """What `counts` says, by desk."""
        return cast("dict[str, dict[str, Any]]", self.json("counts"))

    @property
    def keys(self) -> ProvinceKeys:
        """The province's keys."""
        return open_home(self.home).keys

    # ---- the server ------------------------------------------------------------------------------

    @contextmanager
    def serving(self, *words: str | Path) -> Iterator[Server]:
        """The running server; ended politely with the block, if it has not ended before."""
        log = self.home.with_name(f"{self.home.name}.log")
        with log.open("ab") as errors:
            process = subprocess.Popen(
                self.command("serve", *(words or ("--port", "0"))),
                env=self._env,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        server = Server(process, log)
        try:
            self.url = server.listens()
            yield server
        finally:
            server.end()

    def handle(self, request: Request) -> Response:
        """Send a request and wait for its answer; what breaks on the way is an OSError."""
        parts = urlsplit(self.url)
        line: http.client.HTTPConnection
        if parts.scheme == "https":
            line = http.client.HTTPSConnection(
                parts.hostname or "", parts.port, timeout=HANG, context=self.trust
            )
        else:
            line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=HANG)
        query = f"?{urlencode(request.query)}" if request.query else ""
        try:
            line.request(request.method, request.path + query, request.body, dict(request.headers))
            answer = line.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return Response(status=answer.status, headers=headers, body=answer.read())
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            line.close()

    def get(self, path: str) -> Response:
        """A page of the server's own."""
        return self.handle(Request(method="GET", path=path))

    # ---- desks -----------------------------------------------------------------------------------

    def code(self, commune: str = UNIT) -> str:
        """A pairing code from the console."""
        return str(self.json("desk", "add", "--commune", commune)["code"])

    def desk(self, number: int, unit: str = UNIT) -> FarDesk:
        """A desk of a commune, enrolled with a code."""
        return FarDesk(self, number, unit)


class FarDesk(ADesk):
    """A desk that asks a province in another process."""

    def __init__(self, program: ProvinceProgram, number: int, unit: str = UNIT) -> None:
        self._program = program
        super().__init__(cast(AProvince, program), number, unit)

    def enrol(self) -> None:
        """Become known to the province by a code from its console."""
        answer = self.try_code(self._program.code(self.unit))
        assert answer.status == 200, answer

    def try_code(self, code: str) -> Response:
        """What the province says to a request with this code."""
        body, _ = self.enrol_request(code)
        return self.post(enrolment.PATH, body)


class Server:
    """The process that serves."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self.process = process
        self._log = log

    def listens(self) -> str:
        """Wait for the line that says where it listens; the address in it."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("listening on "), self.log
        return line.removeprefix("listening on ").strip()

    @property
    def log(self) -> str:
        """Everything it wrote to standard error."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """End it without a word, as a power cut does."""
        self.process.kill()
        self.process.wait(HANG)

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it politely; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            self.process.wait(HANG)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            if self.process.stdout is not None:
                self.process.stdout.close()
        return self.process.returncode
