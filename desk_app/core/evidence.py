"""A scan or photo of a case as the page shows it, and the words for how large it is."""

from __future__ import annotations

import msgspec

from desk_app.core.case_ops import FileFlag, Medium
from desk_app.core.clock import Millis

_KILO = 1_000


class EvidenceView(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a case. at: when it was attached; file: what it was called where it came from.

    width, height: of pictures, upright; pages: of PDFs. removed: no longer one of the case's
    papers; erased: its names and its bytes are gone for good.
    """

    id: str
    case: str
    sha256: str
    size: int
    media: Medium
    width: int
    height: int
    pages: int
    flags: tuple[FileFlag, ...]
    file: str
    title: str
    officer: str
    at: Millis
    removed: bool
    erased: bool

    @property
    def called(self) -> str:
        """What the page calls it: its title, else the name of its file."""
        return self.title or self.file


def size_words(size: int) -> str:
    """A size as people read it, with a decimal comma: "860 B", "34 kB", "2,1 MB"."""
    if size < _KILO:
        return f"{size} B"
    if size < _KILO * _KILO:
        return f"{round(size / _KILO)} kB"
    return f"{size / _KILO / _KILO:.1f} MB".replace(".", ",")
