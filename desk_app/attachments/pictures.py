"""Decoding a picture or a page once, as proof that it is one, and drawing it small and upright."""

from __future__ import annotations

import io
from typing import IO

import pypdfium2
from PIL import Image

from desk_app.attachments.frames import Picture
from desk_app.attachments.limits import Limits
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem

_QUALITY = 82
_FORMATS = {"jpeg": "JPEG", "png": "PNG"}
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Our own limit on pixels is looked at before anything is decoded, and says so in a sentence.
Image.MAX_IMAGE_PIXELS = None


def decoded(
    file: IO[bytes], media: str, lies: int, side: int, limits: Limits
) -> tuple[int, int, Picture]:
    """Width and height of the upright picture, and the picture at most `side` wide and high.

    Every row is decoded. A JPEG is decoded into a smaller picture at once, so that 50 megapixels
    do not need 200 MB. UserProblem when the picture is too large or does not decode.
    """
    try:
        with Image.open(file, formats=[_FORMATS[media]]) as image:
            width, height = image.size
            if width * height > limits.pixels or max(width, height) > limits.side:
                values = {
                    "have": str(-(-width * height // 1_000_000)),
                    "limit": str(limits.pixels // 1_000_000),
                }
                raise UserProblem(Problem("evidence.too_many_pixels", "file", values))
            image.draft("RGB", (2 * side, 2 * side))
            image.load()
            small = _small(image, side)
    except (OSError, SyntaxError, ValueError) as error:
        raise UserProblem(Problem("evidence.broken", "file")) from error
    if lies in _TURNS:
        small = small.transpose(_TURNS[lies])
    if lies >= 5:
        width, height = height, width
    return width, height, _picture(small)


def _small(image: Image.Image, side: int) -> Image.Image:
    factor = max(image.width, image.height) // (2 * side)
    if factor > 1 and image.mode in ("P", "1", "PA", "LA", "RGBA"):
        # A large one would be turned into colours, or multiplied by what is seen through, as a
        # whole before it is made smaller: twice the memory, or four times.
        size = (image.width // factor, image.height // factor)
        image = image.resize(size, Image.Resampling.NEAREST)
    elif factor > 1:
        image = image.reduce(factor)
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA", "P"):
        # See-through parts are paper.
        rgba = image.convert("RGBA")
        ground = Image.new("RGBA", rgba.size, "white")
        image = Image.alpha_composite(ground, rgba)
    small = image.convert("RGB")
    small.thumbnail((side, side))
    return small


def page_count(data: bytes) -> int:
    """How many pages the drawing program finds."""
    document = _document(data)
    try:
        return len(document)
    finally:
        document.close()


def page(data: bytes, number: int, side: int) -> Picture:
    """One page of a PDF on white, at most `side` wide and high."""
    document = _document(data)
    try:
        if not 0 <= number < len(document):
            raise UserProblem(Problem("evidence.broken", "file"))
        shown = document[number]
        width, height = shown.get_size()
        if not (0 < width < 1e6 and 0 < height < 1e6):
            raise UserProblem(Problem("evidence.broken", "file"))
        bitmap = shown.render(scale=side / max(width, height), may_draw_forms=False)
        return _picture(bitmap.to_pil().convert("RGB"))
    except pypdfium2.PdfiumError as error:
        raise UserProblem(Problem("evidence.broken", "file")) from error
    finally:
        document.close()


def _document(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UserProblem(Problem("evidence.broken", "file")) from error


def _picture(image: Image.Image) -> Picture:
    out = io.BytesIO()
    image.info.clear()  # pillow would write the comment of the original into the small picture
    image.save(out, "JPEG", quality=_QUALITY)
    return Picture(image.width, image.height, out.getvalue())
