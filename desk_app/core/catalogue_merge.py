"""What a row of a list makes of a procedure: its first version, or the latest one with its news.

source: where versions made from an imported list say they come from.
"""

from __future__ import annotations

from typing import Any

import msgspec

from desk_app.core.catalogue_file import written
from desk_app.core.catalogue_list import ListEntry
from desk_app.core.catalogue_versions import ends_before_it_begins
from desk_app.core.procedure import Confidence, Procedure
from desk_app.core.text import fold

# Where our own words for a procedure come from is no news about it.
_NO_NEWS = frozenset(
    ("code", "source", "confidence", "confidence_note", "papers_confidence", "unclear")
)
_SHORT_NAME = 60
_UNCLEAR_FIELD = {
    "limits": "limits",
    "fees": "fees",
    "papers": "papers",
    "online": "online",
    "validity": "valid_from",
}


def new_version(entry: ListEntry, source: str) -> Procedure:
    """The first version of a procedure nobody knew."""
    said = entry.said
    name = said["name"]
    fields: dict[str, Any] = {
        "short_name": name if len(name) <= _SHORT_NAME else name[: _SHORT_NAME - 1] + "…",
        "field": "",
        "short": "",
        **said,
        "code": entry.code,
        "source": source,
        **_sure(said),
    }
    return Procedure(**fields)


def merged(latest: Procedure, entry: ListEntry, source: str) -> Procedure:
    """The latest version with what the row says in place of what it said."""
    said = {name: value for name, value in entry.said.items() if name != "unclear"}
    for name in ("name", "field", "authority", "limit_text", "fee_text"):
        if name in said and _reads_alike(name, latest, said):
            del said[name]
    unclear = entry.said.get("unclear", ())
    kept = tuple(word for word in latest.unclear if _UNCLEAR_FIELD[word] not in said)
    return msgspec.structs.replace(
        latest,
        **said,
        unclear=(*kept, *unclear),
        valid_to=None,
        replaced_by="",
        source=source,
        **_sure(entry.said),
    )


def says_the_same(known: Procedure, made: Procedure, entry: ListEntry) -> bool:
    """Whether the list says nothing of this version that it does not say already."""
    if entry.whole:
        return known == made
    if ends_before_it_begins(known):
        return False
    had, have = written(known), written(made)
    news = _NO_NEWS if "valid_from" in entry.said else _NO_NEWS | {"valid_from"}
    open_again = known.valid_to is not None
    return not open_again and all(
        had[name] == have[name] for name in had if name not in news and name != "valid_to"
    )


def _sure(said: dict[str, Any]) -> dict[str, Any]:
    """How sure what a province published is: wholly, but for what could not be read."""
    confidence: Confidence = "partly" if said.get("unclear") else "confirmed"
    return {"confidence": confidence, "confidence_note": ""}


def _reads_alike(name: str, latest: Procedure, said: dict[str, Any]) -> bool:
    """Whether other words say the same: then ours stay, and nothing changed."""
    if name in ("limit_text", "fee_text"):
        of = "limits" if name == "limit_text" else "fees"
        return bool(said.get(of)) and said[of] == getattr(latest, of)
    had, have = fold(getattr(latest, name)), fold(said[name])
    return had.replace("ui ban nhan dan", "ubnd") == have.replace("ui ban nhan dan", "ubnd")
