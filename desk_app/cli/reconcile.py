"""Commands about the province's cases: import them, set them beside ours, export ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from desk_app import parts
from desk_app.cli.context import EARLIEST, Context
from desk_app.core.case_compare import Difference, Pair, covered
from desk_app.core.case_sheet_headings import FIELDS, heading_key
from desk_app.core.clock import Millis, local
from desk_app.core.errors import UserProblem
from desk_app.core.masking import is_sensitive, masked
from desk_app.core.problems import Problem
from desk_app.core.their_case import SheetMapping
from desk_app.parts import Desk
from desk_app.services import import_cases as importing
from desk_app.services import reconcile as reconciling
from desk_app.services.export_cases import export_cases as export
from desk_app.services.read_cases import Reading, Said, compare_again, keep_mapping, read_file

_LATEST = date(9999, 12, 31)
_ROWS_SHOWN = 200


def import_cases(context: Context) -> int:
    """Take in the cases of a file, all or none; with --dry-run only say what would happen."""
    arguments = context.arguments
    file = context.input()
    now = parts.system_clock().wall
    with context.desk() as desk:
        officer = context.acting(desk, "import")
        taken = importing.Taken()
        with context.stoppable():
            try:
                reading = _read(context, desk, file, now)
                if reading.ready and arguments.dry_run:
                    taken = _would(desk, reading, now)
                elif reading.ready:
                    taken = importing.import_cases(
                        desk.store,
                        reading,
                        desk.catalogue,
                        officer.id,
                        now,
                        on_progress=context.show_progress,
                        cancelled=context.stop_wished,
                    )
            except importing.Cancelled:
                raise UserProblem(Problem("import.stopped")) from None
    if arguments.json:
        context.document(_import_json(context, reading, taken))
    else:
        _print_import(context, reading, taken)
    return 0 if reading.ready else 1


def reconcile(context: Context) -> int:
    """Say what differs between the province's export and ours; with --accept take theirs."""
    arguments = context.arguments
    file = context.input()
    now = parts.system_clock().wall
    with context.desk() as desk:
        officer = context.acting(desk, "import")
        accepted = -1
        with context.stoppable():
            try:
                reading = _read(context, desk, file, now)
                if reading.ready and arguments.accept:
                    context.acting(desk, "case.correct")
                    wanted = reconciling.every_of(reading, frozenset(arguments.accept))
                    changes = reconciling.accept(
                        desk.store,
                        reading,
                        wanted,
                        desk.catalogue,
                        officer.id,
                        now,
                        on_progress=context.show_progress,
                        cancelled=context.stop_wished,
                    )
                    accepted = len(changes.cases)
                    with desk.store.reader() as reader:
                        reading = compare_again(reader, reading, desk.catalogue)
            except importing.Cancelled:
                raise UserProblem(Problem("import.stopped")) from None
        if arguments.json:
            context.document(_reconcile_json(context, desk, reading, accepted))
        else:
            _print_reconcile(context, desk, reading, accepted)
    return 0 if reading.ready else 1


def export_cases(context: Context) -> int:
    """Write cases in the province's columns to a CSV or XLSX file."""
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
                replace=arguments.force,
            )
    context.say("export_cases.done", count=str(rows), file=str(target))
    return 0


def _read(context: Context, desk: Desk, file: Path, now: Millis) -> Reading:
    """The file; what --column says about it is remembered."""
    reading = _read_with(context, desk, file, now, None)
    columns, source = context.arguments.columns or [], context.arguments.source or ""
    if reading.sheet.unknown is None and not columns and not source:
        return reading
    signature = reading.sheet.signature
    fields = _columns(columns, reading)
    if not fields and reading.sheet.unknown is not None:
        return reading
    said = SheetMapping(source=source, fields=fields)
    if fields:
        reading = _read_with(context, desk, file, now, (signature, said))
    if reading.sheet.unknown is None:
        desk.store.writer.run(lambda tx: keep_mapping(tx, signature, said))
    return reading


def _read_with(context: Context, desk: Desk, file: Path, now: Millis, said: Said | None) -> Reading:
    return read_file(
        desk.store,
        file,
        desk.catalogue,
        now,
        said=said,
        on_progress=context.show_progress,
        cancelled=context.stop_wished,
    )


def _columns(columns: list[str], reading: Reading) -> dict[str, str]:
    """Field to heading key, as --column says it over what was guessed."""
    unknown = reading.sheet.unknown
    headings = list(unknown.headings) if unknown else list(reading.sheet.columns.values())
    keys = {heading_key(heading) for heading in headings}
    fields = {}
    if columns and unknown is not None:
        fields = {f: heading_key(unknown.headings[at]) for f, at in unknown.guessed.items()}
    elif columns:
        fields = {f: heading_key(heading) for f, heading in reading.sheet.columns.items()}
    for text in columns:
        field, sign, heading = text.partition("=")
        if not sign:
            raise UserProblem(Problem("case_sheet.column_form", "column", {"have": text}))
        if field not in FIELDS:
            values = {"have": field, "known": ", ".join(FIELDS)}
            raise UserProblem(Problem("case_sheet.no_such_field", "column", values))
        if heading_key(heading) not in keys:
            values = {"have": heading, "columns": ", ".join(h for h in headings if h)}
            raise UserProblem(Problem("case_sheet.no_such_column", "column", values))
        fields[field] = heading_key(heading)
    return fields


def _would(desk: Desk, reading: Reading, now: Millis) -> importing.Taken:
    with desk.store.reader() as reader:
        visits = importing.planned(reader, reading, desk.catalogue, now)
    return importing.summed(visits)


def _problems(context: Context, reading: Reading) -> list[dict[str, Any]]:
    found = [
        {"row": one.row, "column": one.column, "message": context.texts.sentence(one.problem)}
        for one in reading.sheet.errors
    ]
    if reading.sheet.unknown is not None:
        values = {
            "missing": ", ".join(reading.sheet.unknown.missing),
            "columns": ", ".join(h for h in reading.sheet.unknown.headings if h),
        }
        message = context.texts.say("case_sheet.columns_unknown", **values)
        found.append({"row": 0, "column": "", "message": message})
    return found


def _print_problems(context: Context, reading: Reading) -> None:
    for one in _problems(context, reading):
        if one["row"]:
            code = "import.at_cell" if one["column"] else "import.at_row"
            context.say(code, **{name: str(value) for name, value in one.items()})
        else:
            print(one["message"])
    for notice in reading.sheet.notices:
        print(context.texts.sentence(notice))


def _print_import(context: Context, reading: Reading, taken: importing.Taken) -> None:
    _print_problems(context, reading)
    comparison = reading.comparison
    if not reading.ready:
        context.say("import_cases.refused", count=str(len(_problems(context, reading))))
        return
    if not comparison.new:
        context.say("import_cases.nothing", same=str(len(comparison.pairs)))
    else:
        code = "import_cases.would" if context.arguments.dry_run else "import_cases.done"
        counts = {"cases": taken.cases, "visits": taken.visits, "joined": taken.joined}
        context.say(code, **{name: str(count) for name, count in counts.items()})
    if taken.undated:
        context.say("import_cases.undated", count=str(taken.undated))
    if comparison.differing:
        context.say("import_cases.differ", count=str(len(comparison.differing)))


def _counts(reading: Reading) -> dict[str, int]:
    comparison = reading.comparison
    return {
        "theirs": len(reading.sheet.cases),
        "new": len(comparison.new),
        "same": comparison.same,
        "different": len(comparison.differing),
        "only_ours": len(comparison.only_ours),
        "expected": len(comparison.expected),
    }


def _import_json(context: Context, reading: Reading, taken: importing.Taken) -> dict[str, Any]:
    return {
        **_counts(reading),
        "rows": reading.sheet.rows,
        "cases": taken.cases,
        "visits": taken.visits,
        "joined": taken.joined,
        "undated": taken.undated,
        "errors": _problems(context, reading),
        "notices": [context.texts.sentence(notice) for notice in reading.sheet.notices],
        "columns": reading.sheet.columns,
    }


def _sentence(context: Context, difference: Difference) -> str:
    said = context.texts.sentence(difference.text)
    if difference.why is None:
        return said
    why = context.texts.sentence(difference.why)
    return context.texts.say("reconcile.because", difference=said, why=why)


def _reconcile_json(
    context: Context, desk: Desk, reading: Reading, accepted: int
) -> dict[str, Any]:
    comparison = reading.comparison

    def told(pair: Pair) -> dict[str, Any]:
        return {
            "reference": pair.theirs.reference,
            "row": pair.theirs.row,
            "case": pair.ours.id,
            "number": pair.ours.number,
            "differences": [
                {
                    "kind": one.kind,
                    "theirs": one.theirs,
                    "ours": one.ours,
                    "text": _sentence(context, one),
                    "settable": one.settable,
                    "undoes": one.undoes,
                }
                for one in (_shown(desk, pair, each) for each in pair.differences)
            ],
        }

    document: dict[str, Any] = {
        **_counts(reading),
        "errors": _problems(context, reading),
        "notices": [context.texts.sentence(notice) for notice in reading.sheet.notices],
        "only_theirs": [
            {"reference": case.reference, "row": case.row, "procedure": case.procedure}
            for case in comparison.new
        ],
        "only_here": [
            {"case": case.id, "number": case.number, "procedure": case.procedure}
            for case in comparison.only_ours
        ],
        "differing": [told(pair) for pair in comparison.differing],
    }
    if accepted >= 0:
        document["accepted"] = accepted
    return document


def _print_reconcile(context: Context, desk: Desk, reading: Reading, accepted: int) -> None:
    _print_problems(context, reading)
    if not reading.ready:
        context.say("import_cases.refused", count=str(len(_problems(context, reading))))
        return
    if accepted >= 0:
        context.say("reconcile.accepted" if accepted else "reconcile.nothing", count=str(accepted))
    comparison = reading.comparison
    context.say("reconcile.counts", **{name: str(n) for name, n in _counts(reading).items()})

    def name_of(code: str, otherwise: str) -> str:
        found = desk.catalogue.find(code)
        return found.short_name if found is not None else otherwise or code

    def who(code: str, name: str) -> str:
        return masked(name) if _is_covered(desk, code) else name or "–"

    for case in comparison.new[:_ROWS_SHOWN]:
        context.say(
            "reconcile.new",
            reference=case.reference or "–",
            procedure=name_of(case.procedure, case.procedure_text),
            name=who(case.procedure, case.whose),
            received=_day(case.received),
        )
    for pair in comparison.differing[:_ROWS_SHOWN]:
        for one in pair.differences:
            context.say(
                "reconcile.different",
                number=pair.ours.number,
                name=who(pair.ours.procedure, pair.ours.whose or pair.theirs.whose),
                difference=_sentence(context, _shown(desk, pair, one)),
            )
    for ours in comparison.only_ours[:_ROWS_SHOWN]:
        context.say(
            "reconcile.only_ours",
            number=ours.number,
            procedure=name_of(ours.procedure, ""),
            name=who(ours.procedure, ours.whose),
            received=_day(ours.at),
        )


def _is_covered(desk: Desk, code: str) -> bool:
    found = desk.catalogue.find(code)
    return found is not None and is_sensitive(found.field)


def _shown(desk: Desk, pair: Pair, one: Difference) -> Difference:
    return covered(one) if _is_covered(desk, pair.ours.procedure) else one


def _day(moment: Millis | None) -> str:
    return "–" if moment is None else local(moment).strftime("%d/%m/%Y")
