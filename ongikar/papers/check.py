"""What may come in: pictures are drawn anew and PDFs written anew by small sandboxed programs; all else is
refused.
"""

import hashlib
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from . import picture_sandbox
from .pdf import sandbox


class PaperFault(ValueError):
    """Why a file is not taken, in both languages."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


# At once in one process of ours. Each may take some hundred megabytes, and an office has one old PC.
AT_ONCE = 2
# Seconds to wait for a turn; whoever waits longer is asked to come again.
WAIT = 20.0

BUSY = (
    "এই মুহূর্তে অনেকে একসঙ্গে ফাইল দিচ্ছেন। আধা মিনিট পরে আবার দিন।",
    "Many people are sending files at this moment. Send it again in half a minute.",
)

_turns = threading.BoundedSemaphore(AT_ONCE)


def run_sandboxed(script: Path, content: bytes, *, seconds: float) -> subprocess.CompletedProcess | None:
    """Run `script` with `content` as its input; None where it took longer than `seconds` by the
    wall.

    Memory and processor time it limits by itself. Raises PaperFault where too many run already.
    """
    if not _turns.acquire(timeout=WAIT):
        raise PaperFault(*BUSY)
    try:
        # Isolated (-I): neither the environment nor the folder it is started in decides what it loads.
        return subprocess.run(
            [sys.executable, "-I", str(script)],
            input=content,
            capture_output=True,
            timeout=seconds,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    finally:
        _turns.release()


PDF_SANDBOX = Path(sandbox.__file__)

PDF_FAULTS = {
    sandbox.TOO_MANY_PAGES: (
        "PDF-এ ১০০ পাতার বেশি, কিংবা কোনো পাতা নেই। কম পাতায় দিন।",
        "The PDF has more than 100 pages, or none. Send fewer.",
    ),
    sandbox.LOCKED: (
        "PDF-টি পাসওয়ার্ড দেওয়া। পাসওয়ার্ড ছাড়া দিন।",
        "The PDF is locked with a password. Send it without one.",
    ),
    sandbox.DAMAGED: (
        "PDF-টি খোলা যায়নি, ফাইলটি নষ্ট হতে পারে। আবার তৈরি করে দিন।",
        "The PDF could not be opened; it may be damaged. Make it again and send it.",
    ),
}
# Also what a crash of the sandbox itself is told as.
PDF_TOO_LARGE = (
    "PDF-টি খুললে অনেক বড় হয়ে যায়। ছবি তুলে বা কম পাতায় দিন।",
    "The PDF becomes far too large when it is opened. Send pictures, or fewer pages.",
)


def rewrite_pdf(content: bytes) -> bytes:
    """The PDF written anew; raises PaperFault with the reason."""
    ran = run_sandboxed(PDF_SANDBOX, content, seconds=2 * sandbox.SECONDS)
    if ran is None:
        raise PaperFault(*PDF_TOO_LARGE)
    if ran.returncode or not ran.stdout.startswith(b"%PDF-"):
        raise PaperFault(*PDF_FAULTS.get(ran.returncode, PDF_TOO_LARGE))
    return ran.stdout


PICTURE_SANDBOX = Path(picture_sandbox.__file__)

DAMAGED = (
    "এটি ছবি বা PDF নয়, কিংবা ফাইলটি নষ্ট। JPG, PNG বা PDF দিন।",
    "This is neither a picture nor a PDF, or it is damaged. Send a JPG, PNG or PDF.",
)
TOO_MANY_PIXELS = (
    "ছবিটি ২৫ মেগাপিক্সেলের চেয়ে বড়। ছোট করে দিন, কিংবা ক্যামেরায় ছোট মাপ বেছে আবার তুলুন।",
    (
        "The picture has more than 25 megapixels. Make it smaller, or choose a smaller size in the camera and"
        " take it again."
    ),
)
# Also what a crash of the sandbox itself is told as.
PICTURE_TOO_LARGE = (
    "ছবিটি খুললে অনেক বড় হয়ে যায়। নতুন করে তুলে JPG হিসেবে দিন।",
    "The picture becomes far too large when it is opened. Take it again and send it as a JPG.",
)
PICTURE_FAULTS = {picture_sandbox.DAMAGED: DAMAGED, picture_sandbox.TOO_MANY_PIXELS: TOO_MANY_PIXELS}
# How what comes back begins: its media type and its suffix.
DRAWN = {b"\x89PNG\r\n": ("image/png", ".png"), b"\xff\xd8\xff": ("image/jpeg", ".jpg")}


def redraw_pixels(content: bytes) -> tuple[bytes, str, str]:
    """The picture drawn anew, with its media type and suffix; raises PaperFault with the reason."""
    ran = run_sandboxed(PICTURE_SANDBOX, content, seconds=2 * picture_sandbox.SECONDS)
    if ran is None:
        raise PaperFault(*PICTURE_TOO_LARGE)
    if ran.returncode:
        raise PaperFault(*PICTURE_FAULTS.get(ran.returncode, PICTURE_TOO_LARGE))
    for beginning, (media_type, suffix) in DRAWN.items():
        if ran.stdout.startswith(beginning):
            return ran.stdout, media_type, suffix
    raise PaperFault(*PICTURE_TOO_LARGE)


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
