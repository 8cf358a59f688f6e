"""A program of its own that sets one file of many documents: words by a template, every page of every
document drawn into it, and the documents themselves attached, as PDF/A-3 that any archive keeps.

What it reads was written anew before it was kept (papers/check.py); unpacking dozens of documents still takes
more memory than a worker has to spare, and a program that ends lets go of it.
"""

import json
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .render import FONTS, TEMPLATES, PaperTemplateFault, printable

if TYPE_CHECKING:
    import pikepdf

MEMORY = 600 * 1024 * 1024
# The longer side of a drawn page, in points of its picture: A4 at 150 dots an inch.
SIDE, QUALITY = 1_754, 75
# Of one document so many pages are drawn; of all, so many bytes are attached. What is beyond stays in its
# place at the office, and its hash in the list.
MOST_PAGES, MOST_ATTACHED = 100, 80 * 1024 * 1024
TOO_LARGE = 3
PR_SET_PDEATHSIG = 1
MADE = "bundle.pdf"
# In points.
A4, RIM = (595.0, 842.0), 28.0


@dataclass(frozen=True, slots=True)
class Document:
    """One document: where its file lies, the name under which it is attached, and the words beside it."""

    path: str
    name: str
    media_type: str
    title: str
    note: str


def bundle_apart(
    template: str,
    data: Mapping[str, Any],
    documents: Sequence[Document],
    folder: Path,
    *,
    made_at: datetime,
) -> Path:
    """The file in `folder`, made by a program that ends with it. Raises MemoryError where that needed too
    much, and PaperTemplateFault.
    """
    asked = json.dumps(
        [template, printable(data), [asdict(each) for each in documents], str(folder), made_at.isoformat()],
        ensure_ascii=False,
    )
    ran = subprocess.run(
        [sys.executable, "-m", "ongikar.papers.pdf.bundle"], input=asked.encode(), capture_output=True
    )
    if ran.returncode in (-signal.SIGABRT, -signal.SIGKILL, TOO_LARGE):
        raise MemoryError(template)
    if ran.returncode:
        raise PaperTemplateFault(ran.stderr.decode(errors="replace")[-2000:])
    return folder / MADE


def set_bundle(
    template: str, data: dict[str, Any], documents: list[Document], folder: Path, made_at: datetime
) -> None:
    """The words by the typesetter, then page by page the documents: it would keep each picture unpacked."""
    import pikepdf

    left, shown, pages = MOST_ATTACHED, [], []
    for place, document in enumerate(documents, start=1):
        size = Path(document.path).stat().st_size
        is_attached = size <= left
        left -= size if is_attached else 0
        pages.append(draw_pages(document, folder, place))
        shown.append(asdict(document) | {"pages": len(pages[-1]), "attached": is_attached})
    made = folder / MADE
    made.write_bytes(set_words(template, data | {"documents": shown}, folder, made_at))
    with pikepdf.open(made, allow_overwriting_input=True) as pdf:
        with pdf.open_outline() as outline:
            for document, drawn, said in zip(documents, pages, shown, strict=True):
                for number, name in enumerate(drawn, start=1):
                    add_page(pdf, folder / name, f"{document.title}, {number}")
                    if number == 1:
                        outline.root.append(pikepdf.OutlineItem(document.title, len(pdf.pages) - 1))
                if said["attached"]:
                    attach(pdf, document, made_at)
        # What is attached is packed already, and so is what the typesetter wrote.
        pdf.save(made, compress_streams=False, deterministic_id=True)


def set_words(template: str, data: dict[str, Any], folder: Path, made_at: datetime) -> bytes:
    import typst

    from .text_layer import deduplicate_text

    for source in (f"{template}.typ", "stationery.typ"):
        shutil.copyfile(TEMPLATES / source, folder / source)
    compiler = typst.Compiler(root=folder, font_paths=[FONTS], ignore_system_fonts=True)
    made = compiler.compile(
        input=folder / f"{template}.typ",
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "is_dated": "yes"},
        # For archives, and read aloud: one file that is both.
        pdf_standards=["a-3a", "ua-1"],
        timestamp=made_at.replace(microsecond=0),
    )
    return deduplicate_text(cast(bytes, made))


def draw_pages(document: Document, folder: Path, place: int) -> list[str]:
    """The pages as pictures in the folder, by their names; none of what cannot be drawn."""
    from PIL import Image

    names = []
    for number, drawn in enumerate(pictures_of(document), start=1):
        picture = drawn.convert("RGB")
        picture.thumbnail((SIDE, SIDE), Image.Resampling.BICUBIC)
        name = f"page-{place:03}-{number:03}.jpg"
        # Without the fields of the camera: what is drawn has pixels only.
        picture.save(folder / name, "JPEG", quality=QUALITY)
        names.append(name)
    return names


def pictures_of(document: Document) -> Iterator[Any]:
    from PIL import Image

    if document.media_type.startswith("image/"):
        with Image.open(document.path) as picture:
            yield picture
    elif document.media_type == "application/pdf":
        import pypdfium2

        pages = pypdfium2.PdfDocument(document.path)
        for number in range(min(len(pages), MOST_PAGES)):
            page = pages[number]
            yield page.render(scale=SIDE / max(page.get_size())).to_pil()


def add_page(pdf: "pikepdf.Pdf", file: Path, words: str) -> None:
    """A page of one picture, tagged with its words, so that the whole stays one that is read aloud."""
    import pikepdf
    from PIL import Image

    with Image.open(file) as picture:
        size = picture.size
    image = pikepdf.Stream(
        pdf,
        file.read_bytes(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    width, height = A4 if size[0] <= size[1] else A4[::-1]
    scale = min((width - 2 * RIM) / size[0], (height - 2 * RIM) / size[1])
    wide, high = size[0] * scale, size[1] * scale
    left, low = (width - wide) / 2, (height - high) / 2
    pdf.add_blank_page(page_size=(width, height))
    page = pdf.pages[-1].obj
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Drawn=image))
    place = f"{wide:.2f} 0 0 {high:.2f} {left:.2f} {low:.2f} cm"
    page.Contents = pdf.make_stream(f"/Figure <</MCID 0>> BDC q {place} /Drawn Do Q EMC".encode())
    tag_figure(pdf, page, words, [left, low, left + wide, low + high])


def tag_figure(pdf: "pikepdf.Pdf", page: Any, words: str, box: list[float]) -> None:
    """Enter the page's one figure in the tree of what is read aloud."""
    import pikepdf

    tree = pdf.Root.StructTreeRoot
    above = tree.K[0] if isinstance(tree.K, pikepdf.Array) else tree.K
    key = int(tree.get("/ParentTreeNextKey", 0))
    figure = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem,
            S=pikepdf.Name.Figure,
            P=above,
            Pg=page,
            K=0,
            Alt=words,
            A=pikepdf.Dictionary(
                O=pikepdf.Name.Layout,
                Placement=pikepdf.Name.Block,
                BBox=[round(edge, 2) for edge in box],
            ),
        )
    )
    kids = above.K if isinstance(above.get("/K"), pikepdf.Array) else pikepdf.Array([above.K])
    kids.append(figure)
    above.K = kids
    page.StructParents, page.Tabs = key, pikepdf.Name.S
    pikepdf.NumberTree(tree.ParentTree)[key] = pikepdf.Array([figure])
    tree.ParentTreeNextKey = key + 1


def attach(pdf: "pikepdf.Pdf", document: Document, made_at: datetime) -> None:
    """The file itself, byte for byte as it is kept: by its hash anybody can tell that it is the same."""
    import pikepdf

    file = pikepdf.AttachedFileSpec.from_filepath(pdf, document.path, description=document.title)
    file.obj.AFRelationship = pikepdf.Name.Source
    file.filename = document.name
    inner = file.get_file()
    inner.mime_type, inner.mod_date = document.media_type, made_at
    pdf.attachments[document.name] = file
    named = pdf.Root.get("/AF", pikepdf.Array())
    named.append(file.obj)
    pdf.Root.AF = named


def main() -> int:
    if sys.platform.startswith("linux"):
        import ctypes

        # Whoever asked may be killed: nobody would read what is set.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        template, data, documents, folder, made_at = json.load(sys.stdin.buffer)
        set_bundle(
            template,
            data,
            [Document(**each) for each in documents],
            Path(folder),
            datetime.fromisoformat(made_at),
        )
    except MemoryError:
        return TOO_LARGE
    return 0


if __name__ == "__main__":
    sys.exit(main())
