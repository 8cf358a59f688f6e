"""Scanned pages: how many a file has, one of them for the screen, and many joined into one PDF."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import scan_sandbox
from .check import PDF_TOO_LARGE, Clean, PaperFault, run_sandboxed

SANDBOX = Path(scan_sandbox.__file__)
MOST_PAGES = scan_sandbox.MOST_PAGES
TURNS = (0, 90, 180, 270)
FAULTS = {
    scan_sandbox.DAMAGED: (
        "পাতাটি খোলা যায়নি। নতুন করে স্ক্যান করে দিন।",
        "The page could not be opened. Scan it again and send it.",
    ),
    scan_sandbox.TOO_MANY_PAGES: (
        "এক চিঠিতে সর্বোচ্চ ১০০ পাতা রাখা যায়।",
        "One letter can have at most 100 pages.",
    ),
}


def ask_sandbox(do: str, contents: Sequence[bytes], **told: Any) -> bytes:
    head = {"do": do, "sizes": [len(each) for each in contents], **told}
    ran = run_sandboxed(
        SANDBOX,
        b"".join((json.dumps(head).encode(), b"\n", *contents)),
        seconds=2 * scan_sandbox.SECONDS,
    )
    if ran is None or ran.returncode:
        raise PaperFault(*FAULTS.get(ran.returncode if ran else 0, PDF_TOO_LARGE))
    return ran.stdout


def count_pages(content: bytes) -> int:
    """The pages of a file that was made safe before; raises PaperFault."""
    return int(ask_sandbox(scan_sandbox.COUNT, [content]))


def draw_page(content: bytes, page: int, turn: int, *, side: int = scan_sandbox.SHOWN_SIDE) -> bytes:
    """One page of a file as a JPEG whose longer side is so many points, turned by so many degrees with the
    clock; raises PaperFault.
    """
    return ask_sandbox(scan_sandbox.DRAW, [content], page=page, turn=turn, side=side)


def join_pages(contents: Sequence[bytes], pages: Sequence[tuple[int, int, int]]) -> Clean:
    """One PDF of pages, each (which file, which page of it, degrees with the clock); raises PaperFault."""
    return Clean(ask_sandbox(scan_sandbox.JOIN, contents, pages=list(pages)), "application/pdf", ".pdf")
