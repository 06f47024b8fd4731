"""The commands that carry what waits on a stick, and read what the province sent back on one."""

from __future__ import annotations

import os
from pathlib import Path

import desk_app
from desk_app import parts
from desk_app.cli.commands import Commands
from desk_app.cli.context import Context
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services.usb_bundle import export_bundle
from desk_app.services.usb_reply import import_reply
from sync import stick

DONE, ENVIRONMENT = 0, 2


def add_commands(commands: Commands) -> None:
    """Add `bundle`."""
    bundles = commands.group("bundle")
    exporting = bundles.add("export", exported)
    exporting.add("file", metavar="FILE")
    exporting.flag("--force")
    exporting.flag("--json")
    importing = bundles.add("import", imported)
    importing.add("file", metavar="FILE")
    importing.flag("--json")


def exported(context: Context) -> int:
    """Write what waits; nobody has to sign in: only the province can open it."""
    target = context.output(context.arguments.file, "file")
    with context.desk() as desk, context.stoppable():
        try:
            done = export_bundle(
                desk.store,
                desk.keep,
                target,
                parts.system_clock,
                os.urandom,
                desk_app.__version__,
                context.show_progress,
                context.stop_wished,
            )
        except stick.Stopped as stopped:
            raise KeyboardInterrupt from stopped
    if context.arguments.json:
        context.document(
            {
                "files": [str(path) for path in done.files],
                "bytes": done.bytes,
                "ops": done.ops,
                "blobs": done.blobs,
            }
        )
        return DONE
    names = ", ".join(str(path) for path in done.files)
    context.say("cli.bundle.exported", files=names, ops=str(done.ops), blobs=str(done.blobs))
    return DONE


def imported(context: Context) -> int:
    """Take in a reply; what a person must know is said on standard error with exit code 2."""
    file = Path(context.arguments.file)
    if not file.exists():
        raise UserProblem(Problem("cli.no_file", "file", {"file": str(file)}))
    if not file.is_file():
        raise UserProblem(Problem("cli.not_a_file", "file", {"file": str(file)}))
    with context.desk() as desk, context.stoppable():
        try:
            done = import_reply(
                desk.store,
                desk.keep,
                file,
                parts.system_clock,
                os.urandom,
                desk_app.__version__,
                on_progress=context.show_progress,
                cancelled=context.stop_wished,
            )
        except stick.Stopped as stopped:
            raise KeyboardInterrupt from stopped
    counts = {
        "confirmed": done.confirmed,
        "received": done.received,
        "packages": done.packages,
        "blobs": done.blobs,
        "waiting": done.waiting,
        "quarantined": done.aside,
    }
    if context.arguments.json:
        context.document(counts)
    else:
        code = "cli.bundle.imported" if done.new else "cli.bundle.nothing_new"
        context.say(code, **{name: str(count) for name, count in counts.items()})
    if done.problem is None:
        return DONE
    context.note(done.problem)
    return ENVIRONMENT
