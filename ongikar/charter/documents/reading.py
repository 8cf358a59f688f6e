"""Any document to its reading: what the file is, by its first bytes, and the adapter that makes blocks of
it.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ongikar.charter.documents import faults
from ongikar.rules.charter.parse import read_blocks
from ongikar.rules.charter.parse.document.blocks import Block, runs_of
from ongikar.rules.charter.reading_types import CharterReading

from .faults import MEGABYTE, MOST_BYTES

Source = bytes | Path
HEAD = 4_096
ADAPTERS = "ongikar.charter.documents"


class Adapter(NamedTuple):
    """A function by name, so that reading text loads nothing that only a PDF needs."""

    module: str
    function: str = "blocks"

    def blocks(self, source: Source) -> list[Block]:
        made: Callable[[Source], list[Block]] = getattr(
            import_module(f"{ADAPTERS}.{self.module}"), self.function
        )
        return made(source)


# First bytes that tell what a file is, whatever its name says.
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
PICTURE_FAMILIES = (b"ftyphei", b"ftyphev", b"ftypmif", b"ftypmsf", b"ftypavif", b"WEBP")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
PDF = b"%PDF-"
RTF = b"{\\rtf"

# A zip archive is known by a part that only its format has.
ARCHIVES = (("word/", Adapter("docx")), ("xl/", Adapter("xlsx")), ("content.xml", Adapter("opendocument")))
SUFFIXES = {
    ".html": Adapter("html"),
    ".htm": Adapter("html"),
    ".xhtml": Adapter("html"),
    ".md": Adapter("text", "markdown_blocks"),
    ".markdown": Adapter("text", "markdown_blocks"),
}
TEXT = Adapter("text")


def read_document(path: Path) -> CharterReading:
    """The reading of the document in a file. DocumentFault where it cannot be read."""
    try:
        return read_blocks(blocks_of(path, path.name))
    except OSError as fault:
        raise faults.NOT_OPENED.fault(name=path) from fault


def blocks_of(content: Source, name: str) -> list[Block]:
    """The blocks of a document given as bytes or as a file's path; `name` decides only where the bytes do
    not.

    DocumentFault says in both languages what is wrong with it; OSError where the file cannot be opened.
    """
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    if size > MOST_BYTES:
        raise faults.TOO_LARGE.fault(most=MOST_BYTES // MEGABYTE)
    head = _head(content)
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe") and size <= HEAD:
        raise faults.EMPTY.fault()
    try:
        blocks = _adapter(content, head, name).blocks(content)
    except (MemoryError, RecursionError) as fault:
        raise faults.BROKEN.fault(kind=Path(name).suffix.lstrip(".").upper() or "?") from fault
    if not any(run.text.strip() for run in runs_of(blocks)):
        raise faults.NO_TEXT.fault()
    return blocks


def _head(content: Source) -> bytes:
    if isinstance(content, bytes):
        return content[:HEAD]
    with content.open("rb") as file:
        return file.read(HEAD)


def _adapter(content: Source, head: bytes, name: str) -> Adapter:
    if head.startswith(PICTURES) or any(family in head[:16] for family in PICTURE_FAMILIES):
        raise faults.PICTURE.fault()
    if head.startswith(OLE):
        raise _old_office(content)
    if head.startswith(RTF):
        raise faults.OLD_OFFICE.fault(kind="RTF")
    if PDF in head[:1024]:
        return Adapter("pdf")
    if head.startswith(ZIP):
        return _archive_adapter(content, name)
    suffix = Path(name).suffix.casefold()
    if suffix in (".docx", ".xlsx", ".ods", ".odt", ".pdf"):
        raise faults.BROKEN.fault(kind=suffix[1:].upper())
    from ongikar.charter.documents.html import looks_like_html

    if suffix not in SUFFIXES and looks_like_html(head.replace(b"\0", b"").decode("latin-1")):
        return SUFFIXES[".html"]
    return SUFFIXES.get(suffix, TEXT)


def _archive_adapter(content: Source, name: str) -> Adapter:
    from ongikar.charter.documents.archive import Archive

    with Archive(content, Path(name).suffix.lstrip(".").upper() or "ZIP") as archive:
        for part, adapter in ARCHIVES:
            if any(found.startswith(part) for found in archive.names):
                return adapter
    raise faults.NOT_A_DOCUMENT.fault()


def _old_office(content: Source) -> faults.DocumentFault:
    """A file of the old kind; a new one under a password is kept in the same container."""
    names = content if isinstance(content, bytes) else content.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in names:
        return faults.PASSWORD.fault()
    for name, kind in (("WordDocument", "Word (DOC)"), ("Workbook", "Excel (XLS)"), ("Book", "Excel (XLS)")):
        if name.encode("utf-16-le") in names:
            return faults.OLD_OFFICE.fault(kind=kind)
    return faults.OLD_OFFICE.fault(kind="Office")
