"""Commands that begin with a desk: open a new one, fill it for practice, open the window."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desk_app import homes, parts
from desk_app.cli.context import Context
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.services import officers
from desk_app.services.demo import (
    DemoRequest,
    DemoSources,
    fill_with_demo,
    shipped_simulation_data,
)
from desk_app.vault import vault
from desk_app.vault.recovery import RecoveryKey, sheet_lines


def init(context: Context) -> int:
    """Make a new desk and hand out its recovery key, once.

    The key is out before there is a desk: a full disk or a closed pipe must not leave a desk
    whose key nobody has.
    """
    arguments = context.arguments
    named = arguments.recovery_key_out
    target = None if named is None else context.output(named, "recovery_key_out")
    home = context.home
    if arguments.practice and arguments.home is None and not homes.exists(home):
        home = homes.practice_home(home)
    with handed_out(target) as hand_out:
        parts.create_desk(
            home,
            arguments.unit,
            arguments.desk,
            arguments.practice,
            lambda key: hand_out(recovery_sheet(context, key, arguments.desk)),
        )
    if target is not None:
        context.say("cli.init.key_saved", file=str(target))
    context.say("cli.init.done", home=str(home))
    return 0


@contextmanager
def handed_out(target: Path | None) -> Iterator[Callable[[str], None]]:
    """Where a recovery key's sheet goes: a new file or the screen; no file when the block fails."""
    written: list[Path] = []

    def write(sheet: str) -> None:
        if target is not None:
            vault.save_recovery_file(target, sheet)
            written.append(target)
            return
        try:
            print(sheet)
            sys.stdout.flush()
        except OSError as error:
            raise EnvironmentProblem(Problem("cli.init.key_not_shown")) from error

    try:
        yield write
    except BaseException:
        for file in written:
            with contextlib.suppress(OSError):
                file.unlink()
        raise


def recovery_sheet(context: Context, key: RecoveryKey, desk: str) -> str:
    """What is printed and sealed: the key with a few sentences around it."""
    return key.file_text(context.texts.sentence(line) for line in sheet_lines(key, desk))


def demo(context: Context) -> int:
    """Fill a practice desk with simulated work."""
    arguments = context.arguments
    with context.desk() as desk:
        context.acting(desk, "demo")
        with desk.store.reader() as reader:
            working = [one.id for one in officers.officers(reader) if one.role == "officer"]
        request = DemoRequest(
            days=arguments.days,
            visits_per_day=arguments.visits_per_day,
            seed=arguments.seed,
            last_day=arguments.until or context.today(),
            until=parts.system_clock().wall,
        )
        sources = DemoSources(desk.catalogue, parts.units(), shipped_simulation_data())
        with context.stoppable():
            made = fill_with_demo(
                desk.store, request, sources, working, context.show_progress, context.stop_wished
            )
    counts = {"visits": str(made.visits), "ratings": str(made.ratings), "cases": str(made.cases)}
    context.say("cli.demo.done", **counts)
    if made.cancelled:
        context.note(Problem("cli.demo.stopped"))
    return 1 if made.cancelled else 0


def window(context: Context) -> int:
    """Open the window."""
    # Qt's libraries may be absent where only the command line is used.
    from desk_app.app import main as open_window  # noqa: PLC0415

    arguments = ["--home", str(context.home)]
    if context.arguments.recovery_key_file is not None:
        arguments += ["--recovery-key-file", context.arguments.recovery_key_file]
    return open_window(arguments)
