"""Finding people among visits: which visits belong to whom, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from desk_app.core.citizen import Citizen, People, PersonKey, person_key
from desk_app.core.clock import Millis
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.match import closeness, whole_words
from desk_app.core.text import tokens
from desk_app.core.visit_view import VisitView
from desk_app.store import sqlite, visits
from desk_app.store.counts import latest_moment
from desk_app.store.search import query
from desk_app.store.visit_rows import full_word

# How many of the newest visits found are looked through for different people.
_LOOKED_THROUGH = 160
_AT_A_TIME = 60
# How many visits of one person are counted; nobody comes more often in ten years of work.
_COUNTED = 2000
# Without any number all namesakes have to be looked at: only the newest of them are.
_NAMESAKES = 100
_WORDS_USED = 8

_COLUMNS = (
    "n, id, act, day, name, organisation, phone, address, id_hash, id_last4, on_behalf_of, voided"
)


class _Row(msgspec.Struct, frozen=True):
    """What is read of a visit to know whose it is."""

    n: int
    id: str
    act: Millis
    day: int
    name: str
    organisation: str
    phone: str
    address: str
    id_hash: str
    id_last4: str
    on_behalf_of: str
    voided: int

    @property
    def key(self) -> PersonKey | None:
        return person_key(
            name=self.name,
            organisation=self.organisation,
            phone=self.phone,
            address=self.address,
            id_hash=self.id_hash,
        )


def find_people(
    connection: sqlite.Connection,
    words: str,
    hashed: KeyedHash,
    limit: int,
    year: tuple[int, int],
    *,
    count: int = 0,
) -> People:
    """At most `limit` people for typed words: newest visit first, then whoever came most often.

    Names that hold the typed words whole stand before those with words that only begin so, and
    names with the typed accents before others. year: the first and the last
    day, as day numbers, of the year whose visits are counted apart; count: how far different
    people are counted at least.
    """
    match = query(words, hashed)
    if not match or limit <= 0:
        return People()
    enough = max(limit, count) if words.isascii() else _LOOKED_THROUGH
    keys: dict[PersonKey, _Row] = {}
    looked = 0
    for row in _newest(connection, match, _LOOKED_THROUGH):
        looked += 1
        key = row.key
        if key is not None and not row.voided and not _came_for_them(row, words):
            keys.setdefault(key, row)
            if len(keys) >= enough:
                break
    whole, near = whole_words(words), closeness(words)
    names = {key: f"{row.name} {row.organisation}" for key, row in keys.items()}
    fit = {key: (-whole(text), -near(text)) for key, text in names.items()}
    first = sorted(keys, key=lambda key: fit[key])[:limit]
    known = [(_summary(connection, key, keys[key], year), fit[key]) for key in first]
    known.sort(key=lambda one: (one[1], -one[0].last, -one[0].visits))
    most = max(limit, count)
    stopped = len(keys) >= most or looked >= _LOOKED_THROUGH
    return People(tuple(citizen for citizen, _ in known), min(len(keys), most), stopped)


def visits_of(connection: sqlite.Connection, visit: str, limit: int) -> list[VisitView]:
    """The visits of whoever this visit belongs to, newest first; voided ones left out."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM visit WHERE id = ?", (visit,)).fetchone()
    key = None if row is None else _Row(*row).key
    if key is None:
        return []
    rows = sorted(_rows_of(connection, key), key=lambda one: (-one.act, -one.n))[:limit]
    views = visits.by_number(connection, [one.n for one in rows])
    return [views[one.n] for one in rows]


def last_written(connection: sqlite.Connection) -> int:
    """Up to when the log reaches, as UTC milliseconds; 0 for an empty one."""
    return latest_moment(connection) or 0


def _summary(
    connection: sqlite.Connection, key: PersonKey, found: _Row, year: tuple[int, int]
) -> Citizen:
    rows = _rows_of(connection, key)
    if all(row.n != found.n for row in rows):
        rows.append(found)  # further back than namesakes are looked at
    rows.sort(key=lambda one: (-one.act, -one.n))
    newest = rows[0]

    def latest(column: str) -> str:
        return next((value for one in rows if (value := getattr(one, column))), "")

    return Citizen(
        visit=newest.id,
        name=latest("name"),
        organisation=newest.organisation,
        phone=latest("phone"),
        address=latest("address"),
        id_last4=newest.id_last4,
        visits=len(rows),
        this_year=sum(year[0] <= one.day <= year[1] for one in rows),
        last=newest.act,
        found_for=found.organisation if found.organisation != newest.organisation else "",
    )


def _rows_of(connection: sqlite.Connection, key: PersonKey) -> list[_Row]:
    """The visits of one person that count."""
    if key.id_hash:
        match = full_word(key.id_hash)
    else:
        # A telephone number alone is found ten times as fast as together with common names.
        named = tokens(key.phone) or tokens(key.name)[:_WORDS_USED]
        match = " AND ".join(f'"{word}"' for word in named)
    if not match:
        return []
    found = _newest(connection, match, _COUNTED if key.id_hash or key.phone else _NAMESAKES)
    return [row for row in found if not row.voided and row.key == key]


def _newest(connection: sqlite.Connection, match: str, most: int) -> Iterator[_Row]:
    """Counted visits found by the index, the latest recorded first; few at a time.

    Cases stand in the same index: a visit that opened one is found twice, once as a case.
    """
    numbers = connection.execute(
        "SELECT rowid FROM visit_search WHERE visit_search MATCH ? ORDER BY rowid DESC LIMIT ?",
        (match, 2 * most),
    )
    while some := [row[0] for row in numbers.fetchmany(_AT_A_TIME)]:
        marks = ",".join("?" * len(some))
        rows: list[tuple[Any, ...]] = connection.execute(
            f"SELECT {_COLUMNS} FROM visit_counted WHERE n IN ({marks}) ORDER BY n DESC", some
        ).fetchall()
        yield from (_Row(*row) for row in rows)


def _came_for_them(row: _Row, words: str) -> bool:
    """Whether the words name whom somebody came for, not the visitor."""
    if not row.on_behalf_of:
        return False
    own = tokens(f"{row.name} {row.organisation}")
    named = [word for word in tokens(words) if not word.isdecimal()]
    return not all(any(known.startswith(word) for known in own) for word in named)
