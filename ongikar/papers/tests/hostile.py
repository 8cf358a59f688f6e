"""Papers that mean harm, made for the tests: polyglots, PDFs that act, pictures that tell, and bombs."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, PngImagePlugin

MARK = b"harm-from-outside"
TEXT = MARK.decode()


def picture(kind: str = "JPEG", **extra) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "#006a4e").save(made, kind, **extra)
    return made.getvalue()


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMain-Class: " + TEXT)
    return made.getvalue()


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda made: None, **how) -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        change(made)
        made.save(written, **how)
    return written.getvalue()


def action(kind: str, **more) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **more)


def script() -> Dictionary:
    return action("JavaScript", JS=f"app.alert('{TEXT}')")


def on_page(**keys):
    def change(made: pikepdf.Pdf) -> None:
        for key, value in keys.items():
            made.pages[0].obj[f"/{key}"] = value

    return change


def on_root(**keys):
    def change(made: pikepdf.Pdf) -> None:
        for key, value in keys.items():
            made.Root[f"/{key}"] = value

    return change


def annotated(**keys):
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 99, 99]), **keys)
    return on_page(Annots=Array([note]))


def file_within(made: pikepdf.Pdf) -> Dictionary:
    held = Dictionary(F=made.make_indirect(Stream(made, MARK)))
    return made.make_indirect(Dictionary(Type=Name.Filespec, F=TEXT, EF=held))


def attachment(made: pikepdf.Pdf) -> None:
    made.Root.AF = Array([file_within(made)])
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=file_within(made)
    )
    made.pages[0].obj.Annots = Array([note])
    made.pages[0].obj.AF = Array([file_within(made)])


def nested_names(made: pikepdf.Pdf) -> None:
    leaf = made.make_indirect(Dictionary(Names=Array(["a", script()]), Limits=Array(["a", "a"])))
    made.Root.Names = Dictionary(
        JavaScript=Dictionary(Kids=Array([made.make_indirect(Dictionary(Kids=Array([leaf])))])),
        EmbeddedFiles=Dictionary(Kids=Array([Dictionary(Names=Array([TEXT, file_within(made)]))])),
    )


def form(made: pikepdf.Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T=TEXT, AA=Dictionary(K=script()))
    made.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=Stream(made, b"<xdp>" + MARK + b"</xdp>"))


def drawn_from_outside(made: pikepdf.Pdf) -> None:
    """A picture whose bytes lie in a file elsewhere, and a reference to a page of another PDF."""
    outside = Stream(made, b"")
    outside.Type, outside.Subtype = Name.XObject, Name.Form
    outside.BBox = Array([0, 0, 9, 9])
    outside.F = f"\\\\{TEXT}\\share\\a.pdf"
    outside.Ref = Dictionary(F=TEXT, Page=0)
    outside.PieceInfo = Dictionary(Private=TEXT)
    outside.Metadata = Stream(made, MARK)
    made.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Fm0=made.make_indirect(outside)))


def outlined(made: pikepdf.Pdf) -> None:
    made.Root.Outlines = Dictionary(First=Dictionary(Title=TEXT, A=script()), Count=1)
    made.Root.Threads = Array([Dictionary(I=Dictionary(Title=TEXT))])


def answer_text(made: pikepdf.Pdf) -> None:
    made.docinfo["/Author"] = TEXT
    made.Root.Metadata = Stream(made, MARK)
    made.pages[0].obj.PieceInfo = Dictionary(App=Dictionary(Private=TEXT))
    made.pages[0].obj.Thumb = made.make_indirect(Stream(made, MARK))


# Each holds MARK; of none may it be left.
ACTING = {
    "opens with a script": lambda: pdf(on_root(OpenAction=script())),
    "a script in the actions of the document": lambda: pdf(on_root(AA=Dictionary(WC=script()))),
    "a script in the actions of a page": lambda: pdf(on_page(AA=Dictionary(O=script()))),
    "starts a program": lambda: pdf(annotated(A=action("Launch", F=TEXT, Win=Dictionary(F=TEXT)))),
    "leads to an address": lambda: pdf(annotated(A=action("URI", URI=f"http://{TEXT}.example/"))),
    "sends a form": lambda: pdf(annotated(A=action("SubmitForm", F=Dictionary(FS=Name.URL, F=TEXT)))),
    "goes to another file": lambda: pdf(annotated(A=action("GoToR", F=TEXT, D=Array([0])))),
    "a script after another action": lambda: pdf(
        annotated(A=action("Named", N=Name.NextPage, Next=Array([script()])))
    ),
    "plays a film": lambda: pdf(annotated(A=action("Rendition", JS=TEXT, R=Dictionary(N=TEXT)))),
    "scripts and files under nested names": lambda: pdf(nested_names),
    "files at the document, a page and a note": lambda: pdf(attachment),
    "a form with XFA": lambda: pdf(form),
    "drawn from outside": lambda: pdf(drawn_from_outside),
    "bookmarks with a script": lambda: pdf(outlined),
    "an author, a thumbnail and private data": lambda: pdf(answer_text),
    "all of it in object streams": lambda: pdf(
        lambda made: [change(made) for change in (nested_names, attachment, form, outlined)],
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    ),
    "a page with HTML before its end": lambda: pdf() + b"\n<script>" + MARK + b"</script>",
    "a page with a zip behind it": lambda: pdf() + zipped(),
    "a page with HTML in a comment at its head": (
        lambda: pdf().replace(b"\n", b"\n%<script>" + MARK + b"</script>\n", 1)
    ),
    "a language of its own": lambda: pdf(on_root(Lang=TEXT)),
}


def chunk_of_text() -> bytes:
    held = PngImagePlugin.PngInfo()
    held.add_text("Comment", TEXT)
    held.add_itxt("XML:com.adobe.xmp", TEXT)
    return picture("PNG", pnginfo=held)


def placed() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = TEXT
    exif.get_ifd(0x8825)[29] = TEXT
    return picture(exif=exif)


# Pictures that hold MARK beside their pixels.
TELLING = {
    "a place and a camera": placed,
    "a comment": lambda: picture(comment=MARK),
    "a colour profile": lambda: picture(icc_profile=b"\0" * 128 + MARK),
    "a colour profile in a PNG": lambda: picture("PNG", icc_profile=b"\0" * 128 + MARK),
    "texts in a PNG": chunk_of_text,
    "a program behind a JPEG": lambda: picture() + zipped(),
    "a page behind a PNG": lambda: picture("PNG") + b"<script>" + MARK + b"</script>",
    "a PDF behind a JPEG": lambda: picture() + pdf(on_root(OpenAction=script())),
    "words of a WEBP": lambda: picture("WEBP", xmp=MARK),
}

GIF = b"GIF89a" + b"\1\0\1\0\0\0\0" + b"\x2c\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
# None of these is a picture or a PDF to us, whatever else they are.
REFUSED = {
    "a GIF that is a program (GIFAR)": GIF + zipped(),
    "a GIF that is a script": b"GIF89a=1;alert(1)//" + GIF[6:],
    "a drawing with a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "a drawing that looks like XML first": (
        b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>"
    ),
    "a zip that calls itself a PDF": zipped() + pdf(),
    "a page before a PDF": b"<script>alert(1)</script>" + pdf(),
    "a PDF that begins a line later": b"\n" + pdf(),
    "PostScript": b"%!PS-Adobe-3.0\n(" + MARK + b") run",
    "a TIFF": picture("TIFF"),
    "a BMP": picture("BMP"),
    "an icon": picture("ICO"),
}


def of_packed_objects(megabytes: int, *, twice: bool = False) -> bytes:
    """A PDF of one page whose objects lie in one stream that unpacks to so many MB more."""
    things = [
        b"<< /Type /Catalog /Pages 5 0 R >>",
        b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 5 0 R /MediaBox [0 0 9 9] >>",
    ]
    places = [sum(len(thing) + 1 for thing in things[:n]) for n in range(3)]
    head = b" ".join(b"%d %d" % (4 + n, place) for n, place in enumerate(places)) + b" "
    packer = zlib.compressobj(9)
    body = packer.compress(head + b" ".join(things))
    body += b"".join(packer.compress(b" " * 1024 * 1024) for _ in range(megabytes)) + packer.flush()
    filters = b"/FlateDecode"
    if twice:
        body, filters = zlib.compress(body, 9), b"[/FlateDecode /FlateDecode]"
    packed = (
        b"1 0 obj\n<< /Type /ObjStm /N 3 /First %d /Filter %s /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (
            len(head),
            filters,
            len(body),
            body,
        )
    )
    begin = b"%PDF-1.5\n"
    cross_at = len(begin) + len(packed)
    lines = [(0, 0, 255), (1, len(begin), 0), (1, cross_at, 0), (0, 0, 0), (2, 1, 0), (2, 1, 1), (2, 1, 2)]
    table = b"".join(bytes([kind]) + where.to_bytes(4) + bytes([which]) for kind, where, which in lines)
    cross = (
        b"2 0 obj\n<< /Type /XRef /Size 7 /W [1 4 1] /Root 4 0 R /Length %d"
        b" >>\nstream\n%s\nendstream\nendobj\n"
        % (
            len(table),
            table,
        )
    )
    return begin + packed + cross + b"startxref\n%d\n%%%%EOF\n" % cross_at


BOMBS = {
    "objects of 1.5 GB": lambda: of_packed_objects(1500),
    "packed twice": lambda: of_packed_objects(1500, twice=True),
}
