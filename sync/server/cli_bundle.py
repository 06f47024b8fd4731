"""The commands of the province's console that take in carried bundles and write replies to them."""

from __future__ import annotations

from pathlib import Path

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from sync import stick
from sync.server import bundle_reply, bundles, parts
from sync.server.answers import Refused
from sync.server.bundle_reply import Written
from sync.server.bundles import Taken
from sync.server.context import DONE, ENVIRONMENT, Context
from sync.server.house import Caller, House


def import_bundle(context: Context) -> int:
    """Take in what a desk wrote onto a stick, and write the reply if one is asked for."""
    file = Path(context.arguments.file)
    if not file.is_file():
        code = "cli.no_file" if not file.exists() else "cli.not_a_file"
        raise UserProblem(Problem(code, "file", {"file": str(file)}))
    named = context.arguments.reply
    target = None if named is None else _free(context, Path(named), "reply")
    with parts.opened_house(context.home) as house:
        taken = bundles.take_in(house, stick.find(file), lambda done, _: context.progress(done))
        written = None
        if target is not None:
            written = _reply(house, bundles.caller_of(house, taken.caller.id), target, taken)
    return _told(context, taken, written)


def reply(context: Context) -> int:
    """Write what a desk is to be told, going by the province's own records."""
    target = _free(context, Path(context.arguments.file), "file")
    desk = context.arguments.desk
    with parts.opened_house(context.home) as house:
        try:
            caller = bundles.caller_of(house, desk)
        except Refused as error:
            raise UserProblem(Problem("province.unknown_desk", "desk", {"desk": desk})) from error
        written = _reply(house, caller, target, None)
    if context.arguments.json:
        context.document(written)
    else:
        _say_written(context, desk, written)
    return DONE


def _reply(house: House, caller: Caller, target: Path, taken: Taken | None) -> Written:
    with stick.writing(target) as writing:
        return bundle_reply.write_reply(house, caller, writing, taken)


def _free(context: Context, target: Path, field: str) -> Path:
    values = {"file": str(target), "folder": str(target.parent)}
    if not target.parent.is_dir():
        raise UserProblem(Problem("cli.no_folder", field, values))
    if target.is_dir():
        raise UserProblem(Problem("cli.output_folder", field, values))
    if target.exists() and not context.arguments.force:
        raise UserProblem(Problem("cli.output_exists", field, values))
    return target


def _told(context: Context, taken: Taken, written: Written | None) -> int:
    texts = context.texts
    refused = sorted(set(taken.refused))
    if context.arguments.json:
        context.document(
            {
                "desk": taken.caller.id,
                "commune": taken.caller.commune,
                "ops": taken.ops,
                "new": taken.new,
                "held": taken.held,
                "blobs": taken.whole,
                "refused": [{"code": code, "message": texts.say(code)} for code in refused],
                "reply": None if written is None else written,
            }
        )
    else:
        code = "province.bundle_held" if taken.held else "province.bundle_taken"
        context.say(
            code if taken.new else "province.bundle_nothing_new",
            desk=taken.caller.id,
            commune=taken.caller.commune,
            ops=str(taken.ops),
            new=str(taken.new),
            blobs=str(taken.whole),
        )
        if written is not None:
            _say_written(context, taken.caller.id, written)
    context.note(*(Problem(code) for code in refused))
    return ENVIRONMENT if refused else DONE


def _say_written(context: Context, desk: str, written: Written) -> None:
    context.say(
        "province.bundle_reply",
        desk=desk,
        files=", ".join(written.files),
        receipts=str(written.receipts),
        ops=str(written.ops),
        packages=str(written.packages),
    )
