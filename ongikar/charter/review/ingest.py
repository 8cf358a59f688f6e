"""Taking a document in for review, and entering that somebody has looked at a part."""

import hashlib
import json
import logging
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ongikar.charter.documents import DocumentFault, blocks_of
from ongikar.rules.charter.parse import read_blocks
from ongikar.rules.charter.parse.document.blocks import Block, Paragraph
from ongikar.rules.charter.reading_types import CharterReading
from ongikar.rules.charter.review import CORRECT, Decision

__all__ = ["DocumentFault", "IngestedDocument", "ingest_document", "ingest_in_process"]

log = logging.getLogger("ongikar.charter")
ROOM = Path(__file__).with_name("parse_sandbox.py")
# Longer than the sandbox gives itself: what waits for the machine is not yet lost.
SECONDS = 60

# A document is shown beside its reading, and not as a book: what is beyond stays in the file.
MOST_SHOWN = 6000
NO_SERVICES = (
    ("এই দলিলে কোনো সেবার ছক বা তালিকা পাওয়া যায়নি। সিটিজেন চার্টারের ফাইলটি দিন; ছবি বা স্ক্যান হলে মূল লেখাটি দিন।"),
    (
        "No table or list of services was found in this document. Give the file of the Citizen’s Charter; of"
        " a picture or a scan, the text it was made from."
    ),
)
TOO_HEAVY = (
    (
        "দলিলটি পড়তে অস্বাভাবিক বেশি সময় বা জায়গা লাগে, তাই পড়া থামানো হয়েছে। শুধু চার্টারটি আবার"
        " সংরক্ষণ করে দিন, না হলে লেখাটি নিচে বসান।"
    ),
    (
        "Reading this document takes far too much time or memory, so it was stopped. Save the charter alone"
        " and give it again, or paste its text below."
    ),
)
Line = str | list[str]


class IngestedDocument(NamedTuple):
    """`shown`: the document line by line, a row of a table as its cells."""

    name: str
    sha256: str
    reading: CharterReading
    shown: list[Line]


def content_digest(content: bytes) -> str:
    """By which the same document is known again, byte by byte."""
    return hashlib.sha256(content).hexdigest()


def ingest_document(content: bytes, name: str) -> IngestedDocument:
    """Raises DocumentFault where the document cannot be read, holds no service, or would
    crash the sandbox.
    """
    given = json.dumps(name).encode() + b"\n" + content
    try:
        # Isolated (-I): neither the environment nor the folder it is started in decides what it loads.
        ran = subprocess.run(
            [sys.executable, "-I", str(ROOM)],
            input=given,
            capture_output=True,
            timeout=SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DocumentFault(*TOO_HEAVY) from None
    if ran.returncode:
        log.warning("the sandbox fell over a document: %s", ran.stderr[-500:].decode(errors="replace"))
        raise DocumentFault(*TOO_HEAVY)
    answer = json.loads(ran.stdout)
    if "fault" in answer:
        raise DocumentFault(*answer["fault"])
    return IngestedDocument(**answer["taken"])


def ingest_in_process(content: bytes, name: str) -> IngestedDocument:
    """As `ingest_document`, in this very process."""
    blocks = blocks_of(content, name)
    reading = read_blocks(blocks)
    if not reading["services"]:
        raise DocumentFault(*NO_SERVICES)
    shown = [line for _, line in zip(range(MOST_SHOWN), lines_of_blocks(blocks), strict=False)]
    return IngestedDocument(name, content_digest(content), reading, shown)


def lines_of_blocks(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (line.rstrip() for line in block.text.replace("\0", "").splitlines() if line.strip())
        else:
            for row in block.rows:
                cells = [cell.text.replace("\0", "") for cell in row]
                if any(cell.strip() for cell in cells):
                    yield cells


SEEN = "seen"


def mark_reviewed(part: str) -> Decision:
    return Decision(f"{part}/{SEEN}", CORRECT, "yes")
