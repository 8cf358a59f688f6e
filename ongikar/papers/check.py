"""What may come in: pictures are drawn anew, PDFs are written anew from their pages, all else is refused."""

import hashlib
from dataclasses import dataclass

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from .sandboxed_reading import PaperFault, redraw_pixels, rewrite_pdf


class CountedUpload(TemporaryFileUploadHandler):
    """Spools a file to disk up to the limit. Beyond it the size still grows, so that the refusal can give the
    reason.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= MOST_BYTES:
            self.file.write(raw_data)


__all__ = ["MOST_BYTES", "Clean", "PaperFault", "clean_file"]

MOST_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Clean:
    """A file safe to keep."""

    content: bytes
    media_type: str
    suffix: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def clean_file(content: bytes) -> Clean:
    """The file made safe; raises PaperFault with the reason. What it calls itself does not matter."""
    if not content:
        raise PaperFault("ফাইলটি খালি। অন্য একটি বেছে নিন।", "The file is empty. Choose another.")
    if len(content) > MOST_BYTES:
        raise PaperFault(
            "ফাইলটি ৫ MB-এর চেয়ে বড়। ছোট করে বা কম পাতায় দিন।",
            "The file is larger than 5 MB. Make it smaller or send fewer pages.",
        )
    return clean_pdf(content) if content.startswith(b"%PDF-") else clean_picture(content)


def clean_picture(content: bytes) -> Clean:
    """Drawn anew from its points: place, camera and anything hidden behind the picture stay out."""
    return Clean(*redraw_pixels(content))


def clean_pdf(content: bytes) -> Clean:
    """Its pages alone, written anew."""
    return Clean(rewrite_pdf(content), "application/pdf", ".pdf")
