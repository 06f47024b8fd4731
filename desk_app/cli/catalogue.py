"""Commands about the catalogue of procedures: take in a list, write the present one."""

from __future__ import annotations

from typing import Any

from desk_app import parts
from desk_app.cli.context import Context
from desk_app.core.catalogue_file import write_catalogue
from desk_app.core.catalogue_preview import KINDS, CatalogueChange, CataloguePreview
from desk_app.core.catalogue_say import CatalogueWords
from desk_app.core.catalogue_versions import ends_before_it_begins
from desk_app.core.clock import day_of
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services import catalogue as service
from desk_app.services.write_file import prepared_file
from desk_app.sheets.reader import Cancelled


def import_catalogue(context: Context) -> int:
    """Take in a list of procedures, all or nothing; with --dry-run only say what would change."""
    arguments = context.arguments
    file = context.input()
    with context.desk() as desk:
        officer = context.acting(desk, "catalogue.import")
        with context.stoppable():
            try:
                read = service.read_catalogue_file(file, cancelled=context.stop_wished)
            except Cancelled:
                raise UserProblem(Problem("catalogue_import.stopped")) from None
        preview = service.preview_catalogue(
            desk.catalogue,
            read,
            file.name,
            day_of(parts.system_clock().wall),
            abolish_missing=arguments.abolish_missing,
        )
        taken = not preview.problems and not arguments.dry_run
        if taken:
            desk.store.writer.run(
                lambda tx: service.take_catalogue(
                    tx, preview, file.name, parts.catalogue(), officer.id
                )
            )
    words = CatalogueWords(context.texts.sentence)
    if arguments.json:
        context.document(_json(preview, words, taken=taken and bool(preview.changes)))
    else:
        _print(context, preview, words, len(read.entries))
    return 1 if preview.problems else 0


def export_catalogue(context: Context) -> int:
    """Write the catalogue with all its versions as CSV, which can be imported again."""
    target = context.output(context.arguments.output)
    if target.suffix.lower() != ".csv":
        values = {"have": target.suffix, "known": ".csv"}
        raise UserProblem(Problem("export.suffix", "output", values))
    with context.desk() as desk:
        context.acting(desk, "visit.list")
        listed = [p for p in desk.catalogue.everything() if not ends_before_it_begins(p)]
        data = write_catalogue(listed).encode("utf-8-sig")
    with prepared_file(target, data) as put_in_place:
        put_in_place()
    context.say("catalogue_import.exported", count=str(len(listed)), file=str(target))
    return 0


def _print(
    context: Context, preview: CataloguePreview, words: CatalogueWords, entries: int
) -> None:
    for change in preview.changes:
        print(words.headline(change))
        if change.kind == "changed":
            for difference in change.differences:
                old, new = words.values(difference, change)
                field = words.column(difference.field)
                print(words.say("catalogue_import.line_difference", field=field, old=old, new=new))
    for problem in (*preview.notices, *preview.problems):
        print(context.texts.sentence(problem))
    counts = {"unchanged": str(len(preview.unchanged)), "entries": str(entries)}
    counts.update((kind, str(len(preview.of(kind)))) for kind in KINDS)
    if preview.problems:
        context.say("catalogue_import.refused", count=str(len(preview.problems)))
    elif not preview.changes:
        context.say("catalogue_import.nothing", **counts)
    elif context.arguments.dry_run:
        context.say("catalogue_import.would", **counts)
    else:
        context.say("catalogue_import.done", **counts)


def _json(preview: CataloguePreview, words: CatalogueWords, *, taken: bool) -> dict[str, Any]:
    return {
        "taken": taken,
        "digest": preview.digest,
        "counts": {
            **{kind: len(preview.of(kind)) for kind in KINDS},
            "unchanged": len(preview.unchanged),
        },
        "changes": [_change_json(change, words) for change in preview.changes],
        "problems": [words.problem(problem) for problem in preview.problems],
        "notices": [words.problem(problem) for problem in preview.notices],
    }


def _change_json(change: CatalogueChange, words: CatalogueWords) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "code": change.code,
        "name": change.name,
        "row": change.row or None,
        "from": None if change.day is None else change.day.isoformat(),
        "by": change.by or None,
        "old_version": None if change.old is None else change.old.version,
        "new_version": None if change.new is None else change.new.version,
        "differences": [
            {"field": one.field, "old": one.old, "new": one.new, "words": words.column(one.field)}
            for one in change.differences
        ],
    }
