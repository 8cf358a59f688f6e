"""A PDF that comes in: handed to the small room of `pdf_room.py`, and taken back from it as pages alone."""

from pathlib import Path

from . import pdf_room
from .faults import PaperFault
from .sandbox import run_sandboxed

ROOM = Path(pdf_room.__file__)

FAULTS = {
    pdf_room.TOO_MANY_PAGES: ("PDF-এ ১০০ পাতার বেশি, কিংবা কোনো পাতা নেই। কম পাতায় দিন।", "The PDF has more than 100 pages, or none. Send fewer."),
    pdf_room.LOCKED: ("PDF-টি পাসওয়ার্ড দেওয়া। পাসওয়ার্ড ছাড়া দিন।", "The PDF is locked with a password. Send it without one."),
    pdf_room.DAMAGED: (
        "PDF-টি খোলা যায়নি, ফাইলটি নষ্ট হতে পারে। আবার তৈরি করে দিন।",
        "The PDF could not be opened; it may be damaged. Make it again and send it.",
    ),
}  # fmt: skip
# Also what a fall of the room itself is told as.
TOO_LARGE = (
    "PDF-টি খুললে অনেক বড় হয়ে যায়। ছবি তুলে বা কম পাতায় দিন।",
    "The PDF becomes far too large when it is opened. Send pictures, or fewer pages.",
)


def pages_alone(content: bytes) -> bytes:
    """The PDF written anew; raises PaperFault with the reason."""
    ran = run_sandboxed(ROOM, content, seconds=2 * pdf_room.SECONDS)
    if ran is None:
        raise PaperFault(*TOO_LARGE)
    if ran.returncode or not ran.stdout.startswith(b"%PDF-"):
        raise PaperFault(*FAULTS.get(ran.returncode, TOO_LARGE))
    return ran.stdout
