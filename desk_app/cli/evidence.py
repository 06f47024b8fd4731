"""Commands about the files of a case: attach some, list them, give a clean copy away."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from desk_app.cli.context import Context
from desk_app.cli.moments import iso
from desk_app.core.clock import local
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.evidence import EvidenceView, size_words
from desk_app.core.problems import Problem
from desk_app.parts import Desk
from desk_app.services.attach_evidence import Stopped, attach_evidence, files_of, prepared
from desk_app.services.export_evidence import export_evidence
from desk_app.services.fetch_attachment import is_here, why_not_here, wish_for
from desk_app.services.find_case import find_case

_USER, _ENVIRONMENT = 1, 2


def attach(context: Context) -> int:
    """Attach files to a case, one after the other; one that is refused does not stop the others."""
    arguments = context.arguments
    attached: list[str] = []
    code = 0
    with context.desk() as desk, context.stoppable():
        officer = context.acting(desk, "evidence.attach")
        with desk.store.reader() as reader:
            case = find_case(reader, desk.store.desk, arguments.case)
        for named in arguments.files:
            path = Path(named)
            try:
                with prepared(
                    desk.keep, path, path.name, context.show_progress, context.stop_wished
                ) as ready:
                    _, identity = desk.store.writer.run(
                        lambda tx, ready=ready: attach_evidence(  # type: ignore[misc]
                            tx, desk.keep, ready, case.id, officer.id, arguments.title or ""
                        )
                    )
            except Stopped:
                raise KeyboardInterrupt from None
            except UserProblem as error:
                code = max(code, _USER)
                _say_refused(context, path, *error.problems)
            except EnvironmentProblem as error:
                code = _ENVIRONMENT
                _say_refused(context, path, error.problem)
            else:
                attached.append(identity)
    if arguments.json:
        context.document({"case": case.id, "attached": attached})
    else:
        context.say("cli.case.attached", count=str(len(attached)), number=case.number)
    return code


def files(context: Context) -> int:
    """List the files of a case, each with its number, by which `case copy` knows it."""
    with context.desk() as desk:
        context.acting(desk, "evidence.see")
        views = _files(context, desk)
    if context.arguments.json:
        context.document({"files": [_as_json(view) for view in views]})
        return 0
    for place, view in enumerate(views, start=1):
        flags = ", ".join(context.texts.say(f"cli.case.flag.{flag}") for flag in view.flags)
        at = local(view.at).strftime("%d/%m/%Y %H:%M")
        words = (str(place), view.called, view.media, size_words(view.size), at, flags)
        print("  ".join(word for word in words if word))
    return 0


def copy(context: Context) -> int:
    """Write a copy of one file without what tells of its maker."""
    arguments = context.arguments
    target = context.output(arguments.output)
    with context.desk() as desk:
        context.acting(desk, "evidence.see")
        views = _files(context, desk)
        if not 1 <= arguments.number <= len(views):
            values = {"have": str(arguments.number), "count": str(len(views))}
            raise UserProblem(Problem("cli.case.no_such_file", "number", values))
        view = views[arguments.number - 1]
        if not is_here(desk.keep, view):
            _have_it_come(desk, view)
        exported = export_evidence(desk.keep, view, target, replace=arguments.force)
    if arguments.json:
        context.document(exported)
        return 0
    context.say("cli.case.copied", file=str(target))
    if exported.signed:
        context.say("cli.case.copied_signed")
    if exported.turn:
        context.say("cli.case.copied_turned", turn=str(exported.turn))
    return 0


def _have_it_come(desk: Desk, view: EvidenceView) -> None:
    """The next sync fetches a file of another desk first of all."""
    with desk.store.reader() as reader:
        why = why_not_here(reader, view)
    if why.code != "evidence.gone":
        desk.store.writer.run(lambda tx: wish_for(tx, view))
    raise EnvironmentProblem(why)


def _files(context: Context, desk: Desk) -> tuple[EvidenceView, ...]:
    with desk.store.reader() as reader:
        case = find_case(reader, desk.store.desk, context.arguments.case)
        return files_of(reader, case.id)


def _as_json(view: EvidenceView) -> dict[str, object]:
    values: dict[str, object] = msgspec.to_builtins(view)
    values["at"] = iso(view.at)
    del values["removed"], values["erased"]
    return values


def _say_refused(context: Context, path: Path, *problems: Problem) -> None:
    why = " ".join(context.texts.sentence(problem) for problem in problems)
    print(context.texts.say("cli.case.refused", file=path.name, why=why), file=sys.stderr)
