"""Files that are zip archives of XML (DOCX, XLSX, ODS): checked before anything is unpacked, then read as a
stream.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from ongikar.charter.documents.faults import BOMB, BROKEN, PASSWORD

from .faults import MEGABYTE

MOST_UNPACKED = 250 * MEGABYTE
MOST_PARTS = 20_000
# The same row two thousand times over packs two hundredfold; only what says nothing packs a thousandfold.
LARGE, HIGHEST_RATIO = 20 * MEGABYTE, 400
CHUNK = 1 << 16
ENCRYPTED = 1

Source = bytes | Path
Start = Callable[[str, dict[str, str]], None]
# What the library raises over a damaged archive, an encrypted part, or one packed in a way that it does not
# know.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)


class Archive:
    """An opened archive whose parts are known to be of a sane size. Use as a context."""

    def __init__(self, source: Source, kind: str) -> None:
        self.kind = kind
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        except DAMAGE as fault:
            raise BROKEN.fault(kind=kind) from fault
        parts = self.zip.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise BOMB.fault()
        if any(
            part.file_size > LARGE and part.file_size > HIGHEST_RATIO * part.compress_size for part in parts
        ):
            raise BOMB.fault()
        self.names = {part.filename for part in parts}

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.zip.close()

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part of the archive piece by piece; nothing where it has no such part."""
        if name not in self.names:
            return
        if self.zip.getinfo(name).flag_bits & ENCRYPTED:
            raise PASSWORD.fault()
        try:
            with self.zip.open(name) as part:
                yield from iter(lambda: part.read(CHUNK), b"")
        except DAMAGE as fault:
            raise BROKEN.fault(kind=self.kind) from fault

    def walk(self, name: str, start: Start, end: Callable[[str], None], text: Callable[[str], None]) -> None:
        """Call back for every element of an XML part, named without its namespace's prefix. Entities are
        never unfolded.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, attributes: start(
            _local(tag), {_local(key): value for key, value in attributes.items()}
        )
        parser.EndElementHandler = lambda tag: end(_local(tag))
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)
            if name in self.names:
                parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as fault:
            raise BROKEN.fault(kind=self.kind) from fault

    def _refuse(self, *_: object) -> None:
        """No office program writes a document type into its parts; who does, means to define entities."""
        raise BROKEN.fault(kind=self.kind)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
