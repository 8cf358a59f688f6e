"""Letters that come in and go out, the files they lie in, and the notes on those files."""

from .file import File, NoteParagraph
from .letter import Dispatch, Enclosure, Letter, LetterAct, LetterText, Recipient, Scan

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
