"""Published documents as blocks: one small adapter for each format, chosen by what the file holds and not by
its name alone.
"""

from ongikar.charter.documents.faults import DocumentFault
from ongikar.charter.documents.reading import blocks_of, read_document

__all__ = ["DocumentFault", "blocks_of", "read_document"]
