"""Has this very document been brought before? Told at the desk before a second review of it is opened."""

from ongikar.offices.models import Office

from ..models import CharterVersion
from .models import Upload
from .taking_in import digest


def reviews_of(office: Office, content: bytes) -> list[Upload]:
    """The reviews of the same document, byte by byte, that are under way or were published; the newest first."""
    same = office.charter_uploads.filter(sha256=digest(content)).exclude(state=Upload.DROPPED)
    return list(same.select_related("version").defer("shown", "reading"))


def version_of(office: Office, content: bytes) -> CharterVersion | None:
    """The newest version that the office's files made of the same document; one made of a review has its review."""
    from_files = office.charters.filter(upload=None).order_by("-number")
    return next((each for each in from_files if each.document and each.document.encode() == content), None)
