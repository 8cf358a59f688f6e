"""Has this very document been brought before? Told at the desk before a second review of it is opened.

The same charter may come in another file, saved anew or pasted: then the bytes differ and the reading does
not.
"""

from functools import lru_cache
from typing import Any

from ongikar.charter.models import CharterVersion
from ongikar.offices.models import Office
from ongikar.rules.charter.parse import read_text

from .ingest import content_digest
from .models import Upload


def reviews_of(office: Office, content: bytes) -> list[Upload]:
    """The reviews of the same document, byte by byte, that are under way or were published;
    the newest first.
    """
    same = office.charter_uploads.filter(sha256=content_digest(content)).exclude(state=Upload.DROPPED)
    return list(same.select_related("version").defer("shown", "reading"))


def version_of(office: Office, content: bytes) -> CharterVersion | None:
    """The newest version that the office's files made of the same document; one made of a review has its
    review.
    """
    from_files = office.charters.filter(upload=None).order_by("-number")
    return next((each for each in from_files if each.document and each.document.encode() == content), None)


# As far back as anybody would bring the same charter again.
MOST_COMPARED = 30


def reviews_that_read_alike(office: Office, reading: dict[str, Any]) -> list[Upload]:
    """The reviews, under way or published, of a document in which the same was read; the newest first."""
    known = office.charter_uploads.exclude(state=Upload.DROPPED).select_related("version").defer("shown")
    return [each for each in known[:MOST_COMPARED] if has_same_content(each.reading, reading)]


def version_that_reads_alike(office: Office, reading: dict[str, Any]) -> CharterVersion | None:
    from_files = office.charters.filter(upload=None).exclude(document="").order_by("-number")
    return next(
        (each for each in from_files if has_same_content(read_document_once(each.document), reading)), None
    )


@lru_cache(maxsize=4)
def read_document_once(document: str) -> dict[str, Any]:
    return read_text(document)


def has_same_content(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Rows, steps and all else but the findings, which tell of a file's own layout."""
    return {key: value for key, value in one.items() if key != "findings"} == {
        key: value for key, value in other.items() if key != "findings"
    }
