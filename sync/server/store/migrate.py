"""Brings a database to the tables this program knows, and refuses one of a newer program."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from sync.server.store import rls
from sync.server.store.engine import NO_COMMUNE, Store
from sync.server.store.tx import Tx

_STEPS = "sync.server.store:migrations"
# Two processes that start together must not both make the tables; any number will do.
_ALONE = "SELECT pg_advisory_xact_lock(60512)"


def ready(store: Store) -> None:
    """Run every step that is missing, all of them or none.

    EnvironmentProblem: the database is of a newer program ("province.newer_store"), or we work as
    a role that row-level security does not bind ("province.database_role").
    """
    config = Config()
    config.set_main_option("script_location", _STEPS)
    with store.write(NO_COMMUNE, pipelined=False) as tx:
        if tx.postgres:
            if rls.passes_it(tx):
                raise EnvironmentProblem(Problem("province.database_role"))
            tx.run(_ALONE)
        steps = ScriptDirectory.from_config(config)
        here = stands_at(tx)
        if here == steps.get_current_head():
            return
        if here is not None and here not in {step.revision for step in steps.walk_revisions()}:
            raise EnvironmentProblem(Problem("province.newer_store"))
        config.attributes["connection"] = tx.connection
        command.upgrade(config, "head")


def stands_at(tx: Tx) -> str | None:
    """The last step that was run here; None in an empty database."""
    return MigrationContext.configure(tx.connection).get_current_revision()
