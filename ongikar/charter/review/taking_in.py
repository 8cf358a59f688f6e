"""A document becomes an upload: what was read in it, and what it says for showing beside."""

import hashlib
from typing import Any, NamedTuple

from ongikar.rules.charter_text import read

# A document is shown beside its reading, and not as a book: what is beyond stays in the file.
MOST_SHOWN = 6000
NO_SERVICES = (
    "এই দলিলে কোনো সেবার ছক বা তালিকা পাওয়া যায়নি। সিটিজেন চার্টারের ফাইলটি দিন; ছবি বা স্ক্যান হলে মূল লেখাটি দিন।",
    "No table or list of services was found in this document. Give the file of the Citizen’s Charter; of a picture or a scan, the text it was made from.",
)
NOT_TEXT = (
    "ফাইলটি ইউনিকোড (UTF-8) লেখা নয়। লেখাটি UTF-8 করে সংরক্ষণ করে আবার দিন।",
    "The file is not Unicode text (UTF-8). Save it as UTF-8 text and try again.",
)


class DocumentFault(Exception):
    """Why a document cannot be taken in, in both languages."""

    def __init__(self, bn: str, en: str):
        super().__init__(en)
        self.bn, self.en = bn, en


class TakenIn(NamedTuple):
    name: str
    sha256: str
    reading: dict[str, Any]
    shown: list[str | list[str]]


def take_in(content: bytes, name: str) -> TakenIn:
    """Raises DocumentFault where the document cannot be read, or holds no service."""
    reading, shown = read_and_show(content, name)
    if not reading["services"]:
        raise DocumentFault(*NO_SERVICES)
    return TakenIn(name, hashlib.sha256(content).hexdigest(), reading, shown[:MOST_SHOWN])


def read_and_show(content: bytes, name: str) -> tuple[dict[str, Any], list[str | list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentFault(*NOT_TEXT) from None
    return read(text), [line.rstrip() for line in text.replace("\0", "").splitlines() if line.strip()]
