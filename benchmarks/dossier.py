"""`python -m benchmarks dossier [DOCUMENTS]`: how long the worker's program takes to put a complaint with so
many documents (60) into one PDF/A, and how much memory; photos and PDFs of two pages in turns.
"""

import io
import resource
import tempfile
import time
from pathlib import Path

import pikepdf
from django.utils import timezone
from PIL import Image

from ongikar.papers.pdf.bundle import Document, bundle_apart

PHOTO, PAGE = (2_000, 1_500), (1_240, 1_754)
SAMPLE = {
    "language": "bn",
    "office": {
        "name": "উপজেলা কার্যালয়, রংপুর সদর",
        "department": "তথ্য ও যোগাযোগ প্রযুক্তি অধিদপ্তর",
        "address": "রংপুর সদর",
    },
    "title": "অভিযোগের পূর্ণ নথি",
    "number": "৮৫৪৯-২৬-৯-০০০০১",
    "facts": [["অভিযোগকারী", "রহিমা খাতুন"], ["জমা", "৬ ডিসেম্বর ২০২৬"]],
    "sections": [
        {"title": "অভিযোগ", "words": "উত্তর পাইনি। " * 400},
        {
            "title": "যা যা হয়েছে",
            "columns": [{"label": "কখন", "width": 1}, {"label": "কী", "width": 3}],
            "rows": [["৬ ডিসেম্বর ২০২৬, সকাল ১১টা", "অভিযোগ জমা হয়েছে।"]] * 80,
        },
    ],
    "documents_title": "দলিল, প্রতিটির পাতা পেছনে",
}


def main(words: list[str]) -> None:
    count = int(words[0]) if words else 60
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "work").mkdir()
        documents = [sample_document(folder, number) for number in range(1, count + 1)]
        given = sum(Path(each.path).stat().st_size for each in documents)
        begun = time.monotonic()
        made = bundle_apart("dossier", SAMPLE, documents, folder / "work", made_at=timezone.now())
        seconds, used = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
        size = made.stat().st_size
        with pikepdf.open(made) as pdf:
            pages, attached, status = len(pdf.pages), len(pdf.attachments), pdf.open_metadata().pdfa_status
    print(f"{count} documents, {given / 1e6:.0f} MB: {pages} pages, {attached} attached, PDF/A-{status}")
    print(f"{size / 1e6:.0f} MB; {seconds:.1f} s; processor {used.ru_utime + used.ru_stime:.1f} s;", end=" ")
    print(f"at most {used.ru_maxrss // 1024} MB")


def sample_document(folder: Path, number: int) -> Document:
    """Every third a photo of a phone, the others scans of two pages."""
    is_photo = number % 3 == 0
    suffix, media_type = ("jpg", "image/jpeg") if is_photo else ("pdf", "application/pdf")
    path = folder / f"{number}.{suffix}"
    out = io.BytesIO()
    if is_photo:
        picture(PHOTO).save(out, "JPEG", quality=80)
    else:
        picture(PAGE).save(out, "PDF", save_all=True, append_images=[picture(PAGE)])
    path.write_bytes(out.getvalue())
    return Document(str(path), f"document-{number:03}.{suffix}", media_type, f"দলিল {number}", path.name)


def picture(size: tuple[int, int]) -> Image.Image:
    """As hard to pack as a photo of paper: noise, softened."""
    return Image.effect_noise((size[0] // 2, size[1] // 2), 30).resize(size).convert("RGB")


if __name__ == "__main__":
    main([])
