"""How long reading a charter takes, and how much memory, in every format: python -m
benchmarks.charter_reading

Each figure is measured in a process of its own, so that one document's memory is not the next one's. The
documents are made here: the office's own charter; 40 pages of services; 2,000 services; and files of 50 MB
of each kind that swell them in practice (scripts, pictures, the markup of Word, text). On a machine that
others use, the work done is the steadier figure.
"""

import argparse
import io
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from ongikar.charter.tests import sample_documents as made

ROOT = Path(__file__).parents[1]
FORTY_PAGES = 420
FIFTY_MB = 50_000_000


class Goal(NamedTuple):
    seconds: float
    megabytes: float


class Sample(NamedTuple):
    name: str
    goal: Goal
    content: Callable[[], bytes]


def swollen_html() -> bytes:
    return made.html(
        made.charter_blocks(FORTY_PAGES), f"<script>{'var x = 1;' * (FIFTY_MB // 10)}</script>{{}}"
    )


def swollen_docx() -> bytes:
    """Pictures pasted into the document, which nobody reads."""
    content = io.BytesIO(made.docx(made.charter_blocks(FORTY_PAGES)))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/media/image1.png", os.urandom(FIFTY_MB))
    return content.getvalue()


def wordy_docx() -> bytes:
    """Fifty megabytes of what Word writes around the text."""
    with zipfile.ZipFile(io.BytesIO(made.docx(made.charter_blocks(2000)))) as archive:
        document = archive.read("word/document.xml").decode()
    runs = document.split("<w:r>")
    marks = [
        f'<w:proofErr w:type="spellStart" w:rsidR="{mark:08X}"/>'
        for mark in random.Random(8549).sample(range(1 << 32), len(runs))
    ]
    times = FIFTY_MB // len(runs) // len(marks[0])
    more = "".join(f"{run}{mark * times}<w:r>" for run, mark in zip(runs[:-1], marks, strict=False))
    return made.zipped({"word/document.xml": more + runs[-1]})


def text_html() -> bytes:
    """Fifty megabytes of services: refused with a sentence, as soon as the limit is reached."""
    page = made.html(made.charter_blocks(2000))
    return page * (FIFTY_MB // len(page))


SAMPLES = (
    Sample("office.txt", Goal(0.1, 300), made.OFFICE.read_bytes),
    *(
        Sample(f"office.{name}", Goal(5, 300), lambda write=write: write(made.office_blocks()))
        for name, write in made.WRITERS.items()
    ),
    *(
        Sample(f"40-pages.{name}", Goal(5, 300), lambda write=write: write(made.charter_blocks(FORTY_PAGES)))
        for name, write in made.WRITERS.items()
    ),
    *(
        Sample(
            f"2000-rows.{name}",
            Goal(10, 300),
            lambda name=name: made.WRITERS[name](made.charter_blocks(2000)),
        )
        for name in ("docx", "html", "xlsx")
    ),
    Sample("50-MB-of-scripts.html", Goal(10, 300), swollen_html),
    Sample("50-MB-of-pictures.docx", Goal(10, 300), swollen_docx),
    Sample("50-MB-of-markup.docx", Goal(10, 300), wordy_docx),
    Sample("50-MB-of-text.html", Goal(10, 300), text_html),
)


def measure(file: Path) -> dict[str, object]:
    """In this process: seconds from an opened reader to the reading, and the most memory ever held."""
    from ongikar.charter.documents import DocumentFault, read_document

    began, worked = perf_counter(), process_time()
    try:
        said = f"{len(read_document(file)['services'])} services"
    except DocumentFault as fault:
        said = fault.en
    return {
        "seconds": perf_counter() - began,
        "worked": process_time() - worked,
        "said": said,
        "megabytes": most_held(),
    }


def most_held() -> float:
    """The most memory this process held, in MB; what a parent held before it was begun is not counted."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1000


def whole_process(file: Path) -> float:
    began = perf_counter()
    subprocess.run(
        [sys.executable, "-m", "ongikar", "charter", "read", file], check=True, capture_output=True, cwd=ROOT
    )
    return perf_counter() - began


def lines() -> Iterator[str]:
    yield f"{platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} processors"
    with tempfile.TemporaryDirectory() as folder:
        for sample in SAMPLES:
            file = Path(folder) / sample.name
            file.write_bytes(sample.content())
            printed = subprocess.run(
                [sys.executable, "-m", "benchmarks.charter_reading", "--one", file],
                check=True,
                capture_output=True,
                cwd=ROOT,
            )
            found = json.loads(printed.stdout)
            kept = found["seconds"] <= sample.goal.seconds and found["megabytes"] <= sample.goal.megabytes
            yield (
                f"{'ok  ' if kept else 'OVER'} {sample.name:<24}{file.stat().st_size / 1e6:>8.2f}"
                f" MB{found['seconds'] * 1000:>9.0f} ms{found['worked'] * 1000:>9.0f} ms of"
                f" work{found['megabytes']:>7.0f} MB held   {found['said']}"
            )
            if sample.name == "office.txt":
                seconds = min(whole_process(file) for _ in range(3))
                yield (
                    f"{'ok  ' if seconds <= 1 else 'OVER'}"
                    f" {'ongikar charter read':<24}{'':>11}{seconds * 1000:>9.0f} ms   the whole process"
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", type=Path, help="measure this file in this process")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one)))
        return
    for line in lines():
        print(line, flush=True)


if __name__ == "__main__":
    main()
