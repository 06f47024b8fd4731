"""Which desk a visit, case or number came from, in the one short name that lists have room for."""

from __future__ import annotations

from collections.abc import Mapping

from desk_app.core.ids import parse_op_id
from desk_app.core.numbers import MARK_LENGTH
from desk_app.store import desks
from desk_app.store.look import Look


class OtherDesks:
    """The names of the commune's other desks as they were at one moment."""

    def __init__(self, own: str, names: Mapping[str, str]) -> None:
        self._names = {desk: name for desk, name in names.items() if desk != own}
        self._own = own

    def of(self, subject: str) -> str:
        """The name of the desk that began this subject; "" for this desk's own.

        A desk whose first op is not here yet is called by its mark.
        """
        identity = parse_op_id(subject)
        if identity is None or identity.desk == self._own:
            return ""
        return self._names.get(identity.desk, identity.desk[:MARK_LENGTH])

    @property
    def any(self) -> bool:
        """Whether there are others at all: a commune's only desk need not say whose a visit is."""
        return bool(self._names)


def other_desks(look: Look) -> OtherDesks:
    """The other desks of the commune, by the ops that are here."""
    known = {desk: desk[:MARK_LENGTH] for desk in desks.writers(look.connection)}
    return OtherDesks(look.desk.desk, known | desks.names(look.connection))
