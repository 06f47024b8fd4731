"""Attachments over the line: last in a round, in pieces, and never in the way of an op.

`Attachments(files)` is an extra stage of the cycle. Whatever goes wrong with a file ends the
stage at most, not the attempt: an op that is written meanwhile must not wait because of a photo.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desk_app.core.problems import Problem
from sync.client import blob_line, line
from sync.client.files_port import (
    Agenda,
    Blob,
    FilesPort,
    FindRoom,
    KeepNotThere,
    KeepPiece,
    KeepSent,
    KeepTrouble,
    ReadAgenda,
    ReadPiece,
    Room,
)
from sync.client.moves import Steps
from sync.client.port import Standing
from sync.client.push import waits
from sync.client.ranges import Ranges
from sync.client.retry import Backoff, asked_to_wait
from sync.client.work import Broken, Work, do, look
from sync.protocol.messages import BlobState, HelloAnswer

# How long a file rests that the province does not take, or does not have (milliseconds).
_FILE_RESTS = 15 * 60_000
# One that somebody waits for is asked for again sooner.
_WANTED_RESTS = 50_000
_BROKEN_LINES = 2
_RESTARTS = 2
# Other desks are heard, and the session is kept alive, at least this often (milliseconds).
_TURN = 60_000


class _OpsWait(Exception):
    """Something was written here, or may have been elsewhere: it goes first."""


class _Skip(Exception):
    """This file cannot go on for now; the others can."""

    def __init__(self, problem: Problem | None) -> None:
        super().__init__()
        self.problem = problem


class _Rest(Exception):
    """No file may go on for now, as somebody wished."""


class _Again(Exception):
    """Somebody waits for another file: look anew at what is to be done."""


class Attachments:
    """An extra stage that sends and fetches files; one is made when the program starts."""

    def __init__(self, files: FilesPort) -> None:
        self._files = files
        self._up, self._down = Ranges(), Ranges()
        self._backoff = Backoff()
        self._until = 0
        self._seen: tuple[Work, int, str] | None = None
        self._later: dict[str, int] = {}
        self._trouble: Problem | None = None
        self._done = self._total = 0
        self._began = 0

    def __call__(self, work: Work, standing: Standing, link: HelloAnswer) -> Steps[None]:
        """Send and fetch until nothing is left that may go, or an op waits."""
        self._look_at_the_clock(work)
        resting = work.now.mono < self._until
        if not resting:
            self._trouble = None
        try:
            yield from self._everything(work, standing, link, resting=resting)
            if not resting:
                self._backoff.worked()
        except _OpsWait:
            work.wished = True
            return
        except line.Wait as asked:
            self._until = work.now.mono + asked_to_wait(asked.seconds, work.random)
            self._trouble = asked.problem
        except blob_line.NoRoom as full:
            self._until = work.now.mono + self._backoff.after_failure(work.random)
            self._trouble = full.problem
        except (line.NoLine, line.Later, line.TooMuch, Broken) as failed:
            self._until = work.now.mono + self._backoff.after_failure(work.random)
            self._trouble = failed.problem
        try:
            yield from do(KeepTrouble(self._files, self._trouble), write=True)
        except Broken:
            return  # the disk is full: that is told by whatever else fails

    def _look_at_the_clock(self, work: Work) -> None:
        """What rests is tried at once when somebody asked, or after another start."""
        seen = (work, work.asked, work.now.boot)
        if seen != self._seen:
            self._seen = seen
            self._until = 0
            self._later.clear()

    def _everything(
        self, work: Work, standing: Standing, link: HelloAnswer, *, resting: bool
    ) -> Steps[None]:
        """All there is; after a failure, for a while, only what somebody waits for."""
        self._done, self._began = 0, work.now.mono
        while True:
            agenda: Agenda = yield from do(ReadAgenda(self._files, work.now))
            self._total = self._done + sum(blob.size for blob in (*agenda.wanted, *agenda.up))
            try:
                yield from self._fetch_all(work, standing, link, agenda.wanted, wanted=True)
                if resting:
                    return
                yield from self._send_all(work, standing, link, agenda.up)
                yield from self._fetch_all(work, standing, link, agenda.down, wanted=False)
            except _Again:
                continue
            except _Rest:
                pass
            return

    # -- up

    def _send_all(
        self, work: Work, standing: Standing, link: HelloAnswer, blobs: Sequence[Blob]
    ) -> Steps[None]:
        for blob in blobs:
            if self._rests(work, blob):
                continue
            before = self._done
            try:
                yield from self._send(work, standing, link, blob)
            except _Skip as skip:
                self._skip(work, blob, skip)
            self._done = before + blob.size

    def _send(self, work: Work, standing: Standing, link: HelloAnswer, blob: Blob) -> Steps[None]:
        """Send one file from where the province says it stands, until it says that it is whole."""
        ask = blob_line.Asking(work, standing, link, blob)
        before, restarts = self._done, 0
        state = BlobState(sha256=blob.sha256, size=blob.size, have=0, whole=False)
        if blob.size > self._up.size:
            # A small file is its own question: what is there already is only passed over.
            state = yield from self._patiently(work, ask.question)
            if state.whole:
                yield from do(KeepSent(self._files, 0, blob), write=True)
        while not state.whole:
            yield from self._make_room(work)
            self._done = before + state.have
            yield work.tell("blobs", self._done, self._total)
            began = state.have
            state, spent = yield from self._patiently(work, partial(self._put, work, ask, began))
            whole = blob if state.whole else None
            yield from do(KeepSent(self._files, spent, whole), write=True)
            work.heard()
            if state.have <= began and not state.whole:
                # The hash was wrong, or the province lost what it had: once more, but not for ever.
                restarts += 1
                if restarts > _RESTARTS:
                    raise _Skip(Problem("attachments.not_taken"))

    def _put(self, work: Work, ask: blob_line.Asking, have: int) -> Steps[tuple[BlobState, int]]:
        """Send the piece that begins at `have`; what is there now, and how much was sent."""
        blob = ask.blob
        length = min(self._up.size, blob.size - have)
        piece = yield from do(ReadPiece(self._files, blob.sha256, have, length))
        self._stop(piece.stop)
        began = work.now
        try:
            state = yield from ask.put(have, piece.data)
        except line.NoLine:
            # It may have crossed a metered line all the same.
            yield from do(KeepSent(self._files, len(piece.data)), write=True)
            raise
        self._up.came(len(piece.data), work.now.mono - began.mono)
        return state, len(piece.data)

    # -- down

    def _fetch_all(
        self,
        work: Work,
        standing: Standing,
        link: HelloAnswer,
        blobs: Sequence[Blob],
        *,
        wanted: bool,
    ) -> Steps[None]:
        for blob in blobs:
            if self._rests(work, blob):
                continue
            before = self._done
            try:
                yield from self._fetch(work, blob_line.Asking(work, standing, link, blob), wanted)
            except _Skip as skip:
                self._skip(work, blob, skip, _WANTED_RESTS if wanted else _FILE_RESTS)
                if wanted and skip.problem is not None:
                    yield from do(KeepNotThere(self._files, blob.sha256, skip.problem), write=True)
            except (line.NoLine, line.Later, line.Wait):
                self._later[blob.sha256] = work.now.mono + _WANTED_RESTS
                raise
            self._done = before + blob.size if wanted else before

    def _fetch(self, work: Work, ask: blob_line.Asking, wanted: bool) -> Steps[None]:
        before, restarts = self._done, 0
        while True:
            room = yield from do(FindRoom(self._files, ask.blob, self._down.size, wanted))
            self._stop(room.stop)
            self._done = before + room.have
            yield work.tell("blobs", self._done, max(self._total, before + ask.blob.size))
            began = work.now
            data = yield from self._patiently(work, partial(self._get, ask, room))
            self._down.came(len(data), work.now.mono - began.mono)
            came = yield from do(KeepPiece(self._files, ask.blob, room.have, data), write=True)
            work.heard()
            if came.whole:
                return
            if came.damaged:
                restarts += 1
                if restarts > _RESTARTS:
                    raise _Skip(Problem("attachments.not_the_file"))
            yield from self._make_room(work)

    def _get(self, ask: blob_line.Asking, room: Room) -> Steps[bytes]:
        return (yield from ask.get(room.have, min(room.length, self._down.size)))

    # -- both ways

    def _patiently(self, work: Work, make: blob_line.Make[blob_line.T]) -> Steps[blob_line.T]:
        """Ask again with less when the line was too slow or broke, or the piece was too large."""
        broken = 0
        while True:
            try:
                return (yield from make())
            except blob_line.NotTaken as refused:
                raise _Skip(refused.problem) from None
            except line.TooMuch:
                if not self._up.halve():
                    raise _Skip(Problem("attachments.not_taken")) from None
            except line.NoLine as problem:
                broken += 1
                self._up.halve()
                self._down.halve()
                if problem.kind not in {"timeout", "broken"} or broken > _BROKEN_LINES:
                    raise
            yield from self._make_room(work)

    def _make_room(self, work: Work) -> Steps[None]:
        """Let ops go first, in and out: between two pieces, whoever wrote them."""
        if work.wished or work.now.mono - self._began > _TURN:
            raise _OpsWait
        standing = yield from look(work)
        if waits(work, standing):
            raise _OpsWait

    def _stop(self, why: str) -> None:
        if why == "rest":
            raise _Rest
        if why == "wanted":
            raise _Again
        if why == "gone":
            raise _Skip(Problem("attachments.gone"))
        if why:
            raise _Skip(None)

    def _rests(self, work: Work, blob: Blob) -> bool:
        return self._later.get(blob.sha256, 0) > work.now.mono or blob.size < 1

    def _skip(self, work: Work, blob: Blob, skip: _Skip, rests: int = _FILE_RESTS) -> None:
        self._later[blob.sha256] = work.now.mono + rests
        self._trouble = skip.problem or self._trouble
