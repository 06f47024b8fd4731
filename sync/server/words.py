"""The sentences of the province's command line."""

from __future__ import annotations

from functools import cache

import resources
from desk_app.core.texts import Texts, load_texts

LANGUAGES = ("vi", "en")


@cache
def texts(language: str) -> Texts:
    """All sentences of a language."""
    folder = f"texts/{language}.d"
    return load_texts(resources.read_text(f"{folder}/{name}") for name in resources.names(folder))
