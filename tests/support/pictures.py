"""Scans and photos as they come from outside: sound ones, with all that tells of their maker."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

PLANTED = (b"Nguyen Van Bi Mat", b"Maker-7731", b"bi mat 42", b"21 deg N")
_SECRET, _MAKER, _NOTE, _PLACE = (sign.decode() for sign in PLANTED)


def drawn(width: int = 320, height: int = 240, mode: str = "RGB") -> Image.Image:
    """A picture with edges, slopes and two corners that tell how it lies."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    pen = ImageDraw.Draw(image)
    pen.ellipse((width // 4, height // 4, width // 2, height // 2), fill=(170, 30, 40))
    pen.rectangle((0, 0, width // 8, height // 8), fill=(0, 90, 140))
    return image.convert(mode)


def _exif(lies: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = lies
    exif[0x010F], exif[0x013B], exif[0x9286] = _MAKER, _SECRET, _NOTE
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (21.0, 16.0, 30.0)
    place[0x1B] = _PLACE.encode()
    return exif


@cache
def jpeg(lies: int = 1, mode: str = "RGB", *, progressive: bool = False, side: int = 320) -> bytes:
    """A JPEG with EXIF and GPS, XMP, IPTC, a comment, a colour profile, and bytes behind it."""
    out = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    drawn(side, side * 3 // 4, mode).save(
        out, "JPEG", quality=88, exif=_exif(lies), icc_profile=profile if mode == "RGB" else None,
        comment=_NOTE.encode(), progressive=progressive,
    )  # fmt: skip
    data = out.getvalue()
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x>" + PLANTED[0] + b"</x>"
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + PLANTED[0]
    segments = b"".join(
        b"\xff" + bytes([mark]) + struct.pack(">H", len(body) + 2) + body
        for mark, body in ((0xE1, xmp), (0xED, iptc), (0xE5, PLANTED[1]))
    )
    return data[:2] + segments + data[2:] + b"film" + PLANTED[2]


@cache
def png(mode: str = "RGBA") -> bytes:
    """A PNG with texts, EXIF, a time and bytes behind its end."""
    out = io.BytesIO()
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", _SECRET)
    texts.add_text("Comment", _NOTE, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", _SECRET)
    drawn(mode=mode).save(out, "PNG", pnginfo=texts, exif=_exif(1), dpi=(300, 300))
    data = out.getvalue()
    private = chunk(b"prVt", PLANTED[1])
    return data[:-12] + private + data[-12:] + PLANTED[2]


def chunk(kind: bytes, body: bytes) -> bytes:
    """One chunk of a PNG with its checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def bare_png(width: int, height: int, depth: int = 8, colours: int = 2) -> bytes:
    """A PNG that says how large it is and holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def large_png(side: int) -> bytes:
    """A sound see-through PNG of one colour, `side` pixels wide and high."""
    packer = zlib.compressobj(1)
    row = b"\0" + bytes((10, 90, 140, 200)) * side
    rows = b"".join([packer.compress(row) for _ in range(side)]) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(pages: int = 2, **acts: bool) -> bytes:
    """A PDF with Info, XMP and a photo, and with what is asked for: script, launch, …"""
    document = pikepdf.new()
    photo = Stream(document, jpeg(6)[: -len(b"film" + PLANTED[2])])
    photo.update(
        Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=320, Height=240,
                   ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode)
    )  # fmt: skip
    for number in range(pages):
        document.add_blank_page(page_size=(595, 842))
        page = document.pages[number]
        page.Resources = Dictionary(XObject=Dictionary(P=photo))
        page.Contents = Stream(document, b"q 400 0 0 300 90 400 cm /P Do Q")
        page.PieceInfo = Dictionary(Maker=Dictionary(Private=_SECRET))
    document.docinfo["/Author"] = _SECRET
    document.docinfo["/Producer"] = _MAKER
    document.Root.Metadata = Stream(document, b"<x>" + PLANTED[0] + b"</x>")
    if acts.get("script"):
        action = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        document.pages[0].AA = Dictionary(O=Dictionary(S=Name.GoTo, Next=Array([action])))
    if acts.get("launch"):
        document.Root.OpenAction = document.make_indirect(Dictionary(S=Name.Launch, F="calc.exe"))
    if acts.get("embedded"):
        document.attachments["tep.docx"] = b"inside"
    if acts.get("signed"):
        signature = Dictionary(Type=Name.Sig, ByteRange=[0, 1, 2, 3], Contents=b"\0" * 16)
        field = Dictionary(FT=Name.Sig, T="Chu ky", V=document.make_indirect(signature))
        document.Root.AcroForm = Dictionary(Fields=[document.make_indirect(field)])
    out = io.BytesIO()
    document.save(out, fix_metadata_version=False, static_id=True)
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    document = pikepdf.new()
    document.add_blank_page()
    out = io.BytesIO()
    document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def archive() -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        opened.writestr("a.exe", b"MZ" * 50)
    return out.getvalue()


def pixels(data: bytes) -> tuple[str, tuple[int, int], bytes]:
    """What a decoder makes of a picture."""
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image.mode, image.size, image.tobytes()
