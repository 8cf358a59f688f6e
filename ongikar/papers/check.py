"""What may come in: pictures are drawn anew, PDFs are written anew from their pages, all else is refused."""

import hashlib
import io
import warnings
from dataclasses import dataclass

from .faults import PaperFault
from .pdf_in import pages_alone

__all__ = ["MOST_BYTES", "Clean", "PaperFault", "clean"]

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 50_000_000
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


@dataclass(frozen=True, slots=True)
class Clean:
    """A file safe to keep."""

    content: bytes
    media_type: str
    suffix: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def clean(content: bytes) -> Clean:
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
    """Drawn anew from its pixels: place, camera and anything hidden behind the picture stay out."""
    # Loaded when the first picture comes: most processes of most days see none.
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=list(PICTURES))
            drawn_as = picture.format
            if picture.width * picture.height > MOST_PIXELS:
                raise PaperFault("ছবিটি অনেক বড়। ছোট করে দিন।", "The picture is too large. Make it smaller.")
            picture.load()
            picture = ImageOps.exif_transpose(picture)
    except PaperFault:
        raise
    except Exception:
        raise PaperFault(
            "এটি ছবি বা PDF নয়, কিংবা ফাইলটি নষ্ট। JPG, PNG বা PDF দিন।",
            "This is neither a picture nor a PDF, or it is damaged. Send a JPG, PNG or PDF.",
        ) from None
    # Colour profiles, comments and captions would be carried over beside the pixels.
    picture.info = {}
    drawn = io.BytesIO()
    if drawn_as == "PNG":
        picture.convert("RGBA" if "A" in picture.getbands() else "RGB").save(drawn, "PNG", optimize=False)
        return Clean(drawn.getvalue(), "image/png", ".png")
    picture.convert("RGB").save(drawn, "JPEG", quality=88)
    return Clean(drawn.getvalue(), "image/jpeg", ".jpg")


def clean_pdf(content: bytes) -> Clean:
    """Its pages alone, written anew."""
    return Clean(pages_alone(content), "application/pdf", ".pdf")
