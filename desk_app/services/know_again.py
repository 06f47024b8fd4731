"""When a desk opens: whether it is the one that was here last, and what follows if it is not."""

from __future__ import annotations

from desk_app.core.errors import Bug, EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.services.two_pasts import note, problem_of, read_two_pasts
from desk_app.store import other_copies, sync_state
from desk_app.store.epochs import known_epoch, remember_epoch
from desk_app.store.incarnation import Incarnation, What, reached_by
from desk_app.store.store import Store
from desk_app.store.writer import Tx

# The folder cannot be read or written; said once, until it can be again.
UNREADABLE = "desk.no_memory"
_SAID = "incarnation_said"


def know_again(store: Store, incarnation: Incarnation) -> tuple[Problem, ...]:
    """Begin a new epoch where an older copy was put back, or the home came from elsewhere.

    Before anything is printed: numbers bear another letter from then on. Returns what has to be
    said; a folder that cannot be read stops nobody.
    """
    try:
        known = incarnation.recall()
    except OSError:
        return _once(store)
    try:
        with store.reader() as reader:
            judged = incarnation.judge(reader, known)
    except (EnvironmentProblem, Bug):
        return ()  # a damaged table: verify and rebuild must be able to open it
    if judged.what == "same":
        return ()
    what = judged.what
    home = store.file.parent

    def write(tx: Tx) -> Problem:
        _begin(tx, what, max(judged.above, known_epoch(home)))
        found = read_two_pasts(tx.connection)
        assert found is not None
        return problem_of(found)

    said = store.writer.run(write)
    with store.reader() as reader:
        remember_epoch(reader.desk.epoch, home)
    remember(store, incarnation)
    return (said,)


def _begin(tx: Tx, what: What, above: int) -> None:
    other_copies.begin_epoch(tx, above)
    note(tx, "restored" if what == "restored" else "moved")


def remember(store: Store, incarnation: Incarnation) -> None:
    """Note how far this desk has come; where that cannot be written nothing else stops."""
    try:
        with store.reader() as reader:
            reached, desk = reached_by(reader), reader.desk.desk
            said = sync_state.get(reader.connection, _SAID) is not None
        incarnation.write(reached, desk)
    except (OSError, EnvironmentProblem, Bug):
        return
    if said:
        store.writer.run(lambda tx: sync_state.put(tx.connection, _SAID, None))


def _once(store: Store) -> tuple[Problem, ...]:
    def write(tx: Tx) -> bool:
        said = sync_state.get(tx.connection, _SAID) is not None
        sync_state.put(tx.connection, _SAID, "1")
        return said

    return () if store.writer.run(write) else (Problem(UNREADABLE),)
