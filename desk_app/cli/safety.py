"""Commands that check and keep the log: verify, rebuild, back up, restore, a new recovery key."""

from __future__ import annotations

import os
from pathlib import Path

from desk_app import homes, parts
from desk_app.cli.context import Context
from desk_app.cli.desk import handed_out, recovery_sheet
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.services.back_up import back_up
from desk_app.services.restore import restore
from desk_app.store.rebuild import rebuild
from desk_app.store.verify import verify_log
from desk_app.vault import vault

ENVIRONMENT = 2


def verify(context: Context) -> int:
    """Check chain, counts and projections of the whole log."""
    with context.desk() as desk:
        context.acting(desk, "verify")
        with desk.store.private() as reader:
            found = verify_log(reader.connection, context.progress)
    context.code = 0 if found.ok else ENVIRONMENT
    if context.arguments.json:
        context.document(
            {
                "ok": found.ok,
                "ops": found.ops,
                "heads": found.cut.heads,
                "problems": [
                    {"code": p.code, **p.values, "message": context.texts.sentence(p)}
                    for p in found.problems
                ],
            }
        )
    else:
        for problem in found.problems:
            print(context.texts.sentence(problem))
        context.say("cli.verify.good" if found.ok else "cli.verify.bad", ops=str(found.ops))
    return context.code


def rebuilt(context: Context) -> int:
    """Drop the projections, replay the log, and say whether anything differed."""
    with context.alone(), context.desk() as desk:
        context.acting(desk, "rebuild")
        with context.stoppable():
            result = desk.store.writer.run(lambda tx: rebuild(tx.connection, context.progress))
    if context.arguments.json:
        context.document(
            {
                "identical": result.identical,
                "ops": result.ops,
                "differing": result.differing,
            }
        )
    elif result.identical:
        context.say("cli.rebuild.identical", ops=str(result.ops))
    else:
        tables = ", ".join(result.differing)
        context.say("cli.rebuild.repaired", ops=str(result.ops), tables=tables)
    return 0


def backed_up(context: Context) -> int:
    """Back up, and prove the backup by opening and checking it."""
    named = context.arguments.output
    target = context.home / "backups" if named is None else Path(named)
    with context.desk() as desk:
        context.acting(desk, "backup")
        made = back_up(context.home, desk.key, target, parts.system_clock(), context.progress)
    if context.arguments.json:
        context.document({"folder": str(made.folder), "ops": made.ops})
    else:
        context.say("cli.backup.done", folder=str(made.folder), ops=str(made.ops))
    return 0


def restored(context: Context) -> int:
    """Open a backup as the desk."""
    folder = Path(context.arguments.folder)
    if not homes.exists(folder):
        raise UserProblem(Problem("restore.no_backup", "folder", {"folder": str(folder)}))
    found = vault.unlock(folder, context.recovery_key())
    context.note(*found.notes)
    with context.alone():
        done = restore(
            context.home,
            _old_key(context, found.value),
            folder,
            found.value,
            parts.system_clock(),
            os.urandom,
            context.progress,
        )
    set_aside = "" if done.set_aside is None else str(done.set_aside)
    if context.arguments.json:
        context.document({"ops": done.ops, "recovered": done.recovered, "set_aside": set_aside})
        return 0
    context.say("cli.restore.done", ops=str(done.ops), recovered=str(done.recovered))
    if set_aside:
        context.say("cli.restore.set_aside", folder=set_aside)
    return 0


def _old_key(context: Context, key: bytes) -> bytes | None:
    """The key of the database that is to be replaced; None when there is none to be opened.

    A desk keeps its database key for life, so the backup's key is the old database's as well,
    whatever became of keyring and recovery sheet in between; if not, it is another desk's.
    """
    if not homes.exists(context.home):
        return None
    try:
        if not vault.matches(context.home, key):
            raise UserProblem(Problem("restore.other_desk", "folder"))
        with parts.opened(context.home, key) as desk:
            context.acting(desk, "restore")
    except EnvironmentProblem as problem:
        # What is to be replaced may well be the broken one; what can be read of it is taken over.
        context.note(problem.problem)
    return key


def recovery_key_new(context: Context) -> int:
    """Make a new recovery key; the sheet printed before opens this desk no more."""
    target = context.output(context.arguments.output)
    with context.desk() as desk:
        context.acting(desk, "recovery_key.new")
        name = desk.store.desk.name
        with handed_out(target) as written:
            vault.issue_new_recovery_key(
                context.home,
                desk.key,
                os.urandom,
                lambda key: written(recovery_sheet(context, key, name)),
            )
    context.say("cli.init.key_saved", file=str(target))
    return 0
