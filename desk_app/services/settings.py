"""Read and change the settings of the desk."""

from __future__ import annotations

import msgspec

from desk_app.core.desk_settings import DeskSettings, check_settings
from desk_app.core.errors import UserProblem
from desk_app.services.changes import Changes
from desk_app.store import settings as rows
from desk_app.store import sqlite
from desk_app.store.store import Reader
from desk_app.store.writer import Tx


def desk_settings(reader: Reader) -> DeskSettings:
    """The settings as they are; what a damaged or unknown entry says is passed over."""
    return desk_settings_of(reader.connection)


def desk_settings_of(connection: sqlite.Connection) -> DeskSettings:
    """`desk_settings` inside a transaction."""
    settings = DeskSettings()
    stored = rows.every(connection)
    for name in DeskSettings.__struct_fields__:
        if name not in stored:
            continue
        try:
            changed = msgspec.convert(
                {**msgspec.to_builtins(settings), name: msgspec.json.decode(stored[name])},
                DeskSettings,
            )
        except (msgspec.DecodeError, msgspec.ValidationError):
            continue
        if not check_settings(changed):
            settings = changed
    return settings


def change_settings(tx: Tx, settings: DeskSettings) -> Changes:
    """Keep these settings; UserProblem names each field that must change first."""
    problems = check_settings(settings)
    if problems:
        raise UserProblem(*problems)
    values = msgspec.to_builtins(settings)
    texts = {name: msgspec.json.encode(value).decode() for name, value in values.items()}
    rows.keep(tx.connection, texts)
    return Changes(settings=True)
