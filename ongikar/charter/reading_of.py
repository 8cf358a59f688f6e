"""A document on disk, as the reading of the charter in it; what cannot be read is refused in both languages."""

from pathlib import Path
from typing import Any

MOST_BYTES = 20_000_000


class Unreadable(ValueError):
    """Why a file gives no reading, and what to do about it: one sentence in each language."""

    def __init__(self, bn: str, en: str):
        super().__init__(en)
        self.bn, self.en = bn, en


def reading_of(path: Path) -> dict[str, Any]:
    """The reading of the charter in a file. Raises Unreadable."""
    from ongikar.rules.charter_text import read

    return read(text_of(path))


def text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable(
                "ফাইলটি ২০ MB-এর চেয়ে বড়; একটি চার্টার এত বড় হয় না", "the file is larger than 20 MB; no charter is"
            )
        content = path.read_bytes()
    except OSError as fault:
        raise Unreadable(f"ফাইলটি খোলা যায়নি: {path}", f"the file could not be opened: {fault}") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(
            "ফাইলটি ইউনিকোড (UTF-8) লেখা নয়। লেখাটি UTF-8 করে সংরক্ষণ করে আবার দিন।",
            "the file is not Unicode text (UTF-8); save it as UTF-8 text and try again",
        ) from None
