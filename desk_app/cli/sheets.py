"""Commands about spreadsheets: import visits, export visits."""

from __future__ import annotations

from datetime import date

from desk_app import parts
from desk_app.cli.context import EARLIEST, Context
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services import import_visits as importing
from desk_app.services.export_visits import export_visits as export

_LATEST = date(9999, 12, 31)


def import_visits(context: Context) -> int:
    """Import the visits of a file, all or none; with --dry-run only say what would happen."""
    arguments = context.arguments
    file = context.input()
    with context.desk() as desk:
        officer = context.acting(desk, "import")
        now = parts.system_clock().wall
        with context.stoppable():
            try:
                if arguments.dry_run:
                    report = importing.dry_run(
                        desk.store,
                        file,
                        desk.catalogue,
                        now,
                        on_progress=context.show_progress,
                        cancelled=context.stop_wished,
                    )
                else:
                    report = importing.import_visits(
                        desk.store,
                        file,
                        desk.catalogue,
                        officer.id,
                        now,
                        on_progress=context.show_progress,
                        cancelled=context.stop_wished,
                    )
            except importing.Cancelled:
                raise UserProblem(Problem("import.stopped")) from None
    if arguments.json:
        context.document(importing.report_json(report, context.texts))
    else:
        _print(context, report)
    return 1 if report.errors else 0


def _print(context: Context, report: importing.ImportReport) -> None:
    for error in report.errors:
        message = context.texts.sentence(error.problem)
        if error.row == 0:
            print(message)
        else:
            code = "import.at_cell" if error.column else "import.at_row"
            context.say(code, row=str(error.row), column=error.column, message=message)
    for notice in report.notices:
        print(context.texts.sentence(notice))
    if report.errors:
        code = "import.refused"
    elif context.arguments.dry_run:
        code = "import.would" if report.new else "import.nothing_new"
    else:
        code = "import.done"
    context.say(
        code,
        rows=str(report.rows),
        new=str(report.new),
        unchanged=str(report.unchanged),
        count=str(len(report.errors)),
    )


def export_visits(context: Context) -> int:
    """Write visits to a CSV or XLSX file."""
    arguments = context.arguments
    first, last = context.days()
    target = context.output(arguments.output)
    with context.desk() as desk:
        context.acting(desk, "export")
        with desk.store.reader() as reader:
            rows = export(
                reader,
                target,
                desk.catalogue,
                first=first or EARLIEST,
                last=last or _LATEST,
                language="en" if context.language == "en" else "vi",
                replace=arguments.force,
            )
    context.say("export.done", count=str(rows), file=str(target))
    return 0
