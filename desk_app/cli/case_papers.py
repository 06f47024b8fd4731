"""Commands that print cases: the papers 01 to 06, letters, and registers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from desk_app import parts
from desk_app.cli.context import EARLIEST, Command, Context
from desk_app.core.case_paper import CasePaper
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.parts import Desk
from desk_app.services.find_case import find_case
from desk_app.services.settings import desk_settings
from desk_app.services.write_file import prepared_file
from desk_app.store.writer import Tx

# The words of the command line, and the papers behind them.
PAPERS: dict[str, CasePaper] = {
    "slip": "case_01",
    "supplement": "case_02",
    "refusal": "case_03",
    "apology": "case_04",
    "stop": "case_05",
    "control": "case_06",
    "letter": "congratulation",
}
REGISTERS = ("cases", "certification", "fees")
# Own forms of the desk lie in this folder beside its database.
FORMS_FOLDER = "forms"


def paper(name: str) -> Command:
    """The command that prints one kind of paper of one or more cases."""
    kind = PAPERS[name]

    def run(context: Context) -> int:
        return _print(context, kind)

    return run


def _print(context: Context, kind: CasePaper) -> int:
    # reportlab, which these bring in, takes longer to load than most commands run.
    from desk_app.services import print_case  # noqa: PLC0415
    from desk_app.services.paper_forms import PaperForms  # noqa: PLC0415

    arguments = context.arguments
    target = context.output(arguments.output)
    now = parts.system_clock().wall
    today: date = arguments.on or context.today()
    with context.desk() as desk:
        officer = context.acting(desk, "print.case")
        forms = PaperForms(desk.home / FORMS_FOLDER, desk.forms())
        with desk.store.reader() as reader:
            found = [find_case(reader, desk.store.desk, text).id for text in arguments.cases]
            settings = desk_settings(reader)
            printing = print_case.desk_of(
                reader,
                desk.unit,
                interim=settings.slip_heading and not arguments.final,
                office_phone=settings.office_phone,
            )
            printed = print_case.print_cases(
                reader,
                desk.catalogue,
                forms,
                printing,
                kind,
                found,
                today,
                size=getattr(arguments, "size", None) or settings.slip_size,
                now=now if arguments.count else None,
            )

        def record(tx: Tx) -> bool:
            return print_case.record_case_print(tx, printed, officer.id) is not None

        _write(desk, target, printed.pdf, record if printed.copies else None)
    context.note(*printed.notes)
    if arguments.json:
        papers = [
            {"case": case, "check": check}
            | ({"copy": printed.copies[n].copy, "number": printed.copies[n].number}
               if printed.copies else {})
            for n, (case, check) in enumerate(zip(printed.cases, printed.checks, strict=True))
        ]  # fmt: skip
        context.document({"file": str(target), "papers": papers})
        return 0
    context.say("cli.print.papers", file=str(target), count=str(len(printed.cases)))
    for copy in printed.copies:
        context.say("cli.print.copy", copy=str(copy.copy), number=copy.number)
    return 0


def register(context: Context) -> int:
    """Write a register of some days as PDF or XLSX."""
    from desk_app.services import print_register  # noqa: PLC0415
    from desk_app.services.paper_forms import PaperForms  # noqa: PLC0415
    from desk_app.services.print_case import desk_of  # noqa: PLC0415
    from desk_app.services.record_print import next_copy, record_print  # noqa: PLC0415

    arguments = context.arguments
    target = context.output(arguments.output)
    kind = _kind(arguments.register)
    sheet = target.suffix.lower() == ".xlsx"
    if not sheet and target.suffix.lower() != ".pdf":
        raise UserProblem(Problem("cli.print.ending", "output", {"file": str(target)}))
    now = parts.system_clock().wall
    period = print_register.Period(*_days(context))
    with context.desk() as desk:
        officer = context.acting(desk, "print.case")
        forms = PaperForms(desk.home / FORMS_FOLDER, desk.forms())
        with desk.store.reader() as reader:
            values = print_register.made_register(
                reader,
                desk.catalogue,
                forms,
                desk_of(reader, desk.unit, office_phone=desk_settings(reader).office_phone),
                kind,
                period,
                arguments.on or context.today(),
                book=arguments.book or "",
            )
            days = print_register.register_period(kind, period, arguments.book or "")
            logged = print_register.PAPER_OF[kind]
            copy = next_copy(reader, days, now, logged) if arguments.count and not sheet else None
        printed = None if sheet else print_register.print_register(values, forms, copy=copy)
        content = (
            print_register.register_workbook(values, forms) if printed is None else printed.pdf
        )

        def record(tx: Tx) -> bool:
            assert copy is not None
            assert printed is not None
            return record_print(tx, days, copy, printed.check, officer.id, logged) is not None

        _write(desk, target, content, None if copy is None else record)
    rows = sum(len(section.rows) for section in values.sections)
    context.note(*forms.notes)
    if arguments.json:
        document: dict[str, Any] = {"file": str(target), "rows": rows}
        if printed is not None:
            document["check"] = printed.check
        if copy is not None:
            document |= {"copy": copy.copy, "number": copy.number}
        context.document(document)
        return 0
    context.say("cli.print.register", file=str(target), count=str(rows))
    if copy is not None:
        context.say("cli.print.copy", copy=str(copy.copy), number=copy.number)
    return 0


def _kind(name: str) -> Any:
    return {
        "cases": "case_07_register",
        "certification": "certification_book",
        "fees": "fee_list",
    }[name]


def _days(context: Context) -> tuple[date, date]:
    """The days of a register: one, or from one to another; today when none was named."""
    first, last = context.days()
    today = context.today()
    if first is None and last is None:
        return today, today
    return first or EARLIEST, last or max(first or today, today)


def _write(desk: Desk, target: Path, content: bytes, record: Callable[[Tx], bool] | None) -> None:
    """The file is there when its copies are counted, and they are counted when it is there."""
    with prepared_file(target, content) as put_in_place:
        if record is None:
            put_in_place()
            return
        counted = record

        def job(tx: Tx) -> None:
            if not counted(tx):
                raise UserProblem(Problem("print.meanwhile", "count"))
            put_in_place()

        desk.store.writer.run(job)
