"""A PDF from outside: what in it could act, and the copy without what tells of its maker."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from desk_app.attachments import jpeg
from desk_app.core.case_ops import FileFlag
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem

_DEPTH = 60
_SCRIPTS = (Name.JS, Name.JavaScript, Name.XFA)
_FILES = (Name.EF, Name.EmbeddedFiles)
_CARRIERS = (Name.FileAttachment, Name.RichMedia, Name.Movie)
_MAKERS = (Name.Metadata, Name.PieceInfo, Name.LastModified, Name.Thumb)
_ORDER: tuple[FileFlag, ...] = ("script", "launch", "embedded")


def opened(file: BinaryIO) -> pikepdf.Pdf:
    """The document; UserProblem when it has a password or does not hold together."""
    try:
        return pikepdf.open(file, attempt_recovery=False)
    except pikepdf.PasswordError as error:
        raise UserProblem(Problem("evidence.pdf_password", "file")) from error
    except pikepdf.PdfError:
        pass
    file.seek(0)
    try:
        # Scanners and old programs write wrong offsets; what can be mended is still a document.
        return pikepdf.open(file)
    except pikepdf.PdfError as error:
        raise UserProblem(Problem("evidence.broken", "file")) from error


def flags(pdf: pikepdf.Pdf) -> tuple[FileFlag, ...]:
    """What in the document could act when somebody opens it."""
    found: set[FileFlag] = set()
    for thing in _things(pdf):
        found |= _acts(thing)
    return tuple(flag for flag in _ORDER if flag in found)


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """Whether the document carries a digital signature over its bytes."""
    return any(Name.ByteRange in thing and Name.Contents in thing for thing in _things(pdf))


def cleaned(pdf: pikepdf.Pdf) -> bytes:
    """The document without Info, XMP and private data of programs; streams are not encoded anew.

    Photos in it lose their EXIF as photos do. Equal input gives equal bytes.
    """
    if Name.Info in pdf.trailer:
        del pdf.trailer.Info
    for thing in _things(pdf):
        for name in _MAKERS:
            if name in thing:
                del thing[name]
        if isinstance(thing, Stream):
            _clean_photo(thing)
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        fix_metadata_version=False,
    )
    return out.getvalue()


def _clean_photo(stream: Object) -> None:
    filters, parms = _list(stream.get(Name.Filter)), _list(stream.get(Name.DecodeParms))
    if filters[-1:] != [Name.DCTDecode]:
        return
    try:
        data = b"".join(jpeg.cleaned(_unwrapped(stream, filters[:-1], parms[:-1])))
    except (jpeg.MalformedError, pikepdf.PdfError):
        return  # no decoder's JPEG either: it has no segments that anybody could read
    # How its colours are meant may stand beside it.
    kept = parms[-1] if len(parms) == len(filters) else None
    kept = kept if isinstance(kept, Dictionary) else None
    stream.write(data, filter=Name.DCTDecode, decode_parms=kept)


def _list(item: Object | None) -> list[Object]:
    if item is None:
        return []
    return list(item) if isinstance(item, Array) else [item]


def _unwrapped(stream: Object, filters: list[Object], parms: list[Object]) -> bytes:
    """The photo itself where it was packed once more around its own coding."""
    if not filters:
        return stream.read_raw_bytes()
    with pikepdf.new() as aside:
        packed = Stream(aside, stream.read_raw_bytes())
        packed[Name.Filter] = Object.parse(Array(filters).unparse())
        if len(parms) == len(filters):
            packed[Name.DecodeParms] = Object.parse(Array(parms).unparse())
        return packed.read_bytes()


def _things(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Every dictionary and stream of the document, those inside others included."""
    yield from _inside(pdf.trailer, 0)
    for item in pdf.objects:
        yield from _inside(item, 0)


def _inside(item: object, depth: int) -> Iterator[Object]:
    if depth > _DEPTH:
        raise UserProblem(Problem("evidence.broken", "file"))
    if isinstance(item, Dictionary | Stream):
        yield item
        parts: list[object] = [item.get(key) for key in list(item.keys())]
    elif isinstance(item, Array):
        parts = list(item)
    else:
        return
    for part in parts:
        # What is indirect comes by itself in the list of all objects.
        if isinstance(part, Object) and not part.is_indirect:
            yield from _inside(part, depth + 1)


def _acts(thing: Object) -> set[FileFlag]:
    found: set[FileFlag] = set()
    if any(name in thing for name in _SCRIPTS) or thing.get(Name.S) == Name.JavaScript:
        found.add("script")
    if thing.get(Name.S) == Name.Launch:
        found.add("launch")
    if any(name in thing for name in _FILES) or (
        thing.get(Name.Type) == Name.EmbeddedFile or thing.get(Name.Subtype) in _CARRIERS
    ):
        found.add("embedded")
    return found
