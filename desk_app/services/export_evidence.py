"""Give a file of a case away: a copy without what tells of its maker, with both hashes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from desk_app.attachments import look_into
from desk_app.attachments.frames import Sealed
from desk_app.attachments.keep import Keep
from desk_app.core.evidence import EvidenceView
from desk_app.sheets.whole_file import whole_file

SUFFIX = {"jpeg": ".jpg", "png": ".png", "pdf": ".pdf"}


class Exported(msgspec.Struct, frozen=True):
    """A copy that left: the hash of what was attached, and of the copy.

    turn, mirrored: what the picture's removed metadata said about how it lies, in degrees
    clockwise; signed: a digitally signed PDF, which left byte by byte.
    """

    original: str
    copy: str
    size: int
    turn: int = 0
    mirrored: bool = False
    signed: bool = False


def export_evidence(
    keep: Keep, view: EvidenceView, target: Path, *, replace: bool = False
) -> Exported:
    """Write the cleaned copy to `target`, whole or not at all; an existing file stays unless asked.

    Pixels and pages are the same, nothing is encoded anew.
    """
    path, key = keep.one_key(view.sha256)
    digest = hashlib.sha256()
    size = 0
    with whole_file(target, replace=replace) as out:

        def write(piece: bytes) -> None:
            nonlocal size
            size += len(piece)
            digest.update(piece)
            out.write(piece)

        done = look_into.clean(Sealed(str(path), key, view.media), write, keep.limits)
    return Exported(view.sha256, digest.hexdigest(), size, done.turn, done.mirrored, done.signed)


def copy_name(view: EvidenceView) -> str:
    """A name for the copy: what the file is called, with the ending that its bytes ask for."""
    called = "".join("-" if letter in '<>:"/\\|?*' else letter for letter in view.called).strip(
        " ."
    )
    stem = called.rsplit(".", 1)[0] if "." in called else called
    return (stem or view.sha256[:8]) + SUFFIX[view.media]
