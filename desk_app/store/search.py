"""Finding visits by the words of one line: accent-free, given name first, digits of an ID."""

from __future__ import annotations

from itertools import groupby

from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.match import closeness, whole_words
from desk_app.core.phone import parse_phone
from desk_app.core.problems import Problem
from desk_app.core.text import digits, tokens
from desk_app.core.visit_view import VisitView
from desk_app.store import sqlite, visits
from desk_app.store.visit_rows import full_word, six_word

_WORDS_USED = 8
# No name, number or case reference has a longer word.
_LONGEST_WORD = 60
# Rows fetched beyond the limit, so that exactly accented names can be put first.
_LOOK_FURTHER = 4
_COUNTRY = "84"


def query(words: str, hashed: KeyedHash) -> str:
    """The full-text query for what was typed; "" when nothing in it can be searched.

    Each word matches the beginning of a word. Six digits also mean the last six of an ID number
    and twelve a whole one, by their hashes under each key of the commune. Groups of digits mean
    each of them or one number (0912 345 678); a telephone number may be typed as +84 or as it was
    before 2018.
    """
    parts: list[str] = []
    typed = [token[:_LONGEST_WORD] for token in tokens(words)]
    for numbers, group in groupby(typed, key=str.isdecimal):
        if not numbers:
            parts.extend(_beginning(token) for token in group)
            continue
        run = [digits(token) for token in group][: 2 * _WORDS_USED]
        apart = " AND ".join(_number(token, hashed) for token in run[:_WORDS_USED])
        one = _number("".join(run)[:_LONGEST_WORD], hashed)
        parts.append(f"(({apart}) OR {one})" if len(run) > 1 else one)
    return " AND ".join(parts[:_WORDS_USED])


def _beginning(word: str) -> str:
    return f'"{word}"*'


def _number(number: str, hashed: KeyedHash) -> str:
    alternatives = [_beginning(number)]
    if len(number) == 6:
        alternatives += map(six_word, hashed.every("last six", number))
    elif len(number) == 12:
        alternatives += map(full_word, hashed.every("citizen id", number))
    if number.startswith(_COUNTRY) and len(number) > len(_COUNTRY):
        alternatives.append(_beginning("0" + number.removeprefix(_COUNTRY)))
    phone = parse_phone(number)
    if isinstance(phone, Problem) and phone.code == "phone.moved":
        alternatives.append(_beginning(phone.values["now"]))
    return f"({' OR '.join(alternatives)})"


def find_visits(
    connection: sqlite.Connection, words: str, hashed: KeyedHash, limit: int
) -> list[VisitView]:
    """At most `limit` counted visits, newest first; names with the accents typed stand first."""
    match = query(words, hashed)
    if not match:
        return []
    wanted = limit if words.isascii() else limit * _LOOK_FURTHER
    rows = connection.execute(
        "SELECT rowid FROM visit_search WHERE visit_search MATCH ? ORDER BY rowid DESC", (match,)
    )
    views: list[VisitView] = []
    # Visits of an open or cancelled import are among the rows and do not count: look past them.
    while len(views) < wanted and (numbers := [row[0] for row in rows.fetchmany(wanted)]):
        found = visits.by_number(connection, numbers)
        views.extend(found[number] for number in numbers if number in found)
    views.sort(key=lambda view: -view.at)
    if not words.isascii():
        near, whole = closeness(words), whole_words(words)
        names = {view.id: f"{view.name} {view.organisation}" for view in views}
        views.sort(key=lambda view: (-whole(names[view.id]), -near(names[view.id])))
    return views[:limit]


def forget_traces(connection: sqlite.Connection) -> None:
    """Rewrite the index, so that no erased word stays in it as a mark between others."""
    connection.execute("INSERT INTO visit_search (visit_search) VALUES ('optimize')")
