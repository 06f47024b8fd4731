"""Finding visits by the words of one line: accent-free, given name first, digits of an ID."""

from __future__ import annotations

import re

from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.text import tokens
from desk_app.core.visit_view import VisitView
from desk_app.store import sqlite, visits
from desk_app.store.visit_rows import full_word, six_word

_WORDS_USED = 8
# Rows fetched beyond the limit, so that exactly accented names can be put first.
_LOOK_FURTHER = 4
_DIGITS = re.compile(r"\d+\Z")


def query(words: str, hashed: KeyedHash) -> str:
    """The full-text query for what was typed; "" when nothing in it can be searched.

    Each word matches the beginning of a word. Six digits also mean the last six of an ID
    number and twelve a whole one, by their keyed hashes.
    """
    parts = []
    for token in tokens(words)[:_WORDS_USED]:
        alternatives = [f'"{token}"*']
        if _DIGITS.match(token):
            if len(token) == 6:
                alternatives.append(six_word(hashed("last six", token)))
            elif len(token) == 12:
                alternatives.append(full_word(hashed("citizen id", token)))
        parts.append(f"({' OR '.join(alternatives)})")
    return " AND ".join(parts)


def find_visits(
    connection: sqlite.Connection, words: str, hashed: KeyedHash, limit: int
) -> list[VisitView]:
    """At most `limit` counted visits, newest first; names with the accents typed stand first."""
    match = query(words, hashed)
    if not match:
        return []
    wanted = limit * _LOOK_FURTHER if not words.isascii() else limit
    rows = connection.execute(
        "SELECT rowid FROM visit_search WHERE visit_search MATCH ? ORDER BY rowid DESC", (match,)
    )
    views: list[VisitView] = []
    # Visits of an open or cancelled import are among the rows and do not count: look past them.
    while len(views) < wanted and (numbers := [row[0] for row in rows.fetchmany(wanted)]):
        found = visits.by_number(connection, numbers)
        views.extend(found[number] for number in numbers if number in found)
    if not words.isascii():
        typed = words.casefold().split()
        views.sort(key=lambda view: -_as_typed(view, typed))
    return views[:limit]


def forget_traces(connection: sqlite.Connection) -> None:
    """Rewrite the index, so that no erased word stays in it as a mark between others."""
    connection.execute("INSERT INTO visit_search (visit_search) VALUES ('optimize')")


def _as_typed(view: VisitView, typed: list[str]) -> int:
    words = f"{view.name} {view.organisation}".casefold().split()
    return sum(any(word.startswith(part) for word in words) for part in typed)
