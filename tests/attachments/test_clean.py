"""Promises about the copy that leaves: the same pixels and pages, and nobody's name or place."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desk_app.attachments import jpeg, png
from desk_app.attachments.clean import Turned, cleaned
from desk_app.attachments.jpeg import MalformedError
from desk_app.core.errors import UserProblem
from tests.support import pictures
from tests.support.bounded import bounded
from tests.support.pictures import PLANTED, pixels


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_keeps_its_pixels_and_loses_who_where_and_when(mode: str, progressive: bool) -> None:
    original = pictures.jpeg(mode=mode, progressive=progressive)
    assert all(sign in original for sign in PLANTED)

    copy, _ = cleaned(original, "jpeg")

    assert pixels(copy) == pixels(original)
    assert not any(sign in copy for sign in PLANTED)
    with Image.open(io.BytesIO(copy)) as image:
        assert dict(image.getexif()) == {}
        assert "comment" not in image.info
    assert b"Exif" not in copy
    assert copy.endswith(b"\xff\xd9")


def test_the_colour_profile_and_the_adobe_mark_stay() -> None:
    with Image.open(io.BytesIO(cleaned(pictures.jpeg(), "jpeg")[0])) as image:
        assert image.info["icc_profile"]
    with Image.open(io.BytesIO(cleaned(pictures.jpeg(mode="CMYK"), "jpeg")[0])) as image:
        assert image.info["adobe_transform"] is not None


def test_the_coded_data_is_copied_bit_by_bit() -> None:
    original = pictures.jpeg()
    scans = [
        original[part.start : part.end] for part in jpeg.segments(original) if part.mark == jpeg.SOS
    ]

    copy, _ = cleaned(original, "jpeg")

    assert scans
    assert all(scan in copy for scan in scans)


@pytest.mark.parametrize(
    ("lies", "told"),
    [(1, Turned()), (3, Turned(180)), (6, Turned(90)), (8, Turned(270)), (5, Turned(90, True))],
)
def test_how_a_photo_lies_is_told_beside_the_copy(lies: int, told: Turned) -> None:
    assert cleaned(pictures.jpeg(lies), "jpeg")[1] == told


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L", "P", "1"])
def test_a_png_keeps_its_pixels_and_its_size_on_paper(mode: str) -> None:
    original = pictures.png(mode)
    copy, _ = cleaned(original, "png")

    assert pixels(copy) == pixels(original)
    assert not any(sign in copy for sign in PLANTED)
    kinds = [part.kind for part in png.chunks(copy)]
    assert b"pHYs" in kinds
    assert not {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"prVt"} & set(kinds)


def _drawn(data: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [bytes(document[n].render(scale=0.5).buffer) for n in range(len(document))]
    finally:
        document.close()


def test_a_pdf_keeps_its_pages_and_loses_its_author_and_the_place_of_its_photos() -> None:
    original = pictures.pdf()
    copy, _ = cleaned(original, "pdf")

    assert _drawn(copy) == _drawn(original)
    assert not any(sign in copy for sign in PLANTED)
    with pikepdf.open(io.BytesIO(copy)) as document:
        assert "/Info" not in document.trailer
        assert "/Metadata" not in document.Root
        photo = document.pages[0].Resources.XObject.P.read_raw_bytes()
    assert b"Exif" not in photo
    assert pixels(photo) == pixels(pictures.jpeg(6))


def test_a_photo_packed_once_more_in_a_pdf_loses_its_place_and_keeps_its_colours() -> None:
    with pikepdf.open(io.BytesIO(pictures.pdf())) as document:
        photo = document.pages[0].Resources.XObject.P
        packed = zlib.compress(photo.read_raw_bytes())
        meant = pikepdf.Dictionary(ColorTransform=0)
        twice = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
        photo.write(packed, filter=twice, decode_parms=pikepdf.Array([None, meant]))
        out = io.BytesIO()
        document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    copy, _ = cleaned(out.getvalue(), "pdf")

    with pikepdf.open(io.BytesIO(copy)) as document:
        photo = document.pages[0].Resources.XObject.P
        assert photo.Filter == pikepdf.Name.DCTDecode
        assert photo.DecodeParms.ColorTransform == 0
        assert b"Exif" not in photo.read_raw_bytes()
        assert pixels(photo.read_raw_bytes()) == pixels(pictures.jpeg(6))


def test_the_same_pdf_gives_the_same_copy() -> None:
    assert cleaned(pictures.pdf(), "pdf") == cleaned(pictures.pdf(), "pdf")


def test_a_signed_pdf_leaves_byte_by_byte() -> None:
    original = pictures.pdf(signed=True)

    assert cleaned(original, "pdf") == (original, Turned(signed=True))


@bounded(150)
@given(st.data())
def test_whatever_stands_between_the_parts_of_a_jpeg_the_copy_shows_the_same(
    data: st.DataObject,
) -> None:
    original = pictures.jpeg()
    places = [part.start for part in jpeg.segments(original)][1:]
    marks = st.sampled_from([0xE1, 0xE3, 0xEB, 0xED, 0xEF, 0xFE])
    planted = original
    for place in sorted(data.draw(st.lists(st.sampled_from(places), max_size=4)), reverse=True):
        body = data.draw(st.binary(max_size=60)) + PLANTED[0]
        segment = bytes([0xFF, data.draw(marks)]) + (len(body) + 2).to_bytes(2, "big") + body
        planted = planted[:place] + segment + planted[place:]

    copy, _ = cleaned(planted, "jpeg")

    assert copy == cleaned(original, "jpeg")[0]


@bounded(200)
@given(st.integers(2, 4000), st.binary(min_size=1, max_size=6))
def test_a_damaged_picture_is_refused_or_cleaned_and_never_more(place: int, harm: bytes) -> None:
    for original, medium in ((pictures.jpeg(), "jpeg"), (pictures.png(), "png")):
        at = place % len(original)
        broken = original[:at] + harm + original[at + len(harm) :]
        try:
            copy, _ = cleaned(broken, medium)  # type: ignore[arg-type]
        except UserProblem as error:
            codes = {problem.code for problem in error.problems}
        else:
            codes = set()
            assert PLANTED[2] not in copy or PLANTED[2] in harm
        assert codes <= {"evidence.broken"}


@pytest.mark.parametrize("cut", [1, 3, 20, 300])
def test_a_picture_that_is_cut_off_does_not_hold_together(cut: int) -> None:
    whole = pictures.jpeg()[: jpeg.length_of_picture(pictures.jpeg())]
    with pytest.raises(MalformedError):
        list(jpeg.segments(whole[:-cut]))
    whole = pictures.png()[: png.length_of_picture(pictures.png())]
    with pytest.raises(MalformedError):
        list(png.chunks(whole[:-cut]))
