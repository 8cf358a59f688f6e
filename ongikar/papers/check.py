"""What may come in: pictures are drawn anew, PDFs are stripped of everything that acts, all else is refused."""

import hashlib
import io
import warnings
from dataclasses import dataclass

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 50_000_000
MOST_PAGES = 100
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
ACTIVE_KEYS = ("/OpenAction", "/AA", "/AcroForm", "/JavaScript")


class PaperFault(ValueError):
    """Why a file is not taken, in both languages."""

    def __init__(self, bn: str, en: str):
        super().__init__(en)
        self.bn, self.en = bn, en


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
    drawn = io.BytesIO()
    if drawn_as == "PNG":
        picture.convert("RGBA" if "A" in picture.getbands() else "RGB").save(drawn, "PNG", optimize=False)
        return Clean(drawn.getvalue(), "image/png", ".png")
    picture.convert("RGB").save(drawn, "JPEG", quality=88)
    return Clean(drawn.getvalue(), "image/jpeg", ".jpg")


def clean_pdf(content: bytes) -> Clean:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise PaperFault(
                    "PDF-এ ১০০ পাতার বেশি। কম পাতায় দিন।", "The PDF has more than 100 pages. Send fewer."
                )
            for key in ACTIVE_KEYS:
                if key in pdf.Root:
                    del pdf.Root[key]
            names = pdf.Root.get("/Names")
            if names is not None:
                for key in ("/JavaScript", "/EmbeddedFiles"):
                    if key in names:
                        del names[key]
            for page in pdf.pages:
                for key in ("/AA", "/Annots"):
                    if key in page.obj:
                        del page.obj[key]
            if "/Metadata" in pdf.Root:
                del pdf.Root["/Metadata"]
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            drawn = io.BytesIO()
            pdf.save(drawn)
    except PaperFault:
        raise
    except pikepdf.PasswordError:
        raise PaperFault(
            "PDF-টি পাসওয়ার্ড দেওয়া। পাসওয়ার্ড ছাড়া দিন।", "The PDF is locked with a password. Send it without one."
        ) from None
    except Exception:
        raise PaperFault(
            "PDF-টি খোলা যায়নি, ফাইলটি নষ্ট হতে পারে। আবার তৈরি করে দিন।",
            "The PDF could not be opened; it may be damaged. Make it again and send it.",
        ) from None
    return Clean(drawn.getvalue(), "application/pdf", ".pdf")
