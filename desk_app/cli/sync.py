"""The command that syncs with the province until nothing more moves."""

from __future__ import annotations

import os

import desk_app
from desk_app import parts
from desk_app.cli.commands import Commands
from desk_app.cli.context import Context
from desk_app.core.clock_gap import clock_gap
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.parts import Desk
from desk_app.services.attachment_memory import read_file_memory
from desk_app.services.run_sync import Listener, SyncResult, address_of, sync_once
from desk_app.services.sync_memory import read_memory
from desk_app.services.two_pasts import problem_of, read_two_pasts
from sync.client.moves import Progress

DONE, ENVIRONMENT = 0, 2


def add_commands(commands: Commands) -> None:
    """Add `sync`."""
    syncing = commands.add("sync", sync)
    syncing.flag("--once")
    syncing.flag("--json")


def sync(context: Context) -> int:
    """Sync; what did not move, and why, is said on standard error with exit code 2.

    Nobody has to sign in: only what was logged already travels.
    """
    with context.desk() as desk, context.stoppable():
        with desk.store.reader() as reader:
            before = read_two_pasts(reader.connection)
        result = _moved(context, desk)
        with desk.store.reader() as reader:
            files = read_file_memory(reader.connection).problem
            mended = read_two_pasts(reader.connection)
            gap = clock_gap(read_memory(reader.connection).ahead)
    if result.problem is not None or not (result.blobs_waiting or files):
        files = None
    context.code = DONE if (result.problem or files) is None else ENVIRONMENT
    _print(context, result)
    if gap is not None:
        context.note(gap)
    if mended is not None and mended != before:
        context.note(problem_of(mended))
    for problem in (result.problem, files):
        if problem is not None:
            context.note(problem)
    return context.code


def _moved(context: Context, desk: Desk) -> SyncResult:
    from sync.client.transport import (  # noqa: PLC0415 - start-up time: few commands use a line
        BadAddress,
        Transport,
    )

    with desk.store.reader() as reader:
        address = address_of(reader)
    if address is None:
        raise UserProblem(Problem("sync.not_paired"))
    if not address.url:
        raise EnvironmentProblem(Problem("sync.no_address"))
    try:
        line = Transport(address.url, proxy=address.proxy, pinned=address.pinned)
    except BadAddress as bad:
        raise EnvironmentProblem(bad.problem) from bad
    blobs, files = desk.attachments()
    try:
        return sync_once(
            desk.store,
            line,
            parts.system_clock,
            os.urandom,
            desk_app.__version__,
            _OnTerminal(context),
            context.stop_wished,
            blobs=blobs,
            extras=(files,),
        )
    finally:
        line.close()


class _OnTerminal(Listener):
    """Shows how far the sending is."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def told(self, progress: Progress) -> None:
        if progress.stage in {"push", "blobs"} and progress.total:
            self._context.show_progress(progress.done, progress.total)


def _print(context: Context, result: SyncResult) -> None:
    counts = {
        "sent": result.sent,
        "acked": result.acked,
        "received": result.received,
        "waiting": result.waiting,
        "quarantined": result.quarantined,
        "blobs_waiting": result.blobs_waiting,
    }
    if context.arguments.json:
        context.document(counts)
        return
    names = ("sent", "acked", "received", "waiting")
    context.say("cli.sync.done", **{name: str(counts[name]) for name in names})
    if result.quarantined:
        context.say("cli.sync.aside", count=str(result.quarantined))
    if result.blobs_waiting:
        context.say("cli.sync.blobs", count=str(result.blobs_waiting))
