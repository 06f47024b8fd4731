"""Commands that print: the self-assessment form."""

from __future__ import annotations

from desk_app import parts
from desk_app.cli.context import Context
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services.criteria_versions import criteria_of_year
from desk_app.services.record_print import Copy, next_copy, record_print
from desk_app.services.write_file import prepared_file
from desk_app.store.writer import Tx

SIGNATURES = ("tm", "kt", "tl", "tuq")


def self_assessment(context: Context) -> int:
    """Write the form as a PDF; with --copy it counts as that printed copy."""
    # reportlab, which this brings in, takes longer to load than most commands run.
    from desk_app.services.print_self_assessment import (  # noqa: PLC0415
        last_month,
        print_self_assessment,
    )

    arguments = context.arguments
    now = parts.system_clock().wall
    today = arguments.on or context.today()
    year = arguments.period
    if year > today.year:
        raise UserProblem(Problem("print.future", "period", {"year": str(year)}))
    target = context.output(arguments.output)
    with context.desk() as desk:
        officer = context.acting(desk, "print.assessment")
        copy: Copy | None = None
        with desk.store.reader() as reader:
            if arguments.copy is not None:
                copy = next_copy(reader, str(year), now)
                if copy.copy != arguments.copy:
                    raise UserProblem(Problem("print.not_next", "copy", {"next": str(copy.copy)}))
            versions = desk.criteria(arguments.criteria)
            criteria = criteria_of_year(reader, versions, last_month(year, today))
            printed = print_self_assessment(
                reader,
                criteria,
                desk.unit,
                year,
                today,
                signature=arguments.signature,
                copy=copy,
            )
        with prepared_file(target, printed.pdf) as put_in_place:
            if copy is None:
                put_in_place()
            else:
                counted = copy

                def job(tx: Tx) -> None:
                    recorded = record_print(
                        tx,
                        str(year),
                        counted,
                        printed.check,
                        officer.id,
                        "self_assessment",
                        criteria.version,
                    )
                    if recorded is None:
                        raise UserProblem(Problem("print.meanwhile", "copy"))
                    # The paper is there when it is counted, and counted when it is there.
                    put_in_place()

                desk.store.writer.run(job)
    if arguments.json:
        number = {} if copy is None else {"copy": copy.copy, "number": copy.number}
        context.document({"file": str(target), "check": printed.check, **number})
        return 0
    context.say("cli.print.saved", file=str(target), check=printed.check)
    if copy is not None:
        context.say("cli.print.copy", copy=str(copy.copy), number=copy.number)
    return 0
