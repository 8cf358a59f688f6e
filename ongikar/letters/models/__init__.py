"""Letters that come in and go out, the files they lie in, and the notes on those files."""

from .file import File, NoteParagraph
from .letter import Letter, LetterAct, LetterText, Scan
from .sending import Dispatch, Enclosure, Recipient

__all__ = [
    "Dispatch",
    "Enclosure",
    "File",
    "Letter",
    "LetterAct",
    "LetterText",
    "NoteParagraph",
    "Recipient",
    "Scan",
]
