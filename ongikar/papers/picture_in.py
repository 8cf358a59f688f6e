"""A picture that comes in: handed to the small room of `picture_room.py`, and taken back from it as points alone."""

from pathlib import Path

from . import picture_room
from .faults import PaperFault
from .sandbox import run_sandboxed

ROOM = Path(picture_room.__file__)

DAMAGED = (
    "এটি ছবি বা PDF নয়, কিংবা ফাইলটি নষ্ট। JPG, PNG বা PDF দিন।",
    "This is neither a picture nor a PDF, or it is damaged. Send a JPG, PNG or PDF.",
)
TOO_MANY_PIXELS = (
    "ছবিটি ২৫ মেগাপিক্সেলের চেয়ে বড়। ছোট করে দিন, কিংবা ক্যামেরায় ছোট মাপ বেছে আবার তুলুন।",
    "The picture has more than 25 megapixels. Make it smaller, or choose a smaller size in the camera and take it again.",
)
# Also what a fall of the room itself is told as.
TOO_LARGE = (
    "ছবিটি খুললে অনেক বড় হয়ে যায়। নতুন করে তুলে JPG হিসেবে দিন।",
    "The picture becomes far too large when it is opened. Take it again and send it as a JPG.",
)
FAULTS = {picture_room.DAMAGED: DAMAGED, picture_room.TOO_MANY_PIXELS: TOO_MANY_PIXELS}
# How what comes back begins: its media type and its suffix.
DRAWN = {b"\x89PNG\r\n": ("image/png", ".png"), b"\xff\xd8\xff": ("image/jpeg", ".jpg")}


def points_alone(content: bytes) -> tuple[bytes, str, str]:
    """The picture drawn anew, with its media type and suffix; raises PaperFault with the reason."""
    ran = run_sandboxed(ROOM, content, seconds=2 * picture_room.SECONDS)
    if ran is None:
        raise PaperFault(*TOO_LARGE)
    if ran.returncode:
        raise PaperFault(*FAULTS.get(ran.returncode, TOO_LARGE))
    for beginning, (media_type, suffix) in DRAWN.items():
        if ran.stdout.startswith(beginning):
            return ran.stdout, media_type, suffix
    raise PaperFault(*TOO_LARGE)
