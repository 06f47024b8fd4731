"""Commands about officers: add, change, a new PIN, list."""

from __future__ import annotations

from desk_app.cli.context import Context, read_pin
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services import officers
from desk_app.vault import pins


def add(context: Context) -> int:
    """Add an officer; the first one of a desk is its administrator."""
    arguments = context.arguments
    named = arguments.new_pin_file
    new = officers.new_officer(
        arguments.name, arguments.role, None if named is None else read_pin(named, "new_pin_file")
    )
    with context.desk() as desk:
        with desk.store.reader() as reader:
            first = not officers.officers(reader)
        by = None
        if arguments.acting_as is not None or not (first or desk.store.desk.practice):
            by = context.acting(desk, "officer.add")
        identity, _ = desk.store.writer.run(lambda tx: officers.add_officer(tx, new, by))
    if arguments.json:
        context.document({"id": identity})
    else:
        context.say("cli.officer.added", name=new.name, id=identity)
    return 0


def change(context: Context) -> int:
    """Rename an officer, change the role, let go or take back."""
    arguments = context.arguments
    if (arguments.name, arguments.role, arguments.active) == (None, None, None):
        raise UserProblem(Problem("cli.officer.nothing", "officer"))
    active = None if arguments.active is None else arguments.active == "yes"
    with context.desk() as desk:
        by = context.acting(desk, "officer.add")
        with desk.store.reader() as reader:
            wanted = officers.resolve_any(reader, arguments.officer)
        desk.store.writer.run(
            lambda tx: officers.change_officer(
                tx, wanted.id, by, name=arguments.name, role=arguments.role, active=active
            )
        )
    context.say("cli.officer.changed", name=wanted.name)
    return 0


def set_pin(context: Context) -> int:
    """Set a new PIN: one's own, or anybody's for the administrator."""
    pin = read_pin(context.arguments.new_pin_file, "new_pin_file")
    refused = pins.check_pin(pin)
    if refused is not None:
        raise UserProblem(refused)
    with context.desk() as desk:
        by = context.who(desk)
        with desk.store.reader() as reader:
            wanted = officers.resolve(reader, context.arguments.officer)
        # Hashed before the transaction: 40 ms are too long inside it.
        verifier = pins.make_verifier(pin)
        desk.store.writer.run(lambda tx: officers.set_pin(tx, wanted.id, verifier, by))
    context.say("cli.officer.pin_set", name=wanted.name)
    return 0


def listed(context: Context) -> int:
    """List the officers of the desk: whoever wants to name one in --as needs to see them."""
    with context.desk() as desk, desk.store.reader() as reader:
        present = officers.officers(reader)
    if context.arguments.json:
        context.document(
            {"officers": [{"id": one.id, "name": one.name, "role": one.role} for one in present]}
        )
        return 0
    for one in present:
        print(f"{one.id}  {context.texts.say(f'role.{one.role}'):<24}  {one.name}")
    return 0
